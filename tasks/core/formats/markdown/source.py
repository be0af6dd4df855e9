"""Markdown's signs beyond those of the lines: notes, tables, underlined headings, pieces of HTML, repeated numbers.

Signs of headings, lists, quotations, emphasis and links are left for the structure step, which plain text needs too.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tasks.core.reading import Mark, ReadText

ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
INLINE = "a|abbr|b|big|center|code|em|font|i|ins|mark|s|small|span|strong|sub|sup|u|img|wbr"
BREAKING = (
    "br|p|div|section|article|header|footer|ul|ol|li|table|thead|tbody|tr|td|th|h[1-6]|blockquote|hr|details|summary"
)
TAG = re.compile(  # the group is not possessive: up to Python 3.11.4 one that can go back matches too little
    rf"<!--(?:[^<-]|-(?!->)|<(?!!--)){{0,5000}}-->|</?(?:(?P<breaking>{BREAKING})|{INLINE})\b[^<>\n]{{0,500}}>",
    re.IGNORECASE,
)
RAISED = re.compile(r"<sup>(\s*\[?(?:\d{1,3}|\*{1,3})\]?\s*)</sup>", re.IGNORECASE)
NOTE = re.compile(r"(?m)^ {0,3}(\[\^)([^\]\s]{1,40})(\]:)[ \t]*(?=\S)")
NOTE_END = re.compile(r"\n(?=[ ]*\n|[ ]{0,3}\[\^)")
REFERENCE = re.compile(r"\[\^[^\]\s]{1,40}\](?!:)")
DELIMITER = re.compile(r"(?m)^[ ]{0,3}\|?[ ]*:?-{1,200}:?[ ]*(?:\|[ ]*:?-{1,200}:?[ ]*){1,40}\|?[ ]*$")
UNDERLINE = re.compile(r"(?m)^(?P<heading>[^\s>|#*+-][^\n]{0,300})\n(?P<line>[ ]{0,3}(?:={3,200}|-{3,200}))[ ]*$")
ITEM = re.compile(r"(?P<indent>[ ]*)(?P<number>\d{1,3})(?P<sign>[.)])[ ]+\S")
FENCED = re.compile(r"\s*(---|\+\+\+)[ \t]*\n.*?\n(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
MAX_FRONT_CHARS = 20_000
CUTS = (  # pattern, group, mark
    (NOTE, 1, "residue"),
    (NOTE, 3, "residue"),
    (REFERENCE, 0, "note_reference"),
    (RAISED, 1, "note_reference"),
    (TAG, 0, "residue"),
    (UNDERLINE, "line", "residue"),
    (DELIMITER, 0, "residue"),
)
Span = tuple[int, int]


@dataclass(slots=True)
class Numbering:
    """The list that is being read: its indent, its sign, the number of the last item as written and as shown."""

    indent: int = -1
    sign: str = ""
    printed: int = 0
    value: int = 0


def shown(read: ReadText) -> ReadText:
    """The text with entities and repeated numbers as they are shown, and marks on what is no part of it."""
    front = FENCED.match(read.text, 0, MAX_FRONT_CHARS)
    start = front.end() if front else 0
    text = read.text[:start] + renumbered(broken(entities(read.text[start:])))
    rows = list(table_rows(text, start))
    marks = [*paragraph_marks(text, start, rows), *cut_marks(text, start, rows)]
    return replace(read, text=text, marks=tuple(sorted(marks, key=lambda one: (one.start, one.end, one.kind))))


def entities(text: str) -> str:
    """Characters for the entities that stand for them."""
    return ENTITY.sub(lambda match: html.unescape(match[0]), text) if "&" in text else text


def broken(text: str) -> str:
    """A line end after each tag that ends a line on a page, and an empty line after one that ends a paragraph."""
    if "<" not in text:
        return text

    def parted(match: re.Match[str]) -> str:
        name = (match["breaking"] or "").lower()
        if not name or text[match.end() : match.end() + 1] in {"", "\n"}:
            return match[0]
        return match[0] + ("\n" if name == "br" else "\n\n")

    return TAG.sub(parted, text)


def renumbered(text: str) -> str:
    """Items of a list that all have the same number are counted on, as they are on a page."""
    lines: list[str] = []
    current = Numbering()
    for line in text.split("\n"):
        match = ITEM.match(line)
        if match:
            lines.append(counted(line, match, current))
            continue
        lines.append(line)
        if line.strip() and not line[:1].isspace():
            is_lazy = len(lines) > 1 and lines[-2].strip() != ""
            current = current if is_lazy and not line.startswith("#") else Numbering()
    return "\n".join(lines)


def counted(line: str, match: re.Match[str], current: Numbering) -> str:
    """The line of an item with the number that it is shown with; `current` is moved on."""
    indent, number = len(match["indent"]), int(match["number"])
    if current.indent >= 0 and indent > current.indent + 1:
        return line
    is_same_list = (indent, match["sign"]) == (current.indent, current.sign)
    value = current.value + 1 if is_same_list and number == current.printed else number
    current.indent, current.sign, current.printed, current.value = indent, match["sign"], number, value
    return line if value == number else f"{line[: match.start('number')]}{value}{line[match.end('number') :]}"


def paragraph_marks(text: str, start: int, rows: Sequence[Span]) -> list[Mark]:
    """Notes, rows of tables, and headings by the line below them; of those that overlap the first."""
    found = [Mark(match.start(1), end_of_note(text, match.end()), "footnote") for match in NOTE.finditer(text, start)]
    found += [Mark(*match.span("heading"), "heading") for match in UNDERLINE.finditer(text, start)]
    found += [Mark(*row, "row") for row in rows]
    kept: list[Mark] = []
    for one in sorted(found, key=lambda one: (one.start, one.end)):
        if one.start < one.end and (not kept or one.start >= kept[-1].end):
            kept.append(one)
    return kept


def cut_marks(text: str, start: int, rows: Sequence[Span]) -> Iterator[Mark]:
    """What is sign and not text."""
    for pattern, group, kind in CUTS:
        yield from (Mark(*match.span(group), kind) for match in pattern.finditer(text, start))
    for first, last in rows:
        yield from (Mark(place, place + 1, "residue") for place in range(first, last) if text[place] == "|")


def end_of_note(text: str, start: int) -> int:
    """Where the paragraph of a note ends: at an empty line, or where the next note begins."""
    end = NOTE_END.search(text, start)
    return end.start() if end else max(start, len(text.rstrip()))


def table_rows(text: str, start: int) -> Iterator[Span]:
    """Of each table the line above its delimiter, and the lines below it that have cells."""
    reached = start
    for match in DELIMITER.finditer(text, start):
        if match.start() < reached:
            continue
        above = max(text.rfind("\n", 0, max(match.start() - 1, 0)) + 1, reached)
        if "|" in text[above : match.start()]:
            yield trimmed(text, above, match.start())
        reached = match.end() + 1
        while reached < len(text) and "|" in (line := text[reached : line_end(text, reached)]):
            yield trimmed(text, reached, reached + len(line))
            reached += len(line) + 1


def line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
