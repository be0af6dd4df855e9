"""Rules on the values of columns, run through the suites, catch exactly the rows that were spoilt."""

import re
from collections.abc import Iterator

import duckdb
import pytest

from schemas.ddl import identifier
from schemas.model import Column, Table
from schemas.rules import CHECKED_TABLES, Expectation, Rule, derived_rules
from schemas.rules_model import key_text
from tasks.core.validate.expectations import whole
from tasks.core.validate.frames import SEPARATOR, column_rule
from tasks.core.validate.result import Limits
from tasks.core.validate.values import Findings, check_values
from tests.warehouse.made import connect, made_tables
from tests.warehouse.made_rows import A

EMPTY_TABLES = {"core.statement_history"}  # no row to spoil
TABLES = [table for table in CHECKED_TABLES if table.name not in EMPTY_TABLES]


@pytest.fixture(scope="module")
def warehouse() -> duckdb.DuckDBPyConnection:
    return connect(made_tables())


@pytest.fixture
def untouched(warehouse: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """The made warehouse, put back after the test."""
    warehouse.execute("begin transaction")
    yield warehouse
    warehouse.execute("rollback")


def expectation_rules(table: Table) -> list[Rule]:
    return [rule for rule in derived_rules(table) if isinstance(rule.check, Expectation)]


def run(connection: duckdb.DuckDBPyConnection, table: Table, limits: Limits | None = None) -> Findings:
    rules = [column_rule(table, rule) for rule in expectation_rules(table)]
    return check_values(connection, [(table, rules)], limits or Limits())


def spoilt(column: Column, expectation: Expectation) -> object:
    """A value that breaks the expectation."""
    if expectation.kind == "not_null":
        return None
    if expectation.kind == "between":
        return expectation.minimum - 1 if expectation.minimum is not None else (expectation.maximum or 0) + 1
    return ["en", "no such word\n"] if column.is_list else "no such word\n"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_sound_rows_pass_and_are_counted(warehouse: duckdb.DuckDBPyConnection, table: Table) -> None:
    findings = run(warehouse, table)
    assert {finding.outcome for finding in findings.values()} == {"passed"}
    unfilled = {rule_id for rule_id, finding in findings.items() if not finding.n_checked}
    assert unfilled <= {rule_id for rule_id in findings if not rule_id.endswith(".not_null")}


@pytest.mark.parametrize("kind", ["not_null", "pattern", "vocabulary", "between"])
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_spoilt_value_is_found_in_its_row(untouched: duckdb.DuckDBPyConnection, table: Table, kind: str) -> None:
    rules = [rule for rule in expectation_rules(table) if rule.rule_id.endswith(f".{kind}")]
    rules = [rule for rule in rules if rule.column_name not in table.key]  # a spoilt key has its own test
    first = untouched.execute(f"select min({key_text(table)}) from {table.name}").fetchone()
    assert first is not None
    for rule in rules:
        assert isinstance(rule.check, Expectation)
        column = table.column(rule.column_name or "")
        untouched.execute(
            f"update {table.name} set {identifier(column.name)} = ? where {key_text(table)} = ?",
            [spoilt(column, rule.check), first[0]],
        )
    findings = run(untouched, table)
    for rule in rules:
        finding = findings[rule.rule_id]
        assert [offender.row_key for offender in finding.offenders] == [first[0]], rule.rule_id
        assert finding.outcome == "failed"
        assert finding.error == ""


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_spoilt_key_is_found(untouched: duckdb.DuckDBPyConnection, table: Table) -> None:
    name = table.key[0]
    untouched.execute(f"update {table.name} set {identifier(name)} = null where rowid = 0")
    finding = run(untouched, table)[f"{table.name}.{name}.not_null"]
    assert [offender.detail for offender in finding.offenders] == [f"{name} is empty"]


def test_a_number_that_is_missing_from_a_key_leaves_its_place_empty(untouched: duckdb.DuckDBPyConnection) -> None:
    table = next(table for table in TABLES if table.name == "core.paragraphs")
    untouched.execute(f"update core.paragraphs set paragraph_no = null where document_id = '{A}' and paragraph_no = 3")
    finding = run(untouched, table)["core.paragraphs.paragraph_no.not_null"]
    assert [(found.row_key, found.detail) for found in finding.offenders] == [(f"{A}/", "paragraph_no is empty")]


def test_more_wrong_words_than_a_chunk_are_all_found(untouched: duckdb.DuckDBPyConnection) -> None:
    table = next(table for table in TABLES if table.name == "core.memberships")
    untouched.execute(
        "insert into core.memberships"
        " select 'org:' || n, 'country:AT', '2001-01-01', null, 'day ' || n from range(5000) as r(n)"
    )
    finding = run(untouched, table, Limits(chunk_rows=2048, kept_rows=10))["core.memberships.precision.vocabulary"]
    keys = sorted(f"org:{number}/country:AT/2001-01-01" for number in range(5000))
    assert (finding.n_failed, [found.row_key for found in finding.offenders]) == (5000, keys[:10])


def test_a_list_of_one_empty_item_passes_as_an_empty_list_does(untouched: duckdb.DuckDBPyConnection) -> None:
    table = next(table for table in TABLES if table.name == "core.documents")
    untouched.execute(f"update core.documents set signatories = [null] where document_id = '{A}'")
    finding = run(untouched, table)["core.documents.signatories.pattern"]
    assert (finding.outcome, finding.n_checked) == ("passed", 3)


def test_rows_beyond_the_first_chunk_are_checked(untouched: duckdb.DuckDBPyConnection) -> None:
    table = next(table for table in TABLES if table.name == "core.memberships")
    untouched.execute(
        "insert into core.memberships"
        " select 'org:' || n, 'country:AT', '2001-01-01', null, 'day' from range(5000) as r(n)"
    )
    untouched.execute("update core.memberships set date_start = null where organisation_id in ('org:3', 'org:4321')")
    finding = run(untouched, table, Limits(chunk_rows=2048))["core.memberships.date_start.not_null"]
    assert (finding.n_checked, [offender.row_key for offender in finding.offenders]) == (
        len(made_tables()["core.memberships"]) + 5000,
        ["org:3/country:AT/", "org:4321/country:AT/"],
    )


def test_lists_are_checked_item_by_item(untouched: duckdb.DuckDBPyConnection) -> None:
    table = next(table for table in TABLES if table.name == "core.documents")
    untouched.execute("update core.documents set signatories = ['AT', null] where kind = 'article'")
    untouched.execute("update core.documents set signatories = ['AT', 'ua'] where relation = 'truncated'")
    finding = run(untouched, table)["core.documents.signatories.pattern"]
    assert {offender.detail for offender in finding.offenders} == {"signatories = AT; ", "signatories = AT; ua"}


@pytest.mark.parametrize("table", CHECKED_TABLES, ids=lambda table: table.name)
def test_patterns_match_whole_values_and_capture_nothing(table: Table) -> None:
    for column in table.columns:
        pattern = re.compile(whole(column, column.pattern))
        assert pattern.groups == 0
        if column.pattern and not column.is_list:
            assert not pattern.search("no such word\n")


def test_a_pattern_keeps_its_meaning_without_groups() -> None:
    column = Column("code", "VARCHAR", "Code.")
    codes = Column("codes", "VARCHAR[]", "Codes.")
    assert whole(column, r"a(b|\(c)?") == r"\A(?:a(?:b|\(c)?)\Z"
    assert re.search(whole(codes, "[A-Z]{2}"), SEPARATOR.join(["AT", "UA"]))
    assert re.search(whole(codes, "[A-Z]{2}"), "")
    assert not re.search(whole(codes, "[A-Z]{2}"), SEPARATOR.join(["AT", ""]))
