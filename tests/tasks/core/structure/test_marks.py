"""What formats say of their text is believed: what is no part of it goes, their paragraphs stay as they are."""

from tasks.core.reading import Mark, ReadText
from tasks.core.structure import Structured, structure_document
from tests.structured import DOCUMENT_ID

FIRST = "We condemn the attack in the strongest possible terms and stand in full solidarity with all those"
SECOND = "affected by it, wherever they may be, and with those who help them."
THIRD = "We will meet again in Vilnius before the end of the year, and will report to the public."


def read_of(*pieces: tuple[str, str]) -> ReadText:
    """A text of pieces, each of which is under the mark that is named, or under none."""
    text, marks = "", []
    for piece, kind in pieces:
        if kind:
            marks.append(Mark(len(text), len(text) + len(piece), kind))
        text += piece
    return ReadText(text, "made", marks=tuple(marks))


def rows_of(*pieces: tuple[str, str]) -> Structured:
    return structure_document(DOCUMENT_ID, read_of(*pieces), "application/pdf")


def texts(rows: Structured, *roles: str) -> list[str]:
    body = rows.document["body"]
    return [body[row["start_char"] : row["end_char"]] for row in rows.paragraphs if not roles or row["role"] in roles]


def removed(rows: Structured) -> list[tuple[str, str]]:
    return [(row["rule"], row["text"].strip()) for row in rows.removed]


def test_a_paragraph_goes_over_its_lines_and_over_the_end_of_a_page() -> None:
    text = f"{FIRST}\nMINISTRY\n3\n\f{SECOND}"
    marks = (
        Mark(0, len(text), "block"),
        Mark(len(FIRST) + 1, len(FIRST) + 9, "page_head"),
        Mark(len(FIRST) + 10, len(FIRST) + 11, "page_number"),
    )
    rows = structure_document(DOCUMENT_ID, ReadText(text, "made", 2, marks=marks), "application/pdf")
    assert texts(rows) == [f"{FIRST} {SECOND}"]
    assert removed(rows) == [("page_head", "MINISTRY"), ("page_number", "3")]
    assert [(row["page_no"], row["end_page_no"]) for row in rows.paragraphs] == [(1, 2)]


def test_two_marks_are_two_paragraphs_whatever_stands_between_them() -> None:
    assert texts(rows_of((FIRST, "block"), ("\n", ""), (SECOND, "block"))) == [FIRST, SECOND]
    assert texts(rows_of((FIRST, "block"), (" ", ""), (SECOND, "block"))) == [FIRST, SECOND]


def test_an_empty_line_inside_a_mark_is_the_page_s() -> None:
    assert texts(rows_of((f"{FIRST}\n\n{SECOND}", "block"))) == [f"{FIRST} {SECOND}"]


def test_a_sentence_that_a_format_cut_at_the_end_of_a_page_is_one_paragraph() -> None:
    assert texts(rows_of((FIRST, "block"), ("\n\f", ""), (SECOND, "block"))) == [f"{FIRST} {SECOND}"]
    assert texts(rows_of((FIRST, "item"), ("\n\f", ""), (SECOND, "block"))) == [FIRST, SECOND]


def test_the_frame_of_a_page_is_cut_and_recorded() -> None:
    rows = rows_of(("Home\nNews\n\n", "frame"), (FIRST + ".", "block"), ("\n\n", ""), ("© 2020 Ministry", "frame"))
    assert texts(rows) == [FIRST + "."]
    assert removed(rows) == [("frame", "Home\nNews"), ("frame", "© 2020 Ministry")]


def test_references_to_notes_leave_no_gap() -> None:
    rows = rows_of((FIRST, ""), (" [1]", "note_reference"), (", and wait", ""), ("2", "note_reference"), (".", ""))
    assert texts(rows) == [f"{FIRST}, and wait."]
    rows = rows_of((FIRST, ""), (" ", ""), ("[1]", "note_reference"), (".", ""))
    assert texts(rows) == [f"{FIRST}."]


def test_raised_figures_refer_to_the_notes_that_the_format_knows() -> None:
    rows = rows_of((f"{FIRST}.¹ An area of 20 km² was cleared.", "block"), ("\n\n", ""), ("1 As agreed.", "footnote"))
    assert texts(rows) == [f"{FIRST}. An area of 20 km² was cleared.", "1 As agreed."]
    assert removed(rows) == [("note_reference", "¹")]


def test_marks_give_paragraphs_their_roles() -> None:
    rows = rows_of(
        ("Joint Statement\nof the Three", "title"),
        ("\n\n", ""),
        (f"{FIRST} who help.", "block"),
        ("\n\n", ""),
        ("Peace and order", "heading"),
        ("\n\n", ""),
        (f"{THIRD}", "block"),
        ("\n\n", ""),
        ("Aid\t20", "row"),
        ("\n", ""),
        ("Trade\t30", "row"),
        ("\n\n", ""),
        ("1 As agreed in Vilnius.", "footnote"),
        ("\n\n", ""),
        ("For the Three", "block"),
    )
    assert [row["role"] for row in rows.paragraphs] == [
        "title",
        "paragraph",
        "title",
        "paragraph",
        "paragraph",
        "paragraph",
        "footnote",
        "signature",
    ]
    assert texts(rows, "title") == ["Joint Statement of the Three", "Peace and order"]


def test_a_page_that_sets_its_text_in_headings_keeps_its_text() -> None:
    long = f"{FIRST} {SECOND} {THIRD} {THIRD}"
    assert texts(rows_of((long, "heading"), ("\n\n", ""), (THIRD, "heading")), "paragraph") == [long]


def test_words_of_buttons_go_only_where_they_are_the_whole_paragraph() -> None:
    rows = rows_of(
        (f"{FIRST} partners", "block"), ("\n\n", ""), ("Share\nTweet", "block"), ("\n", ""), (THIRD, "block")
    )
    assert texts(rows) == [f"{FIRST} partners", THIRD]
    rows = rows_of((f"{FIRST}\npartners", "block"), ("\n\n", ""), (THIRD, "block"))
    assert texts(rows) == [f"{FIRST} partners", THIRD]


def test_a_list_of_links_goes_and_paragraphs_of_the_text_do_not() -> None:
    links = (("Related documents", "heading"), ("\n\n", ""), ("The treaty of 1999", "item"))
    rows = rows_of((THIRD + " " + FIRST + ".", "block"), ("\n\n", ""), *links, ("\n\n", ""), ("1 A note", "footnote"))
    assert texts(rows) == [THIRD + " " + FIRST + ".", "1 A note"]
    assert removed(rows) == [("trailing_links", "Related documents"), ("trailing_links", "The treaty of 1999")]


def test_narrow_columns_of_a_format_are_running_text() -> None:
    lines = (
        "We condemn the attack in the",
        "strongest possible terms and",
        "stand in full solidarity with",
        "all of them.",
    )
    narrow = "\n".join(lines)
    rows = rows_of((narrow, "block"), ("\n\n", ""), ("Programme", "heading"), ("\n\n", ""), (narrow, "block"))
    assert texts(rows) == [narrow.replace("\n", " "), "Programme", narrow.replace("\n", " ")]


def test_dashes_at_the_beginning_of_a_line_inside_a_paragraph_are_no_items() -> None:
    text = "The ministers agreed on the plan\n- which had been long awaited -\nand on the money for it."
    assert texts(rows_of((text, "block"))) == [text.replace("\n", " ")]
