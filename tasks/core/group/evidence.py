"""What two texts have in common and where they differ, measured; a function of these two alone.

There are two looks at a pair. The first counts shared 3-grams and holds against each other what the documents state of
themselves; it is cheap, and all candidates get it. The second aligns the words; it is for pairs that can be versions.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np

from tasks.core.group.anchors import Sides
from tasks.core.group.likeness import CONFLICT, MISREAD, ONE_SIDED, Kinds, Likeness, find_likeness, stretches
from tasks.core.group.settings import Grouping
from tasks.core.group.shingles import Hashes
from tasks.core.group.texts import Places, Text
from tasks.core.group.vetoes import state_same_day, veto

AT_ONCE = 1024  # pairs, so that memory stays flat
NOTHING = [0] * 18  # counts of a pair without a region
MAX_KINDS = 500_000  # of gaps that are remembered, about 150 MB


@dataclass(frozen=True, slots=True)
class Evidence:
    """Counts of words unless the name says otherwise; the same for both directions but for the names of the two sides.

    `veto` is what the documents state of themselves against one statement, empty if nothing. What follows `is_aligned`
    is 0 for pairs that got the first look alone. The region is where the texts agree; `n_replaced` counts words with
    others in their place in long gaps of it, `n_reworded` in short ones, `n_changes` those gaps, `n_conflicts` the gaps
    with other numbers, months or ordinals. `n_lost` and `n_added` have nothing in their place. Of the `n_windows` of
    some fifty words that the region has, `n_touched` hold a change. `n_in_stretches` words
    stand in long stretches where nothing is changed, lost or added, but some words may be misread; `n_numbers` words of
    the region are numbers.
    """

    n_words: int
    n_other_words: int
    n_runs: int
    n_other_runs: int
    n_shared_runs: int
    veto: str = ""
    is_same_day: bool = False
    is_aligned: bool = False
    n_matched: int = 0
    n_misread: int = 0
    n_replaced: int = 0
    n_reworded: int = 0
    n_changes: int = 0
    n_conflicts: int = 0
    n_lost: int = 0
    n_added: int = 0
    longest_run: int = 0
    longest_stretch: int = 0
    n_in_stretches: int = 0
    n_windows: int = 0
    n_touched: int = 0
    n_numbers: int = 0
    start: int = 0
    end: int = 0
    other_start: int = 0
    other_end: int = 0

    @property
    def likeness(self) -> float:
        """Distinct 3-grams that both have, of those of the one that has fewer."""
        return self.n_shared_runs / max(min(self.n_runs, self.n_other_runs), 1)

    @property
    def containment(self) -> float:
        """Share of the words that the other text has too, in order, misread ones counted; before, of the 3-grams."""
        if not self.is_aligned:
            return self.n_shared_runs / max(self.n_runs, 1)
        return min((self.n_matched + self.n_misread) / self.n_words, 1.0)

    @property
    def other_containment(self) -> float:
        if not self.is_aligned:
            return self.n_shared_runs / max(self.n_other_runs, 1)
        return min((self.n_matched + self.n_misread) / self.n_other_words, 1.0)

    @property
    def coverage(self) -> float:
        return max(self.containment, self.other_containment)


def look(one: Text, other: Text, settings: Grouping) -> Evidence:
    """The first look: shared 3-grams, and what the documents state of themselves."""
    first, second = one.distinct_runs, other.distinct_runs
    return Evidence(
        n_words=len(one.word_ids),
        n_other_words=len(other.word_ids),
        n_runs=len(first),
        n_other_runs=len(second),
        n_shared_runs=n_shared(first, second),
        veto=veto(one.document, other.document, settings),
        is_same_day=state_same_day(one.document, other.document),
    )


def n_shared(one: Hashes, other: Hashes) -> int:
    """Values that stand in both of two sorted arrays without repetitions."""
    both = np.concatenate((one, other))
    both.sort(kind="stable")  # merges the two halves
    return int(np.count_nonzero(both[1:] == both[:-1]))


def compare(one: Text, other: Text, settings: Grouping) -> Evidence:
    """Both looks."""
    return align(look(one, other, settings), one, other, settings)


def align(seen: Evidence, one: Text, other: Text, settings: Grouping) -> Evidence:
    """The second look at a pair of which the first is known."""
    return align_all([seen], [(one, other)], settings)[0]


def align_all(seen: Sequence[Evidence], pairs: Sequence[Sides], settings: Grouping) -> list[Evidence]:
    """The second look at many pairs of which the first is known."""
    aligned: list[Evidence] = []
    kinds: Kinds = {}
    for first in range(0, len(pairs), AT_ONCE):
        part = pairs[first : first + AT_ONCE]
        counts = [NOTHING] * len(part)
        if len(kinds) > MAX_KINDS:
            kinds.clear()
        if found := find_likeness(part, kinds, settings):
            for at, row in zip(found.pair.tolist(), count_words(found, part, settings).tolist(), strict=True):
                counts[at] = row
        aligned += [
            Evidence(
                e.n_words, e.n_other_words, e.n_runs, e.n_other_runs, e.n_shared_runs, e.veto, e.is_same_day, True, *row
            )
            for e, row in zip(seen[first : first + AT_ONCE], counts, strict=True)
        ]
    return aligned


def count_words(found: Likeness, pairs: Sequence[Sides], settings: Grouping) -> Places:
    """For each pair that has a region a row of what follows `is_aligned` in its evidence."""
    gaps, lengths = found.gaps, found.runs.length
    shorter, longer = gaps.shorter, gaps.longer
    is_lost, is_changed = gaps.kind == ONE_SIDED, gaps.kind > MISREAD
    is_long = shorter >= settings.long_gap
    unbroken, begins = stretches(found)
    firsts = np.searchsorted(begins, found.firsts)
    bounds = found.start, found.end, found.other_start, found.other_end
    numbered = [
        np.count_nonzero(pairs[at][0].is_number[start:end])
        for at, start, end in zip(found.pair.tolist(), found.start.tolist(), found.end.tolist(), strict=True)
    ]
    columns = (
        found.total(lengths),
        found.total(longer * (gaps.kind == MISREAD)) + found.n_misread_ends,
        found.total(shorter * (is_changed & is_long)),
        found.total(shorter * (is_changed & ~is_long)),
        found.total(is_changed.astype(np.int64)),
        found.total((gaps.kind == CONFLICT).astype(np.int64)),
        found.total(gaps.n_one * is_lost),
        found.total(gaps.n_other * is_lost),
        np.maximum.reduceat(lengths, found.firsts),
        np.maximum.reduceat(unbroken, firsts),
        np.add.reduceat(unbroken * (unbroken >= settings.long_run), firsts),
        *touched_windows(found, settings),
        np.array(numbered, np.int64),
        *bounds,
    )
    return np.stack(columns, axis=1)


def touched_windows(found: Likeness, settings: Grouping) -> tuple[Places, Places]:
    """Windows of the regions, and those in which a word was changed, lost or added; a lost sentence is no such word.

    Measured on the longer side of a region, so that it is the same for both directions.
    """
    n_one, n_other = found.end - found.start, found.other_end - found.other_start
    is_other = n_other > n_one
    n_words = np.maximum(n_one, n_other)
    n_windows = np.maximum(np.rint(n_words / settings.window).astype(np.int64), 1)
    gaps, runs = found.gaps, found.runs
    is_touched = gaps.kind > MISREAD
    is_touched |= (gaps.kind == ONE_SIDED) & (gaps.n_one + gaps.n_other < settings.long_loss)
    places = np.flatnonzero(is_touched)
    region = np.searchsorted(found.firsts, places, side="right") - 1
    begins = np.where(is_other[region], (runs.other_start - gaps.n_other)[places], (runs.start - gaps.n_one)[places])
    first = np.where(is_other, found.other_start, found.start)[region]
    window = (begins - first) * n_windows[region] // n_words[region]
    touched = np.unique(region * (int(n_windows.max()) + 1) + window) // (int(n_windows.max()) + 1)
    return n_windows, np.bincount(touched, minlength=len(n_words))


def same_words(text: Text) -> Evidence:
    """Evidence on two documents with the same words that state the same of themselves."""
    n_words, n_runs = len(text.word_ids), len(text.distinct_runs)
    return Evidence(
        n_words,
        n_words,
        n_runs,
        n_runs,
        n_runs,
        is_aligned=True,
        n_matched=n_words,
        longest_run=n_words,
        longest_stretch=n_words,
        n_in_stretches=n_words,
        n_windows=1,
        end=n_words,
        other_end=n_words,
    )


def first_look(found: Evidence) -> Evidence:
    """What the first look saw of a pair that may have been aligned since."""
    if not found.is_aligned:
        return found
    kept = (found.n_words, found.n_other_words, found.n_runs, found.n_other_runs, found.n_shared_runs)
    return Evidence(*kept, veto=found.veto, is_same_day=found.is_same_day)


def to_json(evidence: Evidence) -> str:
    """JSON text from which `from_json` makes the same evidence."""
    return json.dumps(asdict(evidence), separators=(",", ":"))


def from_json(text: str) -> Evidence:
    """Evidence from JSON text.

    Raises:
        TypeError: the text is of other fields.
        ValueError: the text is no JSON.
    """
    return Evidence(**json.loads(text))
