"""The atomic replacement of the published file by a copy of the build file."""

import fcntl
import os
import shutil
from pathlib import Path

import duckdb

from tasks.core.run import Places

FICLONE = 0x40049409  # ioctl of Linux: share the blocks of another file until one is written
READ_ONLY = 0o444


def copy_file(source: Path, target: Path) -> None:
    """Copy a file, by reference where the file system can, and wait until it is on disk."""
    with source.open("rb") as given, target.open("wb") as taken:
        try:
            fcntl.ioctl(taken, FICLONE, given.fileno())
        except OSError:
            shutil.copyfileobj(given, taken, 1 << 20)
        taken.flush()
        os.fsync(taken.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def keep_previous(places: Places) -> None:
    """Give the publication that is about to be replaced a second name, to go back to."""
    if not places.published.exists():
        return
    temporary = temporary_of(places.previous)
    try:
        temporary.hardlink_to(places.published)
    except OSError:
        copy_file(places.published, temporary)
    temporary.replace(places.previous)


def temporary_of(path: Path) -> Path:
    """The name under which a file is written before it takes its place."""
    return path.with_name(f".{path.name}.{os.getpid()}.tmp")


def drop_temporary(places: Places) -> None:
    """Remove what a run that was killed, or failed, left of copies for readers."""
    for path in (places.published, places.previous):
        for left in path.parent.glob(f".{path.name}.*.tmp"):
            left.unlink(missing_ok=True)


def work_log_in(build: Path) -> None:
    """Make the build file whole by itself: what a killed load left beside it is worked into it.

    Raises:
        duckdb.Error: it cannot be opened or written.
    """
    log = build.with_name(f"{build.name}.wal")
    if log.exists():
        with duckdb.connect(str(build)) as connection:
            connection.execute("checkpoint")


def publish(places: Places) -> int:
    """Replace the published file by a copy of the build file; how many bytes it has.

    Raises:
        OSError: the folder cannot be written; the published file is as it was, and no half copy is left.
        duckdb.Error: the build file cannot be made whole; likewise.
    """
    work_log_in(places.build)
    drop_temporary(places)
    temporary = temporary_of(places.published)
    try:
        copy_file(places.build, temporary)
        temporary.chmod(READ_ONLY)
        keep_previous(places)
        temporary.replace(places.published)
    finally:
        drop_temporary(places)
    sync_folder(places.folder)
    return places.published.stat().st_size
