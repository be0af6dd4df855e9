"""What counts as wording, and what says nothing by itself."""

from array import array

import pytest

from tasks.core.agreed.settings import Agreed
from tasks.core.agreed.wording import Wording, language, weigh
from tasks.core.words import WORD

SETTINGS = Agreed()


def weighed(text: str, language_code: str = "en") -> Wording:
    return weigh(WORD.findall(text), language_code, SETTINGS)


def is_wording(text: str, language_code: str = "en") -> bool:
    return weighed(text, language_code).is_wording(0, len(WORD.findall(text)), SETTINGS)


@pytest.mark.parametrize(
    "text",
    [
        "every inch of Allied territory",
        "for as long as it takes",
        "the sovereignty and territorial integrity of Ukraine",
        "Reaffirming our unwavering commitment",
        "an attack on one is an attack on all",
    ],
)
def test_wording(text: str) -> None:
    assert is_wording(text)


@pytest.mark.parametrize(
    "text",
    [
        "in accordance with the provisions",
        "we will continue to do so in order to",
        "the President of the Republic of Kazakhstan",
        "the United Nations Security Council in New York",
        "on 24 March 2022 at 15.30",
        "Done at Brussels",
        "of this section and of section 4",
    ],
)
def test_no_wording(text: str) -> None:
    assert not is_wording(text)


def test_weights_count_words_names_and_signs() -> None:
    text = "We defend Allied soil in 2022"
    assert weighed(text) == Wording(
        array("d", (0, 0, 1, 1, 2, 2, 2)),
        array("d", (0, 0, 0, 0.5, 0.5, 0.5, 0.5)),
        bytes((True, *[False] * 3, True, False)),
    )
    assert weighed("国家主权").weight(0, 4, SETTINGS) == pytest.approx(4 * SETTINGS.sign_weight)


def test_names_alone_never_make_wording_however_many_there_are() -> None:
    text = "and Anna Berta Clara Dora Emma Frieda Greta Hanna"
    assert weighed(text).weight(0, 9, SETTINGS) == SETTINGS.max_names_weight


def test_nouns_with_capitals_are_no_names_where_all_nouns_have_them() -> None:
    assert is_wording("die Souveränität und Unversehrtheit des Landes", "de")
    assert not is_wording("the Sovereignty and Integrity of Georgia", "en")


def test_a_run_ends_before_the_function_words_at_its_end() -> None:
    assert weighed("every inch of Allied territory and of the").trimmed(0, 8) == 5
    assert weighed("and of the").trimmed(0, 3) == 0


def test_of_a_language_without_lists_every_word_counts() -> None:
    assert language("xx").function_words == frozenset()
    assert weighed("ene bene mene", "xx").weight(0, 3, SETTINGS) == 3
