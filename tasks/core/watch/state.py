"""What is known of a source that is watched, and when it is told. Pure: times are given in seconds, decisions returned.

A file is finished when it looked the same for a moment, or at once when it was put in place whole. What is finished or
gone waits until nothing more comes, and is told as one arrival.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from tasks.core.watch.model import Arrival, Look, Patience, Source

ARRIVED, GONE = "arrived", "gone"
NEVER = float("-inf")
UNKNOWN = Look(-1, -1, -1, -1)  # of a file that is not as the warehouse has it
ROUNDING_US = 10  # the warehouse has times as floating-point numbers made them

Kept = tuple[int, int] | None  # bytes and time of modification (microseconds) in the warehouse; nothing if it has none


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A file that may still be written, and since when it looks so."""

    look: Look
    since: float


@dataclass(frozen=True, slots=True)
class State:
    """A source, as the watch knows it.

    `known` are finished files, `unsettled` those that may still be written, `waiting` what is to be told (`arrived` or
    `gone`), which began at `first_at` and grew last at `last_at`. The last event was sent at `told_at`; after
    `n_failures` to send one, nothing is tried before `not_before`.
    """

    known: Mapping[str, Look] = field(default_factory=dict)
    unsettled: Mapping[str, Unsettled] = field(default_factory=dict)
    waiting: Mapping[str, str] = field(default_factory=dict)
    first_at: float = NEVER
    last_at: float = NEVER
    told_at: float = NEVER
    n_failures: int = 0
    not_before: float = NEVER


def notice(state: State, seen: Mapping[str, Look | None], now: float, patience: Patience) -> State:
    """Take in what files look like now; nothing for a path where no file is."""
    known, unsettled, news = dict(state.known), dict(state.unsettled), dict[str, str]()
    for path, look in seen.items():
        before = unsettled.pop(path, None)
        if look is None:
            if known.pop(path, None) is not None:
                news[path] = GONE
        elif look == known.get(path):
            continue
        elif is_finished(look, before, known.get(path), now, patience):
            known[path] = look
            news[path] = ARRIVED
        else:
            is_same = before is not None and before.look == look
            unsettled[path] = before if before is not None and is_same else Unsettled(look, now)
    told = replace(state, known=known, unsettled=unsettled)
    return add(told, news, now) if news else told


def is_finished(look: Look, before: Unsettled | None, known: Look | None, now: float, patience: Patience) -> bool:
    """Whether nobody writes a file any more. One that was seen while it was written has to be quiet for a moment."""
    if before is not None:
        return before.look == look and now >= before.since + patience.quiet
    is_other = known is None or known.inode != look.inode
    return patience.trusts_times and is_other and look.was_put_in_place


def add(state: State, news: Mapping[str, str], now: float) -> State:
    """Put news to what waits to be told."""
    first_at = state.first_at if state.waiting else now
    return replace(state, waiting={**state.waiting, **news}, first_at=first_at, last_at=now)


def due_at(state: State, patience: Patience) -> float | None:
    """When what waits is to be told; nothing if nothing waits."""
    if not state.waiting:
        return None
    is_soon = state.last_at - state.told_at < patience.longest
    gather = patience.gather_again if is_soon else patience.gather
    return max(min(state.last_at + gather, state.first_at + patience.longest), state.not_before)


def ripe(state: State, now: float, patience: Patience) -> list[str]:
    """Files that were quiet for long enough, if they still look the same."""
    return [path for path, one in state.unsettled.items() if now >= one.since + patience.quiet]


def wake_at(state: State, patience: Patience) -> float | None:
    """When there is something to decide next, if nothing happens till then."""
    moments = [one.since + patience.quiet for one in state.unsettled.values()]
    due = due_at(state, patience)
    return min(moments if due is None else [*moments, due], default=None)


def arrival(state: State, source: Source) -> Arrival:
    """What waits, to be told."""
    return Arrival(source, tuple(paths(state, ARRIVED)), tuple(paths(state, GONE)))


def paths(state: State, what: str) -> Iterable[str]:
    return (path for path, happened in state.waiting.items() if happened == what)


def sent(state: State, now: float) -> State:
    """After what waited was told."""
    return replace(state, waiting={}, first_at=NEVER, last_at=NEVER, told_at=now, n_failures=0, not_before=NEVER)


def failed(state: State, now: float, patience: Patience) -> State:
    """After what waits could not be told: it goes on waiting, and what comes meanwhile is told with it."""
    pause = min(patience.first_retry * 2.0 ** min(state.n_failures, 30), patience.longest_retry)
    return replace(state, n_failures=state.n_failures + 1, not_before=now + pause)


def start(found: Mapping[str, Look], kept: Mapping[str, Kept], now: float, patience: Patience) -> State:
    """A source at the first look. What the warehouse has as it lies there is known; all else came or went unwatched."""
    known = {path: found[path] if is_kept(found.get(path), seen) else UNKNOWN for path, seen in kept.items()}
    return notice(State(known=known), {**dict.fromkeys(kept), **found}, now, patience)


def is_kept(look: Look | None, seen: Kept) -> bool:
    """Whether a file looks as it did when the warehouse took it in."""
    if look is None or seen is None:
        return look is not None
    n_bytes, modified_us = seen
    return look.n_bytes == n_bytes and abs(look.modified_ns // 1000 - modified_us) <= ROUNDING_US
