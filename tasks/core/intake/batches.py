"""Batches of documents that have to be carried through; those that a killed run staged are taken up first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from schemas.arrow import to_arrow
from schemas.staged import INTAKE
from tasks.core.determinants import DOCUMENT_GATE
from tasks.core.fingerprint import step_fingerprint
from tasks.core.intake.known import FIRST, Known
from tasks.core.intake.news import STEP
from tasks.core.run import Run
from tasks.core.staging import Batch, batch_key, find_batch, staged

Row = dict[str, Any]
TABLE = "intake"
NAMED = ("document_id", "source", "path", "media_type", "n_bytes", "step")  # what a document is to a batch


def stage_all(run: Run, known: Known, due: Iterable[Row]) -> list[Batch]:
    """Batches of all documents that are due, each of one first step, `run.batch_documents` at most in each.

    `due` are rows of `staged.intake` without `first_seen_at`. What a killed run finished of a batch that still stands
    is found again by its name.
    """
    waiting = {row["document_id"]: row for row in due}
    batches = []
    for batch in standing(run, known, waiting):
        batches.append(batch)
        for document_id in batch.read(TABLE)["document_id"].to_pylist():
            del waiting[document_id]
    for step in DOCUMENT_GATE:
        rows = sorted((row for row in waiting.values() if row["step"] == step), key=in_order)
        starts = range(0, len(rows), run.batch_documents)
        batches += [stage(run, known, rows[start : start + run.batch_documents]) for start in starts]
    return batches


def in_order(row: Row) -> tuple[str, str]:
    """Documents of a batch are sorted by path."""
    return row["path"], row["document_id"]


def stage(run: Run, known: Known, rows: list[Row]) -> Batch:
    """A new batch."""
    dated = [{**row, "first_seen_at": run.started_at} for row in rows]
    key = key_of(known, rows)
    return staged(run.places.staging, STEP, key, lambda: ({TABLE: to_arrow(INTAKE, dated)}, len(rows)))


def key_of(known: Known, rows: Sequence[Row]) -> str:
    """The name of a batch: what it holds, and the code that found it so.

    The rows of a batch that begins later are taken from the build file, so its name holds the load that made them.
    """
    given = [named(row) for row in rows]
    is_read = all(row["step"] == FIRST for row in rows)
    return batch_key(STEP, step_fingerprint(FIRST), "" if is_read else known.publication_id or "", repr(given))


def standing(run: Run, known: Known, due: Mapping[str, Row]) -> Iterator[Batch]:
    """Batches that a killed run left, of documents that are all due as they were then; of the oldest run first."""
    found = sorted(left_over(run.places.staging), key=lambda one: (one[1][0]["first_seen_at"], one[0].key))
    taken: set[str] = set()
    for batch, rows in found:
        ids = {row["document_id"] for row in rows}
        is_due = all(named(row) == named(due.get(row["document_id"], {})) for row in rows)
        if is_due and batch.key == key_of(known, rows) and len(rows) <= run.batch_documents and not taken & ids:
            taken |= ids
            yield batch


def named(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """What a document is to a batch."""
    return tuple(row.get(name) for name in NAMED)


def left_over(staging: Path) -> Iterator[tuple[Batch, list[Row]]]:
    """All whole batches of documents in staging, with their rows."""
    for file in (staging / STEP).glob(f"*/{TABLE}.parquet"):
        batch = find_batch(staging, STEP, file.parent.name)
        if batch is None:
            continue
        rows = rows_of(batch)
        if rows:
            yield batch, rows


def rows_of(batch: Batch) -> list[Row]:
    """The rows of a batch; none if a version with other columns staged it."""
    table: pa.Table = batch.read(TABLE)
    return table.to_pylist() if table.column_names == list(INTAKE.column_names) else []
