"""A batch of documents: rows of `raw.texts` to the rows of everything that one document says by itself."""

from typing import Any

from schemas.arrow import to_arrow
from schemas.staged import DOCUMENT_FACTS, REFUSED
from schemas.tables import METADATA_CANDIDATES, PARAGRAPHS, RAW_REMOVED, SENTENCES
from tasks.core.fingerprint import step_fingerprint
from tasks.core.refusal import fault, refusal
from tasks.core.run import Run
from tasks.core.staging import Batch, Tables, batch_key, staged
from tasks.core.structure import Structured, StructureError, structure_document

Row = dict[str, Any]
STEP = "structure"


def structure_tables(given: Batch) -> tuple[Tables, int]:
    """Rows of the body and its parts, and the refusals so far, for an extract batch."""
    media_types = {row["document_id"]: row["media_type"] for row in given.read("intake").to_pylist()}
    refused: list[Row] = given.read("refused").to_pylist()
    found: list[Structured] = []
    texts = given.read("texts").to_pylist()
    for row in texts:
        document_id = row["document_id"]
        try:
            found.append(structure_document(document_id, row["text"], media_types[document_id]))
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
        "refused": to_arrow(REFUSED, refused),
    }
    return tables, len(texts)


def structure_batch(given: Batch, run: Run) -> Batch:
    """Clean and structure the documents of an extract batch."""
    key = batch_key(STEP, step_fingerprint(STEP), given.key)
    return staged(run.places.staging, STEP, key, lambda: structure_tables(given), given)
