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
    temporary = places.folder / f".{places.previous.name}.{os.getpid()}.tmp"
    temporary.unlink(missing_ok=True)
    try:
        temporary.hardlink_to(places.published)
    except OSError:
        copy_file(places.published, temporary)
    temporary.replace(places.previous)


def publish(places: Places) -> int:
    """Replace the published file by a copy of the build file; how many bytes it has.

    Raises:
        OSError: the folder cannot be written; the published file is as it was.
    """
    for stale in places.folder.glob(f".{places.published.name}.*.tmp"):
        stale.unlink()
    temporary = places.folder / f".{places.published.name}.{os.getpid()}.tmp"
    copy_file(places.build, temporary)
    temporary.chmod(READ_ONLY)
    keep_previous(places)
    temporary.replace(places.published)
    sync_folder(places.folder)
    return places.published.stat().st_size


def publication_of(file: Path) -> str | None:
    """Which publication a warehouse file is; nothing if there is no file, or none was completed."""
    if not file.exists():
        return None
    with duckdb.connect(str(file), read_only=True) as connection:
        row = connection.execute("select publication_id from ops.publication").fetchone()
    return row[0] if row else None
