"""Judged blocks to the text of the page, its marks and its notes."""

from collections.abc import Sequence
from dataclasses import dataclass

from tasks.core.formats.html.judge import Judgement
from tasks.core.formats.html.notes import notes_among
from tasks.core.formats.html.page import Block, Page
from tasks.core.reading import Mark

PARAGRAPH_END = "\n\n"


@dataclass(frozen=True, slots=True)
class Rendering:
    """When blockquotes are quotations."""

    max_quote_share: float = 0.6  # of the text; above, they only indent it


@dataclass(frozen=True, slots=True)
class Rendered:
    """The text and what it says of its characters."""

    text: str
    marks: tuple[Mark, ...]


def rendered(page: Page, judgement: Judgement, title: int | None) -> Rendered:
    """All blocks in order, parted by empty lines; those that are not text are marked as the frame."""
    kinds = kinds_of(page, judgement, title)
    parts: list[str] = []
    marks: list[Mark] = []
    place = 0
    for number, block in enumerate(page.blocks):
        is_text = number in judgement.kept
        words = (block.marker if is_text and not judgement.is_listing else "") + block.text
        start, shift = place, place + len(words) - len(block.text)
        place += len(words)
        parts.append(words)
        marks += text_marks(block, kinds[number], start, shift, place) if is_text else [Mark(start, place, "frame")]
        place += len(PARAGRAPH_END)
    return Rendered(PARAGRAPH_END.join(parts) + "\n", tuple(joined_frames(marks)))


def text_marks(block: Block, kind: str, start: int, shift: int, end: int) -> list[Mark]:
    """What is said of a block of the text; of verbatim lines it is not known which are one paragraph."""
    is_words = sum(one.end - one.start for one in block.inner) < len(block.text)
    marks = [Mark(start, end, kind)] if kind != "pre" and is_words else []
    return marks + [Mark(one.start + shift, one.end + shift, one.kind) for one in block.inner if one.start < one.end]


def joined_frames(marks: Sequence[Mark]) -> list[Mark]:
    """Marks with stretches of the frame joined that stand one after the other."""
    result: list[Mark] = []
    for mark in marks:
        last = result[-1] if result else None
        is_next = last is not None and mark.start - last.end == len(PARAGRAPH_END)
        if last is not None and is_next and mark.kind == last.kind == "frame":
            result[-1] = Mark(last.start, mark.end, "frame")
        else:
            result.append(mark)
    return result


def kinds_of(page: Page, judgement: Judgement, title: int | None) -> list[str]:
    """The paragraph mark of each block, by what it is in the document."""
    kinds = [block.kind for block in page.blocks]
    quoted = sum(len(page.blocks[n].text) for n in judgement.kept if kinds[n] == "quote")
    whole = sum(len(page.blocks[n].text) for n in judgement.kept) or 1
    notes = notes_among(page)
    for number, block in enumerate(page.blocks):
        if kinds[number] == "quote" and quoted > Rendering().max_quote_share * whole:
            kinds[number] = "block"
        if number in notes and kinds[number] in {"block", "item", "quote"}:
            kinds[number] = "footnote"
        if judgement.is_listing and block.is_link:
            kinds[number] = "item"
    if title is not None and not judgement.is_listing:
        kinds[title] = "title"
    return kinds
