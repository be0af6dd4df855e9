"""The linter sees rows of the tables for linking that point nowhere."""

import pytest

from schemas.knowledge import lint_links

MADE = {
    "ambiguous": [
        {"surface": "Congo", "also": "country:CD", "first": "country:CD"},
        {"surface": "Congo", "also": "country:ZZ=place:nowhere", "first": "country:FR"},
    ],
    "organisations": [{"name": "African Union"}],
    "body_officers": [
        {"surname": "Quistorp", "organisation": "African Union"},
        {"surname": "Quistorp", "organisation": "Ruritanian Union"},
    ],
}


def test_meanings_and_bodies_that_no_table_has_are_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lint_links, "rows", MADE.__getitem__)
    assert list(lint_links.ambiguous_problems()) == [
        "ambiguous.csv: 'Congo': country:ZZ is in no table",
        "ambiguous.csv: 'Congo': place:nowhere is in no table",
        "ambiguous.csv: 'Congo' never means country:FR",
    ]
    assert list(lint_links.officer_problems()) == [
        "body_officers.csv: Quistorp: no organisation is called Ruritanian Union"
    ]


def test_the_tables_are_clean() -> None:
    assert [line for check in lint_links.CHECKS for line in check()] == []
