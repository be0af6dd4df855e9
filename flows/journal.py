"""The journal of a run, written at its start, after each step, and at its end, so that `status` knows at once."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from prefect.logging import get_run_logger

from tasks.core.fingerprint import FINGERPRINT_HEX, code_version
from tasks.core.run import Run, utc_now, write_journal
from tasks.core.staging import batch_key
from tasks.core.validate.stage import ValidationStopError
from tasks.report import report

log = logging.getLogger("communique")

KEPT_ROWS = 1000  # of the rows that stopped a run; the rule's count says how many there were


def tell(message: str, *values: object) -> None:
    """Say something on the terminal, if there is one, and in the flow run's own log."""
    log.info(message, *values)
    get_run_logger().info(message, *values)


@dataclass(frozen=True, slots=True)
class Journal:
    """The journal of one run."""

    run: Run

    def write(self, entry: Mapping[str, Any]) -> None:
        """Add to the journal."""
        write_journal(self.run.places, self.run.run_id, entry)

    def after(self, step: str, *futures: Any) -> None:
        """Wait for task runs, and note the step that they end.

        Raises:
            Exception: what a task run raised.
        """
        for future in futures:
            future.result()
        self.write({"step": step})
        tell("%s done", step)

    def end(self, reason: str, counts: Mapping[str, Any], published_at: datetime | None = None) -> None:
        """Note that the run is completed."""
        ended = {"state": "completed", "reason": reason or None, "ended_at": utc_now(), "published_at": published_at}
        self.write({**ended, **counts})


def start_entry(run: Run) -> dict[str, Any]:
    """What is known of a run when it starts."""
    return {
        "state": "running",
        "started_at": run.started_at,
        "flow_run_id": run.flow_run_id,
        "source": run.source_name,
        "source_folder": str(run.source),
        "code_version": code_version(),
        "settings_hash": settings_hash(run),
    }


def settings_hash(run: Run) -> str:
    """Hash of the settings that decide rows. The size of batches does not: rows are the same for any."""
    return batch_key(
        f"max_file_bytes={run.max_file_bytes}",
        repr(run.limits),
        repr(run.corrections),
        repr(run.reviewed),
        run.model_version,
    )[:FINGERPRINT_HEX]


def failure(error: BaseException) -> dict[str, Any]:
    """What is noted of a run that failed; rules that stopped it are noted with their rows."""
    entry: dict[str, Any] = {
        "state": "failed",
        "reason": str(error) or type(error).__name__,
        "ended_at": utc_now(),
    }
    if isinstance(error, ValidationStopError):
        entry["validations"] = list(error.validated.validations)
        entry["failed_rows"] = list(error.validated.failed_rows)[:KEPT_ROWS]
        entry["totals"] = list(error.totals)
    return entry


@contextmanager
def recorded(run: Run) -> Iterator[Journal]:
    """Keep the journal of a run while the block runs; if it raises, the run failed and the journal says why."""
    journal = Journal(run)
    journal.write(start_entry(run))
    try:
        yield journal
    except BaseException as error:
        journal.write(failure(error))
        report(run.places, run.run_id)
        raise
