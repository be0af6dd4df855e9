"""What each paragraph is by its type: the title, a heading, an item, plain text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tasks.core.formats.pdf.measure import Style
from tasks.core.formats.pdf.paragraphs import BULLET, Paragraph, is_centred, is_date_line, is_finished

BLOCK, TITLE, HEADING, ITEM, ROW = "block", "title", "heading", "item", "row"
LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Heads:
    """How titles and headings differ from text, in sizes of the running text, lines and characters."""

    max_heading_lines: int = 6  # titles that name speaker, office and occasion
    max_heading_chars: int = 300
    max_title_chars: int = 500
    title_pages: int = 2  # a cover can stand before the title
    date_play: float = 1.12  # a line of place and date, set larger than the title by no more than this, is none
    min_running_chars: int = 200  # of the first long paragraph, below which no title stands


HEADS = Heads()


def kinds_of(paragraphs: Sequence[Paragraph], style: Style) -> list[str]:
    """The kind of each paragraph."""
    kinds = [kind_of(paragraph, style) for paragraph in paragraphs]
    title = find_title(paragraphs, kinds, style)
    if title is not None:
        kinds[title] = TITLE
    return kinds


def kind_of(paragraph: Paragraph, style: Style) -> str:
    first = paragraph[0].line
    if first.is_row:
        return ROW
    if BULLET.match(first.text):
        return ITEM
    return HEADING if is_heading(paragraph, style) else BLOCK


def text_of(paragraph: Paragraph) -> str:
    return " ".join(place.line.text for place in paragraph)


def is_heading(paragraph: Paragraph, style: Style) -> bool:
    """A few lines of larger or bold type, or of capitals in the middle."""
    text = text_of(paragraph)
    if len(paragraph) > HEADS.max_heading_lines or len(text) > HEADS.max_heading_chars or not LETTERS.search(text):
        return False
    lines = [place.line for place in paragraph]
    if all(style.is_large(line) for line in lines):
        return True
    if any(line.size < style.body_size for line in lines):
        return False
    if all(line.is_bold for line in lines):
        return not is_finished(text) or text.endswith(":")
    return text.isupper() and all(is_centred(place) for place in paragraph)


def find_title(paragraphs: Sequence[Paragraph], kinds: Sequence[str], style: Style) -> int | None:
    """The first of the headings in the largest type above the running text; nothing if there is none."""
    heads = [
        index
        for index in range(first_running(paragraphs, kinds, style))
        if kinds[index] == HEADING and paragraphs[index][0].line.page_no <= HEADS.title_pages
    ]
    largest = max((size_of(paragraphs[index]) for index in heads), default=0.0)
    heads = [index for index in heads if size_of(paragraphs[index]) * HEADS.date_play >= largest]
    own = [index for index in heads if is_own_title(text_of(paragraphs[index]))]
    return max(own or heads, key=lambda index: (size_of(paragraphs[index]), -index), default=None)


def is_own_title(text: str) -> bool:
    """Whether a heading is no line of place and date, and no address to those present."""
    return not is_date_line(text) and not text.rstrip().endswith(",")


def size_of(paragraph: Paragraph) -> float:
    return paragraph[0].line.size


def first_running(paragraphs: Sequence[Paragraph], kinds: Sequence[str], style: Style) -> int:
    """Index of the first paragraph of running text; of all if there is none."""
    for index, (paragraph, kind) in enumerate(zip(paragraphs, kinds, strict=True)):
        is_body = not style.is_large(paragraph[0].line)
        if kind == BLOCK and is_body and len(text_of(paragraph)) >= HEADS.min_running_chars:
            return index
    return len(paragraphs)
