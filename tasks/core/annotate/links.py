"""Which entity is meant, where the text around a mention settles it better than the mention alone."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache, partial

from schemas import knowledge
from schemas.knowledge.entities import Entity, entities
from schemas.knowledge.words import cue_words
from tasks.core.annotate.meetings import Numbered, linked_meeting
from tasks.core.annotate.model import Candidate, Text, new_entity, tidy
from tasks.core.annotate.organs import organ, renamed, state_about
from tasks.core.annotate.references import references, told_apart

SHAPED = frozenset({"shape_org", "defined_name"})  # rules whose entity has the name as printed
PRINTED = SHAPED | {"shape_doc", "shape_event", "meeting"}
LISTED = frozenset({"known_name", "known_abbreviation"})
BACK_REFERENCE, SHORTENED = "back_reference", "shortened_name"
FOLLOWING = frozenset({BACK_REFERENCE, SHORTENED, "defined_abbreviation"})  # those that mean another mention
STATE_BEFORE, STATE_AFTER = 40, 12  # characters: `President of the Republic of Cuba, `, ` of the Cuban`
SHARED_NAME_CONFIDENCE = 0.75  # of a name that several listed people have
PRINTED_CONFIDENCE = 0.75
ORGAN_CONFIDENCE = {"organ_of_body": 0.9, "organ_of_issuer": 0.85, "organ_of_state": 0.85, "organ_of_subject": 0.65}


def linked(text: Text, mentions: Iterable[Candidate]) -> list[Candidate]:
    """The mentions with the entity that they mean in this text; spans stay as they are."""
    changed: dict[str, Entity] = {}  # what names that no list has turned out to be
    subject = cache(partial(state_about, text))  # asked for every name that needs it, found once
    numbered: Numbered = {}
    named = references(text)
    found: list[Candidate] = []
    for one in mentions:
        if one.rule == SHORTENED and not shortens(text.body[one.start : one.end], one.entity.name):
            one = as_printed(text, one)
        old = one.entity.entity_id
        if one.rule in FOLLOWING:
            one = replace(one, entity=changed[old]) if old in changed else one
        elif one.label == "ORG":
            one = linked_organ(text, one, subject)
        elif one.label == "EVENT":
            one = linked_meeting(text, one, numbered)
        elif one.label == "PERSON" and one.alternatives:
            one = of_state(text, one)
        if one.rule == BACK_REFERENCE:
            one = named.meant(one)
        else:
            named.note(one)
        if one.rule not in FOLLOWING and one.entity.entity_id != old and old not in entities():
            changed[old] = one.entity
        if found and is_defined_by(text, found[-1], one):
            changed[found[-1].entity.entity_id] = one.entity
            found[-1] = replace(found[-1], entity=one.entity, rule="listed_abbreviation")
        found.append(one)
    return told_apart(text, with_existing_alternatives(found))


def with_existing_alternatives(mentions: list[Candidate]) -> list[Candidate]:
    """The mentions without alternatives that are in no table and that the text turned out not to mention."""
    named = {one.entity.entity_id for one in mentions} if any(one.alternatives for one in mentions) else set()

    def checked(one: Candidate) -> Candidate:
        others = tuple(other for other in one.alternatives if other in entities() or other in named)
        return one if others == one.alternatives else replace(one, alternatives=others)

    return [checked(one) if one.alternatives else one for one in mentions]


def is_defined_by(text: Text, name: Candidate, short: Candidate) -> bool:
    """Whether a name that no list has is followed by its short form in brackets, which a list has."""
    return (
        name.rule in PRINTED
        and short.rule in LISTED
        and name.label == short.label
        and text.body[name.end : short.start] == " ("
        and text.body.startswith(")", short.end)
    )


def linked_organ(text: Text, one: Candidate, subject: Callable[[], str]) -> Candidate:
    """An organ as that of its body or state; `subject` tells the id of the state that the text is about."""
    old = one.entity.entity_id
    if old in entities():
        return listed_organ(text, one)
    meant = organ(text, one.start, one.end)
    if meant is None and one.rule in SHAPED:
        meant = renamed(text, one.start, one.end, subject)
    if meant is None or meant[0].entity_id == old:
        return one
    return replace(one, entity=meant[0], rule=meant[1], confidence=ORGAN_CONFIDENCE[meant[1]])


def listed_organ(text: Text, one: Candidate) -> Candidate:
    """A listed body as the organ of the issuer that goes by the same short form; what it was is an alternative."""
    old = one.entity
    if text.body.startswith(old.name, one.start):  # its whole name: nobody else's
        return one
    meant = organ(text, one.start, one.end)
    if meant is None or meant[1] != "organ_of_issuer" or meant[0].entity_id == old.entity_id:
        return one
    entity, rule = meant
    others = tuple(other for other in (old.entity_id, *one.alternatives) if other != entity.entity_id)
    return replace(one, entity=entity, rule=rule, confidence=ORGAN_CONFIDENCE[rule], alternatives=others)


def of_state(text: Text, one: Candidate) -> Candidate:
    """Of several people of a name the one whose state stands beside: `Cuban President X`, `President X of Cuba`."""
    left, right = max(0, one.start - STATE_BEFORE), one.end + STATE_AFTER
    beside = (text.known[at] for at in range(left, right) if at in text.known)
    states = {known.entity.iso_code for known in beside if known.label == "COUNTRY"}
    ids = (one.entity.entity_id, *one.alternatives)
    fitting = [other for other in ids if nationalities().get(other) in states]
    if len(fitting) == 1:
        others = tuple(other for other in ids if other != fitting[0])
        return replace(one, entity=entities()[fitting[0]], alternatives=others)
    return replace(one, confidence=min(one.confidence, SHARED_NAME_CONFIDENCE))


@cache
def nationalities() -> Mapping[str, str]:
    return {row["entity_id"]: row["country"] for row in knowledge.rows("persons")}


def shortens(short: str, name: str) -> bool:
    """Whether a name without its first words, or without what follows its head, is the short form.

    `Digital Compact` of `Global Digital Compact` and `Finance Law` of `Finance Law of Ruritania` are; `National
    Assembly` of `Bureau of the National Assembly` is another body.
    """
    if name.startswith(f"{short} "):
        return name[len(short) + 1 :].partition(" ")[0] in cue_words("name_joints")
    before = name.removesuffix(f" {short}")
    return before == name or before.split()[-1] not in cue_words("name_joints") | {"the", "and"}


def as_printed(text: Text, one: Candidate) -> Candidate:
    """The mention as a name of its own."""
    entity = new_entity(one.label, tidy(text.body[one.start : one.end]))
    return replace(one, entity=entity, rule=f"shape_{one.label.lower()}", confidence=PRINTED_CONFIDENCE)
