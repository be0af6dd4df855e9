"""What `communique explain` prints: the span marked, nothing from a document driving the terminal, JSON with all."""

import io
import json
from dataclasses import replace

import pytest
from rich.console import Console

from flows.explanation import as_json, show_explanation
from tasks.core.explain import Evidence, Explanation, explain
from tests.pipeline import Done

FULL = "nato-leaders-statement-full.txt"


def shown(explanation: Explanation, width: int = 100, is_terminal: bool = False) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, highlight=False, force_terminal=is_terminal, color_system=None)
    show_explanation(console, explanation, "text")
    return out.getvalue()


@pytest.fixture(scope="module")
def mention(five: Done) -> Explanation:
    return explain(five.published, "core.mentions", f"{FULL}/1", "entity_id")


def test_a_cell_is_shown_with_its_span_its_files_and_its_steps(mention: Explanation) -> None:
    text = shown(mention)
    first = mention.evidence[0]
    assert f">>{first.text}<<" in text
    assert f"characters {first.start_char}–{first.end_char} of the body" in " ".join(text.split())
    for heading in ("Evidence", "Files", "Made by", "Rules"):
        assert f"\n{heading}\n" in text
    assert "(present)" in text
    assert "  > annotate" in text


@pytest.mark.parametrize("width", [40, 80, 160])
def test_lines_are_no_wider_than_the_terminal(mention: Explanation, five: Done, width: int) -> None:
    row = explain(five.published, "core.mentions", f"{FULL}/1")
    for found in (mention, row):
        assert max(map(len, shown(found, width).splitlines())) <= width


def test_in_a_pipe_no_line_ends_in_spaces(mention: Explanation) -> None:
    assert all(line == line.rstrip() for line in shown(mention).splitlines())


def test_text_from_outside_never_drives_the_terminal(mention: Explanation) -> None:
    nasty = "\x1b[31mred\x1b[0m \u202eback\u202c [bold]no markup[/bold] \x9b2J"
    evil = Evidence("0" * 64, f"raw/{nasty}.txt", 0, 5, nasty, nasty, nasty, note=nasty, rule="x")
    found = replace(mention, value=nasty, key=nasty, evidence=(evil,), others=(evil,), people=(evil,), query=nasty)
    for text in (shown(found), as_json(found)):
        assert not any(sign in text for sign in ("\x1b", "\u202e", "\x9b"))
        assert "[bold]no markup[/bold]" in text


def test_json_has_all_that_was_found(mention: Explanation) -> None:
    out = io.StringIO()
    show_explanation(Console(file=out), mention, "json")
    found = json.loads(out.getvalue())
    assert found["value"] == mention.value
    assert [one["in"] for one in found["evidence"]] == [one.in_ for one in mention.evidence]
    assert set(found) == set(Explanation.__slots__)


def test_an_empty_value_is_said_to_be_empty(five: Done) -> None:
    text = shown(explain(five.published, "core.documents", FULL, "date_edtf"))
    assert "  (empty)\n" in text
    assert "Nothing stated: no rule found a candidate." in text


def test_long_lists_are_cut_and_say_so(five: Done) -> None:
    found = explain(five.published, "core.documents", "b9-defence-ministers-joint-statement.txt", "n_numbered")
    assert len(found.evidence) > 8
    assert f"and {len(found.evidence) - 8} more; --format json has all" in shown(found)
