"""The five statements that the project began with: their metadata, numbers, roles and sentences."""

from pathlib import Path

import pytest

from tasks.core.structure import Structured
from tests.structured import structured

RAW = Path(__file__).parents[4] / "raw"
NINE = ["BG", "CZ", "EE", "HU", "LT", "LV", "PL", "RO", "SK"]
HEADS = "heads_of_state_or_government"
FIELDS = ("kind", "carries_statement", "title", "issuer", "level", "date_edtf", "place", "n_numbered", "signatories")


def read(name: str) -> Structured:
    return structured((RAW / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "b9-leaders-joint-statement.txt",
            (
                "statement",
                True,
                "Joint statement by the leaders of Bucharest Nine",
                "Bucharest Nine",
                HEADS,
                None,
                None,
                0,
                NINE,
            ),
        ),
        (
            "b9-defence-ministers-joint-statement.txt",
            (
                "statement",
                True,
                "JOINT STATEMENT BY THE DEFENCE MINISTERS OF THE BUCHAREST 9",
                "Bucharest Nine",
                "defence_ministers",
                "2024",
                "Bucharest",
                12,
                NINE,
            ),
        ),
        (
            "nato-foreign-ministers-statement-in-news-article.txt",
            ("article", True, None, "NATO", "foreign_ministers", "2022-11-29", "Bucharest", 5, []),
        ),
        ("nato-leaders-statement-full.txt", ("statement", True, None, "NATO", HEADS, None, None, 0, [])),
        (
            "nato-leaders-statement-truncated.txt",
            ("statement", True, "Statement of NATO Leaders", "NATO", HEADS, "2022-03-24", "Brussels", 0, []),
        ),
    ],
)
def test_metadata(name: str, expected: tuple[object, ...]) -> None:
    document = read(name).document
    assert tuple(document[field] for field in FIELDS) == expected
    assert document["language_codes"] == ["en"]


def test_the_full_text_has_sixty_four_sentences_in_fifteen_paragraphs() -> None:
    rows = read("nato-leaders-statement-full.txt")
    assert (len(rows.sentences), len(rows.paragraphs)) == (64, 15)
    assert all(row["in_statement"] for row in rows.sentences)


def test_a_paragraph_without_number_between_two_numbered_ones_belongs_to_the_statement() -> None:
    rows = read("b9-defence-ministers-joint-statement.txt")
    numbers = [row["printed_number"] for row in rows.paragraphs if row["in_statement"]]
    assert numbers == ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", None, "11", "12"]


def test_of_the_article_only_the_quoted_statement_is_the_statement() -> None:
    rows = read("nato-foreign-ministers-statement-in-news-article.txt")
    inside = [row["printed_number"] for row in rows.paragraphs if row["in_statement"]]
    assert inside == ["1", "2", "3", "4", "5"]
    speakers = {row["speaker"] for row in rows.sentences if not row["in_statement"]}
    assert speakers == {None, "Stoltenberg"}


def test_a_title_printed_twice_is_kept_twice_and_counts_once() -> None:
    rows = read("b9-leaders-joint-statement.txt")
    assert [row["role"] for row in rows.paragraphs[:3]] == ["title", "title", "paragraph"]
    titles = [row for row in rows.candidates if row["field"] == "title" and row["is_chosen"]]
    assert [row["evidence"] for row in titles] == ["Joint statement by the leaders of Bucharest Nine"]


def test_the_head_of_the_damaged_copy() -> None:
    rows = read("nato-leaders-statement-truncated.txt")
    assert [row["role"] for row in rows.paragraphs[:5]] == ["title", "title", "title", "dateline", "paragraph"]
    assert [row["in_statement"] for row in rows.paragraphs[:5]] == [False, False, False, False, True]
