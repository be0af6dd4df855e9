"""What a bare `the Council` or `the Agreement` refers to, and which of two states of the same name a list has."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from schemas.knowledge.entities import Entity, entities
from tasks.core.annotate.model import Candidate, Text, new_entity, tidy
from tasks.core.annotate.organs import bodies_of, own_organ
from tasks.core.annotate.resolve import index_of

REFERRED = ("ORG", "DOC", "EVENT", "PLACE")
OWN_BONUS = 2  # mentions that the issuer counts for more: its statements call it by the head alone
SURE_CONFIDENCE, SHARED_CONFIDENCE = 0.9, 0.7  # one name has the head; several have it
UNKNOWN_CONFIDENCE = 0.5  # no name before it has the head
LIST_GAP = re.compile(r"[,;]?\s+(?:and |& )?(?:the )?", re.IGNORECASE)  # between states in a list
MAX_GAP = 12  # characters: `, and the ` and line breaks
MAX_KEPT = 6  # names of a head that are kept as alternatives
BEFORE_MORE = ("of", "for", "on")  # after the head of `Council of …`


@dataclass(slots=True)
class Named:
    """Names read so far that have the same head: how often, the first of them, the last, and that named most."""

    counts: Counter[str] = field(default_factory=Counter)
    kept: dict[str, Entity] = field(default_factory=dict)
    leader: Entity | None = None
    last: Candidate | None = None

    def add(self, entity: Entity, weight: int) -> None:
        """Count a name; of those named as often, the latest leads."""
        self.counts[entity.entity_id] += weight
        if len(self.kept) < MAX_KEPT:
            self.kept[entity.entity_id] = entity
        if self.leader is None or self.counts[entity.entity_id] >= self.counts[self.leader.entity_id]:
            self.leader = entity


@dataclass(slots=True)
class References:
    """Names by their heads while a text is read from its start."""

    text: Text
    issuers: tuple[str, ...]
    by_head: dict[tuple[str, str], Named] = field(default_factory=dict)

    def note(self, one: Candidate) -> None:
        """Keep a name of two words or more under its head: the word before `of`, else the last, or the last two."""
        if one.label not in REFERRED:
            return
        name = one.entity.name if one.rule == "known_abbreviation" else self.text.body[one.start : one.end]
        if " " not in name:
            return
        printed = (name.title() if name.isupper() else name).split()
        more = next((number for number, word in enumerate(printed) if word.lower() in BEFORE_MORE), len(printed))
        for head in {printed[more - 1], " ".join(printed[max(0, more - 2) : more])}:
            named = self.named(one.label, head)
            if one.rule == "known_abbreviation" and named.leader and named.leader.entity_id != one.entity.entity_id:
                continue  # a name that is printed with its head goes before one that is not
            is_own = one.entity.entity_id in self.issuers and one.entity.entity_id not in named.counts
            named.add(one.entity, 1 + OWN_BONUS * is_own)
            named.last = one

    def named(self, label: str, head: str) -> Named:
        """The names of this head; the issuer's organ of that name counts as named already."""
        found = self.by_head.get((label, head))
        if found is None:
            found = self.by_head[label, head] = Named()
            own = own_organ(self.issuers, head) if label == "ORG" else None
            if own:
                found.add(own, OWN_BONUS)
        return found

    def meant(self, one: Candidate) -> Candidate:
        """The mention with the entity that it refers to: that of its sentence, else the one named most."""
        printed = tidy(self.text.body[one.start : one.end])
        named = self.by_head.get((one.label, printed))
        if named is None or named.last is None or named.leader is None:
            return replace(one, entity=new_entity(one.label, printed), confidence=UNKNOWN_CONFIDENCE)
        is_beside = sentence_of(self.text, named.last) == sentence_of(self.text, one)
        entity = named.last.entity if is_beside else named.leader
        if len(named.counts) == 1:
            return replace(one, entity=entity, confidence=SURE_CONFIDENCE)
        alternatives = tuple(sorted(other for other in named.kept if other != entity.entity_id))
        return replace(one, entity=entity, confidence=SHARED_CONFIDENCE, alternatives=alternatives)


def references(text: Text) -> References:
    return References(text, bodies_of(text))


def sentence_of(text: Text, one: Candidate) -> int | None:
    return index_of(text.sentences, one.start, one.end)


def told_apart(text: Text, mentions: Sequence[Candidate]) -> list[Candidate]:
    """A list names no state twice: `Congo, …, Democratic Republic of the Congo` are both Congos."""
    if not any(is_shared_name(one) for one in mentions):
        return list(mentions)
    found: list[Candidate] = []
    for row in lists_of_states(text, mentions):
        named = {one.entity.entity_id for one in row if not one.alternatives}
        found += [other_state(one, named) if is_shared_name(one) else one for one in row]
    return found


def is_shared_name(one: Candidate) -> bool:
    return bool(one.alternatives) and one.rule == "known_name" and one.label == "COUNTRY"


def lists_of_states(text: Text, mentions: Iterable[Candidate]) -> list[list[Candidate]]:
    """All mentions, in rows of states that only commas, line breaks and the like part."""
    rows: list[list[Candidate]] = []
    for one in mentions:
        last = rows[-1][-1] if rows else None
        is_next = last and last.label == one.label == "COUNTRY" and one.start - last.end <= MAX_GAP
        if last and is_next and LIST_GAP.fullmatch(text.body, last.end, one.start):
            rows[-1].append(one)
        else:
            rows.append([one])
    return rows


def other_state(one: Candidate, named: set[str]) -> Candidate:
    """The mention as the first of its meanings that the list does not have yet."""
    ids = (one.entity.entity_id, *one.alternatives)
    chosen = next((other for other in ids if other not in named), ids[0])
    others = tuple(other for other in ids if other != chosen)
    return replace(one, entity=entities()[chosen], alternatives=others)
