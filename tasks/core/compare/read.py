"""What the published tables hold of the two documents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from tasks.core.compare.find import CompareError, Named
from tasks.core.group.texts import Row, Text, make_texts

EXCERPT = "excerpt-in-article"


@dataclass(frozen=True, slots=True)
class Held:
    """A document with its rows. `versions` has those of the statement that matters most first."""

    document: Row
    paths: tuple[str, ...]
    paragraphs: tuple[Row, ...]
    sentences: tuple[Row, ...]
    versions: tuple[Row, ...]

    @property
    def document_id(self) -> str:
        return str(self.document["document_id"])

    def version_of(self, statement_id: str | None) -> Row | None:
        return next((each for each in self.versions if each["statement_id"] == statement_id), None)


def rows_of(connection: duckdb.DuckDBPyConnection, query: str, *given: object) -> list[dict[str, Any]]:
    """Rows of a query, by column name."""
    found = connection.execute(query, list(given))
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def read_document(connection: duckdb.DuckDBPyConnection, document_id: str) -> Held:
    """Everything about one document."""
    files = rows_of(
        connection,
        "select source || '/' || path as path from raw.files where document_id = ?"
        " order by state != 'present', source, path",
        document_id,
    )
    (document,) = rows_of(connection, "from core.documents where document_id = ?", document_id)
    versions = rows_of(
        connection,
        "select versions.*, main_document_id from core.versions join core.statements using (statement_id)"
        " where document_id = ? order by statement_id != ?, statement_id",
        document_id,
        document["statement_id"] or "",
    )
    return Held(
        document,
        tuple(each["path"] for each in files),
        tuple(rows_of(connection, "from core.paragraphs where document_id = ? order by paragraph_no", document_id)),
        tuple(rows_of(connection, "from core.sentences where document_id = ? order by sentence_no", document_id)),
        tuple(versions),
    )


def choose_versions(left: Held, right: Held, named: Sequence[Named]) -> tuple[Row | None, Row | None]:
    """Which version of each is meant: of one statement where there is one that both have."""
    left_ids, right_ids = (
        [name.statement_id] if name.statement_id else [each["statement_id"] for each in held.versions]
        for held, name in zip((left, right), named, strict=True)
    )
    shared = next((each for each in left_ids if each in right_ids), None)
    return (
        left.version_of(shared or next(iter(left_ids), None)),
        right.version_of(shared or next(iter(right_ids), None)),
    )


def read_text(connection: duckdb.DuckDBPyConnection, held: Held, version: Row | None) -> Text:
    """The words that are compared: of an excerpt the sentences that render the statement, else all that grouping sees.

    Raises:
        CompareError: the document has no words.
    """
    document = {**held.document, "kind": "other"} if held.document["kind"] == "listing" else held.document
    text = make_texts([document], held.paragraphs, held.sentences).get(held.document_id)
    if text is None:
        raise CompareError(f"{name_of(held)}: has no words that could be compared.")
    if version is None or version["relation"] != EXCERPT:
        return text
    return text.part(excerpt_sentences(connection, text, version))


def excerpt_sentences(connection: duckdb.DuckDBPyConnection, text: Text, version: Row) -> list[int]:
    """Indexes of the sentences that render the statement: those aligned with it; of a main version, those stated."""
    inside = [at for at, each in enumerate(text.sentences) if is_inside(each, version)]
    if version["is_main"]:
        return [at for at in inside if text.sentences[at]["in_statement"]] or inside
    aligned = connection.execute(
        "select sentence_no from core.sentence_alignments where document_id = ? and main_document_id = ?",
        [version["document_id"], version["main_document_id"]],
    ).fetchall()
    numbers = {number for (number,) in aligned}
    return [at for at in inside if text.sentences[at]["sentence_no"] in numbers] or inside


def is_inside(sentence: Row, version: Row) -> bool:
    return bool(sentence["start_char"] < version["end_char"] and sentence["end_char"] > version["start_char"])


def name_of(held: Held) -> str:
    return held.paths[0] if held.paths else held.document_id


def read_judgement(connection: duckdb.DuckDBPyConnection, left: str, right: str) -> Mapping[str, Any] | None:
    """The pair's row of `core.version_pairs`, else that of two documents with the same words; the pair's own first."""
    found = rows_of(
        connection,
        """
        with sames as (
            select document_id, other_document_id from core.version_pairs
            where decision = 'linked' and containment = 1 and other_containment = 1
        ), ends as (
            select side, document_id from (values (1, $1), (2, $2)) as given (side, document_id)
            union
            select side, sames.other_document_id
            from (values (1, $1), (2, $2)) as given (side, document_id) join sames using (document_id)
            union
            select side, sames.document_id
            from (values (1, $1), (2, $2)) as given (side, name) join sames on sames.other_document_id = name
        )
        select pairs.*, one.side = 1 as is_forward
        from core.version_pairs as pairs
        join ends as one on one.document_id = pairs.document_id
        join ends as other on other.document_id = pairs.other_document_id and other.side != one.side
        order by
            (pairs.document_id in ($1, $2))::int + (pairs.other_document_id in ($1, $2))::int desc,
            pairs.document_id, pairs.other_document_id
        limit 1
        """,
        left,
        right,
    )
    return found[0] if found else None
