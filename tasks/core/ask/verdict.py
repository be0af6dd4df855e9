"""What is not as it should be with a warehouse, worst first, and what to do about it."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from tasks.core.ask.model import Concern, Freshness, Status
from tasks.core.ask.runs import RUNNING, where

GIB = 2**30


def concerns(status: Status) -> tuple[Concern, ...]:
    """All that is not as it should be: what readers and runs suffer from first."""
    return (
        *of_publication(status),
        *of_runs(status),
        *of_health(status),
        *of_service(status),
        *of_sources(status),
        *of_code(status),
    )


def needs_a_person_now(status: Status) -> bool:
    """Whether somebody has to do something about a warehouse."""
    return needs_a_person(concerns(status))


def needs_a_person(found: tuple[Concern, ...]) -> bool:
    """Whether somebody has to do something."""
    return any(concern.needs_a_person for concern in found)


def verdict(status: Status, found: tuple[Concern, ...]) -> str:
    """The one line that says how the warehouse stands."""
    first = next((concern for concern in found if concern.needs_a_person), None)
    if first is not None:
        return f"{first.what} {first.todo}"
    if status.publication is None:
        return "Sound: the first run is writing, and nothing is published yet."
    published = status.publication
    said = f"Sound: published {ago(published.published_at, status.now)} by run {published.publication_id}."
    running = next((run for run in status.runs if run.get("state") == RUNNING), None)
    if running is not None:
        return f"{said} Run {running['run_id']} is writing now ({where(running)})."
    last = status.last_runs[0] if status.last_runs else None
    if last is None or last.get("run_id") == published.publication_id:
        return said
    return f"{said} The last run ({last['run_id']}) found {last.get('reason') or 'nothing to publish'}."


def of_publication(status: Status) -> Iterator[Concern]:
    """What readers see."""
    if status.unreadable:
        way_back = "`communique restore` goes back to the one before; " if status.previous else ""
        yield Concern(
            f"What is published cannot be read: {status.unreadable}",
            f"{way_back}`communique ingest` publishes anew what was loaded last.",
        )
    elif status.publication is None and not status.is_writing and not status.last_runs:
        yield Concern("Nothing is published yet.", "Run `communique ingest FOLDER`.")


def of_runs(status: Status) -> Iterator[Concern]:
    """Runs that failed and were not followed by one that did not, the last of each source."""
    known = {fresh.source for fresh in status.freshness if fresh.last_arrival}
    for journal in status.last_runs:
        is_last = journal is status.last_runs[0]
        if journal.get("state") == "failed" and (is_last or journal.get("source") in known):
            yield failed_run(journal, status)
    if status.publication is None and not status.unreadable and status.last_runs and not status.is_writing:
        yield Concern("Nothing is published yet.", "Run `communique ingest FOLDER`.")


def failed_run(journal: Mapping[str, Any], status: Status) -> Concern:
    """A run that failed, or was killed."""
    source = f" over {journal['source']}" if journal.get("source") else ""
    stopped = "was interrupted" if journal.get("is_interrupted") else "failed"
    what = f"The last run{source} {stopped} {where(journal)}: {sentence(journal.get('reason') or 'no reason is known')}"
    page = f"; its report: {status.report}" if status.report and journal is status.last_runs[0] else ""
    folder = f" {journal['source_folder']}" if journal.get("source_folder") else ""
    stands = "What was published before stands. " if status.publication else ""
    return Concern(what, f"{stands}To try again: `communique ingest{folder}`{page}.")


def of_health(status: Status) -> Iterator[Concern]:
    """Disk and lock."""
    health = status.health
    if not health.can_write:
        yield Concern(
            "You may not write the folder of the warehouse.", "The user of the runs has to.", needs_a_person=False
        )
    if health.free_bytes < health.needed_bytes:
        free, needed = health.free_bytes / GIB, health.needed_bytes / GIB
        yield Concern(
            f"The disk has {free:.2f} GiB free; a run may need {needed:.2f}, three times the build file.", "Make room."
        )
    if health.is_held and health.is_alive is False:
        yield Concern(
            f"The lock is held by a child of process {health.holder.pid}, which is gone.",
            "End what it left running; the lock goes with it.",
        )


def of_service(status: Status) -> Iterator[Concern]:
    """The server that was set up, and what `make up` started."""
    service = status.service
    if service.is_answering is False:
        yield Concern(
            f"The Prefect server at {service.address} does not answer.",
            "No run starts by itself until it does: start it, or `make up`.",
        )
    for name, log in service.crashed.items():
        yield Concern(f"The {name} that `make up` started has ended by itself.", f"See {log}; then `make up` again.")


def of_sources(status: Status) -> Iterator[Concern]:
    """Sources that are late, or that nobody sweeps any more."""
    for fresh in status.freshness:
        if fresh.is_unswept and fresh.last_sweep:
            yield Concern(
                f"No sweep of {fresh.source} since {fresh.last_sweep:%Y-%m-%d %H:%M} UTC.",
                "Does the schedule run? `make up`, or `prefect worker start --pool communique`.",
            )
        if fresh.is_late:
            yield late(fresh, status.now)


def late(fresh: Freshness, now: datetime) -> Concern:
    """A source that has had no news for much longer than usual. Nobody can know whether there is news to be had."""
    last, gap = fresh.last_arrival or now, fresh.usual_gap_days or 0.0
    return Concern(
        f"{fresh.source} is late: nothing new since {last:%Y-%m-%d}, usually every {days(gap)}.",
        "Does what fills it still run?",
        needs_a_person=False,
    )


def of_code(status: Status) -> Iterator[Concern]:
    """Whether what is published was made by the code that is installed."""
    if status.publication and status.code_version and status.publication.code_version != status.code_version:
        yield Concern(
            f"The code is another ({status.code_version}) than what is published was made by"
            f" ({status.publication.code_version}).",
            "`communique rebuild --plan` says what that changes; the next run does it.",
            needs_a_person=False,
        )


def sentence(text: str) -> str:
    """A reason as a sentence."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def days(number: float) -> str:
    """A number of days in words."""
    return "day" if number == 1 else f"{number:g} days"


def ago(then: datetime, now: datetime) -> str:
    """How long ago a moment was, in the unit that suits."""
    seconds = max((now - then).total_seconds(), 0.0)
    for size, unit in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {unit} ago"
    return "just now" if seconds < 60 else f"{seconds / 60:.0f} min ago"
