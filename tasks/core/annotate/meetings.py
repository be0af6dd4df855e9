"""Which meeting is meant: a listed one, or body, place or number, kind and year as far as the text has them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from schemas import knowledge
from schemas.knowledge.entities import Entity, entities
from schemas.knowledge.words import cue_words, number_values
from tasks.core.annotate.model import Candidate, Text, new_entity, tidy
from tasks.core.annotate.organs import bodies_of, organ, wholes
from tasks.core.annotate.summits import Row, by_body, decimal_year, distance, fitting, summit_prefixes

SUMMIT = "Summit"
READ_RULES = frozenset({"summit", "shape_event", "numbered_meeting"})
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
ROMAN = re.compile(r"(?=[IVXL])(X{0,3}L?X{0,3})(IX|IV|V?I{0,3})")
ROMAN_VALUES = MappingProxyType({"I": 1, "V": 5, "X": 10, "L": 50})
PLACE_AFTER = (" in ", ", in ", " at ")
DATE_AFTER = re.compile(r"[^.;]{0,40}?\b((?:19|20)\d\d)\b")  # `held in Lusaka on 3 May 1999`: the first year after it
YEAR_WINDOW = 60
LISTED_CONFIDENCE, COMPOSED_CONFIDENCE = 0.9, 0.7
MAX_DISTANCE = 3  # numbers between two meetings of a series from which the year can be counted
SOON = 0.03  # years between a statement and the meeting that it comes from: eleven days
CUE_WINDOW = 60  # characters before a mention where `next` or `last` tell which of several is meant


Numbered = dict[tuple[str, str, str], tuple[int, int]]  # number and year of the first, by body, kind and name


@dataclass(frozen=True, slots=True)
class Meeting:
    """What a mention says of a meeting; empty where it says nothing.

    `body` is an entity's id, `kind` the word as in names (`Summit`), `more` what stands between number or body and it.
    `state` is the state that stands for the place: `G20 summit in Indonesia`.
    """

    body: Entity | None = None
    place: str = ""
    number: str = ""
    year: str = ""
    kind: str = ""
    more: str = ""
    state: str = ""


def linked_meeting(text: Text, one: Candidate, numbered: Numbered) -> Candidate:
    """The mention with the meeting it means; one that is no meeting of a body stays as printed.

    `numbered` are the numbers and years of meetings read so far, to which those of this one are added.
    """
    if one.label != "EVENT" or one.rule not in READ_RULES:
        return one
    listed_name = text.known.get(one.start)
    is_edition = listed_name and YEAR.search(text.body, listed_name.end, one.end)  # `Cricket World Cup 2007`
    if listed_name and listed_name.label == "EVENT" and not is_edition:  # `Summit on Peace in Ukraine at Bürgenstock`
        return replace(one, entity=listed_name.entity, rule=listed_name.rule, confidence=LISTED_CONFIDENCE)
    meeting = read(text, one)
    if not meeting.kind:
        return one
    if meeting.kind == SUMMIT and (listed := listed_summit(text, meeting, one)):
        others = tuple(other.entity_id for other in listed[1:])
        return replace(one, entity=listed[0], rule="summit", confidence=LISTED_CONFIDENCE, alternatives=others)
    meeting = with_year(text, meeting, numbered)
    if meeting.kind == SUMMIT and (only := only_summit(meeting)):
        return replace(one, entity=only, rule="summit", confidence=COMPOSED_CONFIDENCE)
    entity = composed(meeting, convener(text, meeting))
    if entity:
        return replace(one, entity=entity, rule="meeting", confidence=COMPOSED_CONFIDENCE)
    printed = new_entity("EVENT", tidy(text.body[one.start : one.end]))
    return replace(one, entity=printed, rule="shape_event", confidence=COMPOSED_CONFIDENCE)


# what the mention says


def read(text: Text, one: Candidate) -> Meeting:
    """The parts of a mention; without `kind` if it has none that meetings of bodies have."""
    printed = text.body[one.start : one.end]
    kinds = list(kind_pattern().finditer(printed))
    if not kinds:
        return Meeting()
    at = next((found for found in kinds if printed[found.end() :].lstrip().startswith(("of ", "in "))), kinds[-1])
    before, number = without_number(printed[: at.start()].strip())
    body, before = named_before(text, one.start, at.start() + one.start, before, "ORG")
    body = body or body_after(text, one.start + at.end(), one.end)
    town, before = named_before(text, one.start, at.start() + one.start, before, "PLACE")
    place, state = (town.name, "") if town else place_after(text, one)
    year = YEAR.search(printed) or DATE_AFTER.match(text.body, one.end, one.end + YEAR_WINDOW)
    more = " ".join(word for word in before.split() if not YEAR.fullmatch(word) and word[0] not in "([")
    return Meeting(body, place, number, year[year.lastindex or 0] if year else "", at.group().title(), more, state)


@cache
def kind_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(cue_words('meeting_kinds')))})(?![\w-])", re.IGNORECASE)


def without_number(words: str) -> tuple[str, str]:
    """Words without an ordinal at their start, and that as `34th`; empty if there is none."""
    first, _, rest = words.partition(" ")
    value = ordinal_value(first)
    return (rest, f"{value}{ending(value)}") if value else (words, "")


def ordinal_value(word: str) -> int:
    """The number of `34th`, `Thirty-Fourth`, `XXXIV`; 0 if it is none."""
    if digits := ORDINAL.fullmatch(word):
        return int(digits[1])
    if ROMAN.fullmatch(word):
        values = [ROMAN_VALUES[letter] for letter in word]
        return sum(-one if one < max(values[at:]) else one for at, one in enumerate(values))
    tens, _, unit = word.lower().rpartition("-")
    return number_values().get(tens, 0) + ordinals()[unit] if unit in ordinals() else 0


@cache
def ordinals() -> Mapping[str, int]:
    return {row["word"]: int(row["value"]) for row in knowledge.rows("ordinals")}


def ending(value: int) -> str:
    """The letters after an ordinal in digits."""
    return "th" if 10 < value % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")


def named_before(text: Text, start: int, end: int, words: str, label: str) -> tuple[Entity | None, str]:
    """The body or town named before the kind, and the words without it."""
    for at in range(start, end):
        known = text.known.get(at)
        if known and known.label == label and known.end <= end:
            return known.entity, " ".join(words.replace(text.body[known.start : known.end], "", 1).split())
    return None, words


def body_after(text: Text, start: int, end: int) -> Entity | None:
    """The body named after the kind: `of the Ministerial Council of the GCC` the organ, else the last listed body."""
    for joint in (" of the ", " of "):
        if text.body.startswith(joint, start) and start + len(joint) < end:
            found = organ(text, start + len(joint), end)
            if found:
                return named_first(found[0])
    inside = [text.known[at] for at in range(start, end) if at in text.known]
    return next((known.entity for known in reversed(inside) if known.label == "ORG"), None)


def named_first(body: Entity) -> Entity:
    """An organ, or the body whose name its own ends with: a `Conference of … of the Community` meets as Community."""
    whole = entities().get(wholes().get(body.entity_id, ""))
    return whole if whole and body.name.endswith(f" {whole.name}") else body


def place_after(text: Text, one: Candidate) -> tuple[str, str]:
    """The town or state that the mention ends with or that follows it after `in`, and the state's code."""
    inside = (text.known[at] for at in range(one.start, one.end) if at in text.known)
    known = next((known for known in inside if text.body.endswith(PLACE_AFTER, one.start, known.start)), None)
    for joint in PLACE_AFTER:
        if known is None and text.body.startswith(joint, one.end):
            known = text.known.get(one.end + len(joint))
    if known is None or known.label not in ("PLACE", "COUNTRY"):
        return "", ""
    return known.entity.name, known.entity.iso_code or ""


# which one it is


def with_year(text: Text, meeting: Meeting, numbered: Numbered) -> Meeting:
    """A meeting with its year: the statement's, unless the first of the series that the text names tells it.

    Bodies number what they hold every year: the one after the 15th in 2023 is in 2024. A year that cannot be counted
    so is left out.
    """
    number = int("0" + meeting.number[:-2])
    series = (meeting.body.entity_id if meeting.body else "", meeting.kind, meeting.more)
    first = numbered.get(series)
    if meeting.year or not text.year or first is None or not number:
        found = replace(meeting, year=meeting.year or text.year)
    else:
        is_near = abs(number - first[0]) <= MAX_DISTANCE
        found = replace(meeting, year=str(first[1] + number - first[0]) if is_near else "")
    if number and found.year:
        numbered.setdefault(series, (number, int(found.year)))
    return found


def only_summit(meeting: Meeting) -> Entity | None:
    """The listed summit of the body in that year, if it had one alone and a number is all that is printed."""
    is_other = meeting.more and meeting.more not in cue_words("summit_modifiers")
    if meeting.body is None or meeting.place or is_other or not (meeting.number and meeting.year):
        return None
    rows = [row for row in by_body().get(meeting.body.entity_id, ()) if row["date_start"].startswith(meeting.year)]
    return entities()[rows[0]["entity_id"]] if len(rows) == 1 else None


def composed(meeting: Meeting, issuer: Entity | None) -> Entity | None:
    """Body, place or number, kind and year; None where the mention does not tell the meeting from others.

    `issuer` convenes where no body is named.
    """
    if not (meeting.place or meeting.number):
        return None
    name = body_name(meeting.body or issuer, meeting.kind)
    more = meeting.more
    if meeting.kind == SUMMIT:
        more = "" if more in cue_words("summit_modifiers") else more
        name, more = (name, more) if meeting.body else (more, "")  # of a body that no list has
    if not name or not (meeting.body or meeting.place or meeting.kind != SUMMIT):
        return None
    parts = (name, meeting.place or meeting.number, more, meeting.kind, meeting.year)
    return new_entity("EVENT", tidy(" ".join(part for part in parts if part)))


def convener(text: Text, meeting: Meeting) -> Entity | None:
    """Whose meeting is meant where none is named: the issuer's; one with a name of its own, that of the whole body."""
    bodies = [entities()[body] for body in bodies_of(text) if body.startswith("org:")]
    return bodies[-1 if meeting.more else 0] if bodies else None


def body_name(body: Entity | None, kind: str) -> str:
    """How the names of a body's meetings begin; those of its summits as the listed ones."""
    if body is None:
        return ""
    return summit_prefixes().get(body.entity_id, body.name) if kind == SUMMIT else body.name


def listed_summit(text: Text, meeting: Meeting, one: Candidate) -> tuple[Entity, ...]:
    """The listed summit meant, then others that it could be; empty if there is none.

    One without place and year is told by the statement's date and words like `next`.
    """
    if meeting.more not in cue_words("summit_modifiers") and meeting.more:
        return ()
    body = meeting.body.entity_id if meeting.body else ""
    rows = fitting(text, body, meeting.state or meeting.place, meeting.year)
    if not rows or not (meeting.place or (meeting.year and not meeting.number)):
        rows = [] if meeting.number or not (body and text.date) else around(text, rows, one)
    others = [row for row in rows[1:] if row["organisation_id"] == rows[0]["organisation_id"] and meeting.place]
    return tuple(entities()[row["entity_id"]] for row in (*rows[:1], *others))


def around(text: Text, rows: list[Row], one: Candidate) -> list[Row]:
    """Of summits, the nearest on the side of the statement's date that the words before the mention tell."""
    if not rows:
        return []
    day = decimal_year(text.date)
    words = set(re.findall(r"[\w-]+", text.body[max(0, one.start - CUE_WINDOW) : one.end].lower()))
    if words & cue_words("next_cues"):
        return [row for row in rows if decimal_year(row["date_start"]) >= day]
    if words & cue_words("past_cues") and distance(text.date, rows[0]) > SOON:
        return [row for row in rows if decimal_year(row["date_start"]) <= day]
    return rows
