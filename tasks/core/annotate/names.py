"""Names of organisations, documents and places by their shape: a head word and the capitalised words around it."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from schemas import knowledge
from schemas.knowledge.entities import Entity, country_id, entities
from schemas.knowledge.words import cue_words, heads, heads_before_of
from tasks.core.annotate.known import ids_by_name
from tasks.core.annotate.model import Candidate, Text, Trigger, new_entity, tidy
from tasks.core.annotate.shapes import is_generic, name_end, name_start, with_year_before, with_years_after

SHAPED = ("ORG", "DOC", "PLACE")
SHAPE_CONFIDENCE = 0.75  # read on statements of bodies that no list knows: three in four such names are right
BACK_CONFIDENCE = 0.8
MAX_DATE = 24  # characters after the town in a dateline: `, 25th of September 2022.`


def shaped_names(text: Text) -> Iterator[Candidate]:
    """Names around heads such as `Council` or `Treaty`."""
    for trigger in text.heads:
        for label in SHAPED:
            if trigger.text in heads(label) and not (label == "PLACE" and text.ends.get(trigger.end)):
                found = shaped_name(text, trigger, label)
                if found:
                    yield found


def shaped_name(text: Text, trigger: Trigger, label: str) -> Candidate | None:
    start = name_start(text, trigger.start)
    end = name_end(text, trigger.end) if trigger.text in heads_before_of(label) else trigger.end
    if label == "DOC":
        start, end = with_year_before(text, start), with_years_after(text, end)
    if text.body[end : end + 1] == "-" or text.body[trigger.start - 1 : trigger.start] in ("-", "–"):
        return None
    before = text.body[start : trigger.start].strip()
    if end == trigger.end and (is_generic(before) or is_country(text, start, trigger)):
        return None
    entity = shaped_entity(text, label, start, end)
    return Candidate(start, end, entity, f"shape_{label.lower()}", rank=6, confidence=SHAPE_CONFIDENCE)


def is_country(text: Text, start: int, trigger: Trigger) -> bool:
    """Whether nothing but a state stands before the head: `Ukrainian Army` names less than it seems to."""
    known = text.known.get(start)
    return bool(known and known.label == "COUNTRY" and known.end >= trigger.start - 1 and trigger.text in loose_heads())


def loose_heads() -> frozenset[str]:
    return cue_words("loose_heads")


def shaped_entity(text: Text, label: str, start: int, end: int) -> Entity:
    """The listed entity of that name, or a new one; a ministry has the short name of its state."""
    name = tidy(text.body[start:end])
    if label != "ORG":
        return new_entity(label, name)
    listed = ids_by_name().get(name) or organ_of(text, start, end)
    if listed:
        return entities()[listed]
    if name.split()[0] not in cue_words("state_bodies"):
        return new_entity("ORG", name)
    state = text.ends.get(end)
    if state and state.label == "COUNTRY" and state.start > start:
        body = re.sub(r" of(?: the)?$", "", tidy(text.body[start : state.start]))
        return new_entity("ORG", f"{body} of {state.entity.name}")
    return new_entity("ORG", f"{name}{state_of(text, start)}")


def organ_of(text: Text, start: int, end: int) -> str:
    """Id of a listed organ that the text names with its organisation: `Security Council of the United Nations`."""
    organ, whole = text.known.get(start), text.ends.get(end)
    if organ is None or whole is None or organ.label != "ORG" or whole.label != "ORG":
        return ""
    between = text.body[organ.end : whole.start]
    return organ.entity.entity_id if between in (" of the ", " of ") else ""


def state_of(text: Text, start: int) -> str:
    """` of <state>`: the state whose possessive stands before, or the only one that issues the statement."""
    gap = next((len(owns) for owns in ("'s ", "’s ", "' ", "’ ") if text.body.endswith(owns, 0, start)), 0)
    owner = text.ends.get(start - gap) if gap else None
    if owner and owner.label == "COUNTRY":
        return f" of {owner.entity.name}"
    issuer = text.anchor.issuer or ""
    state = entities().get(ids_by_name().get(issuer.rpartition(" of ")[2], country_id(issuer)))
    state = state if state and state.label == "COUNTRY" else dateline_state(text)
    return f" of {state.name}" if state else ""


def dateline_state(text: Text) -> Entity | None:
    """The state of the town that a line of its own begins with, as in `PUTRAJAYA, 25 January 2022`."""
    for start, end in text.paragraphs:
        town = text.known.get(start)
        if town and town.label == "PLACE" and end - town.end <= MAX_DATE and town.entity.entity_id in town_states():
            return entities()[country_id(town_states()[town.entity.entity_id])]
    return None


@cache
def town_states() -> Mapping[str, str]:
    return {row["entity_id"]: row["country"] for row in knowledge.rows("places") if row["country"]}


def back_references(text: Text, found: list[Candidate]) -> Iterator[Candidate]:
    """`the Pledge`, `the Council`: a bare head after `the` means the last name before it that has this head."""
    named = by_head(text, found)
    for trigger in text.heads:
        before = text.body[max(0, trigger.start - 4) : trigger.start].lower()
        if before != "the " or not trigger.text[0].isupper():
            continue
        same = named.get(trigger.text, [])
        before_it = bisect_left(same, trigger.start, key=lambda one: one.end)
        if before_it:
            meant = same[before_it - 1].entity
            yield Candidate(trigger.start, trigger.end, meant, "back_reference", rank=7, confidence=BACK_CONFIDENCE)


def by_head(text: Text, found: list[Candidate]) -> Mapping[str, list[Candidate]]:
    """Names of two words or more in order, by their last word, and by the first of `Council of …`."""
    heads: defaultdict[str, list[Candidate]] = defaultdict(list)
    named = (one for one in found if one.label in ("ORG", "DOC", "EVENT"))
    for one in sorted(named, key=lambda one: one.start):
        printed = text.body[one.start : one.end].split()
        if len(printed) > 1:
            own = {printed[-1], printed[0]} if printed[1] in ("of", "for", "on") else {printed[-1]}
            for head in own:
                heads[head].append(one)
    return heads
