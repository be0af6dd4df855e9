"""The one truth about who writes a warehouse: a lock of the operating system, gone with the process that held it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class WarehouseBusyError(RuntimeError):
    """Another process is writing this warehouse."""


@contextmanager
def writing(lock: Path) -> Iterator[None]:
    """Hold the lock while the block runs.

    Raises:
        WarehouseBusyError: another process holds it; the message names the process and what to do.
        OSError: the folder cannot be written.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("a+", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            holder = file.read().strip() or "unknown"
            raise WarehouseBusyError(
                f"{lock.parent.parent}: process {holder} is writing this warehouse. "
                "Wait for its run to end, or look at it with `communique status`."
            ) from error
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
