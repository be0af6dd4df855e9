"""The knowledge tables: what the linter promises of them, and that it sees what is wrong."""

from types import MappingProxyType

import pytest

from schemas import knowledge
from schemas.knowledge import entities, lint, lint_facts, words


def test_the_tables_are_in_order() -> None:
    assert lint.problems() == []
    assert lint.main() == 0


def test_countries_are_known_by_all_their_forms() -> None:
    found = {surface.text: surface.entity_id for surface in entities.surfaces()}
    forms = ("Slovak Republic", "Czechia", "Polish", "Poles", "Ukrainians", "PRC", "Türkiye", "USSR", "Kosovar", "DPRK")
    assert [found[form] for form in forms] == [
        *("country:SK", "country:CZ", "country:PL", "country:PL", "country:UA"),
        *("country:CN", "country:TR", "country:SU", "country:XK", "country:KP"),
    ]


def test_a_surface_can_require_one_of_several_entities() -> None:
    assert entities.requirements("A=org:one|B=org:two|A=org:three") == {
        "A": ("org:one", "org:three"),
        "B": ("org:two",),
    }
    required = {surface.requires for surface in entities.surfaces() if surface.text == "Alliance"}
    assert required == {"org:nato"}


def test_every_cue_that_a_rule_asks_for_is_there() -> None:
    assert "monday" not in words.cue_words("stop_words")
    with pytest.raises(KeyError):
        words.cue_words("no such kind")
    assert words.scales() <= set(words.number_values())
    assert words.heads_before_of("ORG") <= words.heads("ORG")
    assert words.plural_offices() | words.honorifics() <= words.offices()


@pytest.mark.parametrize(
    ("table", "change", "message"),
    [
        ("organisations", {"aliases": "the"}, "'the' (org:g7) is an everyday word"),
        (
            "organisations",
            {"aliases": " G 7"},
            "organisations.csv:2: aliases has space around a value, or an empty one: ' G 7'",
        ),
        (
            "organisations",
            {"aliases": "Bloc", "requires": "Bloc=org:none"},
            "'Bloc' requires org:none, which is in no table",
        ),
        ("organisations", {"aliases": "the Seven"}, "'the Seven' (org:g7) begins with an article"),
        ("organisations", {"abbreviations": "Gseven"}, "'Gseven' (org:g7) is no abbreviation: too few capitals"),
        ("organisations", {"aliases": "Anders"}, "'Anders' (org:g7) is also a person's name"),
        (
            "organisations",
            {"requires": "Bloc=org:g7"},
            "organisations.csv: org:g7: 'Bloc' requires something and is no surface of it",
        ),
        ("organisations", {"entity_id": "G7"}, "'G7' is no well-formed id"),
        ("places", {"name": "Arnold", "guarded": ""}, "places.csv: 'Arnold' is also a person's name: guard it"),
        ("places", {"country": "ZZ"}, "places.csv: place:the-hague: country ZZ is in no row of countries.csv"),
        (
            "events",
            {"date_start": "2023-02-30"},
            "events.csv: event:nato-vilnius-summit-2023: day is out of range for month",
        ),
        (
            "events",
            {"date_end": "2022-01-01"},
            "events.csv: event:nato-vilnius-summit-2023: ends on 2022-01-01, before its start",
        ),
        ("memberships", {"member_id": "country:ZZ"}, "memberships.csv: member_id country:ZZ is in no table"),
        (
            "memberships",
            {"precision": "about"},
            "memberships.csv: country:CA in org:g7: 'about' is no precision",
        ),
        (
            "memberships",
            {"organisation_id": "org:nato", "date_start": "1948-01-01"},
            "memberships.csv: country:CA in org:nato: not within the life of org:nato",
        ),
        (
            "membership_counts",
            {"n_members": "8"},
            "memberships.csv: org:g7 has 7 members on 2020-01-01, not 8",
        ),
        (
            "documents",
            {"date": "1500"},
            "documents.csv: doc:un-charter: 1500 is out of the time that the tables are about",
        ),
        (
            "documents",
            {"requires": "Bloc=org:g7"},
            "documents.csv: doc:un-charter: 'Bloc' requires something and is no surface of it",
        ),
        ("ambiguous", {"surface": "Nowhere"}, "'Nowhere' is listed as ambiguous and is no surface"),
    ],
)
def test_the_linter_sees_it(monkeypatch: pytest.MonkeyPatch, table: str, change: dict[str, str], message: str) -> None:
    sample = {
        "organisations": "org:g7",
        "places": "place:the-hague",
        "events": "event:nato-vilnius-summit-2023",
        "memberships": "org:g7",
        "membership_counts": "org:g7",
        "documents": "doc:un-charter",
        "ambiguous": "FSB",
    }
    real = knowledge.rows
    wrong = MappingProxyType({**next(row for row in real(table) if sample[table] in row.values()), **change})

    def doctored(name: str) -> tuple[MappingProxyType[str, str], ...]:
        return (wrong,) if name == table else real(name)

    for module in (lint, lint_facts):
        monkeypatch.setattr(module, "rows", doctored)
    monkeypatch.setattr(entities, "rows", doctored)
    entities.entities.cache_clear()
    entities.surfaces.cache_clear()
    try:
        assert message in lint.problems()
    finally:
        entities.entities.cache_clear()
        entities.surfaces.cache_clear()
