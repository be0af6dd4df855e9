"""Slices by chunks, and of long texts, are those of the texts."""

import duckdb
import pytest

from schemas.rules_model import BODY_CHUNKS, CHUNK_CHARS, LONG_TEXT_CHARS, PIECE_CHUNKS, body_slices, sliced

PIECE_CHARS = PIECE_CHUNKS * CHUNK_CHARS
LENGTHS = [6 * CHUNK_CHARS, PIECE_CHARS, PIECE_CHARS + 1, LONG_TEXT_CHARS, LONG_TEXT_CHARS + 1, 2 * LONG_TEXT_CHARS]
SPANS = [
    (0, 1),
    (0, CHUNK_CHARS),
    (1, CHUNK_CHARS + 1),
    (CHUNK_CHARS - 1, CHUNK_CHARS + 1),
    (CHUNK_CHARS, 5 * CHUNK_CHARS + 7),
    (17, 17),
]


def made_text(n_chars: int) -> str:
    """Letters of one, two and three bytes."""
    return "".join(chr(97 + index * 7 % 26) if index % 5 else "\u2019é\n"[index % 3] for index in range(n_chars))


def spans_of(n_chars: int) -> list[tuple[int, int]]:
    ends = [(n_chars - 3, n_chars), (n_chars - CHUNK_CHARS - 1, n_chars), (n_chars - 2 * CHUNK_CHARS, n_chars - 1)]
    return [*SPANS, *ends]


def found(text: str, spans: list[tuple[int, int]], select: str) -> list[tuple[int, int, str]]:
    """The slices that a query gives of one document's spans, in order."""
    with duckdb.connect() as connection:
        connection.execute("create schema core")
        connection.execute("create table core.documents as select 'a' as document_id, ? as body", [text])
        connection.execute(f"create table body_chunks as {BODY_CHUNKS.select}")
        connection.execute("create table spans (document_id varchar, start_char integer, end_char integer)")
        connection.executemany("insert into spans values ('a', ?, ?)", spans)
        return connection.execute(
            f"select start_char, end_char, slice from {select} order by start_char, end_char"
        ).fetchall()


@pytest.mark.parametrize("n_chars", LENGTHS)
def test_a_slice_is_what_stands_there(n_chars: int) -> None:
    text, spans = made_text(n_chars), spans_of(n_chars)
    expected = [(start, end, text[start:end]) for start, end in sorted(spans)]
    assert found(text, spans, sliced("spans", "core.documents", "body")) == expected
    assert found(text, spans, body_slices("spans")) == expected


def test_beyond_the_end_there_is_nothing() -> None:
    spans = [(2, 9), (5, 6), (7 * CHUNK_CHARS, 7 * CHUNK_CHARS + 2)]
    expected = [(2, 9, "c"), (5, 6, ""), (7 * CHUNK_CHARS, 7 * CHUNK_CHARS + 2, "")]
    assert found("abc", spans, sliced("spans", "core.documents", "body")) == expected
    assert found("abc", spans, body_slices("spans")) == expected


def test_of_no_document_there_is_no_slice() -> None:
    with duckdb.connect() as connection:
        connection.execute("create schema core")
        connection.execute("create table core.documents (document_id varchar, body varchar)")
        connection.execute(f"create table body_chunks as {BODY_CHUNKS.select}")
        connection.execute("create table spans as select 'a' as document_id, 0 as start_char, 1 as end_char")
        assert connection.execute(f"from {body_slices('spans')}").fetchall() == []
