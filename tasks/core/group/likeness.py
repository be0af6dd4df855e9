"""Texts held against each other: the region in which two agree, and what stands in its gaps.

As in `anchors`, all pairs are looked at together, in columns.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import LCSseq

from tasks.core.group.anchors import Runs, Sides, find_runs
from tasks.core.group.editions import mark_of
from tasks.core.group.settings import Grouping
from tasks.core.group.texts import ID_BYTES, Places

# Words too short to be told by their letters (`of` read `oi`), and numbers in words that are alike otherwise, are
# unclear until it is known how much of the text is misread.
NO_GAP, ONE_SIDED, MISREAD, UNCLEAR, UNCLEAR_NUMBER, REPLACED, CONFLICT = range(-1, 6)
WEIGHT = 1000  # weights of words are counted in thousandths, so that their sums are exact
Kinds: TypeAlias = dict[tuple[bytes, bytes], int]  # of gaps, by the ids of their words


@dataclass(frozen=True, slots=True)
class Gaps:
    """What stands before each run since the run before it: words of either text, and how they differ.

    Before the first run of a pair there is none; its kind is `NO_GAP`.
    """

    n_one: Places
    n_other: Places
    kind: Places

    @property
    def longer(self) -> Places:
        return np.maximum(self.n_one, self.n_other)

    @property
    def shorter(self) -> Places:
        return np.minimum(self.n_one, self.n_other)

    def __getitem__(self, kept: npt.NDArray[np.bool_]) -> "Gaps":
        return Gaps(self.n_one[kept], self.n_other[kept], self.kind[kept])


@dataclass(frozen=True, slots=True)
class Likeness:
    """Of pairs that have a run in common, by `pair`: the runs of their regions and the gaps before each of these.

    `firsts` are the places in `runs` at which the pairs begin; then the region in words of either text.
    `n_misread_ends` are words before the first run and after the last one that read alike.
    """

    pair: Places
    firsts: Places
    runs: Runs
    gaps: Gaps
    start: Places
    end: Places
    other_start: Places
    other_end: Places
    n_misread_ends: Places

    def total(self, values: Places) -> Places:
        """The sum for each pair of what is given for each run, or the gap before it."""
        return np.add.reduceat(values, self.firsts)


def find_likeness(pairs: Sequence[Sides], kinds: Kinds, settings: Grouping) -> Likeness | None:
    """The regions in which texts agree best; None if no two of them have a run of words in common.

    `kinds` are those of gaps that were looked at before; versions of one text differ by the same words again and again.
    """
    runs = find_runs(pairs, settings)
    if not len(runs):
        return None
    gaps = find_gaps(runs, pairs, kinds, settings)
    firsts = np.flatnonzero(gaps.kind == NO_GAP)
    is_within = densest(runs, gaps, firsts, settings)
    runs, gaps = runs[np.flatnonzero(is_within)], gaps[is_within]
    firsts = np.flatnonzero(np.diff(runs.pair, prepend=-1))
    lasts = np.append(firsts[1:], len(runs)) - 1
    gaps.kind[firsts] = NO_GAP
    bounds = [runs.start[firsts], runs.end[lasts], runs.other_start[firsts], runs.other_end[lasts]]
    widened = widen(pairs, runs.pair[firsts], bounds, settings)
    found = Likeness(runs.pair[firsts], firsts, runs, gaps, *widened)
    clear_up(found, settings)
    return found


def find_gaps(runs: Runs, pairs: Sequence[Sides], kinds: Kinds, settings: Grouping) -> Gaps:
    """What stands between each two runs of partners."""
    start, other_start = runs.before()
    n_one, n_other = runs.start - start, runs.other_start - other_start
    kind = np.where((n_one == 0) | (n_other == 0), ONE_SIDED, REPLACED)
    kind[np.flatnonzero(np.diff(runs.pair, prepend=-1))] = NO_GAP
    is_open = (kind == REPLACED) & (np.maximum(n_one, n_other) <= settings.max_gap_words)
    columns = [runs.pair, *(ID_BYTES * each for each in (start, runs.start, other_start, runs.other_start))]
    told: list[int] = []
    for at, i, end, j, other_end in zip(*(column[is_open].tolist() for column in columns), strict=True):
        one, other = pairs[at]
        key = one.id_bytes[i:end], other.id_bytes[j:other_end]
        found = kinds.get(key)
        if found is None:
            words = one.words[i // ID_BYTES : end // ID_BYTES]
            others = other.words[j // ID_BYTES : other_end // ID_BYTES]
            found = kinds[key] = gap_kind(words, others, settings)
        told.append(found)
    kind[is_open] = told
    return Gaps(n_one, n_other, kind)


def gap_kind(words: Sequence[str], others: Sequence[str], settings: Grouping) -> int:
    """How words differ from those in their place: other numbers or months, the same letters, or neither."""
    marks = set(filter(None, map(mark_of, words)))
    other_marks = set(filter(None, map(mark_of, others))) if marks else marks
    has_conflict = bool(other_marks) and marks.isdisjoint(other_marks)
    letters, other_letters = "".join(words), "".join(others)
    is_short = max(len(letters), len(other_letters)) <= settings.unclear_letters
    is_long = min(len(words), len(others)) > settings.long_gap_words
    min_ratio = settings.alike_ratio if is_long else settings.misread_ratio
    if not is_short and kept_letters(letters, other_letters) < min_ratio:
        return CONFLICT if has_conflict else REPLACED
    if has_conflict:
        return UNCLEAR_NUMBER
    return UNCLEAR if is_short else MISREAD


def densest(runs: Runs, gaps: Gaps, firsts: Places, settings: Grouping) -> npt.NDArray[np.bool_]:
    """Which runs are in the region of their pair: where partners outweigh by most what differs between them.

    Words that differ on both sides weigh nearly as much as partners, so that stock phrases do not reach across other
    sentences; words that only one side has weigh next to nothing, since a copy may have lost them.
    """
    at = np.arange(len(runs))
    is_alike = (gaps.kind >= MISREAD) & (gaps.kind <= UNCLEAR_NUMBER)
    weights = gaps.shorter * np.where(is_alike, WEIGHT, -round(WEIGHT * settings.gap_weight))
    weights -= gaps.longer * round(WEIGHT * settings.lost_weight)
    weights[firsts] = 0
    lengths = runs.length * WEIGHT
    apart = int(lengths.sum() + np.abs(weights).sum()) + 1  # so that a pair is below all those before it
    before = np.cumsum(lengths + weights) - lengths - runs.pair * apart  # of all up to the run
    lowest = np.minimum.accumulate(before)
    begins = np.maximum.accumulate(np.where(before == lowest, at, 0))  # a region that weighs nothing is left behind
    reached = before + lengths - lowest
    is_best = reached == np.repeat(np.maximum.reduceat(reached, firsts), np.diff(np.append(firsts, len(runs))))
    best = np.flatnonzero(is_best)
    best = best[np.flatnonzero(np.diff(runs.pair[best], prepend=-1))]
    steps = np.zeros(len(runs) + 1, np.int64)
    steps[begins[best]] = 1
    steps[best + 1] -= 1
    return np.cumsum(steps[:-1]).astype(np.bool_)


def widen(
    pairs: Sequence[Sides], numbers: Places, bounds: Sequence[Places], settings: Grouping
) -> tuple[Places, Places, Places, Places, Places]:
    """The bounds of regions, with the ends of texts that read alike; and the words of these."""
    start, end, other_start, other_end = bounds
    n_words = np.array([(len(pairs[at][0].word_ids), len(pairs[at][1].word_ids)) for at in numbers.tolist()])
    n_after, n_other_after = n_words[:, 0] - end, n_words[:, 1] - other_end
    n_misread = np.zeros(len(numbers), np.int64)
    for at in np.flatnonzero(may_be_alike(start, other_start, settings)).tolist():
        one, other = pairs[numbers[at]]
        if is_alike(one.words[: start[at]], other.words[: other_start[at]], settings):
            n_misread[at] += max(start[at], other_start[at])
            start[at] = other_start[at] = 0
    for at in np.flatnonzero(may_be_alike(n_after, n_other_after, settings)).tolist():
        one, other = pairs[numbers[at]]
        if is_alike(one.words[end[at] :], other.words[other_end[at] :], settings):
            n_misread[at] += max(n_after[at], n_other_after[at])
            end[at], other_end[at] = n_words[at]
    return start, end, other_start, other_end, n_misread


def may_be_alike(n_one: Places, n_other: Places, settings: Grouping) -> npt.NDArray[np.bool_]:
    """Lengths of two ends, in words, that can have most of their letters in common."""
    shorter, longer = np.minimum(n_one, n_other), np.maximum(n_one, n_other)
    found: npt.NDArray[np.bool_] = (shorter > 0) & (longer <= np.minimum(2 * shorter, settings.max_gap_words))
    return found


def is_alike(words: Sequence[str], others: Sequence[str], settings: Grouping) -> bool:
    """Two ends that have no run of words in common, but most of their letters."""
    return kept_letters("".join(words), "".join(others)) >= settings.alike_ratio


def kept_letters(one: str, other: str) -> float:
    """Share of the letters that stand in both, in order; 0 where the lengths leave no doubt."""
    n_letters = len(one) + len(other)
    if min(len(one), len(other)) * 3 < n_letters:
        return 0.0
    return float(2 * LCSseq.similarity(one, other)) / n_letters


def clear_up(found: Likeness, settings: Grouping) -> None:
    """Tell the gaps that are unclear by the others: where much is misread, they are so too."""
    kind = found.gaps.kind
    n_misread = found.total(np.where(kind == MISREAD, found.gaps.longer, 0))
    is_misread = n_misread >= settings.min_misread * found.total(found.runs.length)
    is_misread = np.repeat(is_misread, np.diff(np.append(found.firsts, len(found.runs))))
    kind[(kind == UNCLEAR) & ~is_misread] = REPLACED
    kind[(kind == UNCLEAR_NUMBER) & ~is_misread] = CONFLICT
    kind[(kind == UNCLEAR) | (kind == UNCLEAR_NUMBER)] = MISREAD


def stretches(found: Likeness) -> tuple[Places, Places]:
    """Words of each stretch in which nothing is changed, lost or added, and the places where they begin in the runs.

    Misread words do not end a stretch.
    """
    is_misread = found.gaps.kind == MISREAD
    firsts = np.flatnonzero(~is_misread)
    return np.add.reduceat(found.runs.length + np.where(is_misread, found.gaps.longer, 0), firsts), firsts
