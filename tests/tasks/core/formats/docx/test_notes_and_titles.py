"""Footnotes and their marks; which paragraph is the title, a heading, a quotation."""

import pytest

from tests.tasks.core.formats.docx.made import docx, notes, numbered, p, r, style, styled, styles
from tests.tasks.core.formats.docx.shown import inner, paragraphs

RAISED = '<w:vertAlign w:val="superscript"/>'
LONG = "The ministers met in Oslo and agreed on the steps that the situation in the region asks of all of them. " * 2
NAMED = styles(
    style("a3", "Title"),
    style("berschrift1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
    style("berschrift2", "heading 2", '<w:basedOn w:val="berschrift1"/>'),
    style("Zitat", "Quote"),
    style("Eigen", "House heading", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'),
    style("Verzeichnis1", "toc 1"),
)


def reference(kind: str, number: int, more: str = "") -> str:
    return f'<w:r><w:rPr>{RAISED}</w:rPr><w:{kind}Reference w:id="{number}"{more}/></w:r>'


def test_notes_stand_at_the_end_with_the_numbers_of_their_marks() -> None:
    body = docx(
        p(r("First") + reference("footnote", 2) + r(" and second") + reference("footnote", 1) + r(".")),
        p(r("End") + reference("endnote", 1) + r(".")),
        footnotes=notes("footnote", p(f"<w:r><w:footnoteRef/></w:r>{r(' Note B.')}"), p("Note A.") + p("It goes on.")),
        endnotes=notes("endnote", p("At the very end."), p("Never referred to.")),
    )
    assert paragraphs(body) == [
        ("block", "First1 and second2."),
        ("block", "Endi."),
        ("footnote", "1 Note A."),
        ("footnote", "It goes on."),
        ("footnote", "2  Note B."),
        ("footnote", "i At the very end."),
    ]
    assert inner(body) == [("note_reference", "1"), ("note_reference", "2"), ("note_reference", "i")]


def test_a_note_with_a_mark_of_its_own() -> None:
    body = docx(
        p(r("Text") + reference("footnote", 1, ' w:customMarkFollows="1"') + r("*", RAISED) + r(".")),
        footnotes=notes("footnote", p(r("*", RAISED) + r(" Without prejudice to positions on status."))),
    )
    assert paragraphs(body) == [("block", "Text*."), ("footnote", "* Without prejudice to positions on status.")]


def test_notes_typed_by_hand_are_known_by_their_raised_signs() -> None:
    body = docx(
        p(r("Ships") + r("1", RAISED) + r(" of 5 km") + r("2", RAISED) + r(".")),
        p("More."),
        p(r("1", RAISED) + r(" As of 1 May.")),
    )
    assert paragraphs(body) == [("block", "Ships1 of 5 km2."), ("block", "More."), ("footnote", "1 As of 1 May.")]
    assert inner(body) == [("note_reference", "1")]


def test_the_number_format_of_notes_is_that_of_the_section() -> None:
    body = docx(
        p(r("Text") + reference("footnote", 1)),
        section='<w:footnotePr><w:numFmt w:val="upperRoman"/><w:numStart w:val="4"/></w:footnotePr>',
        footnotes=notes("footnote", p("Note.")),
    )
    assert paragraphs(body)[-1] == ("footnote", "IV Note.")


def test_lines_of_the_title_style_are_one_title() -> None:
    body = docx(
        p("MINISTRY OF FOREIGN AFFAIRS"),
        styled("a3", "Joint statement"),
        styled("a3", "of the ministers"),
        styled("a3", "Oslo, 11 May 2031"),
        styled("berschrift1", "Security"),
        p(LONG),
        styled("a3", "Annex"),
        styles=NAMED,
    )
    assert paragraphs(body) == [
        ("block", "MINISTRY OF FOREIGN AFFAIRS"),
        ("title", "Joint statement\nof the ministers"),
        ("heading", "Oslo, 11 May 2031"),
        ("heading", "Security"),
        ("block", LONG.strip()),
        ("heading", "Annex"),
    ]


def test_the_first_heading_above_the_text_is_the_title() -> None:
    body = docx(
        styled("berschrift1", "Joint statement"),
        p("Oslo, 11 May 2031"),
        p(LONG),
        styled("Eigen", "Next steps"),
        styled("Zitat", "Quoted words."),
        styles=NAMED,
    )
    assert [kind for kind, _ in paragraphs(body)] == ["title", "block", "block", "heading", "quote"]


@pytest.mark.parametrize("look", ['<w:b/><w:sz w:val="22"/>', '<w:sz w:val="32"/>'])
def test_a_line_that_stands_out_above_the_text_is_the_title(look: str) -> None:
    centred = '<w:jc w:val="center"/>'
    body = docx(
        p("Joint statement", centred, look),
        p("on the occasion of the day of the sea", centred, look),
        p("11 May 2031", centred, look),
        p(),
        p(LONG),
        p("In bold further down", centred, look),
        styles=styles(),
    )
    assert paragraphs(body)[:2] == [
        ("title", "Joint statement\non the occasion of the day of the sea"),
        ("block", "11 May 2031"),
    ]
    assert paragraphs(body)[-1] == ("block", "In bold further down")


def test_beside_a_letter_head_of_the_same_look_no_line_is_called_the_title() -> None:
    centred = '<w:jc w:val="center"/>'
    body = docx(p("KINGDOM OF WEXMOOR", centred, "<w:b/>"), p(), p("Joint statement", centred, "<w:b/>"), p(), p(LONG))
    assert [kind for kind, _ in paragraphs(body)] == ["block"] * 3


def test_a_long_paragraph_in_a_heading_style_is_text() -> None:
    body = docx(styled("berschrift2", LONG), styled("berschrift2", "Short"), numbered("x"), styles=NAMED)
    assert [kind for kind, _ in paragraphs(body)] == ["block", "heading", "block"]


def test_a_table_of_contents_is_no_text_of_its_own() -> None:
    body = docx(styled("Verzeichnis1", "Security 2"), p(LONG), styles=NAMED)
    assert paragraphs(body) == [("block", LONG.strip())]
    assert inner(body) == [("residue", "Security 2")]
