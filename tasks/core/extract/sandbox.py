"""What a reader's process takes from itself before it sees a file: files, network, programs, memory, time.

Limits and the audit hook hold everywhere; the kernel's own walls (Linux) are put up as far as it permits, so that
also a library in C that was taken over finds no network and no file to write.
"""

import ctypes
import os
import resource
import signal
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

MAX_OPEN_FILES = 64  # enough for imports, which close what they open
PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS = 1, 38  # of prctl(2)
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000  # of unshare(2)
LANDLOCK_CREATE, LANDLOCK_RESTRICT, LANDLOCK_VERSION_FLAG = 444, 446, 1  # system calls, the same on all machines
LANDLOCK_WRITES = 0b1111111110010  # version 1: write, and all that makes or removes names; reading stays
LANDLOCK_SINCE = ((2, 1 << 13), (3, 1 << 14))  # refer, truncate
LANDLOCK_NETWORK_VERSION, LANDLOCK_TCP = 4, 0b11  # bind, connect
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
READABLE = ("/usr/share/zoneinfo",)
REFUSED_FAMILIES = frozenset({"os", "pty", "signal", "socket", "sqlite3", "subprocess"})  # others are made of these
HARMLESS = frozenset({"os.listdir", "os.scandir", "os.walk", "os.putenv", "os.unsetenv"})  # imports do that


def limit_resources() -> None:
    """No file contents written, no core files, few files open, no further process."""
    for which, most in (
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, MAX_OPEN_FILES),
        (resource.RLIMIT_NPROC, 0),
    ):
        with suppress(OSError, ValueError):  # the system's own limit is lower still
            resource.setrlimit(which, (most, most))


def end_with_parent(parent: int) -> None:
    """Let the system end this process with the thread that started it (Linux alone)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def leave_network() -> None:
    """Move to a network of one's own, which is empty, where the kernel lets a user do so."""
    unshare = ctypes.CDLL(None).unshare
    if unshare(CLONE_NEWNET) != 0:
        unshare(CLONE_NEWUSER | CLONE_NEWNET)


class LandlockRules(ctypes.Structure):
    """What is refused unless a rule allows it: `landlock_ruleset_attr` of the kernel."""

    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64))


def lock_land() -> None:
    """Refuse all writing and all connections for good, where the kernel has Landlock."""
    libc = ctypes.CDLL(None)
    version = libc.syscall(LANDLOCK_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(LANDLOCK_VERSION_FLAG))
    if version < 1:
        return
    files = LANDLOCK_WRITES | sum(right for since, right in LANDLOCK_SINCE if version >= since)
    has_network = version >= LANDLOCK_NETWORK_VERSION
    rules = LandlockRules(files, LANDLOCK_TCP if has_network else 0)
    size = ctypes.sizeof(rules) if has_network else ctypes.sizeof(ctypes.c_uint64)
    rules_file = libc.syscall(LANDLOCK_CREATE, ctypes.byref(rules), ctypes.c_size_t(size), ctypes.c_uint32(0))
    if rules_file >= 0:
        libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        libc.syscall(LANDLOCK_RESTRICT, ctypes.c_int(rules_file), ctypes.c_uint32(0))
        os.close(rules_file)


def readable_folders(libraries: Iterable[str]) -> tuple[str, ...]:
    """Where code and its data lie: all that a reader may open."""
    ours = Path(__file__).parents[3]
    own = (ours / "tasks", ours / "schemas", Path(os.__file__).parent)
    folders = {*map(Path, (*libraries, *READABLE)), *own}
    return tuple(sorted(f"{folder.resolve()}{os.sep}" for folder in folders))


def guard(folders: tuple[str, ...]) -> Callable[[str, tuple[Any, ...]], None]:
    """The audit hook: Python code opens what lies in `folders`, for reading, and does nothing else outside itself."""

    def is_readable(path: Any) -> bool:
        return isinstance(path, int) or os.path.realpath(os.fsdecode(path)).startswith(folders)

    def refuse(event: str, given: tuple[Any, ...]) -> None:
        if event == "open":
            is_refused = bool(given[2] & WRITING) or not is_readable(given[0])
        elif event == "ctypes.dlopen":
            is_refused = given[0] is not None and not is_readable(given[0])
        else:
            is_refused = event.partition(".")[0] in REFUSED_FAMILIES and event not in HARMLESS
        if is_refused:
            raise PermissionError(f"a reader may not {event} {given[:1]}")

    return refuse


def shut_in(parent: int, libraries: Iterable[str]) -> None:
    """All of it, for good: what is open already stays. `parent` started this process, code lies in `libraries`."""
    end_with_parent(parent)
    if sys.platform == "linux":
        leave_network()
        lock_land()
    limit_resources()
    sys.addaudithook(guard(readable_folders(libraries)))
