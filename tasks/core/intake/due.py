"""Which documents of a source have to be carried through, and from which step on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tasks.core.intake.known import FIRST, Known, KnownFile
from tasks.core.intake.read import kept_bytes
from tasks.core.intake.sniff import sniff

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Due:
    """Rows of `staged.intake` without `first_seen_at`, by document.

    `left` are documents that would have to be read again and cannot: neither a file nor their bytes are there. They
    stay as they are.
    """

    rows: Mapping[str, Row]
    left: tuple[str, ...] = ()


def find_due(source_name: str, known: Known, swept: Sequence[Row], bytes_folder: Path) -> Due:
    """The documents that are due of the files `swept`, whose bytes were kept where needed, and of files known before.

    A document whose file is gone, or was not looked at, is read from the bytes that were kept of it.
    """
    rows: dict[str, Row] = {}
    left: dict[str, None] = {}
    here = [file for file in swept if file["document_id"]]
    for file in here:
        document_id = file["document_id"]
        if document_id not in rows and (step := known.due_step(document_id)):
            rows[document_id] = due_row(source_name, file, step)
    looked_at = {file["document_id"] for file in here}
    for path, files in known.files.items():
        for one in files:
            if one.document_id in looked_at or one.document_id in rows or one.document_id in left:
                continue
            step = known.due_step(one.document_id)
            row = step and unseen_row(source_name, path, one, step, bytes_folder)
            if row:
                rows[one.document_id] = row
            elif step and not known.is_refused(one.document_id):
                left[one.document_id] = None
    return Due(rows, tuple(left))


def unseen_row(source_name: str, path: str, file: KnownFile, step: str, bytes_folder: Path) -> Row | None:
    """A row for a document of which no file was looked at; nothing if it has to be read and its bytes are not kept."""
    known: Row = {
        "path": path,
        "document_id": file.document_id,
        "n_bytes": file.n_bytes,
        "media_type": file.media_type,
    }
    if step == FIRST:
        content = kept_bytes(bytes_folder, file.document_id)
        if content is None:
            return None
        known |= {"n_bytes": len(content), "media_type": sniff(content)}
    return due_row(source_name, known, step)


def due_row(source_name: str, file: Row, step: str) -> Row:
    """A row of `staged.intake` but for `first_seen_at`."""
    return {
        "document_id": file["document_id"],
        "source": source_name,
        "path": file["path"],
        "media_type": file["media_type"],
        "n_bytes": file["n_bytes"],
        "step": step,
    }
