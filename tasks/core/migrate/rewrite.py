"""An older warehouse file written anew with the tables of this version."""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from schemas.ddl import create_all, identifier, qualified, quoted
from schemas.model import Column, Table
from schemas.releases import SCHEMA_VERSION, ColumnShape
from schemas.tables import TABLES
from tasks.core.intake.sniff import named_media_type
from tasks.core.migrate import later
from tasks.core.migrate.later import FILLINGS, FORGOTTEN, RESHAPINGS
from tasks.core.overlay import settings_beside


def rewrite(old: Path, shape: Sequence[ColumnShape], version: int, new: Path) -> None:
    """Write all rows of a file, which has the shape of a released version, to a new file in this version's.

    The old file is only read, with what a killed writer left beside it.

    Raises:
        LookupError: a column came or went and nobody said what becomes of it: a fault of the product.
        duckdb.Error: one of the files cannot be read or written.
    """
    check_forgotten(shape)
    known = {column.table for column in shape}
    with duckdb.connect(config=settings_beside(new)) as connection:
        connection.create_function("promised_by_name", promised_by_name)
        connection.execute(f"attach {quoted(str(old))} as old (read_only)")
        connection.execute(f"attach {quoted(str(new))} as new")
        connection.execute("use new")
        connection.execute("begin")
        for statement in create_all():
            connection.execute(statement)
        for table in TABLES:
            if table.name in known:
                connection.execute(f"insert into {qualified(table)} {carried(connection, table, version)}")
        connection.execute("update ops.publication set schema_version = ?", [SCHEMA_VERSION])
        connection.execute("commit")
        connection.execute("checkpoint new")


def check_forgotten(shape: Sequence[ColumnShape]) -> None:
    """Make sure that nothing is left behind that nobody decided to leave.

    Raises:
        LookupError: something would be.
    """
    known = {(table.name, name) for table in TABLES for name in table.column_names}
    left = [
        f"{column.table}.{column.name}"
        for column in shape
        if (column.table, column.name) not in known
        and not {column.table, f"{column.table}.{column.name}"} & FORGOTTEN.keys()
    ]
    if left:
        raise LookupError(f"{later.__name__} does not say what becomes of {', '.join(left)}")


def carried(connection: duckdb.DuckDBPyConnection, table: Table, version: int) -> str:
    """A `SELECT` of a table's rows in this version, from those of an older one."""
    rows = f"from old.{qualified(table)}"
    for reshaping in RESHAPINGS:
        if reshaping.table == table.name and reshaping.since > version:
            rows = reshaping.select.format(rows=rows)
    has = {name for name, *_ in connection.execute(f"describe {rows}").fetchall()}
    values = ", ".join(f"{value(table, column, has)}::{column.sql_type}" for column in table.columns)
    return f"select {values} from ({rows}) as given"


def value(table: Table, column: Column, has: set[str]) -> str:
    """What a row that was written by an older version says in a column.

    Raises:
        LookupError: the column must be filled and nobody said with what.
    """
    if column.name in has:
        return f"given.{identifier(column.name)}"
    filling = FILLINGS.get((table.name, column.name))
    if filling is None and column.required:
        raise LookupError(f"{later.__name__} does not say what older rows of {table.name} say in {column.name}")
    return filling or "null"


def promised_by_name(path: str) -> str:
    """What the ending of a path promises; empty where it is not known."""
    return named_media_type(path) or ""
