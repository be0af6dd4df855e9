"""Dates of the text as mentions; a missing year is filled in where the text or the statement's date settles it."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date
from functools import cache

from schemas import knowledge
from schemas.knowledge.entities import Entity
from schemas.knowledge.words import cue_words
from tasks.core.annotate.model import Candidate, Text, new_entity, tidy
from tasks.core.annotate.resolve import index_of
from tasks.core.date_readers import INVALID
from tasks.core.dates import FoundDate, edtf_bounds, find_expressions
from tasks.core.relative_dates import find_relative

UNKNOWN = "XXXX"
STATED, FILLED, UNSURE = 0.97, 0.85, 0.5
N_MONTHS = 12
HALF_YEAR = 6  # months: later in the year than that, the last one is meant
SOON = 9  # months back: rather the next one; statements tell more of what was than of what will be
NUMBERS = re.compile(r"(\d\d?)[/-](\d\d?)[/-]\d{4}")
CUE_WINDOW, CLAUSE_WINDOW = 40, 120  # characters
TOLD_GAP = 90  # characters that a sentence goes on telling of the same year
LIST_GAP = 12
SAID_WINDOW = 24
REACH = 2000  # characters, more than the longest sentence of a statement has
LISTED = re.compile(r"[\s,/–-]*(?:\w{1,3}[\s,]*){0,2}")
YEAR = re.compile(r"[\[{]?(\d{4})(?!\d)")


def date_entity(edtf: str) -> Entity:
    return Entity(f"date:{edtf}", "DATE", edtf)


def found_dates(text: Text) -> Iterator[Candidate]:
    """Calendar expressions; those without a year still have `XXXX`, and a day that is none is kept as printed."""
    found = find_expressions(text.body)
    orders = (order_of(text.body[one.start : one.end]) for one in found if one.form == "day")
    is_day_first = next((order for order in orders if order is not None), None)
    for one in found:
        end = one.start + len(text.body[one.start : one.end].rstrip(" .,\n"))
        if one.form == INVALID:
            entity = new_entity("DATE", tidy(text.body[one.start : end]))
            yield Candidate(one.start, end, entity, "date_invalid", rank=3, confidence=UNSURE)
        elif one.form == "ambiguous":
            yield settled(text, one, is_day_first)
        else:
            yield Candidate(one.start, end, date_entity(one.edtf), f"date_{one.form}", rank=3, confidence=STATED)


def order_of(printed: str) -> bool | None:
    """Whether a date in numbers shows that the text puts the day first; None where it shows nothing."""
    numbers = NUMBERS.fullmatch(printed)
    first, second = (int(numbers[1]), int(numbers[2])) if numbers else (0, 0)
    return first > second if max(first, second) > N_MONTHS else None


def settled(text: Text, found: FoundDate, is_day_first: bool | None) -> Candidate:
    """Of the two days that `03/04/2022` can be, the statement's own, or that in the order of the text's other dates."""
    days = found.edtf.strip("[]").split(",")
    edtf, rule, confidence = found.edtf, "date_ambiguous", UNSURE
    if text.date in days:
        edtf, rule, confidence = text.date, "date_of_statement", FILLED
    elif is_day_first is not None:
        first = int(re.split(r"\D", text.body[found.start : found.end])[0])
        is_named = [int(day[-2:]) == first for day in days]
        edtf, rule, confidence = days[is_named.index(is_day_first)], "date_by_order", FILLED
    return Candidate(found.start, found.end, date_entity(edtf), rule, rank=3, confidence=confidence)


@dataclass(frozen=True, slots=True)
class Years:
    """Mentions that state a year, in order, with it. `starts` are their offsets, so that no long text is searched."""

    stated: tuple[tuple[Candidate, int], ...]
    starts: tuple[int, ...]

    @staticmethod
    def of(stated: Iterable[tuple[Candidate, int]]) -> "Years":
        found = tuple(stated)
        return Years(found, tuple(one.start for one, _ in found))

    def within(self, start: int, end: int) -> tuple[tuple[Candidate, int], ...]:
        return self.stated[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def date_before(self, start: int) -> int | None:
        """The year of the last date that ends before an offset."""
        for at in range(bisect_left(self.starts, start) - 1, -1, -1):
            one, year = self.stated[at]
            if is_date(one) and one.end <= start:
                return year
        return None


def with_years(text: Text, mentions: list[Candidate]) -> list[Candidate]:
    """The mentions, in order, with the years of dates filled in."""
    if not any(is_open(one) for one in mentions):
        return mentions
    years = Years.of((one, year) for one in mentions if (year := stated_year(one)))
    return [filled(text, one, years) if is_open(one) else one for one in mentions]


def is_open(one: Candidate) -> bool:
    """Whether the mention is a date without its year."""
    return one.label == "DATE" and UNKNOWN in one.entity.name


def stated_year(one: Candidate) -> int | None:
    """The year that a date states, or in which a listed event took place."""
    if one.label == "EVENT":
        started = event_starts().get(one.entity.entity_id, "")
        return int(started[:4]) if started else None
    stated = YEAR.match(one.entity.name) if one.label == "DATE" and one.rule != "date_invalid" else None
    return int(stated[1]) if stated else None


@cache
def event_starts() -> Mapping[str, str]:
    return {row["entity_id"]: row["date_start"] for row in knowledge.rows("events")}


def filled(text: Text, one: Candidate, years: Years) -> Candidate:
    """The date with its year, from what stands nearest: sentence, paragraph, the statement's date, the text before."""
    around = text.body[max(0, one.start - CUE_WINDOW) : one.end + CUE_WINDOW].lower()
    if any(phrase in around for phrase in cue_words("yearly")):
        return one
    for rule, year in readings(text, one, years):
        if year is not None and MINYEAR <= year <= MAXYEAR:
            edtf = one.entity.name.replace(UNKNOWN, f"{year:04}")
            if edtf_exists(edtf):
                return replace(one, entity=date_entity(edtf), rule=rule, confidence=FILLED)
    return one


def edtf_exists(edtf: str) -> bool:
    """Whether there is such a day: not 29 February of every year."""
    try:
        for part in re.split("[/,]", edtf.strip("{}")):
            edtf_bounds(part)
            if len(part) == len("2000-01-01"):
                date.fromisoformat(part)
    except ValueError:
        return False
    return True


def readings(text: Text, one: Candidate, years: Years) -> Iterator[tuple[str, int | None]]:
    """Years that the date may have, the best evidence first. A bare year beside it (`since 2014`) is weak evidence."""
    in_sentence = beside(one, years, text.sentences)
    yield "year_said", said_year(text, one)
    yield "year_beside", joined_year(text, one, in_sentence)
    yield "year_before", told_year(text, one, in_sentence)
    if len(text.date) >= len("2000-01"):
        yield "year_of_statement", year_by_statement(text, one)
    yield "year_of_sentence", nearest(one, (pair for pair in in_sentence if is_exact(pair[0])))
    in_paragraph = beside(one, years, text.paragraphs)
    yield "year_of_paragraph", nearest(one, (pair for pair in in_paragraph if is_exact(pair[0]) and is_date(pair[0])))
    yield "year_of_statement", year_by_statement(text, one)
    yield "year_of_sentence", nearest(one, in_sentence)
    yield "year_before", years.date_before(one.start)


def said_year(text: Text, one: Candidate) -> int | None:
    """The year of `in May last year` and `in June this year`."""
    said = find_relative(text.body, text.date, one.end, min(one.end + SAID_WINDOW, len(text.body))) if text.year else ()
    if not said or len(said[0].edtf) != len("2000") or text.body[one.end : said[0].start].strip() not in ("", "of"):
        return None
    return int(said[0].edtf)


def joined_year(text: Text, one: Candidate, in_sentence: Iterable[tuple[Candidate, int]]) -> int | None:
    """The year of a date that follows as the next of a list: `on 4 July and 29 August 2017`."""
    for other, year in in_sentence:
        if (
            is_date(other)
            and 0 < other.start - one.end <= LIST_GAP
            and LISTED.fullmatch(text.body, one.end, other.start)
        ):
            return year
    return None


def told_year(text: Text, one: Candidate, in_sentence: Iterable[tuple[Candidate, int]]) -> int | None:
    """The year of the date before it in the sentence, where that is past: `on 10 July 1999, and on 31 August`."""
    before = [
        (other, year)
        for other, year in in_sentence
        if is_date(other) and is_exact(other) and 0 <= one.start - other.end <= TOLD_GAP
    ]
    if not before or not text.year:
        return None
    other, year = before[-1]
    return year if year <= int(text.year) and is_later(one, other) else None


def is_later(one: Candidate, other: Candidate) -> bool:
    """Whether a date without a year comes after another in the course of the year."""
    return month_of(one.entity.name) >= month_of(other.entity.name)


def month_of(edtf: str) -> str:
    return edtf.strip("{[")[5:7]


def is_date(other: Candidate) -> bool:
    return other.label == "DATE"


def is_exact(other: Candidate) -> bool:
    """More than a bare year."""
    return len(other.entity.name) > len("2000") or other.label == "EVENT"


def beside(one: Candidate, years: Years, spans: tuple[tuple[int, int], ...]) -> tuple[tuple[Candidate, int], ...]:
    """The years stated in the span that holds the date."""
    index = index_of(spans, one.start, one.end)
    if index is None:
        return ()
    start, end = spans[index]
    return years.within(max(start, one.start - REACH), min(end, one.end + REACH))


def nearest(one: Candidate, years: Iterable[tuple[Candidate, int]]) -> int | None:
    """The year stated nearest to the date; of two as near the earlier one."""
    return min(((abs(other.start - one.start), year) for other, year in years), default=(0, None))[1]


def year_by_statement(text: Text, one: Candidate) -> int | None:
    """The year that puts the date nearest to the statement's; before it or after it where words say so."""
    if not text.year:
        return None
    year = int(text.year)
    first = re.split("[/,]", one.entity.name.lstrip("{"))[0].replace(UNKNOWN, text.year)
    if len(text.date) < len("2000-01"):
        return year
    months = month_count(first) - month_count(text.date)
    if words_before(text, one, CUE_WINDOW) & cue_words("before_cues") and months > 0:
        return year - 1
    if months < 0 and words_before(text, one, CUE_WINDOW) & cue_words("future_cues"):
        return year + 1
    if months > HALF_YEAR:
        return year if words_before(text, one, CLAUSE_WINDOW) & cue_words("future_cues") else year - 1
    return year + 1 if months < -SOON else year


def words_before(text: Text, one: Candidate, n_chars: int) -> set[str]:
    """Words in front of the date, of its own clause."""
    before = text.body[max(0, one.start - n_chars) : one.start]
    return set(re.findall(r"[\w-]+", re.split(r"[;\n]|[.!?] ", before)[-1]))


def month_count(edtf: str) -> int:
    return int(edtf[:4]) * 12 + int(edtf[5:7] or 1)
