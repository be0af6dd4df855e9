"""What the words of a sentence can be in an act: one letter per word, and the frames of the verbs of saying.

A sentence becomes a string of letters, one per word or sign, so that its clauses can be read by short patterns.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from schemas import knowledge

LETTERS = MappingProxyType(
    {
        "we": "w", "first": "i", "third": "h", "determiner": "D", "that": "T", "relative": "r", "subordinator": "s",
        "of": "o", "to": "t", "preposition": "p", "conjunction": "&", "be": "b", "be_form": "B", "have": "H",
        "will": "M", "must": "m", "may": "n", "not": "x", "cannot": "X", "do": "d", "adverb": "a", "wish": "W",
        "let": "L", "past": "e", "actor": "N",
    }
)  # fmt: skip
"""Letters of the kinds in `act_words.csv`. Of a word with two kinds the first here counts, before any verb."""
FORM_LETTERS = "VSGPP"  # base, third person, -ing, past, participle
STATE, POSSESSIVE, NUMBER, CAPITAL, OTHER = "j", "Q", "9", "Z", "z"
SIGNS = MappingProxyType({",": ",", ";": ";", ":": ":", "(": "(", ")": ")", "–": "-", "—": "-", "-": "-", "/": "/"})
STOP = "."
NEVER_SHOUTED = frozenset({"relative", "may", "determiner"})  # `WHO`, `CAN`, `US` are names where all else is not
ENDINGS = (("ly", "a"), ("ing", "g"), ("ed", "e"))
N_WORDS = 65_536  # a corpus has more; what is rare is read again
MIN_STEM = 3  # letters before an ending: `ally`, `need`, `king` have none


@dataclass(frozen=True, slots=True)
class Frame:
    """One way to use a verb: the words that must follow it, and the act it then does; empty where a noun tells.

    A `*` among the words stands for others. `traits`: `noun` if some form is also a noun; `strong` if it is a clause's
    second verb even where an infinitive stands before it; `operative` if its participle is an act after a comma;
    `issuer` if it is an act only of the issuer and its parts; `negated` if it is that act only where it is negated.
    """

    follow: tuple[str, ...]
    act: str
    traits: frozenset[str]


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of saying with its frames: those for negated use first, then those with the longest following words."""

    name: str
    frames: tuple[Frame, ...]


@cache
def verbs() -> Mapping[str, Verb]:
    """Every verb by its base form."""
    grouped: dict[str, list[Mapping[str, str]]] = {}
    for row in knowledge.rows("act_verbs"):
        grouped.setdefault(row["verb"], []).append(row)
    return MappingProxyType({name: read_verb(name, rows) for name, rows in grouped.items()})


def read_verb(name: str, rows: list[Mapping[str, str]]) -> Verb:
    frames = [
        Frame(tuple(phrase.split()), row["act"], frozenset(knowledge.values(row["traits"])))
        for row in rows
        for phrase in phrases(row["follow"])
    ]
    return Verb(name, tuple(sorted(frames, key=lambda frame: ("negated" not in frame.traits, -len(frame.follow)))))


def phrases(cell: str) -> tuple[str, ...]:
    return knowledge.values(cell) or ("",)


@cache
def forms() -> Mapping[str, tuple[Verb, str]]:
    """Every printed form of a verb, in small letters, with the letter of the form."""
    found: dict[str, tuple[Verb, str]] = {}
    for row in knowledge.rows("act_verbs"):
        for form, letter in zip(knowledge.values(row["forms"]), FORM_LETTERS, strict=False):
            found.setdefault(form, (verbs()[row["verb"]], letter))
    return MappingProxyType(found)


@cache
def states() -> Mapping[str, tuple[str, str]]:
    """Acts of being and of remaining in a state: `committed`, `concerned`."""
    return MappingProxyType({row["state"]: (row["act"], row["remaining_act"]) for row in knowledge.rows("act_states")})


@cache
def nouns() -> Mapping[str, str]:
    """Acts of nouns that verbs such as `express` carry."""
    return MappingProxyType({row["noun"]: row["act"] for row in knowledge.rows("act_nouns")})


@cache
def listed(kind: str) -> frozenset[str]:
    """The words of a kind in `act_words.csv`.

    Raises:
        KeyError: there is no such kind.
    """
    for row in knowledge.rows("act_words"):
        if row["kind"] == kind:
            return frozenset(knowledge.values(row["words"]))
    raise KeyError(kind)


@cache
def plover_codes() -> Mapping[str, str | None]:
    return MappingProxyType({row["act"]: row["plover_code"] or None for row in knowledge.rows("speech_acts")})


@cache
def listed_letters() -> Mapping[str, str]:
    """Letters of all words that a table lists, in small letters."""
    found = dict.fromkeys(states(), STATE)
    found |= {form: letter for form, (_, letter) in forms().items()}
    for kind in reversed(LETTERS):
        found |= {word.lower(): LETTERS[kind] for word in listed(kind)}
    return MappingProxyType(found)


@cache
def shouted_letters() -> Mapping[str, str]:
    """The same for words in capitals, without those that are then names."""
    names = {word for kind in NEVER_SHOUTED for word in listed(kind)}
    return MappingProxyType({word: letter for word, letter in listed_letters().items() if word not in names})


@lru_cache(maxsize=N_WORDS)
def letter(word: str) -> str:
    """The letter of a word inside a sentence, where a capital makes a name."""
    if not word[0].isalnum():
        return SIGNS.get(word, STOP)
    if word[0].isdigit():
        return NUMBER
    if word.endswith(("'s", "’s", "´s")):
        return POSSESSIVE
    if word[0].islower():
        return listed_letters().get(word) or shaped(word)
    if len(word) > 1 and word.isupper():
        return shouted_letters().get(word.lower()) or CAPITAL
    known = listed_letters().get(word.lower(), CAPITAL)
    if known == LETTERS["adverb"] and word.lower() in listed("actor"):
        return LETTERS["actor"]  # `Secretary General`
    return known if known in "wiN" else CAPITAL


@lru_cache(maxsize=N_WORDS)
def first_letter(word: str) -> str:
    """The letter of a word that begins a sentence or a clause, where a capital tells nothing."""
    if not word[0].isupper():
        return letter(word)
    lowered = word.lower()
    return listed_letters().get(lowered) or (shaped(lowered) if letter(word) == CAPITAL else letter(word))


def shaped(word: str) -> str:
    """The letter of a word in small letters that no table lists, told by its ending."""
    for ending, found in ENDINGS:
        if word.endswith(ending) and len(word) >= len(ending) + MIN_STEM:
            return found
    return OTHER
