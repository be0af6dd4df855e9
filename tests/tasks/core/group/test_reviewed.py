"""Decisions of people on pairs of documents: read from CSV, checked, and packed for each document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.core.group.reviewed import (
    DECISIONS,
    NOTHING_REVIEWED,
    Review,
    Reviewed,
    ReviewError,
    packed,
    read_reviewed,
    unpacked,
)

HEADER = "decision,document_id,other_document_id,author,reason,date\n"
A, B, C = "a" * 64, "b" * 64, "c" * 64


def test_a_decision_is_read_with_author_and_reason_whichever_document_comes_first():
    text = (
        HEADER
        + f'together,{B},{A},A. Reviewer,"the same text, a scan",2026-01-02\napart,{A},{C},B. Reader,other year,\n'
    )
    assert read_reviewed(text) == Reviewed(
        {(A, B): Review("A. Reviewer", "the same text, a scan", "2026-01-02")},
        {(A, C): Review("B. Reader", "other year")},
    )


def test_an_empty_file_and_one_with_a_header_alone_decide_nothing():
    assert read_reviewed("") == read_reviewed(HEADER) == read_reviewed("\ufeff" + HEADER) == NOTHING_REVIEWED


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("what,is,this\n", "line 1: the columns have to be decision,document_id"),
        (HEADER + f"near,{A},{B},x,y,\n", "line 2: the decision has to be one of together, apart"),
        (HEADER + f"together,{A},{B},x,y,,\n", "line 2: the decision has to be one of"),
        (HEADER + f"together,{A[:12]},{B},x,y,\n", "line 2: name two documents by their ids of 64"),
        (HEADER + f"together,{A},{A},x,y,\n", "line 2: name two documents"),
        (HEADER + f"together,{A},{B},,y,\n", "line 2: name the author and the reason"),
        (HEADER + f"together,{A},{B},x\n", "line 2: name the author and the reason"),
        (HEADER + f"together,{A},{B},x,y,\napart,{B},{A},x,y,\n", "line 3: this pair is together in an earlier line"),
        (HEADER + f'together,{A},{B},x,"y\n', "is no CSV"),
    ],
)
def test_a_line_that_cannot_be_applied_is_named(lines, message):
    with pytest.raises(ReviewError) as error:
        read_reviewed(lines)
    assert message in str(error.value)


def test_documents_that_are_together_by_a_chain_cannot_be_apart():
    lines = f"together,{A},{B},x,y,\ntogether,{B},{C},x,y,\napart,{A},{C},x,y,\n"
    with pytest.raises(ReviewError, match="are apart, and together by other lines"):
        read_reviewed(HEADER + lines)


def test_only_decisions_on_known_documents_are_applied():
    review = Review("x", "y")
    both = Reviewed({(A, B): review}, {(A, C): review})
    assert both.among([A, C]) == Reviewed({}, {(A, C): review})
    assert both.pairs() == [(A, B), (A, C)]
    assert both.documents() == {A, B, C}


PAIRS = st.sampled_from([(A, B), (A, C), (B, C)])
REVIEWS = st.builds(Review, st.text(), st.text(), st.text())


@given(st.dictionaries(PAIRS, st.tuples(st.sampled_from(DECISIONS), REVIEWS)))
def test_packing_keeps_every_decision_with_each_of_its_documents(decided):
    reviewed = Reviewed(
        *({pair: review for pair, (name, review) in decided.items() if name == decision} for decision in DECISIONS)
    )
    assert unpacked(packed(reviewed)) == reviewed
    assert set(packed(reviewed)) == reviewed.documents()
