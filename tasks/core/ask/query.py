"""SQL on the published warehouse, read only and with no way out of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

MAX_MEMORY = "4GB"


class QueryError(ValueError):
    """A query that cannot be answered; the message says why."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Names of the columns, and the rows."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


@contextmanager
def published(file: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published warehouse, read only; files, networks, extensions and settings are out of reach.

    Raises:
        QueryError: there is no published warehouse yet, or it is no DuckDB file.
    """
    if not file.exists():
        raise QueryError(f"{file}: nothing is published yet. Run `communique ingest` first.")
    config: dict[str, str | bool | int | float | list[str]] = {
        "enable_external_access": "false",
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "memory_limit": MAX_MEMORY,
    }
    try:
        connection = duckdb.connect(str(file), read_only=True, config=config)
    except duckdb.Error as error:
        raise QueryError(f"{file}: cannot be opened ({error}). Publish it again with `communique ingest`.") from error
    with connection:
        connection.execute("set python_enable_replacements = false")
        connection.execute("set lock_configuration = true")
        yield connection


def ask(file: Path, query: str) -> Answer:
    """The answer to a query.

    Raises:
        QueryError: the query is wrong, or reaches for what it may not have.
    """
    with published(file) as connection:
        try:
            found = connection.execute(query)
            columns = tuple(column[0] for column in found.description or ())
            return Answer(columns, found.fetchall())
        except duckdb.Error as error:
            raise QueryError(str(error)) from error
