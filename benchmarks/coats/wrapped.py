"""Plain text as it is typed: wrapped, hyphenated, indented, in pages; and with one line for each paragraph."""

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.coats.furniture import heads_of
from benchmarks.coats.lines import Word, break_lines, words_of
from benchmarks.coats.model import NOTE_REFERENCE, Block, Text


@dataclass(frozen=True, slots=True)
class Typing:
    """How a text is typed. `page_lines` 0 means that there are no pages."""

    columns: int = 72
    is_hyphenated: bool = False
    is_indented: bool = False  # first lines begin further to the right, and no empty line parts the paragraphs
    page_lines: int = 0
    has_feet: bool = False  # footnotes stand at the foot of their page, not at the end
    line_end: str = "\n"
    encoding: str = "utf-8"


def length(word: Word) -> float:
    return float(len(word.text) + len(word.note) + len(word.after))


def typed_paragraph(block: Block, typing: Typing) -> Iterator[str]:
    """The lines of one paragraph."""
    label = "-" if block.kind == "bullet" else block.label
    left = 4 * block.level + (2 if block.kind == "bullet" else 0)
    first = left + (4 if typing.is_indented and not left else 0)
    text = NOTE_REFERENCE.sub(r"[\1]", f"{label} {block.text}".strip())
    if not typing.columns:
        yield " " * left + text
        return
    words = [Word(word.text) for word in words_of(text)]
    room = typing.columns
    lines = break_lines(words, room - first, room - left, length, 1.0, typing.is_hyphenated)
    for at, line in enumerate(lines):
        yield " " * (left if at else first) + " ".join(word.text for word in line)


def typed_table(block: Block) -> Iterator[str]:
    """The rows of a table, its columns held apart by spaces."""
    widths = [max(len(row[at]) for row in block.rows) + 3 for at in range(len(block.rows[0]))]
    for row in block.rows:
        yield "".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def typed_lines(text: Text, typing: Typing) -> list[str]:
    """All lines, the title first and the footnotes last."""
    lines = [line.center(typing.columns or 0).rstrip() for line in text.title]
    before = "paragraph"
    for block in text.body:
        is_tight = typing.is_indented and block.kind == before == "paragraph"
        lines += [] if is_tight or not lines else [""]
        lines += typed_table(block) if block.rows else typed_paragraph(block, typing)
        before = block.kind
    return lines


def typed_notes(text: Text, typing: Typing) -> dict[str, list[str]]:
    """The footnotes by the reference that stands in the text."""
    return {
        f"[{number}]": list(typed_paragraph(Block("note", words, f"[{number}]"), typing))
        for number, words in text.notes.items()
    }


def in_sheets(lines: list[str], notes: dict[str, list[str]], size: int) -> Iterator[list[str]]:
    """The lines in sheets of equal length, each with the footnotes that it refers to below a rule."""
    sheet: list[str] = []
    foot: list[str] = []
    for line in lines:
        ours = [one for sign, words in notes.items() if sign in line for one in words]
        if len(sheet) + len(foot) + len(ours) + 3 > size:
            yield [*sheet, "", "_" * 20, *foot] if foot else sheet
            sheet, foot = [], []
        sheet.append(line)
        foot += ours
    yield [*sheet, "", "_" * 20, *foot] if foot else sheet


def in_pages(sheets: list[list[str]], style: str) -> Iterator[str]:
    """Sheets as pages, parted by form feeds, with heads and page numbers."""
    for page, sheet in enumerate(sheets, 1):
        heads = heads_of(style, page, len(sheets))
        yield ("\f" if page > 1 else "") + heads.head
        yield ""
        yield from sheet
        yield ""
        yield heads.foot.center(72).rstrip()


def set_wrapped(text: Text, typing: Typing, heads: str) -> bytes:
    """A text as plain text."""
    lines = typed_lines(text, typing)
    notes = typed_notes(text, typing)
    if not typing.has_feet:
        lines += [line for words in notes.values() for line in ("", *words)]
    if typing.page_lines:
        feet = notes if typing.has_feet else {}
        lines = list(in_pages(list(in_sheets(lines, feet, typing.page_lines)), heads))
    return (typing.line_end.join(lines) + typing.line_end).encode(typing.encoding)
