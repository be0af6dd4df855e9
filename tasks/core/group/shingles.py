"""Hashes of runs of words."""

from typing import Any

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]

FACTORS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)  # odd, so that no bit is lost
SIZE = 3  # words: longer runs break at every lost word, shorter ones are in every text
FINISH = np.uint64(0xFF51AFD7ED558CCD)


def hash_runs(word_ids: Hashes, size: int = SIZE) -> Hashes:
    """A hash of each run of `size` words, at the place where the run begins."""
    if len(word_ids) < size:
        return np.empty(0, np.uint64)
    n_runs = len(word_ids) - size + 1
    mixed = np.zeros(n_runs, np.uint64)
    for at in range(size):
        mixed = (mixed ^ word_ids[at : at + n_runs]) * np.uint64(FACTORS[at % len(FACTORS)])
        mixed ^= mixed >> np.uint64(29)
    mixed *= FINISH
    return mixed ^ (mixed >> np.uint64(32))


def sketch(runs: Hashes, share: float, at_least: int) -> Hashes:
    """The smallest hashes, sorted: a fixed share of all possible ones, so that containment can be estimated."""
    unique = np.unique(runs)
    limit: Any = np.uint64(int(share * (2**64 - 1)))
    return unique[: max(int(np.searchsorted(unique, limit)), at_least)]
