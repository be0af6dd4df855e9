"""Each row that breaks a rule is shown with the text in question, whatever table it is of, and however broken."""

import duckdb
import pytest

from schemas.rules import CHECKED_TABLES
from tests.warehouse.made import connect, made_tables
from tests.warehouse.made_ops import GONE, LATER, SECOND, STARTS, failed_row, ops_tables
from tests.warehouse.made_rows import RUN_ID, STATEMENT, A, B, Row

TITLE = "Statement of the Danube Council"
FIRST_SENTENCE = "We met in Vienna to speak of the war in Ukraine."
SECOND_SENTENCE = "We stand with Ukraine and with its people."
CUT_SENTENCE = "We met in Vienna to speak of the We stand with Ukraine and with its people."
CUT_LAST_PARAGRAPH = "We are deeply concerned about the growing need for food We will meet again."
LAST_SENTENCE = "We will meet again."
PASSAGE = "pa-" + "1" * 16
MADE = made_tables()
PASSAGE_START = MADE["core.agreed_language"][0]["start_char"]
BODY_OF_A = next(row["body"] for row in MADE["core.documents"] if row["document_id"] == A)


def rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[tuple[object, ...]]:
    return connection.execute(query).fetchall()


def shown(connection: duckdb.DuckDBPyConnection, table_name: str, row_key: str) -> tuple[object, ...]:
    """The texts of the one failing row of that key."""
    query = "select text, main_text from mart.failed_rows where table_name = ? and row_key = ?"
    (found,) = connection.execute(query, [table_name, row_key]).fetchall()
    return found


def with_failed(*failed: Row, **changed: list[Row]) -> duckdb.DuckDBPyConnection:
    return connect({**made_tables(), **ops_tables(), "ops.failed_rows": list(failed), **changed})


@pytest.fixture(scope="module")
def made() -> duckdb.DuckDBPyConnection:
    return connect({**made_tables(), **ops_tables()})


def test_failing_rows_show_the_text_in_question_those_that_stand_first(made: duckdb.DuckDBPyConnection) -> None:
    query = "select is_open, is_new, rule_id, row_key, days_open, reason, path, text from mart.failed_rows"
    assert rows(made, query) == [
        (True, False, "each", GONE, 2.5, "Why each.", None, None),
        (True, True, "odd", "-", 0.5, "Why odd.", None, None),
        (True, True, "soft", f"{A}/4", 0.5, "Why soft.", "a.txt", SECOND_SENTENCE),
        (True, False, "soft", f"{B}/2", 2.5, "Why soft.", "b.txt", CUT_SENTENCE),
        (False, False, "soft", f"{A}/3", 2.0, "Why soft.", "a.txt", None),
    ]


IN_QUESTION = [
    ("core.sentences", f"{A}/3", FIRST_SENTENCE, None),
    ("core.mentions", f"{A}/3", FIRST_SENTENCE, None),
    ("core.speech_acts", f"{A}/1", SECOND_SENTENCE, None),
    ("core.commitments", f"{A}/1", LAST_SENTENCE, None),
    ("core.uncovered_spans", f"{A}/with its people", SECOND_SENTENCE, None),
    ("core.sentence_alignments", f"{B}/1", CUT_SENTENCE, FIRST_SENTENCE),
    ("core.damages", f"{B}/1", "", "war in Ukraine"),
    ("core.paragraphs", f"{A}/2", "Vienna, 3 May 2021", None),
    ("core.versions", f"{STATEMENT}/{B}", f"1. {CUT_SENTENCE}\n\n2. {CUT_LAST_PARAGRAPH}", None),
    ("core.versions", STATEMENT, TITLE, None),
    ("core.speech_acts", STATEMENT, TITLE, None),
    ("core.documents", A, TITLE, None),
    ("core.documents", f"{A}/place", TITLE, None),
    ("raw.files", f"raw/a.txt/{A}", TITLE, None),
    ("raw.texts", A, TITLE, None),
    ("core.version_pairs", f"{A}/{B}", TITLE, None),
    ("core.mentions", A, TITLE, None),
    ("core.statements", STATEMENT, TITLE, None),
    ("core.statements", f"{STATEMENT}/level", TITLE, None),
    ("core.metadata_candidates", f"{A}/1", "Statement", None),
    ("core.metadata_candidates", f"{A}/kind", "Statement", None),
    ("core.document_notes", f"{A}/1", "Page 2 is a picture.", None),
    ("core.agreed_language", f"{PASSAGE}/{STATEMENT}/{PASSAGE_START}", "We stand with Ukraine", None),
    ("core.agreed_language", PASSAGE, "The ministers of four states", None),
    ("core.uncovered_phrases", "with its people", SECOND_SENTENCE, None),
    ("core.entities", "country:UA", "Ukraine", None),
    ("raw.marks", f"{A}/0/{len(BODY_OF_A)}/block", BODY_OF_A, None),
    ("raw.removed", f"{A}/{len(BODY_OF_A) + 1}", "Share", None),
]
IDS = [f"{table} by {key.replace(A, 'A').replace(B, 'B')}" for table, key, *_ in IN_QUESTION]


@pytest.fixture(scope="module")
def asked() -> duckdb.DuckDBPyConnection:
    given = [(table, key) for table, key, *_ in IN_QUESTION] + NOTHING_THERE
    return with_failed(*(failed_row(table, key, B if key.startswith(B) else A) for table, key in given))


@pytest.mark.parametrize(("table_name", "row_key", "text", "main_text"), IN_QUESTION, ids=IDS)
def test_the_text_in_question(
    asked: duckdb.DuckDBPyConnection, table_name: str, row_key: str, text: str, main_text: str | None
) -> None:
    assert shown(asked, table_name, row_key) == (text, main_text)


WITHOUT_TEXT = {
    "core.statement_history": "names of statements that are no more",
    "core.memberships": "two entities and two dates, which the detail tells",
}


def test_every_checked_table_has_its_text_or_a_reason_for_none() -> None:
    shown_tables = {table_name for table_name, *_ in IN_QUESTION}
    assert {table.name for table in CHECKED_TABLES} - shown_tables - set(WITHOUT_TEXT) == set()


NOTHING_THERE = [
    ("core.sentences", f"{A}/99"),
    ("core.sentences", f"{GONE}/1"),
    ("core.sentences", f"{A}/one"),
    ("core.sentences", f"{A}/99999999999999999999"),
    ("core.sentences", "-"),
    ("core.sentences", "/"),
    ("core.sentences", ""),
    ("core.mentions", f"{A}/99"),
    ("core.memberships", "org:danube-council/country:AT/1990-01-01"),
    ("no.table", "' or 1 = 1 --"),
]


@pytest.mark.parametrize(("table_name", "row_key"), NOTHING_THERE)
def test_a_key_that_names_no_text_shows_none(asked: duckdb.DuckDBPyConnection, table_name: str, row_key: str) -> None:
    assert shown(asked, table_name, row_key) == (None, None)


def test_a_broken_span_shows_what_is_there_and_harms_nothing() -> None:
    connection = with_failed(*(failed_row("core.sentences", f"{A}/{number}", A) for number in range(1, 7)))
    ends_of_the_type = (-(2**31), 2**31 - 1)
    for number, start, end in (
        (1, -5, 9),
        (2, *reversed(ends_of_the_type)),
        (3, 20, 10),
        (4, 10**6, 10**6 + 5),
        (5, 200, 10**6),
        (6, *ends_of_the_type),
    ):
        connection.execute(
            "update core.sentences set start_char = ?, end_char = ? where document_id = ? and sentence_no = ?",
            [start, end, A, number],
        )
    found = rows(connection, "select row_key, text from mart.failed_rows")
    assert found == [
        (f"{A}/1", BODY_OF_A[:9]),
        (f"{A}/2", ""),
        (f"{A}/3", ""),
        (f"{A}/4", ""),
        (f"{A}/5", BODY_OF_A[200:]),
        (f"{A}/6", BODY_OF_A[:300]),
    ]


def test_of_a_long_sentence_the_part_around_the_mention_is_shown() -> None:
    """A body of a million characters on one line, with letters of several bytes before the mention."""
    body = "é " * 400_000 + "Ukraine" + " ü" * 100_000
    connection = with_failed(
        failed_row("core.mentions", f"{A}/1", A), failed_row("core.sentences", f"{A}/1", A, rule_id="long")
    )
    connection.execute("update core.documents set body = ?, title = null where document_id = ?", [body, A])
    whole = "update core.sentences set start_char = 0, end_char = ? where document_id = ? and sentence_no = 1"
    connection.execute(whole, [len(body), A])
    connection.execute(
        "update core.mentions set sentence_no = 1, start_char = 800000, end_char = 800007"
        " where document_id = ? and mention_no = 1",
        [A],
    )
    found = dict(rows(connection, "select table_name, text from mart.failed_rows"))
    assert found == {"core.mentions": body[799_900:800_200], "core.sentences": body[:300]}


def test_two_rows_with_one_key_are_shown_once() -> None:
    connection = with_failed(failed_row("core.sentences", f"{A}/3", A))
    connection.execute(f"insert into core.sentences from core.sentences where document_id = '{A}'")
    assert rows(connection, "select text from mart.failed_rows") == [(FIRST_SENTENCE,)]


def test_a_row_that_broke_a_rule_twice_has_two_rows() -> None:
    connection = with_failed(
        failed_row("core.sentences", f"{A}/3", A, run_id=RUN_ID, resolved_at=STARTS[SECOND]),
        failed_row("core.sentences", f"{A}/3", A),
    )
    assert rows(connection, "select is_open, run_id, text from mart.failed_rows") == [
        (True, LATER, FIRST_SENTENCE),
        (False, RUN_ID, None),
    ]
