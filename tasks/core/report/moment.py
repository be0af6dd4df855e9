"""Which run a report is about, for queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from tasks.core.query import Row


@dataclass(frozen=True, slots=True)
class Moment:
    """A run and its start (UTC), which is the time that the tables know it by."""

    run_id: str
    started_at: datetime | None


def named_rows(connection: duckdb.DuckDBPyConnection, query: str, given: Mapping[str, Any]) -> list[Row]:
    """The rows of a query with named values as dicts."""
    found = connection.execute(query, dict(given))
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
