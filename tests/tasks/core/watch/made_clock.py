"""A watch with a made clock: what happens to files is given with its time, what is told comes back with its time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tasks.core.watch.model import Arrival, Look, Patience, Source
from tasks.core.watch.state import State, arrival, due_at, failed, notice, ripe, sent, wake_at

INBOX = Source("inbox", Path("/inbox"))
PATIENCE = Patience()


@dataclass(frozen=True)
class Change:
    """What a file looks like from a moment on; nothing if it is gone."""

    at: float
    path: str
    look: Look | None


@dataclass(frozen=True)
class Event:
    at: float
    arrival: Arrival


def written(at: float, path: str, n_bytes: int = 10, inode: int = 1) -> Change:
    """A file that was written to at a moment: both of its times are that."""
    moment = int(at * 1e9)
    return Change(at, path, Look(n_bytes, moment, moment, inode))


def renamed(at: float, path: str, n_bytes: int = 10, inode: int = 1) -> Change:
    """A file that was written some time before, and renamed into place now."""
    return Change(at, path, Look(n_bytes, int(at * 1e9) - 10**8, int(at * 1e9), inode))


def removed(at: float, path: str) -> Change:
    return Change(at, path, None)


def play(
    changes: Sequence[Change],
    patience: Patience = PATIENCE,
    state: State | None = None,
    is_away: Callable[[float], bool] = lambda _: False,
    until: float = 1000.0,
) -> list[Event]:
    """Let the changes happen, and wake the watch when it asks for it, until nothing is left to do."""
    state, events = state or State(), list[Event]()
    disk: dict[str, Look | None] = {}
    waiting = sorted(changes, key=lambda change: change.at)
    while True:
        wake = wake_at(state, patience)
        moments = [moment for moment in (waiting[0].at if waiting else None, wake) if moment is not None]
        if not moments or min(moments) > until:
            return events
        now = min(moments)
        while waiting and waiting[0].at <= now:
            change = waiting.pop(0)
            disk[change.path] = change.look
            state = notice(state, {change.path: change.look}, now, patience)
        state = notice(state, {path: disk.get(path) for path in ripe(state, now, patience)}, now, patience)
        due = due_at(state, patience)
        if due is not None and due <= now:
            if is_away(now):
                state = failed(state, now, patience)
            else:
                events.append(Event(now, arrival(state, INBOX)))
                state = sent(state, now)
