"""What two texts have in common, measured."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from tasks.core.group.alignment import align_words
from tasks.core.group.sequences import Pairs
from tasks.core.group.settings import Grouping
from tasks.core.group.shingles import Hashes
from tasks.core.group.texts import Text


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of two texts that have partners in order, and what stands in the way of calling them versions.

    `n_replaced` counts words of long gaps on both sides, `n_conflicts` gaps with other numbers on both sides,
    `rarity` lies between 0 (everybody has the shared wording) and 1 (these two alone).
    """

    n_matched: int
    containment: float
    other_containment: float
    longest_run: int
    n_replaced: int
    n_numbers: int
    n_conflicts: int
    rarity: float
    score: float

    @property
    def coverage(self) -> float:
        return max(self.containment, self.other_containment)


class Frequencies:
    """In how many of a set of texts a 3-gram stands."""

    def __init__(self, texts: Iterable[Text]) -> None:
        held = [text.distinct_runs for text in texts]
        self.runs, self.counts = np.unique(np.concatenate([*held, np.empty(0, np.uint64)]), return_counts=True)

    def of(self, runs: Hashes) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """Counts of runs that stand in at least one of the texts."""
        counts: np.ndarray[tuple[int], np.dtype[np.int64]] = self.counts[np.searchsorted(self.runs, runs)]
        return counts


def compare(one: Text, other: Text, frequencies: Frequencies, settings: Grouping) -> Evidence:
    """Evidence on two texts, the same for both directions but for the names of the two containments."""
    pairs = align_words(one.word_ids, other.word_ids, settings.max_cells)
    n_replaced, n_conflicts = judge_gaps(one.words, other.words, pairs, settings.long_gap)
    n_numbers = sum(one.words[i].isdigit() for i, _ in pairs)
    rarity = judge_rarity(one, other, frequencies, settings)
    coverage = len(pairs) / max(min(len(one.word_ids), len(other.word_ids)), 1)
    kept = 1 - n_replaced / (n_replaced + len(pairs) + 1)
    agreed = 1 - n_conflicts / (n_conflicts + n_numbers + 1)
    return Evidence(
        n_matched=len(pairs),
        containment=len(pairs) / len(one.word_ids),
        other_containment=len(pairs) / len(other.word_ids),
        longest_run=longest_run(pairs),
        n_replaced=n_replaced,
        n_numbers=n_numbers,
        n_conflicts=n_conflicts,
        rarity=rarity,
        score=round(coverage * kept**settings.replaced_power * agreed**settings.number_power * rarity, 6),
    )


def judge_gaps(one: list[str], other: list[str], pairs: Pairs, long_gap: int) -> tuple[int, int]:
    """Words replaced by as many others, and gaps where both texts have numbers, but other ones.

    Only gaps between partners count: what stands before the first and after the last may be another text's.
    """
    n_replaced = n_conflicts = 0
    for (i, j), (next_i, next_j) in pairwise(pairs):
        shorter = min(next_i - i, next_j - j) - 1
        if shorter <= 0:
            continue
        n_replaced += shorter if shorter >= long_gap else 0
        numbers = {word for word in one[i + 1 : next_i] if word.isdigit()}
        others = {word for word in other[j + 1 : next_j] if word.isdigit()}
        n_conflicts += bool(numbers and others and not numbers & others)
    return n_replaced, n_conflicts


def judge_rarity(one: Text, other: Text, frequencies: Frequencies, settings: Grouping) -> float:
    shared = np.intersect1d(one.distinct_runs, other.distinct_runs, assume_unique=True)
    weight = float((1.0 / (frequencies.of(shared) - 1)).sum())
    factor = weight / (weight + 1 + settings.expected_share * len(shared))
    return max(round(math.pow(factor, settings.rarity_power), 6), settings.min_rarity)


def longest_run(pairs: Pairs) -> int:
    longest = length = 0
    before = (-2, -2)
    for i, j in pairs:
        length = length + 1 if (i - 1, j - 1) == before else 1
        longest = max(longest, length)
        before = (i, j)
    return longest
