"""Good rows are spoilt in one way at a time: the rule that should says so, on exactly these rows, and nothing else."""

from collections.abc import Collection, Iterator
from functools import cache

import duckdb
import pytest

from schemas.rules import Rule, all_rules, rules_of
from schemas.rules_model import ANNOTATIONS, CRITICAL, DOCUMENTS, GATES, WAREHOUSE
from tasks.core.validate import Validated, validate
from tests.tasks.core.validate.mutations import Mutation
from tests.tasks.core.validate.mutations_annotations import ANNOTATED
from tests.tasks.core.validate.mutations_bulk import BULK
from tests.tasks.core.validate.mutations_candidates import CANDIDATES
from tests.tasks.core.validate.mutations_comparisons import COMPARISONS
from tests.tasks.core.validate.mutations_documents import DOCUMENTS_SAY
from tests.tasks.core.validate.mutations_entities import ENTITIES
from tests.tasks.core.validate.mutations_quality import QUALITY
from tests.tasks.core.validate.mutations_spans import SPANS
from tests.tasks.core.validate.mutations_statements import STATEMENTS
from tests.tasks.core.validate.mutations_texts import TEXTS
from tests.tasks.core.validate.mutations_versions import VERSIONS
from tests.warehouse.made import CHECKED_NAMES, connect, made_tables
from tests.warehouse.made_rows import RUN_ID

SUITES = (DOCUMENTS, ANNOTATIONS, WAREHOUSE)  # in the order in which a run applies them
MIN_MUTATIONS = 150
BY_HAND = (
    *TEXTS,
    *DOCUMENTS_SAY,
    *CANDIDATES,
    *SPANS,
    *ANNOTATED,
    *VERSIONS,
    *STATEMENTS,
    *COMPARISONS,
    *ENTITIES,
    *QUALITY,
)
MUTATIONS = (*BY_HAND, *BULK)
NEED_MORE_ROWS = {  # warnings that test_written_rules.py breaks, in texts and corpora longer than the made ones
    "mentions_within_range": "looks at a document beside thirty others",
    "sentences_have_ends": "looks at texts of ten sentences or more",
    "text_is_whole": "looks at texts of five sentences or more",
}
RULES = {rule.rule_id: rule for rule in all_rules()}
Failing = dict[str, set[str]]


def failing(validated: Validated) -> Failing:
    """The keys of the rows that break each rule; of a rule that could not be applied, a dash."""
    found: Failing = {}
    for row in validated.failed_rows:
        found.setdefault(row["rule_id"], set()).add(row["row_key"])
    return found


@cache
def tables_read(rule: Rule) -> frozenset[str]:
    """The tables that a rule looks at."""
    return frozenset(name for name in CHECKED_NAMES if name == rule.table_name or name in repr(rule.check))


def contents(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[int, int]]:
    """How many rows each table has, and a number that other rows would not have."""
    each = (
        f"select '{name}', count(*), sum(hash(rows::varchar)::hugeint) from {name} as rows" for name in CHECKED_NAMES
    )
    return {name: (n, hashed) for name, n, hashed in connection.execute(" union all ".join(each)).fetchall()}


def run_suites(connection: duckdb.DuckDBPyConnection, changed: Collection[str]) -> dict[str, Validated]:
    """Apply the suites; of rules that read none of the changed tables the answer is known."""
    due = {suite: [rule for rule in rules_of(suite) if not tables_read(rule).isdisjoint(changed)] for suite in SUITES}
    return {suite: validate(connection, suite, RUN_ID, rules) for suite, rules in due.items()}


def difference(first: Failing, second: Failing) -> Failing:
    """What fails in the first and not in the second."""
    left = {rule_id: rows - second.get(rule_id, set()) for rule_id, rows in first.items()}
    return {rule_id: rows for rule_id, rows in left.items() if rows}


def of_suite(expected: Failing, suite: str) -> Failing:
    """What is to be expected of one suite: the rules that belong to it."""
    return {rule_id: rows for rule_id, rows in expected.items() if suite in RULES[rule_id].suites}


@pytest.fixture(scope="module")
def made() -> duckdb.DuckDBPyConnection:
    connection = connect(made_tables())
    connection.execute("set threads = 1")  # to share out a few rows costs more than to read them
    return connection


@pytest.fixture(scope="module")
def before(made: duckdb.DuckDBPyConnection) -> dict[str, tuple[int, int]]:
    return contents(made)


@pytest.fixture(scope="module")
def clean(made: duckdb.DuckDBPyConnection) -> dict[str, Failing]:
    """What fails before anything is spoilt: the marks of the damaged copy."""
    return {suite: failing(validated) for suite, validated in run_suites(made, CHECKED_NAMES).items()}


@pytest.fixture
def untouched(made: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """The made warehouse, put back after the test."""
    made.execute("begin transaction")
    yield made
    made.execute("rollback")


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_a_mutation_is_caught_on_exactly_its_rows(
    untouched: duckdb.DuckDBPyConnection,
    before: dict[str, tuple[int, int]],
    clean: dict[str, Failing],
    mutation: Mutation,
) -> None:
    untouched.execute(mutation.sql)
    after = contents(untouched)
    changed = {name for name in CHECKED_NAMES if after[name] != before[name]}
    assert changed
    for suite, validated in run_suites(untouched, changed).items():
        known = {rule_id: rows for rule_id, rows in clean[suite].items() if tables_read(RULES[rule_id]) & changed}
        caught = of_suite(mutation.caught, suite)
        assert difference(failing(validated), known) == caught, suite
        assert difference(known, failing(validated)) == of_suite(mutation.lost, suite), suite
        is_critical = any(RULES[rule_id].severity == CRITICAL for rule_id in caught)
        assert bool(validated.rejected or validated.stops) == is_critical, suite
        assert not validated.rejected or suite in GATES


def test_mutations_are_many_and_each_has_a_name() -> None:
    assert len(BY_HAND) >= MIN_MUTATIONS
    assert len({mutation.name for mutation in MUTATIONS}) == len(MUTATIONS)


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_a_mutation_names_the_first_suite_that_can_catch_it(mutation: Mutation) -> None:
    assert mutation.rows
    assert mutation.suite == next(suite for suite in SUITES if suite in RULES[mutation.rule_id].suites)


def test_every_critical_rule_is_broken_by_a_mutation() -> None:
    broken = {rule_id for mutation in MUTATIONS for rule_id in mutation.caught}
    critical = {rule.rule_id for suite in SUITES for rule in rules_of(suite) if rule.severity == CRITICAL}
    assert critical - broken == set()


def test_every_written_rule_is_broken_by_a_mutation() -> None:
    broken = {rule_id for mutation in MUTATIONS for rule_id in mutation.caught}
    written = {rule_id for rule_id in RULES if not rule_id.startswith(("raw.", "core."))}
    assert written - broken == set(NEED_MORE_ROWS)
