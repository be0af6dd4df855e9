"""Dates in running text: every form that statements use, in many languages, and what is no date."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.core.dates import FoundDate, edtf_bounds, find_dates, library_bounds


def found(text: str) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.edtf) for one in find_dates(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("adopted at the UN General Assembly of 2 March 2022.", [("2 March 2022", "2022-03-02")]),
        ("Brussels, March 24, 2022", [("March 24, 2022", "2022-03-24")]),
        ("on the 24th of March 2022", [("24th of March 2022", "2022-03-24")]),
        ("date 2022-11-29 The ministers", [("2022-11-29", "2022-11-29")]),
        ("since 24.02.2022 and 24/02/2022", [("24.02.2022", "2022-02-24"), ("24/02/2022", "2022-02-24")]),
        ("the 16\nMarch ruling", [("16\nMarch", "XXXX-03-16")]),
        ("when they meet in April.", [("April", "XXXX-04")]),
        ("in November 2022 and by 2030", [("November 2022", "2022-11"), ("2030", "2030")]),
        ("BUCHAREST, 2024", [("2024", "2024")]),
        ("in the 1990s", [("1990s", "199X")]),
        ("March 23-25, 2025", [("March 23-25, 2025", "2025-03-23/2025-03-25")]),
        ("30 and 31 January 2017", [("30 and 31 January 2017", "2017-01-30/2017-01-31")]),
        ("28 February – 2 March 2023", [("28 February – 2 March 2023", "2023-02-28/2023-03-02")]),
        ("December 30 – January 2, 2023", [("December 30 – January 2, 2023", "2022-12-30/2023-01-02")]),
        ("January to March 2022", [("January to March 2022", "2022-01/2022-03")]),
        ("Sept. 11, 2001", [("Sept. 11, 2001", "2001-09-11")]),
        ("BRUSSELS, 24 MARCH 2022", [("24 MARCH 2022", "2022-03-24")]),
    ],
)
def test_english_forms(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "le 1er mars 2022",
        "am 1. März 2022",
        "el 1 de marzo de 2022",
        "il 1 marzo 2022",
        "1º de março de 2022",
        "la 1 martie 2022",
        "1 maart 2022",
        "1 marca 2022 r.",
        "dne 1. března 2022",
        "1. marca 2022",
        "2022. március 1-jén",
        "2022 m. kovo 1 d.",
        "2022. gada 1. martā",
        "1. märtsil 2022",
        "1. maaliskuuta 2022",
        "1 марта 2022 года",
        "1 березня 2022 року",
        "1 март 2022 г.",
        "1 Μαρτίου 2022",
        "1 Mart 2022",
    ],
)
def test_the_first_of_march_in_twenty_languages(text: str) -> None:
    assert [one.edtf for one in find_dates(text)] == ["2022-03-01"]


@pytest.mark.parametrize(
    "text",
    [
        "31 June 2022",
        "30 February",
        "2022-13-45",
        "03/04/2022",  # March or April
        "40,000 troops, 2 % of GDP and 360-degree",
        "from 2000 troops and of 2000 people",
        "resolution 2254 (2015)",
        "we may meet 24 times and march 3 miles",
        "cele 2 mai importante",
        "a year ago, today, last week, one year since",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert find_dates(text) == ()


def test_an_impossible_day_leaves_no_part_of_it() -> None:
    assert found("on 31 June 2022, and on 1 July 2022") == [("1 July 2022", "2022-07-01")]


def test_a_range_counts_once() -> None:
    text = "from 11 July 2023 to 12 July 2023"
    assert find_dates(text) == (FoundDate(5, 33, "2023-07-11/2023-07-12", "range"),)


@pytest.mark.parametrize(
    ("edtf", "bounds"),
    [
        ("2022", (date(2022, 1, 1), date(2022, 12, 31))),
        ("2024-02", (date(2024, 2, 1), date(2024, 2, 29))),
        ("199X", (date(1990, 1, 1), date(1999, 12, 31))),
        ("2023-02-28/2023-03-02", (date(2023, 2, 28), date(2023, 3, 2))),
        ("2023-02~", (date(2023, 2, 1), date(2023, 2, 28))),
        ("XXXX-03-16", (None, None)),
        ("XXXX-04", (None, None)),
        ("2022-03/", (date(2022, 3, 1), None)),
    ],
)
def test_bounds(edtf: str, bounds: tuple[date | None, date | None]) -> None:
    assert edtf_bounds(edtf) == bounds


@given(st.dates(date(1500, 1, 1), date(2199, 12, 31)), st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d"]))
def test_plain_bounds_are_those_of_the_library(day: date, form: str) -> None:
    edtf = day.strftime(form)
    assert edtf_bounds(edtf) == library_bounds(edtf)


PIECES = st.sampled_from(
    ["March ", "May ", "2022 ", "24 ", "in ", "to ", "-", "–", ".", ",", "/", "\n", "1990s", "марта ", "й"]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_dates_are_in_order_apart_and_inside(text: str) -> None:
    reached = 0
    for one in find_dates(text):
        assert reached <= one.start < one.end <= len(text)
        assert one.edtf
        edtf_bounds(one.edtf)
        reached = one.end
