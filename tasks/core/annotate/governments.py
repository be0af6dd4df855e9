"""Capitals that stand for the government that sits there: `Moscow must withdraw`, `talks between Kyiv and Minsk`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from itertools import pairwise

from schemas import knowledge
from schemas.knowledge.entities import country_id
from schemas.knowledge.words import cue_words
from tasks.core.annotate.model import Candidate, Text

CONFIDENCE = 0.75
BEFORE, AFTER = 50, 50  # characters looked at; the words that decide stand next to the name
WORD = re.compile(r"[\w-]+")
OWNS = re.compile(r"['’]s?(?= )")
MAX_BETWEEN = 3  # words from `Moscow's` to what it has: `Moscow's so-called peace plan`
JOINTS = (" and ", ", ", " or ", ", and ")
RELATIONS = ("with", "between", "against", "on", "from", "to", "for", "of")


@cache
def seats() -> Mapping[str, str]:
    """The state that each capital can stand for."""
    return {
        row["entity_id"]: country_id(row["government_of"]) for row in knowledge.rows("places") if row["government_of"]
    }


def with_governments(text: Text, mentions: Iterable[Candidate]) -> list[Candidate]:
    """The mentions; capitals that act, or to which something is ascribed, refer to their governments."""
    found = list(mentions)
    capitals = [at for at, one in enumerate(found) if one.entity.entity_id in seats()]
    meant: set[int] = set()
    is_where = False  # whether the one before is a place where something is: so is the next in the row
    for number, at in enumerate(capitals):
        is_joined = number > 0 and joins(text.body, found, capitals[number - 1], at)
        is_where = (is_joined and is_where) or is_locative(text.body, found[at])
        if not is_where and acts(text.body, found[at]):
            meant.add(at)
    for row in (capitals, capitals[::-1]):  # of several in a row, all act if one does
        for one, other in pairwise(row):
            if one in meant and joins(text.body, found, min(one, other), max(one, other)):
                meant.add(other)
    for at in sorted(meant):
        state = seats()[found[at].entity.entity_id]
        found[at] = replace(found[at], refers_to=state, rule="capital_as_government", confidence=CONFIDENCE)
    return found


def joins(body: str, mentions: list[Candidate], at: int, after: int) -> bool:
    """Whether two mentions stand in a row: `Kyiv and Minsk`."""
    return after - at == 1 and body[mentions[at].end : mentions[after].start] in JOINTS


def words_before(body: str, one: Candidate) -> list[str]:
    line = body.rfind("\n", max(0, one.start - BEFORE), one.start) + 1 or max(0, one.start - BEFORE)
    return ["", "", *(word.lower() for word in WORD.findall(body[line : one.start]))]


def words_after(body: str, at: int) -> list[str]:
    return [*WORD.findall(body[at : at + AFTER]), "", ""]


def is_locative(body: str, one: Candidate) -> bool:
    last, earlier = words_before(body, one)[:-3:-1]
    return last in cue_words("locative") and not is_partner(last, earlier, words_after(body, one.end))


def acts(body: str, one: Candidate) -> bool:
    """Whether the words before or after the name say that somebody is meant and not a town."""
    last, earlier = words_before(body, one)[:-3:-1]
    owns = OWNS.match(body, one.end)
    after = words_after(body, owns.end() if owns else one.end)
    if last == "by" or is_partner(last, earlier, after):
        return True
    if last in RELATIONS:  # `the mayor of Kyiv said`
        return False
    if owns:
        return any(word in cue_words("agentive_nouns") for word in after[: MAX_BETWEEN + 1])
    return body.startswith(" ", one.end) and (after[0] in cue_words("government_words") or is_verb_of_actor(after))


def is_partner(last: str, earlier: str, after: list[str]) -> bool:
    """`talks with Ankara`, `pressure on Minsk`, `urged Tehran to`, `called on Tehran to`."""
    if last in RELATIONS and earlier in cue_words(f"government_{last}"):
        return True
    asks = last in cue_words("addressing_verbs") or (
        last in ("on", "upon") and earlier in cue_words("addressing_verbs")
    )
    return asks and after[:1] == ["to"]


def is_verb_of_actor(after: list[str]) -> bool:
    """`must`, `has violated`, `is waging`: what towns do not do."""
    first, second = after[:2]
    if first in cue_words("auxiliaries"):
        return second in cue_words("agentive_verbs") or second in cue_words("attitudes") or is_participle(second)
    return first in cue_words("agentive_verbs")


def is_participle(word: str) -> bool:
    return word.endswith("ing") and word not in cue_words("no_actions")
