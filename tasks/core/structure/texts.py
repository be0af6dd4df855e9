"""Files that hold several texts: the one that the title names is the statement, the others stand before or after it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from tasks.core.reading import Note
from tasks.core.structure.characters import is_terminated
from tasks.core.structure.cues import alternation
from tasks.core.structure.kinds import is_opening
from tasks.core.structure.paragraphs import Paragraph
from tasks.core.structure.statement_words import has_statement_word


@dataclass(frozen=True, slots=True)
class Texts:
    """How the beginning of another text is told, in characters, words and paragraphs."""

    max_annex_chars: int = 160  # `Annex II: Statement by the Prime Ministers of … on the beginning of consultations`
    max_title_chars: int = 300  # of another statement
    min_title_words: int = 3  # of the title of another statement; fewer are a heading
    n_after_title: int = 3  # paragraphs in which a statement says when and where, or `We, …`
    min_own_share: float = 0.5  # of the running text: a title below most of it is not that of the file


TEXTS = Texts()


@dataclass(frozen=True, slots=True)
class Extent:
    """Paragraphs `first` to `last` (excluded, from 0) are what the title names; `note` says what the others are."""

    first: int
    last: int
    note: Note | None = None


@cache
def annex_line() -> re.Pattern[str]:
    number = r"(?:[ ](?:[IVX]{1,4}|\d{1,2}|[A-ZА-Я]))?"
    return re.compile(rf"{alternation('annex')}{number}(?![\w’'])[.:]?(?:\s|$)", re.IGNORECASE)


def own_extent(paragraphs: Sequence[Paragraph]) -> Extent:
    """Where the text that the title names begins and ends."""
    first, last = beginning(paragraphs), len(paragraphs)
    started = False
    for index in range(first, len(paragraphs)):
        started = started or paragraphs[index].role == "paragraph"
        if started and has_text(paragraphs, index + 1) and begins_other(paragraphs, index):
            last = index
            break
    if first == 0 and last == len(paragraphs):
        return Extent(first, last)
    other = paragraphs[last] if last < len(paragraphs) else paragraphs[0]
    detail = f"The file holds another text too, which begins with “{other.text[:60]}”; it is no part of the statement."
    return Extent(first, last, Note("several_texts", detail, other.page_no))


def signed(paragraphs: Sequence[Paragraph], extent: Extent) -> tuple[Paragraph, ...]:
    """The paragraphs, of which short lines between the statement and another text below it are signatures."""
    if extent.last == len(paragraphs):
        return tuple(paragraphs)
    own = range(extent.first, extent.last)
    last = max((index for index in own if paragraphs[index].role == "paragraph"), default=extent.last)
    return tuple(
        replace(one, role="signature")
        if last < index < extent.last and one.role == "title" and "heading_mark" not in one.marks
        else one
        for index, one in enumerate(paragraphs)
    )


def has_text(paragraphs: Sequence[Paragraph], index: int) -> bool:
    return any(one.role in ("paragraph", "signature") for one in paragraphs[index:])


def beginning(paragraphs: Sequence[Paragraph]) -> int:
    """Index of the title that the format marks, if running text of another document stands above it."""
    title = next((index for index, one in enumerate(paragraphs) if "title" in one.marks), 0)
    running = [len(one.text) if one.role == "paragraph" else 0 for one in paragraphs]
    is_own = sum(running[title:]) >= TEXTS.min_own_share * sum(running)
    return title if is_own and any(running[:title]) else 0


def begins_other(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """The paragraph is the head of an annex, or the title of another statement with its own date or opening."""
    one = paragraphs[index]
    if one.number or is_terminated(one.text) or len(one.text) > TEXTS.max_title_chars:
        return False
    if len(one.text) <= TEXTS.max_annex_chars and annex_line().match(one.text):
        return True
    if one.role != "title" or not has_statement_word(one.text) or len(one.text.split()) < TEXTS.min_title_words:
        return False
    return opens_statement(paragraphs[index + 1 : index + 1 + TEXTS.n_after_title])


def opens_statement(following: Sequence[Paragraph]) -> bool:
    """Below a title: a dateline, or the words with which statements begin, and no other running text before."""
    for one in following:
        if one.role == "dateline" or is_opening(one):
            return True
        if one.role == "paragraph":
            return False
    return False
