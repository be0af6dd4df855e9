"""A row that breaks a rule is told once, by the run that saw it first; the first that finds it sound resolves it."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.ddl import create_tables
from schemas.ops_tables import FAILED_ROWS, REJECTIONS
from schemas.rules import rules_of
from tasks.core.load.failures import write_failures
from tasks.core.query import Row, read_rows

START = datetime(2026, 1, 2, 3, 4, 5)
RULES = {suite: rules_of(suite)[0] for suite in ("documents", "annotations", "warehouse")}
A, B = "a" * 64, "b" * 64


def at(run: int) -> datetime:
    return START + timedelta(hours=run)


def run_id(run: int) -> str:
    return f"{at(run):%Y%m%dT%H%M%SZ}-aaaaaa"


def connect(documents: Sequence[str] = (A, B)) -> duckdb.DuckDBPyConnection:
    """What the overlay of a run shows, as far as failures need it."""
    connection = duckdb.connect()
    connection.execute("attach ':memory:' as build; use build")
    for statement in create_tables((FAILED_ROWS, REJECTIONS)):
        connection.execute(statement)
    connection.execute("use memory; create schema staged; create schema core")
    for table in ("staged.carried", "staged.annotated", "core.documents"):
        connection.execute(f"create table {table} (document_id varchar)")
    hold(connection, "core.documents", documents)
    return connection


def hold(connection: duckdb.DuckDBPyConnection, table: str, documents: Iterable[str]) -> None:
    connection.execute(f"delete from {table}")
    connection.execute(f"insert into {table} select unnest(?::varchar[])", [list(documents)])


def broken(run: int, row_key: str, suite: str = "warehouse", document: str | None = None, rule: str = "") -> Row:
    return {
        "run_id": run_id(run),
        "suite": suite,
        "rule_id": rule or RULES[suite].rule_id if suite in RULES else "totals.statements.minimum",
        "severity": "warning",
        "table_name": "core.documents",
        "row_key": row_key,
        "document_id": document,
        "detail": f"as run {run} saw it",
    }


def tell(
    connection: duckdb.DuckDBPyConnection,
    run: int,
    rows: Sequence[Row],
    stopped: Sequence[dict[str, Any]] = (),
) -> None:
    write_failures(connection, at(run), f"0.1.0+{run}", rows, stopped)


def told(connection: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    """Key, number of the run that saw it first, and of the one that resolved it."""
    rows = read_rows(connection, "from build.ops.failed_rows order by row_key, first_seen_at")
    for row in rows:
        first = round((row["first_seen_at"] - START) / timedelta(hours=1))
        assert (row["run_id"], row["code_version"]) == (run_id(first), f"0.1.0+{first}")
    return [(row["row_key"], number(row["first_seen_at"]), number(row["resolved_at"])) for row in rows]


def number(time: datetime | None) -> int | None:
    return None if time is None else round((time - START) / timedelta(hours=1))


@settings(max_examples=40)
@given(st.lists(st.sets(st.sampled_from("xyz")), max_size=6))
def test_each_stretch_of_runs_in_which_a_row_stands_is_one_row(history: list[set[str]]) -> None:
    with connect() as connection:
        for run, standing in enumerate(history):
            tell(connection, run, [broken(run, key) for key in sorted(standing)])
        wanted = []
        for key in "xyz":
            stands = [key in standing for standing in history] + [False]
            starts = [run for run, here in enumerate(stands) if here and not (run and stands[run - 1])]
            for start in starts:
                end = stands.index(False, start)
                wanted.append((key, start, end if end < len(history) else None))
        assert told(connection) == wanted


def test_what_is_seen_again_is_told_as_it_was_seen_last() -> None:
    with connect() as connection:
        tell(connection, 0, [broken(0, "x")])
        tell(connection, 1, [{**broken(1, "x"), "severity": "critical"}])
        (row,) = read_rows(connection, "from build.ops.failed_rows")
    assert (row["run_id"], row["detail"], row["severity"]) == (run_id(0), "as run 1 saw it", "critical")


def test_a_gate_resolves_only_what_it_looked_at() -> None:
    with connect() as connection:
        gates = [("documents", "staged.carried"), ("annotations", "staged.annotated")]
        tell(connection, 0, [broken(0, f"{suite} {d}", suite, d) for suite, _ in gates for d in (A, B)])
        for _, looked_at in gates:
            hold(connection, looked_at, [A])
        tell(connection, 1, [])
        assert told(connection) == [
            (f"annotations {A}", 0, 1),
            (f"annotations {B}", 0, None),
            (f"documents {A}", 0, 1),
            (f"documents {B}", 0, None),
        ]


def test_a_document_that_was_refused_stands_until_it_is_gone() -> None:
    with connect(documents=[]) as connection:
        rejection = dict.fromkeys(REJECTIONS.column_names) | {
            "source": "raw",
            "path": "a.txt",
            "document_id": A,
            "step": "validate",
            "reason": "failed_rules",
            "detail": "d",
            "run_id": run_id(0),
            "code_version": "0",
            "first_seen_at": at(0),
        }
        names = ", ".join(rejection)
        marks = ", ".join("?" for _ in rejection)
        connection.execute(f"insert into build.ops.rejections ({names}) values ({marks})", list(rejection.values()))
        tell(connection, 0, [broken(0, A, "documents", A)])
        tell(connection, 1, [])
        assert told(connection) == [(A, 0, None)]
        connection.execute("update build.ops.rejections set resolved_at = ?", [at(2)])
        tell(connection, 2, [])
        assert told(connection) == [(A, 0, 2)]


def test_a_rule_that_is_no_more_breaks_nothing() -> None:
    with connect() as connection:
        tell(connection, 0, [broken(0, "x", "documents", B, rule="core.documents.gone.not_null")])
        tell(connection, 1, [])
        assert told(connection) == [("x", 0, 1)]


def test_totals_are_looked_at_in_each_run() -> None:
    with connect() as connection:
        tell(connection, 0, [broken(0, "raw/statements", "totals"), broken(0, "raw/files", "totals")])
        tell(connection, 1, [broken(1, "raw/files", "totals")])
        assert told(connection) == [("raw/files", 0, None), ("raw/statements", 0, 1)]


def test_rows_that_stopped_a_run_are_told_by_the_next_and_resolved_if_they_are_gone() -> None:
    def journal(run: int, *keys: str) -> dict[str, Any]:
        entry = {"run_id": run_id(run), "started_at": str(at(run)), "code_version": f"0.1.0+{run}"}
        return {**entry, "failed_rows": [broken(run, key) for key in keys]}

    with connect() as connection:
        tell(connection, 2, [broken(2, "y")], stopped=[journal(0, "x"), journal(1, "x", "y")])
        assert told(connection) == [("x", 0, 2), ("y", 1, None)]
