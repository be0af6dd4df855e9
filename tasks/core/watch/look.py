"""Looking at a source without opening its files: what a sweep would find there now."""

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from tasks.core.intake.walk import FoundFile, RefusedFile, is_left_out, judge_entry, printable, walk
from tasks.core.watch.model import Look

REFUSED = Look(-1, 0, 1, 0)  # an entry that the sweep refuses for what it is: a pipe, a link to somewhere else


def look_around(folder: Path) -> dict[str, Look]:
    """All files of a source, by path as in the tables.

    Raises:
        SourceError: the source is no folder that can be listed.
    """
    return {entry.path: look for entry in walk(folder) if (look := look_of(entry)) is not None}


def look_of(entry: FoundFile | RefusedFile) -> Look | None:
    """What an entry of the walk looks like; nothing if it is gone."""
    if isinstance(entry, RefusedFile):
        return None if entry.reason == "vanished" else REFUSED
    return look_at(entry.location) if entry.status is None else as_look(entry.status)


def as_look(seen: os.stat_result) -> Look:
    """What the system said of a file."""
    return Look(seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino)


def look_at(location: Path) -> Look | None:
    """What a file looks like; nothing if it is gone."""
    try:
        seen = location.stat()
    except FileNotFoundError:
        return None
    except OSError:
        return REFUSED
    return as_look(seen)


def look_at_path(folder: Path, location: Path) -> Look | None:
    """What lies at a path below a source, as `look_around` would have it."""
    return look_of(judge_entry(location, folder))


def name_of(folder: Path, location: Path) -> str | None:
    """The path of a file as in the tables; nothing for what a sweep leaves out, or what lies outside."""
    if not location.is_relative_to(folder) or location == folder:
        return None
    inside = location.relative_to(folder)
    is_out = any(is_left_out(part) for part in inside.parts)
    is_behind_link = any(stat.S_ISLNK(mode_of(folder / parent)) for parent in inside.parents[:-1])
    return None if is_out or is_behind_link else printable(inside.as_posix())


def is_folder(location: Path) -> bool:
    """Whether a folder lies there; a link to one is none."""
    return stat.S_ISDIR(mode_of(location))


def mode_of(location: Path) -> int:
    """Kind and rights of what lies there; 0 if nothing does, or it cannot be reached."""
    try:
        return location.lstat().st_mode
    except OSError:
        return 0


def look_again(folder: Path, paths: Iterable[str]) -> dict[str, Look | None]:
    """What the files of some paths look like now.

    Raises:
        SourceError: the source is no folder that can be listed.
    """
    wanted = list(paths)
    if any("\\" in path for path in wanted):  # a name that is no UTF-8 is written otherwise than it is
        found = look_around(folder)
        return {path: found.get(path) for path in wanted}
    return {path: look_at_path(folder, folder / path) for path in wanted}
