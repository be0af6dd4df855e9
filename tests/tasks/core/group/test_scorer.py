"""The score card is read from its file, can be read, and says what it should of plain cases."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.core.group.evidence import Evidence, compare
from tasks.core.group.scorer import (
    CARD,
    NO_RIVALS,
    Rivals,
    features,
    height,
    points,
    probability,
    score_card,
    strongest,
)
from tasks.core.group.settings import Grouping
from tests.tasks.core.group.made import WORDS, made_paragraphs
from tests.tasks.core.group.pairs import text_of

BODY = " ".join(made_paragraphs(1, 12))
SETTINGS = Grouping()
CURVES = sorted(score_card()[1])


def score(one, other, rivals=NO_RIVALS):
    return probability(points(compare(text_of("a", one), text_of("b", other), SETTINGS), rivals))


def test_the_card_names_how_it_was_made_and_each_feature_once():
    card = json.loads(CARD.read_text(encoding="utf-8"))
    assert card["trained"]["command"] == "python -m benchmarks.versions.train"
    assert set(card["points"]) == set(features(Evidence(1, 1, 1, 1, 1, is_aligned=True)))


@pytest.mark.parametrize("name", CURVES)
def test_curves_ascend_in_the_value(name):
    places, _ = score_card()[1][name]
    assert list(places) == sorted(set(places))


CURVE = ((0.0, 1.0, 3.0), (0.0, 2.0, -2.0))


@pytest.mark.parametrize(
    ("value", "due"), [(-1.0, 0.0), (0.0, 0.0), (0.5, 1.0), (1.0, 2.0), (2.0, 0.0), (3.0, -2.0), (9, -2.0)]
)
def test_points_lie_on_lines_between_the_bends(value, due):
    assert height(CURVE, value) == due


@given(st.dictionaries(st.text(max_size=3), st.floats(-1e6, 1e6)))
def test_a_score_is_a_probability(given_points):
    assert 0 <= probability(given_points) <= 1


def test_the_strongest_points_are_told():
    assert strongest({"a": 0.1, "b": -3.0, "c": 2.004, "d": 1.0}) == {"b": -3.0, "c": 2.0, "d": 1.0}


def test_a_copy_scores_high_and_what_differs_lowers_it():
    words = BODY.split()
    lost = " ".join(words[:200] + words[300:])
    assert score(BODY, BODY) > 0.9
    assert score(BODY, lost) > 0.9
    other_half = " ".join(made_paragraphs(2, 12)).split()
    assert score(BODY, " ".join(words[:200] + other_half[:300])) < 0.1


def test_other_numbers_lower_the_score():
    clauses = [f"{clause} in {{year}} by {at} per cent." for at, clause in enumerate(made_paragraphs(3, 6, 1))]
    text = " ".join(clauses)
    assert score(text.format(year=2020), text.format(year=2021)) < score(text.format(year=2020), text.format(year=2020))


def test_closer_rivals_never_raise_the_score():
    shorter = " ".join(BODY.split()[:150] + list(WORDS[:30]))
    assert score(BODY, shorter, Rivals(1.0, 9)) <= score(BODY, shorter)


def test_shares_are_finite_for_texts_without_a_word_in_common():
    assert all(map(math.isfinite, features(Evidence(3, 3, 1, 1, 0, is_aligned=True)).values()))
