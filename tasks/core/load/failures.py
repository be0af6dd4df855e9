"""Rows of `ops.failed_rows` over time: a row is written when it is first seen, and resolved when it is found sound."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import duckdb

from schemas.arrow import to_arrow
from schemas.ddl import identifier
from schemas.ops_tables import FAILED_ROWS
from schemas.rules import all_rules
from schemas.staged import FAILING
from tasks.core.load.merge import merge

Row = dict[str, Any]

SAME = "open.suite = now.suite and open.rule_id = now.rule_id and open.row_key = now.row_key"
LOOKED_AGAIN = """
    open.suite in ('warehouse', 'totals')
    or open.suite = 'documents' and (open.document_id is null or open.document_id in (from staged.carried))
    or open.suite = 'annotations' and (open.document_id is null or open.document_id in (from staged.annotated))
    or (open.suite, open.rule_id) not in (from current_rules)
    or open.document_id not in (select document_id from core.documents)
        and open.document_id not in (
            select document_id from build.ops.rejections where resolved_at is null and document_id is not null
        )
"""
"""What a run looked at again. A row of a document that is neither in the warehouse nor refused any more is gone."""


def write_failures(
    connection: duckdb.DuckDBPyConnection,
    started_at: datetime,
    code_version: str,
    failing: Iterable[Row],
    stopped: Sequence[Mapping[str, Any]],
) -> None:
    """Bring `ops.failed_rows` of the catalogue `build` up to date with a run's rows of `staged.failing`.

    `stopped` are the journals of runs that rules stopped and that no load has told of yet: their rows are seen first.
    `ops.rejections` must have been written before. The connection is that of the overlay.
    """
    register_rules(connection)
    for journal in stopped:
        seen_at = datetime.fromisoformat(str(journal["started_at"]))
        add(connection, given_rows(journal), seen_at, str(journal["code_version"]))
    rows = list(failing)
    add(connection, rows, started_at, code_version)
    resolve(connection, rows, started_at)


def given_rows(journal: Mapping[str, Any]) -> list[Row]:
    """The rows of `staged.failing` that a journal holds."""
    return [
        {name: journal["run_id"] if name == "run_id" else row[name] for name in FAILING.column_names}
        for row in journal.get("failed_rows", ())
    ]


def register_rules(connection: duckdb.DuckDBPyConnection) -> None:
    """Which rules there are, by suite and id. Those on totals are made of bounds, and looked at in each run."""
    known = [(suite, rule.rule_id) for rule in all_rules() for suite in rule.suites]
    connection.execute(
        "create or replace temp table current_rules as"
        " select unnest($suites::varchar[]) as suite, unnest($rules::varchar[]) as rule_id",
        {"suites": [suite for suite, _ in known], "rules": [rule_id for _, rule_id in known]},
    )


def add(connection: duckdb.DuckDBPyConnection, rows: Sequence[Row], seen_at: datetime, code_version: str) -> None:
    """Write the rows that stand; one that stood already keeps when, by which run and which code it was first seen."""
    unique = {(row["suite"], row["rule_id"], row["row_key"]): row for row in rows}
    connection.register("failing", to_arrow(FAILING, unique.values()))
    connection.execute(
        "create or replace temp table now as"
        " select *, $code_version as code_version, $seen_at::timestamp as seen_at from failing",
        {"code_version": code_version, "seen_at": seen_at},
    )
    connection.unregister("failing")
    merge(connection, FAILED_ROWS, standing())


def standing() -> str:
    """A `SELECT` of the rows that stand, in the shape of `ops.failed_rows`."""
    names = [name for name in FAILED_ROWS.column_names if name not in ("first_seen_at", "resolved_at")]
    columns = ", ".join(
        f"coalesce(open.{identifier(name)}, now.{identifier(name)}) as {identifier(name)}"
        if name in ("run_id", "code_version")
        else f"now.{identifier(name)}"
        for name in names
    )
    return (
        f"select {columns}, coalesce(open.first_seen_at, now.seen_at) as first_seen_at, null as resolved_at"
        f" from now left join build.ops.failed_rows as open on {SAME} and open.resolved_at is null"
    )


def resolve(connection: duckdb.DuckDBPyConnection, rows: Sequence[Row], started_at: datetime) -> None:
    """Note since when rows stand no more that were looked at again."""
    connection.register("failing", to_arrow(FAILING, rows))
    connection.execute("create or replace temp table now as select ?::timestamp as started_at", [started_at])
    found_sound = (
        "select open.* replace ((select started_at from now) as resolved_at)"
        f" from build.ops.failed_rows as open anti join failing on {SAME.replace('now.', 'failing.')}"
        f" where open.resolved_at is null and ({LOOKED_AGAIN})"
    )
    merge(connection, FAILED_ROWS, found_sound)
    connection.unregister("failing")
