"""A batch of documents: bodies to rows of `core.mentions` and `core.entities`."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from schemas.arrow import to_arrow
from schemas.staged import REFUSED
from schemas.tables import ANNOTATED_TABLES, ENTITIES
from tasks.core.annotate import Anchor, Annotated, annotate_documents
from tasks.core.fingerprint import step_fingerprint
from tasks.core.refusal import fault, refusal
from tasks.core.run import Run
from tasks.core.staging import Batch, Tables, batch_key, staged

Row = dict[str, Any]
STEP = "annotate"


def by_document(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Rows of each document, in their order."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["document_id"]].append(row)
    return found


def annotate_one_by_one(
    documents: Sequence[Row],
    paragraphs: Sequence[Row],
    sentences: Sequence[Row],
    anchors: dict[str, Anchor],
    model: str,
) -> tuple[list[Annotated], list[Row]]:
    """The same for each document alone, so that one that the rules trip over does not stop the others."""
    found: list[Annotated] = []
    refused: list[Row] = []
    paragraphs_of, sentences_of = by_document(paragraphs), by_document(sentences)
    for row in documents:
        document_id = row["document_id"]
        try:
            own = paragraphs_of[document_id], sentences_of[document_id]
            found.append(annotate_documents([row], *own, anchors, model))
        except Exception as error:  # noqa: BLE001  whatever a rule raises, the other documents go on
            refused.append(refusal(document_id, STEP, "annotate_failed", fault(error)))
    return found, refused


def row_by_print(row: Mapping[str, Any]) -> tuple[bool, str]:
    """The order in which `annotate_documents` prefers one print of a name to another."""
    return (row["name"].isupper(), row["name"])


def annotate_tables(given: Batch, run: Run) -> tuple[Tables, int]:
    """Mentions, entities and refusals of a batch of documents with their anchors."""
    documents, paragraphs, sentences = (
        given.read(name).to_pylist() for name in ("documents", "paragraphs", "sentences")
    )
    anchors = {
        row["document_id"]: Anchor(date_edtf=row["date_edtf"], issuer=row["issuer"])
        for row in given.read("anchors").to_pylist()
    }
    refused: list[Row] = []
    try:
        found = [annotate_documents(documents, paragraphs, sentences, anchors, run.model)]
    except Exception:  # noqa: BLE001  which document it is, and what to say of it, is found out below
        found, refused = annotate_one_by_one(documents, paragraphs, sentences, anchors, run.model)
    entities: dict[str, Mapping[str, Any]] = {}
    for row in sorted((row for one in found for row in one.entities), key=row_by_print):
        entities.setdefault(row["entity_id"], row)
    tables = {
        table.short_name: to_arrow(table, (row for one in found for row in getattr(one, table.short_name)))
        for table in ANNOTATED_TABLES
    }
    tables["entities"] = to_arrow(ENTITIES, (entities[key] for key in sorted(entities)))
    tables["refused"] = to_arrow(REFUSED, refused)
    return tables, len(documents)


def annotate_batch(given: Batch, run: Run) -> Batch:
    """Find and link the entities of a batch of documents."""
    key = batch_key(STEP, step_fingerprint(STEP), run.model_version, given.key)
    return staged(run.places.staging, STEP, key, lambda: annotate_tables(given, run), given)
