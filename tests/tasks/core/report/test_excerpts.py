"""The text in question: of every kind of row, around its span, and what is said where there is none."""

import pytest

from tasks.core.report.excerpts import Spot, excerpt, find_spots, read_excerpts, shortened, without_text
from tasks.core.report.model import Bounds, Excerpt
from tests.warehouse.made import connect, made_tables
from tests.warehouse.made_ops import failed_row
from tests.warehouse.made_rows import A, B, Row

BOUNDS = Bounds(around_chars=40, marked_chars=60)
NARROW = Bounds(around_chars=12, marked_chars=20)


def shown(row: Row) -> Excerpt | None:
    with connect(made_tables()) as connection:
        found = read_excerpts(connection, find_spots(connection, [row]), BOUNDS)
    return found.get((row["table_name"], row["row_key"]))


@pytest.mark.parametrize(
    ("table", "key", "marked", "note"),
    [
        ("core.sentences", f"{A}/4", "We stand with Ukraine and with its people.", ""),
        ("core.paragraphs", f"{A}/2", "Vienna, 3 May 2021", ""),
        ("core.mentions", f"{A}/2", "Vienna", ""),
        ("core.speech_acts", f"{A}/1", "We stand with Ukraine and with its people", ""),
        ("core.commitments", f"{A}/1", "again", ""),
        ("core.uncovered_spans", f"{A}/with its people", "with its people", ""),
        (
            "core.sentence_alignments",
            f"{B}/1",
            "We met in Vienna to speak of the war in Ukraine.",
            "in the main version",
        ),
        ("core.metadata_candidates", f"{A}/1", "Statement", ""),
    ],
)
def test_what_a_row_points_to_is_marked(table: str, key: str, marked: str, note: str) -> None:
    row = failed_row(table, key, key.split("/")[0])
    found = shown(row)
    assert found is not None
    assert (found.span[:59], found.note) == (marked[:59], note)


def test_a_sentence_is_shown_in_its_text() -> None:
    assert shown(failed_row("core.sentences", f"{A}/4", A)) == Excerpt(
        before="…Vienna to speak of the war in Ukraine. ",
        marked="We stand with Ukraine and with its people.",
        after="\n\n2. We are deeply concerned about the…",
        note="",
        span="We stand with Ukraine and with its people.",
    )


@pytest.mark.parametrize(
    ("table", "key"), [("core.documents", A), ("raw.files", f"raw/a.txt/{A}"), ("core.sentences", A)]
)
def test_a_row_without_a_place_shows_how_its_text_begins(table: str, key: str) -> None:
    found = shown(failed_row(table, key, A))
    assert found is not None
    assert (found.marked, found.note) == ("", "the text begins")
    assert found.after.startswith("Statement of the Danube Council")


def test_a_row_of_a_document_that_is_not_there_shows_nothing() -> None:
    assert shown(failed_row("core.sentences", f"{'f' * 64}/1", "f" * 64)) is None
    assert shown(failed_row("core.sentences", f"{A}/1", None)) is None
    assert shown(failed_row("core.unknown", f"{A}/1", A)) == shown(failed_row("core.documents", A, A))


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 2), (0, 99)])
def test_a_span_outside_the_text_is_told(start: int, end: int) -> None:
    found = excerpt("The whole text.", Spot(A, "body", start, end), BOUNDS)
    note = f"its span {start}–{end} does not lie in the text of 15 characters; the text begins"
    assert found == Excerpt(after="The whole text.", note=note)


def test_long_texts_are_cut_between_words_and_long_spans_in_the_middle() -> None:
    text = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    start, end = text.index("six"), text.index(" twelve")
    found = excerpt(text, Spot(A, "body", start, end), NARROW)
    assert found == Excerpt("…four five ", "six seven […] eleven", " twelve…", "", text[start:end])


@pytest.mark.parametrize("n_chars", [10, 10_000_000])
def test_an_excerpt_is_short_however_long_the_text_is(n_chars: int) -> None:
    found = excerpt("x" * n_chars, Spot(A, "body", n_chars // 3, n_chars // 2), Bounds())
    assert len(found.before) + len(found.marked) + len(found.after) < 700
    assert shortened("x" * n_chars, 10) in ("x" * 10, "xxxxx […] xxxxx")


def test_a_detail_does_not_repeat_the_text_below_it() -> None:
    text = Excerpt(marked="We met […] again.", span="We met\nand shall meet again.")
    assert without_text("cut: We met and shall meet again.", text) == "cut"
    assert without_text("cut: We met and shall meet.", text) == "cut: We met and shall meet."
    assert without_text("We met and shall meet again.", text) == "We met and shall meet again."
    assert without_text("there stands Riga", Excerpt(marked="Riga", span="Riga")) == "there stands Riga"
    assert without_text("three rows", Excerpt()) == "three rows"
