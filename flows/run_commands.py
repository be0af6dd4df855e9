"""The commands that write: runs, and going back."""

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from flows.options import Options
from flows.terminal import DEFAULT_WAREHOUSE, WRONG_USAGE, Warehouse, console, fail, tell_progress
from tasks.core.extract.limits import DEFAULT_LIMITS
from tasks.core.intake.walk import SourceError
from tasks.core.retention import DEFAULT_RETENTION
from tasks.core.run import DEFAULT_BATCH_DOCUMENTS, DEFAULT_MAX_FILE_BYTES, Places
from tasks.core.selection import EVERYTHING
from tasks.core.watch.model import Patience

DEFAULT_PATIENCE = Patience()
WaitMinutes = Annotated[
    float, typer.Option(min=0, metavar="MINUTES", help="Wait so long for another run that is writing this warehouse.")
]
Dask = Annotated[
    str, typer.Option(metavar="ADDRESS", help="A Dask scheduler whose workers compute, such as tcp://HOST:8786.")
]


class FirstStep(StrEnum):
    """Steps from which on a document can be done again."""

    EXTRACT = "extract"
    STRUCTURE = "structure"
    VALIDATE = "validate"
    GROUP = "group"
    ANNOTATE = "annotate"


class PlanFormat(StrEnum):
    """How `rebuild --plan` prints."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def ingest(
    source: Annotated[Path, typer.Argument(help="Folder with the files, read recursively.")] = Path("raw"),
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    source_name: Annotated[
        str, typer.Option(help="Name of the source in the tables; the folder's name if not given.")
    ] = "",
    batch_documents: Annotated[
        int, typer.Option(min=1, help="Documents that one task carries.")
    ] = DEFAULT_BATCH_DOCUMENTS,
    max_file_bytes: Annotated[int, typer.Option(min=1, help="Larger files are refused.")] = DEFAULT_MAX_FILE_BYTES,
    corrections: Annotated[
        str, typer.Option(metavar="FILE", help="Reviewed metadata; corrections.csv in the warehouse if not given.")
    ] = "",
    reviewed: Annotated[
        str,
        typer.Option(
            metavar="FILE", help="Documents that are always or never one statement; reviewed.csv in the warehouse."
        ),
    ] = "",
    totals: Annotated[
        str,
        typer.Option(metavar="FILE", help="Bounds for the figures of a source; totals.csv in the warehouse."),
    ] = "",
    memory_mib: Annotated[
        int, typer.Option(min=64, help="Memory for reading one file, in MiB.")
    ] = DEFAULT_LIMITS.memory_mib,
    cpu_seconds: Annotated[
        float, typer.Option(min=1, help="Processor time for reading one small file; large ones get more.")
    ] = DEFAULT_LIMITS.cpu_seconds,
    text_chars: Annotated[
        int, typer.Option(min=1, help="A file with more text is refused.")
    ] = DEFAULT_LIMITS.text_chars,
    spacy_model: Annotated[
        str, typer.Option(metavar="NAME", help="An installed spaCy model, or its folder, that helps the rules.")
    ] = "",
    data_docs: Annotated[
        bool,
        typer.Option("--data-docs", help="Great Expectations' own pages too, which load from the web when opened."),
    ] = False,
    allow_empty: Annotated[
        bool, typer.Option("--allow-empty", help="The source is empty on purpose, although it had files before.")
    ] = False,
    keep_runs: Annotated[int, typer.Option(min=0, help="Journals of runs that are kept.")] = DEFAULT_RETENTION.runs,
    keep_reports: Annotated[int, typer.Option(min=0, help="Report pages that are kept.")] = DEFAULT_RETENTION.reports,
    keep_bytes: Annotated[
        bool, typer.Option(help="Keep the bytes of accepted files, so that a rebuild needs no source.")
    ] = DEFAULT_RETENTION.bytes,
    wait_minutes: WaitMinutes = 0.0,
    dask: Dask = "",
) -> None:
    """Take in what is new or changed in SOURCE, and publish the warehouse.

    Running it again changes nothing. A file that cannot be read is refused with its reason and stops nothing.

    Exit codes: 0 done, refused files included; 1 the run failed and what was published before stands; 2 wrong usage.
    """
    from flows.command import CommandError, run_ingest

    options = Options(
        source=source,
        warehouse=warehouse,
        source_name=source_name,
        batch_documents=batch_documents,
        max_file_bytes=max_file_bytes,
        corrections=corrections,
        reviewed=reviewed,
        totals=totals,
        limits=replace(DEFAULT_LIMITS, memory_mib=memory_mib, cpu_seconds=cpu_seconds, text_chars=text_chars),
        model=spacy_model,
        data_docs=data_docs,
        allow_empty=allow_empty,
        retention=replace(DEFAULT_RETENTION, runs=keep_runs, reports=keep_reports, bytes=keep_bytes),
        wait_minutes=wait_minutes,
        dask=dask,
    )
    tell_progress()
    try:
        run_ingest(options, console())
    except CommandError as error:
        raise fail(str(error), error.exit_code) from error


def rebuild(
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    step: Annotated[
        FirstStep | None, typer.Option(help="Do this step again and all that follow, stale or not.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="The same as --step extract.")] = False,
    document: Annotated[
        list[str] | None,
        typer.Option(metavar="DOCUMENT", help="Only this one: path, id, or its beginning. Can be given several times."),
    ] = None,
    rejected: Annotated[
        bool, typer.Option("--rejected", help="Try the refused files again, and nothing else.")
    ] = False,
    spacy_model: Annotated[
        str | None, typer.Option(metavar="NAME", help="Another spaCy model than in the last run; '' for none.")
    ] = None,
    plan: Annotated[bool, typer.Option("--plan", help="Only say what would be done, why, and what it costs.")] = False,
    output: Annotated[PlanFormat, typer.Option("--format", help="How to print the plan.")] = PlanFormat.TABLE,
    batch_documents: Annotated[
        int, typer.Option(min=1, help="Documents that one task carries.")
    ] = DEFAULT_BATCH_DOCUMENTS,
    wait_minutes: WaitMinutes = 0.0,
    dask: Dask = "",
) -> None:
    """Make again what is stale after a change of code, knowledge or settings, and what follows from it.

    Sources are not looked at, and settings are those of the last run over each. With --step or --all what is not
    stale is made again too; --document takes these alone.

    Exit codes: 0 done, or the plan was shown; 1 the run failed and what was published before stands; 2 wrong usage.
    """
    from flows.command import CommandError, run_rebuild, show_plan
    from flows.rebuilding import Rebuilding

    wanted = Rebuilding(
        warehouse=warehouse,
        step=EVERYTHING if everything else str(step or ""),
        documents=tuple(document or ()),
        rejected=rejected,
        model=spacy_model,
        batch_documents=batch_documents,
        wait_minutes=wait_minutes,
        dask=dask,
    )
    try:
        if plan:
            show_plan(wanted, output.value, console())
            return
        tell_progress()
        run_rebuild(wanted, console())
    except CommandError as error:
        raise fail(str(error), error.exit_code) from error


def watch(
    sources: Annotated[
        list[Path] | None, typer.Argument(metavar="SOURCE...", help="Folders; raw if not given.")
    ] = None,
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    source_name: Annotated[
        str,
        typer.Option(help="Name of the source in the tables, if there is one only; the folder's name if not given."),
    ] = "",
    quiet: Annotated[
        float, typer.Option(min=0, metavar="SECONDS", help="A file that did not change for so long is whole.")
    ] = DEFAULT_PATIENCE.quiet,
    longest: Annotated[
        float, typer.Option(min=0, metavar="SECONDS", help="Tell of what arrived after so long at the latest.")
    ] = DEFAULT_PATIENCE.longest,
    poll: Annotated[
        float, typer.Option(min=0, metavar="SECONDS", help="Look so often, where the file system does not tell.")
    ] = 0.0,
) -> None:
    """Tell the Prefect server when files have arrived, so that a run begins at once. Until it is stopped.

    An event that is lost is made good by the next scheduled run, which sees every file.

    Exit codes: 0 it was stopped; 2 wrong usage.
    """
    from flows.watch import WatchError, WatchOptions, run_watch

    tell_progress()
    options = WatchOptions(
        tuple(sources or [Path("raw")]), warehouse, source_name, Patience(quiet=quiet, longest=longest), poll
    )
    try:
        run_watch(options)
    except (WatchError, SourceError) as error:
        raise fail(str(error), WRONG_USAGE) from error


def restore(warehouse: Warehouse = DEFAULT_WAREHOUSE) -> None:
    """Go back to the publication before the last. Doing it twice is as if nothing had been done.

    What the run that is taken back had taken in is new to the next run; to keep a file out, take it out of the source.

    Exit codes: 0 done; 1 there is nothing to go back to, a run is writing, or the folder cannot be written.
    """
    from flows.present import as_text
    from tasks.core.lock import WarehouseBusyError
    from tasks.core.publish.restore import RestoreError
    from tasks.core.publish.restore import restore as go_back
    from tasks.core.shape import ShapeError

    try:
        done = go_back(Places(warehouse.resolve()))
    except (RestoreError, ShapeError, WarehouseBusyError, OSError) as error:
        raise fail(str(error)) from error
    taken_back = f"; {done.taken_back} is taken back, and kept as the one before" if done.taken_back else ""
    published_at = as_text(done.published_at)
    console().print(f"Published again: {done.publication_id} of {published_at} UTC{taken_back}.", markup=False)
