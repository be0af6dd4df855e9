"""Blocks into set lines: type sizes, indents, numbers, justified paragraphs, ruled tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from benchmarks.coats.lines import Word, break_lines, words_of
from benchmarks.coats.model import Block


@dataclass(frozen=True, slots=True)
class Setting:
    """How a page is set. Lengths are points."""

    columns: int = 1
    body_size: float = 10.5
    title_size: float = 17.0
    is_indented: bool = False  # first lines are indented and paragraphs not spaced
    is_hanging: bool = False  # numbers stand to the left of their paragraphs
    has_ligatures: bool = False
    is_justified: bool = True  # and hyphenated
    spacing: float = 1.22  # from line to line, in type sizes
    letterhead: tuple[str, ...] = ()  # above the title, to the left
    page_width: float = 595.0
    page_height: float = 842.0
    margin: float = 62.0
    gutter: float = 22.0

    @property
    def column_width(self) -> float:
        inside = self.page_width - 2 * self.margin - (self.columns - 1) * self.gutter
        return inside / self.columns

    @property
    def note_size(self) -> float:
        return self.body_size * 0.78

    @property
    def leading(self) -> float:
        return self.body_size * self.spacing


class Canvas(Protocol):
    """A producer of PDF files. Lengths are points from the left and from the top."""

    def width(self, text: str, size: float, is_bold: bool) -> float: ...
    def show(self, x: float, y: float, line: "Line", stretch: float) -> None: ...
    def rule(self, x: float, y: float, width: float) -> None: ...
    def new_page(self) -> None: ...
    def content(self) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its words, where it begins in the column, how wide it is set when it is justified."""

    words: tuple[Word, ...]
    size: float
    leading: float
    indent: float = 0.0
    width: float = 0.0
    is_bold: bool = False
    is_justified: bool = False
    is_centred: bool = False
    space_before: float = 0.0
    keep_with_next: bool = False
    label: str = ""
    label_at: float = 0.0
    cells: tuple[tuple[float, str], ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        return tuple(word.note for word in self.words if word.note)


def word_width(canvas: Canvas, word: Word, size: float, is_bold: bool) -> float:
    """A word with the small number behind it."""
    raised = canvas.width(word.note, size * 0.65, False) if word.note else 0.0
    return canvas.width(word.text + word.after, size, is_bold) + raised


def set_block(block: Block, setting: Setting, canvas: Canvas) -> Iterator[Line]:
    """The lines of a block of the text."""
    if block.kind == "table":
        yield from set_table(block, setting, canvas)
    elif block.kind in ("heading", "dateline", "signature"):
        yield from set_short(block, setting, canvas)
    else:
        yield from set_paragraph(block, setting, canvas)


def set_paragraph(block: Block, setting: Setting, canvas: Canvas) -> Iterator[Line]:
    """A justified paragraph, its number hanging or in its first line."""
    label = block.sign
    left = 18.0 * block.level if block.kind != "bullet" else 12.0
    is_hanging = bool(label) and (setting.is_hanging or block.kind != "paragraph")
    left += 22.0 if is_hanging else 0.0
    first = 14.0 if setting.is_indented and not is_hanging else 0.0
    text = block.text if is_hanging or not label else f"{label} {block.text}"
    space = setting.leading * (0.15 if setting.is_indented else 0.55)
    yield from justified(text, setting, canvas, left, first, space, label if is_hanging else "")


def justified(
    text: str, setting: Setting, canvas: Canvas, left: float, first: float, space_before: float, label: str
) -> Iterator[Line]:
    """The lines of a paragraph; all but the last fill the width."""
    size, width = setting.body_size, setting.column_width - left
    words = words_of(ligated(text) if setting.has_ligatures else text)

    def measure(word: Word) -> float:
        return word_width(canvas, word, size, False)

    lines = break_lines(words, width - first, width, measure, canvas.width(" ", size, False), setting.is_justified)
    for at, line in enumerate(lines):
        is_first, is_last = at == 0, at == len(lines) - 1
        yield Line(
            tuple(line),
            size,
            setting.leading,
            left + (first if is_first else 0.0),
            width - (first if is_first else 0.0),
            is_justified=setting.is_justified and not is_last,
            space_before=space_before if is_first else 0.0,
            label=label if is_first else "",
            label_at=left - 22.0,
        )


def set_short(block: Block, setting: Setting, canvas: Canvas) -> Iterator[Line]:
    """A heading, a dateline or a signature: short lines that are not justified."""
    is_heading = block.kind == "heading"
    size = setting.body_size * (1.15 if is_heading else 1.0)

    def measure(word: Word) -> float:
        return word_width(canvas, word, size, is_heading)

    space = canvas.width(" ", size, is_heading)
    width = setting.column_width
    for at, line in enumerate(break_lines(words_of(block.text), width, width, measure, space, False)):
        before = setting.leading * (0.9 if is_heading else 0.5) if at == 0 else 0.0
        yield Line(
            tuple(line),
            size,
            size * 1.22,
            0.0,
            width,
            is_bold=is_heading,
            space_before=before,
            keep_with_next=is_heading,
        )


def set_table(block: Block, setting: Setting, canvas: Canvas) -> Iterator[Line]:
    """A ruled table; each row is one line, in type so small that the widest cell fits."""
    step = setting.column_width / len(block.rows[0])
    widest = max(canvas.width(cell, 1.0, True) for row in block.rows for cell in row)
    size = min(setting.body_size * 0.85, (step - 8.0) / widest)
    for at, row in enumerate(block.rows):
        cells = tuple((step * column + 3.0, cell) for column, cell in enumerate(row))
        before = setting.leading * 0.8 if at == 0 else 0.0
        yield Line((), size, size * 1.5, 0.0, setting.column_width, at == 0, space_before=before, cells=cells)


def ligated(text: str) -> str:
    """The text with the ligatures that fonts have."""
    return text.replace("fi", "ﬁ").replace("fl", "ﬂ")
