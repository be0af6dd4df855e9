"""The documents of a run as grouping sees them, read from the warehouse as it would be."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

import duckdb

from tasks.core.determinants import Determinants
from tasks.core.group.increment import Change, Corpus, Documents
from tasks.core.group.model import GroupingInput
from tasks.core.group.reviewed import unpacked
from tasks.core.query import read_rows
from tasks.core.run import Run
from tasks.core.selection import Selection
from tasks.core.staging import batch_key

STEP = "group"
MAKING = ("extract", "structure")  # steps that make a document's own rows; the gate behind lets them pass as they are
FORCING = ("extract", "structure", "validate", STEP)  # from which a document that is done again is grouped again
CHOSEN = "where document_id in (select unnest(?::varchar[]))"


def read_corpus(connection: duckdb.DuckDBPyConnection, run: Run) -> Corpus:
    """All documents that are known or come in. The connection has to stay open as long as its rows are read."""
    given = run.determinants
    return Corpus(
        keys=document_keys(connection, given),
        read=lambda ids: read_documents(connection, ids),
        stale=made_otherwise(connection, given, run.selection)
        | remade_documents(connection, given)
        | forced_documents(connection, run, FORCING),
        reviewed=unpacked(given.reviewed),
    )


def document_keys(connection: duckdb.DuckDBPyConnection, given: Determinants) -> dict[str, str]:
    """A hash of all that grouping sees of each document: of its own rows, and of what people decided on it.

    The rules that let it pass are no part of it: they change no row.
    """
    rows = connection.execute(
        "select document_id, input_hash, step_fingerprint, document_id in (from staged.carried)"
        f" from staged.document_facts left join (from build.ops.document_steps where step = '{MAKING[-1]}')"
        " using (document_id)"
    ).fetchall()
    keys = {}
    for document_id, input_hash, made_by, is_carried in rows:
        if is_carried:
            input_hash, made_by = given.chain(document_id)[MAKING[-1]], given.fingerprint(MAKING[-1], document_id)
        keys[document_id] = batch_key(input_hash or "", made_by or "", given.fingerprint(STEP, document_id))
    return keys


def document_hashes(connection: duckdb.DuckDBPyConnection, given: Determinants) -> dict[str, str]:
    """Hash of each document's own rows: as this run makes them, or as they were made if it lets them be."""
    made = connection.execute(
        "with steps as ("
        " select document_id, map_from_entries(list((step, step_fingerprint))) as made_by"
        " from build.ops.document_steps group by document_id)"
        " select document_id, document_id in (from staged.carried), coalesce(made_by, map {})"
        " from staged.document_facts left join steps using (document_id)"
    ).fetchall()
    return {
        document_id: batch_key(
            document_id,
            *(
                given.fingerprint(step, document_id) if is_carried or step not in made_by else made_by[step]
                for step in MAKING
            ),
        )
        for document_id, is_carried, made_by in made
    }


def made_otherwise(
    connection: duckdb.DuckDBPyConnection, given: Determinants, selection: Selection | None = None
) -> set[str]:
    """Documents whose versions were made by other code or decisions than those of this run, of those it looks at."""
    done = connection.execute(
        f"select document_id, step_fingerprint from build.ops.document_steps where step = '{STEP}'"
    ).fetchall()
    looked_at = (selection or Selection()).includes
    return {each for each, made_by in done if looked_at(each) and made_by != given.fingerprint(STEP, each)}


def remade_documents(connection: duckdb.DuckDBPyConnection, given: Determinants) -> set[str]:
    """Documents that come with this run and are new, or whose own rows were made from other things before.

    The index is not asked: it is a cache, and may know them from a load that never was.
    """
    made = connection.execute(
        "select document_id, input_hash, step_fingerprint from staged.carried"
        f" left join (from build.ops.document_steps where step = '{MAKING[-1]}') using (document_id)"
    ).fetchall()
    return {
        document_id
        for document_id, *before in made
        if before != [given.chain(document_id)[MAKING[-1]], given.fingerprint(MAKING[-1], document_id)]
    }


def forced_documents(connection: duckdb.DuckDBPyConnection, run: Run, steps: Collection[str]) -> set[str]:
    """Documents of the run's source that somebody wants done again from one of the steps on, stale or not."""
    asked = run.selection
    if asked is None or asked.step not in steps:
        return set()
    query = "select distinct document_id from raw.files where source = ? and document_id is not null"
    known = connection.execute(query, [run.source_name]).fetchall()
    return {document_id for (document_id,) in known if asked.forces(document_id)}


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


def grouping_input(
    connection: duckdb.DuckDBPyConnection, change: Change, staged_at: Mapping[str, datetime]
) -> GroupingInput:
    """What is to be grouped, with what the last load says of it.

    `staged_at` says of documents that the last load does not know when a run first staged them.
    """
    read = change.read
    ids = [row["document_id"] for row in read.documents]
    seen = f"select document_id, min(first_seen_at) from build.raw.files {CHOSEN} group by document_id"
    first_seen: dict[str, datetime] = {each: staged_at[each] for each in ids if each in staged_at}
    first_seen |= dict(connection.execute(seen, [ids]).fetchall())
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
