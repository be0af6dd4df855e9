"""Words that give a sentence away: openings, reporting verbs, adoption formulas."""

import re
from functools import cache, lru_cache

from schemas import knowledge

WORD = re.compile(r"[^\W\d_]+")


@cache
def cue_words(kind: str) -> tuple[str, ...]:
    """The words of a kind in `structure_cues.csv`, the longest first.

    Raises:
        KeyError: there is no such kind.
    """
    for row in knowledge.rows("structure_cues"):
        if row["kind"] == kind:
            return tuple(sorted(knowledge.values(row["words"]), key=lambda word: (-len(word), word)))
    raise KeyError(kind)


@cache
def alternation(kind: str) -> str:
    return "(?:" + "|".join(re.escape(word) for word in cue_words(kind)) + ")"


@cache
def cue_pattern(kind: str) -> re.Pattern[str]:
    """Any word of a kind, whole, in any case."""
    return re.compile(rf"(?<!\w){alternation(kind)}(?!\w)", re.IGNORECASE)


@cache
def single_words(kind: str) -> frozenset[str]:
    return frozenset(word.lower() for word in cue_words(kind) if WORD.fullmatch(word))


@cache
def long_phrases(kind: str) -> tuple[tuple[str, str], ...]:
    """The phrases of a kind that are no single words, in small letters, each after its rarest word."""
    phrases = (phrase.lower() for phrase in cue_words(kind))
    return tuple((rarest_word(phrase), phrase) for phrase in phrases if not WORD.fullmatch(phrase))


def rarest_word(phrase: str) -> str:
    """The longest word of a phrase in small letters, which few texts have; of equals the first."""
    words: list[str] = WORD.findall(phrase)
    return max(words, key=len)


@lru_cache(maxsize=256)
def words_in(text: str) -> frozenset[str]:
    """The words of a text, in small letters."""
    return frozenset(WORD.findall(text.lower()))


@lru_cache(maxsize=512)
def count_cues(text: str, kind: str) -> int:
    """How often words of a kind stand in a text."""
    words = words_in(text)
    if words.isdisjoint(rarest_words(kind)):
        return 0
    single = words & single_words(kind)
    possible = [phrase for rarest, phrase in long_phrases(kind) if rarest in words]
    lowered = text.lower()
    n_single = sum(1 for word in WORD.findall(lowered) if word in single) if single else 0
    return n_single + sum(map(lowered.count, possible))


@cache
def rarest_words(kind: str) -> frozenset[str]:
    """The rarest word of each phrase of a kind, in small letters: a text without any has none of the phrases."""
    return frozenset(rarest_word(phrase.lower()) for phrase in cue_words(kind))


def can_have(text: str, *kinds: str) -> bool:
    """The text may have a phrase of one of the kinds; cheap, so that patterns are tried on few texts."""
    words = words_in(text)
    return any(not words.isdisjoint(rarest_words(kind)) for kind in kinds)


def has_cue(text: str, kind: str) -> bool:
    """The text has a phrase of a kind, whole, in any case."""
    words = words_in(text)
    if words.isdisjoint(rarest_words(kind)):
        return False
    return not words.isdisjoint(single_words(kind)) or cue_pattern(kind).search(text) is not None
