"""Whatever stands in a cell, it stays text: no tag, no attribute, no link, nothing hidden or turned."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tasks.core.report.elements import cut, element, joined, outside, safe, visible
from tasks.core.report.model import Bounds
from tasks.core.report.page import as_page
from tests.tasks.core.report.filled import filled
from tests.tasks.core.report.made import Page

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "</title></style></svg><svg onload=alert(1)>",
    "<!-- --> <![CDATA[ ]]> &lt;b&gt; &#60;b&#62; &copy",
    "]]></blockquote></section><a href=http://example.org>here</a>",
    "\x00\x1b[31m\u202eright to left\u2066\ufeff\u200b\ud800\ufffe",
)
LINK = re.compile(r"#[a-z]+|[0-9TZ]+-[0-9a-f]{6}\.html")
BOUNDS = Bounds()
texts = st.text(st.characters(exclude_categories=()), max_size=60)


def page_of(text: str) -> Page:
    return Page(as_page(filled(text), BOUNDS))


def shape(page: Page) -> list[tuple[str, tuple[str, ...], str | None]]:
    """Tags, with the names of their attributes and their classes."""
    return [(tag, tuple(values), values.get("class")) for tag, values in page.tags]


PLAIN = shape(page_of("plain"))


@settings(max_examples=60, deadline=None)
@given(texts)
@example(HOSTILE[0])
@example(HOSTILE[1])
@example(HOSTILE[2])
@example(HOSTILE[4])
@example(HOSTILE[5])
@example(HOSTILE[7])
def test_any_text_leaves_the_page_as_it_is(text: str) -> None:
    assert shape(page_of(f"x{text}")) == PLAIN


@pytest.mark.parametrize("text", HOSTILE)
def test_a_page_has_no_script_and_leads_nowhere_else(text: str) -> None:
    page = page_of(text)
    assert {tag for tag, _ in page.tags} & {
        "script",
        "img",
        "link",
        "iframe",
        "object",
        "base",
        "form",
        "input",
    } == set()
    assert [link for link in page.attributes("a", "href") if not LINK.fullmatch(link or "")] == []
    names = {name for _, values in page.tags for name in values}
    assert [name for name in names if name.startswith("on") or name in ("src", "style", "srcset", "action")] == []


def test_a_page_may_ask_for_nothing() -> None:
    policies = [
        values["content"] for tag, values in page_of("x").tags if values.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policies == [
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
    ]
    page = as_page(filled("x"), BOUNDS)
    assert re.findall(r"https?:|//[a-z]|@import|url\(", page) == []


def test_a_page_is_utf_8_whatever_it_holds() -> None:
    assert "[U+D800]" in as_page(filled(HOSTILE[7]), BOUNDS).encode("utf-8").decode("utf-8")


@settings(deadline=None)
@given(texts)
def test_nothing_in_visible_text_hides_or_turns(text: str) -> None:
    shown = visible(text)
    assert [each for each in shown if not (each.isprintable() or each in "\u200c\u200d" or each.isspace())] == []
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]", shown)
    assert visible(shown) == shown


@settings(deadline=None)
@given(texts, st.integers(1, 50))
def test_a_cut_text_is_no_longer_than_it_may_be(text: str, n_chars: int) -> None:
    shown = cut(text, n_chars)
    assert len(shown) <= n_chars + 1
    assert shown.endswith("…") or visible(text) == shown


def test_text_is_shown_as_it_is_where_nothing_is_wrong_with_it() -> None:
    assert visible("Überall\u00a0—\tnaïve ’quotes’\nمی‌خواهم") == "Überall\u00a0— naïve ’quotes’ می‌خواهم"
    assert safe("a\u202eb & <c>") == "a[U+202E]b &amp; &lt;c&gt;"


def test_elements_take_text_as_text_and_elements_as_they_are() -> None:
    made = element("p", "a<b", outside("c"), class_='x"y', data_label=1, hidden=None)
    assert made.markup == '<p class="x&quot;y" data-label="1">a&lt;b<bdi>c</bdi></p>'
    assert joined(("a", element("br"), "b"), ", ").markup == "a, <br>, b"
