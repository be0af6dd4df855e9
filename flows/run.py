"""One run of a flow: begun from options, written down from its start, under the lock of its warehouse."""

from contextlib import ExitStack
from pathlib import Path

from prefect import runtime

from flows.journal import Journal, recorded, tell
from flows.options import Options, read_corrections, read_model, read_reviewed, read_totals
from flows.pipeline import Summary, sweep
from tasks.core.intake.walk import SourceError, check_source
from tasks.core.leftovers import drop_leftovers
from tasks.core.lock import WarehouseBusyError, writing
from tasks.core.migrate.migrate import migrate
from tasks.core.retention import Retention, retain
from tasks.core.run import Places, Run, new_run_id, other_folder_of, utc_now
from tasks.core.selection import Selection
from tasks.core.trouble import check_room, explaining
from tasks.core.validate.data_docs import NOTE
from tasks.report import write_data_docs


def begin(options: Options, selection: Selection | None = None) -> Run:
    """A new run over a source; with a selection, one that makes again what is known of it.

    Raises:
        OptionError: a file that people wrote cannot be read, or there is no such model.
    """
    started_at, folder = utc_now(), Path(options.source).expanduser().resolve()
    places = Path(options.warehouse).expanduser().resolve()
    return Run(
        run_id=new_run_id(started_at),
        started_at=started_at,
        source=folder,
        source_name=options.source_name or folder.name,
        warehouse=places,
        batch_documents=options.batch_documents,
        max_file_bytes=options.max_file_bytes,
        flow_run_id=runtime.flow_run.id,
        limits=options.limits,
        corrections=read_corrections(options.corrections, places),
        reviewed=read_reviewed(options.reviewed, places),
        bounds=read_totals(options.totals, places),
        model=options.model,
        model_version=read_model(options.model),
        selection=selection,
        allow_empty=options.allow_empty,
    )


def check_place(run: Run) -> None:
    """Make sure that the source is the one that its name stands for, and that no run writes into it.

    Raises:
        SourceError: the name stands for another folder, which is still there, or the warehouse lies in the source.
    """
    if run.places.folder.is_relative_to(run.source):
        raise SourceError(f"{run.source}: the warehouse {run.places.folder} lies in this source. Put it elsewhere.")
    if other := other_folder_of(run.places, run.source_name, run.source):
        name = run.source_name
        raise SourceError(f"{run.source}: the source {name!r} is {other} already. Give this one a --source-name.")


def carry_out(options: Options, selection: Selection | None = None) -> Summary:
    """A run from the lock to the publication.

    It begins, and has its name and time, when the lock is held: runs that wait for each other publish in their order.

    Raises:
        Exception: what ended the run; its journal has the reason.
    """
    places = Places(options.warehouse.expanduser().resolve())
    with explaining(places), ExitStack() as held:
        try:
            wait_seconds = 60 * options.wait_minutes
            sign = held.enter_context(writing(places.lock, wait_seconds, tell=lambda line: tell("%s", line)))
        except (WarehouseBusyError, OSError):
            with recorded(begin(options, selection)):
                raise
        run = begin(options, selection)
        sign(run.run_id)
        with recorded(run) as journal, explaining(places):
            return sweep_all(run, journal, options)


def sweep_all(run: Run, journal: Journal, options: Options) -> Summary:
    """What a run does while it holds the lock."""
    drop_leftovers(run.places)
    tidy(run, options.retention)
    check_room(run.places)
    if run.selection is None:
        check_source(run.source)
        check_place(run)
    if migrated := migrate(run.places):
        tell("%s", migrated.told)
    summary = sweep(run, journal, options.dask)
    tidy(run, options.retention)
    if options.data_docs and run.places.published.exists():
        tell("Data Docs: %s. %s", write_data_docs(run) or "not built", NOTE)
    return summary


def tidy(run: Run, retention: Retention) -> None:
    """Remove what need not be kept. That it cannot be removed fails no run: it is told, and the next one tries."""
    try:
        removed = retain(run.places, retention, utc_now())
    except OSError as error:
        tell("what need not be kept could not be removed: %s", error)
        return
    if removed.told:
        tell("removed: %s", removed.told)
