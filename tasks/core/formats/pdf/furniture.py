"""Running heads, feet and page numbers: lines at the edge of a page that come again on others, or count them."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tasks.core.formats.pdf.measure import measure
from tasks.core.formats.pdf.model import LaidPage, Line, without_lines

DIGITS = re.compile(r"\d+")
END_NUMBERS = re.compile(r"^\W*\d{1,5}(?=\s)|(?<=\s)\d{1,5}\W*$")
NUMBER_ONLY = re.compile(
    r"\W*(?P<word>[^\W\d_]{1,9}\.?\s)?\W*(?P<value>\d{1,5})(?:\s*(?:/|\||[^\W\d_]{1,5}\s)\s*(?P<total>\d{1,4}))?\W*"
)
ROMAN_ONLY = re.compile(r"\W*[ivxlc]{1,7}\W*")
PAGE_HEAD, PAGE_FOOT, PAGE_NUMBER = "page_head", "page_foot", "page_number"
Key = tuple[bool, str]
Furniture = dict[Line, str]


@dataclass(frozen=True, slots=True)
class Edges:
    """Where heads and feet stand, and how often they come again."""

    zone: float = 0.2  # of the page's height: heads of reports with a logo reach 0.15
    number_zone: float = 0.1  # a number alone is nothing else only this far out
    max_rows: int = 5  # heads and feet of more lines are letterheads, which stand on one page
    max_shift: float = 6.0  # points that the same head moves between pages
    max_size_change: float = 0.1  # a title that comes again in the heads is set larger
    few_pages: int = 6
    min_pages: int = 3  # a line has to come again on, of more than few pages; else on two
    min_distance: float = 1.8  # from the text, in sizes of its type, of a line that only a number marks
    small: float = 0.92  # of the running text's size: a line of small print at the edge of a page that has a number
    small_zone: float = 0.08
    years: tuple[int, int] = (1900, 2100)  # a lone number of this kind can be a date


EDGES = Edges()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line near the edge of a page."""

    line: Line
    is_top: bool
    is_outermost: bool
    is_apart: bool
    page: LaidPage

    @property
    def key(self) -> Key:
        return self.is_top, folded(self.line.text)


def part_furniture(pages: Sequence[LaidPage]) -> list[LaidPage]:
    """Pages with their heads and feet taken out of the columns."""
    candidates = [one for page in pages for one in candidates_of(page)]
    found = repeated(candidates, len(pages)) | counted(candidates)
    lone = {one.line: PAGE_NUMBER for one in candidates if one.line not in found and is_lone_number(one, len(pages))}
    found |= lone
    body_size = measure(pages).body_size
    numbered = {one.page.page.number for one in candidates if one.line in found}
    found |= {
        one.line: kind_of(one)
        for one in candidates
        if one.page.page.number in numbered and one.line not in found and is_small_print(one, body_size)
    }
    return [without_furniture(page, found) for page in pages]


def candidates_of(page: LaidPage) -> list[Candidate]:
    """The first and the last lines of a page, from the edge inwards."""
    lines = sorted((line for column in page.columns for line in column.lines), key=lambda line: line.base)
    height = page.page.height
    found: list[Candidate] = []
    for is_top in (True, False):
        ordered = lines if is_top else lines[::-1]
        outermost = ordered[0] if ordered else None
        for index, line in enumerate(ordered[: 2 * EDGES.max_rows]):
            place = line.top if is_top else height - line.bottom
            if place > EDGES.zone * height or outermost is None:
                break
            is_first = abs(line.base - outermost.base) <= EDGES.max_shift
            inner = [one for one in ordered[index + 1 :] if abs(one.base - line.base) > EDGES.max_shift]
            is_apart = not inner or abs(inner[0].base - line.base) >= EDGES.min_distance * line.size
            found.append(Candidate(line, is_top, is_first, is_apart, page))
    return found


def folded(text: str) -> str:
    """A line as it is compared: without the page's number, other numbers made zeros."""
    if ROMAN_ONLY.fullmatch(text):
        return "0"
    bare = END_NUMBERS.sub("", text).strip()
    return " ".join(DIGITS.sub("0", bare or text).casefold().split())


def repeated(candidates: Sequence[Candidate], n_pages: int) -> Furniture:
    """Lines that stand on several pages in the same place and size."""
    needed = 2 if n_pages <= EDGES.few_pages else EDGES.min_pages
    groups: dict[Key, list[Candidate]] = defaultdict(list)
    for one in candidates:
        groups[one.key].append(one)
    found: Furniture = {}
    for group in groups.values():
        for one in group:
            alike = {other.page.page.number for other in group if are_alike(one.line, other.line, one.is_top, other)}
            if len(alike) >= needed:
                found[one.line] = kind_of(one)
    return found


def are_alike(line: Line, other: Line, is_top: bool, candidate: Candidate) -> bool:
    shift = abs(line.base - other.base)
    change = abs(line.size - other.size)
    return (
        is_top == candidate.is_top
        and shift <= EDGES.max_shift
        and change <= EDGES.max_size_change * max(line.size, other.size)
    )


def kind_of(candidate: Candidate) -> str:
    text = candidate.line.text
    if NUMBER_ONLY.fullmatch(text) or ROMAN_ONLY.fullmatch(text):
        return PAGE_NUMBER
    return PAGE_HEAD if candidate.is_top else PAGE_FOOT


def counted(candidates: Sequence[Candidate]) -> Furniture:
    """Outermost lines with a bare number at an end that goes up by one from page to page."""
    groups: dict[tuple[bool, int], list[Candidate]] = defaultdict(list)
    for one in candidates:
        if one.is_outermost and one.is_apart:
            for value in end_numbers(one.line.text):
                groups[one.is_top, value - one.page.page.number].append(one)
    found: Furniture = {}
    for group in groups.values():
        bases = [one.line.base for one in group]
        n_pages = len({one.page.page.number for one in group})
        if n_pages > 1 and max(bases) - min(bases) <= EDGES.max_shift:
            found |= {one.line: kind_of(one) for one in group}
    return found


def end_numbers(text: str) -> list[int]:
    """Bare numbers at the beginning and the end of a line."""
    words = text.split()
    ends = {words[0], words[-1]} if words else set()
    return sorted(int(word) for word in ends if word.isdecimal() and len(word) <= 5)


def is_lone_number(candidate: Candidate, n_pages: int) -> bool:
    """A number alone at the edge, where there is nothing to compare it with."""
    line, page = candidate.line, candidate.page.page
    distance = line.bottom if candidate.is_top else page.height - line.top
    match = NUMBER_ONLY.fullmatch(line.text)
    if not match or not candidate.is_outermost or not candidate.is_apart or distance > EDGES.number_zone * page.height:
        return False
    value = int(match["value"])
    if match["word"] or match["total"]:
        return value == page.number or (match["total"] is not None and int(match["total"]) == n_pages)
    return value == page.number or not EDGES.years[0] <= value <= EDGES.years[1]


def is_small_print(candidate: Candidate, body_size: float) -> bool:
    """A line of small print alone at the edge."""
    line, page = candidate.line, candidate.page.page
    distance = line.bottom if candidate.is_top else page.height - line.top
    is_far_out = candidate.is_outermost and candidate.is_apart and distance <= EDGES.small_zone * page.height
    return is_far_out and line.size <= EDGES.small * body_size


def without_furniture(page: LaidPage, found: Furniture) -> LaidPage:
    """A page without those of the lines that no line of the text parts from the edge."""
    lines = [line for column in page.columns for line in column.lines]
    middle = page.page.height / 2
    outer = {
        line: kind for line in lines if (kind := found.get(line)) and not is_behind_text(line, lines, found, middle)
    }
    ordered = sorted(outer.items(), key=lambda one: (one[0].base, one[0].x0))
    return replace(
        page,
        columns=without_lines(page.columns, outer),
        head=tuple(one for one in ordered if one[0].base < middle),
        foot=tuple(one for one in ordered if one[0].base >= middle),
    )


def is_behind_text(line: Line, lines: Sequence[Line], found: Furniture, middle: float) -> bool:
    """Whether a line of the text stands between this one and the edge."""
    return any(
        (one.base < line.base) if line.base < middle else (one.base > line.base)
        for one in lines
        if one not in found and one.x0 < line.x1 and line.x0 < one.x1
    )
