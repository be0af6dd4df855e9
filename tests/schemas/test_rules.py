"""The rules: derived from every table, written once beside them, each with an id, a reason and a severity."""

import re

import pytest

from schemas.model import Column, Table
from schemas.rules import CHECKED_TABLES, Expectation, Query, Rule, all_rules, derived_rules, domain_rules, rules_of
from schemas.rules_cuts import restart_pattern
from schemas.rules_derived import GATE_TABLES
from schemas.tables import ANNOTATED_TABLES, BY_NAME
from schemas.vocabularies import SEVERITIES, SUITES

SMALL = Table(
    "core.small",
    "one row per colour of a document",
    ("document_id", "colour"),
    (
        Column("document_id", "VARCHAR", "Id.", required=True, pattern="x", references="core.documents.document_id"),
        Column("colour", "VARCHAR", "Colour.", required=True, vocabulary=("red", "blue")),
        Column("shade", "INTEGER", "Shade.", minimum=0),
        Column("code", "VARCHAR", "Code.", pattern="[0-9]+"),
    ),
)


def test_rules_follow_from_a_table() -> None:
    assert [(rule.rule_id, rule.severity, type(rule.check)) for rule in derived_rules(SMALL)] == [
        ("core.small.document_id.not_null", "critical", Expectation),
        ("core.small.colour.not_null", "critical", Expectation),
        ("core.small.colour.vocabulary", "critical", Expectation),
        ("core.small.shade.between", "warning", Expectation),
        ("core.small.code.pattern", "warning", Expectation),
        ("core.small.key.unique", "critical", Query),
        ("core.small.document_id.reference", "critical", Query),
    ]


@pytest.mark.parametrize("table", CHECKED_TABLES, ids=lambda table: table.name)
def test_every_promise_of_a_column_has_its_rule(table: Table) -> None:
    ids = {rule.rule_id for rule in derived_rules(table)}
    for column in table.columns:
        kinds = {
            "not_null": column.required,
            "vocabulary": bool(column.vocabulary),
            "pattern": bool(column.pattern) and not column.references,
            "between": column.minimum is not None or column.maximum is not None,
            "reference": bool(column.references),
        }
        assert {kind for kind in kinds if f"{table.name}.{column.name}.{kind}" in ids} == {
            kind for kind, is_promised in kinds.items() if is_promised
        }


def test_there_are_enough_rules_and_each_says_why() -> None:
    rules = all_rules()
    assert len(domain_rules()) >= 30
    assert len({rule.rule_id for rule in rules}) == len(rules)
    for rule in rules:
        assert rule.severity in SEVERITIES
        assert set(rule.suites) <= set(SUITES)
        assert rule.suites
        assert rule.reason.endswith(".")
        assert rule.column_name is None or BY_NAME[rule.table_name].column(rule.column_name)


@pytest.mark.parametrize("rule", domain_rules(), ids=lambda rule: rule.rule_id)
def test_written_rules_are_named_like_sentences(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(_[a-z]+)+", rule.rule_id)
    assert isinstance(rule.check, Query)


def test_the_documents_suite_refuses_by_critical_rules_on_rows_that_are_there() -> None:
    tables = {rule.table_name for rule in rules_of("documents")}
    assert tables == set(GATE_TABLES)
    assert {rule.severity for rule in rules_of("documents")} == {"critical"}
    assert not {"statement_id", "is_present", "relation"} & {rule.column_name for rule in rules_of("documents")}


def test_the_annotations_suite_looks_at_what_annotation_makes_of_one_document() -> None:
    tables = {rule.table_name for rule in rules_of("annotations")}
    assert tables == {table.name for table in ANNOTATED_TABLES}
    assert {rule.severity for rule in rules_of("annotations")} == {"critical", "warning"}


@pytest.mark.parametrize("gate", ["documents", "annotations"])
def test_what_passed_a_gate_is_the_same_ever_after_but_for_keys_and_references(gate: str) -> None:
    twice = {rule.rule_id for rule in rules_of(gate) if "warehouse" in rule.suites}
    assert twice == {
        rule.rule_id for rule in rules_of(gate) if rule.rule_id.endswith((".key.unique", ".document_id.reference"))
    }


def test_an_unknown_suite_is_refused() -> None:
    with pytest.raises(ValueError, match="no rule belongs to suite 'nightly'"):
        rules_of("nightly")


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("unhindered access and safe We also condemn attacks", True),
        ("a more dangerous reality, In light of the threat", True),
        ("of the Allies' We are also establishing", True),
        ("aid the The government of the country", True),
        ("the ruling of the court in The Hague of last year", False),
        ("the report Our Common Agenda of the Secretary-General", False),
        ("adopted In Larger Freedom as its programme", False),
        ('the minister said: "We will also help"', False),
        ("Madam President, The order of the world", False),
        ("We will also help. We are ready.", False),
        ("a We will also help", False),
    ],
)
def test_a_restart_is_told_from_a_name(text: str, is_found: bool) -> None:
    pattern = restart_pattern("en").replace(r"\p{L}", "[A-Za-z]").replace(r"\p{Ll}", "[a-z]")
    assert bool(re.search(pattern, text)) is is_found
