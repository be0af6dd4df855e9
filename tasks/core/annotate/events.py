"""Meetings and other events as they are printed. Which meeting is meant, `meetings` tells."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from schemas import knowledge
from schemas.knowledge.words import cue_words, heads
from tasks.core.annotate.model import Candidate, Text, Trigger, new_entity, tidy
from tasks.core.annotate.name_edges import follows_month
from tasks.core.annotate.shapes import (
    CAPITALISED,
    WINDOW,
    goes_on,
    is_generic,
    month_names,
    name_end,
    name_start,
)
from tasks.core.annotate.summits import SUMMIT, fitting

DIGITS = r"\d+ ?(?:st|nd|rd|th)"
NUMBER = re.compile(rf"\b(?:({DIGITS})|([A-Za-z]+(?:-[A-Za-z]+)?))\b")
ROMAN = re.compile(r"[IVXL]+")
WORDS = r"[A-Za-z]+(?:-[A-Za-z]+)?"
EXTRA = re.compile(rf"(?:(?<=[\s(])|^)(?:(?:\d{{4}}|{DIGITS}|{WORDS}) )$")
PLACES = rf"(?:{CAPITALISED}(?: {CAPITALISED})?)"
SEVERAL = re.compile(rf"(?<![\w-])(?:{PLACES}, )*{PLACES},? and {PLACES} $")
LEADERS = r"Heads of (?:State(?: (?:and|or)(?: of)? Government)?|Government)|Leaders"
OF_BODY = re.compile(rf" of (?:the )?(?:(?:{LEADERS}) of (?:the )?)?")
HEADS = re.compile(rf" (?:{LEADERS})")
IN_PLACE = re.compile(rf"(,?) (?:in|at) (?:the )?({CAPITALISED}(?:[ -]{CAPITALISED})?)")
IN_YEAR = re.compile(r"(?: in| of)? (\d{4})\b(?!-)")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
YEAR_AFTER = re.compile(r" (?:19|20)\d\d\b(?![-–/.,]\d)")
NAME_AFTER = re.compile(rf" ({CAPITALISED}(?:[ -](?:{CAPITALISED}|\d{{1,4}}\b)){{0,3}})")
WAR_NUMBER = re.compile(r" (?:II?|One|Two|I{1,3})\b")
CONFIDENCE, SHAPE_CONFIDENCE = 0.9, 0.75
EXERCISE, WAR, MEETING = "exercise", "War", "Meeting"
NEAR = 30  # characters before a name in which its year and number stand


def found_events(text: Text) -> Iterator[Candidate]:
    """Summits with all that tells them apart, then other events by their shape."""
    for trigger in text.heads:
        if trigger.text not in heads("EVENT"):
            continue
        kind = trigger.text.lower().rstrip("s")
        if kind == SUMMIT:
            found = summit(text, trigger)
        elif kind == EXERCISE:
            found = exercise(text, trigger)
        elif trigger.text in cue_words("numbered_events"):
            found = numbered_meeting(text, trigger)
        else:
            found = other_event(text, trigger)
        if found:
            yield found


def shaped(text: Text, start: int, end: int) -> Candidate:
    """An event by its printed name."""
    entity = new_entity("EVENT", tidy(text.body[start:end]))
    return Candidate(start, end, entity, "shape_event", rank=6, confidence=SHAPE_CONFIDENCE)


def other_event(text: Text, trigger: Trigger) -> Candidate | None:
    """`Ukraine Recovery Conference`, `30th Southeast Asian Games`, `World Cup 2007`, `World War II`: as printed."""
    start, end = name_start(text, trigger.start), name_end(text, trigger, "EVENT")
    before = text.body[start : trigger.start].strip()
    if end == trigger.end:
        number = WAR_NUMBER.match(text.body, end) if trigger.text == WAR else None
        end = number.end() if number else end
        is_name = f"{before} {trigger.text}" not in cue_words("generic_names") or number
        if is_generic(before) or not is_name or goes_on(text, end):
            return None
    year = YEAR_AFTER.match(text.body, end)
    return shaped(text, widen(text, start), year.end() if year else end)


def exercise(text: Text, trigger: Trigger) -> Candidate | None:
    """`Exercise Noble Jump`, `exercise Steadfast Defender 2024`; of the word itself, only what has a capital."""
    found = NAME_AFTER.match(text.body, trigger.end)
    if found and found.start(1) not in text.known:
        start = trigger.start if trigger.text[0].isupper() else found.start(1)
        return shaped(text, start, found.end())
    start = name_start(text, trigger.start)
    before = text.body[start : trigger.start].strip()
    if is_generic(before) or text.known.get(start) or trigger.text.islower():
        return None
    return shaped(text, start, trigger.end)


def numbered_meeting(text: Text, trigger: Trigger) -> Candidate | None:
    """`52nd ASEAN Foreign Ministers' Meeting`, `VI Meeting of …`: only a number tells it from any meeting."""
    start = widen(text, name_start(text, trigger.start))
    is_numbered = has_number(text.body[start : trigger.start])
    end = name_end(text, trigger, "EVENT")
    if not is_numbered and trigger.text != MEETING:
        return None
    if not is_numbered and (end == trigger.end or is_generic(text.body[start : trigger.start].strip())):
        return None
    return shaped(text, start, place_after(text, end)[1])


@cache
def ordinals() -> Mapping[str, int]:
    return {row["word"]: int(row["value"]) for row in knowledge.rows("ordinals")}


def has_number(words: str) -> bool:
    """Whether an ordinal is among the words: `52nd`, `Fifteenth`, `VI`."""
    return any(
        found[1] or found[2].lower() in ordinals() or ROMAN.fullmatch(found[2]) for found in NUMBER.finditer(words)
    )


# summits


def summit(text: Text, trigger: Trigger) -> Candidate | None:
    """A summit that its organisation, place, number or year tells apart."""
    several = several_places(text, trigger)
    if several:
        return several
    start = widen(text, summit_start(text, trigger), cue_words("event_openers"))
    listed, after = text.known.get(start), after_body(text, trigger.end)
    if listed and listed.label == "ORG" and listed.end == trigger.end:
        return None  # `East Asia Summit` is a body
    if after == trigger.end and name_end(text, trigger, "EVENT") > trigger.end:
        return shaped_summit(text, start, trigger)
    inside = [text.known[at] for at in range(start, after) if at in text.known]
    has_body = any(known.label == "ORG" for known in inside)
    towns = [known.entity.name for known in inside if known.label == "PLACE"]
    place, end = (towns[0], after) if towns else place_after(text, after)
    before = text.body[start : trigger.start]
    year = IN_YEAR.match(text.body, end)
    is_told = has_body or place or has_number(before) or year or YEAR.search(before)
    if not is_told or (trigger.text.islower() and not (has_body or (place and fitting(text, "", place, "")))):
        return shaped_summit(text, start, trigger)
    end = year.end() if year and not YEAR.search(before) else end
    entity = new_entity("EVENT", tidy(text.body[start:end]))
    return Candidate(start, end, entity, SUMMIT, rank=3, confidence=CONFIDENCE)


def place_after(text: Text, end: int) -> tuple[str, int]:
    """The place that follows with `in` or `at`, and where it ends; after a comma only a listed one."""
    where = IN_PLACE.match(text.body, end, end + WINDOW)
    known = text.known.get(where.start(2)) if where else None
    if known and known.label in ("PLACE", "COUNTRY"):
        return known.entity.name, known.end
    is_place = where and known is None and not where[1] and where[2] not in month_names()
    return (where[2], where.end()) if where and is_place else ("", end)


def after_body(text: Text, end: int) -> int:
    """Past `of NATO Heads of State and Government` or `of Heads of State of MERCOSUR`, or where that ended."""
    joint = OF_BODY.match(text.body, end)
    known = text.known.get(joint.end()) if joint else None
    if known is None or known.label != "ORG":
        return end
    leaders = HEADS.match(text.body, known.end)
    return leaders.end() if leaders else known.end


def shaped_summit(text: Text, start: int, trigger: Trigger) -> Candidate | None:
    """A summit that has a name and nothing else: `Social Summit`, `Paris Summit for a New Global Financing Pact`."""
    end = name_end(text, trigger, "EVENT")
    name = text.body[start:end]
    if trigger.text.islower() or (end == trigger.end and is_generic(name.rpartition(" ")[0])) or goes_on(text, end):
        return None
    end = place_after(text, end)[1]
    year = IN_YEAR.match(text.body, end)
    return shaped(text, start, year.end() if year else end)


def summit_start(text: Text, trigger: Trigger) -> int:
    """Leftwards over capitalised words; before a small `summit` over listed names alone."""
    if trigger.text[0].isupper():
        return name_start(text, trigger.start)
    known = text.ends.get(trigger.start - 1)
    return known.start if known and known.label in ("ORG", "PLACE") else trigger.start


def widen(text: Text, start: int, openers: frozenset[str] = frozenset()) -> int:
    """Leftwards over a year, a number in digits or words, and words such as `extraordinary`."""
    while found := EXTRA.search(text.body, max(0, start - NEAR), start):
        word = found.group().strip()
        is_part = word[0].isdigit() or word.lower() in ordinals() or word.lower() in openers
        is_dated = bool(YEAR.fullmatch(word)) and follows_month(text.body, found.start())
        if not is_part or is_dated or found.start() >= start:
            break
        start = found.start()
    return start


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
    rows = fitting(text, "", place, "")
    return rows[0]["name"].split(f" {rows[0]['place']} ")[0] if rows else ""
