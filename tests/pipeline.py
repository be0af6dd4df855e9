"""The steps in a row without Prefect, so that laws over whole runs are tested in fractions of a second."""

import itertools
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb

from schemas.tables import TABLES
from tasks.core.annotate.stage import annotate_batch
from tasks.core.extract.stage import extract_batch
from tasks.core.group.agree import agree_all
from tasks.core.group.stage import group_all, stage_due
from tasks.core.intake.news import News, read_news
from tasks.core.intake.sweep import intake
from tasks.core.leftovers import drop_leftovers
from tasks.core.load.load import Loaded, load
from tasks.core.migrate.migrate import migrate
from tasks.core.plan.causes import remember_parts
from tasks.core.publish.stage import publish_run
from tasks.core.run import Run, new_run_id, write_journal
from tasks.core.settle.settle import refusals_of
from tasks.core.staging import Batch, sweep_staging
from tasks.core.structure.stage import structure_batch
from tasks.core.totals.stage import validate_totals
from tasks.core.validate.stage import validate_annotated, validate_batch, validate_warehouse

RAW = Path(__file__).parents[1] / "raw"
FIRST_RUN = datetime(2026, 1, 2, 3, 4, 5)
clock = itertools.count()


@dataclass(frozen=True)
class Done:
    """What a sweep did; `loaded` is nothing if there was nothing to do."""

    run: Run
    news: News
    loaded: Loaded | None

    @property
    def published(self) -> Path:
        return self.run.places.published


def new_run(source: Path, warehouse: Path, **settings: Any) -> Run:
    started_at = FIRST_RUN + timedelta(hours=next(clock))
    given = {"max_file_bytes": 2**20, **settings}
    return Run(new_run_id(started_at), started_at, source, source.name, warehouse.resolve(), **given)


def resolve(run: Run, accepted: list[Batch]) -> tuple[Batch, list[Batch], list[Batch], list[Batch]]:
    refused: list[Batch] = []
    while True:
        grouped = group_all(run, accepted, refused)
        due = stage_due(run, accepted, grouped)
        annotated = [annotate_batch(batch, run) for batch in due]
        cleared = [validate_annotated(batch, run) for batch in annotated]
        if not refusals_of(cleared):
            return agree_all(run, accepted, grouped), due, annotated, cleared
        refused += cleared


def sweep(source: Path, warehouse: Path, **settings: Any) -> Done:
    """One run of all steps over a source; `settings` are fields of the run."""
    run = new_run(source, warehouse, **settings)
    entry: dict[str, Any] = {
        "state": "running",
        "started_at": run.started_at,
        "code_version": "0",
        "settings_hash": "0",
    }
    write_journal(run.places, run.run_id, entry)
    drop_leftovers(run.places)
    migrate(run.places)
    swept = intake(run)
    news = read_news(run)
    if not news.reasons:
        sweep_staging(run.places.staging)
        write_journal(run.places, run.run_id, {"state": "completed", "reason": "nothing new", **news.counts})
        return Done(run, news, None)
    read = [extract_batch(batch, run) for batch in swept]
    structured = [structure_batch(batch, run) for batch in read]
    accepted = [validate_batch(batch, run) for batch in structured]
    grouped, due, annotated, cleared = resolve(run, accepted)
    checked = [validate(run, accepted, grouped, cleared) for validate in (validate_warehouse, validate_totals)]
    loaded = load(run, swept, read, structured, accepted, grouped, due, annotated, cleared, checked)
    publish_run(run, loaded)
    sweep_staging(run.places.staging)
    remember_parts(run.places, run.determinants)
    write_journal(run.places, run.run_id, {"state": "completed", **loaded.counts})
    return Done(run, news, loaded)


def rows_of(file: Path, query: str, *given: Any) -> list[tuple[Any, ...]]:
    """The answer to a query on a published warehouse."""
    with duckdb.connect(str(file), read_only=True) as connection:
        return connection.execute(query, list(given)).fetchall()


def all_rows(file: Path, schemas: tuple[str, ...] = ("raw", "core")) -> dict[str, list[str]]:
    """All rows of the tables, but for clocks, runs, and the names (not the members) of statements."""
    found = {}
    for table in TABLES:
        if table.schema in schemas:
            columns = [f'"{c.name}"' for c in table.columns if not (c.is_clock or c.is_run)]
            found[table.name] = sorted(map(repr, rows_of(file, f"select {', '.join(columns)} from {table.name}")))
    return found
