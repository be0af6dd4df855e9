"""What reading the code found, kept beside the interpreter's own compiled files: half a second saved at each start.

It is found again by a hash of all files that could matter, so it is never the truth. Where the interpreter may write no
compiled files, nothing is written here either.
"""

import contextlib
import hashlib
import importlib.util
import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tasks.core.code.reach import ROOT

Known = tuple[dict[str, str], list[str]]  # of a step: hashes by the names of parts, libraries
FOLDERS = ("tasks/core", "schemas")
SUFFIXES = (".py", ".csv", ".json")
ENDING = ".parts.json"


def remembered(read_code: Callable[[], dict[str, Known]]) -> dict[str, Known]:
    """What `read_code` finds in the files as they are now: as it was found before, or found and kept."""
    place, key = memory_file(), key_of_files()
    known = recalled(place, key)
    if known is None:
        known = read_code()
        keep(place, key, known)
    return known


def memory_file() -> Path:
    """Where it is kept: like a compiled file of this module."""
    return Path(importlib.util.cache_from_source(__file__)).with_suffix(ENDING)


def files() -> Iterator[str]:
    """All files that a step's rows could depend on, in no order."""
    waiting = [str(ROOT / folder) for folder in FOLDERS]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir():
                    waiting.append(entry.path)
                elif entry.name.endswith(SUFFIXES) and "__pycache__" not in entry.path:
                    yield entry.path


def key_of_files() -> str:
    """A hash of the contents of all those files, and of the interpreter that reads them."""
    key = hashlib.sha256(sys.version.encode())
    for path in sorted(files()):
        content = Path(path).read_bytes()
        key.update(f"\n{os.path.relpath(path, ROOT)} {len(content)}\n".encode())
        key.update(content)
    return key.hexdigest()


def recalled(place: Path, key: str) -> dict[str, Known] | None:
    """What was kept of the same files, if anything was; a damaged file is as none."""
    try:
        kept = json.loads(place.read_bytes())
        if kept["key"] == key:
            return {step: (dict(own), list(libraries)) for step, (own, libraries) in kept["steps"].items()}
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return None


def keep(place: Path, key: str, known: dict[str, Known]) -> None:
    """Keep what was found, by temporary name and rename; where that may not be, the next start reads the code again."""
    if sys.dont_write_bytecode:
        return
    temporary = place.with_name(f".{place.name}.{os.getpid()}.tmp")
    with contextlib.suppress(OSError):
        place.parent.mkdir(exist_ok=True)
        temporary.write_text(json.dumps({"key": key, "steps": known}), encoding="utf-8")
        temporary.replace(place)
