"""What a file is: statement, press release, readout, article, listing or something else."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tasks.core.structure.candidates import Candidate, Stated, stated
from tasks.core.structure.cues import alternation, count_cues, cue_pattern
from tasks.core.structure.names import find_organisations
from tasks.core.structure.numbering import Number
from tasks.core.structure.paragraphs import Paragraph
from tasks.core.structure.quotes import BULLET_QUOTE, n_words, without_quotes
from tasks.core.structure.statement_words import kind_pattern


@dataclass(frozen=True, slots=True)
class Voice:
    """How an actor's own voice and a reporter's differ, per 100 words outside quotation marks."""

    min_own_per_100: float = 1.0  # `we`, `our`: statements of the five have 4 to 6, the article none
    min_reported: int = 2  # reporting verbs; one may stand in any statement (`as the President said`)
    sample_chars: int = (
        20_000  # of running text: a voice does not change later, and quotations are mostly closed by then
    )
    n_opening: int = 4  # paragraphs in which a statement says `We, the …`
    min_listing_lines: int = 4
    max_listing_share: float = 0.2  # of the text that is running; the rest are titles


VOICE = Voice()
OPENING = re.compile(rf"[\"“„«\s]*(?:{alternation('opening')})(?!\w)")
MANDATE = re.compile(
    r"(?:The|Le|La|Der|Die|Das|El|Il)?\s?(?:[A-Z][\w’'-]+\s){0,8}?(?:Council|Assembly|Commission|Committee|Conference|Parliament|Summit)\b"
)


def running_text(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    return [one for one in paragraphs if one.role == "paragraph"]


def is_opening(paragraph: Paragraph) -> bool:
    """The paragraph begins as statements do: `We, the Heads of State …`."""
    return OPENING.match(paragraph.words) is not None


def kind_candidates(paragraphs: Sequence[Paragraph], front: Sequence[Stated]) -> Iterator[Candidate]:
    """What speaks for each kind, with the words that do."""
    running = running_text(paragraphs)
    whole = whole_span(paragraphs)
    yield from called_kinds(paragraphs, front)
    if is_listing(paragraphs, running):
        yield Candidate("kind", "listing", *whole, "titles_without_text", 0.9)
    for paragraph in running[: VOICE.n_opening]:
        if OPENING.match(paragraph.words) and not paragraph.text.startswith(("“", '"', "„", "«")):
            yield Candidate("kind", "statement", paragraph.start, paragraph.end, "opening_we", 0.9)
            break
    yield from voices(running)
    if running:
        first = running[0]
        yield Candidate("kind", default_kind(running, front), first.start, first.end, "no_other_sign", 0.2)
    else:
        yield Candidate("kind", "other", *whole, "no_running_text", 0.1)


def whole_span(paragraphs: Sequence[Paragraph]) -> tuple[int, int]:
    return paragraphs[0].start, paragraphs[0].end


def called_kinds(paragraphs: Sequence[Paragraph], front: Sequence[Stated]) -> Iterator[Candidate]:
    """Kinds that head, title or front matter name."""
    trust = {"other": 0.97, "press_release": 0.93, "readout": 0.93, "statement": 0.7}
    head = [one for one in paragraphs[:6] if one.role in ("title", "dateline", "furniture")]
    for kind, confidence in trust.items():
        for paragraph in head:
            if match := kind_pattern(kind).search(paragraph.text):
                span = (paragraph.start + match.start(), paragraph.start + match.end())
                yield Candidate("kind", kind, *span, "called_in_head", confidence)
        for field in ("title", "kind"):
            named = stated(front, field)
            if named and (match := kind_pattern(kind).search(named.value)):
                span = (named.start + match.start(), named.start + match.end())
                yield Candidate("kind", kind, *span, "called_in_front_matter", confidence, "text")


def is_listing(paragraphs: Sequence[Paragraph], running: Sequence[Paragraph]) -> bool:
    total = sum(len(one.text) for one in paragraphs) or 1
    share = sum(len(one.text) for one in running) / total
    return len(paragraphs) >= VOICE.min_listing_lines and share <= VOICE.max_listing_share


def voices(running: Sequence[Paragraph]) -> Iterator[Candidate]:
    """A reporter's verbs, or an actor's `we`, outside quotation marks."""
    if not running:
        return
    whole = "\n\n".join(one.text for one in running)[: VOICE.sample_chars]
    outside = without_quotes(whole)
    n_outside = n_words(outside) or 1
    n_own, n_reported = count_cues(outside, "first_person"), count_cues(outside, "reporting")
    start, end = running[0].start, running[0].end
    if 100 * n_own / n_outside >= VOICE.min_own_per_100 and n_own > n_reported:
        yield Candidate("kind", "statement", start, end, "speaks_for_itself", 0.75)
    elif n_reported >= VOICE.min_reported and n_reported > n_own:
        yield Candidate("kind", "article", start, end, "reports_others", 0.8)
    if acts_as_body(running) and 2 * n_outside > n_words(whole):
        yield Candidate("kind", "statement", start, end, "body_acts", 0.85)


def acts_as_body(running: Sequence[Paragraph]) -> bool:
    """A council or assembly resolves in numbered paragraphs."""
    numbers: list[Number] = [one.number for one in running if one.number and not BULLET_QUOTE.match(one.text)]
    first = running[0]
    return len(numbers) >= 2 and bool(find_organisations(first.words[:120]) or MANDATE.match(first.words))


def default_kind(running: Sequence[Paragraph], front: Sequence[Stated]) -> str:
    """An institution that tells of itself, unless a news site says that the text is its own."""
    if stated(front, "publisher"):
        return "article"
    return "press_release" if cue_pattern("institution").search(running[0].text[:400]) else "article"
