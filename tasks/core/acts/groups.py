"""Groups of verbs: which act a group does that begins with a given word, if it is one."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from tasks.core.acts.frames import IN_STATE, REMAIN, Group, carried, in_state, performative, skipped
from tasks.core.acts.lexicon import forms, listed, nouns, states, verbs
from tasks.core.acts.model import Words

MAX_JOINED = 12  # words in which those are named with whom somebody joins
NEAR = 4  # words from a preposition to the noun of a state: `in full support of`


def read_group(words: Words, at: int) -> Group | None:
    """The act of the group of verbs that begins at a word."""
    reader = READERS.get(words.letters[at])
    return reader(words, at) if reader else None


def opening(words: Words, at: int, begins: int, begins_as: str) -> Group | None:
    """`conclude by reaffirming`: the act of the participle."""
    if words.words[at].lower() in listed("opening_verb") and words.letters[at + 1 : at + 3] == "pG":
        return performative(words, at + 2, begins, begins_as)
    return None


def saying(words: Words, at: int) -> Group | None:
    """A verb of saying; `joins others in condemning`: the act of the participle."""
    found = performative(words, at)
    if found is None and words.words[at].lower() in listed("joining"):
        for participle in range(at + 2, min(at + MAX_JOINED, len(words.words))):
            if words.letters[participle - 1 : participle + 1] == "pG":
                return performative(words, participle, at, words.letters[at])
            if words.letters[participle] in ",;:.rT":
                return None
    return found


def willing(words: Words, at: int) -> Group | None:
    """`will provide`, `will never recognise`."""
    main, is_negated = skipped(words, at + 1)
    if main >= len(words.letters) or words.letters[main] in ",;:.)&":
        return None
    if words.letters.startswith("sw") and words.words[0].lower() in listed("condition"):
        return None  # `If we fail, we will erode`: what would follow, and no promise
    refused = performative(words, main, at, "M", is_negated) if is_negated else None
    if refused and refused.act == "reject":
        return refused
    if found := opening(words, main, at, "M"):
        return found
    is_passive = words.letters[main] == "B" and words.letters[main + 1 : main + 2] in ("e", "P")
    return Group("commit", "will", is_negated, at, at + 1, main, "M", is_own=True, is_passive=is_passive)


def having(words: Words, at: int) -> Group | None:
    """`have decided`: the act of the verb; `have provided`: a claim of the issuer's; `have to comply`: a demand."""
    main, is_negated = skipped(words, at + 1)
    kind = words.letters[main : main + 1]
    if kind == "t":
        return Group("call_on", "demand", is_negated, at, main + 1, main + 1, "m")
    if kind and kind in "Pe" and (found := performative(words, main, at, "H", is_negated)):
        return found
    if kind == "B":
        return being_done(words, at, main)
    if kind and kind in "eP" and not is_negated:
        return Group("claim", "own_conduct", False, at, main + 1, main + 1, "H", is_own=True)
    return having_promised(words, at, main, is_negated) if kind == "D" else None


def having_promised(words: Words, at: int, determiner: int, is_negated: bool) -> Group | None:
    """`have a commitment to reduce`, `has no intention of recognising`."""
    noun = carried(words, determiner + 1)
    if noun is None or noun > determiner + NEAR or nouns()[words.words[noun].lower()] != "commit":
        return None
    if words.letters[noun + 1 : noun + 3] not in ("tz", "tV", "te", "oG", "og"):
        return None
    is_negated |= words.words[determiner].lower() in listed("denying")
    return Group("commit", "state", is_negated, at, noun + 2, noun + 2, "H", verbs()[REMAIN], IN_STATE, is_own=True)


def being_done(words: Words, at: int, been: int) -> Group | None:
    """`have been working`: a claim; `has been welcomed`: passive."""
    main, is_negated = skipped(words, been + 1)
    kind = words.letters[main : main + 1]
    if kind == "g":
        return Group("claim", "own_conduct", is_negated, at, main + 1, main + 1, "H", is_own=True)
    return performative(words, main, at, "b", is_negated, is_passive=True) if kind == "P" else None


def being(words: Words, at: int) -> Group | None:
    """`are concerned`, `are providing`, `was welcomed`."""
    main, is_negated = skipped(words, at + 1)
    kind = words.letters[main : main + 1]
    if kind and words.words[main].lower() in states() and not is_asked(words, at, main):
        return chained(words, at, main) or in_state(words, at, main, is_negated)
    if kind in ("t", "o", "p"):
        return destined(words, at, main, is_negated) if kind == "t" else minded(words, at, main, is_negated)
    found = performative(words, main, at, "b", is_negated) if kind == "G" else None
    if found and (found.act, found.rule) != ("commit", "performative_noun"):  # `are making efforts`: a claim
        return found
    if kind and kind in "gG" and not is_negated:
        return Group("claim", "own_conduct", False, at, main + 1, main + 1, "b", is_own=True)
    return performative(words, main, at, "b", is_negated, is_passive=True) if kind == "P" else None


def destined(words: Words, at: int, to: int, is_negated: bool) -> Group | None:
    """`is to allocate`: a promise where the issuer is the subject."""
    main, _ = skipped(words, to + 1)
    if words.letters[main : main + 1] not in ("z", "V", "e", "B"):
        return None
    return Group(
        "commit", "will", is_negated, at, to + 1, main, "M", is_own=True, is_passive=words.letters[main] == "B"
    )


def minded(words: Words, at: int, preposition: int, is_negated: bool) -> Group | None:
    """`are of the view that`, `are in favour of`: the act of the noun."""
    if words.words[preposition] not in listed("minding"):
        return None
    noun = carried(words, preposition + 1)
    if noun is None or noun > preposition + NEAR or nouns()[words.words[noun].lower()] not in ("claim", "support"):
        return None
    end = noun + 1 + (words.letters[noun + 1 : noun + 2] in ("o", "p"))
    act = nouns()[words.words[noun].lower()]
    return Group(act, "state", is_negated, at, end, end, words.letters[at], verbs()[REMAIN], IN_STATE)


def is_asked(words: Words, at: int, main: int) -> bool:
    """Whether a participle that can be a state is none: `the diaspora was encouraged to`; `we are encouraged`."""
    found = forms().get(words.words[main].lower())
    asks = found is not None and found[0].frames[-1].act == "call_on"
    return asks and words.letters[main + 1 : main + 2] == "t" and words.letters[at - 1 : at] not in ("w", "i")


def chained(words: Words, at: int, state: int) -> Group | None:
    """`are pleased to announce`: the act of the infinitive."""
    if words.letters[state + 1 : state + 2] != "t" or states()[words.words[state].lower()][0] != "welcome":
        return None
    return infinitive(words, state + 2, at, "b")


def infinitive(words: Words, at: int, begins: int, begins_as: str) -> Group | None:
    main, is_negated = skipped(words, at)
    if words.letters[main : main + 1] == "V":
        return performative(words, main, begins, begins_as, is_negated)
    return opening(words, main, begins, begins_as) if main < len(words.words) else None


def wishing(words: Words, at: int, begins: int | None = None) -> Group | None:
    """`wish to reiterate`, `would like to thank`, `continue to support`. `begins`: where its auxiliary stands."""
    main, _ = skipped(words, at + 1)
    if words.letters[main : main + 1] != "t":
        return None
    return infinitive(words, main + 1, at if begins is None else begins, "V")


def possible(words: Words, at: int) -> Group | None:
    """`would like to thank`, `cannot accept`, `can never recognise`."""
    main, is_negated = skipped(words, at + 1)
    is_negated |= words.letters[at] == "X"
    kind = words.letters[main : main + 1]
    if kind and words.words[main].lower() in listed("wish"):
        return wishing(words, main, at)
    is_conduct = kind in ("z", "V") or words.letters[main : main + 2] in ("Bg", "BG")
    if words.words[at].lower() in listed("would") and is_conduct and words.letters[at - 1 : at] not in "wi":
        return Group("commit", "will", is_negated, at, at + 1, main, "M", is_own=True)
    found = performative(words, main, at, "n", is_negated=True) if kind == "V" and is_negated else None
    return found if found and found.act == "reject" else None


def doing(words: Words, at: int) -> Group | None:
    """`do not recognise`."""
    main, is_negated = skipped(words, at + 1)
    return performative(words, main, at, "V", is_negated) if words.letters[main : main + 1] == "V" else None


def demanding(words: Words, at: int) -> Group | None:
    """`must withdraw`, `should comply`, `needs to show`: a demand on whoever is the subject."""
    main, is_negated = skipped(words, at + 1)
    if words.words[at].lower() in ("need", "needs", "ought") and words.letters[main : main + 1] != "t":
        return None
    end = main + 1 if words.letters[main : main + 1] == "t" else at + 1
    return Group("call_on", "demand", is_negated, at, end, end, "m")


def letting(words: Words, at: int) -> Group | None:
    """`Let me begin by thanking`, `Allow me to express`."""
    if words.words[at + 1 : at + 2] != ["me"]:
        return None
    main, _ = skipped(words, at + 2)
    kinds = words.letters[main : main + 3]
    if kinds[:1] == "t":
        return infinitive(words, main + 1, main + 1, "V")
    if kinds[:1] == "V":
        return performative(words, main)
    if kinds == "zpG" or kinds[:2] == "pG":
        return performative(words, main + kinds.index("G"))
    return None


READERS: Mapping[str, Callable[[Words, int], Group | None]] = MappingProxyType(
    {
        **dict.fromkeys("VSPG", saying),
        "M": willing,
        "H": having,
        "b": being,
        "m": demanding,
        "n": possible,
        "X": possible,
        "d": doing,
        "W": wishing,
        "L": letting,
    }
)
