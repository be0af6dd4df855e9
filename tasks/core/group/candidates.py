"""Pairs of documents worth comparing, from an inverted index over sampled 3-grams.

Two texts are candidates if enough of the smaller sketch stands in the other one too, or as much as a quotation at
length has, however long both are. A shared 3-gram that many texts of the corpus hold counts for less, and one that more
than `max_documents` hold counts for nobody. Whether a pair is a candidate depends on nothing else: not on other pairs,
and not on the order in which texts came.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tasks.core.group.copies import find_copies
from tasks.core.group.model import KnownPairs
from tasks.core.group.reviewed import Pair, Reviewed
from tasks.core.group.settings import Grouping
from tasks.core.group.shingles import Hashes, reach, sketch
from tasks.core.group.texts import Text

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

BLOCK = 2_000_000  # shared 3-grams that are counted at once, 16 MB for each array
FORMULAIC = 3  # crowdedness of what counts for nobody
N_BITS = 2  # of a crowdedness
UNIT = 100  # weights are counted in hundredths, so that their sums are exact
RARE = 1 << 32  # what one rare 3-gram adds to `shared`, beside its weight in the lower half


@dataclass(frozen=True, slots=True)
class Counts:
    """Pairs of texts, by place, sorted, and the sum of what each 3-gram counts for that they share."""

    left: Ints
    right: Ints
    shared: Ints

    def __getitem__(self, kept: Mask) -> "Counts":
        return Counts(self.left[kept], self.right[kept], self.shared[kept])

    @property
    def n_rare(self) -> Ints:
        return self.shared // RARE

    @property
    def weight(self) -> Floats:
        return (self.shared % RARE) / UNIT


@dataclass(frozen=True, slots=True)
class Extents:
    """Of each sketch by place: how many 3-grams it has, and up to which share of all hashes it holds every one."""

    sizes: Ints
    reaches: Floats


def find_pairs(texts: Mapping[str, Text], reviewed: Reviewed, settings: Grouping) -> KnownPairs:
    """Candidates among all texts, copies standing for one another, and the pairs that people decided."""
    copies = find_copies(texts, reviewed.documents(), settings)
    pairs = candidate_pairs({name: texts[name].runs for name in copies}, settings)
    decided = [pair for pair in reviewed.pairs() if texts.keys() >= set(pair)]
    return KnownPairs(sorted({*pairs, *decided}))


def candidate_pairs(runs: Mapping[str, Hashes], settings: Grouping) -> list[Pair]:
    """Pairs of ids, the smaller first, sorted. A function of the set of texts, whatever their order.

    Costs grow with the texts and the pairs found: a 3-gram that more than `max_documents` documents hold pairs nobody.
    """
    names = sorted(runs)
    sketches = [sketch(runs[name], settings) for name in names]
    return [
        (names[left], names[right])
        for counts in sketch_pairs(sketches, settings)
        for left, right in zip(counts.left.tolist(), counts.right.tolist(), strict=True)
    ]


def sketch_pairs(sketches: Sequence[Hashes], settings: Grouping) -> Iterator[Counts]:
    """Candidates among sketches, sorted, in blocks."""
    extents = extents_of(sketches, settings)
    for counts in count_shared(sketches, extents.sizes, settings):
        yield counts[are_candidates(counts, extents, settings)]


def extents_of(sketches: Sequence[Hashes], settings: Grouping) -> Extents:
    sizes = np.array([len(each) for each in sketches], np.int64)
    return Extents(sizes, np.array([reach(each, settings) for each in sketches], np.float64))


def are_candidates(counts: Counts, extents: Extents, settings: Grouping) -> Mask:
    """The rule. Sketches are compared where both hold every 3-gram of their text: up to the smaller reach."""
    weight = counts.weight
    one, other = extents.reaches[counts.left], extents.reaches[counts.right]
    common = np.minimum(one, other)
    comparable = np.minimum(extents.sizes[counts.left] * (common / one), extents.sizes[counts.right] * (common / other))
    is_shared = (weight >= settings.min_hits) & (weight >= settings.min_hit_share * comparable)
    return is_shared | (counts.n_rare >= settings.min_quoted_hits)


def crowdedness(n_holders: Ints, settings: Grouping) -> Ints:
    """By the number of texts that hold a 3-gram: 0 rare, 1 common, 2 frequent, `FORMULAIC`."""
    limits = (settings.rare_documents, settings.common_documents, settings.max_documents)
    found: Ints = np.searchsorted(np.array(limits), n_holders)
    return found


def units_of(settings: Grouping) -> Ints:
    """What a shared 3-gram counts for, by its crowdedness."""
    weights = (1.0, settings.common_weight, settings.frequent_weight, 0.0)
    units = np.array([round(UNIT * weight) for weight in weights], np.int64)
    units[0] += RARE
    return units


def count_shared(sketches: Sequence[Hashes], sizes: Ints, settings: Grouping) -> Iterator[Counts]:
    """Pairs that share anything that counts, in blocks of bounded size."""
    holders, lengths = holders_by_hash(sketches, sizes, settings)
    crowded = np.repeat(crowdedness(lengths, settings), lengths)
    n_after = np.repeat(np.cumsum(lengths), lengths) - 1 - np.arange(len(holders))
    by_text = np.argsort(holders, kind="stable")
    ends = np.cumsum(np.bincount(holders, minlength=len(sizes)))
    for first, end in blocks(np.concatenate(([0], np.cumsum(n_after[by_text])))[np.concatenate(([0], ends))]):
        places = by_text[ends[first - 1] if first else 0 : ends[end - 1]]
        count = n_after[places]
        others = np.repeat(places + 1 - (np.cumsum(count) - count), count) + np.arange(int(count.sum()))
        keys = np.repeat(holders[places].astype(np.int64), count) * len(sizes) + holders[others]
        yield add_up(keys, np.repeat(crowded[places], count), len(sizes), settings)


def holders_by_hash(sketches: Sequence[Hashes], sizes: Ints, settings: Grouping) -> tuple[npt.NDArray[np.int32], Ints]:
    """The texts that hold each 3-gram which counts and which several hold, and how many of them hold each."""
    hashes = np.concatenate([*sketches, np.empty(0, np.uint64)])
    order = np.argsort(hashes, kind="stable")  # texts ascend within a hash
    hashes = hashes[order]
    is_first = np.ones(len(hashes), np.bool_)
    np.not_equal(hashes[1:], hashes[:-1], out=is_first[1:])
    starts = np.flatnonzero(is_first)
    lengths = np.diff(np.append(starts, len(hashes)))
    is_kept = (lengths > 1) & (lengths <= settings.max_documents)
    holders = np.searchsorted(np.cumsum(sizes), order[np.repeat(is_kept, lengths)], side="right")
    return holders.astype(np.int32), lengths[is_kept]


def blocks(made: Ints) -> Iterator[tuple[int, int]]:
    """Ranges of texts that make about as many pairs as fit into a block; `made` are the pairs up to each text."""
    first, n_texts = 0, len(made) - 1
    while first < n_texts:
        end = max(int(np.searchsorted(made, made[first] + BLOCK, side="right")) - 1, first + 1)
        yield first, end
        first = end


def add_up(keys: Ints, crowded: Ints, n_texts: int, settings: Grouping) -> Counts:
    """What pairs share, from a key and the crowdedness of each shared 3-gram; a key is left x `n_texts` + right."""
    ordered = np.sort(keys << N_BITS | crowded, kind="stable")  # made of sorted stretches
    keys = ordered >> N_BITS
    is_first = np.ones(len(keys), np.bool_)
    is_first[1:] = keys[1:] != keys[:-1]
    starts = np.flatnonzero(is_first)
    units = units_of(settings)[ordered & FORMULAIC]
    sums = np.add.reduceat(units, starts) if len(starts) else units
    keys = keys[starts]
    return Counts(keys // n_texts, keys % n_texts, sums)
