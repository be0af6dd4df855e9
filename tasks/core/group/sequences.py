"""Longest common subsequences of sequences of 64-bit integers, exact, as runs of equal values.

The table is bit-parallel (rapidfuzz): 740 x 740 values take a tenth of a millisecond and 70 kB.
"""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence

from rapidfuzz.distance import LCSseq

Pairs = list[tuple[int, int]]
Block = tuple[int, int, int]  # where a run of equal values begins in one and in the other, and its length
Blocks = list[Block]


def common_blocks(one: "array[int]", other: "array[int]") -> Blocks:
    """A longest common subsequence as runs, ascending; of several as long, one with late partners.

    Both arrays have the type code Q. It is the ends that a lost stretch leaves behind which hold together: read from
    the end, `the border of [the sea and of] the river` keeps its last words whole.
    """
    if not one or not other:
        return []
    n_left, n_right = len(one), len(other)
    found = LCSseq.editops(one[::-1], other[::-1]).as_matching_blocks()
    return [(n_left - run.a - run.size, n_right - run.b - run.size, run.size) for run in reversed(found) if run.size]


def pairs_of(blocks: Iterable[Block]) -> Pairs:
    """The positions in both, one pair a value."""
    pairs: Pairs = []
    for i, j, length in blocks:
        pairs += zip(range(i, i + length), range(j, j + length), strict=True)
    return pairs


def unique_anchors(one: Sequence[int], other: Sequence[int]) -> Pairs:
    """Values that stand once in each, at positions that ascend in both: the longest such chain."""
    once, other_once = Counter(one), Counter(other)
    place = {value: at for at, value in enumerate(other) if other_once[value] == 1}
    return longest_ascending(
        [(at, place[value]) for at, value in enumerate(one) if once[value] == 1 and value in place]
    )


def longest_ascending(pairs: Pairs) -> Pairs:
    """The longest chain of pairs, ascending in the first place, that ascends in the second too."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for at, (_, column) in enumerate(pairs):
        length = bisect_left(ends, column)
        before.append(last[length - 1] if length else -1)
        if length == len(ends):
            ends.append(column)
            last.append(at)
        else:
            ends[length], last[length] = column, at
    chain: Pairs = []
    at = last[-1] if last else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    chain.reverse()
    return chain
