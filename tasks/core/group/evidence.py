"""What two texts have in common and where they differ, measured; a function of these two alone.

There are two looks at a pair. The first counts shared 3-grams and holds against each other what the documents state of
themselves; it is cheap, and all candidates get it. The second aligns the words; it is for pairs that can be versions.
"""

import json
from dataclasses import asdict, dataclass, replace

import numpy as np

from tasks.core.group.likeness import CONFLICT, MISREAD, ONE_SIDED, Gap, Likeness, find_likeness, stretches
from tasks.core.group.settings import Grouping
from tasks.core.group.shingles import Hashes
from tasks.core.group.texts import Text
from tasks.core.group.vetoes import state_same_day, veto


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
    found = find_likeness(one, other, settings)
    if found is None:
        return replace(seen, is_aligned=True)
    counts = Counts()
    for gap in found.gaps:
        counts.add(gap, settings)
    unbroken = stretches(found)
    n_windows, n_touched = touched_windows(found, settings)
    return replace(
        seen,
        is_aligned=True,
        n_matched=sum(found.lengths),
        n_misread=counts.n_misread + found.n_misread_ends,
        n_replaced=counts.n_replaced,
        n_reworded=counts.n_reworded,
        n_changes=counts.n_changes,
        n_conflicts=counts.n_conflicts,
        n_lost=counts.n_lost,
        n_added=counts.n_added,
        longest_run=max(found.lengths),
        longest_stretch=max(unbroken),
        n_in_stretches=sum([length for length in unbroken if length >= settings.long_run]),
        n_windows=n_windows,
        n_touched=n_touched,
        n_numbers=int(np.count_nonzero(one.is_number[found.start : found.end])),
        start=found.start,
        end=found.end,
        other_start=found.other_start,
        other_end=found.other_end,
    )


class Counts:
    """Words in the gaps of a region, by what happened to them."""

    def __init__(self) -> None:
        self.n_misread = self.n_replaced = self.n_reworded = self.n_lost = self.n_added = 0
        self.n_changes = self.n_conflicts = 0

    def add(self, gap: Gap, settings: Grouping) -> None:
        start, end, other_start, other_end, kind = gap
        n_one, n_other = end - start, other_end - other_start
        if kind == ONE_SIDED:
            self.n_lost += n_one
            self.n_added += n_other
        elif kind == MISREAD:
            self.n_misread += max(n_one, n_other)
        else:
            shorter = min(n_one, n_other)
            self.n_changes += 1
            self.n_conflicts += kind == CONFLICT
            if shorter >= settings.long_gap:
                self.n_replaced += shorter
            else:
                self.n_reworded += shorter


def touched_windows(found: Likeness, settings: Grouping) -> tuple[int, int]:
    """Windows of the region, and those in which a word was changed, lost or added; a lost sentence is no such word.

    Measured on the longer side of the region, so that it is the same for both directions.
    """
    side, first, n_words = 0, found.start, found.end - found.start
    if found.other_end - found.other_start > n_words:
        side, first, n_words = 2, found.other_start, found.other_end - found.other_start
    n_windows = max(round(n_words / settings.window), 1)
    touched = {
        (gap[side] - first) * n_windows // n_words
        for gap in found.gaps
        if gap[4] > MISREAD or (gap[4] == ONE_SIDED and gap[1] - gap[0] + gap[3] - gap[2] < settings.long_loss)
    }
    return n_windows, len(touched)


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
    """What the first look saw of a pair that was aligned."""
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
