"""One row per run becomes one row per time that it stood."""

from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from tasks.core.migrate.migrate import migrate
from tests.tasks.core.migrate.kept import unpack

HOURS = {name: datetime(2026, 3, 1, hour) for hour, name in enumerate(("a", "b", "c", "d", "e"), 1)}
RUN_STATES = {"a": "completed", "b": "completed", "c": "failed", "d": "completed", "e": "completed"}
LOOKED = ("a", "b", "c", "d")  # the last run found nothing new, so no rule was asked


def run_id(name: str) -> str:
    return f"{HOURS[name]:%Y%m%dT%H%M%SZ}-00000{name}"


def tell(connection: duckdb.DuckDBPyConnection, table: str, **given: Any) -> None:
    """A row of which only some columns matter; the others are as in any row of the kept file, or zero."""
    columns = connection.execute(f'select column_name, column_type, "null" from (describe {table})').fetchall()
    zeros = {"VARCHAR": "", "TIMESTAMP": datetime(2026, 1, 1), "DOUBLE": 0.0, "INTEGER": 0, "BIGINT": 0}
    row = {name: given.get(name, None if null == "YES" else zeros[kind]) for name, kind, null in columns}
    connection.execute(f"insert into {table} values ({', '.join('?' * len(row))})", list(row.values()))


def failed(connection: duckdb.DuckDBPyConnection, run: str, row_key: str, **given: Any) -> None:
    said = {"suite": "warehouse", "rule_id": "rule", "severity": "warning", "detail": f"seen by {run}", **given}
    tell(connection, "ops.failed_rows", run_id=run_id(run), row_key=row_key, **said)


def test_rows_stand_from_the_first_run_that_saw_them_to_the_next_that_did_not(tmp_path: Path) -> None:
    places = unpack(4, tmp_path)
    with duckdb.connect(str(places.build)) as connection:
        for table in ("failed_rows", "validations", "runs", "document_steps"):
            connection.execute(f"delete from ops.{table}")
        for name, state in RUN_STATES.items():
            tell(
                connection,
                "ops.runs",
                run_id=run_id(name),
                started_at=HOURS[name],
                state=state,
                code_version=f"v-{name}",
            )
        for name in LOOKED:
            tell(
                connection, "ops.validations", run_id=run_id(name), suite="warehouse", rule_id="rule", outcome="failed"
            )
        for name in ("a", "b", "d"):
            failed(connection, name, "always")
        failed(connection, "a", "once")
        failed(connection, "a", "twice")
        failed(connection, "d", "twice", severity="critical")
        failed(connection, "b", "while a run was stopped")
        failed(connection, "d", "while a run was stopped")
        failed(connection, "c", "by the stopped run", severity="critical")
        failed(connection, "a", "document seen once", suite="documents", document_id="one")
        failed(connection, "a", "document carried again", suite="documents", document_id="two")
        tell(connection, "ops.document_steps", document_id="one", step="validate", run_id=run_id("a"))
        tell(connection, "ops.document_steps", document_id="two", step="validate", run_id=run_id("b"))
    migrate(places)
    with duckdb.connect(str(places.build), read_only=True) as connection:
        found = connection.execute(
            "select row_key, right(run_id, 1), code_version, first_seen_at, resolved_at, severity, detail"
            " from ops.failed_rows order by row_key, first_seen_at"
        ).fetchall()
    hour = HOURS
    assert found == [
        ("always", "a", "v-a", hour["a"], None, "warning", "seen by d"),
        ("by the stopped run", "c", "v-c", hour["c"], hour["d"], "critical", "seen by c"),
        ("document carried again", "a", "v-a", hour["a"], hour["b"], "warning", "seen by a"),
        ("document seen once", "a", "v-a", hour["a"], None, "warning", "seen by a"),
        ("once", "a", "v-a", hour["a"], hour["b"], "warning", "seen by a"),
        ("twice", "a", "v-a", hour["a"], hour["b"], "warning", "seen by a"),
        ("twice", "d", "v-d", hour["d"], None, "critical", "seen by d"),
        ("while a run was stopped", "b", "v-b", hour["b"], None, "warning", "seen by d"),
    ]
