"""Watching sources until told to stop: looks where the system says that something happened, and tells arrivals.

Losing something here loses nothing: the next scheduled sweep finds all. So nothing is kept on disk.
"""

import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from tasks.core.intake.walk import SourceError
from tasks.core.watch.ears import Deaf, DeafError, Ears, Heard, Stop, Told
from tasks.core.watch.look import is_folder, look_again, look_around, look_at_path, name_of
from tasks.core.watch.model import Arrival, Look, Patience, Source
from tasks.core.watch.state import Kept, State, arrival, due_at, failed, notice, ripe, sent, start, wake_at

LOOK_SECONDS = 1.0  # so often the watch makes sure that its folders are still there
AGAIN_SECONDS = 300.0  # so often it looks around whatever was told: the system's queue may overflow without a word
NEW_FOLDER_SECONDS = 1.0  # after a folder came: for what was put into it before the system listened there
FALLBACK_SECONDS = 10.0  # between looks where the system does not tell
SHORTEST_SECONDS = 0.01

log = logging.getLogger("communique")
Deliver = Callable[[Arrival], bool]  # whether it was sent
Identity = tuple[int, int]


def identity_of(folder: Path) -> Identity | None:
    """Device and number of a folder; nothing if there is none that can be listed."""
    try:
        seen = folder.stat()
        next(folder.iterdir(), None)
    except OSError:
        return None
    return seen.st_dev, seen.st_ino


class Watched:
    """One source under watch: what is known of it, and whether its folder is there."""

    def __init__(self, source: Source, kept: Mapping[str, Kept], patience: Patience) -> None:
        """`kept` are the files that the warehouse has."""
        self.source, self._kept, self._patience = source, kept, patience
        self.state: State | None = None
        self.identity: Identity | None = None
        self.is_missed = False
        self.look_at = 0.0

    @property
    def folder(self) -> Path:
        return self.source.folder

    def look_around(self, now: float) -> None:
        """Compare all files of the source with what is known of it."""
        try:
            found = look_around(self.folder)
        except SourceError:
            return  # it went away just now, which the next check of the folders tells
        self.look_at = now + AGAIN_SECONDS
        if self.state is None:
            self.state = start(found, self._kept, now, self._patience)
            n_new = len(self.state.waiting) + len(self.state.unsettled)
            log.info("watching %s (source %s): %d files, %d to be told", *self._named, len(found), n_new)
            return
        gone = dict.fromkeys(self.state.known) | dict.fromkeys(self.state.unsettled)
        self.state = notice(self.state, {**gone, **found}, now, self._patience)

    @property
    def _named(self) -> tuple[Path, str]:
        return self.folder, self.source.name

    def hear(self, locations: Sequence[Path], now: float) -> None:
        """Look where something happened."""
        if self.state is None or identity_of(self.folder) is None:
            return  # what goes with its folder is no news; what is gone when that is back is
        seen: dict[str, Look | None] = {}
        for location in locations:
            name = name_of(self.folder, location)
            if name is None:
                continue
            if is_folder(location):
                self.look_at = min(self.look_at, now + NEW_FOLDER_SECONDS)
                seen.update({f"{name}/{path}": look for path, look in look_below(location).items()})
                continue
            seen[name] = look_at_path(self.folder, location)
            if seen[name] is None:
                seen.update(dict.fromkeys(self._below(name)))
        self.state = notice(self.state, seen, now, self._patience)

    def _below(self, name: str) -> Iterator[str]:
        """Files that were known in a folder that is gone."""
        if self.state is not None and name not in self.state.known:
            yield from (path for path in (*self.state.known, *self.state.unsettled) if path.startswith(f"{name}/"))

    def settle(self, now: float) -> None:
        """Look again at files that were quiet for long enough."""
        if self.state is None or self.identity is None:
            return
        if waiting := ripe(self.state, now, self._patience):
            try:
                self.state = notice(self.state, look_again(self.folder, waiting), now, self._patience)
            except SourceError:
                return

    def tell(self, deliver: Deliver, now: float) -> None:
        """Tell what waits, if it is time."""
        if self.state is None:
            return
        due = due_at(self.state, self._patience)
        if due is not None and due <= now:
            is_sent = deliver(arrival(self.state, self.source))
            self.state = sent(self.state, now) if is_sent else failed(self.state, now, self._patience)

    def check_folder(self) -> bool:
        """Whether the folder is another one than before; one that is gone is said once."""
        now_there = identity_of(self.folder)
        if now_there is None and not self.is_missed:
            log.warning("%s is gone or cannot be listed; looking again until it is back", self.folder)
        elif now_there is not None and self.is_missed:
            log.info("%s is back", self.folder)
        self.is_missed = now_there is None
        is_other = now_there != self.identity
        self.identity = now_there
        return is_other


def look_below(folder: Path) -> dict[str, Look]:
    """All files below a folder of a source; nothing if it is gone already."""
    try:
        return look_around(folder)
    except SourceError:
        return {}


def listen_at(watched: Sequence[Watched], poll_seconds: float) -> Ears:
    """Ears for the folders that are there."""
    folders = [one.folder for one in watched if one.identity is not None]
    if poll_seconds or not folders:
        return Deaf(poll_seconds or LOOK_SECONDS)
    try:
        return Told(folders)
    except DeafError as error:
        log.warning("the system does not tell what happens (%s); looking every %g s", error, FALLBACK_SECONDS)
        return Deaf(FALLBACK_SECONDS)


def pause(watched: Sequence[Watched], patience: Patience, now: float) -> float:
    """Seconds until there is something to decide."""
    moments = [wake_at(one.state, patience) for one in watched if one.state is not None]
    looks = [one.look_at for one in watched if one.identity is not None]
    wakes = [moment for moment in (*moments, *looks) if moment is not None]
    return max(min((wake - now for wake in wakes), default=LOOK_SECONDS), SHORTEST_SECONDS)


def watch(
    sources: Mapping[Source, Mapping[str, Kept]],
    deliver: Deliver,
    stop: Stop,
    patience: Patience | None = None,
    poll_seconds: float = 0.0,
) -> None:
    """Watch sources until `stop` is set; each with the files that the warehouse has of it.

    With `poll_seconds`, look around so often instead of being told: for network file systems.
    """
    patience = patience or Patience()
    if poll_seconds:
        patience = replace(patience, trusts_times=False)
    watched = [Watched(source, kept, patience) for source, kept in sources.items()]
    ears: Ears = Deaf(LOOK_SECONDS)
    is_broken, checked_at = True, 0.0
    while not stop.is_set():
        now = time.monotonic()
        if is_broken or now - checked_at >= LOOK_SECONDS:
            checked_at = now
            are_other = [one.check_folder() for one in watched]
            if is_broken or any(are_other):
                ears.close()
                ears, is_broken = listen_at(watched, poll_seconds), False
                look_at_all(watched, now)
        heard = listen(ears, min(pause(watched, patience, now), LOOK_SECONDS), stop)
        is_broken = heard is None or any(one.folder in heard.paths for one in watched)
        decide(watched, heard or Heard(is_vague=True), deliver, time.monotonic())
    ears.close()


def listen(ears: Ears, seconds: float, stop: Stop) -> Heard | None:
    """What happened; nothing if the ears are broken."""
    try:
        return ears.listen(seconds, stop)
    except DeafError as error:
        log.warning("the system stopped to tell what happens (%s); listening anew", error)
        return None


def look_at_all(watched: Sequence[Watched], now: float) -> None:
    for one in watched:
        if one.identity is not None:
            one.look_around(now)


def decide(watched: Sequence[Watched], heard: Heard, deliver: Deliver, now: float) -> None:
    """Take in what was heard, and tell what is due."""
    for one in watched:
        if one.identity is not None and (heard.is_vague or now >= one.look_at):
            one.look_around(now)
        elif heard.paths:
            one.hear(heard.paths, now)
        one.settle(now)
        one.tell(deliver, now)
