"""Walking a source: every entry is a file to read, or is refused with its reason. None is passed over in silence.

Names that begin with a dot belong to the file system and to editors, and are left out by that rule alone.
"""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

NO_FILE = "A pipe, socket or device is not read. Take it out of the source."
LIKE_AN_ESCAPE = re.compile(rb"\\(?=x[0-9a-f]{2})")
BACKSLASH = rb"\\x5c"


class SourceError(ValueError):
    """The source cannot be read at all; the message says what to do."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A regular file. `path` is relative to the source, with `/`, printable; `location` opens it.

    `name` is the same path as the system has it, `status` what the system said of the file (of its target, for a link).
    """

    path: str
    location: Path
    name: str = ""
    status: os.stat_result | None = None


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """An entry that cannot become a document. `reason` is a word of `schemas.vocabularies.REJECTION_REASONS`."""

    path: str
    reason: str
    detail: str


def printable(path: str) -> str:
    r"""A path as text; bytes that are no UTF-8 are written as a backslash, `x` and two hex digits.

    A backslash that stands before `x` and two hex digits by itself is written as `\x5c`, so that no two paths are one.
    """
    return LIKE_AN_ESCAPE.sub(BACKSLASH, os.fsencode(path)).decode("utf-8", "backslashreplace")


def check_source(source: Path) -> None:
    """Make sure that a source is a folder that can be listed.

    Raises:
        SourceError: it is not.
    """
    if not source.exists():
        raise SourceError(f"{source}: there is no such folder. Name the folder that holds the statements.")
    if not source.is_dir():
        raise SourceError(f"{source}: this is a file. Name the folder that it lies in.")
    if not os.access(source, os.R_OK | os.X_OK):
        raise SourceError(f"{source}: the folder may not be read. Give this user the right to list it.")


def identity(source: Path) -> tuple[int, int]:
    """Device and inode of a source: another folder in its place, or the bare mount point, has others.

    Raises:
        SourceError: it is gone.
    """
    try:
        status = source.stat()
    except OSError as error:
        raise gone(source, error) from error
    return status.st_dev, status.st_ino


def check_same(source: Path, before: tuple[int, int]) -> None:
    """Make sure that a source is still the folder that it was when the run began to look at it.

    Raises:
        SourceError: it went away, or another folder stands in its place.
    """
    if identity(source) != before:
        raise gone(source)


def gone(source: Path, error: OSError | None = None) -> SourceError:
    """What to say of a source that went away while it was looked at."""
    why = f" ({error.strerror})" if error and error.strerror else ""
    return SourceError(
        f"{source}: the folder went away during the run{why}. Nothing was published, and all files count as they were. "
        "Mount it or put it back, and run again."
    )


def walk(source: Path) -> Iterator[FoundFile | RefusedFile]:
    """All entries of a source, sorted by path.

    Raises:
        SourceError: the source is no folder that can be listed, or went away meanwhile.
    """
    check_source(source)
    root = source.resolve()
    before = identity(root)
    entries = sorted(walk_folders(root), key=lambda entry: entry.path)
    check_same(root, before)
    yield from entries


def is_left_out(name: str) -> bool:
    """Whether the walk passes over entries of this name: hidden files and folders, those that begin with a dot."""
    return name.startswith(".")


def walk_folders(root: Path) -> Iterator[FoundFile | RefusedFile]:
    """The entries below a source, in no order.

    Raises:
        SourceError: the source itself cannot be listed.
    """
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(root / folder) as listed:
                entries = [entry for entry in listed if not is_left_out(entry.name)]
        except OSError as error:
            if not folder:
                raise gone(root, error) from error
            yield unlisted(printable(folder), error)
            continue
        for entry in entries:
            name = f"{folder}/{entry.name}" if folder else entry.name
            if entry.is_dir(follow_symlinks=False):
                waiting.append(name)
            else:
                yield judge(entry, name, root)


def unlisted(path: str, error: OSError) -> RefusedFile:
    """Why a folder of a source could not be listed."""
    if isinstance(error, FileNotFoundError):
        return RefusedFile(path, "vanished", "The folder went away during the run. The next run looks again.")
    return RefusedFile(path, "unreadable", f"The folder cannot be listed ({error.strerror}). Check its rights.")


def judge_entry(location: Path, root: Path) -> FoundFile | RefusedFile:
    """A file to read, or the reason why not, for what lies at a place below a source."""
    return judge(location, location.relative_to(root).as_posix(), root)


def judge(entry: os.DirEntry[str] | Path, name: str, root: Path) -> FoundFile | RefusedFile:
    """A file to read, or the reason why not. Links are followed to files inside the source, and nowhere else."""
    path, location = printable(name), Path(entry)
    try:
        status = entry.stat(follow_symlinks=False)
        if is_link := stat.S_ISLNK(status.st_mode):
            location = location.resolve(strict=True)
            status = location.stat()
    except FileNotFoundError:
        return RefusedFile(path, "vanished", "The file went away during the run, or is a link to nothing.")
    except (OSError, RuntimeError) as error:
        return RefusedFile(path, "unreadable", f"The file cannot be reached ({error}). Check links and rights.")
    if is_link and not location.is_relative_to(root):
        return RefusedFile(path, "outside_source", "A link that leaves the source is not followed. Copy the file.")
    if stat.S_ISDIR(status.st_mode):
        return RefusedFile(path, "not_a_file", "A link to a folder is not followed; the folder itself is read.")
    if not stat.S_ISREG(status.st_mode):
        return RefusedFile(path, "not_a_file", NO_FILE)
    return FoundFile(path, location, name, status)
