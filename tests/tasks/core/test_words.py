"""Words are compared without case, quotes and dashes; their spans slice back."""

from hypothesis import given
from hypothesis import strategies as st

from tasks.core.words import WordIds, fold_word, folded_words, letters_alone, word_spans


def test_case_quotes_and_dashes_make_no_difference():
    printed = "Russia’s long‑standing NATO–Ukraine ﬁeld, 40,000 of them"
    assert folded_words(printed) == ["russia's", "long-standing", "nato-ukraine", "field", "40", "000", "of", "them"]
    assert folded_words("RUSSIA'S long-standing NATO-Ukraine field, 40,000 of them") == folded_words(printed)


def test_soft_hyphens_are_not_letters():
    assert folded_words("co\u00adoperation") == ["cooperation"]


def test_scripts_without_spaces_have_a_word_for_each_sign():
    assert folded_words("日本の声明 2024") == ["日", "本", "の", "声", "明", "2024"]


def test_hyphenation_leaves_the_letters():
    assert letters_alone("longer-term") == letters_alone("longerterm") == "longerterm"


def test_ids_are_those_of_the_folded_word():
    ids = WordIds()
    assert ids["NATO’s"] == ids["nato's"] != ids["nato"]
    assert WordIds()["nato"] == ids["nato"]


@given(st.text(max_size=200))
def test_spans_slice_back(text):
    assert [fold_word(text[start:end]) for start, end in word_spans(text)] == folded_words(text)
