"""What a format says of its text: which characters are one paragraph, and which are no part of the text at all."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from schemas.vocabularies import PARAGRAPH_MARKS
from tasks.core.reading import Mark
from tasks.core.structure.working import Cut, Working

Found = tuple[int, int, str]

INLINE = frozenset({"note_reference", "residue"})  # may stand within a word's line; what is beside them goes on
ALIASES = {"title": "heading_mark", "heading": "heading_mark", "item": "list_mark", "quote": "quote_mark"}
UNSPACED = ".,;:!?)]”’»…"  # no space stands before these
PAGE_END = "\f"
PARAGRAPH_END = "\n\n"
NO_MARK = -1
LINE_EDGES = ("", *"\n\f\r\v\x85\u2028\u2029")
MAX_SPACES = 200  # more of them count as a line's end, so that no line is walked through for each mark in it
VISIBLE = re.compile(r"\S")


@dataclass(frozen=True, slots=True)
class Known:
    """The paragraphs that a format knows, in order: where each begins and ends in the raw text, and its kind."""

    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()

    def at(self, place: int) -> int:
        """The number of the paragraph that a character of the raw text lies in, from 0; -1 if in none."""
        index = bisect_right(self.starts, place) - 1
        return index if index >= 0 and place < self.ends[index] else NO_MARK

    def starts_of(self, kind: str) -> list[int]:
        """Where the paragraphs of a kind begin in the raw text."""
        return [start for start, own in zip(self.starts, self.kinds, strict=True) if own == kind]

    def names(self, place: int) -> frozenset[str]:
        """What is said of the paragraph at a place, in the format's words and in those of Markdown's signs."""
        index = self.at(place)
        if index == NO_MARK:
            return frozenset()
        kind = self.kinds[index]
        return frozenset({kind, ALIASES.get(kind, kind)})


NOTHING_KNOWN = Known()


def known_paragraphs(text: str, marks: Iterable[Mark]) -> Known:
    """The marks that are paragraphs; of two that overlap, which no reader should give, the later one is cut short."""
    starts: list[int] = []
    ends: list[int] = []
    kinds: list[str] = []
    reached = 0
    for mark in sorted(marks, key=lambda mark: (mark.start, mark.end, mark.kind)):
        start, end = max(mark.start, reached), min(mark.end, len(text))
        if mark.kind in PARAGRAPH_MARKS and start < end and not text[start:end].isspace():
            starts.append(start)
            ends.append(end)
            kinds.append(mark.kind)
            reached = end
    return Known(tuple(starts), tuple(ends), tuple(kinds))


def find_foreign(text: str, marks: Iterable[Mark]) -> Iterator[Found]:
    """Spans that are no part of the text, by kind of mark; form feeds stay, since pages are counted by them."""
    for mark in marks:
        if mark.kind in PARAGRAPH_MARKS:
            continue
        start = max(mark.start, 0)
        for piece in text[start : mark.end].split(PAGE_END):
            end = start + len(piece)
            if piece:
                yield (space_before(text, start, end) if mark.kind in INLINE else start), end, mark.kind
            start = end + 1


def apart(foreign: Sequence[Cut], others: Sequence[Cut]) -> tuple[Cut, ...]:
    """All cuts in order, given each kind sorted and without overlaps; where they overlap the format is right."""
    found = list(foreign)
    starts = [cut.start for cut in foreign]
    for one in others:
        start = one.start
        index = max(0, bisect_right(starts, start) - 1)
        for known in foreign[index : bisect_left(starts, one.end)]:
            if start < known.start:
                found.append(Cut(start, known.start, one.rule))
            start = max(start, known.end)
        if start < one.end:
            found.append(Cut(start, one.end, one.rule))
    return tuple(sorted(found, key=lambda cut: cut.start))


def space_before(text: str, start: int, end: int) -> int:
    """Where the space before a note's reference begins, if what follows it stands without one."""
    is_closing = end < len(text) and text[end] in UNSPACED
    return start - 1 if is_closing and start > 1 and text[start - 1] == " " else start


def parted(working: Working, known: Known) -> Working:
    """The text with an empty line wherever a known paragraph begins or ends within a line."""
    edges = sorted({bisect_left(working.origins, place) for place in (*known.starts, *known.ends)})
    text = working.text
    changes = [(edge, edge, PARAGRAPH_END) for edge in edges if is_inside_line(text, edge)]
    return working.replaced(changes)


def is_inside_line(text: str, edge: int) -> bool:
    """Words stand on both sides of an offset, in one line."""
    before = text[max(0, edge - MAX_SPACES) : edge].rstrip(" \t")
    after = text[edge : edge + MAX_SPACES].lstrip(" \t")
    return before[-1:] not in LINE_EDGES and after[:1] not in LINE_EDGES


def without_inner_signs(found: Sequence[Found], working: Working, known: Known, rules: frozenset[str]) -> list[Found]:
    """What was found by rules for the beginnings of lines, but for lines inside a paragraph that the format knows."""
    if not known.starts:
        return list(found)
    return [one for one in found if one[2] not in rules or begins_known(working, one[0], known)]


def begins_known(working: Working, place: int, known: Known) -> bool:
    """A character is the first of its paragraph, or is in none that the format knows."""
    index = known.at(working.origins[place])
    if index == NO_MARK:
        return True
    first = bisect_left(working.origins, known.starts[index])
    return not VISIBLE.search(working.text, first, place)
