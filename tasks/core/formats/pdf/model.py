"""What the engine gives, and what the layout makes of it. All lengths are points, from the page's top left corner."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without white space between them. `base` is the height on the page of the line they stand on."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float
    is_bold: bool = False
    follows_space: bool = False  # a space was printed before it, so that it is no part of the word beside it
    precedes_space: bool = False
    is_raised: bool = False  # small and above the line, as marks of notes are


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight stroke, level or upright; the four sides of a box are four."""

    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def is_level(self) -> bool:
        return self.x1 - self.x0 >= self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page. `aside` are words set across the page's own direction or outside of what is shown.

    `n_unknown` are glyphs of which the file does not say what they mean. `problem` says why the page is not read whole.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...] = ()
    aside: tuple[Word, ...] = ()
    rules: tuple[Rule, ...] = ()
    n_images: int = 0
    n_glyphs: int = 0
    n_unknown: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """An opened file. `n_declared` is how many pages it says it has, if it does."""

    properties: tuple[tuple[str, str], ...]
    n_declared: int | None
    pages: Iterator[Page]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text in a column. `references` are spans of `text`: raised marks of notes.

    `second_x0` is where its second word begins, `first_width` how wide the first is. A row of a table is one line,
    with tabs between its cells and line ends within them.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float
    page_no: int = 1
    is_bold: bool = False
    first_width: float = 0.0
    second_x0: float | None = None
    begins_raised: bool = False
    is_row: bool = False
    references: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """Lines that are read one after the other; `left` and `right` are where full lines of it begin and end."""

    lines: tuple[Line, ...]
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class LaidPage:
    """A page as lines in reading order. `head` and `foot` are no part of the text; their lines have a mark each."""

    page: Page
    columns: tuple[Column, ...] = ()
    head: tuple[tuple[Line, str], ...] = ()
    foot: tuple[tuple[Line, str], ...] = ()
    footnotes: tuple[Line, ...] = ()


def without_lines(columns: Sequence[Column], lines: Container[Line]) -> tuple[Column, ...]:
    """Columns without some of their lines; one that has none left is gone."""
    kept = [replace(column, lines=tuple(line for line in column.lines if line not in lines)) for column in columns]
    return tuple(column for column in kept if column.lines)
