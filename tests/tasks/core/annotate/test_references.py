"""Bare heads such as `the Council`, shortened names, and surfaces that several entities share."""

import pytest

from tasks.core.annotate.links import shortens
from tasks.core.annotate.model import Candidate
from tests.tasks.core.annotate.made import candidates, mentions

THREE = "The Rivers Council and the Lakes Council met. The Lakes Council spoke. Later the Council left."


def bare(body: str, issuer: str | None = None) -> Candidate:
    """The last mention."""
    return candidates(body, None, issuer)[-1]


def test_a_bare_head_means_the_only_name_that_has_it() -> None:
    found = bare("The Rivers Council met. Later the Council left.")
    assert (found.entity.name, found.alternatives) == ("Rivers Council", ())


def test_of_several_the_one_named_most_is_meant_and_the_others_are_kept() -> None:
    found = bare(THREE)
    assert (found.entity.name, found.alternatives) == ("Lakes Council", ("org:rivers-council",))
    assert found.confidence < bare("The Rivers Council met. Later the Council left.").confidence


@pytest.mark.parametrize(
    ("short", "name", "is_short"),
    [
        ("Digital Compact", "Global Digital Compact", True),
        ("Finance Law", "Finance Law of Ruritania", True),
        ("National Assembly", "Bureau of the National Assembly", False),
        ("Council of Ministers", "Council of Ministers Archive", False),
    ],
)
def test_a_short_form_keeps_the_head_of_the_name(short: str, name: str, is_short: bool) -> None:
    assert shortens(short, name) == is_short


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("Congo is at war; Kinshasa and the DRC are.", "CD"),
        ("The Republic of the Congo is at peace. Congo votes.", "CG"),
        ("The Congolese are at war.", "CD"),
        ("North Korea fired. The Korean people suffer.", "KP"),
        ("The Korean people vote.", "KR"),
        ("Korea and Japan voted.", "KR"),
        ("The Korean Peninsula is quiet; Korea is quiet.", None),
    ],
)
def test_a_shared_surface_means_who_is_named_otherwise(body: str, code: str) -> None:
    shared = next(one for one in candidates(body) if one.alternatives)
    assert shared.entity.iso_code == code
    assert shared.confidence < 0.98


def test_states_side_by_side_in_a_list_are_two() -> None:
    listed = "Chad, Comoros, Congo, Cuba, the Democratic Republic of the Congo and Denmark voted in favour."
    assert [code for label, _, code in mentions(listed) if label == "COUNTRY"] == ["TD", "KM", "CG", "CU", "CD", "DK"]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The Cuban President Castro and the host, Honduras, spoke.", "Raúl Castro"),
        ("President Castro of Honduras and the host, Cuba, spoke.", "Xiomara Castro"),
    ],
)
def test_of_people_of_one_name_the_one_of_the_state_beside_is_meant(sentence: str, name: str) -> None:
    found = next(one for one in candidates(sentence, "2015-01-01") if one.label == "PERSON")
    assert found.entity.name == name
    assert found.alternatives


def test_a_body_that_is_named_counts_for_more_than_a_state_that_another_needs() -> None:
    body = "Russia, Russia, Russia and the Financial Stability Board met; the FSB reported."
    assert next(one for one in candidates(body) if body[one.start : one.end] == "FSB").entity.name == (
        "Financial Stability Board"
    )
