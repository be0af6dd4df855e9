"""Footnotes and tables of texts whose format does not know them: told by signs and by how their lines are set."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tasks.core.structure.lines import Line

NOTE = re.compile(
    r"(?m)^[ ]*(?P<sign>\[\^?(?P<key>\w{1,8})\]:?[ ]+|(?P<raised>[¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]?)[ ]?)(?=[\"“„«‘(]?[^\W_])"
)
REFERENCE = re.compile(r"(?<=[^\s\[(])(?:\[\^?(?P<key>\w{1,8})\](?![(:])|(?P<raised>[¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]?))")
PLAIN_NOTE = re.compile(r"(?m)^[ ]*(?P<sign>(?P<key>\d{1,2})[ ]{1,4})(?=[\"“„«‘(]?[^\W\d_])")
PLAIN_REFERENCE = re.compile(
    r"(?:(?<=[^\W\d_]{3})|(?<=[^\W\d_]{2}[.,;:!?)”’»])|(?<=[^\W\d_][.,;:!?)”’»][”’»)]))(?P<key>\d{1,2})(?=[\s.,;:!?)]|\Z)"
)
FIRST_PLAIN_NOTE = re.compile(r"[\n\f][ ]*[\n\f][ ]*1[ ]{1,4}[\"“„«‘(]?[^\W\d_]")
KNOWN_NOTE = re.compile(r"[\[(]?(?P<key>\d{1,3})[\])]?[.:]?\s")
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
PLAIN_FIGURES = str.maketrans(RAISED, "0123456789")
CELL_GAP = "   "
DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Tables:
    """When lines are a table's."""

    min_lines: int = 2
    min_figure_lines: int = 2  # with a digit in them; names set side by side below a text are signatures


TABLES = Tables()


@dataclass(frozen=True, slots=True)
class Notes:
    """Footnotes of a text: offsets at which they begin, and spans of the references to them."""

    starts: tuple[int, ...] = ()
    references: tuple[tuple[int, int], ...] = ()


NO_NOTES = Notes()


def find_notes(text: str, known: Sequence[int] = ()) -> Notes:
    """Lines that begin with a sign which also stands right behind a word above them.

    `known` are offsets of paragraphs that the format says are footnotes: their numbers can be plain figures.
    """
    if "]" not in text and not any(sign in text for sign in RAISED):
        return plain_notes(text)
    begins = {key_of(match): match.start("sign") for match in NOTE.finditer(text)}
    begins |= {match["key"]: start for start in known if (match := KNOWN_NOTE.match(text, start))}
    if not begins:
        return NO_NOTES
    references = [match for match in REFERENCE.finditer(text) if match.start() < begins.get(key_of(match), 0)]
    named = {key_of(match) for match in references}
    starts = sorted(start for key, start in begins.items() if key in named)
    return Notes(tuple(starts), tuple(match.span() for match in references))


def plain_notes(text: str) -> Notes:
    """Paragraphs that begin with a plain figure which also stands right behind a word above them: `decade.1 We`.

    They have to be counted from 1 without a gap, in order, and each after the figure that refers to it.
    """
    if not FIRST_PLAIN_NOTE.search(text):
        return NO_NOTES
    references: dict[str, re.Match[str]] = {}
    for match in PLAIN_REFERENCE.finditer(text):
        references.setdefault(match["key"], match)
    begins = {
        match["key"]: match.start("sign")
        for match in PLAIN_NOTE.finditer(text)
        if match["key"] in references and references[match["key"]].end() < match.start()
    }
    counted = [str(number) for number in range(1, len(begins) + 1)]
    if not begins or list(begins) != counted or list(begins.values()) != sorted(begins.values()):
        return NO_NOTES
    return Notes(tuple(begins.values()), tuple(sorted(references[key].span() for key in counted)))


def key_of(match: re.Match[str]) -> str:
    return match["key"] or match["raised"].translate(PLAIN_FIGURES)


def table_rows(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines without a break between them, but for the end of a page, whose words are held apart in columns."""
    block: list[Line] = []
    for line in (*lines, None):
        if line is not None and line.mark < 0 and (not block or continues(block[-1], line)) and is_row(line):
            block.append(line)
            continue
        n_figures = sum(DIGIT.search(one.text) is not None for one in block)
        if len(block) >= TABLES.min_lines and n_figures >= TABLES.min_figure_lines:
            yield from block
        block = [line] if line is not None and line.mark < 0 and is_row(line) else []


def continues(row: Line, line: Line) -> bool:
    """No empty line parts the two, or the end of a page does."""
    return line.gap == 1 or line.page != row.page


def is_row(line: Line) -> bool:
    """The words of a line stand in columns."""
    return CELL_GAP in line.text
