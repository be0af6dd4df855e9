"""From raw text to body: what is no part of it is cut out and recorded, lines become paragraphs."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from tasks.core.structure.characters import folded
from tasks.core.structure.furniture import find_furniture, split_lines
from tasks.core.structure.layout import layout_changes, space_changes
from tasks.core.structure.markup import find_markup
from tasks.core.structure.metadata_line import split_metadata_line
from tasks.core.structure.working import Cut, Span, Working, composed, from_raw, merged

MAX_ROUNDS = 40  # each round but the last takes something out; texts of the world need two
LINE_MARKS = ("heading_mark", "list_mark")  # each begins a paragraph
MARKS = frozenset({*LINE_MARKS, "quote_mark", "emphasis"})


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The body, the raw offset of each of its characters, and what was taken out, as spans of the raw text.

    `marks` are raw offsets right after Markdown signs, by rule: there began a heading, a quotation, an item.
    """

    body: str
    origins: "array[int]"
    cuts: tuple[Cut, ...]
    marks: dict[str, frozenset[int]]


def clean(text: str, is_markdown: bool) -> Cleaned:
    """Take out what is not the text's own, until nothing is left to take."""
    working = from_raw(text)
    cuts: list[Cut] = []
    marks: dict[str, set[int]] = {}
    for _ in range(MAX_ROUNDS):
        before = working.text
        working = composed(working)
        working = Working(folded(working.text), working.origins)
        working = cut_markup(working, is_markdown, cuts, marks)
        starts = {place for rule in LINE_MARKS for place in marks.get(rule, ())}
        working = cut_furniture(working, is_markdown, cuts, starts)
        if working.text == before:
            break
    found = {rule: frozenset(places) for rule, places in marks.items()}
    return Cleaned(working.text, working.origins, merged(cuts), found)


def cut_markup(working: Working, is_markdown: bool, cuts: list[Cut], marks: dict[str, set[int]]) -> Working:
    found = sorted(find_markup(working.text, is_markdown))
    for _, end, rule in found:
        if rule in MARKS and end < len(working.origins):
            marks.setdefault(rule, set()).add(working.origins[end])
    return cut(working, found, cuts)


def cut(working: Working, found: Iterable[tuple[int, int, str]], cuts: list[Cut]) -> Working:
    """The text without what was found; overlapping finds are one."""
    spans: list[Span] = []
    for piece in merged(Cut(*one) for one in found if one[0] < one[1]):
        spans.append((piece.start, piece.end))
        cuts.append(Cut(*working.raw_span(piece.start, piece.end), piece.rule))
    return working.without(spans)


def cut_furniture(working: Working, is_markdown: bool, cuts: list[Cut], marks: set[int]) -> Working:
    """Cut the lines of the page, then put between the others what belongs there."""
    lines = split_lines(working.text)
    images = sorted(bisect_left(working.origins, found.start) for found in cuts if found.rule == "image")
    found = sorted(find_furniture(lines, images))
    if found:
        working = cut(working, found, cuts)
        lines = split_lines(working.text)
    if not lines:
        return Working("", array("q", [0]))
    changes = [(0, lines[0].start, ""), (lines[-1].end, len(working.text), "")]
    fresh = {line.start for line in lines if working.origins[line.start] in marks}
    changes += layout_changes(lines, fresh, is_markdown)
    for line in lines:
        changes += space_changes(working.text, line.start, line.end)
        changes += split_metadata_line(line) if line is lines[0] else []
    return working.replaced(sorted(change for change in changes if working.text[change[0] : change[1]] != change[2]))
