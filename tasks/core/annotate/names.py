"""Names of organisations, documents and places by their shape: a head word and the capitalised words around it."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from schemas.knowledge.entities import Entity, country_id, entities
from schemas.knowledge.words import cue_words, heads
from tasks.core.annotate.known import ids_by_name
from tasks.core.annotate.model import Candidate, Text, Trigger, new_entity, tidy
from tasks.core.annotate.name_edges import (
    with_listed_before,
    with_ordinal_before,
    with_year_before,
    with_years_after,
)
from tasks.core.annotate.shapes import (
    goes_on,
    is_generic,
    name_end,
    name_start,
    town_states,
    with_opener,
)

SHAPED = ("ORG", "DOC", "PLACE")
REFERRED = ("ORG", "DOC", "EVENT", "PLACE")
JOINTS = ("of", "for", "on", "against", "to")
SHORTENED = ("ORG", "DOC")
SHAPE_RULES = frozenset(f"shape_{label.lower()}" for label in SHAPED)
SHAPE_CONFIDENCE = 0.75  # read on statements of bodies that no list knows: three in four such names are right
BACK_CONFIDENCE = 0.8
HYPHENS = ("-", "–")
NUMBER_WORD = re.compile(r"[A-Z][a-z]+\b(?!-)")
BACK_ARTICLES = ("the ", "The ", "this ", "This ")
MODIFIED = re.compile(r"\b(?:[Tt]he|[Tt]his) ([A-Z][a-z]+) $")
MAX_MODIFIED = 30  # characters of article and adjective before a head
MAX_DATE = 24  # characters after the town in a dateline: `, 25th of September 2022.`


def shaped_names(text: Text) -> Iterator[Candidate]:
    """Names around heads such as `Council` or `Treaty`."""
    for trigger in text.heads:
        for label in SHAPED:
            if trigger.text in heads(label) and not (label == "PLACE" and text.ends.get(trigger.end)):
                found = shaped_name(text, trigger, label)
                if found:
                    yield found
    yield from number_groups(text)


def shaped_name(text: Text, trigger: Trigger, label: str) -> Candidate | None:
    """The name around a head; None where the words before it say nothing, or where it goes on after the head."""
    if is_inside_country(text, trigger) or text.body[trigger.start - 1 : trigger.start] in HYPHENS:
        return None
    start, end = name_start(text, trigger.start), name_end(text, trigger, label)
    if label == "DOC" and trigger.text.endswith("s"):
        start = with_listed_before(text, start)
    if outruns_listed(text, start, end, trigger):
        return None
    if label == "ORG" and trigger.text in cue_words("numbered_bodies"):
        start = with_ordinal_before(text, start)
    if label == "DOC":
        start, end = with_year_before(text, with_opener(text, start)), with_years_after(text, end)
    if text.body[end : end + 1] == "-":
        return None
    if end == trigger.end and names_nothing(text, start, trigger):
        return None
    listed = text.known.get(start + len("2015 ")) if label == "DOC" and text.body[start].isdigit() else None
    is_listed = listed is not None and listed.label == "DOC" and listed.end == end
    entity = listed.entity if listed and is_listed else shaped_entity(text, label, start, end)
    return Candidate(start, end, entity, f"shape_{label.lower()}", rank=6, confidence=SHAPE_CONFIDENCE)


def outruns_listed(text: Text, start: int, end: int, trigger: Trigger) -> bool:
    """Whether a listed name with this head is all: `Commonwealth of Independent States Sergei Lebedev`."""
    known = text.known.get(start)
    if known is None or not trigger.end < known.end < end:
        return False
    following = text.body[known.end : known.end + 5]
    return (
        following[1:2].isupper() if following.startswith(" ") and following[1:4] != "and" else following[:5] == " and "
    )


def number_groups(text: Text) -> Iterator[Candidate]:
    """`Bucharest Nine`, `Nordic-Baltic Eight`: a place and a number word with a capital."""
    for at in text.numbers:
        if not (text.body[at].isupper() and text.body[at - 1 : at] == " "):
            continue
        place, end = text.ends.get(at - 1), NUMBER_WORD.match(text.body, at)
        start = place.start if place and place.label == "PLACE" else text.body.rfind(" ", 0, at - 1) + 1
        word = text.body[start : at - 1]
        is_pair = word[:1].isupper() and "-" in word and word.partition("-")[2][:1].isupper()
        if end and (is_pair or (place and place.label == "PLACE")) and not goes_on(text, end.end()):
            entity = new_entity("ORG", tidy(text.body[start : end.end()]))
            yield Candidate(start, end.end(), entity, "number_group", rank=6, confidence=SHAPE_CONFIDENCE)


def names_nothing(text: Text, start: int, trigger: Trigger) -> bool:
    """Whether a name that ends with its head is none: `Joint Group`, `Ukrainian Office`, `Civil Society`."""
    before = text.body[start : trigger.start].strip()
    return (
        is_generic(before)
        or is_country(text, start, trigger)
        or f"{before} {trigger.text}" in cue_words("generic_names")
        or goes_on(text, trigger.end)
    )


def is_inside_country(text: Text, trigger: Trigger) -> bool:
    """Whether the head is the last word of a state's name, as in `Russian Federation`."""
    known = text.ends.get(trigger.end)
    return bool(known and known.label == "COUNTRY" and known.start < trigger.start)


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


def back_references(text: Text, found: list[Candidate]) -> Iterator[Candidate]:
    """`the Pledge`, `the Council`: a bare head after `the` means the last name before it that has this head.

    Names shortened otherwise (`the Digital Compact`) are linked to the longer name of the text that begins or ends so.
    """
    named = by_head(text, found)
    for trigger in text.heads:
        if not trigger.text[0].isupper():
            continue
        start = back_start(text, trigger)
        same = named.get(text.body[start : trigger.end], []) if start is not None else []
        before_it = bisect_left(same, trigger.start, key=lambda one: one.end)
        if before_it and start is not None and not goes_on(text, trigger.end):
            meant = same[before_it - 1].entity
            yield Candidate(start, trigger.end, meant, "back_reference", rank=7, confidence=BACK_CONFIDENCE)
    yield from shortened(text, found)


def back_start(text: Text, trigger: Trigger) -> int | None:
    """Where `the Council` or `the Permanent Council` begins after the article; None where no article stands there."""
    if text.body.endswith(BACK_ARTICLES, 0, trigger.start):
        return trigger.start
    found = MODIFIED.search(text.body, max(0, trigger.start - MAX_MODIFIED), trigger.start)
    return found.start(1) if found and found[1] in cue_words("generic_modifiers") else None


def by_head(text: Text, found: list[Candidate]) -> Mapping[str, list[Candidate]]:
    """Names of two words or more in order, by their last word or two, and by the one or two before `of`, `on` …"""
    found_by: defaultdict[str, list[Candidate]] = defaultdict(list)
    named = (one for one in found if one.label in REFERRED)
    for one in sorted(named, key=lambda one: one.start):
        printed = one.entity.name.split() if one.rule == "known_abbreviation" else words_of(text, one)
        if text.body[one.start : one.end].isupper():
            printed = [word.title() for word in printed]
        if len(printed) > 1:
            ends = {len(printed), next((at for at, word in enumerate(printed) if word.lower() in JOINTS), 0)} - {0}
            ends = {end for end in ends if printed[end - 1] in heads(one.label)}
            for head in sorted({" ".join(printed[max(0, end - n) : end]) for end in ends for n in (1, 2)}):
                found_by[head].append(one)
    return found_by


def shortened(text: Text, found: list[Candidate]) -> Iterator[Candidate]:
    """Names by shape that are the beginning or the end of one longer name of the text, as that."""
    lengths = {len(words_of(text, one)) for one in found if one.rule in SHAPE_RULES} - {1}
    if not lengths:
        return
    longer: defaultdict[tuple[str, str], dict[str, Candidate]] = defaultdict(dict)
    for one in found:
        printed = words_of(text, one) if one.label in SHORTENED else []
        for n_words in lengths:
            if n_words < len(printed):
                for part in (printed[:n_words], printed[-n_words:]):
                    longer[one.label, " ".join(part)].setdefault(one.entity.entity_id, one)
    for one in found:
        if one.rule in SHAPE_RULES:
            meant = longer.get((one.label, " ".join(words_of(text, one))), {})
            if len(meant) == 1:
                (whole,) = meant.values()
                yield replace(one, entity=whole.entity, rule="shortened_name", rank=5)


def words_of(text: Text, one: Candidate) -> list[str]:
    return text.body[one.start : one.end].split()
