"""Runs of partners of two texts, from the 3-grams that stand once in both: quick, for the many pairs of a corpus."""

from array import array
from functools import lru_cache

import numpy as np

from tasks.core.group.alignment import align_gap
from tasks.core.group.sequences import Blocks, longest_ascending
from tasks.core.group.settings import Grouping
from tasks.core.group.shingles import SIZE
from tasks.core.group.texts import Places, Text

MAX_CROSSING = 100  # runs that are chained by comparing all with all


def find_blocks(one: Text, other: Text, settings: Grouping) -> Blocks:
    """Runs of partners, ascending: where each begins in one and in the other text, and its words.

    Nearly those of `alignment.align_blocks`, which takes longer. Of two claims to a word, the earlier run's counts.
    """
    words, others = one.words, other.words
    found: Blocks = []
    i = j = 0
    for at, other_at, n_runs in [*single_blocks(one, other), (len(words), len(others), 1 - SIZE)]:
        skipped = max(i - at, j - other_at, 0)
        start, other_start, length = at + skipped, other_at + skipped, n_runs + SIZE - 1 - skipped
        if start > i and other_start > j:
            between = partners(" ".join(words[i:start]), " ".join(others[j:other_start]), settings.max_cells)
            found += [(i + first, j + second, n_words) for first, second, n_words in between]
        if length > 0:
            found.append((start, other_start, length))
            i, j = start + length, other_start + length
    return touching_joined(found)


def touching_joined(blocks: Blocks) -> Blocks:
    """The runs, those that touch on both sides as one."""
    joined: Blocks = []
    first, second, n_words = blocks[0] if blocks else (0, 0, 0)
    for start, other_start, length in blocks[1:]:
        if start == first + n_words and other_start == second + n_words:
            n_words += length
        else:
            joined.append((first, second, n_words))
            first, second, n_words = start, other_start, length
    return [*joined, (first, second, n_words)] if n_words else joined


def single_blocks(one: Text, other: Text) -> Blocks:
    """3-grams that stand once in both texts, in the order of both, as runs."""
    runs, places = one.single_runs
    other_runs, other_places = other.single_runs
    if not len(runs) or not len(other_runs):
        return []
    at = np.searchsorted(other_runs, runs)
    at[at == len(other_runs)] = 0
    is_shared = other_runs[at] == runs
    left, right = places[is_shared], other_places[at[is_shared]]
    order = np.argsort(left)
    return in_order(left[order], right[order])


def in_order(left: Places, right: Places) -> Blocks:
    """Runs of places that ascend on both sides; of runs that cross, the chain with most places."""
    if not len(left):
        return []
    is_first = np.ones(len(left), np.bool_)
    is_first[1:] = (left[1:] != left[:-1] + 1) | (right[1:] != right[:-1] + 1)
    firsts = np.flatnonzero(is_first)
    lengths = np.diff(np.append(firsts, len(left)))
    starts, other_starts = left[firsts], right[firsts]
    blocks = list(zip(starts.tolist(), other_starts.tolist(), lengths.tolist(), strict=True))
    if not (other_starts[1:] < other_starts[:-1]).any():
        return blocks
    if len(blocks) <= MAX_CROSSING:
        return heaviest_chain(blocks)
    return [(i, j, 1) for i, j in longest_ascending(list(zip(left.tolist(), right.tolist(), strict=True)))]


def heaviest_chain(blocks: Blocks) -> Blocks:
    """The runs, ascending on both sides, that hold most places together; of several as heavy, one that ends early."""
    weights: list[int] = []
    before: list[int] = []
    for at, (_, column, length) in enumerate(blocks):
        best, last = 0, -1
        for earlier in range(at):
            if weights[earlier] > best and blocks[earlier][1] < column:
                best, last = weights[earlier], earlier
        weights.append(best + length)
        before.append(last)
    chain = []
    at = weights.index(max(weights))
    while at >= 0:
        chain.append(blocks[at])
        at = before[at]
    return chain[::-1]


@lru_cache(maxsize=32768)
def partners(one: str, other: str, max_cells: int) -> Blocks:
    """Partners among words between two anchors. Versions differ in the same places again and again."""
    numbers: dict[str, int] = {}
    words, others = (
        array("Q", [numbers.setdefault(word, len(numbers)) for word in text.split(" ")]) for text in (one, other)
    )
    return align_gap(words, others, max_cells)
