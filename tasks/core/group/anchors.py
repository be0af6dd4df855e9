"""Runs of partners of two texts, from the 3-grams that stand once in both: quick, for the many pairs of a corpus.

All pairs are looked at together, in columns: what is done for each gap of each pair has to be little.
"""

from array import array
from bisect import insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np

from tasks.core.group.alignment import align_gap
from tasks.core.group.sequences import Blocks, longest_ascending
from tasks.core.group.settings import Grouping
from tasks.core.group.shingles import SIZE
from tasks.core.group.texts import ID_BYTES, Places, Text

MAX_CROSSING = 100  # runs that are chained by comparing all with all
FAR = 1 << 40  # more than any text has words

Sides: TypeAlias = tuple[Text, Text]


@dataclass(frozen=True, slots=True)
class Runs:
    """Runs of partners of many pairs, ascending: the pair by place, where a run begins in either text, its length."""

    pair: Places
    start: Places
    other_start: Places
    length: Places

    def __len__(self) -> int:
        return len(self.pair)

    def __getitem__(self, kept: Places) -> "Runs":
        return Runs(self.pair[kept], self.start[kept], self.other_start[kept], self.length[kept])

    @property
    def end(self) -> Places:
        return self.start + self.length

    @property
    def other_end(self) -> Places:
        return self.other_start + self.length

    def before(self) -> tuple[Places, Places]:
        """Where the run before each one ends in either text, 0 where a pair begins."""
        is_later = np.zeros(len(self), np.int64)
        is_later[1:] = self.pair[1:] == self.pair[:-1]
        return np.roll(self.end, 1) * is_later, np.roll(self.other_end, 1) * is_later


def find_blocks(one: Text, other: Text, settings: Grouping) -> Blocks:
    """The runs of partners of two texts."""
    found = find_runs([(one, other)], settings)
    return list(zip(found.start.tolist(), found.other_start.tolist(), found.length.tolist(), strict=True))


def find_runs(pairs: Sequence[Sides], settings: Grouping) -> Runs:
    """Runs of partners.

    Nearly those of `alignment.align_blocks`, which takes longer. Of two claims to a word, the earlier run's counts.
    """
    anchors = spread(chained(single_runs(pairs)))
    return joined(together([anchors, between(anchors, pairs, settings)]))


def single_runs(pairs: Sequence[Sides]) -> Runs:
    """3-grams that stand once in both texts, in the order of the first, as runs."""
    places = [shared_places(one, other) for one, other in pairs]
    left = np.concatenate([one for one, _ in places])
    right = np.concatenate([other for _, other in places])
    pair = np.repeat(np.arange(len(pairs)), [len(one) for one, _ in places])
    return joined(Runs(pair, left, right, np.ones(len(left), np.int64)))


def shared_places(one: Text, other: Text) -> tuple[Places, Places]:
    """Where 3-grams begin that stand once in both texts, in the order of the first."""
    runs, places = one.single_runs
    other_runs, other_places = other.single_runs
    if not len(runs) or not len(other_runs):
        return places[:0], places[:0]
    at = other_runs.searchsorted(runs)
    at[at == len(other_runs)] = 0
    is_shared = other_runs[at] == runs
    partner = np.full(len(one.runs), -1, np.int64)
    partner[places[is_shared]] = other_places[at[is_shared]]
    left = np.flatnonzero(partner >= 0)
    return left, partner[left]


def joined(runs: Runs) -> Runs:
    """The runs, those that touch on both sides as one."""
    if not len(runs):
        return runs
    is_first = np.ones(len(runs), np.bool_)
    is_first[1:] = (
        (runs.pair[1:] != runs.pair[:-1])
        | (runs.start[1:] != runs.end[:-1])
        | (runs.other_start[1:] != runs.other_end[:-1])
    )
    firsts = np.flatnonzero(is_first)
    found = runs[firsts]
    return Runs(found.pair, found.start, found.other_start, np.add.reduceat(runs.length, firsts))


def chained(runs: Runs) -> Runs:
    """The runs that ascend on both sides; of runs that cross, the chain with most places."""
    if not len(runs):
        return runs
    places = runs.pair * FAR + runs.other_start
    highest_before = np.concatenate(([-1], np.maximum.accumulate(places)[:-1]))
    lowest_after = np.minimum.accumulate(places[::-1])[::-1]
    firsts = np.flatnonzero(highest_before < lowest_after)  # from here on, nothing crosses what stands before
    sizes = np.diff(np.append(firsts, len(runs)))
    is_kept = np.ones(len(runs), np.bool_)
    crossed: list[tuple[int, int, int, int]] = []
    for first, size in zip(firsts[sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
        crossing = slice(first, first + size)
        starts, others, lengths = (each[crossing].tolist() for each in (runs.start, runs.other_start, runs.length))
        is_kept[crossing] = False
        chain = ordered(list(zip(starts, others, lengths, strict=True)))
        at = int(runs.pair[first])
        crossed += [(at, *each) for each in chain]
    return together([runs[np.flatnonzero(is_kept)], as_runs(crossed)])


def as_runs(rows: Sequence[tuple[int, int, int, int]]) -> Runs:
    pair, start, other_start, length = np.array(rows, np.int64).reshape(-1, 4).T
    return Runs(pair, start, other_start, length)


def ordered(blocks: Blocks) -> Blocks:
    """Those of the runs that ascend on both sides, or their places where there are very many."""
    if len(blocks) <= MAX_CROSSING:
        return heaviest_chain(blocks)
    places = [(i + step, j + step) for i, j, length in blocks for step in range(length)]
    return [(i, j, 1) for i, j in longest_ascending(places)]


def heaviest_chain(blocks: Blocks) -> Blocks:
    """The runs, ascending on both sides, that hold most places together; of several as heavy, one that ends early."""
    weights: list[int] = []
    before: list[int] = []
    heaviest: list[tuple[int, int]] = []  # weights, negative, and places; those that are as heavy in order
    for at, (_, column, length) in enumerate(blocks):
        found = next((each for each in heaviest if blocks[each[1]][1] < column), (0, -1))
        weights.append(length - found[0])
        before.append(found[1])
        insort(heaviest, (-weights[at], at))
    chain = []
    at = weights.index(max(weights))
    while at >= 0:
        chain.append(blocks[at])
        at = before[at]
    return chain[::-1]


def together(parts: Iterable[Runs]) -> Runs:
    """All runs of one sort, ascending."""
    held = list(parts)
    pair, start, other_start, length = (
        np.concatenate([getattr(each, name) for each in held]) for name in ("pair", "start", "other_start", "length")
    )
    return Runs(pair, start, other_start, length)[np.argsort(pair * FAR + start, kind="stable")]


def spread(runs: Runs) -> Runs:
    """Runs of words from runs of 3-grams; of two claims to a word, the earlier run's counts."""
    runs = joined(runs)
    whole = Runs(runs.pair, runs.start, runs.other_start, runs.length + SIZE - 1)
    end, other_end = whole.before()
    skipped = np.maximum(np.maximum(end - runs.start, other_end - runs.other_start), 0)
    return Runs(runs.pair, runs.start + skipped, runs.other_start + skipped, whole.length - skipped)


def between(anchors: Runs, pairs: Sequence[Sides], settings: Grouping) -> Runs:
    """Partners among the words before, between and after the anchors."""
    last = np.array([(len(one.word_ids), len(other.word_ids)) for one, other in pairs], np.int64).reshape(-1, 2)
    ends = Runs(np.arange(len(pairs)), last[:, 0], last[:, 1], np.zeros(len(pairs), np.int64))
    bounds = together([anchors, ends])
    start, other_start = bounds.before()
    two_sided = np.flatnonzero((bounds.start > start) & (bounds.other_start > other_start))
    columns = [bounds.pair, *(ID_BYTES * each for each in (start, bounds.start, other_start, bounds.other_start))]
    found: list[tuple[int, int, int, int]] = []
    for at, i, end, j, other_end in zip(*(column[two_sided].tolist() for column in columns), strict=True):
        one, other = pairs[at]
        for first, second, length in partners(one.id_bytes[i:end], other.id_bytes[j:other_end], settings.max_cells):
            found.append((at, i // ID_BYTES + first, j // ID_BYTES + second, length))
    return as_runs(found)


@lru_cache(maxsize=32768)
def partners(one: bytes, other: bytes, max_cells: int) -> Blocks:
    """Partners among words between two anchors, by their ids. Versions differ in the same places again and again."""
    return align_gap(array("Q", one), array("Q", other), max_cells)
