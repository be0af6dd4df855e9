"""Organs whose name does not say whose they are: the issuer, the owner, the state that the text is about."""

import pytest

from tasks.core.annotate.organs import organs, prefixes, readings
from tests.tasks.core.annotate.made import candidates, mentions


def bodies(sentence: str, issuer: str | None = None) -> list[tuple[str, str]]:
    return [(surface, name) for label, surface, name in mentions(sentence, None, issuer) if label == "ORG"]


def test_listed_organs_are_known_by_body_and_bare_name() -> None:
    assert organs()["Ministerial Council", "org:gulf-cooperation-council"] == "org:gcc-ministerial-council"
    assert ("Ministerial Council", "org:nato") not in organs()


def test_a_name_can_be_read_as_organ_and_body() -> None:
    assert list(readings("Supreme Court of Kenya")) == [("Supreme Court", "country:KE", "Kenya")]
    assert list(readings("Kenyan Supreme Court")) == [("Supreme Court", "country:KE", "Kenyan")]
    assert list(readings("Supreme Court")) == []


@pytest.mark.parametrize(
    ("sentence", "issuer", "name"),
    [
        ("The Ministerial Council condemned the attack.", "Gulf Cooperation Council", "GCC Ministerial Council"),
        ("The Ministerial Council of the GCC condemned it.", None, "GCC Ministerial Council"),
        ("The Ministerial Council condemned the attack.", "Japan", "Ministerial Council"),
        ("The AU Panel on Fisheries met.", None, "African Union Panel on Fisheries"),
    ],
)
def test_an_organ_is_that_of_the_body_named_or_of_the_issuer(sentence: str, issuer: str | None, name: str) -> None:
    assert bodies(sentence, issuer)[0][1] == name


@pytest.mark.parametrize(
    ("sentence", "issuer", "name"),
    [
        ("The National Assembly has to ratify it.", "Kenya", "National Assembly of Kenya"),
        ("The National Assembly has to ratify it.", "Ministry of Trade of Kenya", "National Assembly of Kenya"),
        ("Kenya's National Assembly has to ratify it.", "Japan", "National Assembly of Kenya"),
        ("Kenya, Kenya and Kenya: the National Assembly met.", None, "National Assembly of Kenya"),
        ("Kenya, Uganda and Kenya: the National Assembly met.", None, "National Assembly"),
    ],
)
def test_a_state_organ_has_the_name_of_its_state(sentence: str, issuer: str | None, name: str) -> None:
    assert bodies(sentence, issuer) == [("National Assembly", name)]


def test_the_state_that_a_text_is_about_is_a_guess_and_says_so() -> None:
    owned, guessed = (
        next(one for one in candidates(sentence) if one.label == "ORG")
        for sentence in ("Kenya's National Assembly met.", "Kenya, Kenya and Kenya: the National Assembly met.")
    )
    assert (owned.rule, guessed.rule) == ("organ_of_state", "organ_of_subject")
    assert guessed.confidence < owned.confidence


def test_later_mentions_follow_the_name_that_was_linked() -> None:
    sentence = "Kenya's Independent Electoral Commission (IEC) reported. The IEC and the Commission were thanked."
    assert {name for _, name in bodies(sentence)} == {"Independent Electoral Commission of Kenya"}


def test_names_of_organs_begin_with_one_form_of_the_body() -> None:
    assert prefixes()["org:african-union"] == "African Union"
    assert "org:united-nations" not in prefixes()  # UN Security Council, but United Nations Mission


@pytest.mark.parametrize(
    ("sentence", "issuer", "names"),
    [
        ("It directs the Commission to act.", "ECOWAS", ["ECOWAS Commission"]),
        ("It directs the Commission to act.", "African Union", ["African Union Commission"]),
        ("It directs the Commission to act.", "Japan", []),
        ("The Council of Ministers met.", "ECOWAS", ["ECOWAS Council of Ministers"]),
        ("The African Union Commission spoke; later the Commission left.", "Japan", ["African Union Commission"] * 2),
    ],
)
def test_a_bare_head_is_the_organ_of_the_issuer_that_has_one(sentence: str, issuer: str, names: list[str]) -> None:
    assert [name for _, name in bodies(sentence, issuer)] == names
