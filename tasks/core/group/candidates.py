"""Pairs of documents worth comparing, from an inverted index over sampled 3-grams."""

from collections.abc import Collection, Mapping

import numpy as np
import numpy.typing as npt

from tasks.core.group.settings import Grouping
from tasks.core.group.shingles import Hashes, sketch

Pair = tuple[str, str]
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


def candidate_pairs(
    runs: Mapping[str, Hashes], settings: Grouping, quoting: Collection[str] = frozenset()
) -> list[Pair]:
    """Pairs of ids, the smaller first, sorted. A function of the set of texts, whatever their order.

    `quoting` are articles. Many of them quote the same statement and so are closer to each other than to all that they
    quote: those pairs and the pairs of an article and a statement are chosen apart.

    Costs grow with the texts and the pairs found: a 3-gram that more than `max_documents` documents hold pairs nobody.
    """
    names = sorted(runs)
    sketches = [sketch(runs[name], settings.sampled_share, settings.min_sketch) for name in names]
    sizes = np.array([len(each) for each in sketches], np.int64)
    if len(names) < 2 or not sizes.any():
        return []
    hits, rarity, left, right = count_hits(sketches, sizes, settings.max_documents)
    smaller = np.minimum(sizes[left], sizes[right])
    is_kept = (hits >= settings.min_hits) & (hits >= settings.min_hit_share * smaller)
    left, right = left[is_kept], right[is_kept]
    share = (hits / smaller)[is_kept]
    chosen = best_partners(left, right, share, settings.max_partners // 2)
    chosen |= best_partners(left, right, rarity[is_kept], settings.max_partners // 2)
    is_quoting = np.array([name in quoting for name in names])
    n_quoting = is_quoting[left].astype(np.int64) + is_quoting[right]
    for number in (1, 2):
        places = np.flatnonzero(n_quoting == number)
        best = best_partners(left[places], right[places], share[places], settings.max_partners)
        chosen[places[best]] = True
    return [(names[left[at]], names[right[at]]) for at in np.flatnonzero(chosen)]


def count_hits(sketches: list[Hashes], sizes: Ints, limit: int) -> tuple[Ints, Floats, Ints, Ints]:
    """Shared 3-grams of each pair that has any: how many, the sum of 1 / documents that hold them, and the pair."""
    hashes = np.concatenate(sketches)
    owners = np.repeat(np.arange(len(sizes)), sizes)
    order = np.argsort(hashes, kind="stable")  # owners ascend within a hash
    hashes, owners = hashes[order], owners[order]
    starts = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1])))
    lengths = np.diff(np.append(starts, len(hashes)))
    keys: list[Ints] = []
    weights: list[Floats] = []
    for length in np.unique(lengths[(lengths > 1) & (lengths <= limit)]):
        members = owners[starts[lengths == length][:, None] + np.arange(length)]
        one, other = np.triu_indices(int(length), 1)
        keys.append((members[:, one] * len(sizes) + members[:, other]).ravel())
        weights.append(np.full(len(keys[-1]), 1.0 / length))
    if not keys:
        empty = np.empty(0, np.int64)
        return empty, np.empty(0), empty, empty
    pairs, inverse, hits = np.unique(np.concatenate(keys), return_inverse=True, return_counts=True)
    rarity = np.bincount(inverse, np.concatenate(weights), len(pairs)).astype(np.float64).round(9)
    return hits.astype(np.int64), rarity, pairs // len(sizes), pairs % len(sizes)


def best_partners(left: Ints, right: Ints, strength: Floats, limit: int) -> npt.NDArray[np.bool_]:
    """Pairs that are among the strongest `limit` of either of their documents; of equals, those of smaller ids."""
    chosen = np.zeros(len(left), np.bool_)
    owners = np.concatenate((left, right))
    places = np.tile(np.arange(len(left)), 2)
    order = np.lexsort((-strength[places], owners))
    owners, places = owners[order], places[order]
    starts = np.flatnonzero(np.concatenate(([True], owners[1:] != owners[:-1]))) if len(owners) else owners
    rank = np.arange(len(owners)) - np.repeat(starts, np.diff(np.append(starts, len(owners))))
    chosen[places[rank < limit]] = True
    return chosen
