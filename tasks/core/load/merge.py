"""Writing rows into a table of the build file: one `MERGE`, which touches only the rows that differ."""

from collections import Counter
from collections.abc import Collection

import duckdb

from schemas.ddl import identifier, qualified
from schemas.model import Table

ACTIONS = {"INSERT": "added", "UPDATE": "changed", "DELETE": "removed"}


def merge_statement(table: Table, removed_where: str, ignored: Collection[str]) -> str:
    """`MERGE` of `incoming_rows` into a table of the catalogue `build`.

    Rows that are not among the incoming are deleted where `removed_where` holds of the row `kept`. Rows that differ in
    `ignored` columns alone are left as they are.
    """
    on = " and ".join(f"kept.{identifier(name)} = given.{identifier(name)}" for name in table.key)
    compared = [name for name in table.column_names if name not in {*table.key, *ignored}]
    differs = " or ".join(f"kept.{identifier(name)} is distinct from given.{identifier(name)}" for name in compared)
    update = f"when matched and ({differs}) then update " if compared else ""
    delete = f"when not matched by source and {removed_where} then delete " if removed_where else ""
    return (
        f"merge into build.{qualified(table)} as kept using incoming_rows as given on {on} "
        f"{update}when not matched then insert {delete}returning merge_action"
    )


def merge(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    select: str,
    removed_where: str = "",
    ignored: Collection[str] = (),
) -> dict[str, int]:
    """Merge the rows of a `SELECT` into a table; how many were `added`, `changed`, `removed`."""
    columns = ", ".join(identifier(name) for name in table.column_names)
    connection.execute(f"create or replace temp table incoming_rows as select {columns} from ({select})")
    done = Counter(
        action for (action,) in connection.execute(merge_statement(table, removed_where, ignored)).fetchall()
    )
    connection.execute("drop table incoming_rows")
    return {ACTIONS[action]: n_rows for action, n_rows in sorted(done.items())}
