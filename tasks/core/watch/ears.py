"""What the system tells of folders: which paths to look at. It may tell too much, and after an overflow too little."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

GROUP_MS, STEP_MS = 200, 50  # changes are handed over when none came for a step, at the latest after a group
MANY = 500  # changes at once: one look around is cheaper than so many paths, and finds what an overflow swallowed


class Stop(Protocol):
    """Whether watching is to end; a `threading.Event` is one."""

    def is_set(self) -> bool: ...

    def wait(self, timeout: float | None = None) -> bool: ...


class DeafError(RuntimeError):
    """The system does not tell what happens in folders; the message says why."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Paths to look at; with `is_vague`, all of the folders has to be looked at instead."""

    paths: tuple[Path, ...] = ()
    is_vague: bool = False


class Ears(Protocol):
    """One way to hear what happens in folders."""

    def listen(self, seconds: float, stop: Stop) -> Heard:
        """What happened; after so many seconds, nothing."""
        ...

    def close(self) -> None: ...


class Told:
    """The system tells (inotify on Linux)."""

    def __init__(self, folders: Iterable[Path]) -> None:
        """Start to listen at folders that exist.

        Raises:
            DeafError: the system has no more watches, or one of the folders is gone.
        """
        from watchfiles._rust_notify import RustNotify

        try:
            self._notify = RustNotify([str(folder) for folder in folders], False, False, 0, True, True)
        except (OSError, RuntimeError) as error:
            raise DeafError(str(error)) from error

    def listen(self, seconds: float, stop: Stop) -> Heard:
        try:
            found = self._notify.watch(GROUP_MS, STEP_MS, max(int(seconds * 1000), 1), stop)
        except RuntimeError as error:
            raise DeafError(str(error)) from error
        if isinstance(found, str):
            return Heard()
        paths = tuple(Path(path) for _, path in found)
        # the library writes names that are no UTF-8 with replacement characters
        return Heard(paths, len(paths) >= MANY or any("\N{REPLACEMENT CHARACTER}" in str(path) for path in paths))

    def close(self) -> None:
        self._notify.close()


class Deaf:
    """Nobody tells: a look around every so many seconds."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._waited = 0.0

    def listen(self, seconds: float, stop: Stop) -> Heard:
        pause = max(min(seconds, self._seconds - self._waited), 0.0)
        stop.wait(pause)
        self._waited += pause
        if self._waited < self._seconds:
            return Heard()
        self._waited = 0.0
        return Heard(is_vague=True)

    def close(self) -> None:
        """Nothing is held."""
