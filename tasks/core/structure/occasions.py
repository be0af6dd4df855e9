"""When and where a text was adopted or issued, as far as it says so of itself."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from tasks.core.dates import FoundDate, edtf_bounds
from tasks.core.structure.candidates import Candidate, Stated, all_stated, stated
from tasks.core.structure.cues import alternation, can_have, has_cue, single_words
from tasks.core.structure.datelines import (
    IN_LINE,
    Place,
    dateline_place,
    is_dateline,
    is_town_line,
    own_dates,
    place_named,
)
from tasks.core.structure.metadata_line import metadata_keys
from tasks.core.structure.name_index import TOKEN
from tasks.core.structure.names import find_countries, find_organisations, find_towns
from tasks.core.structure.paragraphs import Paragraph
from tasks.core.structure.statement_words import find_kind, has_statement_word

MAX_GAP_CHARS = 90  # between the verb of meeting and its date
MAX_PLACE_CHARS = 60
MAX_BEFORE_CHARS = 300  # before a date, in which its verb stands
MAX_SENTENCE_CHARS = 2000  # before a verb, in which that of declaring stands; endless sentences are none
MAX_FORMULA_CHARS = 300  # `Done at …` and what belongs to it
MAX_RUNNING_BESIDE = 2  # paragraphs between a dateline and the end of the text that it belongs to
DAY_STAMP = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?![\d-])")
SENTENCE_END = re.compile(r"(?<![ .(]\w)(?<!\d)[.;](?=\s)")
PRECISE = ("day", "range")


@dataclass(frozen=True, slots=True)
class Keys:
    """How far dates under keys are trusted: those that say that the text was issued, and those of a publication."""

    date_field: str
    rule: str
    surer: tuple[str, ...]
    surely: float
    otherwise: float


ISSUED = ("date", "date_issued", "issued", "adopted")
FRONT_MATTER = Keys("date_edtf", "front_matter", ISSUED, 0.9, 0.83)  # a publication's: less than an opening
PROPERTIES = Keys("property_date", "published", ("issued",), 0.32, 0.3)  # less than anything in the text


@cache
def pattern(kind: str, prefix: str = "", suffix: str = "") -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){prefix}{alternation(kind)}{suffix}(?!\w)")


@cache
def meeting_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternation('meeting')}(?!\w)[^.;!?]{{0,{MAX_GAP_CHARS}}}$", re.IGNORECASE)


@cache
def place_after() -> re.Pattern[str]:
    """Adopted, met, gathered … in TOWN."""
    return re.compile(
        rf"(?<!\w)(?i:{alternation('adopted_in')})(?!\w)(?P<between>[^.;!?\n]{{0,60}}?)\s(?:{alternation('place_preposition')})\s(?=[^\W\d_a-z])"
    )


@cache
def took_place() -> re.Pattern[str]:
    """Adopted, talked, visited … in TOWN, as reporters tell it."""
    verbs = f"(?:{alternation('adopted_in')}|{alternation('took_place')})"
    between = r"(?P<between>[^.;!?\n]{0,80}?)"
    return re.compile(rf"(?<!\w)(?i:{verbs})(?!\w){between}\s(?:{alternation('place_preposition')})\s(?=[^\W\d_a-z])")


@cache
def earlier() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternation('earlier')}(?!\w)", re.IGNORECASE)


def dated(field_span: tuple[int, int], found: FoundDate, rule: str, confidence: float) -> Candidate:
    """A date candidate; one that says less than the day is trusted a little less."""
    less = 0 if found.form == "day" else 0.02 if found.form == "range" else 0.04
    return Candidate("date_edtf", found.edtf, *field_span, rule, round(confidence - less, 3))


def dateline_candidates(paragraphs: Sequence[Paragraph]) -> Iterator[Candidate]:
    """Dates and towns of lines of their own, above the text, below it, or near to one of its ends."""
    n_before = 0
    n_running = sum(one.role == "paragraph" for one in paragraphs)
    for paragraph in paragraphs:
        n_before += paragraph.role == "paragraph"
        is_inside = MAX_RUNNING_BESIDE < n_before < n_running - MAX_RUNNING_BESIDE
        is_line = paragraph.role == "dateline" and not is_inside
        if is_line or (paragraph.role == "footnote" and n_before <= 1 and is_dateline(paragraph.text)):
            dates = own_dates(paragraph.text)
            for found in dates[:1]:
                yield dated((paragraph.start + found.start, paragraph.start + found.end), found, "dateline", 0.95)
            if place := dateline_place(paragraph.text, dates):
                yield placed(place, paragraph.start, "dateline", 0.95)


def place_lines(paragraphs: Sequence[Paragraph]) -> Iterator[Candidate]:
    """Lines above the text of a town alone, perhaps after a label: `Location: New York`."""
    for one in paragraphs:
        if one.role == "paragraph":
            return
        label, colon, _ = one.text.partition(":")
        start = len(label) + 1 if colon and label.strip().lower() in metadata_keys("place") else 0
        line = one.text[start:]
        if one.role == "title" and is_town_line(line) and (place := dateline_place(line, ())):
            yield placed(place, one.start + start, "town_line", 0.82)


def placed(place: Place, offset: int, rule: str, confidence: float) -> Candidate:
    return Candidate("place", place.name, offset + place.start, offset + place.end, rule, confidence)


def front_matter_candidates(front: Sequence[Stated]) -> Iterator[Candidate]:
    """What the front matter states, and the day on which a page says that it was published."""
    for trust in (FRONT_MATTER, PROPERTIES):
        for one in all_stated(front, trust.date_field):
            if found := day_stated(one.value):
                edtf, start, end = found
                is_issued = one.key.rpartition(".")[2] in trust.surer
                confidence = trust.surely if is_issued else trust.otherwise
                span = one.span(start, end)
                yield Candidate("date_edtf", edtf, *span, trust.rule, confidence, one.evidence_in)
                break
    if place := stated(front, "place"):
        name = re.split(r"[,;]", place.value)[0].strip()
        span = place.span(0, len(name))
        yield Candidate("place", name, *span, "front_matter", 0.9, place.evidence_in)


def day_stated(value: str) -> tuple[str, int, int] | None:
    """The date of a value and its place in it: a stamp, after which a time may stand, or a date in words."""
    if match := DAY_STAMP.match(value):
        return (match[0], *match.span()) if edtf_of_stamp(match[0]) else None
    found = own_dates(value)
    return (found[0].edtf, found[0].start, found[0].end) if len(found) == 1 and found[0].start == 0 else None


def edtf_of_stamp(stamp: str) -> bool:
    """The stamp is a day, month or year that there is."""
    try:
        return edtf_bounds(stamp)[0] is not None
    except ValueError:
        return False


def formula_candidates(paragraphs: Sequence[Paragraph]) -> Iterator[Candidate]:
    """`Done at Warsaw on 3 May 2023`: an adoption formula that begins a paragraph or a sentence."""
    for paragraph in paragraphs:
        if paragraph.role not in ("paragraph", "signature", "title") or not can_have(paragraph.text, "done"):
            continue
        for match in formula().finditer(paragraph.text):
            piece = sentence_after(paragraph.text, match.start())
            dates = own_dates(piece)[:1]
            if dates and not is_formula(piece, dates[0], len(match[0])):
                continue
            start = paragraph.start + match.start()
            for found in dates:
                yield dated((start + found.start, start + found.end), found, "adoption_formula", 0.94)
            rest = piece[len(match[0]) :].lstrip()
            if place := dateline_place(rest, own_dates(rest)):
                yield placed(place, start + len(piece) - len(rest), "adoption_formula", 0.94)


@cache
def formula() -> re.Pattern[str]:
    return pattern("done", r"(?:(?<=^)|(?<=[.;]\s)|(?<=\())")


def sentence_after(text: str, start: int) -> str:
    """The text from `start` to the end of its sentence, which no abbreviation or number ends."""
    end = SENTENCE_END.search(text, start)
    return text[start : min(end.start() if end else len(text), start + MAX_FORMULA_CHARS)]


def is_formula(piece: str, found: FoundDate, cue_chars: int) -> bool:
    """The sentence is the formula, and goes on with copies and languages at most: `Adopted in 1945, the Charter …`."""
    if found.start - cue_chars > MAX_GAP_CHARS or found.form not in (*PRECISE, "month", "year"):
        return False
    after = piece[found.end :].strip(" .,;)")
    return only_names(after) or has_cue(after, "copies")


def only_names(text: str) -> bool:
    """Nothing but words with capitals, and such as stand in datelines."""
    return all(word[:1].isupper() or word.lower() in single_words("dateline") for word in TOKEN.findall(text))


def opening_candidates(opening: str, start: int) -> Iterator[Candidate]:
    """The first sentence of a statement: `We, …, met in Warsaw on 3 May 2023`."""
    for found in own_dates(opening):
        if found.form in (*PRECISE, "month") and is_of_meeting(opening, found):
            yield dated((start + found.start, start + found.end), found, "opening", 0.85)
            break
    for match in place_after().finditer(opening):
        place = place_named(opening[match.end() : match.end() + MAX_PLACE_CHARS])
        is_told = has_cue(opening[max(0, match.start() - MAX_BEFORE_CHARS) : match.end()], "told_event")
        if is_told or is_of_others(opening, match.start()):
            return
        if place and not earlier().search(opening[max(0, match.start() - 20) : match.end()]):
            yield Candidate(
                "place", place.name, start + match.end() + place.start, start + match.end() + place.end, "opening", 0.85
            )
            return


def is_of_others(sentence: str, end: int) -> bool:
    """What follows is of others: before it stands a verb of declaring, as in `We welcome the elections held on …`."""
    return pattern("declaring").search(sentence, max(0, end - MAX_SENTENCE_CHARS), end) is not None


def is_of_meeting(sentence: str, found: FoundDate) -> bool:
    """The date is that of this meeting: after its verb, or at the beginning of a sentence that tells of one."""
    before = sentence[: found.start]
    if earlier().search(before[-MAX_GAP_CHARS:]):
        return False
    near = max(0, len(before) - MAX_BEFORE_CHARS)
    if has_cue(before[near:], "told_event"):
        return False
    if match := meeting_before().search(before, near):
        return not is_of_others(sentence, match.start()) and not has_statement_word(before[match.end() :])
    after = sentence[found.end : found.end + 2 * MAX_GAP_CHARS]
    return len(before) <= 12 and pattern("meeting").search(after) is not None


def in_line_candidates(paragraph: Paragraph) -> Iterator[Candidate]:
    """A dateline in the first line of running text: `WARSAW, 3 May 2023 – The ministers …`."""
    match = IN_LINE.match(paragraph.words)
    if not match:
        return
    line = paragraph.words[: match.end()]
    dates = own_dates(line)
    start = paragraph.words_start
    if (match["weak"] and not dates) or (dates and not is_dateline(line.rstrip(" :.–—-"))):
        return
    is_place = match["place"].isupper() or bool(find_towns(match["place"]))
    for found in dates[:1]:
        yield dated((start + found.start, start + found.end), found, "in_line_dateline", 0.93)
    if (is_place or dates) and (place := dateline_place(line, dates)):
        yield Candidate("place", place.name, start + place.start, start + place.end, "in_line_dateline", 0.93)


def reported_places(sentence: str, start: int) -> Iterator[Candidate]:
    """Of an article: the town in which it says that the statement was adopted."""
    for match in took_place().finditer(sentence):
        if not (find_kind("statement", sentence) or find_organisations(sentence) or find_countries(sentence)):
            continue
        if place := place_named(sentence[match.end() : match.end() + MAX_PLACE_CHARS]):
            yield Candidate(
                "place", place.name, start + match.end() + place.start, start + match.end() + place.end, "reported", 0.7
            )
            return
