"""The DAG: from a sweep to the publication. The flows differ in what they sweep, and go on alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from prefect import unmapped

from flows.journal import Journal, tell
from flows.names import name_run
from flows.runner import Batches, batches_on
from tasks.annotate import annotate_batch
from tasks.artifacts import show
from tasks.core.intake.news import read_news
from tasks.core.load.load import Loaded
from tasks.core.plan.causes import remember_parts
from tasks.core.run import Run, utc_now
from tasks.core.settle.settle import refusals_of
from tasks.core.staging import sweep_staging
from tasks.extract import read_batch
from tasks.group import find_agreed, find_due, group_documents
from tasks.intake import sweep_source
from tasks.load import load_run
from tasks.publish import publish_run
from tasks.report import report_run
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

    @property
    def told(self) -> str:
        """In a line: what was published, or that nothing was to be done."""
        if not self.is_published:
            return f"{self.reason}; the published warehouse is untouched"
        return f"published by run {self.run_id} ({self.reason})"


def sweep(run: Run, journal: Journal, dask: str = "") -> Summary:
    """From a look at the source to the publication; to the end at once if there is nothing new.

    `dask` is the address of the scheduler whose workers compute the batches; empty for this process.
    """
    swept: Futures = sweep_source.submit(run)
    journal.after("intake", swept)
    news = read_news(run)
    journal.write({"n_files_seen": news.n_files, "flow_run_name": name_run(run, news.reasons)})
    if news.left:
        tell(
            "%d stale documents stay as they are: neither files nor bytes are there, as of %s",
            len(news.left),
            news.left[0],
        )
    if not news.reasons:
        sweep_staging(run.places.staging)
        reason = "nothing new" if run.selection is None else "nothing stale"
        journal.end(reason, news.counts)
        show(run.places, run.run_id)
        return Summary(run.run_id, reason, news.counts, {}, is_published=False)
    tell("%d files seen: %s", news.n_files, ", ".join(news.reasons))
    with batches_on(dask, run) as batches:
        return carry_through(run, swept, ", ".join(news.reasons), journal, batches)


def carry_through(run: Run, swept: Futures, reason: str, journal: Journal, batches: Batches) -> Summary:
    """The DAG from a sweep to the publication."""
    each = numbered(len(swept.result()))
    texts: Futures = batches.map(read_batch, swept, unmapped(run), *each)
    structured: Futures = batches.map(structure_batch, texts, unmapped(run), *each)
    accepted: Futures = batches.map(validate_documents, structured, unmapped(run), *each)
    journal.after("extract", texts)
    journal.after("structure", structured)
    journal.after("validate", accepted)
    grouped, due, annotated, cleared = resolve(run, accepted, journal, batches)
    batches.check()
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


def resolve(
    run: Run, accepted: Futures, journal: Journal, batches: Batches
) -> tuple[Futures, Futures, Futures, Futures]:
    """Families and mentions. A document refused for its annotations is taken out, and its family is resolved again.

    Returns the futures of grouping, of what was due, annotated, and cleared by the gate for annotations.
    """
    refused: list[Any] = []
    while True:
        grouped: Futures = group_documents.submit(run, accepted, refused)
        due: Futures = find_due.submit(run, accepted, grouped)
        journal.after("group", grouped, due)
        each = numbered(len(due.result()))
        annotated: Futures = batches.map(annotate_batch, due, unmapped(run), *each)
        cleared: Futures = batches.map(validate_annotations, annotated, unmapped(run), *each)
        journal.after("annotate", annotated)
        journal.after("validate", cleared)
        if not refusals_of(cleared.result()):
            agreed: Futures = find_agreed.submit(run, accepted, grouped)
            return agreed, due, annotated, cleared
        refused.extend(cleared)


def numbered(n_batches: int) -> tuple[list[int], Any]:
    """Number of each batch, and how many there are: what names the task runs."""
    return list(range(1, n_batches + 1)), unmapped(n_batches)


def finish(run: Run, loaded: Loaded, reason: str, journal: Journal, page: str) -> Summary:
    """The end of a run that published, told to the journal and to the user interface. Nothing staged is needed then."""
    sweep_staging(run.places.staging)
    if loaded.strange_documents:
        tell("corrected or reviewed documents that are not here: %s", ", ".join(loaded.strange_documents))
    remember_parts(run.places, run.determinants)
    journal.end("", loaded.counts, published_at=utc_now())
    show(run.places, run.run_id)
    return Summary(run.run_id, reason, loaded.counts, loaded.fates, is_published=True, report=page)
