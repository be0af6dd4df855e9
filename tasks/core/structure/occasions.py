"""When and where a text was adopted or issued, as far as it says so of itself."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from tasks.core.dates import FoundDate
from tasks.core.structure.candidates import Candidate, Stated, stated
from tasks.core.structure.cues import alternation
from tasks.core.structure.datelines import IN_LINE, dateline_place, own_dates, place_named
from tasks.core.structure.metadata_line import metadata_keys
from tasks.core.structure.names import find_countries, find_organisations, find_towns
from tasks.core.structure.paragraphs import Paragraph
from tasks.core.structure.statement_words import has_statement_word, kind_pattern

MAX_GAP_CHARS = 90  # between the verb of meeting and its date
MAX_PLACE_CHARS = 60
MAX_FORMULA_CHARS = 300  # `Done at …` and what belongs to it
DAY_STAMP = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
PRECISE = ("day", "range")


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
    """Dates and towns of lines of their own."""
    for paragraph in paragraphs:
        if paragraph.role == "dateline":
            dates = own_dates(paragraph.text)
            for found in dates[:1]:
                yield dated((paragraph.start + found.start, paragraph.start + found.end), found, "dateline", 0.95)
            if place := dateline_place(paragraph.text, dates):
                yield Candidate(
                    "place", place.name, paragraph.start + place.start, paragraph.start + place.end, "dateline", 0.95
                )


def title_candidates(paragraphs: Sequence[Paragraph]) -> Iterator[Candidate]:
    """Dates and towns in the title."""
    head = [one for one in paragraphs if one.role == "title"][:6]
    first_text = next((one.start for one in paragraphs if one.role == "paragraph"), 0)
    for paragraph in head:
        if paragraph.start > first_text:
            break
        for found in own_dates(paragraph.text)[:1]:
            if found.form in (*PRECISE, "month"):
                yield dated((paragraph.start + found.start, paragraph.start + found.end), found, "title", 0.8)
                yield from towns_beside(paragraph, found)


def towns_beside(paragraph: Paragraph, found: FoundDate) -> Iterator[Candidate]:
    """A town in a title that gives its date too."""
    for town in find_towns(paragraph.text):
        if abs(found.start - town.end) <= 30 or abs(town.start - found.end) <= 30:
            yield Candidate("place", town.key, paragraph.start + town.start, paragraph.start + town.end, "title", 0.8)
            return


def front_matter_candidates(front: Sequence[Stated]) -> Iterator[Candidate]:
    """What the front matter states; a day stamp may have a time after it."""
    for one in front:
        if one.key in metadata_keys("date_edtf") and (match := DAY_STAMP.match(one.value)):
            is_day = "date" in (one.key, one.key.removesuffix("_issued"))
            confidence = 0.9 if is_day else 0.88
            yield Candidate(
                "date_edtf", match[0], one.start, one.start + match.end(), "front_matter", confidence, "text"
            )
            break
    if place := stated(front, "place"):
        name = re.split(r"[,;]", place.value)[0].strip()
        end = place.start + len(name)
        yield Candidate("place", name, place.start, end, "front_matter", 0.9, "text")


def formula_candidates(paragraphs: Sequence[Paragraph]) -> Iterator[Candidate]:
    """`Done at Warsaw on 3 May 2023`: an adoption formula that begins a paragraph or a sentence of the last ones."""
    body = [one for one in paragraphs if one.role in ("paragraph", "signature", "title")]
    for paragraph in body:
        for match in pattern("done", r"(?:(?<=^)|(?<=[.;]\s)|(?<=\())").finditer(paragraph.text):
            piece = paragraph.text[match.start() : match.start() + MAX_FORMULA_CHARS]
            start = paragraph.start + match.start()
            for found in own_dates(piece)[:1]:
                yield dated((start + found.start, start + found.end), found, "adoption_formula", 0.94)
            rest = piece[len(match[0]) :].lstrip()
            offset = len(piece) - len(rest)
            if place := dateline_place(rest, own_dates(rest)):
                yield Candidate(
                    "place",
                    place.name,
                    start + offset + place.start,
                    start + offset + place.end,
                    "adoption_formula",
                    0.94,
                )


def opening_candidates(opening: str, start: int) -> Iterator[Candidate]:
    """The first sentence of a statement: `We, …, met in Warsaw on 3 May 2023`."""
    for found in own_dates(opening):
        if found.form in (*PRECISE, "month") and is_of_meeting(opening, found):
            yield dated((start + found.start, start + found.end), found, "opening", 0.85)
            break
    for match in place_after().finditer(opening):
        place = place_named(opening[match.end() : match.end() + MAX_PLACE_CHARS])
        if place and not earlier().search(opening[max(0, match.start() - 20) : match.end()]):
            yield Candidate(
                "place", place.name, start + match.end() + place.start, start + match.end() + place.end, "opening", 0.85
            )
            return


def is_of_meeting(sentence: str, found: FoundDate) -> bool:
    """The date is that of this meeting: after its verb, or at the beginning of a sentence that tells of one."""
    before = sentence[: found.start]
    if earlier().search(before[-MAX_GAP_CHARS:]):
        return False
    if match := meeting_before().search(before):
        return not has_statement_word(before[match.end() :])
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
    is_place = match["place"].isupper() or bool(find_towns(match["place"]))
    for found in dates[:1]:
        yield dated((start + found.start, start + found.end), found, "in_line_dateline", 0.93)
    if (is_place or dates) and (place := dateline_place(line, dates)):
        yield Candidate("place", place.name, start + place.start, start + place.end, "in_line_dateline", 0.93)


def reported_places(sentence: str, start: int) -> Iterator[Candidate]:
    """Of an article: the town in which it says that the statement was adopted."""
    for match in took_place().finditer(sentence):
        if not (kind_pattern("statement").search(sentence) or find_organisations(sentence) or find_countries(sentence)):
            continue
        if place := place_named(sentence[match.end() : match.end() + MAX_PLACE_CHARS]):
            yield Candidate(
                "place", place.name, start + match.end() + place.start, start + match.end() + place.end, "reported", 0.7
            )
            return
