"""The one truth about who writes a warehouse: a lock of the operating system, gone with the process that held it.

It is `flock`, which the system releases however the process ends, SIGKILL included. On a folder that several machines
share, the file system has to carry it to all of them: NFS does since version 3 with its lock daemon, a mount with
`nolock` or `local_lock=flock` does not. Let one machine alone write a warehouse that lies on such a mount.
"""

import errno
import fcntl
import json
import logging
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

GRACE_SECONDS = 0.5  # for those who only look whether the lock is held: `is_held` has it for microseconds
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.02, 1.0
CANNOT_LOCK = (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS)

log = logging.getLogger("communique")


class WarehouseBusyError(RuntimeError):
    """Another process is writing this warehouse."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds the lock, or held it last. `since` is UTC in ISO 8601; what is not known is empty, a process is 0."""

    pid: int = 0
    run_id: str = ""
    host: str = ""
    since: str = ""

    @property
    def told(self) -> str:
        """In words: `run 2026… (process 12 on warehouse-1, since 2026-01-02T03:04:05)`."""
        where = "on this machine" if self.host in ("", socket.gethostname()) else f"on {self.host}"
        process = f"process {self.pid or 'unknown'} {where}"
        since = f", since {self.since} UTC" if self.since else ""
        return f"run {self.run_id} ({process}{since})" if self.run_id else process + since


@contextmanager
def writing(
    lock: Path, wait_seconds: float = 0.0, run_id: str = "", tell: Callable[[str], None] = log.info
) -> Iterator[Callable[[str], None]]:
    """Hold the lock while the block runs. If another process has it, wait up to so long for its end, and tell so once.

    What the block is given takes the id of a run that begins only once the lock is held.

    Raises:
        WarehouseBusyError: another process still holds it; the message names the process and what to do.
        OSError: the folder cannot be written, or its file system cannot lock files.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("a+", encoding="utf-8") as file:
        acquire(file, lock, wait_seconds, tell)
        try:
            since = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S}"
            holder = Holder(os.getpid(), run_id, socket.gethostname(), since)
            sign(file, holder)
            yield lambda of_run: sign(file, replace(holder, run_id=of_run))
        finally:
            # a child that was forked meanwhile has the same lock, which closing alone would leave with it
            file.truncate(0)
            fcntl.flock(file, fcntl.LOCK_UN)


def acquire(file: IO[str], lock: Path, wait_seconds: float, tell: Callable[[str], None]) -> None:
    """Try until the lock is ours, or the time is over.

    Raises:
        WarehouseBusyError: the time is over.
        OSError: the file system cannot lock files.
    """
    started, pause, is_told = time.monotonic(), FIRST_PAUSE_SECONDS, False
    while not is_ours(file, fcntl.LOCK_EX):
        waited = time.monotonic() - started
        if waited >= max(wait_seconds, GRACE_SECONDS):
            raise WarehouseBusyError(busy(lock, wait_seconds))
        if waited >= GRACE_SECONDS and not is_told:
            tell(f"{busy(lock)} Waiting up to {duration(wait_seconds)} for its end.")
            is_told = True
        time.sleep(min(pause, LONGEST_PAUSE_SECONDS))
        pause *= 2


def is_ours(file: IO[str], kind: int) -> bool:
    """Try to lock a file without waiting.

    Raises:
        OSError: the file system cannot lock files; the message says what to do.
    """
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        if error.errno not in CANNOT_LOCK:
            raise
        message = "files cannot be locked on this file system. Put the warehouse on another"
        raise OSError(error.errno, message) from error
    return True


def sign(file: IO[str], holder: Holder) -> None:
    """Write down who holds the lock."""
    file.truncate(0)
    file.write(json.dumps(asdict(holder)))
    file.flush()


def busy(lock: Path, waited_seconds: float = 0.0) -> str:
    """Who is in the way, and what to do."""
    what = f"{lock.parent.parent}: {read_holder(lock).told} is writing this warehouse."
    if not waited_seconds:
        return f"{what} Wait for its run to end, or look at it with `communique status`."
    return f"{what} Waited {duration(waited_seconds)} for its end. Look at it with `communique status`."


def duration(seconds: float) -> str:
    """A waiting time in words."""
    return f"{seconds / 60:.0f} min" if seconds >= 120 else f"{seconds:.0f} s"


def read_holder(lock: Path) -> Holder:
    """Who holds the lock, or held it when it was killed; an empty one if nothing can be read of it."""
    try:
        text = lock.read_text(encoding="utf-8").strip()
        found = json.loads(text) if text else {}
    except (OSError, ValueError):
        return Holder()
    if isinstance(found, int):  # of an earlier version, which wrote the process alone
        return Holder(found)
    if not isinstance(found, dict):
        return Holder()
    pid = found.get("pid", 0)
    words = {name: str(found.get(name) or "") for name in ("run_id", "host", "since")}
    return Holder(pid if isinstance(pid, int) else 0, **words)


def is_held(lock: Path) -> bool:
    """Whether a process writes this warehouse now. Needs no right to write, and is in nobody's way."""
    try:
        with lock.open(encoding="utf-8") as file:
            return not is_ours(file, fcntl.LOCK_SH)
    except OSError:
        return False
