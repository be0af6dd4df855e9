"""What a browser shows, block by block."""

import pytest

from tasks.core.formats.html import read, sniff
from tasks.core.reading import Mark, ReadError, ReadText

LONG = "The ministers met in the old town hall, and agreed on the measures that are set out below."


def page(body: str, head: str = "") -> ReadText:
    return read(f"<html><head>{head}</head><body>{body}</body></html>".encode())


def blocks(body: str) -> list[tuple[str, str]]:
    found = page(body)
    return [(mark.kind, found.text[mark.start : mark.end]) for mark in found.marks]


def test_white_space_and_line_ends_are_the_browsers() -> None:
    assert blocks(f"<p>{LONG}\n   And\t<b>more</b>\n of it.</p>  <div> {LONG}<br>{LONG} </div>") == [
        ("block", f"{LONG} And more of it."),
        ("block", LONG),
        ("block", LONG),
    ]


def test_two_line_ends_part_paragraphs_and_one_does_not_part_a_sentence() -> None:
    assert blocks(f"{LONG}<br><br>{LONG}<br>&nbsp;<br>Done at Vilnius,<br>on 3 May 2011") == [
        ("block", LONG),
        ("block", LONG),
        ("block", "Done at Vilnius,\non 3 May 2011"),
    ]


def test_lines_of_a_fixed_width_are_one_paragraph() -> None:
    lines = [
        "The ministers met in the old town hall of the city",
        "and agreed that the measures which they had taken",
        "in the course of the last year have borne fruit in",
        "all of the regions, and that more is to be done.",
    ]
    assert blocks("<br>".join(lines)) == [("block", "\n".join(lines))]


@pytest.mark.parametrize(
    ("attributes", "markers"),
    [
        ("", ["1. ", "2. ", "3. "]),
        ('start="5"', ["5. ", "6. ", "7. "]),
        ('type="a"', ["a. ", "b. ", "c. "]),
        ('type="A" start="26"', ["Z. ", "AA. ", "AB. "]),
        ('type="i" start="3"', ["iii. ", "iv. ", "v. "]),
        ("reversed", ["3. ", "2. ", "1. "]),
        ('style="list-style-type: upper-roman"', ["I. ", "II. ", "III. "]),
        ('style="list-style: none"', ["", "", ""]),
    ],
)
def test_numbers_of_lists(attributes: str, markers: list[str]) -> None:
    assert blocks(f"<ol {attributes}><li>{LONG}<li><p>{LONG}</p><li>{LONG}</ol>") == [
        ("block", marker + LONG) for marker in markers
    ]


def test_nested_lists_own_values_and_printed_numbers() -> None:
    found = blocks(
        f"<ol><li>{LONG}<ol type=a><li>{LONG}</li></ol><ul><li>{LONG}</ul></li><li value=7>{LONG}</li>"
        f"<li><p>{LONG}</p><p>{LONG}</p></li><li>(9) {LONG}</li></ol>"
    )
    assert found == [
        ("block", f"1. {LONG}"),
        ("block", f"a. {LONG}"),
        ("item", LONG),
        ("block", f"7. {LONG}"),
        ("block", f"8. {LONG}"),
        ("block", LONG),
        ("block", f"(9) {LONG}"),
    ]


def test_rows_of_data_tables_are_paragraphs_and_layout_tables_are_none() -> None:
    found = blocks(f"<p>{LONG}</p><table><tr><th>Year<th>Sum<tr><td>2011<td><p>40</p></table><p>{LONG}</p>")
    assert found == [("block", LONG), ("row", "Year\tSum"), ("row", "2011\t40"), ("block", LONG)]
    assert [kind for kind, _ in blocks(f"<table><tr><td>{LONG * 4}<td>{LONG * 4}</table>")] == ["block", "block"]


def test_headings_quotations_and_verbatim_lines() -> None:
    found = page(
        f"<h1>Title</h1><p>{LONG}</p><h2>Part</h2><p>{LONG} {LONG}</p><blockquote><p>{LONG}</p></blockquote>"
        f"<pre>  a\n  {LONG}\n</pre>"
    )
    assert [mark.kind for mark in found.marks] == ["title", "block", "heading", "block", "quote"]
    assert found.text.endswith(f"\n\n  a\n  {LONG}\n")


def test_a_page_that_indents_all_of_its_text_quotes_nothing() -> None:
    assert blocks(f"<blockquote><p>{LONG}</p><p>{LONG}</p></blockquote>") == [("block", LONG), ("block", LONG)]


def test_marks_of_notes_and_notes() -> None:
    found = page(
        f'<p>{LONG}<sup><a href="#fn1" id="r1">1</a></sup> {LONG}<a href="#_ftn2">[2]</a> An area of 30 '
        f"km<sup>2</sup>.</p>"
        f'<ol><li id="fn1">First note, of some length. <a href="#r1">↩</a></li></ol><p><a name="_ftn2" '
        f'href="#_r2">[2]</a> Second note.</p>'
    )
    marks = [(mark.kind, found.text[mark.start : mark.end]) for mark in found.marks]
    assert [one for one in marks if one[0] == "note_reference"] == [("note_reference", "1"), ("note_reference", "[2]")]
    assert [one for one in marks if one[0] == "footnote"] == [
        ("footnote", "1. First note, of some length. ↩"),
        ("footnote", "[2] Second note."),
    ]
    assert ("residue", "↩") in marks


def test_numbers_of_printed_pages_are_marked() -> None:
    found = page(f'<p>{LONG} <span class="pagenum">[Page 12]</span> {LONG}</p>')
    assert [found.text[mark.start : mark.end] for mark in found.marks if mark.kind == "page_number"] == ["[Page 12]"]


def test_what_is_not_shown_is_not_read() -> None:
    hidden = (
        "<script>var a = 1;</script><style>p {}</style><!-- remark --><template>t</template><noscript>n</noscript>"
        '<p hidden>h</p><p style="display: none">d</p><svg><title>s</title></svg>'
    )
    assert page(f"<p>{LONG}</p>{hidden}<p>{LONG}</p>").text == f"{LONG}\n\n{LONG}\n"


def test_text_that_waits_for_a_script_is_read_if_there_is_no_other() -> None:
    assert (
        page(f'<div style="display:none"><p>{LONG}</p><p>{LONG}</p><p>{LONG}</p></div>').text
        == f"{LONG}\n\n{LONG}\n\n{LONG}\n"
    )


@pytest.mark.parametrize(
    "body", ["", "<div id=app></div><script>{}</script>", "<img src=a.png>", "<noscript>Turn scripts on.</noscript>"]
)
def test_a_page_without_text_is_refused(body: str) -> None:
    with pytest.raises(ReadError) as refused:
        page(body)
    assert refused.value.reason == "no_text"


def test_properties() -> None:
    head = (
        "<title>A  statement\n| Site</title><meta name=Date content=2011-05-03><meta property='og:title' "
        "content='A statement'>"
        "<meta name=viewport content=x><meta name=author content='The Ministry'><script type='application/ld+json'>"
        '{"@graph": [{"@type": "NewsArticle", "headline": "A statement", "datePublished": "2011-05-03", '
        '"author": {"name": "Press"}, "inLanguage": "en"}]}</script><script type="application/ld+json">'
        "{broken</script>"
    )
    found = read(
        f"<html lang=en><head>{head}</head><body><p>{LONG}<time datetime=2011-05-04>4 May</time></body></html>".encode()
    )
    assert found.properties.splitlines() == [
        "html.lang: en",
        "html.title: A statement | Site",
        "meta.date: 2011-05-03",
        "meta.og:title: A statement",
        "meta.author: The Ministry",
        "jsonld.type: NewsArticle",
        "jsonld.headline: A statement",
        "jsonld.datepublished: 2011-05-03",
        "jsonld.inlanguage: en",
        "jsonld.author: Press",
        "html.time: 2011-05-04",
    ]


def test_the_title_is_what_the_page_calls_itself_not_the_name_of_the_site() -> None:
    head = "<title>Joint Declaration - Ministry of Foreign Affairs of the Coast</title>"
    site = "<div><h1>Ministry of Foreign Affairs of the Coast</h1></div>"
    body = f"{site}<div><h2>Joint Declaration</h2><p>{LONG}</p><p>{LONG}</p></div>"
    found = page(body, head)
    assert [found.text[mark.start : mark.end] for mark in found.marks if mark.kind == "title"] == ["Joint Declaration"]
    assert found.marks[0].kind == "frame"


def test_a_page_of_short_lines_is_kept() -> None:
    found = page("<p>Agreed.</p><p>Signed.</p>")
    assert (found.text, found.marks, [note.kind for note in found.notes]) == (
        "Agreed.\n\nSigned.\n",
        (Mark(0, 7, "block"), Mark(9, 16, "block")),
        ["frame_kept"],
    )


@pytest.mark.parametrize(
    ("content", "is_html"),
    [
        (b"<!DOCTYPE html><title>x", True),
        (b"\xef\xbb\xbf  <!-- a --><HTML>", True),
        ("\ufeff<html>".encode("utf-16-le"), True),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html>', True),
        (b"\n <span>a</span><h1>b</h1><p>c</p>", True),
        (b"<p>only one tag", False),
        (b'<?xml version="1.0"?><rss><p>a</p><p>b</p></rss>', False),
        (b"The tag <html> is explained here. <p>a</p><p>b</p>", False),
        (b"plain text", False),
    ],
)
def test_sniffing(content: bytes, is_html: bool) -> None:
    assert sniff(content) == ("text/html" if is_html else None)
