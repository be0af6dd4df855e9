"""The knowledge tables: what the linter promises of them, and that it sees what is wrong."""

from types import MappingProxyType

import pytest

from schemas import knowledge
from schemas.knowledge import entities, lint, words


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


def test_memberships_hold_at_their_dates() -> None:
    def members(organisation: str, day: str) -> int:
        return sum(
            row["organisation_id"] == organisation
            and row["date_start"] <= day
            and (not row["date_end"] or day <= row["date_end"])
            for row in knowledge.rows("memberships")
        )

    counted = {
        day: members("org:nato", day) for day in ("1949-12-31", "1999-01-01", "2004-12-31", "2022-03-24", "2024-12-31")
    }
    assert list(counted.values()) == [12, 16, 26, 30, 32]
    assert [members("org:european-union", day) for day in ("2012-01-01", "2020-01-01", "2021-01-01")] == [27, 28, 27]
    assert [members(f"org:{name}", "2023-01-01") for name in ("g7", "bucharest-nine", "visegrad-group")] == [7, 9, 4]
    assert members("org:un-security-council", "2023-01-01") == 5


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
        ("ambiguous", {"surface": "Nowhere"}, "'Nowhere' is listed as ambiguous and is no surface"),
    ],
)
def test_the_linter_sees_it(monkeypatch: pytest.MonkeyPatch, table: str, change: dict[str, str], message: str) -> None:
    sample = {
        "organisations": "org:g7",
        "places": "place:the-hague",
        "events": "event:nato-vilnius-summit-2023",
        "memberships": "org:g7",
        "ambiguous": "FSB",
    }
    real = knowledge.rows
    wrong = MappingProxyType({**next(row for row in real(table) if sample[table] in row.values()), **change})

    def doctored(name: str) -> tuple[MappingProxyType[str, str], ...]:
        return (wrong,) if name == table else real(name)

    monkeypatch.setattr(lint, "rows", doctored)
    monkeypatch.setattr(entities, "rows", doctored)
    entities.entities.cache_clear()
    entities.surfaces.cache_clear()
    try:
        assert message in lint.problems()
    finally:
        entities.entities.cache_clear()
        entities.surfaces.cache_clear()


def test_a_state_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = knowledge.rows
    fewer = tuple(row for row in real("countries") if row["iso_code"] not in ("SU", "TV"))
    monkeypatch.setattr(lint, "rows", lambda name: fewer if name == "countries" else real(name))
    found = list(lint.country_problems())
    assert found[:2] == ["countries.csv: 248 codes of ISO 3166-1, not 249", "countries.csv: SU is missing"]
