"""Text from outside comes out of markdown as the text that it was."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tasks.core.report.elements import cut
from tasks.core.runpage.text import CELL_CHARS, WORD_CHARS, cell, folded, inert

MARKUP = st.text(st.sampled_from("ab1 .)(][!<>/=\"'&;#x*_`~|\\:-+@$^{}\n\té"), max_size=40)
HOSTILE = (
    "[x](javascript:alert(1)).txt",
    '<img src=x onerror="alert(1)">',
    "![x](http://example.org/x.png)",
    "a | b | c",
    "`code` ``more``",
    "**bold** _it_ __b__ ~~gone~~ *a*b",
    "<script>alert(1)</script>",
    "<http://example.org> https://example.org www.example.org me@example.org",
    "&lt;b&gt; &#60;b&#62; &copy",
    "# head",
    "- item",
    "1. item",
    "1) item",
    "> quote",
    "    code",
    "===",
    "---",
    "a\\|b \\[x\\] \\",
    "[x]: http://example.org 'title'",
    "\x1b[31mred\u202e",
)
renderer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def texts(tokens: list[Token]) -> str:
    """All text; anything else that is markup fails."""
    found = []
    for token in tokens:
        if token.type == "inline":
            found.append(texts(token.children or []))
        elif token.type == "softbreak":
            found.append("\n")
        else:
            assert token.type in ("text", "text_special", "paragraph_open", "paragraph_close"), token
            found.append(token.content)
    return "".join(found)


@given(MARKUP | st.text(max_size=40))
def test_markdown_gives_back_the_text(text: str) -> None:
    for escaped in (cell(text), inert(text)):
        shown = folded(cut(text, CELL_CHARS)) if escaped == inert(text) else cut(text, CELL_CHARS)
        assert texts(renderer.parse(escaped)).split() == shown.split()


@pytest.mark.parametrize("text", HOSTILE)
def test_what_looks_like_markup_is_text(text: str) -> None:
    for escaped in (cell(text), inert(text)):
        assert texts(renderer.parse(escaped)) == cut(text, CELL_CHARS).strip()


@given(MARKUP)
@example("a|b")
def test_a_cell_of_a_table_stays_one_cell(text: str) -> None:
    table = f"| file | reason |\n| --- | --- |\n| {inert(text)} | damaged |"
    tokens = renderer.parse(table)
    cells = [texts([each]) for before, each in pairwise(tokens) if before.type == "td_open"]
    assert [each.split() for each in cells] == [folded(cut(text, CELL_CHARS)).split(), ["damaged"]]


@pytest.mark.parametrize(
    "name", ["some_file_name-1.v2.txt", "Übersicht (2).pdf", "2022-03-24 NATO & EU.html", "a+b=c.txt"]
)
def test_common_names_are_left_as_they_are(name: str) -> None:
    assert (cell(name), inert(name)) == (name, name)


def test_a_word_wider_than_a_column_is_folded_in_markdown_alone() -> None:
    name = "x" * 200 + ".txt"
    assert cell(name) == name
    assert inert(name) == "x" * 36 + "…" + "x" * 16 + ".txt"
    assert max(map(len, inert("y" * 1000).split())) <= WORD_CHARS


def test_long_texts_are_cut() -> None:
    assert cell("word " * 1000) == cut("word " * 1000, CELL_CHARS)
