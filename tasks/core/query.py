"""Rows of a query as values."""

from typing import Any

import duckdb

Row = dict[str, Any]


def read_rows(connection: duckdb.DuckDBPyConnection, query: str, *given: object) -> list[Row]:
    """The rows of a query as dicts."""
    found = connection.execute(query, list(given))
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
