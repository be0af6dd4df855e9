"""A story of a Word file (its body, a header, a note) to paragraphs, in the order in which they are read."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tasks.core.formats.docx.blocks import Block, blocks_of
from tasks.core.formats.docx.fields import close_fields
from tasks.core.formats.docx.inline import Line, Run, Shown, chosen, is_placeholder
from tasks.core.formats.docx.numbering import Counter, Label
from tasks.core.formats.docx.roles import kind_of
from tasks.core.formats.docx.styles import Look, Styles, read_numbering, run_look
from tasks.core.formats.docx.tables import Cell, Table, laid_out, row_blocks
from tasks.core.formats.docx.xml import RELATION, Element, attribute, child, children, name, switch, within

TRANSPARENT = frozenset({"w:body", "w:customXml", "w:sdtContent", "w:smartTag", "w:ins", "w:moveTo"})
PLAIN_TABLES = frozenset({"normal table", "table normal"})
NO_LINE = frozenset({"none", "nil"})
MAX_DEPTH = 25  # of tables and text boxes in each other; Word itself opens no more than this by far


class TooDeepError(Exception):
    """Tables or text boxes lie in each other deeper than in any file that was written by hand."""


@dataclass(slots=True)
class Found:
    """What was met on the way and is no text."""

    pictures: int = 0
    diagrams: int = 0
    strange_signs: int = 0
    unread_parts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Story:
    """A story while it is read. `carried` are runs of a paragraph whose end is deleted, hidden or a drop capital."""

    shown: Shown
    counter: Counter
    found: Found
    carried: list[Run] = field(default_factory=list)
    has_gap: bool = False
    depth: int = 0

    @property
    def styles(self) -> Styles:
        return self.shown.styles

    def blocks(self, element: Element) -> Iterator[Block]:
        """All paragraphs of an element that holds paragraphs and tables."""
        for one in element:
            kind = name(one)
            if kind == "w:p":
                yield from self.paragraph(one)
            elif kind == "w:tbl":
                yield from self.table(one)
            elif kind in TRANSPARENT or (kind == "w:sdt" and not is_placeholder(one)):
                yield from self.blocks(one)
            elif kind == "mc:AlternateContent":
                yield from self.blocks(chosen(one))
            elif kind == "w:altChunk":
                self.found.unread_parts.append(relation_id(one))

    def paragraph(self, element: Element) -> Iterator[Block]:
        """A paragraph, and the text boxes that hang on it."""
        properties = child(element, "w:pPr")
        style_id = attribute(child(properties, "w:pStyle"), "val") or self.styles.default
        style_look = self.styles.look(style_id)
        alignment = attribute(child(properties, "w:jc"), "val") or style_look.alignment
        line = Line(self.shown, style_look.over(self.styles.base))
        line.read(element)
        self.note(line)
        label = self.label(element, properties, style_id)
        self.carried += with_label(line.runs, label, line.base)
        if not goes_on_in_next(properties):
            runs, self.carried = self.carried, []
            kind = kind_of(runs, label, style_id, properties, self.styles)
            yield from self.finished(runs, kind, alignment, next((one.name for one in self.styles.chain(style_id)), ""))
        for box in line.boxes:
            yield from self.inside(box)

    def finished(self, runs: list[Run], kind: str, alignment: str | None, style: str) -> Iterator[Block]:
        """The paragraphs that one is shown as; of an empty one it is remembered that it was there."""
        if runs and all(run.mark == "residue" for run in runs if run.text.strip()):
            kind = "residue"
        found = list(blocks_of(runs, kind, alignment, style))
        if found:
            found[0] = replace(found[0], follows_gap=self.has_gap)
        self.has_gap = not found
        yield from found

    def rest(self) -> Iterator[Block]:
        """What is still carried where a story ends."""
        runs, self.carried = self.carried, []
        yield from blocks_of(runs, "block", None, "")

    def label(self, element: Element, properties: Element | None, style_id: str | None) -> Label | None:
        """The automatic number of a paragraph that is shown at all."""
        if is_deleted(properties) and child(element, "w:r") is None:
            return None
        return self.counter.label(read_numbering(properties), style_id)

    def inside(self, element: Element) -> Iterator[Block]:
        """The paragraphs of a text box or a cell, whose fields and carried runs are its own.

        Raises:
            TooDeepError: it lies in too many others.
        """
        if self.depth >= MAX_DEPTH:
            raise TooDeepError
        inner = Story(self.shown, self.counter, self.found, depth=self.depth + 1)
        yield from inner.blocks(element)
        yield from inner.rest()

    def table(self, element: Element) -> Iterator[Block]:
        """A table: one paragraph a row if it holds data, the paragraphs of its cells if it only lays out text."""
        rows = [[self.cell(one) for one in cells_of(row)] for row in rows_of(element)]
        table = Table(tuple(tuple(row) for row in rows if row), is_ruled(element, self.styles))
        self.has_gap = False
        yield from laid_out(table) if table.is_layout else row_blocks(table)

    def cell(self, element: Element) -> Cell:
        return Cell(tuple(self.inside(element)))

    def note(self, line: Line) -> None:
        """Remember what a paragraph had beside its text."""
        self.found.pictures += line.pictures
        self.found.diagrams += line.diagrams
        self.found.strange_signs += line.strange_signs
        self.found.unread_parts += line.unread_parts


def read_story(root: Element, shown: Shown, counter: Counter, found: Found) -> list[Block]:
    """All paragraphs of a story."""
    close_fields(root)
    story = Story(shown, counter, found)
    return [*story.blocks(root), *story.rest()]


def relation_id(element: Element) -> str:
    return attribute(element, "id", RELATION) or ""


def with_label(runs: list[Run], label: Label | None, look: Look) -> list[Run]:
    """The runs with the number before the first one; a number before nothing is set apart."""
    if label is None or not label.text:
        return runs
    has_text = any(run.text.strip() for run in runs)
    first = Run(label.text, look) if has_text else Run(label.text.rstrip(), look, "residue")
    begins = next((index for index, run in enumerate(runs) if run.text.strip()), 0)
    return [*runs[:begins], first, *stripped(runs[begins:])]


def stripped(runs: list[Run]) -> list[Run]:
    """Runs of which the first begins with a word, not with the tab that was typed after the number."""
    if not runs or not runs[0].text[:1].isspace():
        return runs
    return [Run(runs[0].text.lstrip(" \t"), runs[0].look, runs[0].mark), *runs[1:]]


def goes_on_in_next(properties: Element | None) -> bool:
    """The end of the paragraph is not shown, or it is a capital that the next one begins with."""
    drop = (attribute(child(properties, "w:framePr"), "dropCap") or "none").lower()
    hidden = run_look(child(properties, "w:rPr")).is_hidden
    return is_deleted(properties) or bool(hidden) or drop in {"drop", "margin"}


def is_deleted(properties: Element | None) -> bool:
    """The end of a paragraph was deleted, or moved away."""
    marks = child(properties, "w:rPr")
    return child(marks, "w:del") is not None or child(marks, "w:moveFrom") is not None


def is_ruled(table: Element, styles: Styles) -> bool:
    """Lines are drawn around the cells of a table, by itself, by its style or by a cell."""
    properties = child(table, "w:tblPr")
    chain = styles.chain(attribute(child(properties, "w:tblStyle"), "val"))
    if any(style.name not in PLAIN_TABLES for style in chain):
        return True
    borders = [*children(properties, "w:tblBorders"), *within(table, "tcBorders")]
    return any((attribute(line, "val") or "none") not in NO_LINE for one in borders for line in one)


def rows_of(table: Element) -> Iterator[Element]:
    """The rows of a table that are shown."""
    for one in table:
        kind = name(one)
        if kind == "w:tr":
            properties = child(one, "w:trPr")
            if child(properties, "w:del") is None and not switch(child(properties, "w:hidden")):
                yield one
        elif kind in TRANSPARENT or kind == "w:sdt":
            yield from rows_of(one)


def cells_of(row: Element) -> Iterator[Element]:
    """The cells of a row, but those that go on from the row above."""
    for one in row:
        kind = name(one)
        if kind == "w:tc":
            if child(one, "w:tcPr", "w:cellDel") is None:
                yield one
        elif kind in TRANSPARENT or kind == "w:sdt":
            yield from cells_of(one)
