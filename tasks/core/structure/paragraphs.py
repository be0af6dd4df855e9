"""The paragraphs of a body: where they stand, the number printed before them, their pages, their part in the text."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tasks.core.structure.characters import STOPS, is_terminated
from tasks.core.structure.cleaning import Cleaned
from tasks.core.structure.closing import end_of_own, is_call, is_formula
from tasks.core.structure.datelines import is_dateline, is_town_line
from tasks.core.structure.marks import NO_MARK
from tasks.core.structure.numbering import Number, accepted_numbers, is_section_head, read_number
from tasks.core.structure.statement_words import has_statement_word

PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
TAB = 4  # columns
DASHES = "–— "
SENTENCE_END = f".!?…{STOPS}"
INNER_END = re.compile(r"(?<=[^\W\d_A-ZÀ-Þ]{3})[.!?][\"”’)]*\s+(?=[A-ZÀ-ÞА-ЯΑ-Ω])")  # no initial, no short abbreviation
FOOTNOTE = re.compile(r"(?:\[\d{1,2}\]|[¹²³⁴⁵⁶⁷⁸⁹]+|\*{1,3}(?=\S))\s?\S")


@dataclass(frozen=True, slots=True)
class Roles:
    """How long paragraphs of each role are, in characters and words."""

    min_running_chars: int = 100  # longer than nearly all titles of one line
    min_running_words: int = 6  # a shorter sentence can as well be a slogan or a name
    min_last_words: int = 3  # of a sentence that ends a text: `We are ready.`
    max_head_chars: int = 100  # what stands above a dateline and is not longer belongs to the head
    max_heading_chars: int = 120
    max_head_paragraphs: int = 10  # a dateline further down is none of the head
    min_counted: int = 2  # paragraphs with digits, beside which Roman numerals and capitals count headings
    min_text_chars: int = 300  # what is called a heading, ends with a stop and is not shorter is text
    min_cut_chars: int = 60  # of the first half of a sentence that a page or column cut in two
    max_body_chars: int = 60  # `THE GENERAL ASSEMBLY,`
    min_indent: int = 2  # columns; one is an accident
    max_town_words: int = 6  # of a town and its state


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


def split_paragraphs(cleaned: Cleaned, text: str, is_paged: bool = False) -> tuple[Paragraph, ...]:
    """All paragraphs of the body in order, with their roles. `is_paged` says that the text has pages, if only one."""
    found = list(read_paragraphs(cleaned, text, is_paged))
    found = with_indents(found, [indent_of(text, one, cleaned) for one in found])
    found = with_numbers(found)
    roles = roles_of(found)
    return tuple(one if one.role == role else replace(one, role=role) for one, role in zip(found, roles, strict=True))


def with_numbers(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs, of which only those keep a number that stand in a row of numbers."""
    if not any(one.number for one in paragraphs):
        return paragraphs
    kept = accepted_numbers([one.number for one in paragraphs])
    found = [
        replace(one, number=None) if one.number and not keep else one
        for one, keep in zip(paragraphs, kept, strict=True)
    ]
    if sum(is_counted(one) for one in found) >= ROLES.min_counted:
        found = [replace(one, number=None) if is_numbered_heading(one) else one for one in found]
    return found


def read_paragraphs(cleaned: Cleaned, text: str, is_paged: bool) -> Iterator[Paragraph]:
    """The paragraphs as they stand, with what looks like a number before them, their pages and their marks."""
    page_ends = [match.start() for match in re.finditer("\f", text)] if "\f" in text else []
    has_pages = is_paged or bool(page_ends)
    for match in PARAGRAPH.finditer(cleaned.body):
        start, end = match.span()
        first, last = cleaned.origins[start], cleaned.origins[end - 1]
        signs = frozenset(rule for rule, places in cleaned.marks.items() if first in places)
        page_no = bisect_right(page_ends, first) + 1 if has_pages else None
        end_page_no = bisect_right(page_ends, last) + 1 if has_pages else None
        marks = signs | cleaned.known.names(first)
        yield Paragraph(start, end, match[0], read_number(match[0]), page_no, end_page_no, marks)


def indent_of(text: str, paragraph: Paragraph, cleaned: Cleaned) -> int:
    """Columns of the raw text before a paragraph; 0 if words stand there, or the format has said what it is."""
    place = cleaned.origins[paragraph.start]
    if cleaned.known.at(place) != NO_MARK:
        return 0
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


def is_counted(paragraph: Paragraph) -> bool:
    """The paragraph is numbered with digits."""
    return paragraph.number is not None and paragraph.number.style.endswith("digit")


def is_numbered_heading(paragraph: Paragraph) -> bool:
    """Above paragraphs with digits: `IV. A short line without a stop` is no paragraph of another row."""
    is_line = len(paragraph.text) <= ROLES.max_heading_chars and not is_terminated(paragraph.text, ".!?…:;,")
    return paragraph.number is not None and paragraph.number.style.endswith("upper") and is_line


def is_running(paragraph: Paragraph) -> bool:
    """Text of sentences, not a heading, a name or a date."""
    text = paragraph.words
    if is_marked_heading(paragraph):
        return False
    if len(text) >= ROLES.min_running_chars and (
        is_terminated(text, ".!?…:;,") or len(text) >= 3 * ROLES.min_running_chars or breaks_off(text)
    ):
        return True
    if text.endswith(",") and not text.isupper() and " " in text:
        return True
    is_sentence = is_terminated(text, ".!?…:;,") and len(text.split()) >= ROLES.min_running_words
    return (is_sentence and not text.isupper()) or (
        paragraph.number is not None and len(text.split()) >= ROLES.min_running_words
    )


def breaks_off(text: str) -> bool:
    """Words after a finished sentence: the beginning of one that the copy has lost the end of. Names are no words."""
    for end in INNER_END.finditer(text):
        parts = [part.split() for part in (text[: end.start()], text[end.end() :])]
        n_small = [sum(word[:1].islower() for word in words) for words in parts]
        if all(
            len(words) >= ROLES.min_running_words and 2 * n >= len(words)
            for words, n in zip(parts, n_small, strict=True)
        ):
            return True
    return False


def is_marked_heading(paragraph: Paragraph) -> bool:
    """The format calls the paragraph a heading, and it is none of the long ones by which some pages set their text."""
    is_text = len(paragraph.text) >= ROLES.min_text_chars and is_terminated(paragraph.text)
    return "heading_mark" in paragraph.marks and not is_text


def roles_of(paragraphs: Sequence[Paragraph]) -> list[str]:
    """The role of each paragraph, by what it looks like and where it stands."""
    dated = [is_dateline(one.text) for one in paragraphs]
    running = [
        is_running(one) and not is_date and "footnote" not in one.marks
        for one, is_date in zip(paragraphs, dated, strict=True)
    ]
    running = [is_text or is_body_in_capitals(paragraphs, running, index) for index, is_text in enumerate(running)]
    first = next((index for index, is_text in enumerate(running) if is_text), len(running))
    last = last_of(running)
    first = end_of_head(paragraphs, dated, first)
    own_end = end_of_own([one.text for one in paragraphs], running, [is_plain(one) for one in paragraphs])
    running = [is_text and index < own_end for index, is_text in enumerate(running)]
    last = end_of_text(paragraphs[:own_end], dated, min(last, last_of(running)))
    roles: list[str] = []
    for index, paragraph in enumerate(paragraphs):
        beside = dated[max(0, index - 1) : index + 2]
        if known := known_role(paragraphs, index, last):
            roles.append(known)
        elif dated[index] or (any(beside) and is_short(paragraph) and is_town_line(paragraph.text)):
            roles.append("dateline")
        elif index >= own_end:
            roles.append("footnote" if FOOTNOTE.match(paragraph.text) else "furniture")
        elif is_signing(paragraphs, running, index, last):
            roles.append("signature")
        elif index < first:
            roles.append("title")
        elif index > last:
            roles.append(tail_role(paragraph))
        elif FOOTNOTE.match(paragraph.text) and index > len(paragraphs) // 2:
            roles.append("footnote")
        else:
            roles.append("title" if is_heading(paragraphs, running, index) else "paragraph")
    return roles


def last_of(running: Sequence[bool]) -> int:
    """Index of the last running paragraph; their number if there is none."""
    return max((index for index, is_text in enumerate(running) if is_text), default=len(running))


def is_plain(paragraph: Paragraph) -> bool:
    """Neither numbered, nor a part of a list, a table or a quotation."""
    return paragraph.number is None and not paragraph.marks & {"item", "row", "quote_mark", "footnote"}


def is_short(paragraph: Paragraph) -> bool:
    return len(paragraph.text.split()) <= ROLES.max_town_words


def is_signing(paragraphs: Sequence[Paragraph], running: Sequence[bool], index: int, last: int) -> bool:
    """The formula of signing, right above the names of those who sign or among the last words of the text."""
    is_end = index >= last - 1 or (index + 1 < len(running) and not running[index + 1])
    return is_end and index > 0 and paragraphs[index].number is None and is_formula(paragraphs[index].text)


def is_body_in_capitals(paragraphs: Sequence[Paragraph], running: Sequence[bool], index: int) -> bool:
    """`THE GENERAL ASSEMBLY,` right above running text: the subject of a resolution."""
    text = paragraphs[index].text
    is_line = text.endswith(",") and text.isupper() and " " in text and len(text) <= ROLES.max_body_chars
    return is_line and any(running[index + 1 : index + 2]) and not has_statement_word(text)


def is_cut_off(text: str, following: Sequence[Paragraph]) -> bool:
    """A long line after which the sentence goes on with a small letter in the next paragraph."""
    is_open = len(text) >= ROLES.min_cut_chars and not is_terminated(text)
    return is_open and any(
        one.text.lstrip(DASHES)[:1].islower() and "heading_mark" not in one.marks for one in following
    )


def known_role(paragraphs: Sequence[Paragraph], index: int, last: int) -> str | None:
    """What the format leaves no doubt of; `last` is the index of the last running paragraph."""
    paragraph = paragraphs[index]
    if "footnote" in paragraph.marks:
        return "footnote"
    if "title" in paragraph.marks and is_marked_heading(paragraph):
        return "title"
    if index <= last:
        return "paragraph" if "row" in paragraph.marks else None
    ends_list = all(one.marks & {"item", "row"} for one in paragraphs[last + 1 : index + 1])
    return "paragraph" if ends_list else None


def end_of_head(paragraphs: Sequence[Paragraph], dated: Sequence[bool], first: int) -> int:
    """Index of the first paragraph after the head; a dateline below short lines belongs to it, and all above."""
    for index, paragraph in enumerate(paragraphs[: ROLES.max_head_paragraphs]):
        if dated[index]:
            first = max(first, index + 1)
        elif len(paragraph.text) > ROLES.max_head_chars or paragraph.number:
            break
    return first


def end_of_text(paragraphs: Sequence[Paragraph], dated: Sequence[bool], last: int) -> int:
    """Index of the last paragraph of the text: short items and sentences right below running text belong to it."""
    for index in range(last + 1, len(paragraphs)):
        one = paragraphs[index]
        is_sentence = is_terminated(one.text, SENTENCE_END) and len(one.text.split()) >= ROLES.min_last_words
        is_text = one.number is not None or ((is_sentence or is_call(one.text)) and not one.text.isupper())
        if dated[index] or is_marked_heading(one) or FOOTNOTE.match(one.text) or not is_text:
            break
        last = index
    return last


def tail_role(paragraph: Paragraph) -> str:
    if FOOTNOTE.match(paragraph.text):
        return "footnote"
    return "title" if is_marked_heading(paragraph) else "signature"


def is_heading(paragraphs: Sequence[Paragraph], running: Sequence[bool], index: int) -> bool:
    """A line without a stop between a finished paragraph and running text."""
    paragraph = paragraphs[index]
    if is_cut_off(paragraph.text, paragraphs[index + 1 : index + 2]):
        return False
    if is_marked_heading(paragraph) or is_section_head(paragraph.text):
        return True
    is_line = len(paragraph.text) <= ROLES.max_heading_chars and not is_terminated(paragraph.text, ".!?…:;,")
    if running[index] or not is_line or paragraph.marks & {"list_mark", "quote_mark"}:
        return False
    is_after_stop = index == 0 or is_terminated(paragraphs[index - 1].text, ".!?…") or not running[index - 1]
    is_before_text = index + 1 < len(paragraphs) and (
        running[index + 1] or not is_terminated(paragraphs[index + 1].text)
    )
    return is_after_stop and is_before_text and not paragraph.words[:1].islower()
