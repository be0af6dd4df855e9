"""What `communique diff` prints, and the page it writes."""

import io
import json
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from typer.testing import CliRunner

from flows.cli import app
from flows.compare import MIN_COLUMNS, as_json, plain, print_comparison
from flows.compare_page import as_page
from tasks.core.compare import Comparison
from tasks.core.compare.align import align
from tasks.core.compare.model import Passage, Piece, Row, Side
from tests.pipeline import RAW, Done
from tests.tasks.core.compare.made import HOSTILE, JAPANESE, SETTINGS, hold

FULL, DAMAGED = "nato-leaders-statement-full.txt", "nato-leaders-statement-truncated.txt"
DRIVING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
VOID = ("meta", "col", "br")


def side(**facts: object) -> Side:
    given: dict[str, object] = {
        "document_id": "ab" * 32,
        "paths": ("inbox/a.txt",),
        "title": "A title",
        "issuer": None,
        "date_edtf": None,
        "kind": "statement",
        "language_code": "en",
        "is_right_to_left": False,
        "statement_id": "st-1",
        "relation": "full",
        "coverage_ratio": 1.0,
        "is_main": True,
        "n_words": 100,
        "shared_ratio": 0.9,
    }
    return Side(**(given | facts))


def compared(left: str, right: str, **facts: object) -> Comparison:
    """Two made texts side by side; `facts` are of both sides."""
    held, texts = zip(hold("left", left.split("\n\n")), hold("right", right.split("\n\n")), strict=True)
    done = align((texts[0], texts[1]), (held[0], held[1]), False, False, SETTINGS)
    return Comparison(side(**facts), side(**facts), False, None, done.counts, done.rows)


def shown(comparison: Comparison, columns: int, show_all: bool = True, **options: object) -> str:
    out = io.StringIO()
    given: dict[str, object] = {"color_system": None, "force_terminal": False}
    print_comparison(Console(file=out, width=columns, **(given | options)), comparison, show_all)
    return out.getvalue()


def diff(done: Done, *arguments: str) -> tuple[int, str, str]:
    found = CliRunner().invoke(app, ["diff", *arguments, "--warehouse", str(done.run.warehouse)])
    return found.exit_code, found.stdout, found.stderr


class Page(HTMLParser):
    """A page taken apart; tags that are not closed in order fail."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style", "script"} & set(self.open):
            self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)


def test_the_march_2022_pair_side_by_side(five: Done) -> None:
    code, out, _ = diff(five, FULL, DAMAGED)
    assert code == 0
    assert "raw/nato-leaders-statement-full.txt" in out
    assert "A is its main version" in out
    assert "linked as one statement" in out
    assert "6 missing · 1 added" in out
    assert "[-threat to Euro-Atlantic security in decades-]" in out
    assert "{+recognised+}" in out
    assert re.search(r"^… \d+ sentences the same …$", out, re.MULTILINE)
    assert not [line for line in out.splitlines() if line != line.rstrip()]
    code, longer, _ = diff(five, FULL, DAMAGED, "--all")
    assert "…" not in longer
    assert len(longer.splitlines()) > len(out.splitlines())


def test_what_names_nothing_or_several_is_wrong_usage(five: Done, tmp_path: Path) -> None:
    code, _, said = diff(five, FULL, "statement.txt")
    assert (code, "2 documents are meant by this" in said) == (2, True)
    code, _, said = diff(five, FULL, "nato-leaders-statement-fall.txt")
    assert (code, f"Called alike:\n  {FULL}" in said) == (2, True)
    code, _, said = diff(five, FULL, "no\x1b[31mthing")
    assert (code, "\x1b" in said) == (2, False)
    code, _, said = diff(five, FULL, DAMAGED, "--output", str(tmp_path / "no" / "such.html"))
    assert (code, "such.html" in said) == (1, True)
    nothing = CliRunner().invoke(app, ["diff", "a", "b", "--warehouse", str(tmp_path)])
    assert (nothing.exit_code, "communique ingest" in nothing.stderr) == (1, True)


def test_a_page_and_json_are_written_to_a_file_or_printed(five: Done, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    code, out, _ = diff(five, FULL, DAMAGED, "--format", "html", "--output", str(page))
    assert (code, out.replace("\n", "")) == (0, f"Written to {page}")
    assert diff(five, FULL, DAMAGED, "--format", "html")[1] == page.read_text(encoding="utf-8")
    found = json.loads(diff(five, FULL, DAMAGED, "--format", "json")[1])
    assert {row["change"] for row in found["rows"]} == {"same", "cut", "edited", "missing", "added", "outside"}
    assert found["left"]["paths"] == [f"raw/{FULL}"]
    pieces = [piece["text"] for row in found["rows"] if row["left"] for piece in row["left"]["pieces"]]
    body = (RAW / FULL).read_text(encoding="utf-8")
    assert " ".join("".join(pieces).split())[:60] == " ".join(body.split())[:60]


def letters_of(text: str) -> Counter[str]:
    return Counter(letter for letter in text if letter.isalpha())


@pytest.mark.parametrize("columns", [40, 60, 80, 160])
def test_nothing_is_cut_off_at_any_width(columns: int) -> None:
    left = f"We condemn the attack on {'Donaudampfschifffahrt' * 5} in the north. {JAPANESE}"
    comparison = compared(left, left.replace("north", "south"))
    out = shown(comparison, columns)
    assert max(cell_len(line) for line in out.splitlines()) <= columns
    printed = letters_of(out[out.index("{+only in B+}") + len("{+only in B+}") :])
    passages = [each for row in comparison.rows for each in (row.left, row.right) if each]
    if columns < MIN_COLUMNS:  # one below the other, what is the same is shown once
        passages = [
            each for row in comparison.rows for each in (row.left, row.right)[: 1 + (row.change != "same")] if each
        ]
    words = "".join(each.text for each in passages)
    changes = "".join(row.change for row in comparison.rows)
    assert not letters_of(words + changes) - printed


def test_words_are_marked_by_colour_or_by_signs() -> None:
    comparison = compared("We will send 12 ships to the north sea.", "We will send 14 ships to the north sea.")
    plain_text = shown(comparison, 80)
    assert "[-12-]" in plain_text
    assert "{+14+}" in plain_text
    coloured = shown(comparison, 80, color_system="standard", force_terminal=True)
    assert "[-" not in coloured
    assert "\x1b[9;31m12\x1b[0m" in coloured
    assert "\x1b[4;32m14\x1b[0m" in coloured
    assert "[-12-]" in shown(comparison, 80, color_system="standard", force_terminal=True, no_color=True)


def test_text_from_right_to_left_is_shown_one_below_the_other() -> None:
    text = "نؤكد دعمنا الكامل لوحدة وسيادة الدول الأعضاء وسلامة أراضيها."
    lines = shown(compared(text, text.replace("الكامل", "التام"), is_right_to_left=True), 120).splitlines()
    at = lines.index("edited")
    assert lines[at + 1].startswith("  A 1 نؤكد دعمنا [-الكامل-] لوحدة")
    assert lines[at + 2].startswith("  B 1 نؤكد دعمنا {+التام+} لوحدة")


def test_the_page_has_all_words_and_nothing_from_elsewhere(five: Done) -> None:
    page = diff(five, DAMAGED, FULL, "--format", "html")[1]
    read = Page(page)
    names = [tag for tag, _ in read.tags]
    assert not {"script", "link", "img", "iframe", "a", "base", "form"} & set(names)
    assert not re.search(r"https?:|url\(|@import|@font-face", page)
    assert {"thead", "del", "ins", "details"} <= set(names)
    assert {"width=device-width, initial-scale=1"} <= {attributes.get("content") for _, attributes in read.tags}
    assert "only in B" in read.text
    for word in ("Statement of NATO Leaders", "¶ 6", "We are holding Russia and Belarus to account."):
        assert word in read.text
    langs = {(attributes.get("lang"), attributes.get("dir")) for _, attributes in read.tags if "dir" in attributes}
    assert langs == {("en", "ltr")}


def test_language_and_direction_are_those_of_the_text() -> None:
    text = "نؤكد دعمنا الكامل لوحدة وسيادة الدول الأعضاء."
    arabic = Page(as_page(compared(text, text, is_right_to_left=True, language_code="ar"), show_all=True))
    assert ("ar", "rtl") in {(attributes.get("lang"), attributes.get("dir")) for _, attributes in arabic.tags}
    unknown = Page(as_page(compared(text, text, language_code="und"), show_all=True))
    assert ("", "ltr") in {(attributes.get("lang"), attributes.get("dir")) for _, attributes in unknown.tags}


def test_hostile_text_stays_text() -> None:
    title = HOSTILE.splitlines()[0]
    comparison = compared(
        HOSTILE, HOSTILE.replace("again", "again </td></table>"), title=title, paths=("a\x1b]0;x\x07\"'>",)
    )
    for out in (shown(comparison, 80), as_json(comparison), as_page(comparison, show_all=True)):
        assert not DRIVING.search(out)
    assert "<script>alert(1)</script> Joint statement" in shown(comparison, 80)
    page = Page(as_page(comparison, show_all=True))
    assert {"script", "b", "img"} & {tag for tag, _ in page.tags} == {"b"}  # counts are set in bold, without attributes
    assert [attributes for tag, attributes in page.tags if tag == "b"] == [{}, {}]
    assert "<img src=x onerror=alert(1)>" in page.text
    assert json.loads(as_json(comparison))["left"]["title"] == title


ANY = st.text(st.characters(codec="utf-8"), max_size=40)
TEXT = st.one_of(
    ANY, st.sampled_from(['"><script>', "\x00\x1b[2J", "\u202eabc", "javascript:alert(1)", "$title", "&lt;", "]]>"])
)


@settings(max_examples=80, deadline=None)
@given(st.lists(TEXT, min_size=4, max_size=4), st.booleans())
def test_whatever_a_text_holds_the_page_keeps_its_shape_and_the_terminal_its_state(
    given: list[str], changed: bool
) -> None:
    title, path, number, text = given
    passage = Passage(1, 1, number, True, (Piece(text, changed), Piece(title, not changed)))
    which = side(title=title, paths=(path,), issuer=text, relation=None, is_main=None)
    comparison = Comparison(
        which, replace(which, language_code=number), False, None, {"edited": 1}, (Row("edited", passage, passage, 0.5),)
    )
    harmless = replace(comparison, left=side(title="x"), right=side(title="x"), rows=())
    page = Page(as_page(comparison, show_all=True))
    assert {tag for tag, _ in page.tags} <= {tag for tag, _ in Page(as_page(harmless, show_all=True)).tags} | {
        "tr",
        "td",
        "th",
        "div",
        "del",
        "ins",
        "bdi",
    }
    assert " ".join(plain(text).split()) in " ".join(page.text.split())
    for out in (shown(comparison, 80), as_json(comparison), as_page(comparison, show_all=True)):
        assert not DRIVING.search(out)
    assert json.loads(as_json(comparison))["rows"][0]["left"]["pieces"][0]["text"] == text
