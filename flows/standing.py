"""What `communique status` prints: one line that says how the warehouse stands, then what that rests on."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from rich.console import Console
from rich.text import Text

from flows.present import as_table, printable
from flows.processes import recorded
from flows.server import find_server, is_answering
from flows.settings import configured_server, service_folder
from tasks.core.ask.freshness import as_time
from tasks.core.ask.model import Freshness, Health, Service, Status
from tasks.core.ask.query import Answer
from tasks.core.ask.runs import RUNNING
from tasks.core.ask.verdict import ago, concerns, days, verdict

RUN_COLUMNS = ("run", "flow run", "source", "state", "came to", "seconds", "files", "reason")
COUNTS = ("new", "n_loaded"), ("duplicate", "n_duplicate_files"), ("refused", "n_rejected"), ("missing", "n_missing")
ID_CHARS = 8  # of a flow run's id: enough to find it by in the user interface
GIB = 2**30


def read_service() -> Service:
    """What runs beside the warehouse: the server that is set up or found, and the parts that `make up` started."""
    parts = recorded(service_folder())
    address = configured_server() or find_server()
    return Service(
        address=without_secret(address),
        is_answering=is_answering(address) if address else None,
        running=tuple(part.name for part in parts if part.is_running),
        crashed={part.name: part.log for part in parts if not part.is_running},
    )


def without_secret(address: str) -> str:
    """An address without a user's name and password."""
    parts = urlsplit(address)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def print_status(console: Console, status: Status) -> None:
    """Print how a warehouse stands."""
    found = concerns(status)
    first = verdict(status, found)
    say(console, first, "bold")
    for concern in found:
        line = f"{concern.what} {concern.todo}"
        if line != first:
            say(console, f"  {line}")
    print_publication(console, status)
    print_runs(console, status)
    print_sources(console, status)
    print_refused(console, status)
    print_around(console, status)


def say(console: Console, line: str, style: str = "") -> None:
    """One line; text from outside stays text."""
    console.print(Text(printable(line), style=style), soft_wrap=True)


def show(console: Console, title: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    """A table under its title, if it has rows."""
    if rows:
        say(console, f"\n{title}")
        console.print(as_table(Answer(columns, rows)))


def print_publication(console: Console, status: Status) -> None:
    """What readers see, and what is kept beside it."""
    if status.publication is not None:
        made = status.publication
        counts = ", ".join(f"{n:,} {name}" for name, n in status.counts.items())
        say(
            console,
            f"\nPublished {when(made.published_at)} by run {made.publication_id}, code {made.code_version}: {counts}",
        )
    if status.previous is not None:
        kept = status.previous
        say(console, f"Kept beside it: run {kept.publication_id} of {when(kept.published_at)} (`communique restore`)")
    if status.report:
        say(console, f"Report on the last run: {status.report}")


def print_runs(console: Console, status: Status) -> None:
    """The last runs, and the last alarm."""
    show(console, "Last runs:", RUN_COLUMNS, [run_cells(run, status.now) for run in status.runs])
    if status.alarm:
        at, state, reason = (str(status.alarm.get(name) or "") for name in ("at", "state", "reason"))
        run = status.alarm.get("flow_run_name") or status.alarm.get("run_id") or status.alarm.get("flow_run_id") or ""
        say(console, f"\nLast alarm: {at} UTC, {run} {state}: {reason}")


def run_cells(run: Mapping[str, Any], now: datetime) -> tuple[Any, ...]:
    """One run as cells."""
    started, ended = as_time(run.get("started_at")), as_time(run.get("ended_at"))
    until = ended or (now if run.get("state") == RUNNING else None)
    flow_run = run.get("flow_run_name") or str(run.get("flow_run_id") or "")[:ID_CHARS]
    came_to = (run.get("doing") if run.get("state") != "completed" else None) or run.get("step")
    seconds = round((until - started).total_seconds()) if started and until else None
    source, state, reason = run.get("source"), run.get("state"), run.get("reason")
    return run.get("run_id"), flow_run, source, state, came_to, seconds, counts_of(run), reason


def counts_of(run: Mapping[str, Any]) -> str:
    """What a run saw: `12: 3 new, 1 refused`."""
    if run.get("n_files_seen") is None:
        return ""
    parts = [f"{run[name]} {word}" for word, name in COUNTS if run.get(name)]
    return f"{run['n_files_seen']}: {', '.join(parts)}" if parts else str(run["n_files_seen"])


def print_sources(console: Console, status: Status) -> None:
    """How fresh each source is."""
    columns = ("source", "last arrival", "usually every", "last sweep", "")
    show(console, "Freshness of the sources:", columns, [source_cells(fresh, status.now) for fresh in status.freshness])


def source_cells(fresh: Freshness, now: datetime) -> tuple[Any, ...]:
    """One source as cells."""
    notes = [note for is_so, note in ((fresh.is_late, "late"), (fresh.is_unswept, "no sweep for over a day")) if is_so]
    gap = days(fresh.usual_gap_days) if fresh.usual_gap_days else None
    return fresh.source, since(fresh.last_arrival, now), gap, since(fresh.last_sweep, now), ", ".join(notes)


def print_refused(console: Console, status: Status) -> None:
    """Files that are refused, and rules that are broken."""
    n, columns = status.n_rejections, ("since", "source", "file", "step", "reason", "what to do")
    title = f"{n} {'file is' if n == 1 else 'files are'} refused:"
    rows = [
        (since(r.first_seen_at, status.now), r.source, r.path, r.step, r.reason, r.detail) for r in status.rejections
    ]
    show(console, title, columns, rows)
    if status.publication is not None and not n:
        say(console, "\nNo file is refused.")
    if more := n - len(rows):
        say(console, f"... and {more} more: from ops.rejections where resolved_at is null")
    broken = [(r.severity, r.outcome, r.n_rules, r.n_rows) for r in status.broken]
    show(
        console,
        "Rules that are broken or could not be applied:",
        ("severity", "outcome", "rules", "rows"),
        list[tuple[Any, ...]](broken),
    )


def print_around(console: Console, status: Status) -> None:
    """Disk, lock, and what runs beside the warehouse."""
    health, service = status.health, status.service
    say(console, f"\nDisk: {health.free_bytes / GIB:.1f} GiB free; the warehouse has {health.n_bytes / GIB:.2f} GiB")
    say(console, f"Lock: {lock_line(health)}")
    answers = {True: "answers", False: "does not answer", None: "none is set up; a command starts its own"}
    say(console, f"Server: {service.address or ''} {answers[service.is_answering]}".replace("  ", " "))
    if service.running:
        say(console, f"Started by `make up` and running: {', '.join(service.running)}")


def lock_line(health: Health) -> str:
    """Who writes."""
    if not health.is_held:
        return "free"
    alive = {True: "", False: ", which is gone", None: ""}
    return f"held by {health.holder.told}{alive[health.is_alive]}"


def when(moment: datetime) -> str:
    """A time in UTC, to the minute."""
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def since(moment: datetime | None, now: datetime) -> str:
    """A time, and how long ago that was."""
    return f"{moment:%Y-%m-%d %H:%M} ({ago(moment, now)})" if moment else ""
