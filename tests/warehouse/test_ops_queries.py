"""The recipes on how the pipeline fared, over made rows and over the five statements."""

import duckdb
import pytest

from tests.pipeline import Done
from tests.warehouse.made import connect, made_tables
from tests.warehouse.made_ops import GONE, LATER, NEW_CODE, OLD_CODE, SECOND, STARTS, document_step, ops_tables
from tests.warehouse.made_rows import RUN_ID, STATEMENT, A, B
from tests.warehouse.test_queries import NATO_FULL, NATO_TRUNCATED, answer, sql

EMPTY = "0 bytes; put text into it, or remove it"
OF_A = "We stand with Ukraine and with its people."
OF_B = "We met in Vienna to speak of the We stand with Ukraine and with its people."


@pytest.fixture(scope="module")
def made() -> duckdb.DuckDBPyConnection:
    return connect({**made_tables(), **ops_tables()})


def test_open_rejections(made: duckdb.DuckDBPyConnection) -> None:
    assert answer(made, "open-rejections") == [
        ("no-bytes.txt", "intake", "empty", EMPTY, STARTS[LATER], LATER, 0.5, 1),
        ("old-code.txt", "intake", "empty", EMPTY, STARTS[SECOND], SECOND, 1.5, 0),
    ]


def test_failed_rules(made: duckdb.DuckDBPyConnection) -> None:
    assert answer(made, "failed-rules") == [
        ("critical", "passed", "each", 0, None, GONE, "?", None, None, 1, 0, "Why each."),
        ("critical", "errored", "odd", 0, None, "-", "BinderException: ?", None, None, 1, 1, "Why odd."),
        ("warning", "failed", "soft", 2, "a.txt", f"{A}/4", "?", OF_A, None, 2, 1, "Why soft."),
        ("warning", "failed", "soft", 2, "b.txt", f"{B}/2", "?", OF_B, None, 2, 1, "Why soft."),
    ]


def test_since_when_rows_break_rules(made: duckdb.DuckDBPyConnection) -> None:
    assert answer(made, "since-when-rows-break-rules") == [
        (STARTS[RUN_ID], 2.5, OLD_CODE, "critical", "each", None, GONE, "?", None),
        (STARTS[RUN_ID], 2.5, OLD_CODE, "warning", "soft", "b.txt", f"{B}/2", "?", OF_B),
        (STARTS[LATER], 0.5, NEW_CODE, "critical", "odd", None, "-", "BinderException: ?", None),
        (STARTS[LATER], 0.5, NEW_CODE, "warning", "soft", "a.txt", f"{A}/4", "?", OF_A),
    ]


def test_what_the_last_publication_changed(made: duckdb.DuckDBPyConnection) -> None:
    assert [row[1:] for row in answer(made, "what-the-last-publication-changed")] == [
        (NEW_CODE, "core.documents", 1, 1, 1),
        (NEW_CODE, "core.sentences", 0, 2, 0),
    ]


def test_which_rows_changed(made: duckdb.DuckDBPyConnection) -> None:
    before, after = '{"place": null, "level": ""}', '{"place": "Vienna", "level": "mixed"}'
    assert answer(made, "which-rows-changed") == [
        ("core.documents", "added", "b.txt", B, [], None, None),
        ("core.documents", "changed", "a.txt", A, ["level", "place"], before, after),
        ("core.documents", "removed", None, GONE, [], '{"title": "Gone"}', None),
    ]


def test_which_rules_got_worse(made: duckdb.DuckDBPyConnection) -> None:
    assert answer(made, "which-rules-got-worse") == [
        (STARTS[LATER], NEW_CODE, True, "worse", "critical", "warehouse", "odd", "errored", 2, 0),
        (STARTS[SECOND], OLD_CODE, False, "new", "critical", "warehouse", "odd", "failed", 0, 2),
        (STARTS[SECOND], OLD_CODE, False, "worse", "warning", "warehouse", "soft", "failed", 1, 3),
        (STARTS[RUN_ID], OLD_CODE, False, "new", "critical", "documents", "each", "failed", None, 1),
        (STARTS[RUN_ID], OLD_CODE, False, "new", "critical", "warehouse", "gone", "failed", None, 1),
        (STARTS[RUN_ID], OLD_CODE, False, "new", "warning", "warehouse", "soft", "failed", None, 1),
    ]


def test_how_often_sources_refuse(made: duckdb.DuckDBPyConnection) -> None:
    assert answer(made, "how-often-sources-refuse") == [("raw", "2026-01", "intake", "empty", 4, 2, 3, "a.txt")]


def test_which_figures_drifted(made: duckdb.DuckDBPyConnection) -> None:
    assert answer(made, "which-figures-drifted") == [
        ("raw", "rejected_share", STARTS[LATER], 0.2, None, 0.05, 4.0, None, 0.1, "above"),
        ("raw", "statements", STARTS[LATER], 4.0, 12.0, 11.0, 0.36, 5.0, None, "below"),
    ]


def test_what_older_code_refused() -> None:
    """Of a file with bytes the last try is known, too; it was tried again with the newer code and refused again."""
    connection = connect({**made_tables(), **ops_tables()})
    again = {**document_step("f" * 64, "structure", LATER), "outcome": "rejected"}
    connection.execute("update ops.rejections set step = 'structure' where path = 'old-code.txt'")
    connection.execute("insert into ops.document_steps values (?, ?, ?, ?, ?, ?)", list(again.values()))
    assert answer(connection, "what-older-code-refused") == [
        ("old-code.txt", "structure", "empty", OLD_CODE, NEW_CODE, STARTS[SECOND], 1.5, 2)
    ]


def test_how_long_refusals_stay_open(made: duckdb.DuckDBPyConnection) -> None:
    assert answer(made, "how-long-refusals-stay-open") == [("intake", "empty", 4, 2, 1.0, 1.5)]


def test_what_made_a_document(made: duckdb.DuckDBPyConnection) -> None:
    query = sql("what-made-a-document").replace("%nato-leaders-statement-%", "a.txt")
    assert made.execute(query).fetchall() == [
        ("a.txt", "extract", "accepted", STARTS[RUN_ID], OLD_CODE, f"extract of {OLD_CODE}", RUN_ID),
        ("a.txt", "annotate", "accepted", STARTS[LATER], NEW_CODE, f"annotate of {NEW_CODE}", LATER),
    ]


def test_what_speaks_against_a_file(made: duckdb.DuckDBPyConnection) -> None:
    query = sql("what-speaks-against-a-file").replace("%truncated%", "%")
    assert [row[:5] for row in made.execute(query).fetchall()] == [
        ("a.txt", "warning", "soft", "?", OF_A),
        ("a.txt", "noted by extract", "needs_ocr", "Page 2 is a picture.", None),
        ("b.txt", "warning", "soft", "?", OF_B),
        ("no-bytes.txt", "refused by intake", "empty", EMPTY, None),
        ("old-code.txt", "refused by intake", "empty", EMPTY, None),
    ]


def test_which_statements_are_new() -> None:
    connection = connect({**made_tables(), **ops_tables()})
    given = [
        ("core.versions", "added", f"{STATEMENT}/{B}", B, None, None),
        ("core.statements", "changed", STATEMENT, None, '{"n_documents": 1}', '{"n_documents": 2}'),
        ("core.sentences", "added", f"{B}/1", B, None, None),
    ]
    for row in given:
        connection.execute("insert into ops.changed_rows values (?, ?, ?, ?, ?, ?, ?)", [LATER, *row])
    title, date = "Statement of the Danube Council", "2021-05-03"
    changed = (["n_documents"], '{"n_documents": 1}', '{"n_documents": 2}')
    assert answer(connection, "which-statements-are-new") == [
        (title, date, "core.statements", "changed", "a.txt", None, *changed),
        (title, date, "core.versions", "added", "b.txt", "truncated", [], None, None),
    ]


def test_how_findings_develop(made: duckdb.DuckDBPyConnection) -> None:
    assert answer(made, "how-findings-develop") == [
        (STARTS[LATER], NEW_CODE, "refused", 1, 0, 2),
        (STARTS[LATER], NEW_CODE, "critical", 1, 0, 2),
        (STARTS[LATER], NEW_CODE, "warning", 1, 1, 2),
        (STARTS[SECOND], OLD_CODE, "refused", 1, 2, 1),
        (STARTS[SECOND], OLD_CODE, "critical", 0, 0, 1),
        (STARTS[SECOND], OLD_CODE, "warning", 0, 0, 2),
        (STARTS[RUN_ID], OLD_CODE, "refused", 2, 0, 2),
        (STARTS[RUN_ID], OLD_CODE, "critical", 1, 0, 1),
        (STARTS[RUN_ID], OLD_CODE, "warning", 2, 0, 2),
    ]


# The five statements: one run, nothing refused, a copy that lost words.


def test_the_first_publication_added_everything(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = {row[2]: row[3:] for row in answer(warehouse, "what-the-last-publication-changed")}
    assert found["core.documents"] == (5, 0, 0)
    for table, (n_added, n_changed, n_removed) in found.items():
        assert warehouse.execute(f"select count(*) from {table}").fetchall() == [(n_added,)]
        assert (n_changed, n_removed) == (0, 0)


def test_every_failing_row_of_the_five_shows_its_text(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = warehouse.execute("select count(*), count(coalesce(text, main_text)) from mart.failed_rows").fetchall()
    assert found[0][0] == found[0][1] > 30


def test_both_copies_went_through_every_step_in_one_run(five: Done, warehouse: duckdb.DuckDBPyConnection) -> None:
    found = answer(warehouse, "what-made-a-document")
    steps = ["extract", "structure", "validate", "group", "annotate"]
    assert [(path, step, outcome) for path, step, outcome, *_ in found] == [
        (path, step, "accepted") for path in (NATO_FULL, NATO_TRUNCATED) for step in steps
    ]
    assert {row[6] for row in found} == {five.run.run_id}


def test_the_copy_that_lost_words_is_all_that_is_spoken_against(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = answer(warehouse, "what-speaks-against-a-file")
    assert {(path, finding, what) for path, finding, what, *_ in found} == {
        (NATO_TRUNCATED, "warning", rule_id)
        for rule_id in ("sentence_is_whole", "text_is_whole", "version_keeps_sentences")
    }


@pytest.mark.parametrize(
    "name", ["open-rejections", "how-often-sources-refuse", "what-older-code-refused", "how-long-refusals-stay-open"]
)
def test_nothing_of_the_five_was_refused(warehouse: duckdb.DuckDBPyConnection, name: str) -> None:
    assert answer(warehouse, name) == []
