"""When a promise is to be kept: dates, expressions that count from the day of the statement, and occasions."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from schemas import knowledge
from tasks.core.acts.lexicon import letter, listed
from tasks.core.acts.model import Mention, Source
from tasks.core.relative_dates import find_relative

SIGNS = ".,;:)”’"
UNKNOWN_YEAR = "XXXX"
NO_DAY = "date_invalid"  # the rule of `31 April 2030`, whose entity has the name that is printed
FILLED = "year_"  # rules by which a date was given its year
BEFORE = 32  # characters before a date in which its preposition stands: `at the end of`


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline as printed, its preposition included; `edtf` is empty where the text does not settle it."""

    start: int
    end: int
    edtf: str


def find_deadlines(source: Source, start: int, end: int) -> list[Deadline]:
    """The deadlines in a stretch of the text, in order, without overlaps."""
    said = (source.anchor.date_edtf or "").rstrip("~?%")
    found = [
        one
        for mention in source.between(start, end)
        if mention.label in ("DATE", "EVENT") and (one := dated(source.body, start, mention, said))
    ]
    words = source.body[start:end].split()
    if not relative_cues().isdisjoint(words):
        found += relative_deadlines(source.body, start, end, said)
    if not occasion_cues().isdisjoint(words):
        found += [Deadline(one.start(), one.end(), "") for one in occasion().finditer(source.body, start, end)]
    return merged(found)


def merged(found: list[Deadline]) -> list[Deadline]:
    """Deadlines in order; those that overlap are one: `when they meet in April`."""
    kept: list[Deadline] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if kept and one.start < kept[-1].end:
            kept[-1] = Deadline(kept[-1].start, max(kept[-1].end, one.end), kept[-1].edtf or one.edtf)
        else:
            kept.append(one)
    return kept


def relative_deadlines(body: str, start: int, end: int, said: str) -> list[Deadline]:
    spans = [Deadline(one.start(), one.end(), span_edtf(one[1], said)) for one in duration().finditer(body, start, end)]
    return spans + [
        Deadline(preposition_start(body, start, one.start) or one.start, one.end, one.edtf)
        for one in find_relative(body, said, start, end)
        if is_to_come(one.edtf, said)
    ]


def span_edtf(span: str, said: str) -> str:
    """The interval of `three years` from the day of the statement on."""
    found = find_relative(f"within {span}", said)
    return found[0].edtf if found else ""


@cache
def duration() -> re.Pattern[str]:
    """`over three years`, `for a period of 18 months`."""
    lead = "|".join(sorted(listed("duration_preposition")))
    units = "|".join(
        word
        for row in knowledge.rows("relative_words")
        if row["kind"] == "units"
        for word in knowledge.values(row["words"])[:1]
    )
    return re.compile(
        rf"(?<!\w)(?:{lead})\s+(?:a\s+period\s+of\s+)?(\d{{1,2}}\s+(?:{units})|[a-z]+\s+(?:{units}))(?!\w|\s+(?:ago|old))"
    )


@cache
def relative_cues() -> frozenset[str]:
    """Words without which no expression counts from the day of the statement."""
    kinds = ("unit", "units", "day", "end")
    return with_signs(
        word
        for row in knowledge.rows("relative_words")
        if row["kind"] in kinds
        for word in knowledge.values(row["words"])
    )


@cache
def occasion_cues() -> frozenset[str]:
    """Words without which no deadline is an occasion, as they stand before white space or a sign."""
    words = (*listed("occasion"), *listed("occasion_verb"))
    return with_signs(form for word in words for form in (word, word.capitalize()))


def with_signs(words: Iterable[str]) -> frozenset[str]:
    """Words as they stand between white space, with the signs that can follow them."""
    return frozenset(word + sign for word in words for sign in ("", *SIGNS))


@cache
def event_starts() -> Mapping[str, str]:
    """The first day of every listed event."""
    return {row["entity_id"]: row["date_start"] for row in knowledge.rows("events")}


def dated(body: str, start: int, mention: Mention, said: str) -> Deadline | None:
    """A date or event of the time after the statement that a preposition makes a deadline."""
    edtf = ahead(mention, said) if mention.label == "DATE" else event_starts().get(mention.entity.entity_id, "")
    begins = preposition_start(body, start, mention.start)
    if begins is None or (mention.label == "EVENT" and not is_ahead(body[begins : mention.start])):
        return None
    if not is_to_come(edtf, said):
        return None
    is_limit = body[begins : mention.start].split()[0].lower() in listed("deadline_word")
    if not is_limit and letter(before_word(body, start, begins)) in "ePgG":
        return None  # `adopted on 22 June`
    return Deadline(begins, mention.end, edtf)


def ahead(mention: Mention, said: str) -> str:
    """The date; where the text has no year, in the first one after the statement, or in one that is left open.

    Empty where there is no such day.
    """
    if mention.rule == NO_DAY:
        return ""
    edtf = mention.entity.name
    if not mention.rule.startswith(FILLED):
        return edtf
    if not said:
        return edtf.replace(edtf[:4], UNKNOWN_YEAR)
    if len(said) < len("2000-01") or not said[:4].isdigit():
        return edtf
    for year in (said[:4], str(int(said[:4]) + 1)):
        moved = edtf.replace(edtf[:4], year)
        if moved.split("/")[-1] >= said[: len(moved.split("/")[-1])]:
            return moved
    return edtf


def before_word(body: str, start: int, at: int) -> str:
    """The word that stands before an offset; a full stop if none does."""
    before = body[max(start, at - BEFORE) : at].split()
    return before[-1] if before else "."


def is_to_come(edtf: str, said: str) -> bool:
    """Whether a date can lie after the statement's; at the precision of the coarser of both."""
    last = edtf.split("/")[-1]
    return not last or not said or last.startswith(UNKNOWN_YEAR) or last >= said[: len(last)]


def is_ahead(words: str) -> bool:
    return not listed("occasion_preposition").isdisjoint(words.lower().split())


def preposition_start(body: str, start: int, at: int) -> int | None:
    """Where the words begin that lead to a date: `by`, `at the end of`; nothing if there is no preposition."""
    found = leading().search(body, max(start, at - BEFORE), at)
    return found.start() if found else None


@cache
def leading() -> re.Pattern[str]:
    words = "|".join(sorted(listed("deadline_preposition") | listed("occasion_preposition")))
    fillers = "|".join(sorted(listed("deadline_filler")))
    before = rf"(?<!\w)(?i:(?:in the )?(?:{words}))(?:\s+(?:{fillers}))?"
    return re.compile(rf"{before}\s+(?:to\s+|of\s+)?(?:the\s+)?(?:[a-z]+\s+of\s+)?$")


@cache
def occasion() -> re.Pattern[str]:
    words = "|".join(sorted(listed("occasion")))
    lead = "|".join(sorted(listed("occasion_preposition")))
    place = r"(?:\s+(?:in|on|at)\s+[A-Z0-9][\w’'-]*)*"
    meeting = rf"\s+(?:our|the|its|their|this)\s+(?:[\w’'-]+\s+){{0,4}}?(?:{words})"
    return re.compile(
        rf"(?<!\w)(?i:(?:in the )?(?:{lead})(?:\s+(?:to|of))?{meeting})(?!\w){place}"
        rf"|(?<!\w)when\s+(?:we|they)\s+(?:next\s+)?meet(?!\w){place}"
    )
