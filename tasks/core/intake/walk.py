"""Walking a source: every entry is a file to read, or is refused with its reason. None is passed over in silence.

Names that begin with a dot belong to the file system and to editors, and are left out by that rule alone.
"""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

NO_FILE = "A pipe, socket or device is not read. Take it out of the source."


class SourceError(ValueError):
    """The source cannot be read at all; the message says what to do."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A regular file. `path` is relative to the source, with `/`, printable; `location` opens it."""

    path: str
    location: Path


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """An entry that cannot become a document. `reason` is a word of `schemas.vocabularies.REJECTION_REASONS`."""

    path: str
    reason: str
    detail: str


def printable(path: str) -> str:
    """A path as text; bytes that are no UTF-8 are written as a backslash, `x` and two hex digits."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


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


def walk(source: Path) -> Iterator[FoundFile | RefusedFile]:
    """All entries of a source, sorted by path.

    Raises:
        SourceError: the source is no folder that can be listed.
    """
    check_source(source)
    root = source.resolve()
    yield from sorted(walk_folder(root, root), key=lambda entry: entry.path)


def walk_folder(folder: Path, root: Path) -> Iterator[FoundFile | RefusedFile]:
    """The entries below a folder, in no order."""
    path = printable(folder.relative_to(root).as_posix())
    try:
        entries = [entry for entry in os.scandir(folder) if not entry.name.startswith(".")]
    except FileNotFoundError:
        yield RefusedFile(path, "vanished", "The folder went away during the run. The next run looks again.")
        return
    except OSError as error:
        yield RefusedFile(path, "unreadable", f"The folder cannot be listed ({error.strerror}). Check its rights.")
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from walk_folder(Path(entry.path), root)
        else:
            yield judge_entry(Path(entry.path), root)


def judge_entry(location: Path, root: Path) -> FoundFile | RefusedFile:
    """A file to read, or the reason why not. Links are followed to files inside the source, and nowhere else."""
    path = printable(location.relative_to(root).as_posix())
    try:
        target = location.resolve(strict=True)
        mode = target.stat().st_mode
    except FileNotFoundError:
        return RefusedFile(path, "vanished", "The file went away during the run, or is a link to nothing.")
    except (OSError, RuntimeError) as error:
        return RefusedFile(path, "unreadable", f"The file cannot be reached ({error}). Check links and rights.")
    if not target.is_relative_to(root):
        return RefusedFile(path, "outside_source", "A link that leaves the source is not followed. Copy the file.")
    if stat.S_ISDIR(mode):
        return RefusedFile(path, "not_a_file", "A link to a folder is not followed; the folder itself is read.")
    if not stat.S_ISREG(mode):
        return RefusedFile(path, "not_a_file", NO_FILE)
    return FoundFile(path, target)
