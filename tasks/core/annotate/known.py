"""Mentions that the knowledge tables name outright."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from schemas import knowledge
from schemas.knowledge.entities import Entity, Surface, entities
from schemas.knowledge.words import cue_words
from tasks.core.annotate.model import Anchor, Candidate, Text, Trigger
from tasks.core.annotate.tokens import FIRST_NAME, HEAD, NUMBER, OFFICE, SURFACE, Hit, pipeline

RULES = {"adjective": "known_adjective", "demonym": "known_demonym", "abbreviation": "known_abbreviation"}
CONFIDENCE = 0.98  # of a listed form; the linter sees that it is nobody else's
AMBIGUOUS_CONFIDENCE = 0.7
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


def issuer_counts(anchor: Anchor) -> Counter[str]:
    """The issuer counts as named once."""
    found = ids_by_name().get(anchor.issuer or "")
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
    """The entity meant by a hit: of those whose requirement the text meets, the one that it names most."""
    sole = sole_meaning(hit.text)
    if sole:
        entity, rule = sole
        return Candidate(hit.start, hit.end, entity, rule, rank=4, confidence=CONFIDENCE)
    meant: dict[str, Surface] = {}
    for surface in pipeline().listed[hit.text]:
        if not surface.requires or counts[surface.requires]:
            meant.setdefault(surface.entity_id, surface)
    if not meant:
        return None
    ordered = sorted(meant, key=lambda entity_id: (-counts[entity_id], *edition_order(entity_id, anchor), entity_id))
    first = meant[ordered[0]]
    return Candidate(
        hit.start,
        hit.end,
        entities()[first.entity_id],
        RULES.get(first.kind, "known_name"),
        rank=4,
        confidence=CONFIDENCE if len(ordered) == 1 else AMBIGUOUS_CONFIDENCE,
        alternatives=tuple(ordered[1:]),
    )


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


def edition_order(entity_id: str, anchor: Anchor) -> tuple[bool, int]:
    """Sorts the editions of a document: the newest that the statement can know first, those after it last."""
    date = document_dates().get(entity_id, "")
    if not date:
        return (False, 0)
    limit = (anchor.date_edtf or "").rstrip("~?%")
    return (bool(limit) and date[: len(limit)] > limit, -int(date.replace("-", "")))


def is_plausible(body: str, candidate: Candidate) -> bool:
    """Guards: a town that is also a person's name must stand alone, and `US` in a line of capitals can be a pronoun."""
    surface = body[candidate.start : candidate.end]
    if surface.isupper() and surface.lower() in cue_words("stop_words"):
        line = body[body.rfind("\n", 0, candidate.start) + 1 : line_end(body, candidate.end)]
        return not line.isupper()
    if candidate.label == "PLACE" and body[candidate.start - 1 : candidate.start] in HYPHENS:
        return False
    if surface in guarded_places():
        return not beside_name(body, candidate)
    return True


def line_end(body: str, start: int) -> int:
    found = body.find("\n", start)
    return found if found >= 0 else len(body)


@cache
def guarded_places() -> frozenset[str]:
    return frozenset(form for row in knowledge.rows("places") for form in knowledge.values(row["guarded"]))


def beside_name(body: str, candidate: Candidate) -> bool:
    """Whether a capitalised word that no list knows follows directly, or a first name goes before."""
    before = body[max(0, candidate.start - 30) : candidate.start].rpartition(" ")[0].rpartition(" ")[2]
    after = body[candidate.end : candidate.end + 30].split(" ")
    follower = after[1] if len(after) > 1 and not after[0] else ""
    names = first_name_forms()
    return before in names or (follower[:1].isupper() and follower.rstrip(".,;:") not in listed_words())


@cache
def first_name_forms() -> frozenset[str]:
    return frozenset(row["first_name"] for row in knowledge.rows("first_names"))


@cache
def listed_words() -> frozenset[str]:
    """Capitalised words that may follow a town without making it a person's name."""
    heads = {row["head"] for row in knowledge.rows("heads")}
    return frozenset(heads | set(pipeline().listed) | {word.capitalize() for word in cue_words("stop_words")})
