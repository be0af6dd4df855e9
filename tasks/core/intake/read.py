"""Reading the bytes of a file once, and keeping them under their hash."""

import hashlib
import os
import stat
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tasks.core.intake.walk import NO_FILE, FoundFile, RefusedFile
from tasks.core.run import write_atomically


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A file whose bytes were read. `modified_at` is UTC."""

    path: str
    document_id: str
    n_bytes: int
    modified_at: datetime
    content: bytes


def read_file(found: FoundFile, max_bytes: int) -> SeenFile | RefusedFile:
    """The bytes of a file, with their SHA-256, or the reason why they could not be had."""
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
        return RefusedFile(found.path, "unreadable", f"The file cannot be read ({error.strerror}). Check its rights.")
    if len(content) > max_bytes:
        return too_large(found.path, len(content), max_bytes)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(content) != after.st_size:
        return RefusedFile(
            found.path, "changed_while_read", "The file was being written. The next run reads it when it is whole."
        )
    modified_at = datetime.fromtimestamp(after.st_mtime, UTC).replace(tzinfo=None)
    return SeenFile(found.path, hashlib.sha256(content).hexdigest(), len(content), modified_at, content)


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
    """Keep the bytes of a document, once."""
    path = bytes_path(folder, document_id)
    if not path.exists():
        write_atomically(path, content)
