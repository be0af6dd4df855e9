"""Whom an act is aimed at: who is asked, condemned, thanked, supported, promised help."""

from collections.abc import Iterator, Mapping
from functools import cache

from schemas import knowledge
from schemas.knowledge.entities import country_id
from tasks.core.acts.lexicon import listed
from tasks.core.acts.model import Clause, Mention, Source, Words
from tasks.core.acts.subjects import ACTING_LABELS

UNTARGETED = frozenset({"note", "stress", "reaffirm", "announce", "claim"})
HELPED_LABELS = frozenset({"COUNTRY", "PERSON"})  # an organisation in a promise is a means more often than its target
DEEDS = frozenset({"condemn", "concern"})  # their object is a deed: who did it is the target, not who suffered it
SUBORDINATE = frozenset("rs")
ASKED = frozenset("Tt")  # whom somebody is asked stands before `to` or `that`
BEFORE = 16  # characters before a mention in which its preposition stands


def target_of(source: Source, words: Words, clause: Clause, end: int) -> str | None:
    """The entity that an act is aimed at, if it is named."""
    first, last = (clause.done.first, clause.done.last) if clause.done else (clause.content, end)
    if first >= last or (clause.act in UNTARGETED and not clause.is_asked) or is_open_call(words, clause):
        return None
    start = words.start(first)
    stop = words.ends[region_end(words, clause, first, last) - 1]
    named = list(acting(source, start, stop))
    if clause.act in DEEDS:
        doers = [one for one, before in named if before == "by"]
        named = named if not doers else [(doers[0], "by")]
    for one, before in named:
        if before in listed("locative_preposition") or (clause.act == "commit" and one.label not in HELPED_LABELS):
            continue
        if clause.act not in DEEDS or one.label != "PERSON" or one.start == start or before == "by":
            return government(one)
    return None


def is_open_call(words: Words, clause: Clause) -> bool:
    """Whether nobody is asked by name: `call for a ceasefire`; pronouns are nobody's name."""
    if clause.done is None and words.words[clause.content].lower() in listed("object_pronoun"):
        return True
    return clause.act == "call_on" and not clause.done and words.words[clause.verb_end - 1].lower() == "for"


def region_end(words: Words, clause: Clause, first: int, last: int) -> int:
    """Where whom the act is aimed at has to be named: before what is asked, and before a subordinate clause."""
    stops = SUBORDINATE | ASKED if clause.act == "call_on" and not clause.done else SUBORDINATE
    begins = first + (words.letters[first] in "Tsr")
    return next((at for at in range(begins + 1, last) if words.letters[at] in stops), last)


def acting(source: Source, start: int, stop: int) -> Iterator[tuple[Mention, str]]:
    """Those named in a stretch who can act, each with the preposition before it."""
    for one in source.between(start, stop):
        is_capital = one.entity.entity_id in capitals() and is_government(source.body, one, start)
        if one.label in ACTING_LABELS or one.refers_to or is_capital:
            yield one, word_before(source.body, start, one.start)


def word_before(body: str, start: int, at: int) -> str:
    """The last word before an offset that is no article."""
    words = [word for word in body[max(start, at - BEFORE) : at].lower().split() if word not in listed("determiner")]
    return words[-1] if words else ""


def is_government(body: str, one: Mention, start: int) -> bool:
    """Whether a capital means a government: where the object begins with it, or something is its own."""
    return one.start == start or body[one.end : one.end + 2] in ("'s", "’s")


def government(one: Mention) -> str:
    if one.label in ACTING_LABELS:
        return one.entity.entity_id
    return one.refers_to or capitals()[one.entity.entity_id]


@cache
def capitals() -> Mapping[str, str]:
    """The states that capitals can stand for."""
    return {
        row["entity_id"]: country_id(row["government_of"]) for row in knowledge.rows("places") if row["government_of"]
    }
