"""What a rebuild sees: the files of a source as the last sweep left them, but for those that have to be read again."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from tasks.core.intake.known import FIRST, Known
from tasks.core.intake.look import look_at_all, unread_row
from tasks.core.intake.read import SeenFile, bytes_path, keep_bytes, read_file
from tasks.core.intake.remembered import Remembered
from tasks.core.intake.sniff import named_media_type
from tasks.core.intake.walk import FoundFile, SourceError, walk
from tasks.core.query import read_rows
from tasks.core.run import Run

Row = dict[str, Any]

FILES = """
    select path, document_id, n_bytes, media_type, modified_at from raw.files
    where source = ? and state in ('present', 'rejected')
"""
UNREAD = """
    select path, reason, detail from ops.rejections
    where source = ? and document_id is null and resolved_at is null
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """Rows of `staged.sweep` by path: those of all files, and of the files that were read again."""

    files: Mapping[str, Row]
    again: Mapping[str, Row]


def look_again(run: Run, known: Known) -> Standing:
    """All files as they were, refused ones read again where that is asked for.

    Raises:
        SourceError: files are to be read again and the source is no folder that can be listed.
    """
    files = as_they_were(run.places.build, run.source_name)
    tried = {path for path, row in files.items() if is_tried_again(row, known)}
    again: dict[str, Row] = {}
    if tried:
        entries = [entry for entry in walk(run.source) if is_below(entry.path, tried)]
        again = {row["path"]: row for row in look_at_all(entries, run, known, Remembered()).rows}
    kept = {path: row for path, row in files.items() if path not in tried}
    fetch_bytes(run, known, kept)
    return Standing({**kept, **again}, again)


def as_they_were(build: Path, source_name: str) -> dict[str, Row]:
    """Rows of `staged.sweep` for all files that lay in a source at the last sweep, by path; none changed."""
    if not build.exists():
        return {}
    with duckdb.connect(str(build), read_only=True) as connection:
        files = read_rows(connection, FILES, source_name)
        unread = read_rows(connection, UNREAD, source_name)
    same = {"outcome": "unchanged", "reason": None, "detail": None}
    found = {row["path"]: {**row, "named_media_type": named_media_type(row["path"]), **same} for row in files}
    return found | {row["path"]: unread_row(**row, outcome="unchanged") for row in unread}


def is_tried_again(row: Row, known: Known) -> bool:
    """Whether a refused file is read again: if all are, or if its document is asked for by its id."""
    selection, document_id = known.selection, row["document_id"]
    if document_id is None:
        return selection.rejected and not selection.documents
    is_asked_for = selection.rejected or bool(selection.documents)
    return is_asked_for and known.is_refused(document_id) and known.due_step(document_id) == FIRST


def is_below(path: str, paths: Collection[str]) -> bool:
    """Whether a path is one of some paths, or lies in a folder that is."""
    parts = path.split("/")
    return any("/".join(parts[:depth]) in paths for depth in range(1, len(parts) + 1))


def fetch_bytes(run: Run, known: Known, files: Mapping[str, Row]) -> None:
    """Keep the bytes of accepted documents that have to be read and whose bytes are not kept, if a file still has them.

    Where the source is gone, or the file is another one by now, the document stays as it is.
    """
    wanted = {path: row["document_id"] for path, row in files.items() if is_wanted(row["document_id"], run, known)}
    if not wanted:
        return
    try:
        entries = list(walk(run.source))
    except SourceError:
        return
    for entry in entries:
        if isinstance(entry, FoundFile) and entry.path in wanted:
            seen = read_file(entry, run.max_file_bytes)
            if isinstance(seen, SeenFile) and seen.content is not None and seen.document_id == wanted[entry.path]:
                keep_bytes(run.places.bytes, seen.document_id, seen.content)


def is_wanted(document_id: str | None, run: Run, known: Known) -> bool:
    """Whether a document has to be read and its bytes are not there."""
    if document_id is None or known.is_refused(document_id) or known.due_step(document_id) != FIRST:
        return False
    return not bytes_path(run.places.bytes, document_id).exists()
