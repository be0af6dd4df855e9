"""Subjects of main clauses: pronouns, and names and nouns of those who can act."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import repeat

from schemas import knowledge
from schemas.knowledge.entities import country_id, entities
from tasks.core.acts.lexicon import listed
from tasks.core.acts.model import Mention, Subject, Words

PRONOUNS = frozenset("wih")
PHRASE = "DQNZz9eogpj&/()a"  # what a subject of several words is made of
OPENINGS = "DQNZz9ej"  # what it begins with
BOUNDARIES = ",;:-."
VERBS = re.compile("[VSPGMHbmnegz]")
SUBORDINATE_OR_VERB = re.compile("[rTVSMHbmw]")
HEAD_END = re.compile("[opt,(]")
PREPOSITION = re.compile("[opt]")
ACTING_LABELS = frozenset({"COUNTRY", "ORG", "PERSON"})
SUBORDINATING = ("r", "T", "s")
POINTING = frozenset({"this", "these"})  # `In this regard we`


@dataclass(frozen=True, slots=True)
class Actors:
    """Who is named in a document, by where the names end, and which of them are the issuer or have a part in it."""

    named: Mapping[int, Mention]
    own_ids: frozenset[str]

    def at(self, end: int) -> Mention | None:
        """The mention of somebody who can act that ends at an offset."""
        one = self.named.get(end)
        return one if one and (one.label in ACTING_LABELS or one.refers_to) else None


def adverbs_before(letters: str, at: int) -> int:
    """Where the adverbs begin that stand directly before a word."""
    return len(letters[:at].rstrip("ax"))


def segment_start(letters: str, at: int) -> int:
    """Where the stretch between signs begins that ends before `at`."""
    return max(map(letters.rfind, BOUNDARIES, repeat(0), repeat(at))) + 1


def pronoun_is_main(words: Words, at: int) -> bool:
    """Whether a pronoun is the subject of a main clause, by what stands before it since the last sign."""
    letters = words.letters
    start = segment_start(letters, at)
    before = letters[start:at].rstrip("a")
    if words.words[at] == "We" and before[-1:] not in ("r", "T", "s"):
        return True  # where a damaged copy lost the stop, the capital is left
    if before.strip("&") == "":
        return letters[max(0, start - 2) : start] != "T," and not is_left_open(letters, start - 1)
    if before[-1] == "&":
        return True
    if before in ("pDz", "pDV") and words.words[start + 1].lower() in POINTING:
        return True
    if before[0] not in "psDZa" or SUBORDINATE_OR_VERB.search(before):
        return False
    last = start + len(before) - 1
    return before[-1] in "Z9N" or words.words[last].lower() in listed("time")


def is_left_open(letters: str, comma: int) -> bool:
    """Whether a subordinate clause before a comma has no verb yet: `when on 12 June, we celebrated`."""
    start = segment_start(letters, comma) if comma > 0 else 0
    segment = letters[start : max(comma, 0)]
    opened = segment.rfind("s")
    return opened > 0 and start + opened > 0 and VERBS.search(segment, opened + 1) is None


def phrase_before(words: Words, at: int, actors: Actors) -> Subject | None:
    """The subject in several words, or a name, that ends before `at`; of a list, all of it."""
    letters = words.letters
    start = phrase_start(letters, at)
    before = letters[start - 1] if start else ""
    if before in SUBORDINATING:
        return None
    if before and before not in BOUNDARIES:
        start = letters.rfind("&", start, at) + 1
        if not start:
            return None
        before = "&"
    if before == ",":
        whole = opening_phrase(words, start - 1, actors)
        if whole and (letters[start:at].strip("a")[:1] == "p" or "&" in letters[start:at]):
            return Subject(whole.first, at if "&" in letters[start:at] else whole.last)
    if "ago" in words.words[start:at]:
        start = words.words.index("ago", start, at) + 1  # `Ten years ago Croatia`
    start += len(letters[start:at]) - len(letters[start:at].lstrip("a&"))
    if start >= at or letters[start] not in OPENINGS or not is_actor(words, start, at, actors):
        return None
    return Subject(start, at)


def phrase_start(letters: str, at: int) -> int:
    """Where the words begin that can be a subject and end before `at`."""
    start = len(letters[:at].rstrip(PHRASE))
    while start and (is_attribute(letters, start - 1) or is_of_party(letters, start - 1)):
        start = len(letters[: start - 1].rstrip(PHRASE))
    return start


def is_attribute(letters: str, at: int) -> bool:
    """Whether a participle stands before a noun: `the allied and invited states`."""
    return (
        letters[at] == "P" and letters[at + 1 : at + 2] in ("z", "N") and letters[at - 1 : at] in ("D", "&", "z", "j")
    )


def is_of_party(letters: str, at: int) -> bool:
    """Whether `to` joins two nouns: `States Parties to the Treaty`."""
    return letters[at] == "t" and letters[at - 1 : at] in ("N", "Z", "z") and letters[at + 1 : at + 2] in ("D", "Z")


def opening_phrase(words: Words, comma: int, actors: Actors) -> Subject | None:
    """Somebody named at the beginning of the sentence, before its first comma."""
    letters = words.letters
    first = letters.find(",", 0, comma + 1)
    if first <= 0 or letters[0] not in OPENINGS or not all(kind in PHRASE for kind in letters[:first]):
        return None
    return Subject(0, first) if is_actor(words, 0, first, actors) else None


def head_of(words: Words, first: int, last: int) -> int:
    """The last word of a phrase before its first preposition or bracket."""
    found = HEAD_END.search(words.letters, first, last)
    return (found.start() if found else last) - 1


def is_actor(words: Words, first: int, last: int, actors: Actors) -> bool:
    """Whether a phrase names somebody who can act."""
    head = head_of(words, first, last)
    if head < first:
        return False
    if last - first == 1 and words.letters[first] == "D":
        return words.words[first].lower() in listed("pronominal")
    if words.letters[head] == "N" or actors.at(words.ends[head]):
        return True
    if actors.at(words.ends[last - 1]) and not PREPOSITION.search(words.letters, first, last):
        return True
    joined = words.letters.find("&", first, head + 1)
    if joined > first and is_actor(words, first, joined, actors):
        return True
    if any(kind in "DQ" for kind in words.letters[first:last]):
        return False
    return last - first > 1 and all(word[0].isupper() and not word.isupper() for word in words.words[first:last])


def named_in(words: Words, subject: Subject, actors: Actors) -> Mention | None:
    """Whom the head of a subject names."""
    head = head_of(words, subject.first, subject.last)
    return actors.at(words.ends[head]) if head >= subject.first else None


def is_own(words: Words, subject: Subject | None, actors: Actors) -> bool:
    """Whether the subject is the issuer, or some of those who speak with it."""
    if subject is None:
        return True
    letters = words.letters[subject.first : subject.last]
    if letters[:1] in ("w", "i"):
        return True
    printed = words.words[head_of(words, subject.first, subject.last)]
    head = printed.lower()
    if head in listed("organ") and words.words[subject.first].lower() in listed("speaking"):
        return True  # `my administration`
    named = [one for at in range(subject.first, subject.last) if (one := actors.at(words.ends[at]))]
    if all(is_part(one, actors) for one in named) and (named or head in listed("collective")):
        return True
    return (
        printed[0].isupper()
        and head in listed("organ")
        and all(is_part(one, actors) or one.entity.entity_id not in entities() for one in named)
    )


def is_part(one: Mention, actors: Actors) -> bool:
    """Whether somebody named is the issuer or one of its members, or a person who may speak for them."""
    if one.label == "PERSON":
        country = countries_of_persons().get(one.entity.entity_id)
        return country is None or country in actors.own_ids
    return (one.refers_to or one.entity.entity_id) in actors.own_ids


@cache
def countries_of_persons() -> Mapping[str, str]:
    return {row["entity_id"]: country_id(row["country"]) for row in knowledge.rows("persons")}
