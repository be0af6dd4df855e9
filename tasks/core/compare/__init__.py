"""Two versions side by side: which they are, what they have in common, sentence by sentence. Reads, never writes."""

import json
import unicodedata
from pathlib import Path

import duckdb

from tasks.core.ask.query import QueryError, published
from tasks.core.compare.align import align
from tasks.core.compare.find import CompareError, Named, find_document
from tasks.core.compare.model import Comparison, Judgement, Side
from tasks.core.compare.read import EXCERPT, Held, choose_versions, read_document, read_judgement, read_text
from tasks.core.group.settings import Grouping
from tasks.core.group.texts import Row, Text

__all__ = ["CompareError", "Comparison", "compare_versions"]

DEFAULTS = Grouping()
RIGHT_TO_LEFT = ("R", "AL")
SAMPLE_CHARS = 2000  # of a body, that say which way it is written


def compare_versions(file: Path, left: str, right: str, settings: Grouping = DEFAULTS) -> Comparison:
    """Two documents of a published warehouse side by side; `left` and `right` are as `find_document` takes them.

    Raises:
        CompareError: a name fits no document or several, or one of the two has no words.
        QueryError: there is no published warehouse, or it is not as this version of the code expects it.
    """
    with published(file) as connection:
        try:
            named = [find_document(connection, given) for given in (left, right)]
            return compare_documents(connection, named, settings)
        except duckdb.Error as error:
            raise QueryError(f"{file}: {error}. Publish it again with `communique rebuild`.") from error


def compare_documents(connection: duckdb.DuckDBPyConnection, named: list[Named], settings: Grouping) -> Comparison:
    """Two documents side by side, in the versions that they have of one statement where there is one."""
    held = read_document(connection, named[0].document_id), read_document(connection, named[1].document_id)
    versions = choose_versions(*held, named)
    texts = read_text(connection, held[0], versions[0]), read_text(connection, held[1], versions[1])
    is_right_main = looks_from_right(versions, texts)
    other = versions[1 - is_right_main]
    done = align(texts, held, is_right_main, other is not None and other["relation"] == EXCERPT, settings)
    is_same = held[0].document_id == held[1].document_id and versions[0] == versions[1]
    return Comparison(
        make_side(held[0], versions[0], texts[0], done.shared_ratios[0]),
        make_side(held[1], versions[1], texts[1], done.shared_ratios[1]),
        is_same,
        None if is_same else judge(connection, held[0].document_id, held[1].document_id),
        done.counts,
        done.rows,
    )


def looks_from_right(versions: tuple[Row | None, Row | None], texts: tuple[Text, Text]) -> bool:
    """Whether the alignment looks from the right one: it is the main version, or the longer where neither is."""
    left, right = versions
    if left and right and left["statement_id"] == right["statement_id"] and left["is_main"] != right["is_main"]:
        return bool(right["is_main"])
    sizes = [(len(text.word_ids), text.document_id) for text in texts]
    return sizes[1] > sizes[0]


def make_side(held: Held, version: Row | None, text: Text, shared_ratio: float) -> Side:
    document = held.document
    return Side(
        document_id=held.document_id,
        paths=held.paths,
        title=document["title"],
        issuer=document["issuer"],
        date_edtf=document["date_edtf"],
        kind=document["kind"],
        language_code=document["language_code"],
        is_right_to_left=is_right_to_left(document["body"]),
        statement_id=version["statement_id"] if version else None,
        relation=version["relation"] if version else None,
        coverage_ratio=version["coverage_ratio"] if version else None,
        is_main=version["is_main"] if version else None,
        n_words=len(text.word_ids),
        shared_ratio=shared_ratio,
    )


def is_right_to_left(body: str) -> bool:
    """Whether most letters of the text's beginning are written from right to left."""
    kinds = [unicodedata.bidirectional(letter) for letter in body[:SAMPLE_CHARS] if letter.isalpha()]
    return sum(kind in RIGHT_TO_LEFT for kind in kinds) * 2 > len(kinds)


def judge(connection: duckdb.DuckDBPyConnection, left: str, right: str) -> Judgement | None:
    """What grouping decided on the two; nothing where they never came to be compared."""
    row = read_judgement(connection, left, right)
    if row is None:
        return None
    containments = (row["containment"], row["other_containment"])
    pair = (row["document_id"], row["other_document_id"])
    return Judgement(
        decision=row["decision"],
        score=row["score"],
        relation=row["relation"],
        left_containment=containments[not row["is_forward"]],
        right_containment=containments[bool(row["is_forward"])],
        evidence=json.loads(row["evidence"]),
        through=tuple(each for each in pair if each not in (left, right)),
    )
