"""Answers are believed only as far as they are in order."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.vocabularies import MARKS, NOTES
from tasks.core.extract.messages import LENGTH_BYTES, AnswerError, framed, packed_text, read_answer
from tasks.core.reading import Mark, Note, ReadError, ReadText

COSTS = {"cpu_seconds": 0.5, "grown_bytes": 7}
READ = ReadText(
    "Title\n\nWe met.\fAnd agreed.",
    "made/1",
    2,
    "made.title: Title",
    (Mark(0, 5, "title"), Mark(7, 26, "block"), Mark(0, 26, "frame")),
    (Note("blank_page", "Nothing on it.", 2),),
)


def body(**given: Any) -> bytes:
    return json.dumps({**COSTS, **given}).encode()


def spoiled(**changes: Any) -> bytes:
    return body(read={**packed_text(READ), **changes})


def test_a_text_arrives_as_it_was_sent() -> None:
    message = framed({"read": packed_text(READ), **COSTS})
    answer = read_answer(message[LENGTH_BYTES:], 10)
    assert int.from_bytes(message[:LENGTH_BYTES], "big") == len(message) - LENGTH_BYTES
    assert (answer.read, answer.refused, answer.cpu_seconds, answer.grown_bytes) == (READ, None, 0.5, 7)


def test_a_refusal_arrives_as_it_was_sent() -> None:
    answer = read_answer(body(refused=["damaged", "Half of it is gone."]), 10)
    assert answer.read is None
    assert isinstance(answer.refused, ReadError)
    assert (answer.refused.reason, answer.refused.detail) == ("damaged", "Half of it is gone.")


def test_what_no_table_can_hold_is_replaced_and_nothing_moves() -> None:
    packed = packed_text(ReadText("a\ud800b\x00c", "made/1", properties="x: \udfff"))
    assert (packed["text"], packed["properties"]) == ("a\ufffdb\ufffdc", "x: \ufffd")


def test_a_mark_said_twice_is_one() -> None:
    assert packed_text(ReadText("abc", "x", marks=(Mark(0, 1, "frame"),) * 2))["marks"] == [(0, 1, "frame")]


@pytest.mark.parametrize(
    ("message", "wrong"),
    [
        (b"\xff", "no JSON"),
        (b"{", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b"[]", "no object"),
        (b'{"read": {}}', "costs"),
        (body(), "text is no object"),
        (body(refused="damaged"), "no pair"),
        (body(refused=["made_up", "x"]), "no reason"),
        (body(refused=[["damaged"], "x"]), "no reason"),
        (body(refused=["damaged", 5]), "no text"),
        (spoiled(text=None), "no text"),
        (spoiled(text="half \ud800\fx"), "no text"),
        (spoiled(extractor="zero \x00"), "no text"),
        (spoiled(n_pages=3), "3 pages"),
        (spoiled(n_pages=True), "True pages"),
        (spoiled(marks={}), "no list"),
        (spoiled(marks=[[0, 1, "frame"]] * 11), "more than 10 marks"),
        (spoiled(marks=[[0, 1]]), "no triple"),
        (spoiled(marks=[[0, 27, "block"]]), "spans 0 to 27"),
        (spoiled(marks=[[5, 5, "block"]]), "spans 5 to 5"),
        (spoiled(marks=[[-1, 5, "block"]]), "spans -1 to 5"),
        (spoiled(marks=[[0.0, 5, "block"]]), "spans 0.0 to 5"),
        (spoiled(marks=[[0, 5, "made_up"]]), "no mark"),
        (spoiled(marks=[[0, 5, "block"], [4, 9, "item"]]), "overlap at 4"),
        (spoiled(notes=[["blank_page", "x", 3, None]]), "on page 3"),
        (spoiled(notes=[["made_up", "x", 1, None]]), "no note"),
        (spoiled(notes=[["blank_page", None, 1, None]]), "no text"),
        (spoiled(notes=[["blank_page", "x", 1]]), "no quadruple"),
        (spoiled(notes=[["mojibake_repaired", "x", 1, 0]]), "of 0 things"),
    ],
)
def test_an_answer_out_of_order_is_not_believed(message: bytes, wrong: str) -> None:
    with pytest.raises(AnswerError, match=wrong):
        read_answer(message, 10)


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 40)
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from((*MARKS, *NOTES)),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


@given(
    st.dictionaries(st.sampled_from(sorted(packed_text(READ))), values),
    st.dictionaries(st.sampled_from(sorted(COSTS)), values),
)
def test_whatever_an_answer_holds_it_is_checked_or_refused(changes: dict[str, Any], costs: dict[str, Any]) -> None:
    message = json.dumps({**COSTS, "read": {**packed_text(READ), **changes}, **costs}).encode()
    try:
        read = read_answer(message, 10).read
    except AnswerError:
        return
    assert read is not None
    assert all(0 <= mark.start < mark.end <= len(read.text) and mark.kind in MARKS for mark in read.marks)
    assert all(note.kind in NOTES for note in read.notes)
    read.text.encode()
