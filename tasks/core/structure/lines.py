"""The lines of a text, with all that rules on layout and on pages ask of them."""

from collections.abc import Sequence
from dataclasses import dataclass

PAGE_KINDS = frozenset({"block", "heading"})  # of marks that a format can have given to a line of the page


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not empty, without the spaces around it. `gap` counts the line ends before it, `page` from 1.

    `indent` counts the spaces that were before it, `mark` is the number of the paragraph that the format knows it to be
    in, -1 if in none, and `kind` that one's kind.
    """

    start: int
    end: int
    text: str
    gap: int
    page: int
    indent: int = 0
    mark: int = -1
    kind: str = ""


def split_lines(text: str) -> list[Line]:
    """The lines of a text that are not empty."""
    lines: list[Line] = []
    offset, gap, page = 0, 2, 1
    for part in text.split("\n"):
        page_parts = part.split("\f")
        for index, piece in enumerate(page_parts):
            if index:
                gap, page = gap + 3, page + 1
            if words := piece.strip():
                indent = piece.index(words[0])
                start = offset + indent
                lines.append(Line(start, start + len(words), words, gap, page, indent))
                gap = 0
            offset += len(piece) + 1
        gap += 1
    return lines


def stands_apart(lines: Sequence[Line], index: int, kinds: frozenset[str] = PAGE_KINDS) -> bool:
    """A line that is under no mark, or is all of a paragraph of one of these kinds."""
    mark = lines[index].mark
    if mark < 0:
        return True
    is_first = index == 0 or lines[index - 1].mark != mark
    is_last = index + 1 == len(lines) or lines[index + 1].mark != mark
    return is_first and is_last and lines[index].kind in kinds
