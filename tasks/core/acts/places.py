"""Where a group of verbs stands in its sentence, and whose it is; subordinate clauses have no place."""

import re
from typing import NamedTuple

from tasks.core.acts.model import Clause, Subject, Words
from tasks.core.acts.subjects import (
    OPENINGS,
    PHRASE,
    PRONOUNS,
    Actors,
    adverbs_before,
    is_actor,
    opening_phrase,
    phrase_before,
    pronoun_is_main,
    segment_start,
)

FINITE = frozenset("VSPMHbmnXdW")
PASSIVE_OR_STATE = re.compile(
    "b[ax]*[Pjtp]|H[ax]*B[ax]*P|M[ax]*B[ax]*[Pe]|S[ax]*j"
)  # what a thing can be the subject of
NOT_OF_THING = re.compile("[rTMmwi]")
PURPOSE = re.compile(",&?a*[wihDZNQ]|M")  # a main clause after what begins with an infinitive
FRESH = frozenset(";:-.")
BEFORE_NOUN = frozenset("DQjze&")
MAX_OPENING = 7  # words of a subject before a verb that no table lists


class Place(NamedTuple):
    """Where a group stands: its clause begins at `first`; `subject` is its own or the one that it shares.

    `kind`: `start` of the sentence without a subject, `pronoun` or `phrase` before it, `thing` where what stands before
    it cannot act, `joined` to the clause before it, `fresh` after a sign that ends one.
    """

    kind: str
    first: int
    subject: Subject | None


def place_of(words: Words, at: int, actors: Actors, subject: Subject | None, found: list[Clause]) -> Place | None:
    """The place of the group of verbs that begins at a word. `subject` is the last one, `found` the acts so far."""
    letters = words.letters
    first = adverbs_before(letters, at)
    before = letters[first - 1] if first else ""
    if not before:
        return Place("start", first, None)
    if before in PRONOUNS:
        is_main = letters[at] in FINITE and pronoun_is_main(words, first - 1)
        return Place("pronoun", first - 1, Subject(first - 1, first)) if is_main else None
    if before == "t" and first == 1 and not PURPOSE.search(letters):
        return Place("start", 0, None)  # `To urge the Government to`: a line of a resolution
    if before in FRESH:
        return Place("fresh", first, subject)
    if before in "&,":
        return joined(words, first, actors, subject, found) or of_thing(words, at, first, found)
    if letters[at] in FINITE and (phrase := phrase_before(words, first, actors)):
        return Place("phrase", phrase.first, phrase)
    return of_thing(words, at, first, found)


def joined(words: Words, first: int, actors: Actors, subject: Subject | None, found: list[Clause]) -> Place | None:
    """A group after a comma or a conjunction, with the subject of what stands before it."""
    if subject is not None or found:
        return Place("joined", first, subject)
    if words.letters[:2] in ("w,", "i,"):
        return Place("phrase", first, Subject(0, 1))
    if opening := before_apposition(words, first, actors):
        return Place("phrase", first, opening)
    opening = opening_actor(words, first, actors)
    return Place("joined", first, opening) if opening else None


def before_apposition(words: Words, first: int, actors: Actors) -> Subject | None:
    """The subject before what two commas set apart: `NATO, on its anniversary, recalls`."""
    letters = words.letters
    start = segment_start(letters, first - 1)
    if letters[first - 1] != "," or letters[start - 1 : start] != ",":
        return None
    if all(kind in PHRASE for kind in letters[start : first - 1]):
        return phrase_before(words, start - 1, actors)
    return opening_phrase(words, start - 1, actors)


def opening_actor(words: Words, before: int, actors: Actors) -> Subject | None:
    """Who begins the sentence, where its first verb is none of saying: `Allies host refugees and are providing`."""
    letters = words.letters
    start = len(letters) - len(letters.lstrip("a"))
    if letters[start : start + 1] == "w":
        return Subject(start, start + 1)
    for end in range(start + 1, min(before, start + MAX_OPENING)):
        if letters[end - 1] not in PHRASE:
            return None
        is_verb = letters[end] in "ae" or (letters[end] == "z" and agrees(words.words[end - 1], words.words[end]))
        if is_verb and letters[start] in OPENINGS and is_actor(words, start, end, actors):
            return Subject(start, end)
    return None


def agrees(noun: str, word: str) -> bool:
    """Whether a word can be the verb of a noun by its ending: `Allies host`, `NATO hosts`."""
    return noun.endswith("s") != word.endswith("s")


def of_thing(words: Words, at: int, first: int, found: list[Clause]) -> Place | None:
    """A group whose subject is whatever stands before it since the last clause: of a passive, what it is about."""
    letters = words.letters
    if not PASSIVE_OR_STATE.match(letters, at):
        return None
    start = found[-1].content if found else 0
    for sign in (";", ":", ",&", ",s"):
        start = max(start, letters.rfind(sign, start, first))
    while start < first and letters[start] in ";:":
        start += 1
    while start < first and letters[start] in "a&,s":
        start += 1
    if start >= first or NOT_OF_THING.search(letters, start, first) or has_verb(letters, start, first):
        return None
    return Place("thing", start, Subject(start, first))


def has_verb(letters: str, start: int, end: int) -> bool:
    """Whether one of the words that can be a noun is none: no article or adjective stands before it."""
    return any(letters[at] == "V" and letters[max(at - 1, start)] not in BEFORE_NOUN for at in range(start, end))
