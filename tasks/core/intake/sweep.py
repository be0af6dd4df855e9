"""One look at a source: every file with its outcome, and the documents that have to be carried through."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schemas.arrow import to_arrow
from schemas.staged import INTAKE, SWEEP
from tasks.core.fingerprint import step_fingerprint
from tasks.core.intake.known import Known, read_known
from tasks.core.intake.read import SeenFile, bytes_path, keep_bytes, read_file
from tasks.core.intake.sniff import named_media_type, sniff
from tasks.core.intake.walk import RefusedFile, walk
from tasks.core.run import Places, Run
from tasks.core.staging import Batch, batch_key, find_batch, staged, write_batch

Row = dict[str, Any]
STEP = "intake"


@dataclass(frozen=True, slots=True)
class Sweep:
    """What a sweep found, sorted by path: `files` are rows of `staged.sweep`, `documents` rows of `staged.intake`."""

    files: tuple[Row, ...]
    documents: tuple[Row, ...]


def sweep_source(source: Path, name: str, known: Known, max_bytes: int, bytes_folder: Path) -> Sweep:
    """Read every file of a source; keep the bytes of documents that are to be carried through.

    Raises:
        SourceError: the source is no folder that can be listed.
    """
    files: list[Row] = []
    documents: dict[str, Row] = {}
    for entry in walk(source):
        seen = entry if isinstance(entry, RefusedFile) else read_file(entry, max_bytes)
        if isinstance(seen, RefusedFile):
            files.append(refused_row(seen, known))
            continue
        row = seen_row(seen, known)
        files.append(row)
        if seen.document_id not in documents and not known.is_current(seen.document_id):
            keep_bytes(bytes_folder, seen.document_id, seen.content)
            documents[seen.document_id] = document_row(name, row)
    documents.update(kept_documents(known, name, documents, bytes_folder))
    return Sweep(tuple(files), tuple(sorted(documents.values(), key=lambda row: (row["path"], row["document_id"]))))


def kept_documents(known: Known, name: str, found: Mapping[str, Row], bytes_folder: Path) -> Iterator[tuple[str, Row]]:
    """Documents of files that are gone, whose steps are stale and whose bytes were kept."""
    for path, rows in known.files.items():
        for file in rows:
            kept = bytes_path(bytes_folder, file.document_id)
            if file.document_id not in found and not known.is_current(file.document_id) and kept.exists():
                row = {"path": path, "document_id": file.document_id, "media_type": file.media_type}
                yield file.document_id, document_row(name, {**row, "n_bytes": kept.stat().st_size})


def document_row(source_name: str, file: Row) -> Row:
    """A row of `staged.intake`."""
    return {
        "document_id": file["document_id"],
        "source": source_name,
        "path": file["path"],
        "media_type": file["media_type"],
        "n_bytes": file["n_bytes"],
    }


def seen_row(seen: SeenFile, known: Known) -> Row:
    """A row of `staged.sweep` for a file whose bytes were read."""
    rows = known.files.get(seen.path, ())
    is_known = any(row.document_id == seen.document_id and row.state in ("present", "rejected") for row in rows)
    was_unreadable = known.open_rejections.get(seen.path, ("", "bytes"))[1] is None
    return {
        "path": seen.path,
        "document_id": seen.document_id,
        "n_bytes": seen.n_bytes,
        "media_type": sniff(seen.content),
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
    return {
        "path": refused.path,
        "document_id": None,
        "n_bytes": None,
        "media_type": None,
        "named_media_type": named_media_type(refused.path),
        "modified_at": None,
        "outcome": "unchanged" if is_same else "changed" if refused.path in known.files or was else "new",
        "reason": refused.reason,
        "detail": refused.detail,
    }


def intake(run: Run) -> list[Batch]:
    """Sweep the source of a run and stage what there is to do, `run.batch_documents` documents a batch.

    The files' outcomes are staged under the run's own id; `read_sweep` finds them.

    Raises:
        SourceError: the source is no folder that can be listed.
    """
    places = run.places
    known = read_known(places.build, run.source_name, run.determinants)
    sweep = sweep_source(run.source, run.source_name, known, run.max_file_bytes, places.bytes)
    write_batch(places.staging, STEP, run.run_id, {"sweep": to_arrow(SWEEP, sweep.files)}, len(sweep.files))
    starts = range(0, len(sweep.documents), run.batch_documents)
    return [stage_documents(places, sweep.documents[start : start + run.batch_documents]) for start in starts]


def stage_documents(places: Places, rows: tuple[Row, ...]) -> Batch:
    """One batch of documents to be carried through."""
    ids = [f"{row['document_id']} {row['path']}" for row in rows]
    key = batch_key(STEP, step_fingerprint("extract"), *ids)
    return staged(places.staging, STEP, key, lambda: ({"intake": to_arrow(INTAKE, rows)}, len(rows)))


def read_sweep(run: Run) -> list[Row]:
    """The rows of `staged.sweep` of a run.

    Raises:
        RuntimeError: the run's intake was never staged.
    """
    batch = find_batch(run.places.staging, STEP, run.run_id)
    if batch is None:
        raise RuntimeError(
            f"{run.places.staging}: the intake of run {run.run_id} is gone. Run `communique ingest` again."
        )
    rows: list[Row] = batch.read("sweep").to_pylist()
    return rows
