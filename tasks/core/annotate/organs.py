"""Organs by a name that says not whose they are: `the Ministerial Council`, `the National Assembly`, `AU Panel …`."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache

from schemas.knowledge.entities import Entity, country_id, entities, surfaces
from schemas.knowledge.words import cue_words
from tasks.core.annotate.known import ids_by_name, issuer_id
from tasks.core.annotate.model import Anchor, Candidate, Text, new_entity, tidy
from tasks.core.annotate.shapes import goes_on

OF_BODY = (" of the ", " of ", " for the ")
MAX_BODY_WORDS = 8  # words before an organ that name its body; the longest listed body has seven
MIN_PREFIXED = 2  # listed organs that must begin with the same form of their body's name, and none with another
BARE_CONFIDENCE = 0.7  # the text may mean another body, which it has not named
DOMINANT = 3  # mentions that make a state the one that a text is about, and how many times more than the next


@cache
def body_ids() -> Mapping[str, str]:
    """Bodies and states by every form that is only theirs."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for surface in surfaces():
        if surface.entity_id.startswith(("org:", "country:")) and not surface.requires:
            found[surface.text].add(surface.entity_id)
    return {form: next(iter(ids)) for form, ids in found.items() if len(ids) == 1}


@cache
def organs() -> Mapping[tuple[str, str], str]:
    """Listed organs by the name without the body, and the body's id: `Ministerial Council` of `org:…cooperation…`."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for surface in surfaces():
        if surface.entity_id.startswith("org:"):
            for organ, body, _ in readings(surface.text):
                if body != surface.entity_id:
                    found[organ, body].add(surface.entity_id)
    return {key: next(iter(ids)) for key, ids in found.items() if len(ids) == 1}


@cache
def body_organs() -> frozenset[str]:
    """Names that organs of bodies have and none of a state: `Council of Ministers`."""
    of_states = {organ for organ, body in organs() if body.startswith("country:")}
    return frozenset(organ for organ, body in organs() if body.startswith("org:")) - of_states


@cache
def wholes() -> Mapping[str, str]:
    """The body that each listed organ belongs to."""
    return {organ: body for (_, body), organ in sorted(organs().items(), reverse=True)}


@cache
def prefixes() -> Mapping[str, str]:
    """The form of a body's name that the names of all its listed organs begin with: `African Union`, `GCC`."""
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for entity in entities().values():
        if entity.label == "ORG":
            for _, body, form in readings(entity.name):
                if entity.name.startswith(f"{form} ") and body.startswith("org:") and body != entity.entity_id:
                    counted[body][form] += 1
    sole = {body: forms.most_common(1)[0] for body, forms in counted.items() if len(forms) == 1}
    return {body: form for body, (form, n) in sole.items() if n >= MIN_PREFIXED}


@lru_cache(maxsize=16_384)
def readings(name: str) -> tuple[tuple[str, str, str], ...]:
    """The ways to read a name as organ, body's id and body's form: `GCC X`, `X of the GCC`, `Ruritanian X`."""
    return tuple(read_names(name))


def read_names(name: str) -> Iterator[tuple[str, str, str]]:
    words = name.split(" ")
    for n in range(min(MAX_BODY_WORDS, len(words) - 1), 0, -1):
        form = " ".join(words[:n])
        if form in body_ids():
            yield " ".join(words[n:]), body_ids()[form], form
    for joint in OF_BODY:
        at = name.find(joint)
        while at > 0:
            form = name[at + len(joint) :]
            if form in body_ids():
                yield name[:at], body_ids()[form], form
            at = name.find(joint, at + 1)


# in a text


def bodies_of(text: Text) -> tuple[str, ...]:
    """Whose organs a text means where it does not say: its issuer, then the body that this is an organ of."""
    return issuing_bodies(text.anchor)


@lru_cache(maxsize=1024)
def issuing_bodies(anchor: Anchor) -> tuple[str, ...]:
    issuer = issuer_id(anchor)
    whole = wholes().get(issuer, "")
    return tuple(body for body in (issuer, whole) if body)


def issuing_state(issuer: str) -> str:
    """Id of the state that issues a statement itself or by one of its bodies; empty for others."""
    found = ids_by_name().get(issuer.rpartition(" of ")[2], country_id(issuer))
    return found if found in entities() and found.startswith("country:") else ""


def state_about(text: Text) -> str:
    """Id of the one state that the text names far more often than any other; empty if there is none."""
    states = [(n, entity_id) for entity_id, n in text.counts.items() if entity_id.startswith("country:")]
    ordered = sorted(states, key=lambda one: (-one[0], one[1]))[:2]
    if not ordered or ordered[0][0] < DOMINANT:
        return ""
    second = ordered[1][0] if len(ordered) > 1 else 0
    return ordered[0][1] if ordered[0][0] >= DOMINANT * second else ""


def owner_before(text: Text, start: int) -> str:
    """Id of the state or body whose possessive stands before."""
    for mark in ("'s ", "’s ", "' ", "’ "):
        if text.body.endswith(mark, 0, start):
            owner = text.ends.get(start - len(mark))
            return owner.entity.entity_id if owner else ""
    return ""


def organ(text: Text, start: int, end: int) -> tuple[Entity, str] | None:
    """The listed organ that a printed name means, and the rule; None if no list has it."""
    name = tidy(text.body[start:end])
    for rest, body, _ in readings(name):
        if listed := organs().get((rest, body)):
            return entities()[listed], "organ_of_body"
    own = own_organ((owner_before(text, start), *bodies_of(text)), name)
    return (own, "organ_of_issuer") if own else None


def own_organ(bodies: tuple[str, ...], name: str) -> Entity | None:
    """The organ that one of the bodies has by this name."""
    return next((entities()[organs()[name, body]] for body in bodies if (name, body) in organs()), None)


def bare_organs(text: Text) -> Iterator[Candidate]:
    """`the Commission` in a statement of a body that has one: a bare head after `the`, which no name before it has."""
    bodies = bodies_of(text)
    for trigger in text.heads if bodies else ():
        if not trigger.text[0].isupper() or not text.body.endswith(("the ", "The "), 0, trigger.start):
            continue
        meant = own_organ(bodies, trigger.text)
        if meant and not goes_on(text, trigger.end):
            yield Candidate(trigger.start, trigger.end, meant, "organ_of_issuer", rank=8, confidence=BARE_CONFIDENCE)


def renamed(text: Text, start: int, end: int, subject: Callable[[], str]) -> tuple[Entity, str] | None:
    """A name that no list has in the form that others of its kind have: with the state, or the body's usual name.

    `subject` tells the id of the state that the text is about.
    """
    name = tidy(text.body[start:end])
    for rest, body, form in readings(name):
        if body.startswith("country:") and is_state_organ(rest) and name.startswith(f"{form} "):
            return new_entity("ORG", f"{rest} of {entities()[body].name}"), "organ_of_state"
        if prefixes().get(body, form) != form and name.startswith(f"{form} "):
            return new_entity("ORG", f"{prefixes()[body]} {rest}"), "organ_of_body"
    return owned(text, start, name, subject) if is_state_organ(name) else None


def owned(text: Text, start: int, name: str, subject: Callable[[], str]) -> tuple[Entity, str] | None:
    """A name of a state's organ with the state: the owner printed before, the issuer, or whom the text is about."""
    owner = owner_before(text, start)
    if owner.startswith("country:"):
        return new_entity("ORG", f"{name} of {entities()[owner].name}"), "organ_of_state"
    issuer = next((body for body in bodies_of(text) if body.startswith("org:")), "")
    if issuer and name in body_organs():
        return new_entity("ORG", f"{prefixes().get(issuer, entities()[issuer].name)} {name}"), "organ_of_issuer"
    state = issuing_state(text.anchor.issuer or "") or subject()
    return (new_entity("ORG", f"{name} of {entities()[state].name}"), "organ_of_subject") if state else None


@lru_cache(maxsize=16_384)
def is_state_organ(name: str) -> bool:
    """Whether a name is one that states give to their organs, perhaps with words before it: `Supreme Court`."""
    return any(name == organ or name.endswith(f" {organ}") for organ in cue_words("state_organs"))
