"""The five statements of `raw/`: the names, dates and documents that each mentions.

The lists follow a hand annotation of the five, which the rules were written with in view: they guard against a step
back and say nothing of other texts.
"""

from functools import cache
from pathlib import Path

import pytest

from tasks.core.annotate import Anchor, Annotated, annotate_documents
from tests.structured import structured

RAW = Path(__file__).parents[4] / "raw"
MARCH_2022 = Anchor("2022-03-24", "NATO")


@cache
def annotated(stem: str) -> Annotated:
    """The statement of that file, with the date and issuer it states; the full text of 2022 has those of its copy."""
    text = (RAW / f"{stem}.txt").read_text(encoding="utf-8-sig")
    found = structured(text, document_id="a" * 64)
    own = Anchor(found.document["date_edtf"], found.document["issuer"])
    anchor = MARCH_2022 if stem == "nato-leaders-statement-full" else own
    return annotate_documents([found.document], found.paragraphs, found.sentences, {"a" * 64: anchor})


def names(stem: str, label: str) -> list[str]:
    found = annotated(stem)
    mentioned = {row["entity_id"] for row in found.mentions}
    return sorted(row["name"] for row in found.entities if row["label"] == label and row["entity_id"] in mentioned)


@pytest.mark.parametrize(
    ("stem", "label", "expected"),
    [
        ("b9-leaders-joint-statement", "DATE", ["2023-06"]),
        ("b9-leaders-joint-statement", "DOC", ["UN Charter", "Washington Treaty, Article 5"]),
        ("b9-leaders-joint-statement", "EVENT", ["NATO Vilnius Summit 2023"]),
        ("b9-leaders-joint-statement", "ORG", ["Bucharest Nine", "Government of Russia", "NATO"]),
        (
            "b9-defence-ministers-joint-statement",
            "EVENT",
            ["NATO Madrid, Vilnius and Washington Summits", "NATO Washington Summit 2024"],
        ),
        ("b9-defence-ministers-joint-statement", "QUANTITY", ["2 %", "EUR 40000000000"]),
        ("nato-foreign-ministers-statement-in-news-article", "PERSON", ["Dmytro Kuleba", "Jens Stoltenberg"]),
        ("nato-foreign-ministers-statement-in-news-article", "DATE", ["2022-11-15", "2022-11-29"]),
        ("nato-foreign-ministers-statement-in-news-article", "EVENT", ["NATO Bucharest Summit 2008"]),
        ("nato-leaders-statement-full", "DATE", ["2014", "2022-03-02", "2022-03-16", "2022-04"]),
        ("nato-leaders-statement-full", "PERSON", ["Vladimir Putin", "Volodymyr Zelenskyy"]),
        (
            "nato-leaders-statement-full",
            "DOC",
            [
                "Aggression Against Ukraine Resolution (UNGA ES-11/1)",
                "Defence Investment Pledge",
                "NATO Strategic Concept (2022)",
                "UN Charter",
                "Washington Treaty, Article 10",
                "Washington Treaty, Article 3",
                "Washington Treaty, Article 5",
            ],
        ),
        ("nato-leaders-statement-truncated", "EVENT", ["NATO Brussels Summit 2022"]),
        (
            "nato-leaders-statement-truncated",
            "PLACE",
            ["Brussels", "Eastern flank", "Euro-Atlantic area", "Europe", "Madrid"],
        ),
    ],
)
def test_what_a_statement_mentions(stem: str, label: str, expected: list[str]) -> None:
    assert names(stem, label) == expected


def test_moscow_is_the_city_and_refers_to_russia() -> None:
    rows = annotated("nato-foreign-ministers-statement-in-news-article").mentions
    moscow = [row for row in rows if row["surface"] == "Moscow"]
    assert [(row["label"], row["entity_id"], row["refers_to_entity_id"]) for row in moscow] == [
        ("PLACE", "place:moscow", "country:RU")
    ]


def test_the_pledge_is_the_one_named_before() -> None:
    rows = annotated("nato-leaders-statement-full").mentions
    pledges = [(row["surface"], row["rule"]) for row in rows if row["entity_id"] == "doc:defence-investment-pledge"]
    assert pledges == [("Defence Investment Pledge", "known_name"), ("Pledge", "back_reference")]
