"""What the knowledge tables hold for true: memberships on a day, states, spellings; and that the linter checks it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import knowledge
from schemas.knowledge import entities, lint_facts


def members(organisation_id: str, day: str) -> set[str]:
    return {
        row["member_id"].removeprefix("country:")
        for row in knowledge.rows("memberships")
        if row["organisation_id"] == organisation_id
        and row["date_start"] <= day
        and (not row["date_end"] or day <= row["date_end"])
    }


def test_the_alliance_grew_from_12_to_32() -> None:
    days = ("1949-12-31", "1999-01-01", "2004-12-31", "2022-03-24", "2023-04-04", "2024-12-31")
    assert [lint_facts.n_members("org:nato", day) for day in days] == [12, 16, 26, 30, 31, 32]
    assert members("org:nato", "2024-12-31") - members("org:nato", "2022-03-24") == {"FI", "SE"}


def test_who_left_is_no_member_any_more() -> None:
    assert [lint_facts.n_members("org:european-union", day) for day in ("2012-01-01", "2020-01-01", "2020-02-01")] == [
        *(27, 28, 27),
    ]
    assert members("org:council-of-europe", "2022-03-01") - members("org:council-of-europe", "2022-04-01") == {"RU"}
    gone = members("org:economic-community-of-west-african-states", "2025-01-01")
    assert gone - members("org:economic-community-of-west-african-states", "2025-02-01") == {"BF", "ML", "NE"}


def test_the_security_council_has_fifteen_members_on_every_new_year() -> None:
    permanent = {"CN", "FR", "GB", "RU", "US"}
    for year in range(1992, 2027):
        assert lint_facts.n_members("org:un-security-council", f"{year}-01-01") == 15
        assert permanent <= members("org:un-security-council", f"{year}-01-01")
    assert members("org:un-security-council", "2022-02-25") == permanent | {
        *("AE", "AL", "BR", "GA", "GH", "IE", "IN", "KE", "MX", "NO"),
    }


@given(st.dates().map(str))
def test_members_of_the_eu_of_the_cold_war_are_members_of_the_un(day: str) -> None:
    states = members("org:european-union", day)
    assert states <= members("org:united-nations", day) or day < "1973-09-18"  # before, Germany was not


def test_a_state_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = knowledge.rows
    fewer = [row for row in real("countries") if row["iso_code"] not in ("SU", "TV")]
    unknown = [*fewer, {**fewer[0], "iso_code": "QQ"}]
    monkeypatch.setattr(lint_facts, "rows", lambda name: unknown if name == "countries" else real(name))
    assert list(lint_facts.state_problems()) == [
        "countries.csv: SU is missing",
        "countries.csv: TV is missing",
        "countries.csv: 'QQ' is no ISO 3166-1 alpha-2 code",
    ]


def test_a_membership_begins_once(monkeypatch: pytest.MonkeyPatch) -> None:
    real = knowledge.rows
    first = real("memberships")[0]
    twice = ({**first, "date_end": "2020-01-01"}, {**first, "date_start": "2019-01-01"})
    monkeypatch.setattr(lint_facts, "rows", lambda name: twice if name == "memberships" else real(name))
    name = f"{first['member_id']} in {first['organisation_id']}"
    assert list(lint_facts.membership_problems()) == [f"memberships.csv: {name}: a member twice on 2019-01-01"]


def test_a_table_says_where_it_comes_from(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("- `known.csv`: written by us.", encoding="utf-8")
    for name in ("known.csv", "stray.csv"):
        (tmp_path / name).write_text("a\n", encoding="utf-8")
    monkeypatch.setattr(lint_facts, "FOLDER", tmp_path)
    assert list(lint_facts.provenance_problems()) == ["README.md: no provenance of stray.csv"]


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Ministry of Defence", "Ministry of Defense"),
        ("UN Development Programme", "U.N. Development Program"),
        ("African Union Commission", "AU Commission"),
        ("Ministry of Labour, Family and Social Affairs", "Ministry of Labor, Family, and Social Affairs"),
    ],
)
def test_names_are_known_as_others_spell_them(text: str, other: str) -> None:
    assert entities.spellings(text)[0] == text
    assert other in entities.spellings(text)


def test_a_name_that_is_nothing_but_a_spelling_stays_as_it_is() -> None:
    assert entities.spellings("European Union") == ("European Union",)
    assert entities.spellings("Undefenced UNDP") == ("Undefenced UNDP",)
