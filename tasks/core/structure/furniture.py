"""Whole lines that belong to the page and not to the text, told by their words and by where they stand."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tasks.core.dates import find_dates
from tasks.core.structure.characters import is_terminated
from tasks.core.structure.names import names_somebody
from tasks.core.structure.phrases import is_end_mark, is_furniture, is_trailing_heading
from tasks.core.structure.statement_words import has_statement_word

Found = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Furniture:
    """How long lines of the page can be, in characters."""

    max_slogan_chars: int = 60  # a slogan beside a menu; a title of a statement is mostly longer, and names somebody
    max_link_chars: int = 160  # titles of other pages in a list of links
    max_caption_chars: int = 80  # words printed in a picture
    min_running_chars: int = 100  # a line of this length that ends a sentence is running text
    min_head_share: float = 0.5  # a page head stands on half of the pages, or it is a heading that recurs


LIMITS = Furniture()
PAGE_OF = r"[ ]*\d{1,3}(?:[ ]*(?:/|of|von|z|de|sur|из)[ ]*\d{1,3})?"
PAGE_NUMBER = re.compile(rf"(?:(?:str|стр|стор|p)\.[ ]*)?[-–—[(]?{PAGE_OF}[ ]*[-–—\])]?", re.IGNORECASE)
NAMED_PAGE_NUMBER = re.compile(rf"(?:page|seite|strona|страница|сторінка){PAGE_OF}", re.IGNORECASE)
DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not empty, without the spaces around it. `gap` counts the line ends before it, `page` from 1."""

    start: int
    end: int
    text: str
    gap: int
    page: int


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
                start = offset + piece.index(words[0])
                lines.append(Line(start, start + len(words), words, gap, page))
                gap = 0
            offset += len(piece) + 1
        gap += 1
    return lines


def find_furniture(lines: Sequence[Line], images: Sequence[int]) -> Iterator[Found]:
    """Lines to take out, each with its rule. `images` are the offsets at which the residue of pictures stood."""
    if not lines:
        return
    last_running = last_running_line(lines)
    first_running = first_running_line(lines)
    yield from find_buttons(lines)
    yield from find_slogans(lines[:first_running])
    yield from find_tail(lines, last_running)
    yield from find_captions(lines, last_running, images)
    yield from find_page_numbers(lines)
    if lines[-1].page > 2:
        yield from find_page_heads(lines)


def is_running(line: Line) -> bool:
    return len(line.text) >= LIMITS.min_running_chars and is_terminated(line.text)


def first_running_line(lines: Sequence[Line]) -> int:
    """Index of the first line of running text; the number of lines if there is none."""
    return next((index for index, line in enumerate(lines) if len(line.text) >= LIMITS.min_running_chars), len(lines))


def last_running_line(lines: Sequence[Line]) -> int:
    """Index of the last line of running text, -1 if there is none. Of wrapped text, the last that ends a sentence."""
    last = -1
    for index, line in enumerate(lines):
        is_end_of_block = index > 0 and line.gap < 2 and is_terminated(line.text) and not is_end_mark(line.text)
        if is_running(line) or (is_end_of_block and len(lines[index - 1].text) * 2 > LIMITS.min_running_chars):
            last = index
    return last


def find_buttons(lines: Sequence[Line]) -> Iterator[Found]:
    previous = ""
    for line in lines:
        stands_alone = line.gap > 1 or not previous or is_terminated(previous) or is_furniture(previous)
        if stands_alone and not line.text.endswith(".") and is_furniture(line.text):
            yield line.start, line.end, "button"
        previous = line.text


def find_slogans(head: Sequence[Line]) -> Iterator[Found]:
    """Short lines above the text, next to a menu, that name nobody and no date."""
    menu = {index for index, line in enumerate(head) if is_furniture(line.text)}
    for index, line in enumerate(head):
        beside = {index - 1, index + 1} & menu
        if beside and index not in menu and is_slogan(line.text):
            menu.add(index)
            yield line.start, line.end, "slogan"


def is_slogan(line: str) -> bool:
    """A few words in small letters that say neither who, nor when, nor what kind of text this is."""
    if len(line) > LIMITS.max_slogan_chars or is_terminated(line) or has_statement_word(line):
        return False
    return (
        not any(word[:1].isupper() for word in line.split()[1:]) and not names_somebody(line) and not find_dates(line)
    )


def find_tail(lines: Sequence[Line], last_running: int) -> Iterator[Found]:
    """After the running text: marks of the end, and lists of links under a heading such as `Related documents`."""
    tail = lines[last_running + 1 :] if last_running >= 0 else lines[len(lines) :]
    in_links = False
    for line in tail:
        if is_end_mark(line.text):
            yield line.start, line.end, "end_mark"
        elif in_links or is_trailing_heading(line.text):
            in_links = len(line.text) <= LIMITS.max_link_chars
            if in_links:
                yield line.start, line.end, "trailing_links"


def find_captions(lines: Sequence[Line], last_running: int, images: Sequence[int]) -> Iterator[Found]:
    """The words printed in a picture below the text, which stand right after its residue."""
    for index, line in enumerate(lines):
        if index <= last_running or last_running < 0:
            continue
        previous_end = lines[index - 1].end if index else 0
        follows_image = any(previous_end <= image <= line.start for image in images)
        is_caption = line.text.isupper() and len(line.text) <= LIMITS.max_caption_chars
        if follows_image and is_caption and not find_dates(line.text) and not has_statement_word(line.text):
            yield line.start, line.end, "image_caption"


def find_page_numbers(lines: Sequence[Line]) -> Iterator[Found]:
    """Numbers alone in the first or last line of a page, and lines that call themselves page numbers."""
    for index, line in enumerate(lines):
        is_first = index > 0 and lines[index - 1].page != line.page
        is_last = index + 1 < len(lines) and lines[index + 1].page != line.page
        at_end_of_file = index + 1 == len(lines) and line.page > 1
        at_edge = is_first or is_last or at_end_of_file
        if NAMED_PAGE_NUMBER.fullmatch(line.text) or (at_edge and PAGE_NUMBER.fullmatch(line.text)):
            yield line.start, line.end, "page_number"


def find_page_heads(lines: Sequence[Line]) -> Iterator[Found]:
    """Lines at the edge of pages that recur on half of them; the first one stays, it may be the title."""
    n_pages = lines[-1].page
    edges = [
        line
        for index, line in enumerate(lines)
        if index in (0, len(lines) - 1) or lines[index - 1].page != line.page or lines[index + 1].page != line.page
    ]
    counts = Counter(DIGITS.sub("0", line.text) for line in edges)
    seen: set[str] = set()
    for line in edges:
        key = DIGITS.sub("0", line.text)
        if counts[key] > 1 and counts[key] >= LIMITS.min_head_share * n_pages and key in seen:
            yield line.start, line.end, "page_head"
        seen.add(key)
