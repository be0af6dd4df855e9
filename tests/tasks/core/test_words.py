"""Words are compared without case, quotes and dashes; their spans slice back."""

from hypothesis import given
from hypothesis import strategies as st

from tasks.core import words
from tasks.core.words import IS_NUMBER, WordIds, fold_word, folded_words, letters_alone, word_id, word_spans

PRINTED = st.text(
    st.sampled_from("aB1\u00e9\ufb01\u0130\u65e5\u672c-'’`\u00ad\u2011_.,\u00b2 \n\u00a0\u2003\x1f"), max_size=80
)


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
    assert WordIds()["nato"] == ids["nato"] == word_id("Nato")
    assert ids["(NATO,"] == ids["nato"]
    assert ids["--"] == b""


def test_ids_tell_numbers():
    numbers = [word_id(word)[0] & IS_NUMBER for word in ("2024", "13th", "nato", "٤٠")]
    assert numbers == [1, 0, 0, 1]


@given(st.text(max_size=200) | PRINTED)
def test_the_ids_of_the_pieces_are_those_of_the_words(text):
    ids = WordIds()
    due = b"".join(word_id(word) for word in words.WORD.findall(text))
    assert b"".join(ids[piece] for piece in text.split()) == due
    assert b"".join(ids[piece] for piece in text.split()) == due, "remembered ones too"


@given(st.text(max_size=200) | PRINTED)
def test_words_are_spelled_by_their_ids(text):
    ids = WordIds()
    found = b"".join(ids[piece] for piece in text.split())
    numbers = [int.from_bytes(found[at : at + 8], "little") for at in range(0, len(found), 8)]
    assert [ids.spelled[number] for number in numbers] == folded_words(text)


def test_only_so_many_pieces_are_remembered(monkeypatch):
    monkeypatch.setattr(words, "MAX_REMEMBERED", 10)
    ids = WordIds()
    for number in range(100):
        assert ids[f"no.{number}"] == word_id("no") + word_id(str(number))
        assert max(len(ids), len(ids.spelled)) <= 12
    ids["a" * 1000]
    assert "a" * 1000 not in ids


@given(st.text(max_size=60) | PRINTED | st.text(st.sampled_from("aB1-’`\u00ad "), max_size=60))
def test_words_are_those_of_the_pieces_between_spaces(text):
    assert folded_words(text) == [fold_word(word) for word in words.WORD.findall(text)]
    assert folded_words(text + "a" * 50) == [fold_word(word) for word in words.WORD.findall(text + "a" * 50)]


@given(st.text(max_size=200))
def test_spans_slice_back(text):
    assert [fold_word(text[start:end]) for start, end in word_spans(text)] == folded_words(text)
