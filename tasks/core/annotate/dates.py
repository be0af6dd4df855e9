"""Dates of the text as mentions; a missing year is filled in where the text or the statement's date settles it."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from schemas import knowledge
from schemas.knowledge.entities import Entity
from schemas.knowledge.words import cue_words
from tasks.core.annotate.model import Candidate, Text
from tasks.core.annotate.resolve import index_of
from tasks.core.dates import edtf_bounds, find_dates

UNKNOWN = "XXXX"
STATED, FILLED = 0.97, 0.85
CUE_WINDOW = 40
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d$|^(\d{4})")


def date_entity(edtf: str) -> Entity:
    return Entity(f"date:{edtf}", "DATE", edtf)


def found_dates(text: Text) -> Iterator[Candidate]:
    """Absolute dates as `tasks.core.dates` reads them; those without a year still have `XXXX`."""
    for found in find_dates(text.body):
        end = found.start + len(text.body[found.start : found.end].rstrip(" .,"))
        yield Candidate(found.start, end, date_entity(found.edtf), f"date_{found.form}", rank=3, confidence=STATED)


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
        before = reversed(self.stated[: bisect_left(self.starts, start)])
        return next((year for one, year in before if one.label == "DATE" and one.end <= start), None)


def with_years(text: Text, mentions: list[Candidate]) -> list[Candidate]:
    """The mentions, in order, with the years of dates filled in."""
    if not any(one.entity.name.startswith(UNKNOWN) for one in mentions):
        return mentions
    years = Years.of((one, year) for one in mentions if (year := stated_year(one)))
    return [filled(text, one, years) if one.entity.name.startswith(UNKNOWN) else one for one in mentions]


def stated_year(one: Candidate) -> int | None:
    """The year that a date states, or in which a listed event took place."""
    if one.label == "EVENT":
        started = event_starts().get(one.entity.entity_id, "")
        return int(started[:4]) if started else None
    if one.label == "DATE" and one.entity.name[:4].isdigit():
        return int(one.entity.name[:4])
    return None


@cache
def event_starts() -> Mapping[str, str]:
    return {row["entity_id"]: row["date_start"] for row in knowledge.rows("events")}


def filled(text: Text, one: Candidate, years: Years) -> Candidate:
    """The date with its year, from what stands nearest: sentence, paragraph, the statement's date, the text before."""
    for rule, year in readings(text, one, years):
        if year is not None:
            edtf = one.entity.name.replace(UNKNOWN, str(year))
            if edtf_exists(edtf):
                return replace(one, entity=date_entity(edtf), rule=rule, confidence=FILLED)
    return one


def edtf_exists(edtf: str) -> bool:
    """Whether there is such a day: not 29 February of every year."""
    try:
        for part in edtf.split("/"):
            edtf_bounds(part)
            if len(part) == len("2000-01-01"):
                date.fromisoformat(part)
    except ValueError:
        return False
    return True


def readings(text: Text, one: Candidate, years: Years) -> Iterator[tuple[str, int | None]]:
    """Years that the date may have, the best evidence first. A bare year beside it (`since 2014`) is weak evidence."""
    in_sentence = beside(one, years, text.sentences)
    in_paragraph = beside(one, years, text.paragraphs)
    yield "year_of_sentence", nearest(one, (pair for pair in in_sentence if is_exact(pair[0])))
    yield (
        "year_of_paragraph",
        nearest(one, (pair for pair in in_paragraph if is_exact(pair[0]) and pair[0].label == "DATE")),
    )
    yield "year_of_statement", year_by_statement(text, one)
    yield "year_of_sentence", nearest(one, in_sentence)
    yield "year_before", years.date_before(one.start)


def is_exact(other: Candidate) -> bool:
    """More than a bare year."""
    return len(other.entity.name) > len("2000") or other.label == "EVENT"


def beside(one: Candidate, years: Years, spans: tuple[tuple[int, int], ...]) -> tuple[tuple[Candidate, int], ...]:
    """The years stated in the span that holds the date."""
    index = index_of(spans, one.start, one.end)
    return years.within(*spans[index]) if index is not None else ()


def nearest(one: Candidate, years: Iterable[tuple[Candidate, int]]) -> int | None:
    """The year stated nearest to the date; of two as near the earlier one."""
    return min(((abs(other.start - one.start), year) for other, year in years), default=(0, None))[1]


def year_by_statement(text: Text, one: Candidate) -> int | None:
    """The year that puts the date nearest to the statement's; before it or after it where words say so."""
    if not text.year:
        return None
    year = int(text.year)
    first = one.entity.name.split("/", maxsplit=1)[0].replace(UNKNOWN, text.year)
    if len(text.date) < len("2000-01"):
        return year
    months = month_count(first) - month_count(text.date)
    words = set(re.findall(r"[\w-]+", text.body[max(0, one.start - CUE_WINDOW) : one.start].lower()))
    if words & cue_words("before_cues") and months > 0:
        return year - 1
    if months < 0 and words & cue_words("future_cues"):
        return year + 1
    if months > 6:
        return year - 1
    return year + 1 if months < -6 else year


def month_count(edtf: str) -> int:
    return int(edtf[:4]) * 12 + int(edtf[5:7] or 1)
