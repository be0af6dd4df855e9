"""Word alignment of two texts as wholes: runs first, then the words between them."""

from collections.abc import Sequence

from tasks.core.group.sequences import Pairs, common_subsequence, unique_anchors
from tasks.core.group.shingles import SIZE, Hashes, hash_runs

LONG_RUN = 8  # words; a run of this length that stands once in both texts is no accident
SHORT_GAP = 12  # words
MIN_GAP_SHARE = 1 / 3  # of the shorter side of a gap; fewer partners than that are stock words
MIN_LONG_GAP_SHARE = 1 / 2  # any two long texts share a quarter of their words in order


def align_words(one: Hashes, other: Hashes, max_cells: int) -> Pairs:
    """Partners of words, as ascending pairs of positions.

    The longest common subsequence of 3-grams anchors it, so that words hold together in runs; single words find
    partners only between two anchors, and only where they make up much of what stands there.
    """
    return fill_gaps(one, other, spread_runs(align_runs(hash_runs(one), hash_runs(other), max_cells)))


def fill_gaps(one: Hashes, other: Hashes, anchors: Pairs) -> Pairs:
    """The given partners with those of the words between them."""
    left, right = one.tolist(), other.tolist()
    pairs: Pairs = []
    before = (-1, -1)
    for anchor in [*anchors, (len(left), len(right))]:
        if anchor[0] - before[0] > 1 and anchor[1] - before[1] > 1:
            pairs += align_gap(left, right, before, anchor)
        pairs.append(anchor)
        before = anchor
    pairs.pop()
    return pairs


def align_runs(one: Hashes, other: Hashes, max_cells: int) -> Pairs:
    """Partners of 3-grams. Texts too long for one table are cut at long runs that stand once in both."""
    if len(one) * len(other) <= max_cells:
        return common_subsequence(one.tolist(), other.tolist())
    size = LONG_RUN - SIZE + 1
    chain = unique_anchors(hash_runs(one, size).tolist(), hash_runs(other, size).tolist())
    pairs: Pairs = []
    before = (0, 0)
    for i, j in [*chain, (len(one), len(other))]:
        pairs += align_piece(one, other, before, (i, j), max_cells)
        before = (i, j)
    return pairs


def align_piece(one: Hashes, other: Hashes, start: tuple[int, int], end: tuple[int, int], max_cells: int) -> Pairs:
    """Partners between two cuts; a piece that is still too long for a table is matched by what is unique in it."""
    left, right = one[start[0] : end[0]].tolist(), other[start[1] : end[1]].tolist()
    align = common_subsequence if len(left) * len(right) <= max_cells else unique_anchors
    return [(i + start[0], j + start[1]) for i, j in align(left, right)]


def spread_runs(run_pairs: Pairs) -> Pairs:
    """Partners of words from partners of 3-grams; of two claims to a word, the earlier run's counts."""
    pairs: Pairs = []
    last_i = last_j = -1
    for i, j in run_pairs:
        for step in range(SIZE):
            if i + step > last_i and j + step > last_j:
                last_i, last_j = i + step, j + step
                pairs.append((last_i, last_j))
    return pairs


def align_gap(left: Sequence[int], right: Sequence[int], before: tuple[int, int], after: tuple[int, int]) -> Pairs:
    """Partners of the words between two anchors."""
    i, j = before[0] + 1, before[1] + 1
    one, other = left[i : after[0]], right[j : after[1]]
    shorter = min(len(one), len(other))
    found = common_subsequence(one, other)
    if len(found) < shorter * (MIN_GAP_SHARE if shorter <= SHORT_GAP else MIN_LONG_GAP_SHARE):
        return []
    return [(i + a, j + b) for a, b in found]
