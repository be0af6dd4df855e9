"""The rows of the five statements are spoilt: whole suites find exactly these rows, and nothing else."""

from collections.abc import Iterator

import duckdb
import pytest

from tests.pipeline import Done
from tests.tasks.core.validate.mutations_five import REAL, RealMutation
from tests.tasks.core.validate.test_mutations import RULES, SUITES, Failing, difference, failing, of_suite, run_suites
from tests.warehouse.made import CHECKED_NAMES


@pytest.fixture(scope="module")
def real(five: Done) -> Iterator[duckdb.DuckDBPyConnection]:
    """The rows of the five statements in memory, without constraints."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{five.published}' as published (read_only)")
        connection.execute("create schema raw; create schema core")
        for name in CHECKED_NAMES:
            connection.execute(f"create table {name} as from published.{name}")
        connection.execute("detach published")
        yield connection


@pytest.fixture(scope="module")
def clean(real: duckdb.DuckDBPyConnection) -> dict[str, Failing]:
    return {suite: failing(validated) for suite, validated in run_suites(real, CHECKED_NAMES).items()}


def keys(connection: duckdb.DuckDBPyConnection, queries: dict[str, str]) -> Failing:
    return {rule_id: {key for (key,) in connection.execute(query).fetchall()} for rule_id, query in queries.items()}


@pytest.mark.parametrize("mutation", REAL, ids=lambda mutation: mutation.name)
def test_real_rows_are_caught_when_they_are_spoilt(
    real: duckdb.DuckDBPyConnection, clean: dict[str, Failing], mutation: RealMutation
) -> None:
    caught, silenced = keys(real, dict(mutation.caught)), keys(real, dict(mutation.silenced))
    real.execute("begin transaction")
    try:
        real.execute(mutation.sql)
        found = {suite: failing(validated) for suite, validated in run_suites(real, CHECKED_NAMES).items()}
    finally:
        real.execute("rollback")
    assert all(caught.values())
    for suite in SUITES:
        assert difference(found[suite], clean[suite]) == of_suite(caught, suite), suite
        assert difference(clean[suite], found[suite]) == of_suite(silenced, suite), suite


def test_only_what_is_true_of_the_five_fails_before(clean: dict[str, Failing]) -> None:
    assert not any(RULES[rule_id].severity == "critical" for failed in clean.values() for rule_id in failed)
