"""What the files of a source were when they were read last, so that one that did not change is not opened again.

A file is taken for the same if the system says the same of it: size, times of change, inode, device. The time of the
last change of the inode (ctime) cannot be set by anybody, so bytes put in the place of others are noticed whatever
else was restored. A file that had changed shortly before it was read is not remembered: a later change could bear the
same time. Nothing here is the truth: what is lost, damaged, or written by other code is read again.
"""

import hashlib
import json
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tasks.core.fingerprint import FINGERPRINT_HEX, step_fingerprint
from tasks.core.intake.read import SeenFile, moment
from tasks.core.intake.walk import FoundFile, walk
from tasks.core.run import Places, write_atomically
from tasks.core.staging import batch_key

SECOND_NS = 1_000_000_000
SETTLED_NS = 2 * SECOND_NS  # clocks of file systems tick every few ms, of the coarsest every 2 s
SETTLED_COARSE_NS = 60 * SECOND_NS  # where only seconds are told, the clock of a file server may lag behind ours too

Stamp = tuple[int, ...]
Entry = tuple[Stamp, str, str]  # with document and media type


@dataclass(frozen=True, slots=True)
class Remembered:
    """Files by their names in the source."""

    files: Mapping[str, Entry] = field(default_factory=dict)

    def find(self, found: FoundFile, max_bytes: int) -> SeenFile | None:
        """A file as it was read before; nothing if it is another, may not be read, or is over the limit now."""
        known = self.files.get(found.name)
        status = found.status
        if known is None or status is None or stamp(status) != known[0] or status.st_size > max_bytes:
            return None
        if not os.access(found.location, os.R_OK):
            return None
        return SeenFile(found.path, known[1], status.st_size, moment(status.st_mtime), None, known[2], status)


def stamp(status: os.stat_result) -> Stamp:
    """What has to be the same of a file whose bytes are the same."""
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_dev)


def is_settled(status: os.stat_result, looked_at_ns: int) -> bool:
    """Whether any change after a look would show in the times of a file."""
    is_coarse = status.st_ctime_ns % SECOND_NS == 0
    margin = SETTLED_COARSE_NS if is_coarse else SETTLED_NS
    return max(status.st_mtime_ns, status.st_ctime_ns) <= looked_at_ns - margin


def entry(seen: SeenFile, media_type: str) -> Entry | None:
    """What is remembered of a file that was seen; nothing if it may change unnoticed."""
    if seen.status is None or (seen.content is not None and not is_settled(seen.status, seen.looked_at_ns)):
        return None
    return stamp(seen.status), seen.document_id, media_type


def remembered_file(places: Places, source_name: str) -> Path:
    """Where the files of a source are remembered."""
    return places.state / f"files.{batch_key(source_name)[:FINGERPRINT_HEX]}.json"


def recall(file: Path) -> Remembered:
    """What was remembered; nothing where the file is lost or damaged, other code looks now, or the clock went back."""
    try:
        digest, _, content = file.read_bytes().partition(b"\n")
        if hashlib.sha256(content).hexdigest().encode() != digest:
            return Remembered()
        known: dict[str, Any] = json.loads(content)
        files = {name: (tuple(given), *rest) for name, (given, *rest) in known["files"].items()}
        is_ours = known["made_by"] == step_fingerprint("extract") and known["looked_at_ns"] <= time.time_ns()
    except (OSError, ValueError, LookupError, TypeError):
        return Remembered()
    return Remembered(files) if is_ours else Remembered()


def seems_as_it_was(places: Places, source_name: str, source: Path) -> bool:
    """Whether a glance at a source shows the files that were remembered and no other. A run looks for itself.

    Raises:
        SourceError: the source is no folder that can be listed.
    """
    known = recall(remembered_file(places, source_name)).files
    found = {each.name: each.status for each in walk(source) if isinstance(each, FoundFile)}
    return known.keys() == found.keys() and all(
        status and stamp(status) == known[name][0] for name, status in found.items()
    )


def remember(file: Path, files: Mapping[str, Entry], before: Remembered, looked_at_ns: int) -> None:
    """Remember the files of a sweep in the place of those `before`, by rename; `looked_at_ns` is the end of it."""
    if files == before.files:
        return
    known = {"made_by": step_fingerprint("extract"), "looked_at_ns": looked_at_ns, "files": files}
    content = json.dumps(known, separators=(",", ":")).encode()
    write_atomically(file, hashlib.sha256(content).hexdigest().encode() + b"\n" + content)
