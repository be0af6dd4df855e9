"""The acts of a sentence: groups of verbs in main clauses, each with its subject."""

import re

from tasks.core.acts.frames import Group, carried, in_state
from tasks.core.acts.groups import read_group
from tasks.core.acts.lexicon import listed, nouns, states
from tasks.core.acts.model import Clause, Subject, Words
from tasks.core.acts.places import Place, place_of
from tasks.core.acts.subjects import PRONOUNS, Actors, is_own

BEGINNINGS = re.compile(
    "(?<![topQ9])(?:(?<!D)[VSGj]|P)|[MHbmnXdWL]|(?<=^t)V"
)  # none of saying directly after an article, or `to` but at the beginning of a line
AUXILIARY = frozenset("MHbnXd")
OBJECT_BEGINS = frozenset("DTQZNwh9a")  # after a word that can be a noun, these show that it is a verb
ENDS = frozenset(".,;:")
MIN_WORDS = 5  # of a sentence that begins with its verb
COMPLEMENT = frozenset("potT")
SUBORDINATE = frozenset("rT")
ASKING = frozenset({"congratulate", "thank", "remind", "commend"})  # with whom these are done is no object
FIRM = ("reaffirm", "reaffirm")  # acts of states that a promise can be in: `our commitment is iron-clad`
PROMISES = frozenset({"commit", "support"})


def read_clauses(words: Words, actors: Actors, they_are_own: bool | None = None) -> list[Clause]:
    """All acts of a sentence in order.

    `they_are_own`: `they` or `it` means the issuer or a part of it; nothing while nobody acted by name.
    """
    found: list[Clause] = []
    subject: Subject | None = None
    reached = 0
    for match in BEGINNINGS.finditer(words.letters):
        at = match.start()
        if at < reached:
            continue
        place = place_of(words, at, actors, subject, found)
        if place is None:
            continue
        subject = place.subject if place.kind in ("pronoun", "phrase") else subject or place.subject
        one = read_clause(words, at, place, actors, found, they_are_own)
        if one and one.subject and words.letters[one.subject.first] not in "wih":
            they_are_own = one.is_own
        if one and found and place.kind == "joined" and not words.letters[found[-1].content : one.first].strip("a&,"):
            found[-1] = found[-1]._replace(content=one.content)  # `condemn and reject`: one act, of the first
        elif one:
            found.append(one)
        reached = one.verb_end if one else reached
    return found


def read_clause(
    words: Words, at: int, place: Place, actors: Actors, found: list[Clause], they_are_own: bool | None
) -> Clause | None:
    """The act of the group of verbs at a word, if it is one there."""
    if place.kind == "thing" and (firm := of_own_noun(words, at, place, actors)):
        return firm
    is_listed = place.kind in ("start", "fresh") or (place.kind == "joined" and found and found[-1].form == "G")
    group = opening_state(words, at) if is_listed else None
    group = group or read_group(words, at)
    if group is None or not fits(words, group, place, found) or said_by_others(words, place, found):
        return None
    own = owns(words, place, actors, they_are_own) or (group.is_passive and place.kind in ("thing", "phrase"))
    own |= group.is_passive and group.main is not None
    if place.kind == "phrase" and place.subject and words.words[place.subject.first].lower() in listed("denying"):
        group = group._replace(is_negated=not group.is_negated)
    if group.is_own and (not own or (place.subject is None and group.form in AUXILIARY)):
        return None
    if (
        they_are_own is None
        and place.subject
        and words.words[place.subject.first].lower() in listed("it")
        and not group.is_passive
    ):
        return None  # `It underscores the need`: a thing
    if group.rule == "demand" and (place.kind != "phrase" or is_own(words, place.subject, actors)):
        return None
    return clause_of(group, place, own)


def owns(words: Words, place: Place, actors: Actors, they_are_own: bool | None) -> bool:
    if place.subject and words.letters[place.subject.first] == "h":
        return bool(they_are_own)
    return is_own(words, place.subject, actors)


def opening_state(words: Words, at: int) -> Group | None:
    """`Deeply concerned at`, `Determined to`, without a verb before it."""
    if words.letters[at] not in "jP" or words.letters[at + 1 : at + 2] not in COMPLEMENT:
        return None
    found = in_state(words, at, at, is_negated=False)
    return found._replace(form="G", is_own=False) if found else None


def clause_of(group: Group, place: Place, is_own: bool) -> Clause:
    subject, done = place.subject, None
    if group.rule == "demand" or (group.is_passive and place.kind != "pronoun"):
        subject, done = None, place.subject
    if group.is_passive and group.main and subject and place.kind == "pronoun":
        subject = None  # `It was decided to`
    is_asked = group.rule == "demand" or group.act == "call_on" or (group.main and group.main.name in ASKING)
    return Clause(
        act=group.act,
        rule=group.rule if place.subject else f"{group.rule}_alone",
        is_negated=group.is_negated,
        first=place.first,
        verb=group.verb,
        verb_end=group.verb_end,
        content=group.content,
        subject=subject,
        form=group.form,
        done=done,
        is_asked=bool(is_asked),
        is_own=is_own,
    )


def of_own_noun(words: Words, at: int, place: Place, actors: Actors) -> Clause | None:
    """An act whose subject is a noun of the speaker's: a promise, an aim, thoughts."""
    return firm_promise(words, at, place) or own_goal(words, at, place, actors) or own_thoughts(words, at, place)


def own_thoughts(words: Words, at: int, place: Place) -> Clause | None:
    """`Our thoughts are with the families`: sympathy."""
    subject = place.subject
    if subject is None or words.words[at + 1 : at + 2] != ["with"] or words.letters[at] != "b":
        return None
    if words.words[subject.first].lower() not in listed("own"):
        return None
    if words.words[subject.last - 1].lower() not in listed("sympathetic"):
        return None
    return Clause("concern", "thoughts", False, subject.first, at, at + 2, at + 2, subject, "b", is_own=True)


def firm_promise(words: Words, at: int, place: Place) -> Clause | None:
    """`Our commitment to X is iron-clad`: a reaffirmation of what stands between."""
    state = at + 1
    while words.letters[state : state + 1] == "a":
        state += 1
    if state >= len(words.words) or states().get(words.words[state].lower()) != FIRM or place.subject is None:
        return None
    first, last = place.subject.first, place.subject.last
    noun = next((one for one in range(first, last) if nouns().get(words.words[one].lower()) in PROMISES), None)
    if noun is None or words.letters[noun + 1 : noun + 2] not in ("t", "p") or noun - first > 2:
        return None
    return Clause(
        "reaffirm", "firm_promise", False, first, at, state + 1, state + 1,
        Subject(first, noun + 1), words.letters[at], Subject(noun + 2, last), False,
    )  # fmt: skip


def own_goal(words: Words, at: int, place: Place, actors: Actors) -> Clause | None:
    """`Our goal is to reach`, `It is our intention to visit`, `Ghana's aim is to double`: a promise."""
    to = at + 1
    while words.letters[to : to + 1] == "a":
        to += 1
    if place.subject is None or words.letters[to : to + 1] != "t" or words.letters[to + 1 : to + 2] not in ("z", "V"):
        return None
    first, last = place.subject.first, place.subject.last
    is_own_goal = words.words[first].lower() in listed("own") or (
        words.letters[first] == "Q" and is_own(words, Subject(first, first + 1), actors)
    )
    if not is_own_goal or nouns().get(words.words[last - 1].lower()) != "commit":
        return None
    return Clause("commit", "goal", False, first, at, to + 1, to + 1, place.subject, "M", is_own=True)


def fits(words: Words, group: Group, place: Place, found: list[Clause]) -> bool:
    """Whether a group of verbs can be an act where it stands."""
    if words.words[group.verb_end : group.verb_end + 1] == ["by"] and (group.is_passive or group.form == "P"):
        return False  # somebody else did it
    if group.act == "commit" and group.is_passive and place.kind in ("thing", "phrase"):
        return is_measured(words, group, place)
    if group.is_passive and (place.kind != "pronoun" or group.main):
        if place.subject and place.kind == "pronoun" and words.letters[place.subject.first] in "wi":
            return False  # `we were asked to`: by others
        return not group.is_own and "operative" in group.traits and group.act != "claim" and is_asked_of(words, group)
    if place.kind == "thing":
        return False
    if place.kind == "start":
        return can_open(words, group)
    if place.kind in ("joined", "fresh"):
        return can_follow(words, group, place, found)
    return group.form != "P" or not is_reduced(words, place)


def is_measured(words: Words, group: Group, place: Place) -> bool:
    """Whether a promise in the passive can be held to a figure: `USD 5 million will be disbursed by December`."""
    participle = words.words[group.content + 1 : group.content + 2]
    if not participle or participle[0] in listed("occurring"):
        return False
    end = words.letters.find(";", group.content)
    return "9" in words.letters[place.first : end if end >= 0 else None]


def is_asked_of(words: Words, group: Group) -> bool:
    """Whether a passive tells what is asked: `were urged to comply`; efforts that `are directed at` are not."""
    if group.act != "call_on":
        return True
    return words.letters[group.content - 1] in "tp" or words.letters[group.content : group.content + 1] in ("t", "T")


def is_reduced(words: Words, place: Place) -> bool:
    """Whether a participle tells of the noun before it: `states invited to join`, after a comma and without article."""
    subject = place.subject
    return (
        subject is not None
        and subject.first > 0
        and words.letters[subject.first - 1] == ","
        and subject.last - subject.first == 1
        and words.words[subject.first].islower()
        and words.letters[subject.first] not in PRONOUNS
    )


def said_by_others(words: Words, place: Place, found: list[Clause]) -> bool:
    """Whether the group belongs to what the act before it says: `reaffirmed that Barbados and Jamaica should`."""
    if not found or place.kind != "phrase" or place.subject is None or found[-1].form == "G":
        return False
    said = words.letters[found[-1].content : place.subject.first].rpartition("T")
    return bool(said[1]) and ",&" not in said[2] and ";" not in said[2]


def can_open(words: Words, group: Group) -> bool:
    """Whether a sentence can begin with the verb: `Recalling`, `Takes note`, `Condemn`; not `Support for`."""
    if group.form in "GV" and "issuer" in group.traits:
        return False  # a line of a list of measures
    if group.form == "G":
        return group.main is not None and ("operative" in group.traits or words.letters[-1] in ",;")
    if group.form in "VP" and (words.words[-1] not in ENDS or len(words.words) < MIN_WORDS):
        return False  # a button or a heading
    if group.form in "VSP" and group.main:
        return is_verb(words, group)
    return group.rule == "performative" and group.form not in "MHbm"


def is_verb(words: Words, group: Group) -> bool:
    """Whether a word that can be a noun is a verb, by what follows it."""
    if "noun" not in group.traits or group.form in "GP":
        return True
    follower = words.letters[group.content : group.content + 1]
    return follower in OBJECT_BEGINS or (follower == "p" and carried(words, group.content + 1) is not None)


def can_follow(words: Words, group: Group, place: Place, found: list[Clause]) -> bool:
    """Whether a group without a subject of its own goes on with the main clause before it."""
    last = found[-1].form if found else ""
    if group.form == "G" or words.letters[group.verb] == "G":
        return is_operative(words, group, place, last)
    if not (last == group.form == "S") and not is_verb(words, group):
        return False
    if place.kind == "fresh":
        return True
    if found and group.form in "VSP" and last in "VSPG" and last != group.form:
        return False
    is_strong = "strong" in group.traits
    if not found and group.form == "V" and not is_strong:
        return False
    is_first_person = place.subject is not None and words.letters[place.subject.first] in "wi"
    start = found[-1].verb + 1 if found else (place.subject.last if place.subject else 0)
    between = words.letters[start : place.first]
    if words.letters[group.verb] in AUXILIARY and not agrees(words, group, place):
        return False
    if words.letters[group.verb] in AUXILIARY:
        return between[-1:] == "&" and (between[-2:] == ",&" or not SUBORDINATE & set(between)) and ",r" not in between
    return goes_on(group, between, last, is_first_person) if is_strong else is_near(between, last)


def agrees(words: Words, group: Group, place: Place) -> bool:
    """Whether an auxiliary can have the subject before it: `we have … and is` goes on with something else."""
    is_plural = place.subject is not None and words.letters[place.subject.first] == "w"
    return not (is_plural and words.words[group.verb].lower() in listed("singular"))


def is_operative(words: Words, group: Group, place: Place, last: str) -> bool:
    """Whether a participle is an act of its own: `…, stressing that`; in a list of participles all are."""
    if group.rule == "state":
        return last == "G" or place.kind == "fresh"
    return last == "G" or ("operative" in group.traits and words.letters[place.first - 1] not in "&-")


def goes_on(group: Group, between: str, last: str, is_first_person: bool) -> bool:
    """Whether a verb that can only be of saying goes on with the clause before it, not with a `will` or a `that`."""
    if between[-1:] == "," and SUBORDINATE & set(between) and not is_first_person:
        return False
    return last != "M" or between.endswith(",&") or bool(group.main and group.main.frames[0].follow)


def is_near(between: str, last: str) -> bool:
    """Whether nothing stands between two verbs that the second could belong to: no clause, no infinitive."""
    if between.endswith(",&") and last == "P" and not {"P", "e"} & set(between):
        return True  # `noted that banks withdraw, and agreed to`
    if last == "M" or any(kind in between for kind in "rTs"):
        return False
    return "t" not in between or between.endswith(",&")
