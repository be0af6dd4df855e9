"""Reading the bytes of a file once, and keeping them under their hash."""

import errno
import hashlib
import os
import stat
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tasks.core.intake.walk import NO_FILE, FoundFile, RefusedFile
from tasks.core.run import write_atomically

OUT_OF_MEANS = (errno.EMFILE, errno.ENFILE, errno.ENOMEM)


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A file whose bytes are known. `modified_at` is UTC.

    `content` is nothing if they were read by an earlier run; `media_type` says then what they are. Else `status` is
    what the system said of the file after it was read, and `looked_at_ns` the time before, in ns since 1970.
    """

    path: str
    document_id: str
    n_bytes: int
    modified_at: datetime
    content: bytes | None
    media_type: str = ""
    status: os.stat_result | None = None
    looked_at_ns: int = 0


def read_file(found: FoundFile, max_bytes: int) -> SeenFile | RefusedFile:
    """The bytes of a file, with their SHA-256, or the reason why they could not be had.

    Raises:
        OSError: the machine has no more open files or memory to give. The file may be sound.
    """
    looked_at_ns = time.time_ns()
    try:
        with os.fdopen(open_without_waiting(found.location), "rb") as file:
            before = os.fstat(file.fileno())
            if not stat.S_ISREG(before.st_mode):
                return RefusedFile(found.path, "not_a_file", NO_FILE)
            if before.st_size > max_bytes:
                return too_large(found.path, before.st_size, max_bytes)
            content = file.read(max_bytes + 1)
            after = os.fstat(file.fileno())
    except FileNotFoundError:
        return RefusedFile(found.path, "vanished", "The file went away during the run. The next run looks again.")
    except OSError as error:
        if error.errno in OUT_OF_MEANS:
            raise
        return RefusedFile(found.path, "unreadable", f"The file cannot be read ({error.strerror}). Check its rights.")
    if len(content) > max_bytes:
        return too_large(found.path, len(content), max_bytes)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(content) != after.st_size:
        return RefusedFile(
            found.path, "changed_while_read", "The file was being written. The next run reads it when it is whole."
        )
    return SeenFile(
        path=found.path,
        document_id=hashlib.sha256(content).hexdigest(),
        n_bytes=len(content),
        modified_at=moment(after.st_mtime),
        content=content,
        status=after,
        looked_at_ns=looked_at_ns,
    )


def moment(seconds: float) -> datetime:
    """A time of a file system as UTC; one that no calendar has is the first or the last that it has."""
    try:
        return datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None)
    except (ValueError, OverflowError, OSError):
        return datetime.max if seconds > 0 else datetime.min


def open_without_waiting(location: Path) -> int:
    """Open so that a pipe put in the place of the file since the walk cannot hold up the run."""
    return os.open(location, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)


def too_large(path: str, n_bytes: int, max_bytes: int) -> RefusedFile:
    """The refusal of a file over the limit."""
    return RefusedFile(
        path,
        "too_large",
        f"The file has {n_bytes:,} bytes or more, the limit is {max_bytes:,}. "
        "Raise --max-file-bytes if it is a statement.",
    )


def bytes_path(folder: Path, document_id: str) -> Path:
    """Where the bytes of a document are kept."""
    return folder / document_id[:2] / document_id


def keep_bytes(folder: Path, document_id: str, content: bytes) -> None:
    """Keep the bytes of a document, once. What a machine that lost power left of them is written again."""
    path = bytes_path(folder, document_id)
    if not path.exists() or path.stat().st_size != len(content):
        write_atomically(path, content)


def kept_bytes(folder: Path, document_id: str) -> bytes | None:
    """The bytes that were kept of a document; nothing if they were not, or are not what they were."""
    try:
        content = bytes_path(folder, document_id).read_bytes()
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == document_id else None
