"""`communique ingest`: the server started first, imports meanwhile, then the flow, then what came of it."""

import logging
from typing import TYPE_CHECKING

from rich.console import Console

from flows.options import OptionError, Options, read_corrections, read_model, read_reviewed, read_totals
from flows.server import Server, ServerStartError, start_server
from flows.settings import use_server
from flows.summary import print_summary
from tasks.core.intake.walk import SourceError, check_source
from tasks.core.run import Places

if TYPE_CHECKING:
    from flows.ingest import Summary

log = logging.getLogger("communique")

FAILED, WRONG_USAGE = 1, 2


class IngestError(RuntimeError):
    """A run that could not be done; `exit_code` is that of the command."""

    def __init__(self, message: str, exit_code: int = FAILED) -> None:
        super().__init__(message)
        self.exit_code = exit_code


def run_ingest(options: Options, console: Console) -> None:
    """Run the flow once and print what came of it.

    Raises:
        IngestError: wrong usage, or the run failed.
    """
    try:
        check_source(options.source)
        read_corrections(options.corrections, options.warehouse)
        read_reviewed(options.reviewed, options.warehouse)
        read_totals(options.totals, options.warehouse)
        read_model(options.model)
    except (SourceError, OptionError) as error:
        raise IngestError(str(error), WRONG_USAGE) from error
    server = start_server()
    use_server(server.address)
    try:
        summary = run_flow(server, options)
    except ServerStartError as error:
        raise IngestError(str(error)) from error
    print_summary(console, summary, Places(options.warehouse.resolve()))


def run_flow(server: Server, options: Options) -> "Summary":
    """Import what the flow needs while a temporary server boots, then run it.

    Raises:
        IngestError: the run failed; its journal has the same reason.
    """
    if server.process is not None:
        log.info("starting a temporary Prefect server (about ten seconds; `prefect server start` keeps one running)")
    else:
        log.info("using the Prefect server at %s", server.address)
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

    from flows.ingest import ingest
    from tasks.core.warm import warm_up

    if server.process is not None:
        warm_up()
        server.wait()
    try:
        # no heartbeat: a command that dies is seen at once, and waiting for its last beat costs a second
        with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
            summary: Summary = ingest(**options.parameters())
            return summary
    except Exception as error:
        log.debug("run failed", exc_info=True)
        page = Places(options.warehouse.resolve()).report
        raise IngestError(f"the run failed: {error}{f' Report: {page}' if page.exists() else ''}") from error
