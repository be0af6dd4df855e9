"""Towns and regions: by the words around them, by the gazetteer, and the names that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import knowledge
from schemas.knowledge.entities import surfaces
from tasks.core.annotate.occurrences import FEW, all_occurrences, occurrences
from tests.tasks.core.annotate.made import mentions

PLACES = [
    ("Fighting went on in Maungqaw and at Buulo Qareer.", ["Maungqaw", "Buulo Qareer"]),
    ("They met near Hafr al-Batin and in La Celle-Saint-Qoud.", ["Hafr al-Batin", "La Celle-Saint-Qoud"]),
    ("The team visited Harare, Bujumqura, Windhoek and Luanda.", ["Harare", "Bujumqura", "Windhoek", "Luanda"]),
    ("The line between Jaguarqo and Rio Branco, and the port of Lobqito.", ["Jaguarqo", "Rio Branco", "Lobqito"]),
    ("In Qerkovsk the dead were counted; Qerkovsk was shelled. He was born in Qerkovsk.", ["Qerkovsk"] * 3),
    (
        "They were displaced from the Kharkiv region and Zrāslava municipality.",
        ["Kharkiv region", "Zrāslava municipality"],
    ),
    ("They left Western Tigray.", ["Western Tigray"]),
    ("Goods moved from Narok to Mombasa, Kenya said.", ["Narok", "Mombasa"]),
    ("Reconstruction in Visqy, Sweden, is done.", ["Visqy"]),
    ("They spoke of Anand and of Noda.", []),
    ("They spoke with Sofia Quistorp and Florence Nakaminska.", []),
    ("It is to be seen in Parliament, in Islam, in Ramadan, in LDCs, in July, in Arabic and French.", []),
    ("It was a deal between Hitqer and Stavlin, towards European integration.", []),
    ("Split decisions are nice; they met in Split. Reading in Reading helps.", ["Split", "Reading"]),
    ("A loan from Naftoqaz's board at XYZ.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), PLACES)
def test_towns_are_told_by_their_context(sentence: str, expected: list[str]) -> None:
    assert [surface for label, surface, _ in mentions(sentence) if label == "PLACE"] == expected


def test_an_area_is_the_place_that_it_is_named_after() -> None:
    assert mentions("They fled the Kharkiv region.") == [("PLACE", "Kharkiv region", "Kharkiv")]


def test_names_of_the_gazetteer_are_in_no_other_table() -> None:
    elsewhere = {surface.text for surface in surfaces()}
    assert [row["name"] for row in knowledge.rows("gazetteer") if row["name"] in elsewhere] == []


def test_names_matched_anywhere_are_nobodys() -> None:
    first = {row["first_name"] for row in knowledge.rows("first_names")}
    listed = {row["name"] for table in ("cities", "regions") for row in knowledge.rows(table)}
    assert sorted(first & listed) == []


NAMES = st.lists(st.sampled_from(["Ab", "Ab Cd", "Cd", "l'Ab", "Zürich", "E-F"]), unique=True, max_size=6)


@given(st.lists(st.sampled_from(["Ab", "Cd", "l'Ab", "Zürich", "E-F", "x", ".", "-"]), max_size=30), NAMES)
def test_many_names_are_found_where_each_alone_is(words: list[str], names: list[str]) -> None:
    body = " ".join(words)
    more = [*names, *(f"Q{number}" for number in range(FEW))]
    each = [(name, at) for name in sorted(names) for at in occurrences(body, name)]
    assert list(all_occurrences(body, names)) == each
    assert list(all_occurrences(body, more)) == each
