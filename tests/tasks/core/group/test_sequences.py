"""Subsequences are longest, ascending and partners are equal."""

from array import array
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tasks.core.group.sequences import common_blocks, longest_ascending, pairs_of, unique_anchors

SEQUENCES = st.lists(st.integers(0, 4), max_size=24)


def common_pairs(one, other):
    return pairs_of(common_blocks(array("Q", one), array("Q", other)))


def longest_by_table(one, other):
    row = [0] * (len(other) + 1)
    for value in one:
        above = row[:]
        for at, partner in enumerate(other):
            row[at + 1] = above[at] + 1 if value == partner else max(above[at + 1], row[at])
    return row[-1]


@given(SEQUENCES, SEQUENCES)
def test_no_longer_subsequence_exists(one, other):
    pairs = common_pairs(one, other)
    assert len(pairs) == longest_by_table(one, other)
    assert all(one[i] == other[j] for i, j in pairs)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))


@given(SEQUENCES, SEQUENCES)
def test_runs_are_whole(one, other):
    blocks = common_blocks(array("Q", one), array("Q", other))
    assert all(length > 0 for _, _, length in blocks)
    assert all((i + length, j + length) != after[:2] for (i, j, length), after in pairwise(blocks))


def test_of_equals_the_later_partner_counts():
    assert common_pairs([7, 1, 7, 2], [7, 2]) == [(2, 0), (3, 1)]


def test_the_largest_numbers_are_compared_too():
    assert common_blocks(array("Q", [2**64 - 1, 2**63]), array("Q", [2**63])) == [(1, 0, 1)]


def test_anchors_are_unique_in_both_and_ascend():
    assert unique_anchors([1, 2, 3, 4, 2], [1, 4, 3]) in ([(0, 0), (2, 2)], [(0, 0), (3, 1)])
    assert longest_ascending([(0, 5), (1, 1), (2, 2), (3, 0), (4, 3)]) == [(1, 1), (2, 2), (4, 3)]
    assert longest_ascending([]) == []
