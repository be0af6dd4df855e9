"""Promises that can be seen to be done or not, with their amounts and deadlines."""

import pytest

from tests.tasks.core.acts.said import said

COLUMNS = ("act_no", "amount", "unit", "qualifier", "deadline_edtf", "deadline_text")


def promised(*sentences: str, date: str | None = "2024-05-17") -> list[tuple[object, ...]]:
    found = said(*sentences, issuer="NATO", date=date).found
    return [tuple(row[column] for column in COLUMNS) for row in found.commitments]


def test_an_amount_of_money_comes_with_its_deadline() -> None:
    assert promised("Allies intend to provide a minimum funding of €40 billion by the end of 2025.") == [
        (1, 40e9, "EUR", "at_least", "2025", "by the end of 2025")
    ]


def test_a_share_says_what_it_is_of() -> None:
    assert promised("We reaffirm our commitment to invest at least 2% of our GDP annually on defence.") == [
        (1, 2.0, "% of GDP", "at_least", None, None)
    ]


def test_several_amounts_are_several_rows() -> None:
    assert promised("We will deliver up to 300 tanks and about 20,000 shells.") == [
        (1, 300.0, "tanks", "up_to", None, None),
        (1, 20000.0, "shells", "about", None, None),
    ]


def test_a_deadline_counts_from_the_statement() -> None:
    assert promised("We will submit a plan within the next year.", date="2024") == [
        (1, None, None, None, "2024/2025", "within the next year")
    ]


def test_each_amount_has_the_deadline_that_follows_it() -> None:
    sentence = "We will restore the forests by 2030, and cut emissions by 50% by 2040 and by 80% by 2050."
    assert [row[1:] for row in promised(sentence)] == [
        (None, None, None, "2030", "by 2030"),
        (50.0, "%", None, "2040", "by 2040"),
        (80.0, "%", None, "2050", "by 2050"),
    ]


def test_the_number_of_a_name_is_no_amount() -> None:
    assert promised("We will publish the SDG 7 targets in full.") == [(1, None, None, None, None, None)]


def test_an_occasion_is_a_deadline_of_no_known_date() -> None:
    assert promised("We will take further decisions when we meet in Lagos.") == [
        (1, None, None, None, None, "when we meet in Lagos")
    ]


def test_a_date_that_is_past_or_of_something_else_is_no_deadline() -> None:
    assert promised("We will implement the plan adopted in June 2025.") == [(1, None, None, None, None, None)]
    assert promised("We will publish the review of the talks held in 2019.") == [(1, None, None, None, None, None)]


def test_what_stands_before_the_promise_can_set_its_deadline() -> None:
    assert promised("In July, we will open a new office.", date="2024-05-17") == [
        (1, None, None, None, "2024-07", "In July")
    ]


def test_a_month_without_a_year_stays_open_where_the_statement_has_no_date() -> None:
    assert promised("In 2014 we met.", "In April, we will open an office.", date=None) == [
        (1, None, None, None, "XXXX-04", "In April")
    ]


def test_attitudes_and_what_others_do_are_no_commitments() -> None:
    sentences = (
        "We will stand united.",
        "We remain committed to peace.",
        "We will continue to support Ukraine.",
        "We have provided 300 tanks.",
        "We will not send troops.",
        "We reaffirm that China should deliver 300 tanks.",
    )
    assert promised(*sentences) == []


def test_decisions_and_work_under_way_are_commitments() -> None:
    sentences = ("We agreed to convene a summit in Oslo.", "We are establishing four additional battlegroups.")
    assert [row[:3] for row in promised(*sentences)] == [(1, None, None), (2, 4.0, "additional battlegroups")]


@pytest.mark.parametrize(
    ("sentence", "row"),
    [
        ("Our goal is to reach 0.7% of GNP by 2012.", (0.7, "% of GNP", "2012", "by 2012")),
        ("Ghana has a commitment to cut its debt by 10% by 2012.", (10.0, "%", "2012", "by 2012")),
        ("Ghana is to build 20 schools in 2013.", (20.0, "schools", "2013", "in 2013")),
        ("Ghana announced a contribution of €1.7 million.", (1.7e6, "EUR", None, None)),
        ("Ghana announced that it will send 300 soldiers.", (300.0, "soldiers", None, None)),
        ("Ghana will spend 20 per cent of its budget on schools.", (20.0, "% of budget", None, None)),
        ("We will build 20 schools over three years.", (20.0, "schools", "2011-09-14/2014-09-14", "over three years")),
        ("Another USD 5 million will be disbursed by December 2011.", (5e6, "USD", "2011-12", "by December 2011")),
    ],
)
def test_reads_promises_in_many_forms(sentence: str, row: tuple[object, ...]) -> None:
    found = said(sentence, issuer="Ghana", date="2011-09-14").found.commitments
    columns = ("amount", "unit", "deadline_edtf", "deadline_text")
    assert [tuple(one[column] for column in columns) for one in found] == [row]
