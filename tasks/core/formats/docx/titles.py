"""Which paragraph is the title: by its style, else by an only heading above the text, else by how it looks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from tasks.core.dates import find_dates
from tasks.core.formats.docx.blocks import Block, together

NUMBERED_HEADING = "heading 1"


@dataclass(frozen=True, slots=True)
class Titling:
    """When a paragraph above the text looks like its title."""

    max_head_blocks: int = 14  # letter head, title of some lines, place and date stand above the text
    min_running_chars: int = 200  # longer than titles of one paragraph
    min_running_words: int = 12  # a sentence of that length that ends with a stop is text
    max_title_chars: int = 400
    max_lines: int = 6
    min_size_ratio: float = 1.15  # of the type size to that of the text; less is not seen
    min_date_share: float = 0.4  # a line that is so much of a date says when, not what


TITLING = Titling()


def with_title(blocks: Sequence[Block]) -> list[Block]:
    """The paragraphs with the title marked, and its lines made one; without one if none is clear."""
    head = head_end(blocks)
    for group in (styled(blocks), first_heading(blocks[:head]), looked_for(blocks, head)):
        if group:
            return titled(blocks, group)
    return list(blocks)


def head_end(blocks: Sequence[Block]) -> int:
    """Index of the first paragraph that is running text."""
    limit = min(len(blocks), TITLING.max_head_blocks)
    return next((index for index in range(limit) if is_running(blocks[index])), limit)


def is_running(block: Block) -> bool:
    if block.kind in {"title", "heading"}:
        return False
    is_sentence = block.text[-1:] in ".!?;," and len(block.text.split()) >= TITLING.min_running_words
    return is_sentence or len(block.text) >= TITLING.min_running_chars or block.kind in {"row", "item"}


def styled(blocks: Sequence[Block]) -> list[int]:
    """The first paragraphs that are titles by their style."""
    return neighbours(blocks, [index for index, block in enumerate(blocks) if block.kind == "title"])


def first_heading(head: Sequence[Block]) -> list[int]:
    """The first heading above the text, of the highest level there."""
    styles = sorted({block.style for block in head if block.kind == "heading"})
    found = [index for index, block in enumerate(head) if block.kind == "heading" and block.style == styles[0]]
    return neighbours(head, found) if styles and styles[0] <= NUMBERED_HEADING else []


def looked_for(blocks: Sequence[Block], head: int) -> list[int]:
    """The lines above the text that stand out, if they stand together; a letter head beside them makes it unclear."""
    body = body_size(blocks)
    found = [index for index in range(head) if stands_out(blocks[index], body)]
    group = neighbours(blocks, found)
    looks = {look(blocks[index]) for index in found}
    return group if group == found and len(looks) == 1 else []


def neighbours(blocks: Sequence[Block], places: Sequence[int]) -> list[int]:
    """The first of the places, and those that follow it without a gap, another style or a date."""
    group: list[int] = []
    for place in places:
        block = blocks[place]
        is_next = not group or (place == group[-1] + 1 and block.style == blocks[group[0]].style)
        if is_date(block.text):
            if group:
                break
            continue
        if not is_next or (group and block.follows_gap) or len(group) == TITLING.max_lines:
            break
        group.append(place)
    return group


def look(block: Block) -> tuple[int | None, bool, bool]:
    return block.size, block.is_bold, block.is_centred


def body_size(blocks: Sequence[Block]) -> int | None:
    """The type size of most characters."""
    by_size = sorted((block.size or 0, len(block.text)) for block in blocks)
    totals = {size: sum(n for _, n in group) for size, group in groupby(by_size, key=lambda one: one[0])}
    return max(totals, key=lambda size: totals[size], default=None) or None


def stands_out(block: Block, body: int | None) -> bool:
    """Larger than the text, or bold in the middle of the page."""
    if block.kind != "block" or len(block.text) > TITLING.max_title_chars or is_date(block.text):
        return False
    is_large = bool(block.size and body and block.size >= TITLING.min_size_ratio * body)
    return is_large or (block.is_centred and (block.is_bold or block.text.isupper()))


def is_date(text: str) -> bool:
    """The line says when, and perhaps where."""
    if len(text) > TITLING.min_running_chars:
        return False
    n_chars = sum(one.end - one.start for one in find_dates(text))
    return n_chars >= TITLING.min_date_share * len(text) > 0


def titled(blocks: Sequence[Block], group: Sequence[int]) -> list[Block]:
    """The paragraphs, those of the title joined; other titles become headings."""
    merged = replace(together([blocks[index] for index in group]), kind="title")
    rest = {index: replace(block, kind="heading") for index, block in enumerate(blocks) if block.kind == "title"}
    out = [rest.get(index, block) for index, block in enumerate(blocks)]
    return [*out[: group[0]], merged, *out[group[-1] + 1 :]]
