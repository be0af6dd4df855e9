"""Verbs of saying in their frames, and states: the acts that groups of verbs are made of."""

import re
from typing import NamedTuple

from tasks.core.acts.lexicon import Frame, Verb, forms, listed, nouns, states, verbs
from tasks.core.acts.model import Words

MAX_CARRIED = 10  # words from a verb to the noun that it carries
MAX_BETWEEN = 30  # words between a verb and the noun or particle that goes with it
ASKED = frozenset({"to", "that", "for"})  # before these stands who is asked
PARTICLES = ("o", "p", "t")
NO_NAMES = frozenset("pt,;:")  # who is asked does not begin so
COORDINATED = re.compile(r"(?:,a*[VSP])+,?&a*[VSP]")  # `condemns, rejects and repudiates`
PARENTHESIS = re.compile(r",[^,;:.]{1,9},[DTQZzN]")  # `note, with regret, the withdrawal`
BARE = frozenset(".,;")  # a verb of saying says something, but in the passive
NOUN_ENDS = frozenset("popTtr;:.")  # the noun that a verb carries stands before any of these
IN_STATE = frozenset({"operative", "strong"})
REMAIN = "remain"
SIDE = "support"  # an act whose verb takes `with` along: `stand in solidarity with`


class Group(NamedTuple):
    """A group of verbs that is an act. Positions count words, ends excluded; `content` is where its object begins.

    `form` is the letter of its first word. `is_own`: an act only of the issuer and its parts. `is_passive`: what was
    done stands before it.
    """

    act: str
    rule: str
    is_negated: bool
    verb: int
    verb_end: int
    content: int
    form: str
    main: Verb | None = None
    traits: frozenset[str] = frozenset()
    is_own: bool = False
    is_passive: bool = False


def skipped(words: Words, at: int) -> tuple[int, bool]:
    """The first word from `at` on that is no adverb, and whether a negation was among them."""
    letters, first = words.letters, at
    while at < len(letters) and letters[at] in "ax":
        at += 1
    return at, "x" in letters[first:at]


def performative(
    words: Words, at: int, begins: int = -1, begins_as: str = "", is_negated: bool = False, is_passive: bool = False
) -> Group | None:
    """A form of a verb of saying, with what must follow it. `begins`: where its auxiliary stands, of that letter."""
    found = forms().get(words.words[at].lower())
    if found is None:
        return None
    verb, form = found
    if verb.name == REMAIN:
        return remaining(words, at)
    for frame in verb.frames:
        if "negated" in frame.traits and not is_negated:
            continue
        end = followed(words, at + 1, frame.follow)
        noun = None if not end or frame.act else carried(words, end)
        while noun and words.letters[noun + 1 : noun + 2] == "&" and (other := carried(words, noun + 2)):
            noun = other  # `sympathy and condolences`
        if not end or not (frame.act or noun):
            continue
        end = content_start(words, at, frame, end, noun)
        if is_passive or has_object(words, end):
            return Group(
                act=frame.act or nouns()[words.words[noun or 0].lower()],
                rule="passive" if is_passive else "performative_noun" if noun else "performative",
                is_negated=is_negated,
                verb=at if begins < 0 else begins,
                verb_end=end,
                content=end,
                form=begins_as or form,
                main=verb,
                traits=frame.traits,
                is_own="issuer" in frame.traits,
                is_passive=is_passive,
            )
    return None


def content_start(words: Words, at: int, frame: Frame, end: int, noun: int | None) -> int:
    """Where the object of a verb begins: after its particle, and after the preposition of the noun that it carries."""
    if (
        frame.follow
        and frame.follow[0] == "*"
        and (frame.follow[-1] in ASKED or frame.follow[-1] in listed("complement"))
    ):
        return at + 1
    if noun is not None:
        return noun + 1 + (words.letters[noun + 1 : noun + 2] in PARTICLES)
    letter = words.letters[end : end + 1]
    return end + (letter == "t" or (bool(frame.follow) and (letter == "o" or (letter == "p" and frame.act == SIDE))))


def has_object(words: Words, at: int) -> bool:
    if at < len(words.words) and words.words[at] not in BARE:
        return True
    return COORDINATED.match(words.letters, at) is not None or PARENTHESIS.match(words.letters, at) is not None


def followed(words: Words, at: int, follow: tuple[str, ...]) -> int:
    """Where the words end that must follow a verb; 0 if they do not."""
    for word in follow:
        if word == "*":
            continue
        at = position_of(words, at, word, MAX_BETWEEN if "*" in follow else 0)
        if not at:
            return 0
    return at


def position_of(words: Words, at: int, wanted: str, between: int) -> int:
    """The position after a word that comes next, adverbs or so many others apart; 0 if it does not come."""
    if between and words.letters[at : at + 1] in NO_NAMES:
        return 0
    for place in range(at, len(words.words)):
        if words.words[place].lower() == wanted:
            return place + 1
        if words.letters[place] not in "ax":
            between -= 1
            if between < 0 or words.letters[place] in ";:rTs":
                return 0
    return 0


def carried(words: Words, at: int) -> int | None:
    """The noun of saying that a verb carries: `express our deep concern`."""
    for place in range(at, min(at + MAX_CARRIED, len(words.words))):
        if words.letters[place] in NOUN_ENDS:
            return None
        if words.words[place].lower() in nouns():
            return place
    return None


def remaining(words: Words, at: int) -> Group | None:
    """`remain deeply concerned`, `remain united`."""
    state, is_negated = skipped(words, at + 1)
    return in_state(words, at, state, is_negated, remains=True)


def in_state(words: Words, verb: int, state: int, is_negated: bool, remains: bool = False) -> Group | None:
    """Being or remaining what a word at `state` says; `committed to` takes its preposition along."""
    found = states().get(words.words[state].lower()) if state < len(words.words) else None
    if found is None:
        return None
    end = state + 1
    if found[remains] == "reaffirm" and words.words[end : end + 1] == ["by"]:
        return None  # `united by space and time`
    if found[remains] == "welcome" and words.letters[end : end + 1] == "t" and is_address(words, end + 1):
        return None
    while words.letters[end : end + 2] == "&j":
        end += 2
    if words.letters[end : end + 1] in PARTICLES:
        end += 1
        noun = carried(words, end) if not remains and words.letters[end - 1] == "p" else None
        if noun and nouns()[words.words[noun].lower()] == "commit" and words.letters[noun + 1 : noun + 2] == "t":
            found, end = ("commit", "commit"), noun + 2
    form = words.letters[verb]
    return Group(
        found[remains], "state", is_negated, verb, end, end, form, verbs()[REMAIN], IN_STATE, found[remains] == "commit"
    )


def is_address(words: Words, at: int) -> bool:
    """Whether a speaker only says that he speaks: `I am honoured to address`."""
    return words.words[at : at + 1] != [] and words.words[at].lower() in listed("addressing_verb")
