"""What holds for any page, however broken: only the readers' error, marks within the text, paragraphs apart."""

import random
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.vocabularies import MARKS, NOTES, PARAGRAPH_MARKS, REJECTION_REASONS
from tasks.core.formats.html import read, sniff
from tasks.core.reading import ReadError, ReadText
from tests.tasks.core.formats.html import made

TAGS = [
    "p",
    "div",
    "span",
    "a",
    "b",
    "i",
    "sup",
    "h1",
    "h2",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "th",
    "blockquote",
    "pre",
    "br",
    "hr",
    "section",
    "article",
    "nav",
    "footer",
    "header",
    "aside",
    "main",
    "form",
    "button",
    "select",
    "option",
    "script",
    "style",
    "template",
    "noscript",
    "html",
    "head",
    "body",
    "title",
    "meta",
    "svg",
    "math",
    "details",
    "x-y",
    "font",
    "time",
]
ATTRIBUTES = (
    "", ' class="menu"', ' class="content"', ' id="fn1"', ' href="#fn1"', ' href="/x"', " hidden",
    ' style="display:none"',
    ' type="a"', ' start="-3"', ' value="99999999999"',
    ' role="navigation"', ' colspan="2', " =", ' class="footnotes"', ' name="a"',
)  # fmt: skip
WORDS = (
    "We, the ministers, met today and agreed on the following points of the common programme.",
    "word", " ", "\n", "&nbsp;",
    "&#0;", "&#xD800;", "&amp", "1", "[2]", "⠁⠂", "\x00", "\x0c", "\ufffe", "<", ">", "<!--", "-->",
    "<![CDATA[", "]]>", "<?php",
    "Ω", "外務大臣は会談した。", "© 2020", "\u202e", "e\u0301",
)  # fmt: skip
PIECES = st.one_of(
    st.builds(lambda tag, attributes: f"<{tag}{attributes}>", st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES)),
    st.builds(lambda tag: f"</{tag}>", st.sampled_from(TAGS)),
    st.sampled_from(WORDS),
)
PAGES = st.lists(PIECES, max_size=60).map("".join)


def outcome(content: bytes) -> ReadText | str:
    """The text of a page that keeps the laws, or the reason why there is none."""
    try:
        found = read(content)
    except ReadError as error:
        refused = error
    else:
        return kept_laws(found)
    assert refused.reason in REJECTION_REASONS
    assert refused.detail.endswith(".")
    return refused.reason


def kept_laws(found: ReadText) -> ReadText:
    """A text that was read, if its marks, notes and properties are well-formed."""
    paragraphs = sorted((mark.start, mark.end) for mark in found.marks if mark.kind in PARAGRAPH_MARKS)
    assert all(0 <= mark.start < mark.end <= len(found.text) and mark.kind in MARKS for mark in found.marks)
    assert all(first[1] <= second[0] for first, second in pairwise(paragraphs))
    assert all(note.kind in NOTES and note.detail.endswith(".") for note in found.notes)
    assert "\f" not in found.text
    assert "\x00" not in found.text
    assert found.text == found.text.encode("utf-8").decode("utf-8")
    assert all(": " in line for line in found.properties.splitlines())
    return found


@settings(max_examples=150, deadline=None)
@given(PAGES)
def test_any_page_is_read_or_refused(page: str) -> None:
    content = page.encode("utf-8", "surrogatepass")
    sniff(content)
    assert outcome(content) == outcome(content)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    sniff(content)
    outcome(content)
    outcome(b"<html><body><p>" + content)


@pytest.mark.parametrize("design", made.DESIGNS[:6], ids=lambda design: design.__name__)
def test_pages_cut_off_or_with_flipped_bits_are_read(design: Callable[[], str]) -> None:
    content = design().encode()
    for tenth in range(1, 10):
        found = outcome(content[: len(content) * tenth // 10])
        assert isinstance(found, ReadText) or (found == "no_text" and tenth < 3)
    random_bits = random.Random(7)
    for _ in range(5):
        flipped = bytearray(content)
        for place in random_bits.sample(range(len(flipped)), 40):
            flipped[place] ^= 1 << random_bits.randrange(8)
        outcome(bytes(flipped))


@pytest.mark.parametrize("tag", ["div", "b", "font", "table><tr><td", "ul><li", "blockquote", "x-y"])
def test_tags_nested_without_end_lose_no_word(tag: str) -> None:
    found = outcome(("<html><body>" + f"<{tag}>word " * 3000 + "the last words.").encode())
    assert isinstance(found, ReadText)
    assert found.text.count("word ") + found.text.count("word\n") >= 3000
    assert found.text.endswith("the last words.\n")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<html><body>" + b"<i></i>" * 300_000, "output_limit"),
        (b"<html><body>" + b"word " * 2_100_000, "output_limit"),
        (b"<html><body><p " + b"a=b " * 100_000 + b">", "no_text"),
    ],
)
def test_pages_too_large_are_refused(content: bytes, reason: str) -> None:
    assert outcome(content) == reason


def test_entities_and_addresses_are_not_resolved() -> None:
    page = (
        '<!DOCTYPE html [<!ENTITY e SYSTEM "file:///etc/hostname"><!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
        "<html><body><p>The members of the group met and said: &e; and &b; to the press of the city.</p>"
        "</body></html>"
    )
    found = outcome(page.encode())
    assert isinstance(found, ReadText)
    assert "&e; and &b;" in found.text
