"""Mentions that the knowledge tables name outright."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from schemas import knowledge
from schemas.knowledge.entities import Entity, Surface, entities
from schemas.knowledge.words import cue_words
from tasks.core.annotate.gazetteer import is_place
from tasks.core.annotate.model import Anchor, Candidate, Text, Trigger
from tasks.core.annotate.tokens import FIRST_NAME, HEAD, NUMBER, OFFICE, SURFACE, Hit, pipeline

RULES = {"adjective": "known_adjective", "demonym": "known_demonym", "abbreviation": "known_abbreviation"}
CONFIDENCE = 0.98  # of a listed form; the linter sees that it is nobody else's
NAMED_CONFIDENCE, AMBIGUOUS_CONFIDENCE, GUESSED_CONFIDENCE = 0.9, 0.75, 0.5  # of a form that is also somebody else's
YEAR_MONTH = re.compile(r"([12]\d{3})(?:-(0[1-9]|1[0-2]))?")
MID_YEAR = 7
HYPHENS = ("-", "–")  # `Euro-Atlantic`, `Trans-Caspian`: no place of its own


def read_text(text: Text, hits: Sequence[Hit]) -> Text:
    """The document with what can be told of it before any rule looks at it."""
    body, anchor = text.body, text.anchor
    matched = longest(hit for hit in hits if hit.kind == SURFACE)
    counts = count_entities(matched, anchor)
    chosen = [
        candidate for hit in matched if (candidate := choose(hit, counts, anchor)) and is_plausible(body, candidate)
    ]
    offices = triggers(longest(hit for hit in hits if hit.kind == OFFICE))
    return replace(
        text,
        known={candidate.start: candidate for candidate in chosen},
        ends={candidate.end: candidate for candidate in chosen},
        counts=Counter(candidate.entity.entity_id for candidate in chosen) + issuer_counts(anchor),
        offices=offices,
        office_starts=frozenset(office.start for office in offices),
        heads=triggers(longest(hit for hit in hits if hit.kind == HEAD)),
        numbers=tuple(hit.start for hit in hits if hit.kind == NUMBER),
        first_names=tuple(hit.start for hit in hits if hit.kind == FIRST_NAME),
    )


def longest(hits: Iterable[Hit]) -> list[Hit]:
    """Hits without those that overlap a longer one, or an earlier one as long."""
    kept: list[Hit] = []
    for hit in hits:
        while kept and hit.start < kept[-1].end and hit.end - hit.start > kept[-1].end - kept[-1].start:
            kept.pop()
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


def triggers(hits: Iterable[Hit]) -> tuple[Trigger, ...]:
    return tuple(Trigger(hit.start, hit.end, hit.text) for hit in hits)


@cache
def ids_by_name() -> Mapping[str, str]:
    return {entity.name: entity.entity_id for entity in entities().values() if entity.label in ("ORG", "COUNTRY")}


def issuer_id(anchor: Anchor) -> str:
    """Id of the state or body that issues the statement, by its name or a short form of it; empty if none is listed."""
    issuer = anchor.issuer or ""
    if issuer in ids_by_name() or issuer not in pipeline().listed:
        return ids_by_name().get(issuer, "")
    sole = sole_meaning(issuer)
    return sole[0].entity_id if sole else ""


def issuer_counts(anchor: Anchor) -> Counter[str]:
    """The issuer counts as named once."""
    found = issuer_id(anchor)
    return Counter([found]) if found else Counter()


def count_entities(hits: Iterable[Hit], anchor: Anchor) -> Counter[str]:
    """How often the text names each entity by a form that is nobody else's and needs no other."""
    counts = issuer_counts(anchor)
    for hit in hits:
        sole = sole_meaning(hit.text)
        if sole:
            counts[sole[0].entity_id] += 1
    return counts


def choose(hit: Hit, counts: Counter[str], anchor: Anchor) -> Candidate | None:
    """The entity meant by a hit: of those whose requirement the text meets, the one that it names most.

    Where it names none, the one that its organisation or state is named most, then the one that its date tells, then
    the one that the knowledge prefers.
    """
    sole = sole_meaning(hit.text)
    if sole:
        entity, rule = sole
        return Candidate(hit.start, hit.end, entity, rule, rank=4, confidence=CONFIDENCE)
    meant: dict[str, Surface] = {}
    for surface in pipeline().listed[hit.text]:
        if not surface.requires or counts[surface.requires]:
            held = meant.setdefault(surface.entity_id, surface)
            if counts[surface.requires] > counts[held.requires]:
                meant[surface.entity_id] = surface
    if not meant:
        return None
    preferred = first_meanings().get(hit.text, "")

    def order(entity_id: str) -> tuple[object, ...]:
        named = (-times_named(counts, meant[entity_id]), -counts[meant[entity_id].requires])
        return (*named, *edition_order(entity_id, anchor), entity_id != preferred, entity_id)

    ordered = sorted(meant, key=order)
    first = meant[ordered[0]]
    return Candidate(
        hit.start,
        hit.end,
        entities()[first.entity_id],
        RULES.get(first.kind, "known_name"),
        rank=4,
        confidence=confidence(counts, meant, ordered, anchor),
        alternatives=tuple(ordered[1:]),
    )


def times_named(counts: Counter[str], surface: Surface) -> int:
    """How often a text names an entity; a place that it requires is part of it or has it as a part."""
    required = surface.requires
    return counts[surface.entity_id] + (counts[required] if required.startswith("place:") else 0)


def confidence(counts: Counter[str], meant: Mapping[str, Surface], ordered: list[str], anchor: Anchor) -> float:
    """How sure the first of several meanings is: surer where the text names it alone, or where its date tells."""
    if len(ordered) == 1:
        return CONFIDENCE
    first, second = ordered[:2]
    if counts[first] and not counts[second]:
        return NAMED_CONFIDENCE
    is_named = counts[first] > counts[second] or counts[meant[first].requires] > counts[meant[second].requires]
    is_told = bool(anchor.date_edtf) and edition_order(first, anchor) != edition_order(second, anchor)
    return AMBIGUOUS_CONFIDENCE if is_named or is_told else GUESSED_CONFIDENCE


@cache
def first_meanings() -> Mapping[str, str]:
    """Of ambiguous surfaces, the entity meant where the text tells nothing."""
    return {row["surface"]: row["first"] for row in knowledge.rows("ambiguous") if row["first"]}


@cache
def sole_meaning(form: str) -> tuple[Entity, str] | None:
    """Entity and rule of a form that is only one's and needs nothing else."""
    found = pipeline().listed[form]
    if found[0].requires or any(surface.entity_id != found[0].entity_id for surface in found):
        return None
    return entities()[found[0].entity_id], RULES.get(found[0].kind, "known_name")


@cache
def document_dates() -> Mapping[str, str]:
    return {row["entity_id"]: row["date"] for row in knowledge.rows("documents")}


@cache
def event_days() -> Mapping[str, date]:
    dated = (row for row in knowledge.rows("events") if row["date_start"])
    return {row["entity_id"]: date.fromisoformat(row["date_start"]) for row in dated}


def edition_order(entity_id: str, anchor: Anchor) -> tuple[bool, int]:
    """Sorts editions: of a document the newest that the statement can know first, of an event the nearest in time."""
    limit = (anchor.date_edtf or "").rstrip("~?%")
    if entity_id in event_days():
        return (False, days_between(limit, event_days()[entity_id]))
    day = document_dates().get(entity_id, "")
    if not day:
        return (False, 0)
    return (bool(limit) and day[: len(limit)] > limit, -int(day.replace("-", "")))


def days_between(edtf: str, day: date) -> int:
    """Days between an event and the month of a statement; without a year, such that the newest is first."""
    found = YEAR_MONTH.match(edtf)
    if not found:
        return -day.toordinal()
    return abs((date(int(found[1]), int(found[2] or MID_YEAR), 15) - day).days)


def is_plausible(body: str, candidate: Candidate) -> bool:
    """Guards: a town that is also a person's name must stand alone, and `US` in a line of capitals can be a pronoun."""
    surface = body[candidate.start : candidate.end]
    if surface.isupper() and surface.lower() in cue_words("stop_words"):
        line = body[body.rfind("\n", 0, candidate.start) + 1 : line_end(body, candidate.end)]
        return not line.isupper()
    is_shared_state = candidate.label == "COUNTRY" and candidate.alternatives  # `inter-Korean` is of neither
    if (candidate.label == "PLACE" or is_shared_state) and body[candidate.start - 1 : candidate.start] in HYPHENS:
        return False
    return candidate.label != "PLACE" or is_place(body, candidate.start, candidate.end)


def line_end(body: str, start: int) -> int:
    found = body.find("\n", start)
    return found if found >= 0 else len(body)
