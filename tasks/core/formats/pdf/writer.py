"""Pages and paragraphs to one text with marks."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from tasks.core.formats.pdf.kinds import BLOCK
from tasks.core.formats.pdf.lines import lines_of
from tasks.core.formats.pdf.model import LaidPage, Line
from tasks.core.formats.pdf.notes import begins_note, is_note_reference
from tasks.core.formats.pdf.paragraphs import Paragraph
from tasks.core.reading import Mark

PAGE_BREAK, LINE_END, PARAGRAPH_END = "\f", "\n", "\n\n"
FOOTNOTE, RESIDUE, REFERENCE = "footnote", "residue", "note_reference"
MAX_ASIDE_SHARE = 0.25  # of a page's words; more words set across it are text


@dataclass(slots=True)
class Writer:
    """A text that grows, and its marks. The open paragraph began at `started`."""

    parts: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    n_chars: int = 0
    started: int | None = None
    is_fresh: bool = True  # nothing stands on this page yet

    def write(self, text: str) -> None:
        self.parts.append(text)
        self.n_chars += len(text)

    def part(self) -> None:
        """What stands before the next line: nothing on a fresh page, a line end within a paragraph, else a gap."""
        if not self.is_fresh:
            self.write(PARAGRAPH_END if self.started is None else LINE_END)
        self.is_fresh = False

    def line(self, line: Line) -> None:
        """A line of a paragraph."""
        for start, end in line.references:
            if is_note_reference(line.text, start):
                self.marks.append(Mark(self.n_chars + start, self.n_chars + end, REFERENCE))
        self.write(line.text)

    def marked(self, text: str, kind: str) -> None:
        """A line that has a mark of its own, and can stand within a paragraph."""
        self.part()
        self.marks.append(Mark(self.n_chars, self.n_chars + len(text), kind))
        self.write(text)

    def paragraph(self, lines: Sequence[Line], kind: str, is_begun: bool = False, goes_on: bool = False) -> None:
        """A paragraph, or the part of it that stands on this page."""
        if not is_begun:
            self.started = None
        for index, line in enumerate(lines):
            if index == 0 and not is_begun:
                self.part()
                self.started = self.n_chars
            else:
                self.part()
            self.line(line)
        if not goes_on and self.started is not None:
            self.marks.append(Mark(self.started, self.n_chars, kind))
            self.started = None

    def turn_page(self) -> None:
        """The end of a page that is not the last."""
        if not self.is_fresh:
            self.write(LINE_END)
        self.write(PAGE_BREAK)
        self.is_fresh = True


def write_text(pages: Sequence[LaidPage], paragraphs: Sequence[Paragraph], kinds: Sequence[str]) -> Writer:
    """The text of all pages. Footnotes come before a paragraph that goes on over the page, on their own page."""
    by_page: dict[int, list[int]] = defaultdict(list)
    for index, paragraph in enumerate(paragraphs):
        for page_no in dict.fromkeys(place.line.page_no for place in paragraph):
            by_page[page_no].append(index)
    writer = Writer()
    waiting: list[list[Line]] = []
    for page in pages:
        number = page.page.number
        if number > 1:
            writer.turn_page()
        for line, kind in page.head:
            writer.marked(line.text, kind)
        waiting += split_notes(page.footnotes)
        for index in by_page[number]:
            paragraph = paragraphs[index]
            is_begun = paragraph[0].line.page_no < number
            goes_on = paragraph[-1].line.page_no > number
            if goes_on and not is_begun:
                waiting = write_notes(writer, waiting)
            own = [place.line for place in paragraph if place.line.page_no == number]
            writer.paragraph(own, kinds[index], is_begun, goes_on)
        if writer.started is None:
            waiting = write_notes(writer, waiting)
        write_edge(writer, page)
    return writer


def write_notes(writer: Writer, notes: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Write footnotes; none are left."""
    for lines in notes:
        writer.paragraph(lines, FOOTNOTE)
    return []


def write_edge(writer: Writer, page: LaidPage) -> None:
    """What stands below the text of a page, and what is set across it."""
    for line, kind in page.foot:
        writer.marked(line.text, kind)
    aside = lines_of(page.page.aside, page.page.number)
    n_chars = sum(len(line.text) for line in aside)
    is_text = n_chars > MAX_ASIDE_SHARE * max(page.page.n_glyphs, 1)
    for line in aside:
        if is_text and writer.started is None:
            writer.paragraph([line], BLOCK)
        else:
            writer.marked(line.text, RESIDUE)


def split_notes(lines: Sequence[Line]) -> list[list[Line]]:
    """Footnotes, each with its lines."""
    notes: list[list[Line]] = []
    for line in lines:
        if notes and not begins_note(line):
            notes[-1].append(line)
        else:
            notes.append([line])
    return notes
