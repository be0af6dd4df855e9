"""A batch of documents: rows of `raw.texts` to the rows of everything that one document says by itself."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from schemas.arrow import to_arrow
from schemas.staged import DOCUMENT_FACTS, REFUSED
from schemas.tables import DOCUMENT_NOTES, METADATA_CANDIDATES, PARAGRAPHS, RAW_REMOVED, SENTENCES
from tasks.core.fingerprint import step_fingerprint
from tasks.core.notes import note_rows
from tasks.core.reading import Mark, ReadText
from tasks.core.refusal import fault, refusal
from tasks.core.restage import EXTRACT, first_step, keep_structure
from tasks.core.run import Run
from tasks.core.staging import Batch, Tables, batch_key, staged
from tasks.core.structure import Structured, StructureError, structure_document
from tasks.core.structure.corrections import candidates_for, unpacked

Row = dict[str, Any]
STEP = "structure"


def marks_of(given: Batch) -> dict[str, tuple[Mark, ...]]:
    """The marks of each document of a batch."""
    found: dict[str, list[Mark]] = {}
    for row in given.read("marks").to_pylist():
        found.setdefault(row["document_id"], []).append(Mark(row["start_char"], row["end_char"], row["mark"]))
    return {document_id: tuple(marks) for document_id, marks in found.items()}


def read_text(row: Row, marks: tuple[Mark, ...]) -> ReadText:
    """A text as its reader gave it, of a row of `raw.texts`."""
    return ReadText(row["text"], row["extractor"], row["n_pages"], row["properties"], marks)


def later_notes(structured: Structured, earlier: Counter[str]) -> list[Row]:
    """Rows of `core.document_notes` for what was noted in this step."""
    document_id = structured.document["document_id"]
    return note_rows(document_id, STEP, structured.notes, earlier[document_id])


def structure_tables(given: Batch, corrections: Mapping[str, str]) -> tuple[Tables, int]:
    """Rows of the body and its parts, and the refusals so far, for an extract batch."""
    media_types = {row["document_id"]: row["media_type"] for row in given.read("intake").to_pylist()}
    marks = marks_of(given)
    notes: list[Row] = given.read("notes").to_pylist()
    n_notes = Counter(row["document_id"] for row in notes)
    refused: list[Row] = given.read("refused").to_pylist()
    found: list[Structured] = []
    texts = given.read("texts").to_pylist()
    for row in texts:
        document_id = row["document_id"]
        try:
            text = read_text(row, marks.get(document_id, ()))
            corrected = candidates_for(unpacked(corrections.get(document_id, "")))
            found.append(structure_document(document_id, text, media_types[document_id], corrected))
        except StructureError as error:
            refused.append(refusal(document_id, STEP, error.reason, error.detail))
        except Exception as error:  # noqa: BLE001  one document that the rules trip over must not stop the others
            refused.append(refusal(document_id, STEP, "structure_failed", fault(error)))
    tables = {
        "documents": to_arrow(DOCUMENT_FACTS, (one.document for one in found)),
        "removed": to_arrow(RAW_REMOVED, (row for one in found for row in one.removed)),
        "paragraphs": to_arrow(PARAGRAPHS, (row for one in found for row in one.paragraphs)),
        "sentences": to_arrow(SENTENCES, (row for one in found for row in one.sentences)),
        "candidates": to_arrow(METADATA_CANDIDATES, (row for one in found for row in one.candidates)),
        "notes": to_arrow(DOCUMENT_NOTES, [*notes, *(row for one in found for row in later_notes(one, n_notes))]),
        "refused": to_arrow(REFUSED, refused),
    }
    return tables, len(texts)


def structure_batch(given: Batch, run: Run) -> Batch:
    """Clean and structure the documents of an extract batch; those that are due later have their parts already."""
    if first_step(given) not in (EXTRACT, STEP):
        return keep_structure(given, run)
    ids = given.read("intake")["document_id"].to_pylist() if run.corrections else ()
    ours = {one: run.corrections[one] for one in ids if one in run.corrections}
    key = batch_key(STEP, step_fingerprint(STEP), given.key, *ours.values())
    return staged(run.places.staging, STEP, key, lambda: structure_tables(given, ours), given)
