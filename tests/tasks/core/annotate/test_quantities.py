"""Money, shares and counts: what belongs to the mention, its name, and numbers that count nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.core.annotate.numbers import number_at
from tests.tasks.core.annotate.made import candidates, mentions


def quantities(sentence: str) -> list[tuple[str, str]]:
    return [(surface, name) for label, surface, name in mentions(sentence) if label == "QUANTITY"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It gave €40 billion.", ("€40 billion", "EUR 40000000000")),
        ("It gave EUR 1.5bn.", ("EUR 1.5bn", "EUR 1500000000")),
        ("It gave US$ 3 million.", ("US$ 3 million", "USD 3000000")),
        ("It gave EC$2.7 million.", ("EC$2.7 million", "XCD 2700000")),
        ("It gave R$ 770 million.", ("R$ 770 million", "BRL 770000000")),
        ("It gave $5m.", ("$5m", "USD 5000000")),
        ("It gave NOK 75 billion.", ("NOK 75 billion", "NOK 75000000000")),
        ("It gave three million euros.", ("three million euros", "EUR 3000000")),
        ("It gave 5 million Australian dollars.", ("5 million Australian dollars", "AUD 5000000")),
        ("It gave one billion dollars.", ("one billion dollars", "USD 1000000000")),
        ("It rose by 2.5 per cent.", ("2.5 per cent", "2.5 %")),
        ("It spends two percent of its income.", ("two percent", "2 %")),
        ("It rose by 20 to 30 per cent.", ("20 to 30 per cent", "20-30 %")),
        ("They sent 64 combat aircraft.", ("64 combat aircraft", "64 combat aircraft")),
        ("They trained 250 police trainers.", ("250 police trainers", "250 police trainers")),
        (
            "They shelter 1.2 million internally displaced persons.",
            ("1.2 million internally displaced persons", "1200000 internally displaced persons"),
        ),
        ("They sent half a million artillery shells.", ("half a million artillery shells", "500000 artillery shells")),
        ("They host 2–3 million refugees.", ("2–3 million refugees", "2000000-3000000 refugees")),
        ("They host 40 000 refugees.", ("40 000 refugees", "40000 refugees")),
        ("They planted 12,000 olive groves.", ("12,000 olive groves", "12000 olive groves")),
        ("At least 14 Challenger 2 tanks arrived.", ("14 Challenger 2 tanks", "14 challenger 2 tanks")),
        ("They lost 1914 men.", ("1914 men", "1914 men")),
        ("They lost 2,000 of them.", ("2,000", "2000")),
        ("They host millions of refugees.", ("millions of refugees", "millions of refugees")),
    ],
)
def test_one_quantity(sentence: str, expected: tuple[str, str]) -> None:
    assert quantities(sentence) == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "The two countries and three ministers met for 75 years and 48 hours.",
        "In 2022 our governments agreed on 152 other countries.",
        "The 1988 gas attacks, paragraph 12 and the 30,000-strong force are known.",
        "A 360-degree approach and the 21st session need no number.",
        "We recall resolution 1325 (2000) and Article 5.",
    ],
)
def test_what_is_no_quantity(sentence: str) -> None:
    assert quantities(sentence) == []


def test_a_state_before_the_unit_keeps_its_own_mention() -> None:
    assert mentions("They trained 500 Ukrainian soldiers.") == [
        ("QUANTITY", "500", "500"),
        ("COUNTRY", "Ukrainian", "UA"),
    ]


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1,000,000", "1000000"),
        ("1.000.000", "1000000"),
        ("1'000'000", "1000000"),
        ("1 000 000", "1000000"),
        ("1,5 million", "1500000"),
        ("twenty-four", "24"),
        ("two hundred and fifty", "250"),
        ("five hundred million", "500000000"),
        ("0.25", "0.25"),
    ],
)
def test_numbers_of_all_conventions(printed: str, value: str) -> None:
    number = number_at(printed, 0)
    assert number is not None
    assert (number.value, number.end) == (value, len(printed))


PIECES = st.sampled_from(
    ["$", "1", ",", "000", " ", "two ", "million ", "euros", "troops", "%", "-", " to ", ".", "half a "]
)


@given(st.lists(PIECES, max_size=20).map("".join))
def test_quantities_are_apart_and_inside(sentence: str) -> None:
    reached = 0
    for one in candidates(sentence):
        assert reached <= one.start < one.end <= len(sentence)
        reached = one.end
