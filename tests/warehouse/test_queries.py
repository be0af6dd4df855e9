"""The cookbook: every recipe says what it answers, runs as it is, and gives the right answer on the five statements."""

import re
from pathlib import Path
from typing import Any

import duckdb
import pytest

from schemas.views import FOLDER
from schemas.vocabularies import STEPS
from tests.pipeline import Done
from tests.warehouse.made import connect, made_tables
from tests.warehouse.made_ops import ops_tables

B9_LEADERS = "b9-leaders-joint-statement.txt"
B9_MINISTERS = "b9-defence-ministers-joint-statement.txt"
ARTICLE = "nato-foreign-ministers-statement-in-news-article.txt"
NATO_FULL = "nato-leaders-statement-full.txt"
NATO_TRUNCATED = "nato-leaders-statement-truncated.txt"
B9_LEADERS_TITLE = "Joint statement by the leaders of Bucharest Nine"
B9_MINISTERS_TITLE = "JOINT STATEMENT BY THE DEFENCE MINISTERS OF THE BUCHAREST 9"
NATO_TITLE = "Statement of NATO Leaders"
HEADS = "heads_of_state_or_government"

QUERIES = sorted((FOLDER.parent / "queries").glob("*.sql"))


def sql(name: str) -> str:
    """The recipe whose file name goes on like this after its number."""
    (path,) = [path for path in QUERIES if path.stem.split("-", 1)[1] == name]
    return path.read_text(encoding="utf-8")


def answer(connection: duckdb.DuckDBPyConnection, name: str) -> list[tuple[Any, ...]]:
    return connection.execute(sql(name)).fetchall()


@pytest.fixture(scope="module")
def made() -> duckdb.DuckDBPyConnection:
    return connect({**made_tables(), **ops_tables()})


def test_the_recipes_are_numbered_without_gaps() -> None:
    assert len(QUERIES) >= 10
    assert [path.name[:3] for path in QUERIES] == [f"{number:02}-" for number in range(1, len(QUERIES) + 1)]


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_a_recipe_says_what_it_answers_and_runs(made: duckdb.DuckDBPyConnection, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    comment, _, query = text.partition("\n")
    assert comment.startswith("-- ")
    assert ";" not in query
    keywords = re.sub(r"'[^']*'", "''", query)
    assert keywords == keywords.lower()
    assert made.execute(text).description


def test_what_a_copy_lost_is_told_from_the_made_rows(made: duckdb.DuckDBPyConnection) -> None:
    assert answer(made, "what-truncated-copies-lost") == [
        ("b.txt", 3, "cut", "", "We met in Vienna to speak of the war in Ukraine."),
        ("b.txt", 5, "cut", "", "We are deeply concerned about the growing need for food and for shelter."),
    ]


def test_where_a_date_comes_from_is_told_from_the_made_rows(made: duckdb.DuckDBPyConnection) -> None:
    assert answer(made, "where-a-date-comes-from") == [
        ("Danube Council", "2021-05-03", "stated", "a.txt", True, "Statement", "body", "made")
    ]


def test_what_was_noted_is_told_from_the_made_rows(made: duckdb.DuckDBPyConnection) -> None:
    assert answer(made, "what-was-noted-in-reading") == [("a.txt", "needs_ocr", 2, "Page 2 is a picture.")]


# The answers on the five statements were read off the texts of raw/ by hand.


def test_statements(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert [row[:7] for row in answer(warehouse, "statements")] == [
        ("2022-03-24", "version", "NATO", HEADS, NATO_TITLE, "Brussels", 2),
        ("2024", "stated", "Bucharest Nine", "defence_ministers", B9_MINISTERS_TITLE, "Bucharest", 1),
        (None, None, "Bucharest Nine", HEADS, B9_LEADERS_TITLE, None, 1),
        (None, None, "NATO", "foreign_ministers", "(no title printed)", "Bucharest", 1),
    ]
    assert [row[-1] for row in answer(warehouse, "statements")] == [NATO_FULL, B9_MINISTERS, B9_LEADERS, ARTICLE]


def test_versions(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = {row[1]: row[2:4] for row in answer(warehouse, "versions")}
    truncated = next(row for row in answer(warehouse, "versions") if row[1] == NATO_TRUNCATED)
    assert found == {
        B9_LEADERS: ("full", 1.0),
        B9_MINISTERS: ("full", 1.0),
        ARTICLE: ("excerpt-in-article", 1.0),
        NATO_FULL: ("full", 1.0),
        NATO_TRUNCATED: ("truncated", truncated[3]),
    }
    assert truncated[3] == pytest.approx(0.798, abs=0.01)
    assert truncated[4:] == (64, 26, 26, 6, 6, 1)  # same, cut, edited, missing; added


def test_what_truncated_copies_lost(warehouse: duckdb.DuckDBPyConnection) -> None:
    lost = answer(warehouse, "what-truncated-copies-lost")
    assert {row[0] for row in lost} == {NATO_TRUNCATED}
    assert [row[2] for row in lost].count("missing") == 6
    by_text = {row[4]: row[2:4] for row in lost}
    text = "We are deeply concerned about the increased risk of sexual violence and human trafficking."
    assert by_text[text] == ("cut", "about the increased risk of sexual violence and human trafficking")
    assert by_text["We are holding Russia and Belarus to account."] == (
        "missing",
        "We are holding Russia and Belarus to account",
    )


def test_who_is_mentioned(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = {
        (statement, name): n_mentions
        for statement, _, label, name, n_mentions in answer(warehouse, "who-is-mentioned")
        if label == "COUNTRY" and name in ("Russia", "Ukraine", "China")
    }
    assert found == {
        (B9_LEADERS_TITLE, "Russia"): 10,
        (B9_LEADERS_TITLE, "Ukraine"): 11,
        (B9_MINISTERS_TITLE, "Russia"): 13,
        (B9_MINISTERS_TITLE, "Ukraine"): 9,
        (NATO_TITLE, "China"): 4,
        (NATO_TITLE, "Russia"): 29,  # of the full text alone: the copy is not counted
        (NATO_TITLE, "Ukraine"): 22,
        ("NATO", "Russia"): 10,  # of the statement in the article, without what the article says around it
        ("NATO", "Ukraine"): 15,
    }


def test_country_over_time(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert answer(warehouse, "country-over-time") == [
        (None, "Bucharest Nine", B9_LEADERS_TITLE, 1, "Georgia"),
        (None, "NATO", ARTICLE, 2, "Georgia"),
    ]


def test_where_a_date_comes_from(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert [row[:7] for row in answer(warehouse, "where-a-date-comes-from")] == [
        ("NATO", "2022-03-24", "version", NATO_TRUNCATED, False, "24 March 2022", "body"),
        ("Bucharest Nine", "2024", "stated", B9_MINISTERS, True, "2024", "body"),
    ]


def test_no_rejection_is_open(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert answer(warehouse, "open-rejections") == []


def test_latest_run(five: Done, warehouse: duckdb.DuckDBPyConnection) -> None:
    ((*counts, n_rules, n_failed, n_errored, n_refused, n_rows, n_critical, _, steps, report),) = answer(
        warehouse, "latest-run"
    )
    assert counts[2:] == [5, 0, 5, 0, 0, 0]
    assert n_rules > 200
    assert (n_failed, n_errored, n_refused, n_critical) == (len(FAILED_RULES), 0, 0, 0)
    assert warehouse.execute("select count(*) from ops.failed_rows").fetchall() == [(n_rows,)]
    assert report == f"reports/{five.run.run_id}.html"
    names = [part.split(":")[0] for part in steps.split(" · ")]
    assert {"intake", "validate", "group", "annotate", "load"} <= set(names)
    assert names == sorted(names, key=STEPS.index)


FAILED_RULES = {
    "sentence_is_whole": ("warning", {NATO_TRUNCATED}),
    "text_is_whole": ("warning", {NATO_TRUNCATED}),
    "version_keeps_sentences": ("warning", {NATO_TRUNCATED}),
    "statement_has_date": ("info", {B9_LEADERS, ARTICLE}),  # neither says when it was adopted
}


def test_failed_rules_flag_the_truncated_copy_with_its_cut_sentences(warehouse: duckdb.DuckDBPyConnection) -> None:
    rows = answer(warehouse, "failed-rules")
    assert {(rule_id, severity, outcome, path) for severity, outcome, rule_id, _, path, *_ in rows} == {
        (rule_id, severity, "failed", path) for rule_id, (severity, paths) in FAILED_RULES.items() for path in paths
    }
    flagged = {row[6]: row[7] for row in rows if row[2] == "sentence_is_whole"}
    assert any("We are deeply concerned We urge Russia" in detail for detail in flagged)
    assert any("We are deeply concerned We urge Russia" in text for text in flagged.values())
    lost = [row[7:9] for row in rows if row[2] == "version_keeps_sentences"]
    assert len(lost) == 26 + 6
    assert (None, "We are holding Russia and Belarus to account.") in lost


def test_where_a_phrase_stands(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = [(path, number) for _, _, path, number, _, _ in answer(warehouse, "where-a-phrase-stands")]
    assert found == [(NATO_FULL, None), (B9_MINISTERS, "5"), (B9_MINISTERS, "8"), (B9_LEADERS, None), (ARTICLE, "5")]


def test_shared_wording(warehouse: duckdb.DuckDBPyConnection) -> None:
    first, *_ = answer(warehouse, "shared-wording")
    assert first == ("every inch of Allied territory", 4, "2022-03-24", "NATO", "2024", "Bucharest Nine, NATO", 0)


def test_history_of_a_phrase(warehouse: duckdb.DuckDBPyConnection) -> None:
    uses = answer(warehouse, "history-of-a-phrase")
    assert {row[6] for row in uses} == {"every inch of Allied territory"}
    assert [(row[1], row[2], row[4], row[5]) for row in uses[:3]] == [
        ("2022-03-24", "NATO", True, "same"),
        ("2024", "Bucharest Nine", False, "same"),
        ("2024", "Bucharest Nine", False, "same"),
    ]
    assert {(row[1], row[2], row[4], row[5]) for row in uses[3:]} == {
        (None, "Bucharest Nine", False, "same"),
        (None, "NATO", False, "same"),
    }


def test_files(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert [(row[0], row[1], row[2], row[4], row[6], row[7]) for row in answer(warehouse, "files")] == [
        (B9_MINISTERS, "present", False, "full", B9_MINISTERS_TITLE, None),
        (B9_LEADERS, "present", False, "full", B9_LEADERS_TITLE, None),
        (ARTICLE, "present", False, "excerpt-in-article", "NATO", None),
        (NATO_FULL, "present", False, "full", NATO_TITLE, None),
        (NATO_TRUNCATED, "present", False, "truncated", NATO_TITLE, None),
    ]


def test_where_a_mention_is_lost(warehouse: duckdb.DuckDBPyConnection) -> None:
    lost = answer(warehouse, "where-a-mention-is-lost")
    assert {row[3] for row in lost} == {"truncated"}
    assert [row[:3] for row in lost[:3]] == [
        ("UN General Assembly", "ORG", "UN General Assembly"),
        ("2 March 2022", "DATE", "2022-03-02"),
        ("Russia", "COUNTRY", "Russia"),
    ]
    assert ("Mariupol", "PLACE", "Mariupol") in [row[:3] for row in lost]


def test_what_the_knowledge_lacks(warehouse: duckdb.DuckDBPyConnection) -> None:
    phrases = {row[0]: row[2:5] for row in answer(warehouse, "what-the-knowledge-lacks")}
    assert phrases["Open Door Policy"] == (1, 3, 3)  # statements, documents, occurrences
    assert "Ukraine" not in phrases


def test_who_belonged_to_the_issuer(warehouse: duckdb.DuckDBPyConnection) -> None:
    members = {row[2]: row[1:2] + row[3:] for row in answer(warehouse, "who-belonged-to-the-issuer")}
    date, n_members, n_certain, codes = members["NATO"]
    assert (date, n_members, n_certain) == ("2022-03-24", 30, 30)
    assert not {"FI", "SE"} & set(codes)
    assert members["Bucharest Nine"][1] == 9
