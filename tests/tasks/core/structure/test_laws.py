"""What holds of any text: nothing disappears, spans nest and slice back, cleaning twice is cleaning once."""

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.arrow import to_arrow
from schemas.staged import DOCUMENT_FACTS
from schemas.tables import METADATA_CANDIDATES, PARAGRAPHS, RAW_REMOVED, SENTENCES
from schemas.vocabularies import MARKS, PARAGRAPH_MARKS
from tasks.core.reading import Mark, ReadText
from tasks.core.structure import Structured, StructureError, structure_document
from tasks.core.structure.characters import LIGATURE, folded
from tasks.core.structure.cleaning import clean
from tests.structured import DOCUMENT_ID

SCRAPS = (
    "We, the Heads of State of Poland and Lithuania, met in Vilnius on 3 May 2023.",
    "a long line of running text that goes on for more than a hundred characters, so that it counts as running text.",
    "Brussels, 24 March 2022",
    "date 2022-11-29 The",
    "[Tweet](#)",
    "[bookmark: x]",
    "image1.png",
    "End.",
    "PROGRAMME.",
    "Page 2 of 3",
    "---\ntitle: x\n---\n",
    "killed, injured",
    "and displaced by war",
    "joint statement",
    "said Stoltenberg",
    *(
        "# ",
        "**",
        "*",
        "_",
        "[",
        "](#)",
        "- ",
        "> ",
        "1. ",
        "2. ",
        "(a) ",
        "IV. ",
        "\\*",
        "***",
        "Euro-",
        "word-",
        "co-\noperation",
        "\u00ad\n",
        "ﬁ",
        "-\n",
    ),
    *("“", "”", '"', "´", "\u00ad", "\u200b", "e\u0301", "\u037e", "\u0000", "\ue001", "страна", "日本", "한국"),
    *("\n", "\n\n", "\n\n\n\n", "\f", "\r\n", "\t", "\u2028", " "),
)
ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
TEXTS = st.lists(st.one_of(st.sampled_from(SCRAPS), ANYTHING), max_size=25).map("".join)
KINDS = st.sampled_from(MARKS)


@st.composite
def marked_texts(draw: st.DrawFn) -> ReadText:
    """Any text with any marks; those of paragraphs lie beside each other, as the readers promise."""
    text = draw(TEXTS)
    edges = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12)))
    kinds = draw(st.lists(KINDS, min_size=len(edges), max_size=len(edges)))
    marks = [Mark(start, end, kind) for start, end, kind in zip(edges, edges[1:], kinds, strict=False)]
    kept = [mark for mark in marks if draw(st.booleans())]
    foreign = draw(st.sampled_from(MARKS[len(PARAGRAPH_MARKS) :]))
    over = sorted(draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
    return ReadText(text, "made", marks=(*kept, Mark(*over, foreign)) if draw(st.booleans()) else tuple(kept))


READ = st.one_of(TEXTS.map(lambda text: ReadText(text, "made")), marked_texts())
MEDIA_TYPES = st.sampled_from(["text/plain", "text/markdown"])
LAW = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def visible(text: str) -> list[str]:
    """The characters that can be seen, in a form in which folds make no difference; their order is that of the text."""
    text = LIGATURE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFC", folded(text)).replace("´", "’").replace("`", "’"))
    return sorted(character for character in plain if not character.isspace())


def structured_or_refused(read: ReadText, media_type: str) -> Structured | None:
    """The rows of a text; None if it is refused, for the one reason there is."""
    try:
        return structure_document(DOCUMENT_ID, read, media_type)
    except StructureError as refusal:
        return None if refusal.reason == "no_text" else pytest.fail(refusal.reason)


@LAW
@given(READ, MEDIA_TYPES)
def test_every_visible_character_is_in_the_body_or_recorded_as_removed(read: ReadText, media_type: str) -> None:
    text = read.text
    cleaned = clean(text, media_type == "text/markdown", read.marks)
    kept = list(text)
    for cut in cleaned.cuts:
        kept[cut.start : cut.end] = [""] * (cut.end - cut.start)
    assert visible("".join(kept)) == visible(cleaned.body)


@LAW
@given(TEXTS, MEDIA_TYPES)
def test_a_clean_body_stays_as_it_is(text: str, media_type: str) -> None:
    body = clean(text, media_type == "text/markdown").body
    assert clean(body, media_type == "text/markdown").body == body


@LAW
@given(READ, MEDIA_TYPES)
def test_spans_slice_back_and_nest(read: ReadText, media_type: str) -> None:
    rows = structured_or_refused(read, media_type)
    if rows is None:
        return
    body = rows.document["body"]
    paragraphs = {row["paragraph_no"]: row for row in rows.paragraphs}
    assert "\n\n".join(body[row["start_char"] : row["end_char"]] for row in rows.paragraphs) == body
    reached = 0
    for row in rows.sentences:
        paragraph = paragraphs[row["paragraph_no"]]
        assert paragraph["start_char"] <= row["start_char"] < row["end_char"] <= paragraph["end_char"]
        assert row["start_char"] >= reached
        reached = row["end_char"]
    for row in rows.removed:
        assert read.text[row["start_char"] : row["end_char"]] == row["text"]
    for row in rows.candidates:
        place = body if row["evidence_in"] == "body" else read.text
        assert place[row["start_char"] : row["end_char"]] == row["evidence"]
        assert row["evidence"]


@LAW
@given(READ, MEDIA_TYPES)
def test_rows_fit_their_tables_and_do_not_change(read: ReadText, media_type: str) -> None:
    rows = structured_or_refused(read, media_type)
    if rows is None:
        return
    to_arrow(DOCUMENT_FACTS, [rows.document])
    to_arrow(RAW_REMOVED, rows.removed)
    to_arrow(PARAGRAPHS, rows.paragraphs)
    to_arrow(SENTENCES, rows.sentences)
    to_arrow(METADATA_CANDIDATES, rows.candidates)
    assert rows == structured_or_refused(read, media_type)
    chosen = [row["field"] for row in rows.candidates if row["is_chosen"]]
    assert len(chosen) == len(set(chosen))


@LAW
@given(marked_texts())
def test_what_the_format_marks_as_foreign_is_cut_under_its_name(read: ReadText) -> None:
    cuts = clean(read.text, False, read.marks).cuts
    removed = {place: cut.rule for cut in cuts for place in range(cut.start, cut.end)}
    foreign = [mark for mark in read.marks if mark.kind not in PARAGRAPH_MARKS]
    places = {place for mark in foreign for place in range(mark.start, mark.end) if not read.text[place].isspace()}
    assert {removed.get(place) for place in places} <= {mark.kind for mark in foreign}


@LAW
@given(marked_texts())
def test_no_paragraph_has_parts_of_two_that_the_format_knows(read: ReadText) -> None:
    rows = structured_or_refused(read, "text/plain")
    if rows is None:
        return
    cleaned = clean(read.text, False, read.marks)
    for row in rows.paragraphs:
        origins = cleaned.origins[row["start_char"] : row["end_char"]]
        shown = [
            place
            for place, sign in zip(origins, rows.document["body"][row["start_char"] :], strict=False)
            if not sign.isspace()
        ]
        numbers = {cleaned.known.at(place) for place in shown}
        pages = {
            (cleaned.known.kinds[number], read.text.count("\f", 0, cleaned.known.starts[number]))
            for number in numbers
            if number >= 0
        }
        assert len(numbers) == 1 or ({kind for kind, _ in pages} == {"block"} and len(pages) == len(numbers))
