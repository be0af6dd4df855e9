"""One short text in all coats reads back as itself."""

from html import unescape

import pytest

from benchmarks.coats.catalogue import Coat, coats
from benchmarks.coats.fold import contains, folded_words
from benchmarks.coats.lines import Word, break_lines, softened, words_of
from benchmarks.coats.measure import measure
from benchmarks.coats.texts import TEXTS, stored
from benchmarks.coats.wrapped import in_sheets

SHORT = stored(TEXTS / "short-declaration.txt")


@pytest.mark.parametrize("coat", coats(), ids=lambda coat: coat.name)
def test_the_short_text_is_read_from_every_coat(coat: Coat) -> None:
    """The words in order, the numbers, the title, the footnote, the cells of the table, and no furniture."""
    measured = measure(coat, SHORT)

    assert (measured.error, measured.leaks, measured.failed) == ("", (), ())
    assert measured.differences == () or measured.ratio >= coat.floor, measured.differences
    assert (measured.number_recall, measured.n_extra_numbers) == (1.0, 0)


@pytest.mark.parametrize("name", ["html-semantic", "html-soup", "html-table-layout", "html-portal"])
def test_furniture_that_is_looked_for_is_there(name: str) -> None:
    """A page without its menu would prove nothing; nor would a menu whose words the text has too."""
    coat = next(coat for coat in coats() if coat.name == name)
    page = folded_words(unescape(coat.make(SHORT).decode("utf-8", "replace")))
    text = [word for block in SHORT.blocks for word in folded_words(block.plain)]

    assert contains(page, folded_words("Whistleblower line"))
    assert not [phrase for phrase in coat.phrases if contains(text, folded_words(phrase))]


def test_footnotes_stand_on_the_sheet_that_refers_to_them() -> None:
    """Two sheets of eight lines; the note takes the place of lines."""
    lines = [*"abcde", "f[1]", *"gh"]

    sheets = list(in_sheets(lines, {"[1]": ["[1] note"]}, 8))

    assert sheets == [["a", "b", "c", "d", "e"], ["f[1]", "g", "h", "", "_" * 20, "[1] note"]]


def test_broken_lines_hold_the_same_characters_and_keep_to_the_width() -> None:
    """Compounds are broken after their hyphen, other words with a new one."""
    words = words_of(
        "Long-term co-ordination of the Euro-Atlantic organisations strengthens everybody's preparedness.[^1]"
    )

    lines = break_lines(words, 13, 14, lambda word: len(word.plain), 1)

    shown = [" ".join(word.plain for word in line) for line in lines]
    assert max(map(len, shown[1:])) <= 14
    assert len(shown[0]) <= 13
    assert "".join(shown).replace("-", "").replace(" ", "") == "".join(word.plain.replace("-", "") for word in words)
    assert shown[:2] == ["Long-term co-", "ordination of"]


def test_soft_hyphens_are_all_that_softening_adds() -> None:
    """The words stay as they are."""
    soft = softened("The preparedness of well-known organisations [^1]")

    assert soft.replace("\u00ad", "") == "The preparedness of well-known organisations [^1]"
    assert soft.replace("\u00ad", "|") == "The pre|pa|red|ness of well-known orga|ni|sa|tions [^1]"


def test_a_word_that_fits_nowhere_stands_alone() -> None:
    """No line is lost and none is endless."""
    assert break_lines([Word("a"), Word("strengths" * 3), Word("b")], 4, 4, lambda word: len(word.text), 1, False) == [
        [Word("a")],
        [Word("strengths" * 3)],
        [Word("b")],
    ]
