"""Small print that is no part of the running text: footnotes, and what is printed beside it in the margin."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tasks.core.formats.pdf.furniture import PAGE_FOOT, PAGE_HEAD
from tasks.core.formats.pdf.measure import Style
from tasks.core.formats.pdf.model import Column, LaidPage, Line, Rule, without_lines

MARKER = re.compile(r"(?:\d{1,3}|\*{1,3}|[†‡§¶]|\[\d{1,3}\]|\(\d{1,3}\)|[a-z]\))\.?\s?\S")
UNIT = re.compile(r"(?:\d\s?[a-zµ]{1,2}|(?<![^\W\d_])[kcdm]?m)$")


@dataclass(frozen=True, slots=True)
class SmallPrint:
    """How small and where."""

    max_ratio: float = 0.93  # of the running text's size: 10 on 11 is a note, 11 on 11.5 is not
    max_margin_ratio: float = 0.87
    max_rule_share: float = 0.7  # of the page's width: the stroke above notes is short
    max_rule_distance: float = 3.0  # sizes between that stroke and the first note
    min_gap: float = 0.5  # sizes between the margin and the text


SMALL_PRINT = SmallPrint()


def part_notes(page: LaidPage, style: Style) -> LaidPage:
    """A page with its footnotes taken out of the columns."""
    notes = [line for column in page.columns for line in notes_of(column, page, style)]
    chosen = set(notes)
    return replace(page, columns=without_lines(page.columns, chosen), footnotes=tuple(notes)) if notes else page


def notes_of(column: Column, page: LaidPage, style: Style) -> list[Line]:
    """The last lines of a column, if they are small and something marks them as notes."""
    first = len(column.lines)
    while first and is_small(column.lines[first - 1], style):
        first -= 1
    small = column.lines[first:]
    if not small or has_text_below(small[-1], page, style):
        return []
    if not has_text_above(small[0], page, style) and not begins_note(small[0]):
        return []
    start = next((index for index, line in enumerate(small) if is_marked(line, page.page.rules, page)), None)
    return [] if start is None else list(small[start:])


def is_small(line: Line, style: Style) -> bool:
    return not line.is_row and line.size <= SMALL_PRINT.max_ratio * style.body_size


def has_text_above(line: Line, page: LaidPage, style: Style) -> bool:
    return any(one.base < line.base and not is_small(one, style) for column in page.columns for one in column.lines)


def has_text_below(line: Line, page: LaidPage, style: Style) -> bool:
    """Whether running text stands lower in the same part of the page."""
    return any(
        one.base > line.base and one.x0 < line.x1 and line.x0 < one.x1 and not is_small(one, style)
        for column in page.columns
        for one in column.lines
    )


def is_marked(line: Line, rules: Sequence[Rule], page: LaidPage) -> bool:
    """A mark at its beginning, or a short stroke above it."""
    if line.begins_raised or MARKER.match(line.text):
        return True
    return any(
        -0.5 * line.size <= line.top - rule.bottom <= SMALL_PRINT.max_rule_distance * line.size
        and rule.x1 - rule.x0 <= SMALL_PRINT.max_rule_share * page.page.width
        and rule.x0 < line.x1
        and line.x0 < rule.x1
        for rule in rules
    )


def begins_note(line: Line) -> bool:
    """Whether a line of small print begins a note of its own."""
    return line.begins_raised or MARKER.match(line.text) is not None


def part_margin(page: LaidPage, style: Style) -> LaidPage:
    """A page with small print in its margins, above all text or below it, made head and foot."""
    lines = [line for column in page.columns for line in column.lines]
    inner = [line for line in lines if not is_marginal(line, style)]
    if len(inner) == len(lines) or not inner:
        return page
    first = min((line.top for line in inner if is_running(line, style)), default=0.0)
    last = max(line.bottom for line in inner)
    above = [line for line in lines if is_marginal(line, style) and line.bottom <= first]
    below = [line for line in lines if is_marginal(line, style) and line.top >= last]
    return replace(
        page,
        columns=without_lines(page.columns, {*above, *below}),
        head=(*page.head, *((line, PAGE_HEAD) for line in above)),
        foot=(*((line, PAGE_FOOT) for line in below), *page.foot),
    )


def is_running(line: Line, style: Style) -> bool:
    """Whether a line is of the size of the running text."""
    return line.size == style.body_size


def is_marginal(line: Line, style: Style) -> bool:
    """Whether a line is small and stands wholly beside the running text."""
    gap = SMALL_PRINT.min_gap * style.body_size
    is_beside = line.x1 < style.left - gap or line.x0 > style.right + gap
    return is_beside and line.size <= SMALL_PRINT.max_margin_ratio * style.body_size


def is_note_reference(text: str, start: int) -> bool:
    """Whether a raised number refers to a note: after a unit of measure it is a power."""
    return not UNIT.search(text[:start])
