"""Words that give a sentence away: openings, reporting verbs, adoption formulas."""

import re
from collections import Counter
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
    """The phrases of a kind that are no single words, in small letters, each after its first word."""
    phrases = (phrase.lower() for phrase in cue_words(kind))
    return tuple((WORD.findall(phrase)[0], phrase) for phrase in phrases if not WORD.fullmatch(phrase))


@lru_cache(maxsize=256)
def word_counts(text: str) -> Counter[str]:
    """How often each word stands in a text, in small letters."""
    return Counter(WORD.findall(text.lower()))


def count_cues(text: str, kind: str) -> int:
    """How often words of a kind stand in a text."""
    counts = word_counts(text)
    n_single = sum(counts[word] for word in counts.keys() & single_words(kind))
    possible = [phrase for first, phrase in long_phrases(kind) if first in counts]
    return n_single + (sum(map(text.lower().count, possible)) if possible else 0)


@cache
def first_words(kind: str) -> frozenset[str]:
    """The first word of each phrase of a kind, in small letters: a text without any of them has none of the phrases."""
    return frozenset(WORD.findall(phrase.lower())[0] for phrase in cue_words(kind))


def can_have(text: str, *kinds: str) -> bool:
    """The text may have a phrase of one of the kinds; cheap, so that patterns are tried on few texts."""
    words = word_counts(text).keys()
    return any(not words.isdisjoint(first_words(kind)) for kind in kinds)


def has_cue(text: str, kind: str) -> bool:
    """The text has a phrase of a kind, whole, in any case."""
    words = word_counts(text).keys()
    if not words.isdisjoint(single_words(kind)):
        return True
    return any(first in words for first, _ in long_phrases(kind)) and cue_pattern(kind).search(text) is not None
