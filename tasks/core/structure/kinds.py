"""What a file is: statement, press release, readout, article, listing or something else.

Each sign speaks for one kind, and leaves so much doubt of it. Doubts of the signs of one kind are multiplied, the kind
with the least doubt is chosen.
"""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tasks.core.structure.candidates import Candidate, Stated, all_stated, stated
from tasks.core.structure.cues import alternation, can_have, cue_pattern, cue_words, has_cue
from tasks.core.structure.ministries import names_ministry
from tasks.core.structure.names import find_organisations
from tasks.core.structure.numbering import Number
from tasks.core.structure.outside import Told, count_in, told
from tasks.core.structure.paragraphs import Paragraph
from tasks.core.structure.quotes import BULLET_QUOTE, n_words
from tasks.core.structure.reporting import reporter_candidates
from tasks.core.structure.statement_words import begins_as_other, begins_as_statement, find_kind


@dataclass(frozen=True, slots=True)
class Voice:
    """How an actor's own voice and a reporter's differ, per 100 words outside quotation marks."""

    min_own: int = 2  # one may stand in what an institution tells of `our nations`
    min_own_per_100: float = 1.0  # `we`, `our`: statements of the five have 4 to 6, the article none
    sample_chars: int = (
        20_000  # of running text: a voice does not change later, and quotations are mostly closed by then
    )
    n_opening: int = 4  # paragraphs in which a statement says `We, the …`
    n_head: int = 6  # paragraphs that can name the kind
    min_listing_lines: int = 4
    max_listing_share: float = 0.2  # of the text that is running; the rest are titles
    min_doubted: float = 0.5  # from which on signs of a reporter say that `we` may be of those whom he quotes
    release_chars: int = 200  # of the first paragraph, in which a press release says that there is news


VOICE = Voice()
OPENING = re.compile(rf"[\"“„«\s]*(?:{alternation('opening')})(?!\w)")
MANDATE = re.compile(
    r"(?:The|Le|La|Der|Die|Das|El|Il)?\s?(?:[A-Z][\w’'-]+\s){0,8}?(?:Council|Assembly|Commission|Committee|Conference|Parliament|Summit)\b"
)
CALLED = {"other": 0.97, "press_release": 0.97, "readout": 0.97, "statement": 0.85}
CALLED_AT_START = 0.9  # a law, an agenda, an interview; also where `the Minister` acts in it
ENACTED = 0.95  # a text that cites laws and quotes amendments has many signs of a reporter
OPINION = 0.8  # `Opinion` alone on a line of the head
CALLED_IN_NEWS = 0.3  # `Leaders issue joint statement`
NEWS_TYPES = {"opinion_type": 0.7, "news_type": 0.35}
ADDRESSED = 0.8  # a reporter addresses nobody
INTRODUCED, INTRODUCED_CHARS = 0.5, 30  # reporters announce statements, too
CALLED_IN_PROPERTIES = 0.7  # more than one `our`
MAX_ERROR_CHARS = 1200  # of a page with a server's message; a text that only mentions one is longer
OWN_SITE = 0.7  # less than what the text says of itself
CALLED_BESIDE = 0.6  # `Press release` beside a title that says that the text is a statement


def running_text(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    return [one for one in paragraphs if one.role == "paragraph"]


def is_opening(paragraph: Paragraph) -> bool:
    """The paragraph begins as statements do: `We, the Heads of State …`."""
    return OPENING.match(paragraph.words) is not None


def kind_candidates(paragraphs: Sequence[Paragraph], front: Sequence[Stated]) -> tuple[Candidate, ...]:
    """What speaks for each kind, with the words that do; the first of a kind has the confidence of all together."""
    return weighed(signs(paragraphs, front))


def weighed(found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """The strongest sign of each kind is trusted as much as all the signs of that kind together."""
    signs_of: dict[str, list[Candidate]] = {}
    for one in dict.fromkeys(found):
        signs_of.setdefault(one.value, []).append(one)
    result: list[Candidate] = []
    for same in signs_of.values():
        lead = max(same, key=lambda one: (one.confidence, -one.start))
        together = 1 - math.prod(1 - one.confidence for one in same)
        result += (replace(lead, confidence=round(together, 6)), *(one for one in same if one is not lead))
    return tuple(result)


def signs(paragraphs: Sequence[Paragraph], front: Sequence[Stated]) -> Iterator[Candidate]:
    running = running_text(paragraphs)
    whole = (paragraphs[0].start, paragraphs[0].end)
    yield from called_kinds(paragraphs, front)
    if is_listing(paragraphs, running):
        yield Candidate("kind", "listing", *whole, "titles_without_text", 0.9)
    if not running:
        yield Candidate("kind", "other", *whole, "no_running_text", 0.1)
        return
    pieces = told(sample(running))
    reported = tuple(reporter_candidates(paragraphs, pieces))
    yield from reported
    is_doubted = math.prod(1 - one.confidence for one in reported) <= VOICE.min_doubted
    yield from own_voice([one for one in pieces if one.is_own] if is_doubted else pieces, running)
    first = running[0]
    if acts_as_body(running) and 2 * sum(n_words(one.outside) for one in pieces) > sum(
        n_words(one.paragraph.text) for one in pieces
    ):
        yield Candidate("kind", "statement", first.start, first.end, "body_acts", 0.85)
    if not any(is_called_statement(one) for one in paragraphs[: VOICE.n_head]):
        yield from release_news(first)
        yield from called_in_properties(front)
        yield from tuple(own_site(front)) or page_type(front)
    yield from introduced(first)
    yield from addressed(paragraphs)
    yield from enacted(running)
    yield from error_page(paragraphs)
    kind = default_kind(running, front, is_reported=bool(reported))
    yield Candidate("kind", kind, first.start, first.end, "no_other_sign", 0.2)


def sample(running: Sequence[Paragraph]) -> list[Paragraph]:
    """The first paragraphs, up to the length that tells the voice."""
    end = running[0].start + VOICE.sample_chars
    return [running[0], *(one for one in running[1:] if one.start < end)]


def called_kinds(paragraphs: Sequence[Paragraph], front: Sequence[Stated]) -> Iterator[Candidate]:
    """Kinds that head, title or front matter name."""
    head = [one for one in paragraphs[: VOICE.n_head] if one.role in ("title", "dateline", "furniture")]
    for one in head:
        yield from called_by_beginning(one)
    for kind, trust in CALLED.items():
        called = [(one, match) for one in head if (match := called_in(one, kind))]
        if kind == "press_release" and called and any(is_called_statement(one) for one in head):
            trust = CALLED_BESIDE
        for paragraph, match in called[:1]:
            span = (paragraph.start + match.start(), paragraph.start + match.end())
            confidence = CALLED_IN_NEWS if is_news(paragraph.text, match) else trust
            yield Candidate("kind", kind, *span, "called_in_head", confidence)
        for field in ("title", "kind"):
            named = stated(front, field)
            if not called and named and (match := find_kind(kind, named.value)):
                span = named.span(*match.span())
                confidence = CALLED_IN_NEWS if is_news(named.value, match) else trust
                yield Candidate("kind", kind, *span, "called_in_front_matter", confidence, "text")


def called_by_beginning(one: Paragraph) -> Iterator[Candidate]:
    """Kinds that a line of the head names by its first words, or by being the name of a section."""
    if match := begins_as_other(one.text):
        confidence = CALLED_IN_NEWS if is_news(one.text, match) else CALLED_AT_START
        yield Candidate("kind", "other", one.start, one.start + match.end(), "called_at_start", confidence)
    if (match := begins_as_statement(one.text)) and not find_kind("statement", one.text):
        confidence = CALLED_IN_NEWS if is_news(one.text, match) else CALLED["statement"]
        yield Candidate("kind", "statement", one.start, one.start + match.end(), "called_at_start", confidence)
    if one.text.strip(" :*#").lower() in cue_words("opinion_label"):
        yield Candidate("kind", "article", one.start, one.end, "opinion", OPINION)


def called_in(line: Paragraph, kind: str) -> re.Match[str] | None:
    """The word of a kind in a line; of two the first says what the text is: `Statement on the executive order`."""
    match = find_kind(kind, line.text)
    if match and kind == "statement" and begins_as_other(line.text):
        return None
    is_topic = kind == "other" and match and find_kind("statement", line.text[: match.start()])
    return None if is_topic else match


def is_called_statement(paragraph: Paragraph) -> bool:
    """A line of the head that says that the text is a statement, and not a press release."""
    match = find_kind("statement", paragraph.text)
    is_title = paragraph.role == "title" and not find_kind("press_release", paragraph.text)
    return is_title and match is not None and not is_news(paragraph.text, match)


def is_news(line: str, match: re.Match[str]) -> bool:
    """A headline tells that there is a statement; a title says that this is one."""
    rest = line[: match.start()] + " " + line[match.end() :]
    return has_cue(rest, "headline_verb") or line[match.end() :].lstrip()[:1] in (",", "?")


def is_listing(paragraphs: Sequence[Paragraph], running: Sequence[Paragraph]) -> bool:
    total = sum(len(one.text) for one in paragraphs) or 1
    share = sum(len(one.text) for one in running) / total
    return len(paragraphs) >= VOICE.min_listing_lines and share <= VOICE.max_listing_share


def own_voice(pieces: Sequence[Told], running: Sequence[Paragraph]) -> Iterator[Candidate]:
    """An actor's `we`, outside quotation marks and not of those whom a reporter quotes."""
    ours = {one.paragraph.start for one in pieces}
    for paragraph in running[: VOICE.n_opening]:
        if OPENING.match(paragraph.words) and paragraph.start in ours and not BULLET_QUOTE.match(paragraph.text):
            yield Candidate("kind", "statement", paragraph.start, paragraph.end, "opening_we", 0.9)
            break
    n_outside = sum(n_words(one.outside) for one in pieces) or 1
    n_own, n_reporting = count_own(pieces), count_in(pieces, "reporting")
    if n_own >= VOICE.min_own and 100 * n_own / n_outside >= VOICE.min_own_per_100 and n_own > n_reporting:
        first = next(one.paragraph for one in pieces if one.outside.strip())
        yield Candidate("kind", "statement", first.start, first.end, "speaks_for_itself", 0.75)


def count_own(pieces: Iterable[Told]) -> int:
    """How often the text outside quotations says `we`, or `I` as speakers do."""
    return count_in(pieces, "first_person") + count_in(pieces, "own_singular")


def acts_as_body(running: Sequence[Paragraph]) -> bool:
    """A council or assembly resolves in numbered paragraphs."""
    numbers: list[Number] = [one.number for one in running if one.number and not BULLET_QUOTE.match(one.text)]
    first = running[0]
    return len(numbers) >= 2 and bool(find_organisations(first.words[:120]) or MANDATE.match(first.words))


def enacted(running: Sequence[Paragraph]) -> Iterator[Candidate]:
    """An order, decree or law: `it is hereby ordered`. What it quotes are the words that it puts into force."""
    for paragraph in running[: VOICE.n_opening]:
        match = cue_pattern("enacting").search(paragraph.text)
        if match and not BULLET_QUOTE.match(paragraph.text):
            start = paragraph.start + match.start()
            yield Candidate("kind", "other", start, paragraph.start + match.end(), "enacted", ENACTED)
            return


def release_news(first: Paragraph) -> Iterator[Candidate]:
    """An institution tells of itself, and that it is news: `The Ministry today opened …`."""
    beginning = first.text[: VOICE.release_chars]
    match = cue_pattern("release_news").search(beginning)
    if match and cue_pattern("institution").search(beginning, 0, match.start()):
        yield Candidate("kind", "press_release", first.start, first.start + match.end(), "institution_tells", 0.6)


def own_site(front: Sequence[Stated]) -> Iterator[Candidate]:
    """The page is on the site of a ministry or a body, which says what it did itself."""
    for site in all_stated(front, "property_site")[:1]:
        if names_ministry(site.value) or find_organisations(site.value) or has_cue(site.value, "institution"):
            yield Candidate("kind", "press_release", site.start, site.end, "own_site", OWN_SITE, site.evidence_in)


def called_in_properties(front: Sequence[Stated]) -> Iterator[Candidate]:
    """The section of the site, or the keywords, say that this is a press release."""
    for one in all_stated(front, "property_kind"):
        if match := find_kind("press_release", one.value):
            span = (one.start + match.start(), one.start + match.end())
            yield Candidate(
                "kind", "press_release", *span, "called_in_properties", CALLED_IN_PROPERTIES, one.evidence_in
            )
            return


def addressed(paragraphs: Sequence[Paragraph]) -> Iterator[Candidate]:
    """The text begins by addressing those who hear it: `Mr. President, distinguished delegates,`."""
    for one in paragraphs[: VOICE.n_head]:
        if one.text.startswith(cue_words("address")):
            yield Candidate("kind", "statement", one.start, one.end, "addressed", ADDRESSED)
            return


def introduced(first: Paragraph) -> Iterator[Candidate]:
    """The text begins by saying that a statement follows: `The White House today made public the following …`."""
    if can_have(first.text, "introducing") and (match := cue_pattern("introducing").search(first.text)):
        named = find_kind("statement", first.text[match.end() : match.end() + INTRODUCED_CHARS])
        if named:
            end = first.start + match.end() + named.end()
            yield Candidate("kind", "statement", first.start + match.start(), end, "introduced", INTRODUCED)


def error_page(paragraphs: Sequence[Paragraph]) -> Iterator[Candidate]:
    """A server's message, or a wall before the text, in the place of a text."""
    first, last = paragraphs[0], paragraphs[-1]
    if last.end - first.start <= MAX_ERROR_CHARS:
        for one in paragraphs:
            if has_cue(one.text, "error_page"):
                yield Candidate("kind", "other", one.start, one.end, "error_page", 0.99)
                return


def page_type(front: Sequence[Stated]) -> Iterator[Candidate]:
    """What the page calls itself for search engines; ministries call their texts news, too."""
    for one in all_stated(front, "property_type")[:1]:
        for kind, trust in NEWS_TYPES.items():
            if one.value in cue_words(kind):
                yield Candidate("kind", "article", one.start, one.end, "page_type", trust, one.evidence_in)


def default_kind(running: Sequence[Paragraph], front: Sequence[Stated], is_reported: bool) -> str:
    """An institution that tells of itself, unless a news site says that the text is its own.

    A text in which nobody reports and nobody speaks for himself is neither news nor a statement: an order, a form.
    """
    if stated(front, "publisher"):
        return "article"
    if cue_pattern("institution").search(running[0].text[:400]):
        return "press_release"
    return "article" if is_reported else "other"
