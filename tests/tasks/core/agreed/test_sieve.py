"""The sieve never misses what stands at several places, and hashes are grouped whatever they are."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tasks.core.agreed.sieve import Sieve, by_hash, mixed, shared_stretches

HASHES = st.lists(st.one_of(st.integers(0, 5), st.integers(0, 2**64 - 1), st.integers(2**63, 2**63 + 3)), max_size=60)
MANY = 70_000  # more than the sieve takes at a time


@given(HASHES, st.integers(0, 60))
def test_no_hash_that_stands_twice_is_missed_wherever_the_parts_end(values: list[int], cut: int) -> None:
    hashes = np.array(values, np.uint64)
    sieve = Sieve(len(hashes))
    sieve.add(hashes[:cut])
    sieve.add(hashes[cut:])
    counts = Counter(values)
    found = sieve.several(hashes).tolist()
    assert all(several for several, value in zip(found, values, strict=True) if counts[value] > 1)


def test_most_hashes_that_stand_once_are_held_back() -> None:
    hashes = np.random.default_rng(1).integers(0, 2**64, MANY, dtype=np.uint64)
    hashes[-1] = hashes[0]
    sieve = Sieve(len(hashes))
    sieve.add(hashes)
    found = sieve.several(hashes)
    assert found[0]
    assert found[-1]
    assert np.count_nonzero(found) < MANY / 2


@given(HASHES)
def test_places_are_put_in_the_order_of_their_hashes(values: list[int]) -> None:
    order = by_hash(np.array(values, np.uint64)).tolist()
    assert sorted(order) == list(range(len(values)))
    assert [values[at] for at in order] == sorted(values)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), max_size=20))
def test_stretches_hold_the_places_of_each_hash_that_several_statements_have(pairs: list[tuple[int, int]]) -> None:
    places, is_first = shared_stretches(
        np.array([value for value, _ in pairs], np.uint64), np.array([statement for _, statement in pairs], np.int32)
    )
    found: list[set[int]] = []
    for place, first in zip(places.tolist(), is_first.tolist(), strict=True):
        if first:
            found.append(set())
        found[-1].add(place)
    expected = []
    for value in sorted({value for value, _ in pairs}):
        homes = {at for at, (other, _) in enumerate(pairs) if other == value}
        if len({pairs[at][1] for at in homes}) > 1:
            expected.append(homes)
    assert found == expected


def test_a_hash_of_words_depends_on_their_order_and_on_nothing_else() -> None:
    ids = np.array([2**60 + 4, 2**61 + 8, 2**60 + 4, 2**61 + 8, 2**62], np.uint64)
    one = mixed(ids, (0, 1), 0, 4)
    assert one[0] == one[2]
    assert one[0] != one[1]
    assert mixed(ids, (0, 2), 0, 3)[0] != one[0]
