"""The statement that an article carries: numbered paragraphs, a long quotation, or all from `We, the …` on."""

from collections.abc import Sequence
from dataclasses import dataclass

from tasks.core.structure.kinds import is_opening
from tasks.core.structure.paragraphs import Paragraph
from tasks.core.structure.quotes import BULLET_QUOTE, n_words, quoted_spans, without_quotes
from tasks.core.structure.speakers import quoted_speakers
from tasks.core.structure.statement_words import has_statement_word

MIN_QUOTED_WORDS = 50  # by definition: a statement is carried where 50 of its words are quoted
CLOSERS = '”"»“'
CUE_CHARS = 300  # before and after a quotation: who says that it is the statement's

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Carried:
    """Spans of the body that are words of the statement, in order, and the rule that found them."""

    spans: tuple[Span, ...]
    rule: str


def carried_statement(body: str, paragraphs: Sequence[Paragraph]) -> Carried | None:
    """The statement inside an article, if it carries one."""
    running = [one for one in paragraphs if one.role == "paragraph"]
    return numbered_run(body, running) or set_off(body, running) or long_quotes(body, running) or from_opening(running)


def has_cue(body: str, start: int, end: int) -> bool:
    """The text around a span calls it a statement."""
    before = body[max(0, start - CUE_CHARS) : start]
    after = body[end : end + CUE_CHARS].split("\n\n")[0]
    return has_statement_word(before) or has_statement_word(after)


def numbered_run(body: str, running: Sequence[Paragraph]) -> Carried | None:
    """From the paragraph numbered 1 to the last numbered one, where the article calls them a statement."""
    numbered = [index for index, one in enumerate(running) if one.number and one.number.style.endswith("digit")]
    if len(numbered) < 2:
        return None
    inside = running[numbered[0] : numbered[-1] + 1]
    outside = body[: inside[0].start] + inside[0].text[-CUE_CHARS:]
    if not has_statement_word(outside) or sum(n_words(one.text) for one in inside) < MIN_QUOTED_WORDS:
        return None
    return Carried(tuple((one.start, one.end) for one in inside), "numbered_run")


def set_off(body: str, running: Sequence[Paragraph]) -> Carried | None:
    """Paragraphs marked as quotations."""
    inside = [one for one in running if "quote_mark" in one.marks]
    if not inside or sum(n_words(one.text) for one in inside) < MIN_QUOTED_WORDS:
        return None
    if not has_cue(body, inside[0].start, inside[-1].end):
        return None
    return Carried(tuple((one.start, one.end) for one in inside), "set_off")


def long_quotes(body: str, running: Sequence[Paragraph]) -> Carried | None:
    """Quotations of the statement that have 50 words together."""
    spans: list[Span] = []
    was_cued = False
    for paragraph in running:
        outside = without_quotes(paragraph.text)
        is_open = opens_quote(paragraph)
        is_quote_alone = is_open or not outside.strip(" .,")
        is_cued = was_cued if is_quote_alone else has_statement_word(outside)  # else the paragraph before said whose
        if is_cued:
            spans += [(paragraph.start + start, paragraph.start + end) for start, end in quotes_in(paragraph, is_open)]
        was_cued = is_cued
    if sum(n_words(body[start:end]) for start, end in spans) < MIN_QUOTED_WORDS:
        return None
    return Carried(tuple(spans), "long_quotation")


def quotes_in(paragraph: Paragraph, is_open: bool) -> list[Span]:
    """What a paragraph quotes, without the marks, but for what it lays into the mouth of a person."""
    if is_open:
        return [(1, len(paragraph.text))]
    said = {(start, end) for start, end, _ in quoted_speakers(paragraph.text)}
    return [(start + 1, end - 1) for start, end in quoted_spans(paragraph.text) if (start, end) not in said]


def opens_quote(paragraph: Paragraph) -> bool:
    """The paragraph begins a quotation that goes on in the next one."""
    return bool(BULLET_QUOTE.match(paragraph.text)) and not any(mark in paragraph.text[1:] for mark in CLOSERS)


def from_opening(running: Sequence[Paragraph]) -> Carried | None:
    """All from `We, the …` on, where it stands without quotation marks."""
    for index, one in enumerate(running):
        if is_opening(one) and sum(n_words(later.text) for later in running[index:]) >= MIN_QUOTED_WORDS:
            return Carried(tuple((later.start, later.end) for later in running[index:]), "from_opening")
    return None
