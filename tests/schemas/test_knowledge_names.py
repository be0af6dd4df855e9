"""The linter of the tables of names in other languages says what is wrong with a row."""

from types import MappingProxyType

import pytest

from schemas import knowledge
from schemas.knowledge import lint_names


def problems() -> list[str]:
    return [line for check in lint_names.CHECKS for line in check()]


def test_the_tables_are_clean() -> None:
    assert problems() == []


STATE = {"language_code": "fr", "state": "FR", "names": "", "adjectives": "", "peoples": "", "refused": ""}
ENDING = {"language_code": "fr", "kind": "adjective", "before": "", "after": "-|e"}


@pytest.mark.parametrize(
    ("table", "made", "expected"),
    [
        ("state_names", [{**STATE, "state": "QQ"}], ["state_names.csv: fr: QQ is in no row of countries.csv"]),
        ("state_names", [{**STATE, "language_code": "qq"}], ["state_names.csv: qq is in no row of languages.csv"]),
        (
            "state_names",
            [{**STATE, "adjectives": "f"}],
            ["state_names.csv: fr FR: 'f' is too short for a stem"],
        ),
        (
            "state_names",
            [{**STATE, "adjectives": "belge"}, {**STATE, "state": "BE", "adjectives": "belge"}],
            ["state_names.csv: fr: 'belge' means FR and BE"],
        ),
        (
            "org_names",
            [{"language_code": "fr", "entity_id": "org:nowhere", "names": "ONU"}],
            ["org_names.csv: org:nowhere is in no table"],
        ),
        ("name_endings", [{**ENDING, "kind": "suffix"}], ["name_endings.csv: no rule reads 'suffix'"]),
    ],
)
def test_the_linter_sees_it(
    monkeypatch: pytest.MonkeyPatch, table: str, made: list[dict[str, str]], expected: list[str]
) -> None:
    real = knowledge.rows

    def doctored(name: str) -> tuple[MappingProxyType[str, str], ...]:
        return tuple(MappingProxyType(row) for row in made) if name == table else real(name)

    monkeypatch.setattr(lint_names, "rows", doctored)
    assert problems() == expected
