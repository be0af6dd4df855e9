"""Looking at the files of a source: each with its outcome, as a row of `staged.sweep`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tasks.core.intake.known import FIRST, Known
from tasks.core.intake.read import SeenFile, bytes_path, keep_bytes, read_file
from tasks.core.intake.remembered import Entry, Remembered, entry
from tasks.core.intake.sniff import named_media_type, sniff
from tasks.core.intake.walk import FoundFile, RefusedFile
from tasks.core.run import Run
from tasks.core.settle.outcomes import IN_SOURCE

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Looked:
    """Rows of `staged.sweep` in the order of the entries, and what is remembered of the files, by name."""

    rows: tuple[Row, ...]
    remembered: Mapping[str, Entry] = field(default_factory=dict)


def look_at_all(entries: Iterable[FoundFile | RefusedFile], run: Run, known: Known, before: Remembered) -> Looked:
    """The outcome of every entry; the bytes of documents that have to be read are kept."""
    rows: list[Row] = []
    remembered: dict[str, Entry] = {}
    for found in entries:
        if isinstance(found, RefusedFile):
            rows.append(refused_row(found, known))
            continue
        seen = look(found, run, known, before)
        if isinstance(seen, RefusedFile):
            rows.append(refused_row(seen, known))
            continue
        row = seen_row(seen, known)
        rows.append(row)
        if now := entry(seen, row["media_type"]):
            remembered[found.name] = now
    return Looked(tuple(rows), remembered)


def look(found: FoundFile, run: Run, known: Known, before: Remembered) -> SeenFile | RefusedFile:
    """A file as it was read before, or read now; its bytes are kept if its document has to be read."""
    seen = before.find(found, run.max_file_bytes)
    if seen and (known.due_step(seen.document_id) != FIRST or bytes_path(run.places.bytes, seen.document_id).exists()):
        return seen
    now = read_file(found, run.max_file_bytes)
    if isinstance(now, SeenFile) and now.content is not None and known.due_step(now.document_id) == FIRST:
        keep_bytes(run.places.bytes, now.document_id, now.content)
    return now


def seen_row(seen: SeenFile, known: Known) -> Row:
    """A row of `staged.sweep` for a file whose bytes are known."""
    rows = known.files.get(seen.path, ())
    is_known = any(row.document_id == seen.document_id and row.state in IN_SOURCE for row in rows)
    was_unreadable = known.open_rejections.get(seen.path, ("", "bytes"))[1] is None
    return {
        "path": seen.path,
        "document_id": seen.document_id,
        "n_bytes": seen.n_bytes,
        "media_type": seen.media_type if seen.content is None else sniff(seen.content),
        "named_media_type": named_media_type(seen.path),
        "modified_at": seen.modified_at,
        "outcome": "unchanged" if is_known and not was_unreadable else "changed" if rows else "new",
        "reason": None,
        "detail": None,
    }


def refused_row(refused: RefusedFile, known: Known) -> Row:
    """A row of `staged.sweep` for an entry without bytes. Refused again for the same reason, it is unchanged."""
    was = known.open_rejections.get(refused.path)
    is_same = was == (refused.reason, None)
    outcome = "unchanged" if is_same else "changed" if refused.path in known.files or was else "new"
    return unread_row(refused.path, refused.reason, refused.detail, outcome)


def unread_row(path: str, reason: str, detail: str, outcome: str) -> Row:
    """A row of `staged.sweep` for an entry whose bytes could not be had."""
    return {
        "path": path,
        "document_id": None,
        "n_bytes": None,
        "media_type": None,
        "named_media_type": named_media_type(path),
        "modified_at": None,
        "outcome": outcome,
        "reason": reason,
        "detail": detail,
    }
