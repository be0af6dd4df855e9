"""Slices of long texts are those of short ones."""

import duckdb
import pytest

from schemas.rules_model import CHUNK_CHARS, LONG_TEXT_CHARS, sliced

SPANS = [(0, 1), (0, CHUNK_CHARS), (CHUNK_CHARS - 1, CHUNK_CHARS + 1), (CHUNK_CHARS, 5 * CHUNK_CHARS + 7), (17, 17)]


@pytest.mark.parametrize("n_chars", [6 * CHUNK_CHARS, LONG_TEXT_CHARS, LONG_TEXT_CHARS + 1, 2 * LONG_TEXT_CHARS])
def test_a_slice_is_what_stands_there(n_chars: int) -> None:
    text = "".join(chr(97 + index * 7 % 26) if index % 5 else "\u2019é\n"[index % 3] for index in range(n_chars))
    spans = [*SPANS, (n_chars - 3, n_chars)]
    with duckdb.connect() as connection:
        connection.execute("create table whole as select 'a' as document_id, ? as body", [text])
        connection.execute("create table spans (document_id varchar, start_char integer, end_char integer)")
        connection.executemany("insert into spans values ('a', ?, ?)", spans)
        query = (
            f"select start_char, end_char, slice from {sliced('spans', 'whole', 'body')} order by start_char, end_char"
        )
        found = connection.execute(query).fetchall()
    assert found == [(start, end, text[start:end]) for start, end in sorted(spans)]
