"""Towns that no list has, or whose names are other words too: by the words around them."""

import re
from collections.abc import Iterator
from enum import Enum
from functools import cache

from schemas.knowledge.entities import country_id
from schemas.knowledge.words import cue_words, heads
from tasks.core.annotate.gazetteer import beside_name, could_be_town, countries_by_town
from tasks.core.annotate.model import Candidate, Text, new_entity, tidy
from tasks.core.annotate.occurrences import all_occurrences
from tasks.core.annotate.person_names import CAPITAL, JOINTS, is_english, is_stop
from tasks.core.annotate.shapes import CAPITALISED, without_possessive

WORD = rf"(?:(?:al|el|as|ash|an|ad|ar|ez|es)-)?[{CAPITAL}][^\W\d_]+(?:[{JOINTS}][^\W\d_]+)*"
LINK = r"(?:de|del|da|do|dos|das|la|le|les|el|al|es|en|sur|am|an|ob|upon|und|ad|as|i) "
TOWN = re.compile(rf"{WORD}(?: (?:{LINK})?{WORD}){{0,3}}")
PREPOSITIONS = "in|near|at|from|to|on|of|into|between|around|outside|via|through|towards?|and"
PLACED = re.compile(rf" ({PREPOSITIONS}) (?=[{CAPITAL}])")
SURE = frozenset({"in", "at", "near", "outside", "around"})  # what follows is a place, though no list has it
LIKELY = frozenset({"between", "into", "toward", "towards", "via", "through"})  # or a person, if in no gazetteer
JOINT = re.compile(rf"(, (?:and )?| and | or )(?=[{CAPITAL}])")
AND = re.compile(r" (?:and|to) (?:the )?")
WORD_BEFORE = re.compile(r"([a-z]+)(?: here)?$")
DATE = rf"\d{{1,2}}(?:st|nd|rd|th)? {CAPITALISED}|[A-Z][a-z]+ \d{{1,2}}, \d{{4}}|\d{{4}}\b"
DATED = re.compile(rf"(?m)^[ \t]*+((?>{WORD})(?: (?>{WORD}))?), (?={DATE})")  # gives nothing back: lines can be long
PREPOSITION = 9  # characters of the longest with the spaces around it
MAX_JOINED = 30  # places in one list; the longest of official statements have about 20
LISTED, SHAPED = 0.85, 0.75
LISTED_RANK, SHAPED_RANK = 6, 9  # what only looks like a town gives way to whatever else it can be


class Trust(Enum):
    """How sure the words before a name make it that a place is named."""

    NONE, LIKELY, SURE = range(3)


def found_towns(text: Text) -> list[Candidate]:
    """Towns after a preposition, before their state, in a dateline, beside another; and each again elsewhere."""
    found = [*placed(text), *dated(text)]
    return [*found, *again(text, found)]


def dated(text: Text) -> Iterator[Candidate]:
    for line in DATED.finditer(text.body):
        start, end = line.span(1)
        if start not in text.known and end not in text.ends and not any(map(is_common, line[1].split())):
            yield town(text, start, end, LISTED_RANK)


def is_common(word: str) -> bool:
    return is_stop(word) or word.lower() in cue_words("stop_words")


def placed(text: Text) -> Iterator[Candidate]:
    """`in Maungdaw`, `the port of Lobito`, `from Busia to Malaba` where the text is on Kenya, with what is joined."""
    for found in PLACED.finditer(text.body):
        trust = trusted(text.body, found.start(), found[1])
        one = town_at(text, found.end(), trust)
        if one:
            yield one
            yield from joined(text, one.end, trust)
    for known in text.known.values():
        if known.label == "PLACE":
            before = text.body[max(0, known.start - PREPOSITION) : known.start].split(" ")
            is_placed = len(before) > 2 and before[-2] in SURE | LIKELY | {"from", "to"}
            yield from joined(text, known.end, Trust.SURE if is_placed else Trust.NONE)


def trusted(body: str, at: int, preposition: str) -> Trust:
    """How sure it is that a place follows the preposition at `at`."""
    if preposition in SURE:
        return Trust.SURE
    before = WORD_BEFORE.search(body, max(0, at - 20), at) if preposition in ("of", "on") else None
    if before and before[1] in placing_words():  # `city of`, `attacks on`
        return Trust.SURE
    return Trust.LIKELY if preposition in LIKELY else Trust.NONE


@cache
def placing_words() -> frozenset[str]:
    return cue_words("settlement_words") | cue_words("placing_words")


def town_at(text: Text, start: int, trust: Trust) -> Candidate | None:
    """The town whose name begins here: the longest that the gazetteer has, else one by its looks."""
    found = TOWN.match(text.body, start)
    if not found or start in text.known or start in text.office_starts:
        return None
    at = end = without_possessive(text.body, start, found.end())
    while at > start:  # the name without its last word, without the last two …
        if is_listed(text, start, at, trust):
            return town(text, start, at, LISTED_RANK)
        at = text.body.rfind(" ", start, at)
    is_beside = is_before_state(text, end) or (trust is Trust.LIKELY and is_before_place(text, end))
    is_evident = trust is Trust.SURE or is_beside
    return town(text, start, end, SHAPED_RANK) if is_evident and looks_like_town(text, start, end) else None


def is_listed(text: Text, start: int, end: int, trust: Trust) -> bool:
    """Whether the gazetteer has the name and a place is meant: by what stands before, or by a state that is named."""
    states = countries_by_town().get(text.body[start:end])
    if not states or stands_in_name(text, start, end):
        return False
    is_named = any(text.counts[country_id(state)] for state in states)
    return trust is not Trust.NONE or is_named or is_before_state(text, end)


def is_before_state(text: Text, end: int) -> bool:
    """`Visby, Sweden`"""
    state = text.known.get(end + 2) if text.body.startswith(", ", end) else None
    return state is not None and state.label == "COUNTRY" and state.rule == "known_name"


def is_before_place(text: Text, end: int) -> bool:
    """`between Jaguarão and Rio Branco`, of which the second is listed."""
    joint = AND.match(text.body, end)
    known = text.known.get(joint.end()) if joint else None
    return known is not None and known.label == "PLACE"


def stands_in_name(text: Text, start: int, end: int) -> bool:
    """Whether the words go on as the name of a person or a body."""
    return beside_name(text.body, start, end) or text.body[end : end + 1] in ("-", "&", "/")


def looks_like_town(text: Text, start: int, end: int) -> bool:
    """Whether a name that no list has stands as that of a town does: alone, of words that are nothing else."""
    words = text.body[start:end].split(" ")
    if len(words) > 3 or not could_be_town(words) or words[-1] in no_town_heads() or stands_in_name(text, start, end):
        return False
    if text.body.startswith(("'s", "’s"), end):
        return False
    return not any(at in text.known or at in text.office_starts for at in range(start, end))


@cache
def no_town_heads() -> frozenset[str]:
    return heads("ORG") | heads("DOC") | heads("EVENT")


def joined(text: Text, end: int, trust: Trust) -> Iterator[Candidate]:
    """`in Candiota, Colonia and San Carlos`: what is joined to a place, and stands before another after a comma."""
    waiting: list[Candidate] = []
    for _ in range(MAX_JOINED):
        joint = JOINT.match(text.body, end)
        if not joint:
            return
        is_last = joint[1] != ", "
        known = text.known.get(joint.end())
        one = None if known else town_at(text, joint.end(), trust if is_last else Trust.SURE)
        if one and (is_last or one.rank == LISTED_RANK):
            yield from (*waiting, one)
            waiting, trust = [], trust if trust is Trust.SURE else Trust.LIKELY
        elif one:
            waiting.append(one)
        elif known and known.label == "PLACE":
            yield from waiting
            return  # what follows is joined to that one
        else:
            return
        end = one.end


def again(text: Text, found: list[Candidate]) -> Iterator[Candidate]:
    """Every other place where the text names a town that it has named as one."""
    first = {
        text.body[one.start : one.end]: one
        for one in sorted(found, key=lambda one: -one.start)
        if not is_english(text.body[one.start : one.end])  # `Reading` again is reading
    }
    for name, at in all_occurrences(text.body, first):
        one, end = first[name], at + len(name)
        if at != one.start and at not in text.known and not stands_in_name(text, at, end):
            yield Candidate(at, end, one.entity, "town_again", rank=SHAPED_RANK, confidence=SHAPED)


def town(text: Text, start: int, end: int, rank: int) -> Candidate:
    name = tidy(text.body[start:end])
    entity = new_entity("PLACE", name.title() if name.isupper() else name)
    confidence = LISTED if rank == LISTED_RANK else SHAPED
    return Candidate(start, end, entity, "town_beside", rank=rank, confidence=confidence)
