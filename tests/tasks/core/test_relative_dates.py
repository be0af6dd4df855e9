"""Expressions that count from the day of the statement, and how precise they may become."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.core.dates import FoundDate, edtf_bounds
from tasks.core.relative_dates import find_relative


def found(text: str, anchor: str) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.edtf) for one in find_relative(text, anchor)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("within the next year", ("within the next year", "2022-03-24/2023-03-24")),
        ("in the next two years", ("in the next two years", "2022-03-24/2024-03-24")),
        ("within 30 days", ("within 30 days", "2022-03-24/2022-04-23")),
        ("within the year", ("within the year", "2022-03-24/2022-12-31")),
        ("by the end of the year", ("the end of the year", "2022-12-31")),
        ("by the end of next year", ("the end of next year", "2023-12-31")),
        ("by the end of the month", ("the end of the month", "2022-03-31")),
        ("by the end of the decade", ("the end of the decade", "2029-12-31")),
        ("by the end of the quarter", ("the end of the quarter", "2022-03-31")),
        ("by the end of the week", ("the end of the week", "2022-03-27")),
        ("next month", ("next month", "2022-04")),
        ("last year", ("last year", "2021")),
        ("this quarter", ("this quarter", "2022-33")),
        ("next week", ("next week", "2022-03-28/2022-04-03")),
        ("over the past three months", ("over the past three months", "2021-12-24/2022-03-24")),
        ("two years ago", ("two years ago", "2020")),
        ("today", ("today", "2022-03-24")),
        ("in the coming weeks", ("in the coming weeks", "")),
        ("within six months of its signature", ("within six months", "")),
        ("d'ici la fin de l'année", ("la fin de l'année", "2022-12-31")),
        ("l'année prochaine", ("année prochaine", "2023")),
        ("in den nächsten zwei Jahren", ("in den nächsten zwei Jahren", "2022-03-24/2024-03-24")),
        ("en los próximos seis meses", ("en los próximos seis meses", "2022-03-24/2022-09-24")),
    ],
)
def test_from_a_statement_of_24_march_2022(text: str, expected: tuple[str, str]) -> None:
    assert found(text, "2022-03-24") == [expected]


@pytest.mark.parametrize(
    ("anchor", "text", "edtf"),
    [
        ("2024", "within the next year", "2024/2025"),
        ("2024", "by the end of the year", "2024-12-31"),
        ("2024", "next month", ""),
        ("2024-05", "next month", "2024-06"),
        ("2024-05", "within 30 days", ""),
        ("2024-01-31", "within one month", "2024-01-31/2024-02-29"),
        ("2022-03-23/2022-03-24", "next year", "2023"),
        ("2022-03~", "next year", "2023"),
        ("", "next year", ""),
        ("XXXX-03-24", "next year", ""),
    ],
)
def test_nothing_is_more_precise_than_the_anchor(anchor: str, text: str, edtf: str) -> None:
    assert [one.edtf for one in find_relative(text, anchor)] == [edtf]


@pytest.mark.parametrize("text", ["by 2030", "on 16 March", "for two years", "the year 2024", "thirty days' notice"])
def test_what_counts_from_no_day_is_left_alone(text: str) -> None:
    assert find_relative(text, "2022-03-24") == ()


def test_offsets_are_those_of_the_whole_text() -> None:
    text = "Last year we met. Next year we meet again."
    assert find_relative(text, "2022", start=18) == (FoundDate(18, 27, "2023", "relative"),)
    assert find_relative(text, "2022", end=17) == (FoundDate(0, 9, "2021", "relative"),)


PIECES = st.sampled_from(
    [
        "within ",
        "in ",
        "the ",
        "next ",
        "last ",
        "end ",
        "of ",
        "year",
        "years ",
        "month ",
        "days ",
        "9999 ",
        "two ",
        "ago",
        ".",
    ]
)


@given(
    st.lists(PIECES, max_size=25).map("".join), st.sampled_from(["2022-02-28", "2024", "0999-01-01", "9999-12-31", ""])
)
def test_expressions_are_in_order_apart_and_inside(text: str, anchor: str) -> None:
    reached = 0
    for one in find_relative(text, anchor):
        assert reached <= one.start < one.end <= len(text)
        if one.edtf:
            edtf_bounds(one.edtf)
        reached = one.end
