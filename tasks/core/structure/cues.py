"""Words that give a sentence away: openings, reporting verbs, adoption formulas."""

import re
from functools import cache

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
    return frozenset(word.lower() for word in cue_words(kind) if " " not in word)


def count_cues(text: str, kind: str) -> int:
    """How often words of a kind stand in a text."""
    lowered = text.lower()
    n_phrases = sum(lowered.count(phrase.lower()) for phrase in cue_words(kind) if " " in phrase)
    return n_phrases + sum(map(single_words(kind).__contains__, WORD.findall(lowered)))
