"""Partners of two texts, found quickly: equal words, in the order of both."""

from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from tasks.core.group.anchors import find_blocks, heaviest_chain
from tasks.core.group.settings import Grouping
from tests.tasks.core.group.made import WORDS, made_paragraphs
from tests.tasks.core.group.pairs import make_texts_of

SETTINGS = Grouping()
BODY = " ".join(made_paragraphs(1)).split()


def blocks_of(one, other):
    texts = make_texts_of({"a": " ".join(one), "b": " ".join(other)})
    return find_blocks(texts["a"], texts["b"], SETTINGS)


def test_of_the_same_words_there_is_one_run():
    assert blocks_of(BODY, BODY) == [(0, 0, len(BODY))]


def test_a_lost_stretch_parts_two_runs():
    assert blocks_of(BODY, BODY[:50] + BODY[60:]) == [(0, 0, 50), (60, 50, len(BODY) - 60)]


def test_single_words_between_changed_ones_keep_their_partners():
    other = [*BODY[:50], "nowhere", BODY[51], "somewhere", *BODY[53:]]
    assert blocks_of(BODY, other) == [(0, 0, 50), (51, 51, 1), (53, 53, len(BODY) - 53)]


def test_of_parts_that_changed_places_the_longer_is_followed():
    other = BODY[200:] + BODY[:200]
    longer = max(200, len(BODY) - 200)
    assert max(length for _, _, length in blocks_of(BODY, other)) == longer


def test_the_heaviest_chain():
    assert heaviest_chain([(0, 50, 3), (10, 5, 2), (20, 10, 2), (30, 60, 1)]) == [(10, 5, 2), (20, 10, 2), (30, 60, 1)]
    assert heaviest_chain([(0, 50, 9), (10, 5, 2), (20, 10, 2)]) == [(0, 50, 9)]


PLACES = st.lists(st.integers(1, 9), min_size=1, max_size=12).flatmap(
    lambda lengths: st.permutations(range(len(lengths))).map(
        lambda columns: [(10 * at, 10 * column, n) for at, (column, n) in enumerate(zip(columns, lengths, strict=True))]
    )
)


@examples(max_examples=60, deadline=None)
@given(PLACES)
def test_no_chain_is_heavier(blocks):
    def weight(chosen):
        return sum(length for _, _, length in chosen)

    chains = [[]]
    for block in blocks:
        chains += [[*chain, block] for chain in chains if not chain or chain[-1][1] < block[1]]
    found = heaviest_chain(blocks)
    assert found in chains
    assert weight(found) == max(map(weight, chains))


SOME = st.lists(st.sampled_from(WORDS[:12]), min_size=1, max_size=60)


@examples(max_examples=60, deadline=None)
@given(SOME, SOME)
def test_partners_are_equal_words_in_the_order_of_both(one, other):
    end = other_end = 0
    for start, other_start, length in blocks_of(one, other):
        assert length > 0
        assert end <= start
        assert other_end <= other_start
        end, other_end = start + length, other_start + length
        assert [word.lower() for word in one[start:end]] == [word.lower() for word in other[other_start:other_end]]
    assert (end <= len(one), other_end <= len(other)) == (True, True)
