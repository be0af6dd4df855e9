"""The title: a line of the head that says what the text is, else a heading, else what the front matter states.

What the file's properties state counts where the text has no title; where it has one, it confirms it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tasks.core.structure.candidates import Candidate, Stated, stated
from tasks.core.structure.characters import is_terminated
from tasks.core.structure.cues import cue_pattern, cue_words, has_cue
from tasks.core.structure.letterheads import is_letterhead
from tasks.core.structure.offices import names_person
from tasks.core.structure.paragraphs import Paragraph
from tasks.core.structure.property_titles import letters, property_titles
from tasks.core.structure.reporters import bylines
from tasks.core.structure.statement_words import (
    begins_as_other,
    begins_as_statement,
    find_kind,
    has_statement_word,
    kind_pattern,
)
from tasks.core.structure.title_blocks import (
    block_of,
    is_address,
    is_bare,
    is_beside_title,
    is_breadcrumbs,
    is_name_of_person,
    is_occasion_line,
    is_piece,
    is_speaker_line,
)

MAX_TITLE_CHARS = 300
MIN_TITLE_WORDS = 2
MAX_LABEL_CHARS = 80  # of the name of a section, perhaps with a number
ABBREVIATED_END = re.compile(r"\d\s?[^\W\d_]{1,2}\.$")


@dataclass(frozen=True, slots=True)
class Trust:
    """How far each sign of a title is trusted."""

    printed_further: float = 0.96  # the front matter's, where a line that begins with it goes on with place and date
    marked: float = 0.955  # a heading of Markdown, or what a format says is the title
    confirmed: float = 0.953  # a line of the head that a page names as its title, too
    heading: float = 0.92  # of a format; a page has several, not all of its text
    named: float = 0.9  # the line says what the text is: a statement, a declaration
    front_matter: float = 0.85
    line: float = 0.7
    kind: float = 0.8  # a press release or readout, by what the line says
    label: float = 0.65
    sentence: float = 0.4
    over_lines: float = 0.002  # more than for its first line alone
    bare: float = 0.001  # less for a line that says what the text is, and no more: `COMMUNIQUÉ`


TRUST = Trust()


def title_text(text: str) -> str:
    """The words of a line without the signs around it; the stop of an abbreviation stays: `14 марта 2022 г.`."""
    stripped = text.strip(" *#")
    return stripped if ABBREVIATED_END.search(stripped) else stripped.rstrip(".")


def title_candidates(paragraphs: Sequence[Paragraph], front: Sequence[Stated]) -> Iterator[Candidate]:
    """Lines above the text, the more trusted the more they say of it; of the same words printed twice the first."""
    head = head_of(paragraphs)
    if named := stated(front, "title"):
        words = named.value.lower()
        is_printed = any(one.text.lower().startswith(words) and len(one.text) > len(words) for one in head)
        confidence = TRUST.printed_further if is_printed else TRUST.front_matter
        yield Candidate("title", named.value, named.start, named.end, "front_matter", confidence, named.evidence_in)
    from_properties = tuple(property_titles(front, letters(" ".join(one.text for one in head))))
    yield from from_properties
    confirmed = {letters(one.value) for one in from_properties}
    found = below_speeches([candidate for one in head if (candidate := title_of(one, confirmed))])
    yield from found
    for first in found:
        if whole := over_lines(first, head, paragraphs):
            yield whole


def below_speeches(found: Sequence[Candidate]) -> list[Candidate]:
    """Beside a line that says what the text is, those that only name a speaker or an occasion are no titles."""
    called = [one.value for one in found if has_statement_word(one.value) or begins_as_statement(one.value)]
    has_whole = not all(map(is_piece, called))
    return [lowered(one, has_whole) if called else one for one in found]


def lowered(one: Candidate, has_whole: bool) -> Candidate:
    """A line beside one that says what the text is, trusted less if it says less."""
    is_called = has_statement_word(one.value) or begins_as_statement(one.value)
    if not is_called and (is_speaker_line(one.value) or is_occasion_line(one.value)):
        return replace(one, rule="speaker", confidence=TRUST.sentence)
    is_label_alone = has_whole and is_called and is_piece(one.value)
    return replace(one, rule="label", confidence=min(one.confidence, TRUST.label)) if is_label_alone else one


def head_of(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Title paragraphs above the first running one, but for the line that names a reporter."""
    first = next((index for index, one in enumerate(paragraphs) if one.role == "paragraph"), len(paragraphs))
    titles = [one for one in paragraphs[:first] if one.role == "title"]
    if first == 0 and paragraphs and is_title_of_speech(paragraphs[0]):
        titles = [paragraphs[0]]
    return [one for one in titles if not any(bylines([one]))]


def is_title_of_speech(first: Paragraph) -> bool:
    """The first paragraph begins with a word for a speech, and names the speaker and the occasion, and no verb."""
    if len(first.text) > MAX_TITLE_CHARS or not begins_as_statement(first.text) or has_cue(first.text, "declaring"):
        return False
    return names_person(first.text) and has_cue(first.text, "session_word")


def title_of(paragraph: Paragraph, confirmed: set[str]) -> Candidate | None:
    """A line of the head as a title, if it can be one."""
    text = title_text(paragraph.text)
    if (
        len(text) > MAX_TITLE_CHARS
        or is_label(text)
        or is_letterhead(text)
        or is_address(text)
        or is_beside_title(text)
    ):
        return None
    if len(text.split()) < MIN_TITLE_WORDS and not has_statement_word(text) and not begins_as_other(text):
        return None
    start = paragraph.start + paragraph.text.index(text)
    rule, confidence = weigh(paragraph)
    if letters(text) in confirmed and confidence < TRUST.confirmed:
        rule, confidence = "confirmed_by_properties", TRUST.confirmed
    return Candidate("title", text, start, start + len(text), rule, confidence)


def is_label(text: str) -> bool:
    """`Press release` alone names the kind and not the text."""
    if len(text) > MAX_LABEL_CHARS:
        return False
    rest = kind_pattern("label").sub("", kind_pattern("press_release").sub("", text))
    return not any(map(str.isalpha, cue_pattern("section").sub("", rest)))


def is_numbered_label(text: str) -> bool:
    """`Communiqué 57` names the kind and a number: a title only where there is none other."""
    if not any(map(str.isdigit, text)):
        return False
    rest = cue_pattern("section").sub("", kind_pattern("statement").sub("", text))
    return not any(map(str.isalpha, rest))


def weigh(paragraph: Paragraph) -> tuple[str, float]:
    if is_breadcrumbs(paragraph.text):
        return "breadcrumbs", TRUST.sentence
    if "title" in paragraph.marks:
        return "title_mark", TRUST.marked
    if "heading" in paragraph.marks:
        return ("heading", TRUST.marked if has_statement_word(paragraph.text) else TRUST.heading)
    if "heading_mark" in paragraph.marks:
        return "heading", TRUST.marked
    if is_numbered_label(paragraph.text):
        return "numbered_label", TRUST.label
    if has_statement_word(paragraph.text) or begins_as_statement(paragraph.text):
        return "statement_word", TRUST.named - (TRUST.bare if is_bare(paragraph.text) else 0)
    if find_kind("press_release", paragraph.text) or find_kind("readout", paragraph.text):
        return "kind_word", TRUST.kind
    if is_name_of_person(paragraph.text):
        return "name_of_person", TRUST.sentence
    if is_terminated(paragraph.text) or paragraph.text.startswith(cue_words("done")):
        return "line_of_head", TRUST.sentence
    return "line_of_head", TRUST.line


def over_lines(first: Candidate, head: Sequence[Paragraph], paragraphs: Sequence[Paragraph]) -> Candidate | None:
    """The title that goes on in the lines below its first: `JOINT DECLARATION`, `of the Presidents of A and B`."""
    index = next(number for number, one in enumerate(paragraphs) if one.start <= first.start < one.end)
    lines = block_of(index, head, paragraphs)
    if len(lines) == 1:
        return None
    value = " ".join((first.value, *(title_text(one.text) for one in lines[1:])))
    confidence = round(first.confidence + TRUST.over_lines, 3)
    return replace(first, value=value, end=lines[-1].end, rule="over_lines", confidence=confidence)
