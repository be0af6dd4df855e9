"""Writing rows into a table of the build file: what differs is found first, and nothing else is touched."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import duckdb

from schemas.arrow import to_arrow
from schemas.ddl import identifier, qualified, quoted
from schemas.model import Column, Table
from schemas.ops_tables import CHANGED_ROWS
from schemas.rules_model import key_text

Changes = dict[str, Mapping[str, int]]

ACTIONS = ("changed", "removed", "added")  # in the order in which rows are kept: those added stand in their table
SHOWN_CHARS = 500  # of a text in a row that changed: enough to see what it was; whole bodies would double the file
KEPT_ROWS = 10_000  # of one table and run: a night's news many times over; a rebuild changes all of it, and is counted


def merge(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    select: str,
    removed_where: str = "",
    ignored: Collection[str] = (),
    remembered_for: str = "",
) -> dict[str, int]:
    """Merge the rows of a `SELECT` into a table of the catalogue `build`; how many were `added`, `changed`, `removed`.

    Rows that are not among the given are deleted where `removed_where` holds of the row `kept`. Rows that differ in
    `ignored` columns alone are left as they are. If a run is named in `remembered_for`, the rows are told in
    `ops.changed_rows`, `KEPT_ROWS` of them at most.
    """
    columns = ", ".join(identifier(name) for name in table.column_names)
    connection.execute(f"create or replace temp table incoming_rows as select {columns} from ({select})")
    connection.execute(f"create or replace temp table changes as {changes_query(table, removed_where, ignored)}")
    done = dict(connection.execute("select change, count(*) from changes group by change order by change").fetchall())
    if done and remembered_for:
        connection.execute(remember_statement(table), {"run_id": remembered_for})
    if done:
        apply(connection, table, columns)
    connection.execute("drop table incoming_rows; drop table changes")
    return done


def merge_rows(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    rows: Sequence[Mapping[str, Any]],
    removed_where: str = "",
    ignored: Collection[str] = (),
    remembered_for: str = "",
) -> Changes:
    """Merge rows that are values into a table."""
    connection.register("given_rows", to_arrow(table, rows))
    done = merge(connection, table, "from given_rows", removed_where, ignored, remembered_for)
    connection.unregister("given_rows")
    return {table.name: done} if done else {}


def changes_query(table: Table, removed_where: str, ignored: Collection[str]) -> str:
    """A `SELECT` of what has to be done: `change`, and the numbers of the row `given` and of the row `kept`."""
    on = " and ".join(f"kept.{identifier(name)} = given.{identifier(name)}" for name in table.key)
    compared = [name for name in table.column_names if name not in {*table.key, *ignored}]
    differs = " or ".join(f"kept.{identifier(name)} is distinct from given.{identifier(name)}" for name in compared)
    removed = (
        f" union all select 'removed', null, kept.rowid from build.{qualified(table)} as kept"
        f" where ({removed_where}) and not exists (from incoming_rows as given where {on})"
    )
    return (
        "select case when kept.rowid is null then 'added' else 'changed' end as change,"
        " given.rowid as given_row, kept.rowid as kept_row"
        f" from incoming_rows as given left join build.{qualified(table)} as kept on {on}"
        f" where kept.rowid is null or ({differs or 'false'})"
        f"{removed if removed_where else ''}"
    )


def apply(connection: duckdb.DuckDBPyConnection, table: Table, columns: str) -> None:
    """Take out the rows that changed or are gone, and put in those that changed or are new."""
    connection.execute(
        f"delete from build.{qualified(table)} where rowid in (select kept_row from changes where kept_row is not null)"
    )
    connection.execute(
        f"insert into build.{qualified(table)} ({columns}) select {columns} from incoming_rows"
        " where rowid in (select given_row from changes where given_row is not null)"
    )


def shown(column: Column, alias: str) -> str:
    """SQL of a value as it is remembered: a long text is cut."""
    value = f"{alias}.{identifier(column.name)}"
    if column.sql_type != "VARCHAR":
        return f"to_json({value})"
    return (
        f"to_json(case when length({value}) > {SHOWN_CHARS} then left({value}, {SHOWN_CHARS}) || '…' else {value} end)"
    )


def as_json(table: Table, alias: str) -> str:
    """SQL of the JSON of a row: all columns if nothing stands against it, else those that differ."""
    entries = ", ".join(
        f"{{'key': {quoted(column.name)}, 'value': {shown(column, alias)}, 'differs':"
        f" given.{identifier(column.name)} is distinct from kept.{identifier(column.name)}}}"
        for column in table.columns
    )
    picked = f"list_filter([{entries}], lambda entry: entry.differs or changes.given_row is null)"
    pairs = f"list_transform({picked}, lambda entry: {{'key': entry.key, 'value': entry.value}})"
    return f"cast(to_json(map_from_entries({pairs})) as varchar)"


def remember_statement(table: Table) -> str:
    """`INSERT` into `ops.changed_rows` of what is about to be done to a table."""
    known = "case when changes.given_row is null then {kept} else {given} end"
    key = known.format(kept=key_text(table, "kept"), given=key_text(table, "given"))
    document = (
        "coalesce(given.document_id, kept.document_id)"
        if "document_id" in table.column_names
        else "cast(null as varchar)"
    )
    columns = ", ".join(identifier(name) for name in CHANGED_ROWS.column_names)
    return (
        f"insert into build.{qualified(CHANGED_ROWS)} ({columns})"
        f" select $run_id, {quoted(table.name)}, changes.change, {key} as row_key, {document} as document_id,"
        f" case when changes.change != 'added' then {as_json(table, 'kept')} end as before,"
        f" case when changes.change = 'changed' then {as_json(table, 'given')} end as after"
        " from changes left join incoming_rows as given on given.rowid = changes.given_row"
        f" left join build.{qualified(table)} as kept on kept.rowid = changes.kept_row"
        f" order by list_position([{', '.join(map(quoted, ACTIONS))}], changes.change), row_key limit {KEPT_ROWS}"
    )
