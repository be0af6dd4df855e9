"""Whom and what a mention means: governments behind capitals, people by surname, dates without a year."""

import pytest

from tests.tasks.core.annotate.made import candidates, mentions


@pytest.mark.parametrize(
    ("sentence", "states"),
    [
        ("They condemned the blackmail practised by Moscow.", ["country:RU"]),
        ("Washington said it would help.", ["country:US"]),
        ("They condemned Moscow's aggression.", ["country:RU"]),
        ("We urged Tehran to comply.", ["country:IR"]),
        ("We met in Moscow and left for Washington.", [None, None]),
        ("The mayor of Mariupol spoke.", [None]),
    ],
)
def test_a_capital_that_acts_refers_to_its_government(sentence: str, states: list[str | None]) -> None:
    found = candidates(sentence)
    assert [one.label for one in found] == ["PLACE"] * len(states)
    assert [one.refers_to for one in found] == states


def test_offices_are_kept_with_the_person() -> None:
    sentence = "Secretary General of NATO Jens Stoltenberg, H.E. Mr. Fumio Kishida and Foreign Minister Kuleba spoke."
    people = [one for one in candidates(sentence) if one.label == "PERSON"]
    assert [(one.entity.name, one.office) for one in people] == [
        ("Jens Stoltenberg", "Secretary General of NATO"),
        ("Fumio Kishida", None),
        ("Dmytro Kuleba", "Foreign Minister"),
    ]


def test_a_surname_means_who_was_named_in_full() -> None:
    sentence = "Ambassador Maria Quistorp spoke. Quistorp's words were heard; the Quistorps were not there."
    assert mentions(sentence) == [
        ("PERSON", "Maria Quistorp", "Maria Quistorp"),
        ("PERSON", "Quistorp", "Maria Quistorp"),
    ]


def test_initials_fit_a_listed_person() -> None:
    assert mentions("Signed: B. YELTSIN, L. KRAVCHUK, J. KAREIVIS.") == [
        ("PERSON", "B. YELTSIN", "Boris Yeltsin"),
        ("PERSON", "L. KRAVCHUK", "Leonid Kravchuk"),
        ("PERSON", "J. KAREIVIS", "J. Kareivis"),
    ]


@pytest.mark.parametrize(
    ("sentence", "date", "edtf"),
    [
        ("We will meet in April.", "2022-03-24", "2022-04"),
        ("We will meet in February.", "2022-11-24", "2023-02"),
        ("We met in December.", "2022-01-24", "2021-12"),
        ("We met in December.", None, "XXXX-12"),
        ("Talks were held on March 23-25.", "2025-03-25", "2025-03-23/2025-03-25"),
        ("On 2 March 2022 it voted, and on 16 March it ruled.", "2023-09-09", "2022-03-16"),
        ("Since 2014 we have helped, and we will meet in April.", "2022-03-24", "2022-04"),
        ("On 29 February it began.", "2023-05-05", "XXXX-02-29"),
    ],
)
def test_a_missing_year_is_filled_where_something_settles_it(sentence: str, date: str | None, edtf: str) -> None:
    assert mentions(sentence, date)[-1][2] == edtf


def test_the_alliance_means_nato_only_beside_it() -> None:
    assert mentions("The Alliance stands firm.") == []
    assert mentions("The Alliance stands firm.", issuer="NATO") == [("ORG", "Alliance", "NATO")]


def test_editions_are_told_apart_by_the_date() -> None:
    sentence = "We act in line with the Strategic Concept of NATO."
    assert [mentions(sentence, date)[0][2] for date in ("2000-01-01", "2015", "2022-11-29", None)] == [
        "NATO Strategic Concept (1999)",
        "NATO Strategic Concept (2010)",
        "NATO Strategic Concept (2022)",
        "NATO Strategic Concept (2022)",
    ]
    assert (
        mentions("NATO will adopt the next Strategic Concept.", "2022-03-24")[1][2] == "NATO Strategic Concept (2022)"
    )


def test_a_ministry_belongs_to_the_state_that_speaks() -> None:
    sentence = "Officials of the Ministry of Health took part."
    assert mentions(sentence, issuer="MY") == [("ORG", "Ministry of Health", "Ministry of Health of Malaysia")]
    assert mentions(sentence) == [("ORG", "Ministry of Health", "Ministry of Health")]


def test_us_in_a_line_of_capitals_is_no_state() -> None:
    assert mentions("LET US STAND TOGETHER") == []
    assert mentions("The US and the UK agreed.") == [("COUNTRY", "US", "US"), ("COUNTRY", "UK", "GB")]


def test_a_town_is_no_part_of_a_name() -> None:
    assert mentions("The Hague hosts it, and so does Sofia.") == [
        ("PLACE", "The Hague", "The Hague"),
        ("PLACE", "Sofia", "Sofia"),
    ]
    assert mentions("Minister Sofia Petrova spoke.") == [("PERSON", "Sofia Petrova", "Sofia Petrova")]


def test_a_declaration_from_a_place_is_the_listed_one() -> None:
    sentence = "In the NATO Declaration from Bucharest ministers condemned the war."
    assert (
        mentions(sentence, "2022-11-29", "NATO")[0][2] == "Bucharest Declaration (NATO Foreign Ministers, 2022-11-29)"
    )
    assert mentions(sentence, "2010-11-29", "NATO")[0][2] == "NATO Declaration from Bucharest"
