"""Whom an act is aimed at, and who speaks."""

import pytest

from tests.tasks.core.acts.said import said

TARGETS = [
    ("We condemn Russia's attack on Ukraine.", "country:RU"),
    ("We deplore the shelling of Ukrainian towns by Russia.", "country:RU"),
    ("We condemn the violence in Haiti.", None),
    ("We call on Iran to allow inspections by the IAEA.", "country:IR"),
    ("We call for a ceasefire between Armenia and Azerbaijan.", None),
    ("We urge Tehran to show restraint.", "country:IR"),
    ("We support Georgia's sovereignty.", "country:GE"),
    ("We thank the African Union for its part.", "org:african-union"),
    ("We will provide ammunition to Ukraine.", "country:UA"),
    ("Mali should comply with the ruling.", "country:ML"),
    ("We note that Cuba is an island.", None),
    ("I thank you, and may God bless Samoa.", None),
    ("We welcome all who, like Japan, have joined.", None),
]


@pytest.mark.parametrize(("sentence", "target"), TARGETS)
def test_the_target_is_who_is_asked_blamed_thanked_or_helped(sentence: str, target: str | None) -> None:
    assert said(sentence).rows("target_entity_id") == [(target,)]


def test_we_is_the_issuer_in_its_own_statement_and_nobody_elsewhere() -> None:
    assert said("We condemn terror.", issuer="NATO").rows("subject_entity_id") == [("org:nato",)]
    assert said("We condemn terror.", issuer="NATO", in_statement=False).rows("subject_entity_id") == [(None,)]


def test_an_issuer_that_no_mention_names_comes_with_the_acts() -> None:
    found = said("We condemn terror.", issuer="NATO").found
    assert [entity.entity_id for entity in found.entities] == ["org:nato"]
    assert said("NATO condemns terror.", issuer="NATO").found.entities == ()


def test_lines_of_a_list_are_said_by_the_body_printed_above_them() -> None:
    found = said("The African Union,", "Recalling its Charter,", "Condemns the coup;")
    assert found.rows("act", "subject", "subject_entity_id") == [
        ("note", None, "org:african-union"),
        ("condemn", None, "org:african-union"),
    ]


def test_who_is_reported_to_have_said_it_is_the_speaker() -> None:
    sentences = ("Poland stands with Ukraine, Donald Tusk said.", "He thanked Romania for its help.")
    assert said(*sentences, in_statement=False).rows("subject", "speaker") == [
        ("Poland", "Donald Tusk"),
        ("He", "Donald Tusk"),
    ]
