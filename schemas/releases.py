"""Released versions of the tables: each shape that a warehouse can have, told by the hash of its columns."""

import csv
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from schemas.model import Table
from schemas.tables import TABLES

SCHEMA_VERSION = 6
"""Of the tables as they are defined now: the last row of `releases.csv`."""

FILE = Path(__file__).with_suffix(".csv")
HASH_HEX = 16


@dataclass(frozen=True, slots=True)
class Release:
    """A row of `releases.csv`. `ddl_hash` tells the shape, `released_on` is a day, `change` says what came."""

    schema_version: int
    ddl_hash: str
    released_on: str
    change: str


class ColumnShape(NamedTuple):
    """A column as the catalogue of a file knows it. `table` is `schema.name`, `sql_type` a DuckDB type."""

    table: str
    name: str
    sql_type: str
    is_required: bool


@cache
def releases() -> tuple[Release, ...]:
    """All releases, oldest first."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Release(int(row["schema_version"]), row["ddl_hash"], row["released_on"], row["change"])
            for row in csv.DictReader(lines)
        )


def shape_of(tables: Sequence[Table] = TABLES) -> tuple[ColumnShape, ...]:
    """All columns of the tables as they are defined, in order."""
    return tuple(
        ColumnShape(table.name, column.name, column.sql_type, column.required)
        for table in tables
        for column in table.columns
    )


def ddl_hash(shape: Iterable[ColumnShape]) -> str:
    """Hash of tables and of their columns in order, as 16 hex digits. The order of the tables does not count."""
    lines = [
        f"{column.table}.{column.name} {column.sql_type}{' not null' if column.is_required else ''}"
        for column in sorted(shape, key=lambda column: column.table)
    ]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:HASH_HEX]


def release_of(shape: Iterable[ColumnShape]) -> Release | None:
    """The release that has this shape; nothing if none has."""
    wanted = ddl_hash(shape)
    return next((release for release in reversed(releases()) if release.ddl_hash == wanted), None)
