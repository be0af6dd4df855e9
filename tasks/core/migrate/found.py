"""A warehouse file as it lies there, and why this version cannot go on from it, in words for people."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from schemas.ddl import identifier, qualified
from schemas.releases import SCHEMA_VERSION, ColumnShape
from schemas.tables import TABLES
from tasks.core.shape import ShapeError, difference, read_shape, version_of

HELD = "lock on file"  # what DuckDB says of a file that another process has open for writing
AWAY = "or move {folder} away and run again: the files are read anew then"


@dataclass(frozen=True, slots=True)
class Found:
    """What a file is. `version` is that of its tables, nothing if they were never released; `says` is the one that it
    gives itself; `code_version` made it; `is_blank` says that it has no table but ours, and no row in them.
    """

    file: Path
    shape: tuple[ColumnShape, ...]
    version: int | None
    says: int | None
    code_version: str | None
    difference: str
    is_blank: bool


def look(file: Path) -> Found:
    """Read what a warehouse file is.

    Raises:
        ShapeError: it cannot be read.
    """
    try:
        with duckdb.connect(str(file), read_only=True) as connection:
            shape = read_shape(connection)
            return Found(
                file=file,
                shape=shape,
                version=version_of(connection),
                says=said(connection, shape, "schema_version"),
                code_version=said(connection, shape, "code_version"),
                difference=difference(connection),
                is_blank=is_blank(connection),
            )
    except duckdb.Error as error:
        if HELD in str(error):
            raise ShapeError(f"{file}: another program has it open. Close that, and run again.") from error
        raise ShapeError(
            f"{file}: cannot be read as a warehouse ({first_line(error)}). Move it away and run again:"
            " what is published takes the place of a build file, and without either the files are read anew."
        ) from error


def said(connection: duckdb.DuckDBPyConnection, shape: Sequence[ColumnShape], name: str) -> Any:
    """A column of the row that says which publication this is; nothing where there is none."""
    if ("ops.publication", name) not in {(column.table, column.name) for column in shape}:
        return None
    row = connection.execute(f"select {identifier(name)} from ops.publication").fetchone()
    return row[0] if row else None


def is_blank(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether a file has no table but ours, and no row in them: the first load of a warehouse was killed."""
    query = "select schema_name || '.' || table_name from duckdb_tables() where not internal and not temporary"
    names = {name for (name,) in connection.execute(query).fetchall()}
    ours = {table.name: qualified(table) for table in TABLES}
    return names <= ours.keys() and not any(
        connection.execute(f"select 1 from {ours[name]} limit 1").fetchone() for name in sorted(names)
    )


def released_version(found: Found, folder: Path) -> int:
    """The version of a file's tables, of the warehouse in `folder`.

    Raises:
        ShapeError: they are of a newer version, or of none that was released.
    """
    if found.version is not None:
        return found.version
    if (found.says or 0) > SCHEMA_VERSION:
        raise ShapeError(
            f"{found.file}: made by a newer version of Communiqué ({found.code_version}; its tables are of version"
            f" {found.says}, this one knows {SCHEMA_VERSION}). Update Communiqué, {AWAY.format(folder=folder)}."
        )
    made_by = found.code_version or "nobody knows which"
    raise ShapeError(
        f"{found.file}: its tables are of no released version (made by {made_by}; {found.difference})."
        f" Run the version that made it, {AWAY.format(folder=folder)}."
    )


def first_line(error: BaseException) -> str:
    """What an error says, without what follows."""
    return (str(error).strip() or type(error).__name__).splitlines()[0]
