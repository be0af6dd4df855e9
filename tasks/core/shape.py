"""Which version of the tables a warehouse file has."""

from pathlib import Path

import duckdb

from schemas.releases import SCHEMA_VERSION, ColumnShape, ddl_hash, release_of, shape_of

COLUMNS = """
    select tables.schema_name || '.' || tables.table_name, columns.column_name, columns.data_type,
        not columns.is_nullable
    from duckdb_tables() as tables
    join duckdb_columns() as columns using (database_name, schema_name, table_name)
    where database_name = current_database() and schema_name in ('raw', 'core', 'ops') and not tables.temporary
    order by 1, columns.column_index
"""


class ShapeError(RuntimeError):
    """The warehouse was made by a version with other tables; the message says what to do."""


def read_shape(connection: duckdb.DuckDBPyConnection) -> tuple[ColumnShape, ...]:
    """All columns of the tables of an opened warehouse file, sorted by table, in order."""
    return tuple(ColumnShape(*row) for row in connection.execute(COLUMNS).fetchall())


def version_of(connection: duckdb.DuckDBPyConnection) -> int | None:
    """The version of the tables of an opened warehouse file; nothing if it is none that was released up to now."""
    shape = read_shape(connection)
    if ddl_hash(shape) == ddl_hash(shape_of()):
        return SCHEMA_VERSION
    release = release_of(shape)
    return release.schema_version if release else None


def version_of_file(file: Path) -> int | None:
    """The version of the tables of a warehouse file; nothing if there is no file, or none that was released.

    Raises:
        duckdb.Error: the file is no DuckDB file, or another process writes it.
    """
    if not file.exists():
        return None
    with duckdb.connect(str(file), read_only=True) as connection:
        return version_of(connection)


def difference(connection: duckdb.DuckDBPyConnection) -> str:
    """How the tables of an opened warehouse file differ from those of this version, in words for people."""
    found = {(column.table, column.name) for column in read_shape(connection)}
    wanted = {(column.table, column.name) for column in shape_of()}
    told = [
        f"{len(columns)} columns {what}, such as {'.'.join(min(columns))}"
        for what, columns in (("are not there", wanted - found), ("are not known", found - wanted))
        if columns
    ]
    return "; ".join(told) or "columns are of other types or in another order"


def check_shape(connection: duckdb.DuckDBPyConnection, build: Path) -> None:
    """Make sure that an opened build file has the tables and columns of `schemas`.

    Raises:
        ShapeError: it has not.
    """
    if version_of(connection) != SCHEMA_VERSION:
        raise ShapeError(
            f"{build}: made by another version of Communiqué ({difference(connection)})."
            " `communique ingest` brings it forward, or says why it cannot."
        )
