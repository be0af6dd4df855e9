"""Four words around a fifth that differs: how a short wording is found again when it was varied.

Of `every inch of Allied territory` and `every inch of NATO territory` no four words in a row are the same. So windows
of five words are looked up by four of them, one inside left out, and beside them the plain four words in a row: a word
that was put in or left out is found as well as one that was replaced.
"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from tasks.core.agreed.groups import Groups, make_groups
from tasks.core.agreed.runs import Places, Words
from tasks.core.agreed.settings import Agreed
from tasks.core.agreed.sieve import Flags, Sieve, mixed, shared_stretches
from tasks.core.group.shingles import FINISH, Hashes

PATTERNS = ((0, 1, 2, 3), (0, 2, 3, 4), (0, 1, 3, 4), (0, 1, 2, 4))  # the words that are kept

Kinds = npt.NDArray[np.int8]  # number of the pattern
Found = tuple[Places, Hashes, Kinds]  # first word, hash of the kept words, and pattern of windows


def varied_windows(words: Words, is_heavy: Flags, settings: Agreed) -> Groups:
    """Windows that keep the same four words in several statements.

    Windows that are all alike are left out.
    """
    places, hashes, patterns = repeated_windows(words, is_heavy, settings)
    order, is_first = shared_stretches(hashes, words.statement[places])
    places, patterns = places[order], patterns[order]
    del hashes, order
    return varied_groups(words, places, patterns, is_first)


def repeated_windows(words: Words, is_heavy: Flags, settings: Agreed) -> Found:
    """The windows whose hash may stand at several places."""
    n_words = len(words.ids)
    parts = [(start, min(start + settings.part_words, n_words)) for start in range(0, n_words, settings.part_words)]
    sieve = Sieve(len(PATTERNS) * n_words)
    for start, end in parts:
        for _, hashes, _ in heavy_windows(words, is_heavy, settings, start, end):
            sieve.add(hashes)
    found: list[Found] = [(np.empty(0, np.int64), np.empty(0, np.uint64), np.empty(0, np.int8))]
    for start, end in parts:
        for places, hashes, patterns in heavy_windows(words, is_heavy, settings, start, end):
            several = sieve.several(hashes)
            found.append((places[several], hashes[several], patterns[several]))
    places, hashes, patterns = (np.concatenate(each) for each in zip(*found, strict=True))
    return places, hashes, patterns


def varied_groups(words: Words, places: Places, patterns: Kinds, is_first: Flags) -> Groups:
    """The windows parted by their kept words; `is_first` says where those of others begin."""
    forms = np.empty(len(places), np.uint64)
    for number, kept in enumerate(PATTERNS):
        chosen = patterns == number
        forms[chosen] = hash_words(words.ids, places[chosen], kept[-1] + 1)
    order = np.lexsort((patterns, places, np.cumsum(is_first)))
    return make_groups(words, places[order], forms[order], is_first)


def heavy_windows(words: Words, is_heavy: Flags, settings: Agreed, start: int, end: int) -> Iterator[Found]:
    """The windows that begin from `start` to `end` and do not leave their sentence, by pattern."""
    for number, kept in enumerate(PATTERNS):
        last = max(min(end, len(words.ids) - kept[-1]), start)
        heavy = np.sum([is_heavy[start + at : last + at] for at in kept], axis=0, dtype=np.int8)
        inside = words.sentence[start:last] == words.sentence[start + kept[-1] : last + kept[-1]]
        chosen = inside & (heavy >= settings.min_heavy)
        places = np.flatnonzero(chosen) + start
        yield places, mixed(words.ids, kept, start, last)[chosen], np.full(len(places), number, np.int8)


def hash_words(ids: Hashes, places: Places, n_words: int) -> Hashes:
    """A hash of the words that follow each place."""
    total = np.zeros(len(places), np.uint64)
    for at in range(n_words):
        total = (total + ids[places + at]) * FINISH
        total ^= total >> np.uint64(29)
    return total
