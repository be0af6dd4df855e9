"""Texts worth comparing are found by what they share, never by what else there is; formulaic text pairs nobody."""

import random
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from tasks.core.group import candidates
from tasks.core.group.candidates import candidate_pairs, find_pairs
from tasks.core.group.model import KnownPairs
from tasks.core.group.reviewed import Review, Reviewed
from tasks.core.group.settings import Grouping
from tasks.core.group.shingles import hash_runs, reach, sketch
from tasks.core.group.texts import make_texts
from tests.tasks.core.group.made import WORDS, document_id, made_paragraphs, make_document, make_input

SETTINGS = Grouping()


def runs(words):
    return hash_runs(np.array([hash(word) & (2**64 - 1) for word in words], np.uint64))


def made_words(seed, n):
    chance = random.Random(seed)
    return [chance.randrange(10**9) for _ in range(n)]


def misread(words, share):
    chance = random.Random(5)
    return [chance.randrange(10**9) if chance.random() < share else word for word in words]


BASE = made_words(1, 400)


@pytest.mark.parametrize(
    ("other", "is_found"),
    [
        (BASE[200:], True),
        (BASE[:30], True),
        (BASE[100:130] + made_words(2, 1000), False),
        (BASE[100:200] + made_words(2, 3000), True),
        (misread(BASE, 0.4), True),
        (made_words(3, 400), False),
    ],
    ids=["half", "thirty words", "a sentence in an article", "a quotation in an article", "misread", "another text"],
)
def test_texts_that_share_enough_are_candidates(other, is_found):
    assert candidate_pairs({"a": runs(BASE), "b": runs(other)}, SETTINGS) == ([("a", "b")] if is_found else [])


def test_a_short_text_is_compared_with_a_long_one_where_both_are_known():
    """The sketch of a text of 200 words reaches further than that of one of 4,000."""
    short = made_words(4, 100)
    found = candidate_pairs({"short": runs(short), "long": runs(short[:50] + made_words(6, 4000))}, SETTINGS)
    assert found == [("long", "short")]


def test_a_wording_that_many_texts_have_pairs_nobody():
    formula = made_words(9, 200)
    texts = {f"{at:03}": runs(formula + made_words(1000 + at, 10)) for at in range(SETTINGS.max_documents + 1)}
    assert candidate_pairs(texts, SETTINGS) == []
    del texts["000"]
    assert len(candidate_pairs(texts, SETTINGS)) == SETTINGS.max_documents * (SETTINGS.max_documents - 1) // 2


def test_a_wording_that_some_texts_have_counts_for_less():
    formula = made_words(9, 25)
    texts = {f"{at:03}": runs(formula + made_words(1000 + at, 175)) for at in range(SETTINGS.rare_documents + 1)}
    n_common = len(candidate_pairs(texts, SETTINGS))
    del texts["000"]
    assert 50 * n_common < len(candidate_pairs(texts, SETTINGS))


def test_a_hundred_copies_each_damaged_otherwise_stay_together():
    chance = random.Random(3)
    copies = {
        f"{at:03}": runs([chance.randrange(10**9) if chance.random() < 0.08 else word for word in BASE])
        for at in range(100)
    }
    pairs = candidate_pairs(copies, SETTINGS)
    reached = {"000"}
    for _ in range(3):
        reached |= {name for pair in pairs if reached & set(pair) for name in pair}
    assert len(reached) == 100


def brute_force(texts, settings):
    """The rule, pair by pair."""
    sketches = {name: set(sketch(each, settings).tolist()) for name, each in texts.items()}
    reaches = {name: reach(sketch(each, settings), settings) for name, each in texts.items()}
    held = [hashed for each in sketches.values() for hashed in each]
    counts = {hashed: held.count(hashed) for hashed in set(held)}
    found = []
    for one, other in combinations(sorted(texts), 2):
        shared = [counts[hashed] for hashed in sketches[one] & sketches[other]]
        n_rare = sum(count <= settings.rare_documents for count in shared)
        n_common = sum(settings.rare_documents < count <= settings.common_documents for count in shared)
        n_frequent = sum(settings.common_documents < count <= settings.max_documents for count in shared)
        weight = n_rare + settings.common_weight * n_common + settings.frequent_weight * n_frequent
        common = min(reaches[one], reaches[other])
        comparable = min(len(sketches[name]) * (common / reaches[name]) for name in (one, other))
        is_shared = weight >= settings.min_hits and weight >= settings.min_hit_share * comparable
        if is_shared or n_rare >= settings.min_quoted_hits:
            found.append((one, other))
    return found


SMALL = Grouping(
    rare_documents=2,
    common_documents=3,
    max_documents=4,
    min_sketch=6,
    common_weight=0.5,
    frequent_weight=0.25,
    min_hits=1.5,
    min_hit_share=0.3,
    min_quoted_hits=4,
)
TEXTS = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=3), st.lists(st.integers(0, 5), max_size=30), min_size=0, max_size=12
)


@limits(max_examples=50, deadline=None)
@given(texts=TEXTS, block=st.integers(1, 40))
def test_the_pairs_are_those_of_the_rule_in_blocks_of_any_size(texts, block):
    hashed = {name: runs(words) for name, words in texts.items()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(candidates, "BLOCK", block)
        assert candidate_pairs(hashed, SMALL) == brute_force(hashed, SMALL)


@limits(max_examples=50, deadline=None)
@given(texts=TEXTS, seed=st.integers(0, 100))
def test_the_order_of_texts_makes_no_difference(texts, seed):
    hashed = {name: runs(words) for name, words in texts.items()}
    shuffled = list(hashed.items())
    random.Random(seed).shuffle(shuffled)
    assert candidate_pairs(dict(shuffled), SMALL) == candidate_pairs(hashed, SMALL)


def test_a_sketch_holds_a_share_of_all_and_enough_of_short_texts():
    long, short = runs(made_words(1, 4000)), runs(made_words(2, 100))
    assert 900 < len(sketch(long, SETTINGS)) < 1100
    assert len(sketch(short, SETTINGS)) == SETTINGS.min_sketch
    assert len(sketch(runs(made_words(3, 12)), SETTINGS)) == 10
    assert [round(reach(sketch(each, SETTINGS), SETTINGS), 1) for each in (long, short, short[:10])] == [0.2, 0.6, 1.0]


def texts_of(*made):
    given = make_input(made)
    return make_texts(given.documents, given.paragraphs, given.sentences)


def test_copies_stand_for_one_another_but_those_that_people_decided_on():
    paragraphs = made_paragraphs(1)
    revised = [paragraphs[0] + f" {' '.join(WORDS[:20])}.", *paragraphs[1:]]
    texts = texts_of(
        *(make_document(name, paragraphs) for name in ("one", "two", "three")),
        make_document("revised", revised),
        make_document("other", made_paragraphs(2)),
    )
    copies = sorted(document_id(name) for name in ("one", "two", "three"))
    pair = tuple(sorted((copies[0], document_id("revised"))))
    assert find_pairs(texts, Reviewed(), SETTINGS) == KnownPairs([pair], {})

    decided = tuple(sorted((copies[2], document_id("other"))))
    found = find_pairs(texts, Reviewed(apart={decided: Review("an analyst", "another day")}), SETTINGS)
    apart = [tuple(sorted((copies[2], each))) for each in (copies[0], document_id("revised"))]
    assert list(found.pairs) == sorted([pair, decided, *apart])


def test_a_date_of_its_own_keeps_a_document_apart():
    paragraphs = made_paragraphs(1)
    texts = texts_of(make_document("one", paragraphs), make_document("two", paragraphs, date_edtf="2024-01-05"))
    assert len(find_pairs(texts, Reviewed(), replace(SETTINGS)).pairs) == 1
