"""What is printed on every page, and numbers of pages: told by where it stands and by how often."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tasks.core.structure.lines import Line, stands_apart
from tasks.core.structure.statement_words import has_statement_word

Found = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Pages:
    """How page heads and feet are told."""

    min_share: float = 0.4  # of the pages that a head stands on; heads of odd and of even pages can differ
    max_lines: int = 3  # of a head or a foot
    max_chars: int = 120  # a longer line is of the text


PAGES = Pages()
PAGE_OF = r"[ ]*\d{1,3}(?:[ ]*(?:/|of|von|z|de|sur|из|із|di|din|su)[ ]*\d{1,3})?"
PAGE_WORD = "page|seite|strona|страница|сторінка|página|pagina|str\\.|стр\\.|стор\\.|p\\."
PAGE_NUMBER = re.compile(rf"(?:(?:{PAGE_WORD})[ ]*)?[-–—[(|]?{PAGE_OF}[ ]*[-–—\])|]?|[ivxl]{{1,6}}", re.IGNORECASE)
NAMED_PAGE_NUMBER = re.compile(
    rf"[-–—(\[]{{0,2}}[ ]?(?:(?:start[ ])?printed[ ])?(?:page|seite|strona|страница|сторінка)"
    rf"(?:{PAGE_OF}|[ ]\d{{4,6}})[ ]?[-–—)\]]{{0,2}}",
    re.IGNORECASE,
)
LONG_NUMBER = re.compile(r"[0-9]{4,6}")
JOURNAL = re.compile(r"(?=.*\d)[^/|•]+(?:[ ][/|•][ ][^/|•]+){2,}")  # `Journal / Vol. 7, No. 2 / 5 May 1999 / Notices`
DIGITS = re.compile(r"\d+")


def find_page_lines(lines: Sequence[Line], n_head: int) -> Iterator[Found]:
    """Lines that call themselves page numbers, and of a text with several pages those that stand on many of them.

    `n_head` counts the lines above the running text.
    """
    for index, line in enumerate(lines):
        if len(line.text) <= PAGES.max_chars and NAMED_PAGE_NUMBER.fullmatch(line.text) and stands_apart(lines, index):
            yield line.start, line.end, "page_number"
    if lines[-1].page == 1:
        return
    pages: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        pages.setdefault(line.page, []).append(index)
    yield from peeled(lines, list(pages.values()), 1, n_head)
    yield from peeled(lines, [indices[::-1] for indices in pages.values()], lines[-1].page, n_head)


def peeled(lines: Sequence[Line], pages: Sequence[Sequence[int]], without_edge: int, n_head: int) -> Iterator[Found]:
    """Lines at one edge of the pages, from the edge inwards for as long as they are none of the text.

    A number is one of a page only where pages meet: not on the first line of the first page. A head counts as the same
    above and below the number of its page: left and right pages can have them the other way round.
    """
    n_pages = lines[-1].page
    edges = [[index for index in one[: PAGES.max_lines] if may_be_of_page(lines, index)] for one in pages]
    printed = Counter(text for one in edges for text in {DIGITS.sub("0", lines[index].text) for index in one})
    numbers = numbered_in_order(lines, edges)
    for depth in range(PAGES.max_lines):
        found: dict[int, str] = {}
        for index in (one[depth] for one in pages if len(one) > depth and may_be_of_page(lines, one[depth])):
            line = lines[index]
            count = printed[DIGITS.sub("0", line.text)]
            is_inner = line.page != without_edge or without_edge > 1 or count > 1
            if index in numbers or (is_inner and PAGE_NUMBER.fullmatch(line.text)):
                found[index] = "page_number"
            elif (count > 1 and count >= PAGES.min_share * n_pages) or (line.page > 1 and JOURNAL.fullmatch(line.text)):
                found[index] = "page_head"
        titles = {index for index, rule in found.items() if rule == "page_head" and may_be_title(lines, index, n_head)}
        yield from ((lines[index].start, lines[index].end, found[index]) for index in found if index not in titles)
        pages = [indices for indices in pages if len(indices) > depth and indices[depth] in found]


def numbered_in_order(lines: Sequence[Line], edges: Sequence[Sequence[int]]) -> set[int]:
    """Lines that are long numbers, as a journal counts its pages through the year, one more on each page."""
    numbers = [index for one in edges for index in one if LONG_NUMBER.fullmatch(lines[index].text)]
    offsets = Counter(int(lines[index].text) - lines[index].page for index in numbers)
    return {index for index in numbers if offsets[int(lines[index].text) - lines[index].page] > 1}


def may_be_of_page(lines: Sequence[Line], index: int) -> bool:
    """A short line that is no sentence, and no part of a longer paragraph that the format knows."""
    text = lines[index].text
    return len(text) <= PAGES.max_chars and not text.endswith((".", ";", ",")) and stands_apart(lines, index)


def may_be_title(lines: Sequence[Line], index: int, n_head: int) -> bool:
    """The line stands above the text on the first page, and no other line there says what the text is."""
    line = lines[index]
    if line.page > 1 or index >= n_head or DIGITS.search(line.text):
        return False
    others = [one.text for one in lines[:n_head] if one.text != line.text]
    return has_statement_word(line.text) or not any(map(has_statement_word, others))
