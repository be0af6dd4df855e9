"""The paragraphs of a body: where they stand, the number printed before them, their pages, their part in the text."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tasks.core.structure.characters import is_terminated
from tasks.core.structure.cleaning import Cleaned
from tasks.core.structure.datelines import is_dateline, is_town_line
from tasks.core.structure.numbering import Number, accepted_numbers, read_number

PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
TAB = 4  # columns
FOOTNOTE = re.compile(r"(?:\[\d{1,2}\]|[¹²³⁴⁵⁶⁷⁸⁹]+|\*{1,3}(?=\S))\s?\S")


@dataclass(frozen=True, slots=True)
class Roles:
    """How long paragraphs of each role are, in characters and words."""

    min_running_chars: int = 100  # longer than nearly all titles of one line
    min_running_words: int = 6  # a shorter sentence can as well be a slogan or a name
    max_head_chars: int = 100  # what stands above a dateline and is not longer belongs to the head
    max_heading_chars: int = 120
    max_head_paragraphs: int = 10  # a dateline further down is none of the head
    min_indent: int = 2  # columns; one is an accident


ROLES = Roles()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Characters `start` to `end` of the body; `words_start` is where its words begin after a printed number."""

    start: int
    end: int
    text: str
    number: Number | None
    page_no: int | None
    end_page_no: int | None
    marks: frozenset[str]
    role: str = "paragraph"

    @property
    def words_start(self) -> int:
        return self.start + (self.number.end if self.number else 0)

    @property
    def words(self) -> str:
        return self.text[self.number.end :] if self.number else self.text


def split_paragraphs(cleaned: Cleaned, text: str) -> tuple[Paragraph, ...]:
    """All paragraphs of the body in order, with their roles."""
    page_ends = [match.start() for match in re.finditer("\f", text)]
    found: list[Paragraph] = []
    for match in PARAGRAPH.finditer(cleaned.body):
        start, end = match.span()
        first, last = cleaned.origins[start], cleaned.origins[end - 1]
        marks = frozenset(rule for rule, places in cleaned.marks.items() if first in places)
        page_no = bisect_right(page_ends, first) + 1 if page_ends else None
        end_page_no = bisect_right(page_ends, last) + 1 if page_ends else None
        found.append(Paragraph(start, end, match[0], read_number(match[0]), page_no, end_page_no, marks))
    found = with_indents(found, [indent_of(text, cleaned.origins[one.start]) for one in found])
    kept = accepted_numbers([paragraph.number for paragraph in found])
    numbered = [replace(one, number=one.number if keep else None) for one, keep in zip(found, kept, strict=True)]
    return tuple(replace(one, role=role) for one, role in zip(numbered, roles_of(numbered), strict=True))


def indent_of(text: str, place: int) -> int:
    """Columns between the beginning of a line and a character of the raw text; 0 if words stand between."""
    before = text[text.rfind("\n", 0, place) + 1 : place].expandtabs(TAB)
    return 0 if before.strip() else len(before)


def with_indents(paragraphs: Sequence[Paragraph], indents: Sequence[int]) -> list[Paragraph]:
    """Paragraphs that stand further to the right than the first long one are marked."""
    long = (indent for one, indent in zip(paragraphs, indents, strict=True) if len(one.text) >= ROLES.min_running_chars)
    base = next(long, 0)
    return [
        replace(one, marks=one.marks | {"indented"}) if indent >= base + ROLES.min_indent else one
        for one, indent in zip(paragraphs, indents, strict=True)
    ]


def is_running(paragraph: Paragraph) -> bool:
    """Text of sentences, not a heading, a name or a date."""
    text = paragraph.words
    if "heading_mark" in paragraph.marks:
        return False
    if len(text) >= ROLES.min_running_chars and (
        is_terminated(text, ".!?…:;,") or len(text) >= 3 * ROLES.min_running_chars
    ):
        return True
    if text.endswith(",") and not text.isupper():
        return True
    is_sentence = is_terminated(text, ".!?…:;,") and len(text.split()) >= ROLES.min_running_words
    return (is_sentence and not text.isupper()) or (
        paragraph.number is not None and len(text.split()) >= ROLES.min_running_words
    )


def roles_of(paragraphs: Sequence[Paragraph]) -> list[str]:
    """The role of each paragraph, by what it looks like and where it stands."""
    dated = [is_dateline(one.text) for one in paragraphs]
    running = [is_running(one) and not is_date for one, is_date in zip(paragraphs, dated, strict=True)]
    first = next((index for index, is_text in enumerate(running) if is_text), len(running))
    last = max((index for index, is_text in enumerate(running) if is_text), default=len(running))
    first = end_of_head(paragraphs, first)
    roles: list[str] = []
    for index, paragraph in enumerate(paragraphs):
        beside = dated[max(0, index - 1) : index + 2]
        if dated[index] or (any(beside) and is_town_line(paragraph.text)):
            roles.append("dateline")
        elif index < first:
            roles.append("title")
        elif index > last:
            roles.append(tail_role(paragraph))
        elif FOOTNOTE.match(paragraph.text) and index > len(paragraphs) // 2:
            roles.append("footnote")
        else:
            roles.append("title" if is_heading(paragraphs, running, index) else "paragraph")
    return roles


def end_of_head(paragraphs: Sequence[Paragraph], first: int) -> int:
    """Index of the first paragraph after the head; a dateline below short lines belongs to it, and all above."""
    for index, paragraph in enumerate(paragraphs[: ROLES.max_head_paragraphs]):
        if is_dateline(paragraph.text):
            first = max(first, index + 1)
        elif len(paragraph.text) > ROLES.max_head_chars or paragraph.number:
            break
    return first


def tail_role(paragraph: Paragraph) -> str:
    if FOOTNOTE.match(paragraph.text):
        return "footnote"
    return "title" if "heading_mark" in paragraph.marks else "signature"


def is_heading(paragraphs: Sequence[Paragraph], running: Sequence[bool], index: int) -> bool:
    """A line without a stop between a finished paragraph and running text."""
    paragraph = paragraphs[index]
    if "heading_mark" in paragraph.marks:
        return True
    is_line = len(paragraph.text) <= ROLES.max_heading_chars and not is_terminated(paragraph.text, ".!?…:;,")
    if running[index] or not is_line or paragraph.marks & {"list_mark", "quote_mark"}:
        return False
    is_after_stop = index == 0 or is_terminated(paragraphs[index - 1].text, ".!?…") or not running[index - 1]
    is_before_text = index + 1 < len(paragraphs) and (
        running[index + 1] or not is_terminated(paragraphs[index + 1].text)
    )
    return is_after_stop and is_before_text and not paragraph.words[:1].islower()
