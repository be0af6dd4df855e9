"""Whether a build file has the tables of this version."""

from pathlib import Path

import duckdb

from schemas.tables import TABLES


class ShapeError(RuntimeError):
    """The warehouse was made by a version with other tables; the message says what to do."""


def check_shape(connection: duckdb.DuckDBPyConnection, build: Path) -> None:
    """Make sure that an opened build file has the tables and columns of `schemas`.

    Raises:
        ShapeError: it has not.
    """
    query = "select schema_name || '.' || table_name, column_name from duckdb_columns() where not internal"
    known = set(connection.execute(query).fetchall())
    wanted = {(table.name, column) for table in TABLES for column in table.column_names}
    if missing := sorted(wanted - known):
        table, column = missing[0]
        raise ShapeError(
            f"{build}: made by another version of Communiqué ({len(missing)} columns are not there, such as"
            f" {table}.{column}). Move it away with statements.duckdb and run again: the files are read anew."
        )
