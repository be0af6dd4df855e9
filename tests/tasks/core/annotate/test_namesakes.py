"""Of several people of one name, the state that stands beside tells which is meant; nothing else makes it sure."""

import pytest

from tasks.core.annotate.links import SHARED_NAME_CONFIDENCE
from tests.tasks.core.annotate.made import candidates

MORALES = {"Bolivia": "person:evo-morales", "Guatemala": "person:jimmy-morales"}
BARROW = {"the Gambia": "person:adama-barrow", "Belize": "person:dean-barrow"}


@pytest.mark.parametrize(
    ("sentence", "expected", "other"),
    [
        (f"{office} {surname} of {state} spoke.", meant, next(one for one in people.values() if one != meant))
        for office, surname, people in (("President", "Morales", MORALES), ("President", "Barrow", BARROW))
        for state, meant in people.items()
    ]
    + [
        ("We met Bolivian President Morales.", MORALES["Bolivia"], MORALES["Guatemala"]),
        ("We met Guatemalan President Morales.", MORALES["Guatemala"], MORALES["Bolivia"]),
    ],
)
def test_the_state_beside_a_shared_name_tells_who_is_meant(sentence: str, expected: str, other: str) -> None:
    (found,) = (one for one in candidates(sentence, "2018-06-15") if one.label == "PERSON")
    assert (found.entity.entity_id, found.alternatives) == (expected, (other,))
    assert found.confidence > SHARED_NAME_CONFIDENCE


@pytest.mark.parametrize("sentence", ["President Morales spoke.", "President Morales of Norway spoke."])
def test_a_shared_name_without_its_state_is_less_sure(sentence: str) -> None:
    (found,) = (one for one in candidates(sentence, "2018-06-15") if one.label == "PERSON")
    assert {found.entity.entity_id, *found.alternatives} == set(MORALES.values())
    assert found.confidence <= SHARED_NAME_CONFIDENCE
