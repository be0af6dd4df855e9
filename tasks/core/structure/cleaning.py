"""From raw text to body: what is no part of it is cut out and recorded, lines become paragraphs."""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tasks.core.reading import Mark
from tasks.core.structure.asides import find_notes, table_rows
from tasks.core.structure.characters import folded
from tasks.core.structure.furniture import find_furniture
from tasks.core.structure.hyphens import broken_words
from tasks.core.structure.layout import layout_changes, space_changes
from tasks.core.structure.lines import Line, split_lines
from tasks.core.structure.marks import (
    NO_MARK,
    NOTHING_KNOWN,
    Known,
    apart,
    find_foreign,
    known_paragraphs,
    parted,
    without_inner_signs,
)
from tasks.core.structure.markup import LINE_SIGN, find_markup
from tasks.core.structure.metadata_line import split_metadata_line
from tasks.core.structure.working import (
    Cut,
    Span,
    Working,
    closed_up,
    composed,
    from_raw,
    merged,
    stripped,
    unligated,
)

SIGN = re.compile(r"[\[\]*_#>`\\+=•▪◦‣●■·\xad\f]|\.[a-z]{3,4}\b")  # of anything that markup could be made of
LOOSE_SPACE = re.compile(r"\A\s|\s\Z|  | \n|\n |\n\n\n")  # where a line was nothing but what was cut
MAX_ROUNDS = 40  # each round but the last takes something out; texts of the world need two
LINE_MARKS = ("heading_mark", "list_mark", "footnote", "row")  # each begins a paragraph
MARKS = frozenset({*LINE_MARKS, "quote_mark", "emphasis"})
LINE_RULES = frozenset({*LINE_MARKS, "quote_mark", "rule_line"})  # that hold for the beginnings of lines


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The body, the raw offset of each of its characters, and what was taken out, as spans of the raw text.

    `marks` are raw offsets right after Markdown signs, by rule: there began a heading, a quotation, an item.
    `known` are the paragraphs that the format knows, in the raw text.
    """

    body: str
    origins: "array[int]"
    cuts: tuple[Cut, ...]
    marks: dict[str, frozenset[int]]
    known: Known = NOTHING_KNOWN


def clean(text: str, is_markdown: bool, format_marks: Sequence[Mark] = ()) -> Cleaned:
    """Take out what is not the text's own, until nothing is left to take."""
    working = from_raw(text)
    foreign: list[Cut] = []
    cuts: list[Cut] = []
    marks: dict[str, set[int]] = {}
    known = known_paragraphs(text, format_marks)
    if format_marks:
        working = parted(cut(working, find_foreign(text, format_marks), foreign), known)
    working = stripped(working)
    for _ in range(MAX_ROUNDS):
        before, n_cuts = working.text, len(cuts)
        working = unligated(composed(working))
        working = closed_up(Working(folded(working.text), working.origins))
        working = cut_markup(working, is_markdown, known, cuts, marks)
        working = cut_furniture(working, is_markdown, known, cuts, marks)
        if working.text == before or (is_joined_only(cuts[n_cuts:]) and is_clean(working, known, cuts)):
            break
    found = {rule: frozenset(places) for rule, places in marks.items()}
    return Cleaned(working.text, working.origins, apart(foreign, merged(cuts)), found, known)


def is_joined_only(cuts: Sequence[Cut]) -> bool:
    """Nothing was cut but hyphens at the ends of lines: what is left only lost its line ends."""
    return all(cut.rule == "line_hyphen" for cut in cuts)


def is_clean(working: Working, known: Known, cuts: Sequence[Cut]) -> bool:
    """Lines that were joined have made neither a sign that spans them nor a line of the page; so none is left to cut.

    A paragraph that is one line is joined to no other, so that the layout needs no other look.
    """
    text = working.text
    if SIGN.search(text) or LINE_SIGN.search("\n" + text) or LOOSE_SPACE.search(text):
        return False
    lines = marked_lines(working, known)
    return not any(True for _ in find_furniture(lines, images_in(working, cuts)))


def images_in(working: Working, cuts: Sequence[Cut]) -> list[int]:
    """Offsets at which the residue of pictures stood."""
    return sorted(bisect_left(working.origins, found.start) for found in cuts if found.rule == "image")


def cut_markup(
    working: Working, is_markdown: bool, known: Known, cuts: list[Cut], marks: dict[str, set[int]]
) -> Working:
    found = without_inner_signs(sorted(find_markup(working.text, is_markdown)), working, known, LINE_RULES)
    known_notes = [bisect_left(working.origins, start) for start in known.starts_of("footnote")]
    notes = find_notes(working.text, known_notes)
    for start in notes.starts:
        marks.setdefault("footnote", set()).add(working.origins[start])
    found += [(*span, "note_reference") for span in notes.references]
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


def cut_furniture(
    working: Working, is_markdown: bool, known: Known, cuts: list[Cut], marks: dict[str, set[int]]
) -> Working:
    """Cut the lines of the page, then put between the others what belongs there."""
    lines = marked_lines(working, known)
    found = sorted(find_furniture(lines, images_in(working, cuts)))
    if found:
        working = cut(working, found, cuts)
        lines = marked_lines(working, known)
    if not lines:
        return Working("", array("q", [0]))
    changes = [(0, lines[0].start, ""), (lines[-1].end, len(working.text), "")]
    rows = {row.start for row in table_rows(lines)}
    if rows:
        marks.setdefault("row", set()).update(working.origins[start] for start in rows)
    places = {place for rule in LINE_MARKS for place in marks.get(rule, ())}
    fresh = {line.start for line in lines if working.origins[line.start] in places}
    fresh |= {following.start for line, following in pairwise(lines) if line.start in rows} if rows else set()
    joins = layout_changes(lines, fresh, is_markdown)
    changes += joins
    for start, end in broken_words(working.text, joins, len(lines)):
        changes.append((start, end, ""))
        cuts.append(Cut(*working.raw_span(start, end), "line_hyphen"))
    for line in lines:
        changes += space_changes(working.text, line.start, line.end)
        changes += split_metadata_line(line) if line is lines[0] else []
    return working.replaced(sorted(change for change in changes if working.text[change[0] : change[1]] != change[2]))


def marked_lines(working: Working, known: Known) -> list[Line]:
    """The lines of the text, each with the number and kind of the paragraph that the format knows it to be in."""
    lines = split_lines(working.text)
    if not known.starts:
        return lines
    numbers = [known.at(working.origins[line.start]) for line in lines]
    return [
        line if number == NO_MARK else replace(line, mark=number, kind=known.kinds[number])
        for line, number in zip(lines, numbers, strict=True)
    ]
