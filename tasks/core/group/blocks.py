"""Quotations that are set off: paragraphs that open with a quotation mark, up to the one that closes it."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from tasks.core.group.masks import Range
from tasks.core.group.settings import Grouping
from tasks.core.group.texts import Text
from tasks.core.words import WORD

CLOSERS = {"“": "”“", "„": "“”", "«": "»", "»": "«", '"': '"', "‘": "’", "”": "”", "「": "」", "『": "』"}
LEADS = (":", ",")  # after which a quotation can open inside a paragraph


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Characters of one paragraph of the body, the end excluded."""

    start: int
    end: int


def quotation_blocks(text: Text, settings: Grouping) -> list[Range]:
    """Ranges of the text's words, in order, that stand in quotation marks as paragraphs of their own."""
    body: str = text.document["body"]
    if not any(mark in body for mark in CLOSERS):
        return []
    paragraphs = list(paragraphs_of(text))
    blocks: list[Range] = []
    at = 0
    while at < len(paragraphs):
        found = block_from(body, paragraphs, at, settings)
        if found is None:
            at += 1
            continue
        start, end, at = found
        block = word_at(text, start), word_at(text, end)
        if block[1] - block[0] >= settings.min_block:
            blocks.append(block)
    return blocks


def word_at(text: Text, char: int) -> int:
    """Index of the first of the text's words that begins at a character of the body, or after it."""
    sentence = bisect_right(text.sentences, char, key=itemgetter("start_char")) - 1
    if sentence < 0:
        return 0
    start, end = text.sentences[sentence]["start_char"], text.sentences[sentence]["end_char"]
    n_before = sum(match.start() < char for match in WORD.finditer(text.document["body"], start, end))
    return text.starts[sentence] + n_before


def paragraphs_of(text: Text) -> Iterator[Paragraph]:
    """Paragraphs that the text's sentences stand in, with a mark that sentence splitting may have left before them."""
    number = start = end = -1
    for sentence in text.sentences:
        if sentence["paragraph_no"] != number:
            if end > 0:
                yield Paragraph(start, end)
            number, start = sentence["paragraph_no"], sentence["start_char"]
        end = sentence["end_char"]
    yield Paragraph(start, end)


def block_from(
    body: str, paragraphs: Sequence[Paragraph], first: int, settings: Grouping
) -> tuple[int, int, int] | None:
    """Where a quotation that opens in a paragraph begins and ends, and the index of the paragraph after it.

    One that is never closed ends with its paragraph: the mark was lost, with a filing line for instance.
    """
    opened = opening(body, paragraphs[first], settings)
    if opened is None:
        return None
    closers = CLOSERS[body[opened]]
    for at in range(first, min(first + settings.max_open_paragraphs, len(paragraphs))):
        start = max(paragraphs[at].start, opened + 1)
        closed = max(body.rfind(closer, start, paragraphs[at].end + 2) for closer in closers)
        if closed > start and len(body[closed + 1 : paragraphs[at].end].split()) <= settings.max_attribution:
            return opened, closed, at + 1
        if at == first and not is_open(body[opened : paragraphs[at].end + 1], closers):
            return None
        if at > first and opening(body, paragraphs[at], settings) is None:
            break
    return opened, paragraphs[first].end, first + 1


def is_open(quoted: str, closers: str) -> bool:
    """More marks open than close."""
    mark = quoted[0]
    n_closed = sum(map(quoted.count, closers.replace(mark, "")))
    return quoted.count(mark) > n_closed if n_closed or mark not in closers else quoted.count(mark) % 2 == 1


def opening(body: str, paragraph: Paragraph, settings: Grouping) -> int | None:
    """The mark that opens the paragraph, or a quotation at the end of the few words that introduce it."""
    start = max(paragraph.start - 1, 0)
    for at in (start, start + 1):
        if body[at : at + 1] in CLOSERS:
            return at
    head = body[paragraph.start : paragraph.end]
    for lead in LEADS:
        found = head.find(lead)
        mark = paragraph.start + found + 1 + (head[found + 1 : found + 2] == " ")
        if found >= 0 and body[mark : mark + 1] in CLOSERS and len(head[:found].split()) <= settings.max_attribution:
            return mark
    return None
