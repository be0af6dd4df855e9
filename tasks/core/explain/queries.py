"""Queries with `$name` for the columns of a row: bound to be run, or written out to be typed. Values are never SQL."""

import re
from datetime import date, datetime
from typing import Any

from schemas.ddl import quoted
from tasks.core.query import Row

PLACEHOLDER = re.compile(r"\$([a-z_]+)")


def bound(query: str, row: Row) -> tuple[str, list[Any]]:
    """The query with `?`, and the values in their order."""
    return PLACEHOLDER.sub("?", query), [row[name] for name in PLACEHOLDER.findall(query)]


def written(query: str, row: Row) -> str:
    """The query as somebody can type it, on one line."""
    return PLACEHOLDER.sub(lambda found: literal(row[found[1]]), " ".join(query.split()))


def literal(value: Any) -> str:
    """A SQL literal of a value."""
    if value is None:
        return "null"
    if isinstance(value, bool | int | float):
        return str(value).lower()
    if isinstance(value, datetime):
        return f"timestamp {quoted(value.isoformat(sep=' '))}"
    if isinstance(value, date):
        return f"date {quoted(value.isoformat())}"
    return quoted(str(value))
