"""What is measured of two texts: where they agree, and what stands in the gaps."""

from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.core.group.evidence import (
    Evidence,
    align,
    align_all,
    compare,
    first_look,
    from_json,
    look,
    same_words,
    to_json,
)
from tasks.core.group.settings import Grouping
from tests.tasks.core.group.made import made_paragraphs
from tests.tasks.core.group.pairs import make_texts_of, text_of

SETTINGS = Grouping()
BODY = " ".join(made_paragraphs(1))
WORDS = BODY.split()


def compared(one, other):
    return compare(text_of("a", one), text_of("b", other), SETTINGS)


def counts(found):
    return {name: value for name, value in asdict(found).items() if name.startswith("n_") and "runs" not in name}


def test_the_same_words_have_partners_all():
    found = compared(BODY, BODY.upper().replace(" ", "\n"))
    assert (found.containment, found.other_containment, found.likeness) == (1.0, 1.0, 1.0)
    assert (found.n_matched, found.longest_run, found.n_changes) == (len(WORDS), len(WORDS), 0)
    assert (found.start, found.end, found.other_start, found.other_end) == (0, len(WORDS), 0, len(WORDS))


def test_a_lost_stretch_is_lost_and_nothing_else():
    found = compared(BODY, " ".join(WORDS[:100] + WORDS[120:]))
    assert (found.n_lost, found.n_added, found.n_changes, found.n_misread) == (20, 0, 0, 0)
    assert found.other_containment == 1.0
    assert (found.n_windows, found.n_touched) == (round(len(WORDS) / 50), 0)


def test_other_words_in_their_place_are_replaced_or_reworded():
    sentence = ["Kein", "einziges", "davon", "war", "jemals", "zuvor", "hier"]
    found = compared(BODY, " ".join([*WORDS[:50], "nowhere", *WORDS[51:100], *sentence, *WORDS[107:]]))
    assert (found.n_reworded, found.n_replaced, found.n_changes, found.n_conflicts) == (1, 7, 2, 0)
    assert found.n_touched == 2


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("2023", "2024"),
        ("March", "June"),
        ("Monday", "vendredi"),
        ("79th", "80th"),
        ("third", "fourth"),
        ("1,5", "2,5"),
    ],
)
def test_other_numbers_months_days_and_ordinals_are_a_conflict(mine, theirs):
    found = compared(" ".join([*WORDS[:60], mine, *WORDS[60:]]), " ".join([*WORDS[:60], theirs, *WORDS[60:]]))
    assert (found.n_conflicts, found.n_misread) == (1, 0)


def test_misread_words_are_neither_lost_nor_changed():
    misread = [word[:-1] + "1" if at % 4 == 0 and len(word) > 4 else word for at, word in enumerate(WORDS)]
    found = compared(BODY, " ".join(misread))
    assert found.n_misread == sum(a != b for a, b in zip(WORDS, misread, strict=True)) > 20
    assert (found.n_changes, found.containment) == (0, 1.0)
    assert found.longest_stretch >= len(WORDS) - 1  # misread words at the ends are no part of a stretch


def test_a_number_misread_in_a_misread_text_is_no_conflict():
    misread = [word[:-1] + "1" if at % 4 == 0 and len(word) > 4 else word for at, word in enumerate(WORDS)]
    one, other = [*WORDS[:61], "2010", *WORDS[61:]], [*misread[:61], "2810", *misread[61:]]
    assert compared(" ".join(one), " ".join(other)).n_conflicts == 0
    assert compared(" ".join(one), " ".join([*WORDS[:61], "2810", *WORDS[61:]])).n_conflicts == 1


def test_what_stands_beside_the_region_is_not_in_it():
    found = compared(
        " ".join(made_paragraphs(7) + made_paragraphs(1)), " ".join(made_paragraphs(1) + made_paragraphs(8))
    )
    assert found.start == len(" ".join(made_paragraphs(7)).split())
    assert (found.other_start, found.other_end) == (0, len(WORDS))


def test_texts_without_a_run_in_common():
    found = compared("Alpha beta gamma delta", "Eins zwei drei vier")
    assert (found.is_aligned, found.coverage, found.likeness) == (True, 0.0, 0.0)


def test_the_first_look_is_part_of_both():
    one, other = text_of("a", BODY, date_edtf="2020-01-01"), text_of("b", BODY[:2000], date_edtf="2021-01-01")
    seen, found = look(one, other, SETTINGS), compare(one, other, SETTINGS)
    assert (seen.veto, seen.is_aligned) == ("date", False)
    assert first_look(found) == seen
    assert align(seen, one, other, SETTINGS) == found


def test_copies_have_the_evidence_of_a_comparison_with_themselves():
    text = text_of("a", BODY)
    found, compared_ = same_words(text), compare(text, text, SETTINGS)
    assert (found.n_matched, found.coverage, found.is_aligned) == (compared_.n_matched, 1.0, True)


def test_other_scripts():
    one = "全球和平与安全需要各国共同努力，我们欢迎各方达成的协议并呼吁立即停火。" * 2
    found = compared(one, one.replace("欢迎", "拒绝"))
    assert (found.n_changes, found.n_reworded) == (2, 4)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from([*WORDS[:40], "2020", "March"]), min_size=1, max_size=80), st.data())
def test_evidence_is_bounded_survives_json_and_is_the_same_from_both_sides(words, data):
    other = data.draw(st.lists(st.sampled_from([*WORDS[:40], "2021"]), min_size=1, max_size=80))
    texts = make_texts_of({"a": " ".join(words), "b": " ".join(other)})
    found = compare(texts["a"], texts["b"], SETTINGS)
    assert from_json(to_json(found)) == found
    assert 0 <= found.coverage <= 1
    assert 0 <= found.start <= found.end <= len(words)
    assert found.n_matched + found.n_lost + found.n_replaced + found.n_reworded <= len(words)
    assert isinstance(found, Evidence)
    mirrored = look(texts["b"], texts["a"], SETTINGS)
    seen = look(texts["a"], texts["b"], SETTINGS)
    assert (mirrored.n_shared_runs, mirrored.n_runs, mirrored.veto) == (
        seen.n_shared_runs,
        seen.n_other_runs,
        seen.veto,
    )


MANY = st.lists(
    st.lists(st.sampled_from([*WORDS[:25], "2020", "March"]), min_size=1, max_size=60), min_size=2, max_size=6
)


@settings(max_examples=40, deadline=None)
@given(MANY)
def test_pairs_that_are_aligned_together_have_the_evidence_of_each_alone(bodies):
    texts = [text_of(str(at), " ".join(words)) for at, words in enumerate(bodies)]
    pairs = [(one, other) for one in texts for other in texts]
    seen = [look(one, other, SETTINGS) for one, other in pairs]
    alone = [align(first, one, other, SETTINGS) for first, (one, other) in zip(seen, pairs, strict=True)]
    assert align_all(seen, pairs, SETTINGS) == alone
