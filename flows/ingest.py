"""The flow `ingest`: one sweep over a source, from files to a published warehouse."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prefect import flow, runtime, unmapped

from flows.journal import Journal, recorded, tell
from flows.options import read_corrections, read_model, read_reviewed, read_totals
from tasks.annotate import annotate_batch
from tasks.artifacts import show_files, show_summary
from tasks.core.extract.limits import DEFAULT_LIMITS, Limits
from tasks.core.intake.news import read_news
from tasks.core.intake.walk import SourceError, check_source
from tasks.core.load.load import Loaded
from tasks.core.lock import writing
from tasks.core.migrate.migrate import migrate
from tasks.core.run import (
    DEFAULT_BATCH_DOCUMENTS,
    DEFAULT_MAX_FILE_BYTES,
    Run,
    new_run_id,
    other_folder_of,
    utc_now,
)
from tasks.core.settle.settle import refusals_of
from tasks.core.staging import sweep_staging
from tasks.core.validate.data_docs import NOTE
from tasks.extract import read_batch
from tasks.group import find_agreed, find_due, group_documents
from tasks.intake import sweep_source
from tasks.load import load_run
from tasks.publish import publish_run
from tasks.report import report_run, write_data_docs
from tasks.structure import structure_batch
from tasks.validate import validate_all, validate_annotations, validate_documents, validate_figures

Futures = Any  # of batches; Prefect's own types do not say that a task takes futures in the place of values


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did. `fates` says of each path what became of it, `report` is a page; both are empty without news."""

    run_id: str
    reason: str
    counts: Mapping[str, int]
    fates: Mapping[str, str]
    is_published: bool
    report: str = ""


def begin(
    source: str,
    warehouse: str,
    source_name: str,
    batch_documents: int,
    max_file_bytes: int,
    corrections: str,
    reviewed: str,
    totals: str,
    limits: Limits,
    model: str,
) -> Run:
    """A new run over a source."""
    started_at, folder = utc_now(), Path(source).expanduser().resolve()
    places = Path(warehouse).expanduser().resolve()
    return Run(
        run_id=new_run_id(started_at),
        started_at=started_at,
        source=folder,
        source_name=source_name or folder.name,
        warehouse=places,
        batch_documents=batch_documents,
        max_file_bytes=max_file_bytes,
        flow_run_id=runtime.flow_run.id,
        limits=limits,
        corrections=read_corrections(corrections, places),
        reviewed=read_reviewed(reviewed, places),
        bounds=read_totals(totals, places),
        model=model,
        model_version=read_model(model),
    )


def check_name(run: Run) -> None:
    """Make sure that the source is the one that its name stands for.

    Raises:
        SourceError: the name stands for another folder, which is still there.
    """
    if other := other_folder_of(run.places, run.source_name, run.source):
        name = run.source_name
        raise SourceError(f"{run.source}: the source {name!r} is {other} already. Give this one a --source-name.")


@flow(name="ingest", flow_run_name="ingest {source}", description="One sweep: files in, a published warehouse out.")
def ingest(
    source: str = "raw",
    warehouse: str = "warehouse",
    source_name: str = "",
    batch_documents: int = DEFAULT_BATCH_DOCUMENTS,
    max_file_bytes: int = DEFAULT_MAX_FILE_BYTES,
    corrections: str = "",
    reviewed: str = "",
    totals: str = "",
    limits: Limits = DEFAULT_LIMITS,
    model: str = "",
    data_docs: bool = False,
) -> Summary:
    """Take in what is new or changed in a folder of official statements, and publish the warehouse.

    Args:
        source: Folder with the files, read recursively.
        warehouse: Folder of the warehouse; readers open `statements.duckdb` in it.
        source_name: Name of the source in the tables; by default the folder's name.
        batch_documents: Documents that one task run carries.
        max_file_bytes: Larger files are refused unread.
        corrections: File in which people correct metadata; empty for `corrections.csv` in the warehouse, if any.
        reviewed: File in which people say of two documents that they are always together or never; empty for
            `reviewed.csv` in the warehouse, if any.
        totals: File in which people set bounds for the figures of a source; empty for `totals.csv` in the warehouse,
            if any.
        limits: What reading one file may cost.
        model: spaCy model, by name or folder, that finds people, organisations and events where no rule does.
        data_docs: Build Great Expectations' own pages about the published tables as well.
    """
    people = (corrections, reviewed, totals)
    run = begin(source, warehouse, source_name, batch_documents, max_file_bytes, *people, limits, model)
    with recorded(run) as journal, writing(run.places.lock):
        check_source(run.source)
        check_name(run)
        if migrated := migrate(run.places):
            tell("%s", migrated.told)
        summary = sweep(run, journal)
        if data_docs and run.places.published.exists():
            tell("Data Docs: %s. %s", write_data_docs(run) or "not built", NOTE)
        return summary


def sweep(run: Run, journal: Journal) -> Summary:
    """From a look at the source to the publication; to the end at once if there is nothing new."""
    swept: Futures = sweep_source.submit(run)
    journal.after("intake", swept)
    news = read_news(run, sum(batch.n_rows for batch in swept.result()))
    journal.write({"n_files_seen": news.n_files})
    if not news.reasons:
        sweep_staging(run.places.staging)
        journal.end("nothing new", news.counts)
        return Summary(run.run_id, "nothing new", news.counts, {}, is_published=False)
    tell("%d files seen: %s", news.n_files, ", ".join(news.reasons))
    return carry_through(run, swept, ", ".join(news.reasons), journal)


def carry_through(run: Run, swept: Futures, reason: str, journal: Journal) -> Summary:
    """The DAG from a sweep to the publication."""
    texts: Futures = read_batch.map(swept, unmapped(run))
    structured: Futures = structure_batch.map(texts, unmapped(run), unmapped(len(texts)))
    accepted: Futures = validate_documents.map(structured, unmapped(run))
    journal.after("validate", texts, structured, accepted)
    grouped, due, annotated, cleared = resolve(run, accepted, journal)
    checked: Futures = validate_all.submit(run, accepted, grouped, cleared)
    figures: Futures = validate_figures.submit(run, accepted, grouped, cleared)
    journal.after("validate", checked, figures)
    loaded: Futures = load_run.submit(
        run, swept, texts, structured, accepted, grouped, due, annotated, cleared, [checked, figures]
    )
    journal.after("load", loaded)
    published: Futures = publish_run.submit(run, loaded)
    journal.after("publish", published)
    page: Futures = report_run.submit(run, published)
    return finish(run, loaded.result(), reason, journal, page.result())


def resolve(run: Run, accepted: Futures, journal: Journal) -> tuple[Futures, Futures, Futures, Futures]:
    """Families and mentions. A document refused for its annotations is taken out, and its family is resolved again.

    Returns the futures of grouping, of what was due, annotated, and cleared by the gate for annotations.
    """
    refused: list[Any] = []
    while True:
        grouped: Futures = group_documents.submit(run, accepted, refused)
        due: Futures = find_due.submit(run, accepted, grouped)
        annotated: Futures = annotate_batch.map(due, unmapped(run), unmapped(len(due.result())))
        cleared: Futures = validate_annotations.map(annotated, unmapped(run))
        journal.after("annotate", grouped, due, annotated, cleared)
        if not refusals_of(cleared.result()):
            agreed: Futures = find_agreed.submit(run, accepted, grouped)
            return agreed, due, annotated, cleared
        refused.extend(cleared)


def finish(run: Run, loaded: Loaded, reason: str, journal: Journal, page: str) -> Summary:
    """The end of a run that published, told to the journal and to the user interface. Nothing staged is needed then."""
    sweep_staging(run.places.staging)
    show_files(loaded.fates)
    show_summary(loaded.counts)
    if loaded.strange_documents:
        tell("corrected or reviewed documents that are not here: %s", ", ".join(loaded.strange_documents))
    journal.end("", loaded.counts, published_at=utc_now())
    return Summary(run.run_id, reason, loaded.counts, loaded.fates, is_published=True, report=page)
