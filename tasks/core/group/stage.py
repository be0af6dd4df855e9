"""What a run changed and all that it touches: families, and which documents have to be annotated (again)."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

import duckdb

from schemas.arrow import arrow_schema, to_arrow
from schemas.damage_tables import DAMAGES
from schemas.ops_tables import VALIDATIONS
from schemas.staged import ANCHORS, DOCUMENT_FACTS, DOCUMENT_VERSIONS, FAILING, REFUSED, RENAMES
from schemas.tables import PARAGRAPHS, SENTENCE_ALIGNMENTS, SENTENCES, STATEMENTS, VERSION_PAIRS, VERSIONS
from tasks.core.arrivals import first_staged
from tasks.core.fingerprint import step_fingerprint
from tasks.core.group import DEFAULTS, Grouped, group_documents
from tasks.core.group.corpus import FORCING, document_hashes, forced_documents, grouping_input, read_corpus
from tasks.core.group.handover import change_tables
from tasks.core.group.increment import find_change
from tasks.core.overlay import Incoming, overlay
from tasks.core.publication import publication_of
from tasks.core.query import read_rows
from tasks.core.run import Run
from tasks.core.selection import Selection
from tasks.core.staging import Batch, Tables, batch_key, concatenated, staged

Row = dict[str, Any]
STEP = "group"
DUE = "annotate"


def grouped_tables(grouped: Grouped) -> Tables:
    """The rows of grouping as Arrow tables."""
    return {
        "versions": to_arrow(VERSIONS, grouped.versions),
        "statements": to_arrow(STATEMENTS, grouped.statements),
        "version_pairs": to_arrow(VERSION_PAIRS, grouped.version_pairs),
        "sentence_alignments": to_arrow(SENTENCE_ALIGNMENTS, grouped.sentence_alignments),
        "damages": to_arrow(DAMAGES, grouped.damages),
        "document_versions": to_arrow(DOCUMENT_VERSIONS, grouped.document_versions),
        "renames": to_arrow(RENAMES, grouped.renames),
    }


def group_all(run: Run, accepted: Sequence[Batch], annotated: Sequence[Batch] = ()) -> Batch:
    """Group what came and all that it touches, but the documents that annotation refused since they were accepted."""
    refused = concatenated(annotated, "refused") or arrow_schema(REFUSED).empty_table()
    late = refused["document_id"].to_pylist()

    def compute() -> tuple[Tables, int]:
        with overlay(run.places.build, Incoming(accepted=accepted, late=late)) as connection:
            corpus = read_corpus(connection, run)
            change = find_change(run.places.fingerprints, step_fingerprint(STEP), corpus, DEFAULTS)
            given = grouping_input(connection, change, first_staged(accepted))
        grouped = group_documents(given, change.known, DEFAULTS)
        found = {**grouped_tables(grouped), **change_tables(change, grouped)}
        tables = {**found, **late_tables(annotated, late), "refused": refused}
        return tables, len(given.documents)

    return staged(run.places.staging, STEP, group_key(run, accepted, annotated), compute)


def group_key(run: Run, accepted: Sequence[Batch], annotated: Sequence[Batch]) -> str:
    """A name for all that grouping reads: the warehouse as it is, the batches, what people decided, what is forced."""
    return batch_key(
        STEP,
        step_fingerprint(STEP),
        publication_of(run.places.build) or "",
        repr(sorted(run.reviewed.items())),
        repr(run.selection),
        repr(sorted(first_staged(accepted).items())),
        *(batch.key for batch in accepted),
        "refused",
        *(batch.key for batch in annotated),
    )


def late_tables(annotated: Sequence[Batch], late: Sequence[str]) -> Tables:
    """What the gate for annotations found of the documents that it refused; of all others it is asked again."""
    rows = [row for batch in annotated for row in batch.read("failed_rows").to_pylist() if row["document_id"] in late]
    counted = Counter((row["suite"], row["rule_id"]) for row in rows)
    rules = {
        (row["suite"], row["rule_id"]): row
        for batch in annotated
        for row in batch.read("validations").to_pylist()
        if counted[row["suite"], row["rule_id"]]
    }
    validations = [{**row, "n_checked": counted[key], "n_failed": counted[key]} for key, row in rules.items()]
    return {"failed_rows": to_arrow(FAILING, rows), "validations": to_arrow(VALIDATIONS, validations)}


def anchor_rows(connection: duckdb.DuckDBPyConnection, run: Run) -> list[Row]:
    """Rows of `staged.anchors` for the documents whose mentions are new, forced, or were made from other things."""
    rows = read_rows(
        connection,
        "select documents.document_id, statements.date_edtf, statements.issuer, done.input_hash, done.step_fingerprint"
        " from core.documents as documents left join core.statements as statements using (statement_id)"
        " left join (from build.ops.document_steps where step = 'annotate' and outcome = 'accepted') as done"
        " on done.document_id = documents.document_id order by documents.document_id",
    )
    hashes = document_hashes(connection, run.determinants)
    forced = forced_documents(connection, run, (*FORCING, DUE))
    wanted = [batch_key(hashes[row["document_id"]], row["date_edtf"] or "", row["issuer"] or "") for row in rows]
    given_rows = [{**row, "wanted": each} for row, each in zip(rows, wanted, strict=True)]
    return [{**row, "input_hash": row["wanted"]} for row in given_rows if is_due(row, run, forced)]


def is_due(row: Row, run: Run, forced: Collection[str]) -> bool:
    """Whether a document has to be annotated; other code alone is no reason for one that nobody asked for."""
    document_id = row["document_id"]
    if document_id in forced or row["input_hash"] != row["wanted"]:
        return True
    is_asked_for = (run.selection or Selection()).includes(document_id)
    return is_asked_for and row["step_fingerprint"] != run.determinants.fingerprint(DUE, document_id)


def stage_due(run: Run, accepted: Sequence[Batch], grouped: Batch) -> list[Batch]:
    """Batches of the documents that have to be annotated, with what their statements settle for them."""
    late = grouped.read("refused")["document_id"].to_pylist()
    with overlay(run.places.build, Incoming(accepted=accepted, grouped=grouped, late=late)) as connection:
        anchors = anchor_rows(connection, run)
        starts = range(0, len(anchors), run.batch_documents)
        return [stage_batch(run, connection, anchors[start : start + run.batch_documents]) for start in starts]


def stage_batch(run: Run, connection: duckdb.DuckDBPyConnection, anchors: Sequence[Row]) -> Batch:
    """One batch of documents to be annotated."""
    key = batch_key("due", *(row["input_hash"] for row in anchors), *(row["document_id"] for row in anchors))
    ids = [row["document_id"] for row in anchors]
    chosen = "where document_id in (select unnest(?::varchar[])) order by document_id"

    def compute() -> tuple[Tables, int]:
        facts = read_rows(connection, f"from staged.document_facts {chosen}", ids)
        paragraphs = read_rows(connection, f"from core.paragraphs {chosen}, paragraph_no", ids)
        sentences = read_rows(connection, f"from core.sentences {chosen}, sentence_no", ids)
        tables = {
            "anchors": to_arrow(ANCHORS, anchors),
            "documents": to_arrow(DOCUMENT_FACTS, facts),
            "paragraphs": to_arrow(PARAGRAPHS, paragraphs),
            "sentences": to_arrow(SENTENCES, sentences),
        }
        return tables, len(anchors)

    return staged(run.places.staging, "due", key, compute)
