"""How a version stands to the main version: the first relation that applies."""

import random

import pytest

from tasks.core.group.relations import Damage, name_relation
from tasks.core.group.settings import Grouping
from tests.tasks.core.group.made import made_paragraphs
from tests.tasks.core.group.versions import counterparts

BASE = made_paragraphs(5, 6, 4)
WORDS = " ".join(BASE).split()


def relation(version, **facts):
    return name_relation(counterparts(BASE, version, **facts), Grouping())[0]


def edited(share, edit):
    """The text with a share of its words given to `edit`, which returns what stands in their place."""
    chance = random.Random(1)
    return [" ".join(edit(word) if chance.random() < share else word for word in part.split()) for part in BASE]


def misread(word):
    return word.replace("e", "c").replace("l", "1").replace("a", "o") if len(word) > 3 else word


def test_the_same_words_in_another_layout_are_a_duplicate():
    assert relation([" ".join(BASE).replace(". ", ".\n")]) == "duplicate"
    assert relation([part.upper() for part in BASE]) == "duplicate"


def test_hyphens_and_list_marks_make_no_other_text():
    assert relation([f"({letter}) {part}" for letter, part in zip("abcdef", BASE, strict=True)]) == "duplicate"


@pytest.mark.parametrize("kept", [0.3, 0.7, 0.9])
def test_a_head_or_a_tail_is_truncated(kept):
    n_words = int(kept * len(WORDS))
    assert relation([" ".join(WORDS[:n_words])]) == "truncated"
    assert relation([" ".join(WORDS[-n_words:])]) == "truncated"


def test_clipped_sentences_run_together_are_truncated():
    clipped = " ".join(" ".join(sentence.split()[:-5]) for part in BASE for sentence in part.split(". "))
    assert relation([clipped]) == "truncated"


@pytest.mark.parametrize("share", [0.05, 0.2])
def test_other_words_here_and_there_are_a_revision(share):
    assert relation(edited(share, lambda word: "quickly")) == "revised"
    assert relation(edited(share, lambda word: f"{word} quickly")) == "revised"
    assert relation(edited(share, lambda word: "")) == "revised"


@pytest.mark.parametrize("share", [0.1, 0.4, 0.8])
def test_misread_letters_are_no_revision(share):
    found = counterparts(BASE, edited(share, misread))
    assert name_relation(found, Grouping())[0] == "reformatted"
    assert found.coverage_ratio > 0.9


def test_two_languages_are_a_translation():
    assert relation(made_paragraphs(6, 6, 4), language_code="pl") == "translation"
    assert relation(BASE, language_code="und") == "duplicate"


def test_what_was_moved_is_neither_lost_nor_added():
    found = counterparts(BASE, [*BASE[1:], BASE[0]])
    assert name_relation(found, Grouping()) == ("reformatted", Damage(0, 0, 0))
    assert found.coverage_ratio == 1.0


def test_coverage_counts_the_words_that_are_left():
    n_words = len(WORDS) // 2
    assert counterparts(BASE, [" ".join(WORDS[:n_words])]).coverage_ratio == pytest.approx(n_words / len(WORDS))
