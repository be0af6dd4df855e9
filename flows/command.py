"""The commands that run a flow: the server started first, imports meanwhile, then the flow, then what came of it."""

import logging
import sys
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, TypeVar

from rich.console import Console

from flows.options import OptionError, Options, read_corrections, read_model, read_reviewed, read_totals
from flows.server import Server, ServerStartError, start_server
from flows.settings import use_server
from flows.summary import print_summary
from tasks.core.ask.query import QueryError
from tasks.core.intake.remembered import seems_as_it_was
from tasks.core.intake.walk import SourceError, check_source
from tasks.core.run import Places

if TYPE_CHECKING:
    from flows.pipeline import Summary
    from flows.rebuilding import Rebuilding

log = logging.getLogger("communique")
Done = TypeVar("Done")

FAILED, WRONG_USAGE = 1, 2


class CommandError(RuntimeError):
    """A run that could not be done; `exit_code` is that of the command."""

    def __init__(self, message: str, exit_code: int = FAILED) -> None:
        super().__init__(message)
        self.exit_code = exit_code


def run_ingest(options: Options, console: Console) -> None:
    """Run the flow `ingest` once and print what came of it.

    Raises:
        CommandError: wrong usage, or the run failed.
    """
    try:
        check_source(options.source)
        check_options(options)
    except (SourceError, OptionError) as error:
        raise CommandError(str(error), WRONG_USAGE) from error
    places, source = Places(options.warehouse.resolve()), options.source.resolve()
    is_quiet = seems_as_it_was(places, options.source_name or source.name, source)

    def ingest() -> "Summary":
        from flows.ingest import ingest

        summary: Summary = ingest(**options.parameters())
        return summary

    print_summary(console, run_flow(ingest, places, is_quiet), places)


def run_rebuild(wanted: "Rebuilding", console: Console) -> None:
    """Run the flow `rebuild` once and print what came of it, source by source.

    Raises:
        CommandError: wrong usage, or the run failed.
    """
    try:
        wanted.selection()
        all_options = wanted.options()
        for options in all_options:
            check_options(options)
    except (OptionError, QueryError) as error:
        raise CommandError(str(error), WRONG_USAGE) from error

    def rebuild() -> "list[Summary]":
        from flows.rebuild import rebuild

        summaries: list[Summary] = rebuild(**wanted.parameters())
        return summaries

    for options, summary in zip(all_options, run_flow(rebuild, wanted.places), strict=True):
        console.print(f"{options.source_name}: {summary.told}", markup=False)


def show_plan(wanted: "Rebuilding", layout: str, console: Console) -> None:
    """Print what a rebuild would do. Nothing is started and nothing written.

    Raises:
        CommandError: wrong usage, or what is published cannot be read.
    """
    from flows.plan import as_csv, as_json, print_plan
    from flows.run import begin
    from tasks.core.plan import PlanError, plan
    from tasks.core.shape import ShapeError

    try:
        selection = wanted.selection()
        made = plan([begin(options, selection) for options in wanted.options()])
    except (OptionError, QueryError) as error:
        raise CommandError(str(error), WRONG_USAGE) from error
    except (PlanError, ShapeError) as error:
        raise CommandError(str(error)) from error
    if layout == "table":
        print_plan(console, made, wanted.places)
    else:
        sys.stdout.write((as_csv if layout == "csv" else as_json)(made) + "\n")


def check_options(options: Options) -> None:
    """Make sure that what people wrote and named can be read, before anything is started.

    Raises:
        OptionError: it cannot.
    """
    read_corrections(options.corrections, options.warehouse)
    read_reviewed(options.reviewed, options.warehouse)
    read_totals(options.totals, options.warehouse)
    read_model(options.model)


def run_flow(call: Callable[[], Done], places: Places, is_quiet: bool = False) -> Done:
    """Import what a flow needs while a temporary server boots, then call it. A quiet one will have nothing to do.

    Raises:
        CommandError: the run failed; its journal has the same reason.
    """
    server = start_server()
    use_server(server.address)
    try:
        prepare(server, is_quiet)
    except ServerStartError as error:
        raise CommandError(str(error)) from error
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

    try:
        # no heartbeat: a command that dies is seen at once, and waiting for its last beat costs a second
        with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
            return call()
    except Exception as error:
        log.debug("run failed", exc_info=True)
        raise CommandError(f"the run failed: {error}{report_of(places)}") from error


def prepare(server: Server, is_quiet: bool) -> None:
    """Import what the flows need; of a server that is not there yet, wait for it.

    What only the steps need takes seconds of processor time, and is left where they will have nothing to do.

    Raises:
        ServerStartError: the temporary server did not come up.
    """
    if server.process is not None:
        log.info("starting a temporary Prefect server (about ten seconds; `make up` keeps one running)")
    else:
        log.info("using the Prefect server at %s", server.address)
    import_module("flows.pipeline")  # what takes the longest, while the server boots
    from tasks.core.warm import warm_up

    if server.process is not None:
        if not is_quiet:
            warm_up()
        server.wait()


def report_of(places: Places) -> str:
    """Where the page about the last run lies, as the end of a message."""
    return f" Report: {places.report}" if places.report.exists() else ""
