"""Which words of a text stand in runs that other texts have too."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from tasks.core.group.shingles import SIZE, Hashes
from tasks.core.group.texts import Text

Mask: TypeAlias = npt.NDArray[np.bool_]
Places: TypeAlias = npt.NDArray[np.int64]
Range: TypeAlias = tuple[int, int]


class SharedWording:
    """The words that each text has in common with each of its partners, found when they are asked for."""

    def __init__(self, texts: Mapping[str, Text]) -> None:
        self.texts = texts
        self.known: dict[tuple[str, str], Mask] = {}
        self.places: dict[str, Places] = {}

    def of(self, name: str, partner: str) -> Mask:
        """Words of the named text in 3-grams that the partner has."""
        key = (name, partner)
        if key not in self.known:
            text = self.texts[name]
            if name not in self.places:
                self.places[name] = np.searchsorted(text.distinct_runs, text.runs)
            self.known[key] = shared_words(text, self.texts[partner].distinct_runs, self.places[name])
        return self.known[key]

    def of_any(self, name: str, partners: Iterable[str]) -> Mask:
        """Words of the named text in 3-grams that any of the partners has."""
        mask = np.zeros(len(self.texts[name].word_ids), np.bool_)
        for partner in partners:
            mask |= self.of(name, partner)
        return mask


def shared_words(text: Text, runs: Hashes, places: Places | None = None) -> Mask:
    """Words of the text in 3-grams that stand among the given ones, which are sorted.

    `places` are those of the text's 3-grams among its distinct ones, where they are known. Costs grow with the length
    of the text and little with the number of the given 3-grams.
    """
    mask = np.zeros(len(text.word_ids), np.bool_)
    own = text.distinct_runs
    if not len(runs) or not len(own):
        return mask
    is_held = np.zeros(len(own), np.bool_)
    if len(runs) < len(own):  # the shorter one is looked up in the longer
        found = np.minimum(np.searchsorted(own, runs), len(own) - 1)
        is_held[found[own[found] == runs]] = True
    else:
        is_held = runs[np.minimum(np.searchsorted(runs, own), len(runs) - 1)] == own
    if is_held.any():
        is_shared = is_held[np.searchsorted(own, text.runs) if places is None else places]
        for step in range(SIZE):
            mask[step : step + len(is_shared)] |= is_shared
    return mask


def edges_of(mask: Mask) -> tuple[Places, Places]:
    """Where runs of true begin and end, the end excluded."""
    edges = np.flatnonzero(mask[1:] != mask[:-1]) + 1
    if len(mask) and mask[0]:
        edges = np.concatenate(([0], edges))
    if len(mask) and mask[-1]:
        edges = np.append(edges, len(mask))
    return edges[::2], edges[1::2]


def ranges_of(mask: Mask) -> list[Range]:
    """Where the mask is true: first and end of each run."""
    starts, ends = edges_of(mask)
    return list(zip(starts.tolist(), ends.tolist(), strict=True))


def keep_runs(mask: Mask, at_least: Places | int) -> Mask:
    """The mask without runs that are too short; `at_least` is one number, or one for each run."""
    starts, ends = edges_of(mask)
    is_kept = ends - starts >= at_least
    steps = np.zeros(len(mask) + 1, np.int8)
    steps[starts[is_kept]] = 1
    steps[ends[is_kept]] = -1
    return np.cumsum(steps[:-1]).astype(np.bool_)


def stretches(mask: Mask, max_gap: int) -> tuple[Range, ...]:
    """Runs of the mask, those joined that only a few words part."""
    joined: list[Range] = []
    for start, end in ranges_of(mask):
        if joined and start - joined[-1][1] <= max_gap:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)


def mask_of(ranges: Sequence[Range], n_words: int) -> Mask:
    """The mask that is true in the ranges."""
    mask = np.zeros(n_words, np.bool_)
    for start, end in ranges:
        mask[start:end] = True
    return mask
