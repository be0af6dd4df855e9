"""Meetings and other events: what is printed, and which of the listed ones it is."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from schemas import knowledge
from schemas.knowledge.entities import Entity, entities
from schemas.knowledge.words import cue_words, heads, heads_before_of
from tasks.core.annotate.model import Candidate, Text, Trigger, new_entity, tidy
from tasks.core.annotate.shapes import CAPITALISED, WINDOW, is_generic, name_end, name_start

ORDINAL = re.compile(r"(\d+(?:st|nd|rd|th))\b")
PLACES = rf"(?:{CAPITALISED}(?: {CAPITALISED})?)"
SEVERAL = re.compile(rf"(?<![\w-])(?:{PLACES}, )*{PLACES},? and {PLACES} $")
EXTRA = re.compile(r"(?:(?<=\s)|^)(?:(?:\d{4}|\d+(?:st|nd|rd|th)|[Ee]xtraordinary|[Ss]pecial) )+$")
OF = re.compile(r" of (?:the )?")
HEADS = re.compile(r" (?:Heads of State and(?: of)? Government|Leaders)")
IN_PLACE = re.compile(rf",? (?:in|at) (?:the )?({CAPITALISED}(?:[ -]{CAPITALISED})?)")
IN_YEAR = re.compile(r"(?: in| of)? (\d{4})\b(?!-)")
SUMMIT = "summit"
CONFIDENCE = 0.9


@dataclass(frozen=True, slots=True)
class Meeting:
    """What a mention says of a meeting; empty where it says nothing. `organisation` is an entity id."""

    organisation: str = ""
    place: str = ""
    number: str = ""
    year: str = ""


def found_events(text: Text) -> Iterator[Candidate]:
    """Summits with all that tells them apart, then other events by their shape."""
    for trigger in text.heads:
        if trigger.text not in heads("EVENT"):
            continue
        found = summit(text, trigger) if trigger.text.lower().startswith(SUMMIT) else other_event(text, trigger)
        if found:
            yield found


def other_event(text: Text, trigger: Trigger) -> Candidate | None:
    """`Ukraine Recovery Conference`, `Exercise Noble Jump`: as printed."""
    start = name_start(text, trigger.start)
    end = name_end(text, trigger.end) if trigger.text in heads_before_of("EVENT") else trigger.end
    if end == trigger.end and is_generic(text.body[start : trigger.start].strip()):
        return None
    entity = new_entity("EVENT", tidy(text.body[start:end]))
    return Candidate(start, end, entity, "shape_event", rank=6, confidence=0.75)


def summit(text: Text, trigger: Trigger) -> Candidate | None:
    """A summit that its organisation, place, number or year tells apart."""
    several = several_places(text, trigger)
    if several:
        return several
    start = widen(text, summit_start(text, trigger))
    meeting, end = read_meeting(text, start, trigger, after_body(text, trigger.end))
    if meeting == Meeting() or (trigger.text.islower() and not (meeting.organisation or named_place(text, meeting))):
        return shaped_summit(text, start, trigger)
    entity = which(text, meeting, start, end) or composed(text, meeting, start, end)
    return Candidate(start, end, entity, SUMMIT, rank=3, confidence=CONFIDENCE)


def after_body(text: Text, end: int) -> int:
    """Past `of NATO Heads of State and Government` after the head, or where that ended."""
    joint = OF.match(text.body, end)
    known = text.known.get(joint.end()) if joint else None
    if known is None or known.label != "ORG":
        return end
    leaders = HEADS.match(text.body, known.end)
    return leaders.end() if leaders else known.end


def shaped_summit(text: Text, start: int, trigger: Trigger) -> Candidate | None:
    """A summit that has a name and nothing else: `Social Summit`."""
    end = name_end(text, trigger.end)
    name = text.body[start:end]
    if trigger.text.islower() or (end == trigger.end and is_generic(name.rpartition(" ")[0])):
        return None
    return Candidate(start, end, new_entity("EVENT", tidy(name)), "shape_event", rank=6, confidence=0.75)


def summit_start(text: Text, trigger: Trigger) -> int:
    """Leftwards over capitalised words; before a small `summit` over listed names alone."""
    if trigger.text[0].isupper():
        return name_start(text, trigger.start)
    known = text.ends.get(trigger.start - 1)
    return known.start if known and known.label in ("ORG", "PLACE") else trigger.start


def widen(text: Text, start: int) -> int:
    """Leftwards over a year, a number, `extraordinary`."""
    left = max(0, start - WINDOW)
    found = EXTRA.search(text.body[left:start])
    return left + found.start() if found else start


def several_places(text: Text, trigger: Trigger) -> Candidate | None:
    """`Madrid, Vilnius and Washington Summits`: one mention, without years."""
    left = max(0, trigger.start - WINDOW)
    found = SEVERAL.search(text.body[left : trigger.start]) if trigger.text.lower() == "summits" else None
    if not found:
        return None
    start = left + found.start()
    places = tidy(text.body[start : trigger.start])
    organisation = organisation_of(text, re.split(r", | and ", places)[0])
    name = " ".join(filter(None, (organisation, places, "Summits")))
    return Candidate(start, trigger.end, new_entity("EVENT", name), "summits", rank=3, confidence=CONFIDENCE)


def organisation_of(text: Text, place: str) -> str:
    """Short name of the body of the text that met there."""
    rows = candidates(text, Meeting(place=place))
    return rows[0]["name"].split(f" {rows[0]['place']} ")[0] if rows else ""


def read_meeting(text: Text, start: int, trigger: Trigger, end: int) -> tuple[Meeting, int]:
    """What the words before the head and after it say, and where the mention ends."""
    inside = [text.known[at] for at in range(start, end) if at in text.known]
    organisation = next((known.entity.entity_id for known in inside if known.label == "ORG"), "")
    place = next((known.entity.name for known in inside if known.label == "PLACE"), "")
    before = text.body[start : trigger.start]
    number = ORDINAL.search(before)
    year = re.search(r"\b(?:19|20)\d\d\b", before)
    where = IN_PLACE.match(text.body, end, end + WINDOW)
    if where and not place:
        known = text.known.get(where.start(1))
        place, end = (where[1], where.end()) if known is None else (known.entity.name, known.end)
    when = IN_YEAR.match(text.body, end)
    if when and not year:
        end = when.end()
    found_year = year[0] if year else when[1] if when else ""
    return Meeting(organisation, place, number[1] if number else "", found_year), end


def named_place(text: Text, meeting: Meeting) -> bool:
    """Whether a listed body met at this place."""
    return bool(meeting.place and candidates(text, meeting))


# which one it is


@cache
def summits() -> tuple[Mapping[str, str], ...]:
    return tuple(row for row in knowledge.rows("events") if row["kind"] == SUMMIT)


@cache
def by_body() -> Mapping[str, tuple[Mapping[str, str], ...]]:
    """Listed summits of each body."""
    bodies = dict.fromkeys(row["organisation_id"] for row in summits())
    return {body: tuple(row for row in summits() if row["organisation_id"] == body) for body in bodies}


@cache
def places_of(entity_id: str) -> frozenset[str]:
    row = next(row for row in summits() if row["entity_id"] == entity_id)
    return frozenset((row["place"].casefold(), *(place.casefold() for place in knowledge.values(row["place_aliases"]))))


def candidates(text: Text, meeting: Meeting) -> list[Mapping[str, str]]:
    """Listed summits that fit, those of the body that the text names most first, then the nearest in time."""
    bodies = [meeting.organisation] if meeting.organisation else [body for body in by_body() if text.counts[body]]
    fitting = [
        row
        for body in bodies
        for row in by_body().get(body, ())
        if (not meeting.place or meeting.place.casefold() in places_of(row["entity_id"]))
        and (not meeting.year or row["date_start"].startswith(meeting.year))
    ]
    return sorted(
        fitting, key=lambda row: (-text.counts[row["organisation_id"]], distance(text.date, row), row["name"])
    )


def distance(date: str, row: Mapping[str, str]) -> float:
    """Years between the statement and the meeting; without a date, the newest is nearest."""
    if not date[:4].isdigit():
        return -decimal_year(row["date_start"])
    return abs(decimal_year(date) - decimal_year(row["date_start"]))


@lru_cache(maxsize=4096)
def decimal_year(date: str) -> float:
    """A date as a year with a fraction; a year alone is its middle."""
    parts = [int(part) for part in date.partition("/")[0].split("-") if part.isdigit()]
    year, month, day = (*parts, 7, 1)[:3] if len(parts) == 1 else (*parts, 15)[:3]
    return year + (month - 1) / 12 + (day - 1) / 372


def which(text: Text, meeting: Meeting, start: int, end: int) -> Entity | None:
    """The listed summit meant; one without place and year by the statement's date and words like `next`."""
    rows = candidates(text, meeting)
    if meeting.number or not rows:
        return None
    if meeting.place or meeting.year:
        return entities()[rows[0]["entity_id"]]
    if not text.date:
        return None
    day = decimal_year(text.date)
    around = set(re.findall(r"[\w-]+", text.body[max(0, start - 60) : end].lower()))
    if around & cue_words("next_cues"):
        rows = [row for row in rows if decimal_year(row["date_start"]) >= day]
    elif around & cue_words("past_cues") and distance(text.date, rows[0]) > 0.03:
        rows = [row for row in rows if decimal_year(row["date_start"]) <= day]
    return entities()[rows[0]["entity_id"]] if rows else None


@cache
def prefixes() -> Mapping[str, str]:
    """How the names of a body's summits begin."""
    return MappingProxyType({row["organisation_id"]: row["name"].split(f" {row['place']} ")[0] for row in summits()})


def composed(text: Text, meeting: Meeting, start: int, end: int) -> Entity:
    """Organisation, place or number, kind, year where all are known; else the name as printed."""
    printed = tidy(text.body[start:end])
    if not meeting.organisation or not (meeting.place or meeting.number):
        return new_entity("EVENT", printed)
    body = prefixes().get(meeting.organisation) or entities_name(text, meeting.organisation)
    year = meeting.year or text.year
    parts = (body, meeting.number or meeting.place, "Summit", year)
    return new_entity("EVENT", " ".join(part for part in parts if part))


def entities_name(text: Text, entity_id: str) -> str:
    """Name of a body: listed, or as the text has it."""
    known = entities().get(entity_id)
    return (
        known.name
        if known
        else next(one.entity.name for one in text.known.values() if one.entity.entity_id == entity_id)
    )
