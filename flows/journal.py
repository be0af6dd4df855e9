"""The journal of a run, written at its start, after each step, and at its end, so that `status` knows at once."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from schemas.vocabularies import STEPS
from tasks.artifacts import show
from tasks.core.fingerprint import FINGERPRINT_HEX, code_version
from tasks.core.load.steps import measure
from tasks.core.run import Places, Run, utc_now, write_journal
from tasks.core.runpage.progress import PAUSE_SECONDS, Progress, step_done
from tasks.core.runpage.told import refused_rows, unread_rows
from tasks.core.staging import Batch, batch_key
from tasks.core.trouble import explained
from tasks.core.validate.stage import ValidationStopError
from tasks.report import report
from tasks.told import blame, tell

__all__ = ["Journal", "recorded", "tell"]

KEPT_ROWS = 1000  # of the rows that stopped a run; the rule's count says how many there were
LOOK_SECONDS = 1.0  # so often a step that is waited for is looked at


@dataclass(frozen=True, slots=True)
class Journal:
    """The journal of one run. `batches` are those that were finished so far."""

    run: Run
    batches: list[Batch] = field(default_factory=list)

    def write(self, entry: Mapping[str, Any]) -> None:
        """Add to the journal."""
        write_journal(self.run.places, self.run.run_id, entry)

    def after(self, step: str, *futures: Any) -> None:
        """Wait for task runs, telling how far they are; then note the step that they end.

        Raises:
            Exception: what a task run raised.
        """
        self.write({"doing": step})
        done = [batch for batch in self.results(step, list(flat(futures))) if batch.step == step]
        self.write({"step": step, "progress": None, "steps": [asdict(each) for each in measure(self.batches, {})]})
        tell("%s", step_done(step, ((batch.n_rows, batch.outcome) for batch in done)))

    def results(self, step: str, futures: list[Any]) -> list[Batch]:
        """The batches that task runs made, once all of them have ended.

        Raises:
            Exception: what a task run raised.
        """
        began = last = time.monotonic()
        done: list[Batch] = []
        for future in futures:
            while not is_done(future):
                future.wait(LOOK_SECONDS)
                if time.monotonic() - last >= PAUSE_SECONDS:
                    last = time.monotonic()
                    self.tell_progress(step, futures, last - began)
            done += found_batches(future.result())
        self.batches.extend(done)
        return done

    def tell_progress(self, step: str, futures: list[Any], seconds: float) -> None:
        """Say how far a step is, and note it for those who look at the journal meanwhile."""
        ended = [future for future in futures if is_done(future)]
        n_documents = sum(batch.n_rows for future in ended for batch in found_batches(future.result()))
        progress = Progress(step, len(ended), len(futures), n_documents, seconds)
        self.write({"progress": asdict(progress)})
        tell("%s", progress.told)

    def end(self, reason: str, counts: Mapping[str, Any], published_at: datetime | None = None) -> None:
        """Note that the run is completed."""
        ended = {"state": "completed", "reason": reason or None, "ended_at": utc_now(), "published_at": published_at}
        self.write({**ended, **counts, "doing": None})


def flat(futures: Any) -> Iterator[Any]:
    """Futures, those of mapped tasks one by one."""
    for each in futures:
        yield from each if isinstance(each, list) else (each,)


def is_done(future: Any) -> bool:
    """Whether a task run has ended."""
    return bool(future.wrapped_future.done())


def found_batches(result: Any) -> list[Batch]:
    """The batches of steps in what a task run gave."""
    given = result if isinstance(result, list) else [result]
    return [each for each in given if isinstance(each, Batch) and each.step in STEPS]


def start_entry(run: Run) -> dict[str, Any]:
    """What is known of a run when it starts."""
    return {
        "state": "running",
        "started_at": run.started_at,
        "flow_run_id": run.flow_run_id,
        "source": run.source_name,
        "source_folder": str(run.source),
        "selection": run.selection.told if run.selection else None,
        "settings": run.settings,
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


def failure(error: BaseException, places: Places) -> dict[str, Any]:
    """What is noted of a run that failed; rules that stopped it are noted with their rows."""
    entry: dict[str, Any] = {
        "state": "failed",
        "reason": reason_of(error, places),
        "exception": type(error).__name__,
        "concerned": list(concerned(error)),
        "ended_at": utc_now(),
    }
    if isinstance(error, ValidationStopError):
        entry["validations"] = list(error.validated.validations)
        entry["failed_rows"] = list(error.validated.failed_rows)[:KEPT_ROWS]
        entry["totals"] = list(error.totals)
    return entry


def concerned(error: BaseException | None) -> Iterator[str]:
    """What was being worked on, as the tasks noted it on an error or on those that it came from."""
    while error is not None:
        yield from getattr(error, "__notes__", ())
        error = error.__cause__


def reason_of(error: BaseException, places: Places) -> str:
    """Why a run failed, in words."""
    if isinstance(error, Exception):
        return explained(error, places)
    return f"The process was told to end ({type(error).__name__}). The next run goes on from what was finished."


def blamed(failed: Mapping[str, Any]) -> str:
    """Why a run failed, in a line of its log: the reason, and what was being worked on."""
    at = f" (at {'; '.join(failed['concerned'])})" if failed["concerned"] else ""
    return f"the run failed: {failed['exception']}: {failed['reason']}{at}"


def refused_so_far(run: Run, batches: list[Batch]) -> list[dict[str, Any]]:
    """Files that a run refused before it failed: what it staged says so, and no table will."""
    rows = unread_rows(run)
    for batch in batches:
        rows += refused_rows(batch, batch.step)
    return rows[:KEPT_ROWS]


@contextmanager
def recorded(run: Run) -> Iterator[Journal]:
    """Keep the journal of a run while the block runs; if it raises, the run failed and the journal says why."""
    journal = Journal(run)
    try:
        journal.write(start_entry(run))
        yield journal
    except BaseException as error:
        failed = failure(error, run.places)
        blame("%s", blamed(failed))
        with harmless("noted in its journal"):
            journal.write(failed)
            journal.write({"refused": refused_so_far(run, journal.batches)})
        with harmless("told in a report"):
            report(run.places, run.run_id)
            show(run.places, run.run_id)
        raise


@contextmanager
def harmless(what: str) -> Iterator[None]:
    """Let nothing that goes wrong in telling of a failure hide the failure: what went wrong is told in the log."""
    try:
        yield
    except Exception as error:  # noqa: BLE001  the run has failed already, and why is what matters
        blame("that the run failed could not be %s: %s", what, error)
