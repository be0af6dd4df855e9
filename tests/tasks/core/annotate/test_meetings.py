"""Which meeting a mention means: listed summits, and others by body, place or number, kind and year."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.core.annotate.meetings import ending, ordinal_value
from tests.tasks.core.annotate.made import mentions

UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def events(sentence: str, date: str | None = None, issuer: str | None = None) -> list[str]:
    return [name for label, _, name in mentions(sentence, date, issuer) if label == "EVENT"]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("They met at the G20 summit in Indonesia.", "G20 Bali Summit 2022"),
        ("They met at the Bali G20 Leaders’ Summit.", "G20 Bali Summit 2022"),
        ("They met at the NATO Summit in Vilnius.", "NATO Vilnius Summit 2023"),
        ("They met at the 7th Ruritanian Rivers Summit in Nairobi.", "Ruritanian Rivers Nairobi Summit 2022"),
        ("They met at the Transforming Rivers Summit.", "Transforming Rivers Summit"),
    ],
)
def test_a_summit_is_the_listed_one_or_has_a_name_of_the_same_form(sentence: str, name: str) -> None:
    assert events(sentence, "2022-12-01") == [name]


def test_a_summit_of_something_else_is_no_listed_one() -> None:
    assert events("The G20 looks forward to the Rivers Summit in 2023.", "2022-11-16") == ["Rivers Summit in 2023"]


@pytest.mark.parametrize(
    ("printed", "issuer", "name"),
    [
        ("the 34th Meeting of the Ministerial Council of the GCC", None, "GCC Ministerial Council 34th Meeting 2019"),
        ("the Twelfth Regular Meeting of the African Union", None, "African Union 12th Regular Meeting 2019"),
    ],
)
def test_a_numbered_meeting_has_body_number_kind_and_year(printed: str, issuer: str | None, name: str) -> None:
    assert events(f"It was agreed at {printed}.", "2019-07-31", issuer) == [name]


def test_the_year_of_a_meeting_is_that_printed_after_it() -> None:
    sentence = "It was agreed at the Twelfth Regular Meeting of the African Union held in May 2011."
    assert events(sentence, "2019-07-31") == ["African Union 12th Regular Meeting 2011"]


@given(st.integers(1, 69))
def test_ordinals_are_read_however_they_are_printed(value: int) -> None:
    rest, roman = value, ""
    for one, letters in ROMAN:
        roman += letters * (rest // one)
        rest %= one
    assert ordinal_value(f"{value}{ending(value)}") == value
    assert value > 39 or ordinal_value(roman) == value


@pytest.mark.parametrize("unit", range(1, 10))
def test_ordinals_in_words(unit: int) -> None:
    assert ordinal_value(UNITS[unit - 1].title()) == unit
    assert ordinal_value(f"Forty-{UNITS[unit - 1]}") == 40 + unit
    assert ordinal_value(UNITS[unit - 1] + "born") == 0


def test_years_of_a_series_are_counted_from_the_first_that_is_named() -> None:
    sentence = "At the 15th Meeting of the OAS we recalled the 14th Meeting of the OAS and the 2nd Meeting of the OAS."
    name = "Organization of American States"
    assert events(sentence, "2019-07-31") == [
        f"{name} 15th Meeting 2019",
        f"{name} 14th Meeting 2018",
        f"{name} 2nd Meeting",
    ]


def test_a_numbered_summit_is_the_only_one_of_its_year() -> None:
    assert events("The XV BRICS Summit looks to the XVI BRICS Summit.", "2023-08-24") == [
        "BRICS Johannesburg Summit 2023",
        "BRICS Kazan Summit 2024",
    ]


def test_a_name_with_a_listed_short_form_is_the_listed_one() -> None:
    sentence = "The 27th Conference of the Parties to the Ruritania Convention (COP27) met."
    assert events(sentence, "2022-11-20") == ["UN Climate Change Conference (COP27)"] * 2


@pytest.mark.parametrize(
    ("date", "name"),
    [("2009-12-20", "UN Climate Change Conference (COP15)"), ("2022-11-16", "UN Biodiversity Conference (COP15)")],
)
def test_of_conferences_of_one_number_the_nearest_in_time_is_meant(date: str, name: str) -> None:
    assert events("We look to COP15.", date) == [name]
