"""Markdown: what is sign and not text."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from schemas.vocabularies import MARKS, PARAGRAPH_MARKS
from tasks.core.formats.markdown import read, sniff
from tasks.core.structure import structure_document
from tests.structured import DOCUMENT_ID


def marked(text: str) -> list[tuple[str, str]]:
    found = read(text.encode())
    return [(mark.kind, found.text[mark.start : mark.end]) for mark in found.marks]


def test_front_matter_tables_notes_and_headings_give_markdown_away() -> None:
    assert sniff(b'+++\ntitle = "x"\n+++\nText') == "text/markdown"
    assert sniff(b"---\ntitle: x\n---\nText") == "text/markdown"
    assert sniff(b"Text.\n\n| a | b |\n|---|:--|\n| c | d |\n") == "text/markdown"
    assert sniff(b"Text.[^1]\n\n[^1]: A note.\n") == "text/markdown"
    assert sniff(b"# One heading\n\nText\n\n## Another\n") == "text/markdown"
    assert sniff(b"Text - with dashes\n---------\n1. and a number\n") is None


def test_entities_are_the_characters_that_they_stand_for() -> None:
    assert read(b"5&nbsp;May &amp; caf&eacute; &#8211; &unknown; R&D; AT&T").text == (
        "5\u00a0May & café – &unknown; R&D; AT&T"
    )


def test_notes_are_footnotes_and_their_marks_no_text() -> None:
    assert marked("Ships.[^1] More.\n\n[^1]: As of May,\nsee above.\n[^b]: Other.\n") == [
        ("note_reference", "[^1]"),
        ("residue", "[^"),
        ("footnote", "[^1]: As of May,\nsee above."),
        ("residue", "]:"),
        ("residue", "[^"),
        ("footnote", "[^b]: Other."),
        ("residue", "]:"),
    ]


def test_rows_of_a_table() -> None:
    found = marked("Text.\n\n| State | Ships |\n|-------|------:|\n| Norway | 4 |\n\nText | more.\n")
    assert [text for kind, text in found if kind == "row"] == ["| State | Ships |", "| Norway | 4 |"]
    assert ("residue", "|-------|------:|") in found
    assert sum(kind == "residue" for kind, _ in found) == 7


def test_an_underlined_line_is_a_heading() -> None:
    assert marked("Joint statement\n===============\n\nText.\n\n---\n") == [
        ("heading", "Joint statement"),
        ("residue", "==============="),
    ]


def test_front_matter_holds_no_marks() -> None:
    assert marked("---\ntitle: A & B\nnote: <b>\n---\nText <b>bold</b>\n") == [("residue", "<b>"), ("residue", "</b>")]


def test_pieces_of_html_are_set_apart_and_part_what_they_part_on_a_page() -> None:
    text = "One<br>two<sup>3</sup> <!-- hidden --><p>para</p>end 5 < 6 > 4"
    assert read(text.encode()).text == "One<br>\ntwo<sup>3</sup> <!-- hidden --><p>\n\npara</p>\n\nend 5 < 6 > 4"
    assert marked(text) == [
        ("residue", "<br>"),
        ("residue", "<sup>"),
        ("note_reference", "3"),
        ("residue", "</sup>"),
        ("residue", "<!-- hidden -->"),
        ("residue", "<p>"),
        ("residue", "</p>"),
    ]


def test_items_that_all_have_the_same_number_are_counted_on() -> None:
    text = "1. One\n1. Two\n\n1. Three\n   goes on\n\nBetween.\n\n1. One\n2. Two\n3) Other\n3) Next\n"
    assert read(text.encode()).text == (
        "1. One\n2. Two\n\n3. Three\n   goes on\n\nBetween.\n\n1. One\n2. Two\n3) Other\n4) Next\n"
    )


def test_a_statement_in_markdown_comes_out_as_its_text() -> None:
    source = (
        "# Joint statement\n\nThe ministers of both states met in Oslo and agreed on these points.[^1]\n\n"
        "1. They reaffirm their support&nbsp;for the plan.\n\n1. They ask all sides<br>to keep to it.\n\n"
        "[^1]: As of the day of the meeting.\n"
    )
    found = structure_document(DOCUMENT_ID, read(source.encode()), "text/markdown")
    assert found.document["body"].split("\n\n") == [
        "Joint statement",
        "The ministers of both states met in Oslo and agreed on these points.",
        "1. They reaffirm their support for the plan.",
        "2. They ask all sides to keep to it.",
        "1 As of the day of the meeting.",
    ]
    assert [row["role"] for row in found.paragraphs] == ["title", "paragraph", "paragraph", "paragraph", "footnote"]


SIGNS = st.sampled_from(
    [
        "[^1]",
        "[^1]: ",
        "|",
        "|--|--|",
        "---",
        "===",
        "\n",
        "\n\n",
        "1. ",
        "  2) ",
        "<br>",
        "<p>",
        "<!--",
        "-->",
        "&amp;",
    ]
)


@given(st.lists(st.one_of(SIGNS, st.text(max_size=5)), max_size=40))
def test_marks_lie_in_the_text_and_paragraphs_do_not_overlap(pieces: list[str]) -> None:
    content = "".join(piece for piece in pieces if "\x00" not in piece).encode("utf-8", "replace")
    found = read(content)
    assert all(mark.kind in MARKS and 0 <= mark.start < mark.end <= len(found.text) for mark in found.marks)
    spans = sorted((mark.start, mark.end) for mark in found.marks if mark.kind in PARAGRAPH_MARKS)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
