"""The documents of a run as grouping sees them, read from the warehouse as it would be."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import duckdb

from tasks.core.determinants import Determinants
from tasks.core.group.increment import Change, Corpus, Documents
from tasks.core.group.model import GroupingInput
from tasks.core.group.reviewed import unpacked
from tasks.core.query import read_rows
from tasks.core.staging import batch_key

STEP = "group"
GATE = "validate"
CHOSEN = "where document_id in (select unnest(?::varchar[]))"


def read_corpus(connection: duckdb.DuckDBPyConnection, given: Determinants) -> Corpus:
    """All documents that are known or come in. The connection has to stay open as long as its rows are read."""
    return Corpus(
        keys=document_keys(connection, given),
        read=lambda ids: read_documents(connection, ids),
        stale=stale_documents(connection, given),
        reviewed=unpacked(given.reviewed),
    )


def document_keys(connection: duckdb.DuckDBPyConnection, given: Determinants) -> dict[str, str]:
    """A hash of all that grouping sees of each document: of its own rows, and of what people decided on it."""
    rows = connection.execute(
        "select document_id, input_hash, step_fingerprint, document_id in (from staged.carried)"
        f" from staged.document_facts left join (from build.ops.document_steps where step = '{GATE}')"
        " using (document_id)"
    ).fetchall()
    keys = {}
    for document_id, input_hash, made_by, is_carried in rows:
        if is_carried:
            input_hash, made_by = given.chain(document_id)[GATE], given.fingerprint(GATE, document_id)
        keys[document_id] = batch_key(input_hash or "", made_by or "", given.fingerprint(STEP, document_id))
    return keys


def stale_documents(connection: duckdb.DuckDBPyConnection, given: Determinants) -> set[str]:
    """Documents that come with this run, or whose versions were made by other code or decisions."""
    carried = connection.execute("select document_id from staged.carried").fetchall()
    return made_otherwise(connection, given).union(document_id for (document_id,) in carried)


def made_otherwise(connection: duckdb.DuckDBPyConnection, given: Determinants) -> set[str]:
    """Documents whose versions were made by other code or decisions than those of this run."""
    done = connection.execute(
        f"select document_id, step_fingerprint from build.ops.document_steps where step = '{STEP}'"
    ).fetchall()
    return {each for each, made_by in done if made_by != given.fingerprint(STEP, each)}


def read_documents(connection: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> Documents:
    """What grouping looks at, of the given documents."""
    if not ids:
        return Documents()
    candidates = f"from core.metadata_candidates {CHOSEN} and is_chosen order by document_id, candidate_no"
    return Documents(
        read_rows(connection, f"from staged.document_facts {CHOSEN} order by document_id", ids),
        read_rows(connection, f"from core.paragraphs {CHOSEN} order by document_id, paragraph_no", ids),
        read_rows(connection, f"from core.sentences {CHOSEN} order by document_id, sentence_no", ids),
        read_rows(connection, candidates, ids),
    )


def grouping_input(connection: duckdb.DuckDBPyConnection, change: Change, started_at: datetime) -> GroupingInput:
    """What is to be grouped, with what the last load says of it."""
    read = change.read
    ids = [row["document_id"] for row in read.documents]
    seen = f"select document_id, min(first_seen_at) from build.raw.files {CHOSEN} group by document_id"
    first_seen: Mapping[str, datetime] = dict.fromkeys(ids, started_at) | dict(
        connection.execute(seen, [ids]).fetchall()
    )
    homes = (
        f"select document_id, statement_id from build.core.versions {CHOSEN}"
        " and (is_main or relation <> 'excerpt-in-article') order by all"
    )
    return GroupingInput(
        documents=read.documents,
        paragraphs=read.paragraphs,
        sentences=read.sentences,
        first_seen=first_seen,
        candidates=read.candidates,
        previous=connection.execute(homes, [ids]).fetchall(),
        reviewed=change.reviewed,
    )
