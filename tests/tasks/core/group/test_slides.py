"""Gaps that can lie at several places lie where sentences begin or end; the words that are partners stay as many."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.core.group.alignment import align_blocks, as_array
from tasks.core.group.sequences import pairs_of
from tasks.core.group.settings import Grouping
from tasks.core.group.slides import join_gaps, slide_gaps
from tests.tasks.core.group.versions import made_texts

SENTENCES = st.lists(
    st.lists(st.sampled_from(["peace", "law", "we", "the"]), min_size=1, max_size=8).map(
        lambda words: " ".join(words).capitalize() + "."
    ),
    min_size=1,
    max_size=6,
)


def slid(main, version):
    one, other = made_texts([" ".join(main)], [" ".join(version)])
    words, other_words = as_array(one.word_ids), as_array(other.word_ids)
    blocks = align_blocks(one.word_ids, other.word_ids, Grouping().max_cells)
    return one, other, blocks, slide_gaps(one, other, words, other_words, blocks)


def test_the_lost_words_are_a_whole_sentence():
    first, second = "We met the guests at noon.", "They left the guests at noon."
    one, _, _, blocks = slid([first, second, "All was well."], [first, "All was well."])
    assert blocks == [(0, 0, 6), (12, 6, 3)]
    assert one.starts[:3] == (0, 6, 12)


def test_the_added_words_are_a_whole_sentence():
    first, second = "We met the guests at noon.", "They left the guests at noon."
    assert slid([first, "All was well."], [first, second, "All was well."])[3] == [(0, 0, 6), (6, 12, 3)]


def test_words_between_two_losses_join_the_run_that_has_them_too():
    numbers = as_array(made_texts(["a b c x y c d e f."], ["a b c d e f."])[0].word_ids)
    other = as_array(made_texts(["a b c d e f."], ["a b c d e f."])[0].word_ids)
    assert join_gaps(numbers, other, [(0, 0, 2), (2, 2, 1), (6, 3, 3)]) == [(0, 0, 2), (2, 2, 1), (6, 3, 3)]
    words = as_array(made_texts(["a x c y c d."], ["a c d."])[0].word_ids)
    shorter = as_array(made_texts(["a c d."], ["a c d."])[0].word_ids)
    assert join_gaps(words, shorter, [(0, 0, 1), (2, 1, 1), (5, 2, 1)]) == [(0, 0, 1), (4, 1, 2)]


@settings(max_examples=200, deadline=None)
@given(SENTENCES, SENTENCES)
def test_partners_stay_equal_ascending_and_as_many(main, version):
    one, other, blocks, moved = slid(main, version)
    pairs = pairs_of(moved)
    assert len(pairs) == len(pairs_of(blocks))
    assert all(one.word_ids[i] == other.word_ids[j] for i, j in pairs)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))
    assert all(length > 0 for _, _, length in moved)
