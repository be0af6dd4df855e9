"""From lines to paragraphs: which line ends are the author's, and which the page's."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tasks.core.dates import find_dates
from tasks.core.structure.characters import CLOSERS, OPENERS, TERMINAL, is_terminated
from tasks.core.structure.hyphens import joiner
from tasks.core.structure.lines import Line
from tasks.core.structure.statement_words import has_statement_word

PARAGRAPH_END = "\n\n"
ITEM_START = re.compile(r"[\"“„«]?\(?(?:\d{1,3}|[a-z]|[ivx]{1,4}|[IVX]{1,4})[.)]\)?[ ]")
NUMBER_AND_WORD = re.compile(r"\d[\d.,]*(?<![.,])\s+[^\W\d_]")
PART_END = f"{TERMINAL},"
RUNS_OF_SPACES = re.compile(r" {2,}")


@dataclass(frozen=True, slots=True)
class Wrapping:
    """When a text counts as wrapped by hand, in lines and characters."""

    min_block_lines: int = 3  # of a quotation set off in a text that is not wrapped
    min_lines: int = 4  # of fewer lines no width can be told
    max_width: int = 110  # longer lines are paragraphs
    min_open_share: float = 0.5  # of wrapped lines most end in the middle of a sentence
    edge_share: float = 0.95  # of lines end at the width or before it; the others have a word that could not be broken
    min_indent: int = 2  # columns; one is an accident
    max_head_chars: int = 600  # of a text, in which its title stands
    slack_chars: int = 8  # a line this much shorter than the page was ended on purpose if the next word had room
    min_broken_lines: int = 2  # that go on in the next line; one can be a line too long for a page
    min_broken_chars: int = 60  # a line of this length that ends without a stop can go on after a page break


WRAPPING = Wrapping()
Change = tuple[int, int, str]


def layout_changes(lines: Sequence[Line], fresh: Collection[int], is_markdown: bool) -> list[Change]:
    """What has to stand between each line and the next: an empty line, a space, or nothing in a broken word.

    `fresh` are the offsets of lines that had the sign of an item or a heading.
    """
    free = [line for line in lines if line.mark < 0]
    width = page_width(free)
    blocks = {} if width or is_markdown else block_widths(free)
    indented = indented_starts(free, fresh) if width else frozenset[int]()
    starts = {*fresh, *indented}
    changes: list[Change] = []
    for line, following in pairwise(lines):
        if line.mark >= 0 or following.mark >= 0:
            is_one = line.mark == following.mark or goes_over_page(line, following)
        else:
            own_width = width or blocks.get(line.start, 0)
            is_one = following.start not in starts and goes_on(line, following, own_width, is_markdown)
        between = joiner(line.text, following.text) if is_one else PARAGRAPH_END
        changes.append((line.end, following.start, between))
    return changes


def page_width(lines: Sequence[Line]) -> int:
    """Columns at which the lines of a text were wrapped, 0 if they are paragraphs."""
    n_lines = len(lines)
    if n_lines < WRAPPING.min_lines:
        return 0
    lengths = sorted(len(line.text) for line in lines)
    n_open = sum(not is_terminated(line.text) for line in lines)
    widest = lengths[min(n_lines - 1, n_lines * 9 // 10)]
    n_inner = sum(following.gap < 2 for following in lines[1:])
    is_wrapped = n_inner * 2 >= n_lines or n_open >= WRAPPING.min_open_share * n_lines or are_broken(lines, lengths[-1])
    if widest > WRAPPING.max_width or not is_wrapped or not n_inner:
        return 0
    edges = sorted(line.indent + len(line.text) for line in lines)
    return edges[min(n_lines - 1, int(n_lines * WRAPPING.edge_share))]


def are_broken(lines: Sequence[Line], longest: int) -> bool:
    """No line is longer than a page is wide, and most of those that another follows end within a sentence."""
    if longest > WRAPPING.max_width:
        return False
    inner = [(line.text, following.text) for line, following in pairwise(lines) if following.gap < 2]
    n_broken = sum(is_broken_by_page(text, following) for text, following in inner)
    return n_broken >= WRAPPING.min_broken_lines and n_broken >= WRAPPING.min_open_share * len(inner)


def indented_starts(lines: Sequence[Line], fresh: Collection[int]) -> frozenset[int]:
    """Offsets of lines of a wrapped text that begin a paragraph by standing further to the right than the others."""
    found: set[int] = set()
    for line, following, later in zip(lines, lines[1:], (*lines[2:], None), strict=False):
        if following.gap > 1:
            continue
        is_further = following.indent >= line.indent + WRAPPING.min_indent
        is_beside_start = following.indent == line.indent and (line.gap > 1 or line.start in found)
        if goes_back(following, later, fresh):
            is_start = is_further or is_beside_start
        else:
            ends = TERMINAL if line.start in fresh else PART_END  # an item hangs over after a comma as well
            is_start = is_further and is_terminated(line.text, ends) and not ITEM_START.match(line.text)
        if is_start:
            found.add(following.start)
    return frozenset(found)


def goes_back(line: Line, later: Line | None, fresh: Collection[int]) -> bool:
    """After an indented line the text goes on further to the left; an item after a hanging line does not count."""
    if later is None or later.gap > 1 or later.indent > line.indent - WRAPPING.min_indent:
        return False
    return later.start not in fresh and not ITEM_START.match(later.text)


def block_widths(lines: Sequence[Line]) -> dict[int, int]:
    """Of a text that is not wrapped: the width of each line, by its offset, that stands in a block which is.

    Such a block is a quotation that was set off; lines of addresses and lists are shorter, or begin with capitals.
    """
    found: dict[int, int] = {}
    block: list[Line] = []
    for line in (*lines, None):
        if block and (line is None or line.gap > 1):
            if is_wrapped_block(block):
                width = max(len(one.text) for one in block)
                found |= {one.start: width for one in block[:-1]}
            block = []
        if line is not None:
            block.append(line)
    return found


def is_wrapped_block(block: Sequence[Line]) -> bool:
    """Lines of nearly one length, most of which go on with a small letter."""
    if len(block) < WRAPPING.min_block_lines:
        return False
    lengths = [len(line.text) for line in block[:-1]]
    n_going_on = sum(line.text.lstrip(OPENERS)[:1].islower() for line in block[1:])
    is_even = max(lengths) - min(lengths) <= 2 * WRAPPING.slack_chars
    is_column = WRAPPING.min_broken_chars - WRAPPING.slack_chars <= max(lengths) <= WRAPPING.max_width
    return is_even and is_column and n_going_on >= WRAPPING.min_open_share * (len(block) - 1)


def goes_on(line: Line, following: Line, width: int, is_markdown: bool) -> bool:
    """The following line is the rest of the same paragraph."""
    if following.gap > 1:
        is_broken = is_broken_by_page(line.text, following.text) or has_no_room(line, following, width)
        return following.gap > 2 and is_broken
    if is_markdown or is_split_title(line, following):
        return True
    if not width or width > WRAPPING.max_width * 2:
        return is_broken_by_page(line.text, following.text) or is_sentence_in_two(line.text, following.text)
    return not ended_on_purpose(line, following.text, width)


def is_split_title(line: Line, following: Line) -> bool:
    """Two lines in capitals at the head of a text, of which the first says what the text is, and no date or place."""
    if line.start > WRAPPING.max_head_chars or not line.text.isupper() or not following.text.isupper():
        return False
    is_whole = is_terminated(line.text, PART_END) or not has_statement_word(line.text)
    is_other = "," in following.text or has_statement_word(following.text) or bool(find_dates(following.text))
    return not is_whole and not is_other


def goes_over_page(line: Line, following: Line) -> bool:
    """Two paragraphs of a format that saw the end of a page between them, and a sentence that runs over it."""
    are_plain = line.kind == following.kind == "block" and line.page != following.page
    return are_plain and is_broken_by_page(line.text, following.text)


def is_broken_by_page(text: str, following: str) -> bool:
    """A long line that ends within a sentence, and a line that begins with a small letter or a number."""
    is_open = not is_terminated(text) and len(text) >= WRAPPING.min_broken_chars
    return is_open and is_inner(following)


def is_inner(line: str) -> bool:
    """The line begins as none does that begins a sentence: with a letter that is no capital, or a number and a word."""
    first = line.lstrip(OPENERS)[:1]
    return (first.isalpha() and not first.isupper()) or NUMBER_AND_WORD.match(line) is not None


def is_sentence_in_two(text: str, following: str) -> bool:
    """A line as long as those of a page that ends without a stop, and one that ends a sentence."""
    is_open = not is_terminated(text, PART_END) and WRAPPING.min_broken_chars <= len(text) <= WRAPPING.max_width
    return is_open and not text.isupper() and is_terminated(following, ".!?…") and not ITEM_START.match(following)


def has_no_room(line: Line, following: Line, width: int) -> bool:
    """The last line of a page that ends within a sentence, and was full: the next word did not fit into it."""
    is_open = not is_terminated(line.text) and len(line.text) >= WRAPPING.min_broken_chars
    return is_open and line.page != following.page and room_for(line, following.text, width) < 0


def room_for(line: Line, following: str, width: int) -> int:
    """Columns that the next word would have left free in a line; below 0 it did not fit."""
    return width - line.indent - len(line.text) - 1 - len(following.split(" ", 1)[0])


def ended_on_purpose(line: Line, following: str, width: int) -> bool:
    """A line in a wrapped text that ends a paragraph, a title or an item though the next word had room."""
    text = line.text
    room = room_for(line, following, width)
    if is_terminated(text):
        return bool(ITEM_START.match(following)) or room > WRAPPING.slack_chars
    is_long = len(text) >= WRAPPING.min_broken_chars  # else a number begins a date below a town
    starts_afresh = not (is_inner(following) if is_long else following.lstrip(OPENERS)[:1].islower())
    return room > 2 * WRAPPING.slack_chars and starts_afresh and text.rstrip(CLOSERS)[-1:] != ","


def space_changes(text: str, start: int, end: int) -> list[Change]:
    """Runs of spaces inside a line, made one."""
    if text.find("  ", start, end) < 0:
        return []
    return [(match.start(), match.end(), " ") for match in RUNS_OF_SPACES.finditer(text, start, end)]
