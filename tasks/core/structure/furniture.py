"""Whole lines that belong to the page and not to the text, told by their words and by where they stand."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from tasks.core.dates import find_dates
from tasks.core.structure.characters import STOPS, is_terminated
from tasks.core.structure.imprints import find_imprints
from tasks.core.structure.lines import PAGE_KINDS, Line, stands_apart
from tasks.core.structure.names import names_somebody
from tasks.core.structure.pages import find_page_lines
from tasks.core.structure.phrases import filing_place, is_end_mark, is_filing_line, is_furniture, is_trailing_heading
from tasks.core.structure.statement_words import has_statement_word

Found = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Furniture:
    """How long lines of the page can be, in characters."""

    max_slogan_chars: int = 60  # a slogan beside a menu; a title of a statement is mostly longer, and names somebody
    max_link_chars: int = 160  # titles of other pages in a list of links
    max_caption_chars: int = 80  # words printed in a picture
    min_sentence_words: int = 8  # below a list of links; a shorter sentence is mostly a notice
    max_sentence_lines: int = 8
    max_filing_lines: int = 12  # from the end, in which a wrapped text says how it was filed
    max_wrapped_filing: int = 2  # lines below the one in which that begins
    min_running_chars: int = 100  # a line of this length that ends a sentence is running text


LIMITS = Furniture()
BUTTON_KINDS = frozenset({*PAGE_KINDS, "item"})
SENTENCE_ENDS = f".!?…{STOPS}"
TEXT_KINDS = frozenset({"title", "quote", "footnote", "row"})


def find_furniture(lines: Sequence[Line], images: Sequence[int]) -> Iterator[Found]:
    """Lines to take out, each with its rule. `images` are the offsets at which the residue of pictures stood.

    Of the paragraphs that a format knows, only those are looked at that are a line, and of a kind that a page has too.
    """
    if imprints := list(find_imprints(lines)):
        yield from imprints
        starts = {start for start, _, _ in imprints}
        lines = [line for line in lines if line.start not in starts]  # what else stands at the edges of pages
    if not lines:
        return
    sizes = paragraph_sizes(lines)
    last_running = last_running_line(lines, sizes)
    first_running = next((index for index, size in enumerate(sizes) if size >= LIMITS.min_running_chars), len(lines))
    yield from find_buttons(lines)
    yield from find_slogans([line for line in lines[:first_running] if line.mark < 0])
    yield from find_tail(lines, sizes, last_running)
    yield from find_filing(lines)
    yield from find_captions(lines, last_running, images)
    yield from find_page_lines(lines, first_running)


def paragraph_sizes(lines: Sequence[Line]) -> list[int]:
    """Of each line, the characters in the paragraph that the format knows it to be in, else in the line."""
    if all(line.mark < 0 for line in lines):
        return [len(line.text) for line in lines]
    of_mark = Counter[int]()
    for line in lines:
        of_mark[line.mark] += len(line.text)
    return [len(line.text) if line.mark < 0 else of_mark[line.mark] for line in lines]


def last_running_line(lines: Sequence[Line], sizes: Sequence[int]) -> int:
    """Index of the last line of running text, -1 if there is none. Of wrapped text, the last that ends a sentence."""
    last = -1
    for index, (line, size) in enumerate(zip(lines, sizes, strict=True)):
        if not is_terminated(line.text):
            continue
        is_end_of_block = index > 0 and line.gap < 2 and not is_end_mark(line.text)
        is_wrapped = is_end_of_block and len(lines[index - 1].text) * 2 > LIMITS.min_running_chars
        if size >= LIMITS.min_running_chars or is_wrapped:
            last = index
    return last


def find_buttons(lines: Sequence[Line]) -> Iterator[Found]:
    previous = None
    for line, following in zip(lines, (*lines[1:], None), strict=True):
        if line.mark >= 0:
            begins = previous is None or previous.mark != line.mark or is_furniture(previous.text)
            ends = following is None or following.mark != line.mark or is_furniture(following.text)
            is_alone = begins and ends and line.kind in BUTTON_KINDS
        else:
            is_alone = previous is None or line.gap > 1 or is_terminated(previous.text) or is_furniture(previous.text)
        if is_alone and not line.text.endswith(".") and is_furniture(line.text):
            yield line.start, line.end, "button"
        previous = line


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


def find_tail(lines: Sequence[Line], sizes: Sequence[int], last_running: int) -> Iterator[Found]:
    """After the running text: marks of the end, lines of filing, links under headings like `Related documents`."""
    in_links = False
    for index in range(last_running + 1 if last_running >= 0 else len(lines), len(lines)):
        line = lines[index]
        if stands_apart(lines, index) and is_end_mark(line.text):
            yield line.start, line.end, "end_mark"
        elif stands_apart(lines, index) and is_filing_line(line.text):
            yield line.start, line.end, "filing_line"
        elif in_links or (stands_apart(lines, index) and heads_links(lines, index)):
            is_link = sizes[index] <= LIMITS.max_link_chars and line.kind not in TEXT_KINDS
            in_links = is_link and not begins_sentence(lines, index)
            if in_links:
                yield line.start, line.end, "trailing_links"


def find_filing(lines: Sequence[Line]) -> Iterator[Found]:
    """How a journal filed the text, behind its last words: `… 28 September 2001. [FR Doc. 01-24917 …`."""
    for index in range(len(lines) - 1, max(len(lines) - 1 - LIMITS.max_filing_lines, -1), -1):
        at = filing_place(lines[index].text)
        if at <= 0 or not stands_apart(lines, index):
            continue
        rest = list(takewhile(lambda line: line.gap <= 1, lines[index + 1 :]))
        last = rest[-1] if rest else lines[index]
        if len(rest) <= LIMITS.max_wrapped_filing and not is_terminated(last.text, SENTENCE_ENDS):
            yield lines[index].start + at, lines[index].end, "filing_line"
            yield from ((line.start, line.end, "filing_line") for line in rest)
            return


def heads_links(lines: Sequence[Line], index: int) -> bool:
    """A heading such as `Related documents`, below which no sentence stands."""
    return is_trailing_heading(lines[index].text) and not begins_sentence(lines, index + 1)


def begins_sentence(lines: Sequence[Line], index: int) -> bool:
    """The line, or the wrapped lines that it begins, are a sentence; titles of other pages end without a stop."""
    block = list(lines[index : index + 1])
    for following in lines[index + 1 : index + LIMITS.max_sentence_lines]:
        if following.gap > 1 or not following.text[:1].islower():
            break
        block.append(following)
    n_words = sum(len(one.text.split()) for one in block)
    return n_words >= LIMITS.min_sentence_words and is_terminated(block[-1].text, SENTENCE_ENDS)


def find_captions(lines: Sequence[Line], last_running: int, images: Sequence[int]) -> Iterator[Found]:
    """The words printed in a picture below the text, which stand right after its residue."""
    if last_running < 0 or not images:
        return
    for index in range(last_running + 1, len(lines)):
        line = lines[index]
        previous_end = lines[index - 1].end if index else 0
        follows_image = line.mark < 0 and any(previous_end <= image <= line.start for image in images)
        is_caption = line.text.isupper() and len(line.text) <= LIMITS.max_caption_chars
        if follows_image and is_caption and not find_dates(line.text) and not has_statement_word(line.text):
            yield line.start, line.end, "image_caption"
