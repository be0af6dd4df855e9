"""Capitals that stand for a government, and capitals that are just towns."""

import pytest

from tests.tasks.core.annotate.made import candidates

ACTING = (
    "Moscow must withdraw its troops.",
    "Moscow has violated the ceasefire.",
    "Moscow is waging war.",
    "Moscow is not ready to talk.",
    "Moscow's unjustified aggression goes on.",
    "We condemned Moscow’s nuclear threats.",
    "The blackmail practised by Moscow has failed.",
    "We urged Moscow to comply.",
    "They called on Moscow to comply.",
    "We seek dialogue with Moscow.",
    "Increase the pressure on Moscow.",
    "Sanctions against Moscow were agreed.",
    "There was no answer from Moscow.",
    "This sends a clear signal to Moscow.",
    "The decision of Moscow was regretted.",
    "The Moscow authorities agreed.",
)
TOWNS = (
    "We met in Moscow.",
    "The embassy in Moscow must reopen.",
    "The mayor of Moscow said so.",
    "They travelled to Moscow.",
    "They flew from Moscow.",
    "Moscow, 3 May 2011",
    "Moscow was shelled.",
    "Moscow's airport is closed.",
    "The Moscow meeting was long.",
)


def referred(sentence: str) -> list[str | None]:
    return [one.refers_to for one in candidates(sentence) if one.label == "PLACE"]


@pytest.mark.parametrize("sentence", ACTING)
def test_a_capital_that_acts_or_is_addressed_is_a_government(sentence: str) -> None:
    assert referred(sentence) == ["country:RU"]


@pytest.mark.parametrize("sentence", TOWNS)
def test_a_capital_where_something_is_or_happens_is_a_town(sentence: str) -> None:
    assert referred(sentence) == [None]


@pytest.mark.parametrize(
    ("sentence", "states"),
    [
        ("Moscow and Minsk must stop.", ["country:RU", "country:BY"]),
        ("Talks between Moscow and Kyiv were held.", ["country:RU", "country:UA"]),
        ("The talks in Paris and London will go on.", [None, None]),
        ("We met in Paris; Moscow said no.", [None, "country:RU"]),
    ],
)
def test_capitals_in_a_row_are_alike(sentence: str, states: list[str | None]) -> None:
    assert referred(sentence) == states
