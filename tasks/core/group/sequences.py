"""Longest common subsequences of integer sequences, exact, in time proportional to length x length / word size.

The rows of the dynamic table are kept as the bits of one integer each (Hyyro's bit-parallel recurrence), which makes a
table of 1,000 x 1,000 cost a millisecond and 125 kB.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

Pairs = list[tuple[int, int]]


def common_subsequence(one: Sequence[int], other: Sequence[int]) -> Pairs:
    """Positions of a longest common subsequence in both, ascending; of several as long, one with late partners."""
    tail = common_suffix(one, other)
    left, right = one[: len(one) - tail], other[: len(other) - tail]
    head = common_prefix(left, right)
    return [
        *((at, at) for at in range(head)),
        *((i + head, j + head) for i, j in trace_table(left[head:], right[head:])),
        *((len(one) - after, len(other) - after) for after in range(tail, 0, -1)),
    ]


def common_prefix(one: Sequence[int], other: Sequence[int]) -> int:
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length


def common_suffix(one: Sequence[int], other: Sequence[int]) -> int:
    return common_prefix(one[::-1], other[::-1])


def trace_table(one: Sequence[int], other: Sequence[int]) -> Pairs:
    """The subsequence read back from the table; of several as long, the one with the latest partners."""
    places: dict[int, int] = {}
    for at, value in enumerate(other):
        places[value] = places.get(value, 0) | (1 << at)
    full = (1 << len(other)) - 1
    row, rows = full, [full]
    for value in one:
        hits = row & places.get(value, 0)
        row = ((row + hits) | (row - hits)) & full
        rows.append(row)
    return read_back(rows, len(other))


def read_back(rows: Sequence[int], n_columns: int) -> Pairs:
    """A zero bit at a column says that the subsequence grew there: the row where it appeared holds the partner."""
    pairs: Pairs = []
    column = n_columns
    for at in range(len(rows) - 1, 0, -1):
        column = (~rows[at] & ((1 << column) - 1)).bit_length()
        if not column:
            break
        if rows[at - 1] >> (column - 1) & 1:
            column -= 1
            pairs.append((at - 1, column))
    pairs.reverse()
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
