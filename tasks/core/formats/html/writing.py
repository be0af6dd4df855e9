"""Blocks in the making: pieces of text as they come, white space folded as browsers do."""

import re
from dataclasses import dataclass, field
from typing import Protocol

from lxml import etree

from tasks.core.formats.html.lines import Line, paragraphs_of
from tasks.core.formats.html.lists import is_printed
from tasks.core.formats.html.page import Block, Span, Spot
from tasks.core.reading import Mark

SPACE = re.compile(r"[ \t\n\r]+")
SPACES = " \t\n\r"
SET_APART = re.compile(r"(?<=[.!?:;])[ \t\r]*\n[ \t\r]*\n\s*(?=\S)")  # between words that no tag calls a paragraph
LAST_WORD = re.compile(r"\S+$")
LAST_CHARS = 40


class Around(Protocol):
    """What holds for a piece of text."""

    box: int
    kind: str
    level: int
    in_row: bool
    is_verbatim: bool
    may_part: bool


@dataclass(slots=True)
class Writing:
    """The block that is open, and those that are done."""

    blocks: list[Block] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    n_chars: int = 0
    gap: str = ""
    breaks: int = 0
    around: Around | None = None
    lines: list[tuple[int, Spot]] = field(default_factory=list)
    links: list[Span] = field(default_factory=list)
    links_open: int = 0
    marks: list[tuple[Mark, str]] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    item: tuple[str, bool] | None = None

    def add(self, text: str | None, element: etree._Element, is_tail: bool, around: Around) -> None:
        """The text of an element, or what follows it."""
        if not text:
            return
        if around.is_verbatim:
            self.write(text, Spot(element, is_tail), around)
            return
        if not text.strip() and (not self.n_chars or self.breaks or not text.strip(SPACES)):
            self.gap = self.gap or " "
            return
        if text[0] in SPACES:
            self.gap = self.gap or " "
        for number, part in enumerate(SET_APART.split(text) if around.may_part else (text,)):
            if number:
                self.end()
            self.write(SPACE.sub(" ", part).strip(" "), Spot(element, is_tail), around)
        if text[-1] in SPACES:
            self.gap = " "

    def write(self, text: str, spot: Spot, around: Around) -> None:
        """Words, after the gap or the line end that stands before them."""
        if self.breaks > 1 and not around.in_row and not around.is_verbatim:
            self.end()
        if not self.n_chars:
            self.around, self.lines = around, [(0, spot)]
        elif self.breaks and not around.in_row:
            self.append("\n" * self.breaks)
            self.lines.append((self.n_chars, spot))
        elif self.gap or self.breaks:
            self.append(" " if self.gap == "" or around.is_verbatim else self.gap)
        self.gap, self.breaks = "", 0
        if self.links_open:
            self.links.append((self.n_chars, self.n_chars + len(text)))
        self.append(text)

    def append(self, text: str) -> None:
        self.pieces.append(text)
        self.n_chars += len(text)

    def line_end(self) -> None:
        """A line end that the author set; two of them part paragraphs."""
        self.breaks += 1

    def cell_end(self, gap: str) -> None:
        """What parts cells of a table."""
        if self.gap != "\t":
            self.gap = gap

    def anchor(self, element: etree._Element) -> None:
        """The names by which links reach this place."""
        for name in (element.get("id"), element.get("name")):
            if name:
                self.anchors.add(name)

    def begin_item(self, marker: str, is_ordered: bool) -> None:
        """An item of a list begins; its number is printed before its first words."""
        before = self.item[0] if self.item else ""
        self.item = (before + marker, is_ordered)

    def drop_item(self) -> None:
        """The item ends; if it had no words its number is not printed."""
        self.item = None

    def place(self) -> int:
        """Where in the open block the next words will stand, but for the gap before them."""
        return self.n_chars

    def last_word(self) -> str:
        """The characters right before the next words, up to a space."""
        if self.gap or self.breaks or not self.n_chars:
            return ""
        match = LAST_WORD.search("".join(self.pieces[-3:])[-LAST_CHARS:])
        return match.group() if match else ""

    def is_line_start(self) -> bool:
        """Whether the next words begin a line."""
        return self.n_chars == 0 or self.breaks > 0

    def mark(self, start: int, kind: str, target: str) -> None:
        """Words of the open block since `start` are of a kind of their own."""
        inside = bool(self.marks) and self.marks[-1][0].start >= start and self.marks[-1][0].end == self.n_chars
        if start < self.n_chars:
            if inside:
                self.marks.pop()
            self.marks.append((Mark(start, self.n_chars, kind), target))

    def end(self) -> None:
        """The open block is done."""
        if self.n_chars and self.around is not None:
            self.blocks += self.finished(self.around)
        self.pieces, self.n_chars, self.gap, self.breaks = [], 0, "", 0
        self.lines, self.links, self.marks = [], [], []

    def finished(self, around: Around) -> list[Block]:
        """The paragraphs of the open block."""
        text = "".join(self.pieces)
        if not text.strip():
            return []
        if around.is_verbatim:
            whole = Line(*trimmed_lines(text), self.lines[0][1])
            return [self.block(text, whole, around, "pre")]
        is_parted = around.kind in {"block", "quote"} and len(self.lines) > 1
        starts = self.lines if is_parted else self.lines[:1]
        return [self.block(text, line, around, around.kind) for line in paragraphs_of(text, starts)]

    def block(self, text: str, line: Line, around: Around, kind: str) -> Block:
        """The block of some of the lines; a number that waits for words is printed before it."""
        words = text[line.start : line.end]
        marker = ""
        if self.item:
            marker = "" if is_printed(self.item[0], words) else self.item[0]
            kind = "item" if kind == "block" and not self.item[1] else kind
            self.item = None
        marks = [(clipped(mark, line, words), target) for mark, target in self.marks if overlaps(mark, line)]
        kept = [one for one in marks if one[0].kind != "note_reference" or one[0].start > 0]
        signs = [words[mark.start : mark.end] for mark, _ in marks if mark.kind == "note_reference" and not mark.start]
        anchors, self.anchors = frozenset(self.anchors), set()
        return Block(
            words,
            kind,
            around.box,
            line.spot,
            marker,
            around.level,
            tuple(
                (max(a, line.start) - line.start, min(b, line.end) - line.start)
                for a, b in self.links
                if overlaps_span(a, b, line)
            ),
            tuple(mark for mark, _ in kept),
            anchors,
            frozenset(target for mark, target in kept if mark.kind == "note_reference" and target),
            signs[0].strip("[]() ") if signs else "",
        )


def trimmed_lines(text: str) -> Span:
    """Verbatim text without the empty lines around it; the indent of its first line stays."""
    end = len(text.rstrip())
    lead = re.match(r"(?:[ \t]*\n)*", text)
    return (lead.end() if lead else 0), end


def overlaps_span(start: int, end: int, line: Line) -> bool:
    return start < line.end and line.start < end


def overlaps(mark: Mark, line: Line) -> bool:
    return overlaps_span(mark.start, mark.end, line)


def clipped(mark: Mark, line: Line, words: str) -> Mark:
    """A mark within a line, counted from the start of the line, without the space around it."""
    start, end = max(mark.start, line.start) - line.start, min(mark.end, line.end) - line.start
    inside = words[start:end]
    return Mark(start + len(inside) - len(inside.lstrip()), end - len(inside) + len(inside.rstrip()), mark.kind)
