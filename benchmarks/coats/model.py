"""A text to be set: its blocks in reading order, and the compact markup in which texts are stored."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.coats.fold import folded_words

RUNNING = ("paragraph", "item", "bullet", "table")  # what counts as the statement's paragraphs
NOTE_REFERENCE = re.compile(r"\[\^(\d+)\]")
LABELLED = re.compile(r"(\d{1,3}\.|\([a-z]\)) (.+)")
TYPED_NUMBER = re.compile(r"[“\"]?(\d{1,2})\. ")
SIGNS = {"=": "title", "@": "dateline", "##": "heading", "-": "bullet", "~": "signature", "^": "note", "|": "table"}


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, or a whole table. `label` is a number that formats count by themselves; `level` 1 is below one."""

    kind: str
    text: str = ""
    label: str = ""
    level: int = 0
    in_statement: bool = True
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def sign(self) -> str:
        """What is printed before the words: the number, or the sign of a list."""
        return "•" if self.kind == "bullet" else self.label

    @property
    def plain(self) -> str:
        """The words as printed, with the number and without the references to notes."""
        if self.rows:
            return " ".join(cell for row in self.rows for cell in row)
        return NOTE_REFERENCE.sub("", f"{self.label} {self.text}".strip())

    @property
    def number(self) -> str:
        """The number printed before the paragraph, without its punctuation."""
        typed = TYPED_NUMBER.match(self.text)
        return typed[1] if typed else self.label.strip("().")


@dataclass(frozen=True, slots=True)
class Text:
    """A whole text. `title` has its lines as they are set; no title means that the text has none."""

    name: str
    language: str
    title: tuple[str, ...]
    blocks: tuple[Block, ...]

    @property
    def notes(self) -> dict[str, str]:
        """The footnotes by their number."""
        return {block.label: block.text for block in self.blocks if block.kind == "note"}

    @property
    def body(self) -> tuple[Block, ...]:
        """All blocks but the footnotes."""
        return tuple(block for block in self.blocks if block.kind != "note")

    def statement(self) -> list[Block]:
        """The blocks that are the statement's paragraphs."""
        return [block for block in self.blocks if block.kind in RUNNING and block.in_statement]

    def words(self) -> list[str]:
        """The folded words of the statement's paragraphs."""
        return [word for block in self.statement() for word in folded_words(block.plain)]

    def numbers(self) -> list[str]:
        """The numbers printed before the statement's paragraphs."""
        return [block.number for block in self.statement() if block.number]


def parse(name: str, language: str, lines: Sequence[str]) -> Text:
    """A text from its markup: one block a line, told by the first sign of the line."""
    title: list[str] = []
    blocks: list[Block] = []
    for line in filter(None, map(str.strip, lines)):
        block = parse_line(line)
        if block.kind == "title":
            title.append(block.text)
        elif block.kind == "table" and blocks and blocks[-1].kind == "table":
            blocks[-1] = Block("table", rows=blocks[-1].rows + block.rows)
        else:
            blocks.append(block)
    return Text(name, language, tuple(title), tuple(blocks))


def parse_line(line: str) -> Block:
    """One block, or one row of a table."""
    if line.startswith("|"):
        return Block("table", rows=(tuple(cell.strip() for cell in line.strip("|").split("|")),))
    sign, _, rest = line.partition(" ")
    if sign.startswith("^"):
        return Block("note", rest, sign[1:])
    if sign in SIGNS:
        return Block(SIGNS[sign], rest)
    labelled = LABELLED.fullmatch(line)
    if not labelled:
        return Block("paragraph", line)
    is_item = labelled[1].startswith("(")
    return Block("item" if is_item else "paragraph", labelled[2], labelled[1], int(is_item))
