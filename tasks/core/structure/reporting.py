"""Signs that a file is an article: what only reporters write."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tasks.core.structure.candidates import Candidate
from tasks.core.structure.cues import has_cue
from tasks.core.structure.outside import Told, count_in
from tasks.core.structure.paragraphs import Paragraph
from tasks.core.structure.quotes import n_words, quoted_chars
from tasks.core.structure.reporters import AGENCY_LINE, attributions, bylines, has_joint_speech, has_press, has_weekday


@dataclass(frozen=True, slots=True)
class Signs:
    """How far each sign is trusted; a list has the trust in one, two, three and more of its kind."""

    byline: float = 0.85
    agency: float = 0.85  # a press release has no agency in its dateline
    press: tuple[float, ...] = (0.6, 0.8, 0.9)
    attributed: tuple[float, ...] = (0.5, 0.8, 0.93)  # one may stand in a statement that recalls another
    weekday: tuple[float, ...] = (0.3, 0.5)
    reported: float = 0.8  # verbs that only tell what others said, outnumbering `we`
    reported_softly: float = 0.45  # verbs that joint statements in the third person have too
    min_reported: int = 2  # one may stand in any statement (`as the President said`)
    quoted: float = 0.6  # most of the text is quoted
    min_quoted_share: float = 0.5
    min_outside_words: int = 12  # a statement that stands in marks as a whole has a line beside it at most


SIGNS = Signs()


def reporter_candidates(paragraphs: Sequence[Paragraph], pieces: Sequence[Told]) -> Iterator[Candidate]:
    """What speaks for an article, with the words that do."""
    for line in list(bylines(paragraphs))[:1]:
        yield Candidate("kind", "article", line.start, line.end, "byline", SIGNS.byline)
    first = pieces[0].paragraph
    if match := AGENCY_LINE.match(first.words):
        span = (first.words_start, first.words_start + len(match[0].rstrip()))
        yield Candidate("kind", "article", *span, "agency", SIGNS.agency)
    yield from counted("press", [one for one in pieces if has_press(one.outside)], SIGNS.press)
    yield from counted("attributed", [one for one in pieces if attributions(one.outside)], SIGNS.attributed)
    yield from counted("weekday", [one for one in pieces if has_weekday(one.outside)], SIGNS.weekday)
    yield from reports_others(pieces)
    yield from mostly_quoted(pieces)


def counted(rule: str, found: Sequence[Told], trust: Sequence[float]) -> Iterator[Candidate]:
    """A sign that is trusted more the more paragraphs have it; the first of them stands for all."""
    if found:
        first = found[0].paragraph
        confidence = trust[min(len(found), len(trust)) - 1]
        yield Candidate("kind", "article", first.start, first.end, rule, confidence)


def reports_others(pieces: Sequence[Told]) -> Iterator[Candidate]:
    """A reporter's verbs outnumber `we`, outside quotation marks and what others say."""
    own = [one for one in pieces if one.is_own]
    n_soft = count_in(own, "reporting")
    if n_soft < SIGNS.min_reported or n_soft <= count_in(own, "first_person"):
        return
    n_strict = count_in(own, "strict_reporting")
    confidence = SIGNS.reported if 2 * n_strict >= n_soft else SIGNS.reported_softly
    first = pieces[0].paragraph
    yield Candidate("kind", "article", first.start, first.end, "reports_others", confidence)


def mostly_quoted(pieces: Sequence[Told]) -> Iterator[Candidate]:
    """Most of the words are in quotation marks, or set off, and the rest says which text or whose words they are."""
    total = sum(len(one.paragraph.text) for one in pieces)
    inside = sum(
        quoted_chars(0, len(one.paragraph.text), one.quoted) if one.is_own else len(one.paragraph.text)
        for one in pieces
    )
    n_outside = sum(n_words(one.outside) for one in pieces if one.is_own)
    is_mostly = inside >= SIGNS.min_quoted_share * total and n_outside >= SIGNS.min_outside_words
    if is_mostly and any(names_text(one.outside) for one in pieces):
        first = pieces[0].paragraph
        yield Candidate("kind", "article", first.start, first.end, "mostly_quoted", SIGNS.quoted)


def names_text(text: str) -> bool:
    return has_cue(text, "quoted_text") or has_joint_speech(text)
