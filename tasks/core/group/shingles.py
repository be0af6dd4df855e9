"""Hashes of runs of words."""

from typing import Any

import numpy as np
import numpy.typing as npt

from tasks.core.group.settings import Grouping

Hashes = npt.NDArray[np.uint64]

FACTORS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)  # odd, so that no bit is lost
SIZE = 3  # words: longer runs break at every lost word, shorter ones are in every text
FINISH = np.uint64(0xFF51AFD7ED558CCD)
ALL_HASHES = 2.0**64


def hash_runs(word_ids: Hashes, size: int = SIZE) -> Hashes:
    """A hash of each run of `size` words, at the place where the run begins."""
    if len(word_ids) < size:
        return np.empty(0, np.uint64)
    n_runs = len(word_ids) - size + 1
    mixed = np.zeros(n_runs, np.uint64)
    for at in range(size):
        mixed ^= word_ids[at : at + n_runs]
        mixed *= np.uint64(FACTORS[at % len(FACTORS)])
        mixed ^= mixed >> np.uint64(29)
    mixed *= FINISH
    mixed ^= mixed >> np.uint64(32)
    return mixed


def sketch(runs: Hashes, settings: Grouping) -> Hashes:
    """The smallest hashes, sorted: a fixed share of all possible ones, so that containment can be estimated."""
    limit: Any = np.uint64(int(settings.sampled_share * ALL_HASHES))
    sampled = sorted_unique(runs[runs < limit])
    return sampled if len(sampled) >= settings.min_sketch else sorted_unique(runs)[: settings.min_sketch]


def reach(sketched: Hashes, settings: Grouping) -> float:
    """Up to which share of all possible hashes a sketch holds every hash of its text."""
    if len(sketched) < settings.min_sketch:
        return 1.0
    is_extended = len(sketched) == settings.min_sketch
    return max(settings.sampled_share, float(sketched[-1]) / ALL_HASHES) if is_extended else settings.sampled_share


def sorted_unique(hashes: Hashes) -> Hashes:
    ordered = np.sort(hashes)
    is_new = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=is_new[1:])
    return ordered[is_new]
