"""What ends a run from outside, such as a full disk, told in a sentence that says what to do."""

import errno
import os
import re
import resource
import shutil
import sqlite3
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from tasks.core.run import Places

OURS = ("flows", "tasks", "schemas")
MIB = 2**20
COPIES = 2  # of the build file: what a load adds to it and its log at the worst, and the copy that is published
SPARE_BYTES = 64 * MIB  # for what is staged and kept of some thousands of documents, and for journals and a report
STANDS = "What is published is as it was, and batches that were finished are kept."
REMEDIES = {
    errno.ENOSPC: ("the disk is full ({free})", "Make room there"),
    errno.EDQUOT: (
        "the quota of this user is used up ({free} on the disk itself)",
        "Make room there, or raise the quota",
    ),
    errno.EFBIG: (
        "a file may not become larger ({largest})",
        "Raise the limit (`ulimit -f`), or take another file system",
    ),
    errno.EROFS: ("the file system is read-only", "Mount it for writing"),
    errno.EACCES: ("this user may not write there", "Give user {user} the right to write the folder and what is in it"),
    errno.EMFILE: ("too many files are open ({n_files} are allowed)", "Raise the limit (`ulimit -n 4096`)"),
    errno.ENOMEM: ("there is not enough memory", "End other programs, or set `--batch-documents` lower"),
    errno.EIO: ("the disk or the share does not answer as it should", "Look at it (`dmesg`)"),
    errno.ENOENT: ("it is gone", "See who removed it, or whether the share is still mounted"),
}
ALIKE = {
    errno.EPERM: errno.EACCES,
    errno.ENFILE: errno.EMFILE,
    errno.ESTALE: errno.EIO,
    errno.ENOTCONN: errno.EIO,
    errno.ENODEV: errno.EIO,
    errno.ENXIO: errno.EIO,
}
SAID = {  # by libraries that give no number
    **{os.strerror(code): code for code in (*REMEDIES, *ALIKE)},
    "database or disk is full": errno.ENOSPC,
    "Could not write all bytes": errno.ENOSPC,
    "max_temp_directory_size": errno.ENOSPC,
    "attempt to write a readonly database": errno.EACCES,
    "unable to open database file": errno.EACCES,
    "disk I/O error": errno.EIO,
    "Out of Memory Error": errno.ENOMEM,
}
NAMED = re.compile(r"""["'](/[^"']+)["']""")
WRITERS = {  # where a module writes, for errors that name no file: the attribute of `Places`
    "tasks.core.staging": "staging",
    "tasks.core.intake.read": "bytes",
    "tasks.core.group.index": "fingerprints",
    "tasks.core.publish": "published",
    "tasks.core.load": "build",
    "tasks.core.overlay": "build",
    "tasks.core.migrate": "build",
    "tasks.core.report": "reports",
    "tasks.core.lock": "lock",
}
JOURNAL = "tasks.core.run."
DOING = {  # what is done when something is written there
    "bytes": "while bytes of new files were kept",
    "fingerprints": "while the index of fingerprints was written",
    "published": "while it was published",
    "previous": "while it was published",
    "build": "while rows were loaded",
    "reports": "while the report was written",
    "report": "while the report was written",
    "lock": "before anything was done",
    "runs": "while the run's journal was written",
}


class TroubleError(RuntimeError):
    """Something outside of the project ended a run, or would; the message says what, where, and what to do."""


def explained(error: BaseException, places: Places) -> str:
    """Why a run failed, in words for the operator: for reasons from outside what to do, else what the error says."""
    return trouble(error, places) or str(error) or type(error).__name__


@contextmanager
def explaining(places: Places) -> Iterator[None]:
    """Tell errors from outside in a sentence that says what to do.

    Raises:
        TroubleError: in the place of an error whose reason lies outside.
    """
    try:
        yield
    except Exception as error:
        if not isinstance(error, TroubleError) and (why := trouble(error, places)):
            raise TroubleError(why) from error
        raise


def trouble(error: BaseException, places: Places) -> str:
    """What happened, where, and what to do, if the reason of an error lies outside; else empty."""
    for each in chain(error):
        code = code_of(each)
        path = path_of(each, places)
        if code is None or (code == errno.ENOENT and not path.is_relative_to(places.folder)):
            continue
        happened, todo = REMEDIES[code]
        doing = doing_at(path, places)
        facts = {"free": free_there(path), "user": os.getuid(), **limits()}
        return (
            f"{path}: {happened.format(**facts)}{f', {doing}' if doing else ''}."
            f" {todo.format(**facts)}, and run this again. {STANDS}"
        )
    return ""


def chain(error: BaseException) -> Iterator[BaseException]:
    """An error and those that it came from. One of our own says itself what to do, whatever it came from."""
    seen: set[int] = set()
    following: BaseException | None = error
    while following is not None and id(following) not in seen:
        yield following
        seen.add(id(following))
        is_ours = type(following).__module__.split(".")[0] in OURS
        following = None if is_ours else following.__cause__ or following.__context__


def code_of(error: BaseException) -> int | None:
    """The number of the system's error that an error stands for; nothing if it is none from outside."""
    if isinstance(error, MemoryError):
        return errno.ENOMEM
    if isinstance(error, OSError) and error.errno is not None:
        code = ALIKE.get(error.errno, error.errno)
        return code if code in REMEDIES else None
    if isinstance(error, OSError | duckdb.Error | sqlite3.Error):
        said = str(error)
        found = next((code for words, code in SAID.items() if words in said), None)
        return None if found is None else ALIKE.get(found, found)
    return None


def path_of(error: BaseException, places: Places) -> Path:
    """The file that an error is about: named by it, or that of the module that wrote; else the warehouse's folder."""
    if isinstance(error, OSError) and error.filename:
        return Path(os.fsdecode(error.filename))
    if named := NAMED.search(str(error)):
        return Path(named[1])
    modules = [module_of(frame.filename) for frame in traceback.extract_tb(error.__traceback__)]
    written = (name for module in reversed(modules) for writer, name in WRITERS.items() if f"{writer}." in module)
    place: Path = getattr(places, next(written, "runs" if any(JOURNAL in each for each in modules) else "folder"))
    return place


def module_of(file: str) -> str:
    """The module of a source file, with a dot at its end so that whole names can be looked for."""
    return ".".join((*Path(file).with_suffix("").parts, ""))


def doing_at(path: Path, places: Places) -> str:
    """What was being done when a file was written; empty if that cannot be told from where it lies."""
    if path.is_relative_to(places.staging):
        steps = path.relative_to(places.staging).parts
        return f"while a batch of the step {steps[0]} was written" if steps else "while a batch was written"
    for attribute, doing in DOING.items():
        place: Path = getattr(places, attribute)
        # temporary files and logs lie beside what they become, with its name in theirs
        if path.is_relative_to(place) or (path.parent == place.parent and place.name in path.name):
            return doing
    return ""


def free_there(path: Path) -> str:
    """How much room the file system of a path has left, in words."""
    free, total = room(path)
    return f"{free / MIB:,.0f} MiB free of {total / MIB:,.0f}" if total else "how much is free cannot be told"


def room(path: Path) -> tuple[int, int]:
    """Bytes free and in all on the file system of a path, which need not exist; both 0 where it does not tell."""
    there = next((each for each in (path, *path.parents) if each.exists()), Path("/"))
    try:
        usage = shutil.disk_usage(there)
    except OSError:
        return 0, 0
    return usage.free, usage.total


def limits() -> dict[str, str]:
    """The limits of this process, in words."""
    largest, _ = resource.getrlimit(resource.RLIMIT_FSIZE)
    n_files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return {
        "largest": "a limit of the file system" if largest == resource.RLIM_INFINITY else f"than {largest:,} bytes",
        "n_files": "all that the system has" if n_files == resource.RLIM_INFINITY else f"{n_files:,}",
    }


def check_room(places: Places) -> None:
    """Make sure, before anything is done, that there is room for a load and for the copy that is published.

    Raises:
        TroubleError: there is not; the message says how much is needed.
    """
    free, total = room(places.folder)
    build = places.build.stat().st_size if places.build.exists() else 0
    needed = COPIES * build + SPARE_BYTES
    if total and free < needed:
        raise TroubleError(
            f"{places.folder}: {free / MIB:,.0f} MiB are free, and a run needs {needed / MIB:,.0f} MiB: the build file"
            f" ({build / MIB:,.0f} MiB) {COPIES} times, and {SPARE_BYTES // MIB} MiB for batches. Make room there, and"
            " run this again. Nothing was done."
        )
