"""Validation tells passed, failed and errored apart, refuses exactly the documents concerned, and says when to stop."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from schemas.arrow import to_arrow
from schemas.model import Table
from schemas.ops_tables import VALIDATIONS
from schemas.rules import Expectation, Query, Rule, rules_of
from schemas.rules_derived import ANNOTATION_TABLES, GATE_TABLES
from schemas.rules_model import Part
from schemas.staged import DOCUMENT_FACTS, FAILING
from schemas.tables import BY_NAME
from tasks.core.validate import Limits, Validated, validate
from tasks.core.validate.queries import check_query
from tests.warehouse.made import connect, made_tables
from tests.warehouse.made_rows import RUN_ID, A, B, C

ROOT = Path(__file__).parents[4]


@pytest.fixture(scope="module")
def warehouse() -> duckdb.DuckDBPyConnection:
    return connect(made_tables())


@pytest.fixture
def untouched(warehouse: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """The made warehouse, put back after the test."""
    warehouse.execute("begin transaction")
    yield warehouse
    warehouse.execute("rollback")


def outcomes(validated: Validated) -> dict[str, str]:
    return {row["rule_id"]: row["outcome"] for row in validated.validations if row["outcome"] != "passed"}


def rule_of(suite: str, rule_id: str) -> Rule:
    return next(rule for rule in rules_of(suite) if rule.rule_id == rule_id)


def test_the_made_warehouse_passes_but_for_its_damaged_copy(warehouse: duckdb.DuckDBPyConnection) -> None:
    validated = validate(warehouse, "warehouse", RUN_ID)
    assert outcomes(validated) == {"sentence_is_whole": "failed", "version_keeps_sentences": "failed"}
    assert {row["document_id"] for row in validated.failed_rows} == {B}
    assert (validated.rejected, validated.stops) == ({}, "")
    assert to_arrow(VALIDATIONS, validated.validations).num_rows == len(rules_of("warehouse"))
    assert to_arrow(FAILING, validated.failed_rows).num_rows == 4


def test_the_documents_suite_needs_only_what_a_file_decides() -> None:
    connection = duckdb.connect()
    connection.execute("create schema raw; create schema core")
    for name in GATE_TABLES:
        table: Table = DOCUMENT_FACTS if name == "core.documents" else BY_NAME[name]
        connection.register("given", to_arrow(table, made_tables()[name]))
        connection.execute(f"create table {name} as from given")
    validated = validate(connection, "documents", RUN_ID)
    assert outcomes(validated) == {}
    assert {row["rule_id"] for row in validated.validations if not row["n_checked"]} == set()
    assert (validated.rejected, validated.stops) == ({}, "")


def test_the_annotations_suite_needs_the_documents_and_what_annotation_made_of_them() -> None:
    connection = duckdb.connect()
    connection.execute("create schema core")
    for name in ("core.documents", "core.paragraphs", "core.sentences", *ANNOTATION_TABLES):
        table: Table = DOCUMENT_FACTS if name == "core.documents" else BY_NAME[name]
        connection.register("given", to_arrow(table, made_tables()[name]))
        connection.execute(f"create table {name} as from given")
    validated = validate(connection, "annotations", RUN_ID)
    assert outcomes(validated) == {}
    idle = {row["rule_id"] for row in validated.validations if not row["n_checked"]}
    assert idle == {"core.commitments.qualifier.vocabulary", "core.uncovered_spans.suggested_label.vocabulary"}
    assert (validated.rejected, validated.stops) == ({}, "")


def test_a_document_that_was_annotated_wrongly_is_refused(untouched: duckdb.DuckDBPyConnection) -> None:
    untouched.execute(f"update core.mentions set surface = 'Wien' where document_id = '{A}' and mention_no = 2")
    untouched.execute(f"update core.speech_acts set object_text = 'other words' where document_id = '{A}'")
    validated = validate(untouched, "annotations", RUN_ID)
    assert outcomes(validated) == {"mentions_slice_back": "failed", "act_object_is_body": "failed"}
    assert validated.rejected == {A: "mentions_slice_back: surface Wien but there stands Vienna"}
    assert validated.stops == ""


def test_documents_are_refused_for_rows_beyond_those_that_are_kept(untouched: duckdb.DuckDBPyConnection) -> None:
    untouched.execute("update core.sentences set end_char = start_char where sentence_no > 1")
    rule = rule_of("documents", "sentences_within_body")
    assert isinstance(rule.check, Query)
    wanted = untouched.execute(f"select row_key from ({rule.check.offending}) order by row_key").fetchall()
    validated = validate(untouched, "documents", RUN_ID, rules=[rule], limits=Limits(kept_rows=2))
    assert [row["row_key"] for row in validated.failed_rows] == [key for (key,) in wanted[:2]]
    assert validated.validations[0]["n_failed"] == len(wanted)
    assert set(validated.rejected) == {A, B, C}
    assert validated.rejected[A].endswith(f"; and {sum(key.startswith(A) for (key,) in wanted) - 2} more")
    assert validated.rejected[C] == "sentences_within_body"


def test_what_several_rules_start_from_is_made_once_and_gone_afterwards(
    untouched: duckdb.DuckDBPyConnection,
) -> None:
    part = Part("made_once", "select count(*) as n from core.documents")
    rule = rule_of("warehouse", "one_main_version")
    check = Query(
        "select 'all' as row_key, null as document_id, n || ' documents' as detail from made_once", "made_once", (part,)
    )
    rules = [replace(rule, rule_id=f"made_{number}", check=check) for number in (1, 2)]
    validated = validate(untouched, "warehouse", RUN_ID, rules=rules)
    assert [(row["row_key"], row["detail"]) for row in validated.failed_rows] == [("all", "3 documents")] * 2
    alone = check_query(untouched, rules[0])
    assert (alone.n_checked, [found.detail for found in alone.offenders]) == (1, ["3 documents"])


def test_only_the_documents_that_break_a_critical_rule_are_refused(untouched: duckdb.DuckDBPyConnection) -> None:
    untouched.execute(f"update core.sentences set end_char = 9999 where document_id = '{B}' and sentence_no = 4")
    untouched.execute(f"update core.documents set kind = 'poem' where document_id = '{A}'")
    validated = validate(untouched, "documents", RUN_ID)
    assert set(validated.rejected) == {A, B}
    assert validated.rejected[A] == "is_statement_follows_kind: kind poem with is_statement true"
    assert validated.rejected[B].startswith("sentences_within_body: span ")
    assert validated.stops == ""


def test_a_broken_critical_rule_stops_the_warehouse_and_says_what_to_do(untouched: duckdb.DuckDBPyConnection) -> None:
    untouched.execute("update core.statements set n_documents = 7 where n_documents = 2")
    validated = validate(untouched, "warehouse", RUN_ID)
    assert validated.stops.startswith("Validation (warehouse) stops the run: rule statement_counts_documents is broken")
    assert "says 7, has 2" in validated.stops
    assert "run again" in validated.stops
    assert validated.rejected == {}


def test_a_broken_warning_is_written_down_and_stops_nothing(untouched: duckdb.DuckDBPyConnection) -> None:
    untouched.execute("update core.statements set issuer = null")
    validated = validate(untouched, "warehouse", RUN_ID)
    assert outcomes(validated)["statement_has_issuer"] == "failed"
    assert validated.stops == ""


@pytest.mark.parametrize("suite", ["documents", "annotations", "warehouse"])
@pytest.mark.parametrize("severity", ["critical", "warning"])
def test_an_expectation_that_raises_is_errored_and_stops_if_it_is_critical(
    warehouse: duckdb.DuckDBPyConnection, suite: str, severity: str
) -> None:
    rule = rule_of("warehouse", "core.documents.language_code.pattern")
    raising = replace(rule, severity=severity, check=Expectation("pattern", pattern="("))
    validated = validate(warehouse, suite, RUN_ID, rules=[raising])
    (row,) = validated.validations
    assert (row["outcome"], row["n_checked"], row["n_failed"]) == ("errored", 0, 0)
    # what nobody checked must not be published as checked; a warning would have stopped nothing
    assert ("core.documents.language_code.pattern could not be applied" in validated.stops) == (severity == "critical")
    (shown,) = validated.failed_rows
    assert (shown["row_key"], shown["document_id"]) == ("-", None)
    assert "missing )" in shown["detail"]


def test_one_raising_expectation_leaves_the_others_of_its_table_alone(warehouse: duckdb.DuckDBPyConnection) -> None:
    rule = rule_of("warehouse", "core.documents.language_code.pattern")
    raising = replace(rule, rule_id="raising", check=Expectation("pattern", pattern="("))
    validated = validate(warehouse, "warehouse", RUN_ID, rules=[raising, rule])
    assert [row["outcome"] for row in validated.validations] == ["errored", "passed"]


def test_an_unknown_kind_of_expectation_is_errored(warehouse: duckdb.DuckDBPyConnection) -> None:
    rule = replace(rule_of("documents", "core.documents.kind.not_null"), check=Expectation("is_nice"))
    validated = validate(warehouse, "warehouse", RUN_ID, rules=[rule])
    assert outcomes(validated) == {rule.rule_id: "errored"}
    assert validated.stops


def test_a_query_that_cannot_be_run_is_errored_and_stops(warehouse: duckdb.DuckDBPyConnection) -> None:
    broken = Query("select error('told to fail') as row_key, null, null", "core.documents")
    rule = replace(rule_of("warehouse", "one_main_version"), check=broken)
    other = rule_of("warehouse", "statement_has_issuer")
    validated = validate(warehouse, "warehouse", RUN_ID, rules=[rule, other])
    assert outcomes(validated) == {"one_main_version": "errored"}
    assert "told to fail" in validated.stops


def test_a_population_that_cannot_be_counted_leaves_the_other_rules_alone(warehouse: duckdb.DuckDBPyConnection) -> None:
    other = rule_of("warehouse", "statement_has_issuer")
    assert isinstance(other.check, Query)
    uncounted = replace(other, rule_id="uncounted", check=replace(other.check, population="core.nowhere"))
    validated = validate(warehouse, "warehouse", RUN_ID, rules=[uncounted, other])
    assert [(row["outcome"], row["n_checked"]) for row in validated.validations] == [("errored", 0), ("passed", 1)]


def test_a_table_that_is_absent_is_not_passed(untouched: duckdb.DuckDBPyConnection) -> None:
    untouched.execute("alter table core.memberships rename to gone")
    validated = validate(untouched, "warehouse", RUN_ID)
    concerned = {row["rule_id"] for row in validated.validations if row["table_name"] == "core.memberships"}
    found = outcomes(validated)
    assert {found[rule_id] for rule_id in concerned} == {"errored"}
    assert validated.stops


def test_what_was_not_looked_at_says_so(warehouse: duckdb.DuckDBPyConnection) -> None:
    validated = validate(warehouse, "warehouse", RUN_ID, rules=[rule_of("warehouse", "duplicate_covers_all")])
    assert [(row["outcome"], row["n_checked"]) for row in validated.validations] == [("passed", 0)]


def test_importing_the_step_imports_no_heavy_library() -> None:
    probe = (
        "import sys, tasks.core.validate\n"
        "heavy = {'great_expectations', 'pandas', 'prefect', 'spacy'} & set(sys.modules)\n"
        "raise SystemExit(f'imported {sorted(heavy)}' if heavy else 0)"
    )
    finished = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (finished.returncode, finished.stderr) == (0, "")
