"""Which hashes stand at several places, told before they are sorted: most stand at one alone.

A table has a slot for each value of the upper bits of a hash, and knows whether it was met once or several times. It
never misses a hash that stands at several places; a few others that share a slot with another one go through.
"""

import numpy as np
import numpy.typing as npt

from tasks.core.group.shingles import FACTORS, FINISH, Hashes

Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int32]
Places = npt.NDArray[np.int64]
NEVER, ONCE, SEVERAL = 0, 1, 2
TAGS = np.arange(SEVERAL + 1, 1 << 16, dtype=np.uint16)  # by which a hash finds its own slot taken by another one
MIN_BITS, MAX_BITS = 10, 32


class Sieve:
    """Slots of 2 bytes, two to four for each of the hashes that are expected."""

    def __init__(self, n_hashes: int) -> None:
        bits = min(max(n_hashes.bit_length() + 1, MIN_BITS), MAX_BITS)
        self._shift = np.uint64(64 - bits)
        self._met = np.full(1 << bits, NEVER, np.uint16)

    def add(self, hashes: Hashes) -> None:
        for start in range(0, len(hashes), len(TAGS)):
            slots = self._slots(hashes[start : start + len(TAGS)])
            tags = TAGS[: len(slots)]
            is_again = self._met[slots] != NEVER
            self._met[slots] = tags
            is_again |= self._met[slots] != tags
            self._met[slots] = ONCE
            self._met[slots[is_again]] = SEVERAL

    def several(self, hashes: Hashes) -> Flags:
        """Whether each of the hashes may stand at several places."""
        found: Flags = self._met[self._slots(hashes)] == SEVERAL
        return found

    def _slots(self, hashes: Hashes) -> Places:
        return (hashes >> self._shift).view(np.int64)


def mixed(ids: Hashes, kept: tuple[int, ...], start: int, end: int) -> Hashes:
    """A hash of the words at some distances from each place from `start` to `end`, that excluded.

    The ids are hashes themselves, so that a sum of their odd multiples is as good as any.
    """
    total = np.zeros(end - start, np.uint64)
    for turn, at in enumerate(kept):
        total += ids[start + at : end + at] * np.uint64(FACTORS[turn % len(FACTORS)] + 2 * turn)
    total *= FINISH
    return total ^ (total >> np.uint64(32))


def shared_stretches(hashes: Hashes, statement: Numbers) -> tuple[Places, Flags]:
    """Places whose hash several statements have, by hash; and which are the first of theirs."""
    if not len(hashes):
        return np.empty(0, np.int64), np.empty(0, np.bool_)
    order = by_hash(hashes)
    ordered = hashes[order]
    is_first = np.append(True, ordered[1:] != ordered[:-1])
    firsts = np.flatnonzero(is_first)
    owner = statement[order]
    is_shared = np.minimum.reduceat(owner, firsts) != np.maximum.reduceat(owner, firsts)
    kept = np.repeat(is_shared, np.diff(np.append(firsts, len(order))))
    return order[kept], is_first[kept]


def by_hash(hashes: Hashes) -> Places:
    """The order of the hashes: upper bits and place sorted as one number, which is twice as fast as `argsort`."""
    places = np.uint64((1 << len(hashes).bit_length()) - 1)
    packed = hashes & ~places
    packed |= np.arange(len(hashes), dtype=np.uint64)
    packed.sort()
    packed &= places
    order = packed.view(np.int64)
    ordered = hashes[order]
    is_ordered = bool(np.all(ordered[1:] >= ordered[:-1]))
    return order if is_ordered else order[np.argsort(ordered, kind="stable")]
