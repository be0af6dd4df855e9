"""A warehouse as a run would leave it, made by hand, for the figures of its sources."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb

from schemas.arrow import to_arrow
from schemas.ddl import qualified
from schemas.ops_tables import REJECTIONS, RUNS, TOTALS
from schemas.tables import BY_NAME
from tasks.core.overlay import attach_build
from tasks.core.run import Run
from tests.warehouse.made import connect, made_tables
from tests.warehouse.made_rows import NOON, file

Row = dict[str, Any]
NOWHERE = Path("no warehouse")
RUN = Run("20260303T000000Z-0a1b2c", datetime(2026, 3, 3), Path("raw"), "raw", NOWHERE)


@contextmanager
def overlaid(files: Sequence[Row] | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """The made warehouse over an empty build file, with these files instead of its own."""
    tables = made_tables()
    with connect(tables if files is None else {**tables, "raw.files": list(files)}) as connection:
        attach_build(connection, NOWHERE, read_only=True)
        yield connection


def fill(connection: duckdb.DuckDBPyConnection, name: str, rows: Sequence[Row]) -> None:
    """Put rows into a table of the build file."""
    table = BY_NAME[name]
    connection.register("given", to_arrow(table, rows))
    connection.execute(f"insert into build.{qualified(table)} from given")
    connection.unregister("given")


def source_file(source: str, path: str, document_id: str, state: str = "present", day: int = 0) -> Row:
    """A row of `raw.files`; it was first seen on a day after noon."""
    return {**file(path, document_id, state), "source": source, "first_seen_at": NOON + timedelta(days=day)}


def rejection(path: str, document_id: str | None = None, day: int = 0, is_open: bool = True) -> Row:
    """A row of `ops.rejections` of the source `raw`."""
    return {
        **dict.fromkeys(REJECTIONS.column_names),
        "source": "raw",
        "path": path,
        "document_id": document_id,
        "step": "extract",
        "reason": "damaged",
        "detail": "It breaks off.",
        "run_id": RUN.run_id,
        "code_version": "0",
        "first_seen_at": NOON + timedelta(days=day),
        "resolved_at": None if is_open else NOON + timedelta(days=day + 1),
    }


def run_row(run_id: str, state: str = "completed") -> Row:
    """A row of `ops.runs`."""
    counts = {name: 0 for name in RUNS.column_names if name.startswith("n_")}
    given = {"run_id": run_id, "started_at": NOON, "state": state, "code_version": "0", "settings_hash": "0"}
    return {**dict.fromkeys(RUNS.column_names), **counts, **given}


def total_row(run_id: str, source: str, total: str, figure: float) -> Row:
    """A row of `ops.totals`."""
    given = {"run_id": run_id, "source": source, "total": total, "figure": figure}
    return {**dict.fromkeys(TOTALS.column_names), **given}


def run_name(number: int) -> str:
    """The id of an earlier run; they sort by number."""
    return f"202602{number:02}T000000Z-0a1b2c"


def put_history(
    connection: duckdb.DuckDBPyConnection, source: str, after: Sequence[dict[str, float]], first: int = 1
) -> None:
    """What the figures of a source were after earlier runs, oldest first."""
    names = [run_name(number) for number in range(first, first + len(after))]
    fill(connection, "ops.runs", [run_row(name) for name in names])
    rows = [
        total_row(name, source, total, figure)
        for name, figures in zip(names, after, strict=True)
        for total, figure in figures.items()
    ]
    fill(connection, "ops.totals", rows)
