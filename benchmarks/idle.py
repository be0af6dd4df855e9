"""What a run costs that finds nothing new over many known files, besides Prefect's own start.

Usage: python -m benchmarks.idle [--files N] [--journals N] [--runs N]. First the parts, in this process: each as a run
does it. Then in turns, so that a busy machine slows all: a flow that does nothing, which is Prefect's own start; the
command over an empty source; and over those files. What the last takes longer than the first has to stay below the bar;
1 if it does not. Where the machine is busy with other things, processor time says more.
"""

import argparse
import hashlib
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.light import EMPTY_FLOW, seconds
from schemas import ops_tables, tables
from schemas.arrow import to_arrow
from schemas.ddl import create_all, qualified
from schemas.model import Table
from schemas.releases import SCHEMA_VERSION
from tasks.core.determinants import DOCUMENT_GATE
from tasks.core.fingerprint import code_version
from tasks.core.intake.known import CORPUS_STEPS
from tasks.core.intake.news import read_news
from tasks.core.intake.sweep import intake
from tasks.core.migrate.migrate import migrate
from tasks.core.publish.publish import publish
from tasks.core.retention import DEFAULT_RETENTION, retain
from tasks.core.run import Run, new_run_id, other_folder_of, utc_now, write_journal
from tasks.core.staging import sweep_staging

BAR_SECONDS = 2.0
PER_FOLDER = 500  # files
NIGHT = timedelta(days=1)
Row = dict[str, Any]


def write_files(source: Path, n_files: int) -> list[Row]:
    """So many different statements, and their rows of `raw.files`."""
    rows = []
    for number in range(n_files):
        path = source / f"{number // PER_FOLDER:03}" / f"statement-{number:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Joint statement no. {number}\n\nWe, the ministers, met and agreed on point {number}.\n")
        content = path.read_bytes()
        rows.append(
            {
                "source": source.name,
                "path": path.relative_to(source).as_posix(),
                "document_id": hashlib.sha256(content).hexdigest(),
                "n_bytes": len(content),
                "media_type": "text/plain",
                "named_media_type": "text/plain",
                "modified_at": datetime(2026, 1, 2),
                "first_seen_at": datetime(2026, 1, 2),
                "last_seen_at": datetime(2026, 1, 2),
                "state": "present",
            }
        )
    return rows


def step_rows(run: Run, document_ids: list[str]) -> Iterator[Row]:
    """Rows of `ops.document_steps` that say that all was done as it would be now."""
    given = run.determinants
    for document_id in document_ids:
        for step in (*DOCUMENT_GATE, *CORPUS_STEPS):
            fingerprint = given.fingerprint(step, document_id)
            made = {"input_hash": "", "step_fingerprint": fingerprint, "run_id": run.run_id, "outcome": "accepted"}
            yield {"document_id": document_id, "step": step, **made}


def publish_known(run: Run, files: list[Row]) -> None:
    """A warehouse that knows those files, as far as a run that finds nothing new looks at it."""
    publication = {
        "publication_id": run.run_id,
        "published_at": run.started_at,
        "run_id": run.run_id,
        "code_version": code_version(),
        "schema_version": SCHEMA_VERSION,
    }
    run.places.state.mkdir(parents=True)
    with duckdb.connect(str(run.places.build)) as connection:
        for statement in create_all():
            connection.execute(statement)
        insert(connection, tables.RAW_FILES, files)
        insert(connection, ops_tables.DOCUMENT_STEPS, list(step_rows(run, [row["document_id"] for row in files])))
        insert(connection, ops_tables.PUBLICATION, [publication])
    publish(run.places)


def insert(connection: duckdb.DuckDBPyConnection, table: Table, rows: list[Row]) -> None:
    connection.register("given", to_arrow(table, rows))
    connection.execute(f"insert into {qualified(table)} from given")
    connection.unregister("given")


def write_journals(run: Run, n_journals: int) -> None:
    """Journals of the nights before, each of a run over the same source that found nothing new."""
    for number in range(n_journals):
        started_at = run.started_at - (number + 1) * NIGHT
        entry = {
            "started_at": started_at,
            "ended_at": started_at,
            "state": "completed",
            "source": run.source_name,
            "source_folder": str(run.source),
        }
        write_journal(run.places, new_run_id(started_at), entry)


def new_run(source: Path, warehouse: Path) -> Run:
    started_at = utc_now()
    return Run(new_run_id(started_at), started_at, source, source.name, warehouse)


@contextmanager
def timed(name: str, spent: dict[str, float]) -> Iterator[None]:
    begun = time.perf_counter()
    yield
    spent[name] = time.perf_counter() - begun


def parts(source: Path, warehouse: Path) -> dict[str, float]:
    """Seconds of each part of a run that finds nothing new, in its order."""
    run, spent = new_run(source, warehouse), dict[str, float]()
    done: dict[str, Callable[[], object]] = {
        "journal": lambda: write_journal(run.places, run.run_id, {"state": "running", "started_at": run.started_at}),
        "name of the source": lambda: other_folder_of(run.places, run.source_name, run.source),
        "tables of the build file": lambda: migrate(run.places),
        "intake": lambda: intake(run),
    }
    for name, do in done.items():
        with timed(name, spent):
            do()
    with timed("news", spent):
        news = read_news(run)
    if news.reasons:
        raise SystemExit(f"There was something to do, so nothing was measured: {', '.join(news.reasons)}")
    with timed("staging swept", spent):
        sweep_staging(run.places.staging)
    with timed("retention", spent):
        retain(run.places, DEFAULT_RETENTION, utc_now())
    return spent


def measure_parts(source: Path, warehouse: Path) -> None:
    """Print what the parts take when every file has to be read, and when none has."""
    with timed("fingerprints", spent := dict[str, float]()):
        code_version()
    print(f"fingerprints of the code, once per process: {spent['fingerprints']:.2f} s")
    for name in ("every file read", "no file read"):
        found = parts(source, warehouse)
        told = ", ".join(f"{part} {value:.2f}" for part, value in found.items())
        print(f"{name}: {sum(found.values()):.2f} s ({told})")


def spent_on(command: list[str], home: Path) -> tuple[float, float]:
    """Wall time and processor time of a command with all that it starts, in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    wall = seconds(command, home)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure_command(source: Path, warehouse: Path, empty: Path, home: Path, n_runs: int) -> float:
    """Seconds that the command takes over the known files, longer than a flow that does nothing; medians."""
    command = [sys.executable, "-m", "flows.cli", "ingest"]
    commands = {
        "a flow that does nothing": [sys.executable, "-c", EMPTY_FLOW],
        "a run over an empty source": [*command, str(empty), "--warehouse", str(empty.with_name("nothing"))],
        "a run over the files": [*command, str(source), "--warehouse", str(warehouse)],
    }
    for each in list(commands.values())[:2]:
        seconds(each, home)  # makes Prefect's database and the empty warehouse, once
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in range(n_runs):
        for name, each in commands.items():
            taken[name].append(spent_on(each, home))
    walls = {name: statistics.median(wall for wall, _ in found) for name, found in taken.items()}
    cpus = {name: statistics.median(cpu for _, cpu in found) for name, found in taken.items()}
    for name in commands:
        print(f"{name}: {walls[name]:.1f} s, {cpus[name]:.1f} s of processors (medians of {n_runs})")
    nothing, _, files = walls.values()
    return files - nothing


def main() -> int:
    """Print the figures; 1 if they are over the bar."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--journals", type=int, default=DEFAULT_RETENTION.runs)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source, warehouse, empty = (Path(folder) / name for name in ("inbox", "warehouse", "empty"))
        empty.mkdir()
        first = new_run(source, warehouse)
        publish_known(first, write_files(source, options.files))
        write_journals(first, options.journals)
        time.sleep(BAR_SECONDS)  # a file that was changed a moment ago is read again
        print(f"{options.files:,} known files, {options.journals:,} journals")
        measure_parts(source, warehouse)
        ours = measure_command(source, warehouse, empty, Path(folder) / "prefect", options.runs)
    print(f"besides Prefect's own start: {ours:.1f} s, at most {BAR_SECONDS}")
    return int(ours > BAR_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
