"""From lines to paragraphs: which line ends are the author's, and which the page's."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tasks.core.structure.characters import CLOSERS, OPENERS, is_terminated
from tasks.core.structure.furniture import Line

PARAGRAPH_END = "\n\n"
ITEM_START = re.compile(r"[\"“„«]?\(?(?:\d{1,3}|[a-z]|[ivx]{1,4}|[IVX]{1,4})[.)]\)?[ ]")
WORD_BROKEN = re.compile(r"[^\W\d_]-$")
RUNS_OF_SPACES = re.compile(r" {2,}")


@dataclass(frozen=True, slots=True)
class Wrapping:
    """When a text counts as wrapped by hand, in lines and characters."""

    min_block_lines: int = 3  # of a quotation set off in a text that is not wrapped
    min_lines: int = 4  # of fewer lines no width can be told
    max_width: int = 110  # longer lines are paragraphs
    min_open_share: float = 0.5  # of wrapped lines most end in the middle of a sentence
    slack_chars: int = 8  # a line this much shorter than the page was ended on purpose if the next word had room
    min_broken_chars: int = 60  # a line of this length that ends without a stop can go on after a page break


WRAPPING = Wrapping()
Change = tuple[int, int, str]


def layout_changes(lines: Sequence[Line], fresh: Collection[int], is_markdown: bool) -> list[Change]:
    """What has to stand between each line and the next: an empty line, a space, or nothing in a broken word.

    `fresh` are the offsets of lines that had the sign of an item or a heading.
    """
    width = page_width(lines)
    blocks = {} if width or is_markdown else block_widths(lines)
    changes: list[Change] = []
    for line, following in pairwise(lines):
        own_width = width or blocks.get(line.start, 0)
        if following.start not in fresh and goes_on(line, following, own_width, is_markdown):
            joiner = "" if WORD_BROKEN.search(line.text) and following.text[:1].isalpha() else " "
        else:
            joiner = PARAGRAPH_END
        changes.append((line.end, following.start, joiner))
    return changes


def page_width(lines: Sequence[Line]) -> int:
    """Characters at which the lines of a text were wrapped, 0 if they are paragraphs."""
    n_lines = len(lines)
    if n_lines < WRAPPING.min_lines:
        return 0
    lengths = sorted(len(line.text) for line in lines)
    n_open = sum(not is_terminated(line.text) for line in lines)
    widest = lengths[min(n_lines - 1, n_lines * 9 // 10)]
    n_inner = sum(following.gap < 2 for following in lines[1:])
    is_wrapped = n_inner * 2 >= n_lines or n_open >= WRAPPING.min_open_share * n_lines
    return lengths[-1] if widest <= WRAPPING.max_width and is_wrapped and n_inner else 0


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
        return following.gap > 2 and is_broken_by_page(line.text, following.text)
    if is_markdown:
        return True
    if not width or width > WRAPPING.max_width * 2:
        return is_broken_by_page(line.text, following.text)
    return not ended_on_purpose(line.text, following.text, width)


def is_broken_by_page(text: str, following: str) -> bool:
    """A long line that ends within a sentence, and one that begins with a small letter."""
    is_open = not is_terminated(text) and len(text) >= WRAPPING.min_broken_chars
    return is_open and following.lstrip(OPENERS)[:1].islower()


def ended_on_purpose(text: str, following: str, width: int) -> bool:
    """A line in a wrapped text that ends a paragraph, a title or an item though the next word had room."""
    room = width - len(text) - 1 - len(following.split(" ", 1)[0])
    if is_terminated(text):
        return bool(ITEM_START.match(following)) or room > WRAPPING.slack_chars
    starts_afresh = not following.lstrip(OPENERS)[:1].islower()
    return room > 2 * WRAPPING.slack_chars and starts_afresh and text.rstrip(CLOSERS)[-1:] != ","


def space_changes(text: str, start: int, end: int) -> list[Change]:
    """Runs of spaces inside a line, made one."""
    if text.find("  ", start, end) < 0:
        return []
    return [(match.start(), match.end(), " ") for match in RUNS_OF_SPACES.finditer(text, start, end)]
