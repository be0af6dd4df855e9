"""How the pipeline fared, as an analyst asks for it: refusals, broken rules, the text in question, changes, drift."""

import itertools
import re
from datetime import timedelta

import duckdb
import pytest

from schemas.views import FOLDER
from schemas.vocabularies import BOUND_STATES, RULE_OUTCOMES, SEVERITIES, STEPS, TRENDS
from tests.warehouse.made import connect, made_tables
from tests.warehouse.made_ops import (
    LATER,
    NEW_CODE,
    OLD_CODE,
    SECOND,
    STARTS,
    ops_tables,
    validation,
)
from tests.warehouse.made_rows import RUN_ID, Row


@pytest.fixture(scope="module")
def made() -> duckdb.DuckDBPyConnection:
    return connect({**made_tables(), **ops_tables()})


def rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[tuple[object, ...]]:
    return connection.execute(query).fetchall()


def with_failed(*failed: Row, **changed: list[Row]) -> duckdb.DuckDBPyConnection:
    return connect({**made_tables(), **ops_tables(), "ops.failed_rows": list(failed), **changed})


# refusals


def test_open_rejections_come_first_and_say_how_long_they_stand(made: duckdb.DuckDBPyConnection) -> None:
    query = """select is_open, path, code_version, is_other_code, n_refused_before, n_runs_open, days_open
        from mart.rejections"""
    assert rows(made, query) == [
        (True, "no-bytes.txt", NEW_CODE, False, 1, 1, 0.5),
        (True, "old-code.txt", OLD_CODE, True, 0, 2, 1.5),
        (False, "a.txt", OLD_CODE, True, 0, 1, 1.0),
        (False, "no-bytes.txt", OLD_CODE, True, 0, 1, 1.0),
    ]


def test_the_latest_run_sums_up(made: duckdb.DuckDBPyConnection) -> None:
    query = """select run_id, seconds, steps_summary, n_rules, n_rules_failed, n_rules_errored, n_open_rejections,
            n_open_failed_rows, n_open_critical_rows, report_path
        from mart.latest_run"""
    steps = "intake: 5 computed in 0.25 s · extract: 5 computed in 0.25 s · extract: 5 reused in 0.25 s"
    assert rows(made, query) == [(LATER, 12.5, steps, 4, 1, 1, 2, 4, 2, f"reports/{LATER}.html")]


def test_a_run_that_published_or_failed_has_a_report() -> None:
    connection = connect({**made_tables(), **ops_tables()})
    found = {}
    for state, published in itertools.product(("completed", "failed", "running"), (True, False)):
        connection.execute("update ops.runs set state = ?, published_at = if(?, started_at, null)", [state, published])
        ((found[state, published],),) = rows(connection, "select report_path from mart.latest_run")
    path = f"reports/{LATER}.html"
    assert {case: given for case, given in found.items() if given} == {
        ("completed", True): path,
        ("failed", True): path,
        ("failed", False): path,
        ("running", True): path,
    }


# rules and the rows that break them


def test_a_rule_that_rows_break_is_listed_though_the_last_run_found_no_other(made: duckdb.DuckDBPyConnection) -> None:
    """`each` looked at other documents in the last run; the one that it refused before is still refused."""
    query = """select suite, rule_id, outcome, n_failed, n_new, n_open, first_failed_at, first_code_version
        from mart.failed_rules"""
    assert rows(made, query) == [
        ("documents", "each", "passed", 0, 0, 1, STARTS[RUN_ID], OLD_CODE),
        ("warehouse", "odd", "errored", 0, 1, 1, STARTS[LATER], NEW_CODE),
        ("warehouse", "soft", "failed", 2, 1, 2, STARTS[RUN_ID], OLD_CODE),
    ]


def test_a_rule_that_failed_and_kept_no_row_is_listed() -> None:
    connection = with_failed()
    query = "select rule_id, n_failed, n_open, first_failed_at from mart.failed_rules"
    assert rows(connection, query) == [("odd", 0, 0, None), ("soft", 2, 0, None)]


def test_a_rule_that_was_not_applied_since_and_that_no_row_breaks_is_not_listed() -> None:
    validations = [validation(RUN_ID, "gone", "critical", 1), validation(LATER, "fine", "critical", 0)]
    assert rows(with_failed(**{"ops.validations": validations}), "from mart.failed_rules") == []


def test_the_history_of_a_rule_says_when_it_got_better_or_worse(made: duckdb.DuckDBPyConnection) -> None:
    query = """select suite, rule_id, started_at, is_code_changed, outcome, n_failed, n_failed_before, trend
        from mart.rule_history order by suite, rule_id, run_id"""
    assert rows(made, query) == [
        ("documents", "each", STARTS[RUN_ID], False, "failed", 1, None, "new"),
        ("documents", "each", STARTS[LATER], True, "passed", 0, 1, "resolved"),
        ("warehouse", "fine", STARTS[LATER], False, "passed", 0, None, "same"),
        ("warehouse", "gone", STARTS[RUN_ID], False, "failed", 1, None, "new"),
        ("warehouse", "odd", STARTS[RUN_ID], False, "passed", 0, None, "same"),
        ("warehouse", "odd", STARTS[SECOND], False, "failed", 2, 0, "new"),
        ("warehouse", "odd", STARTS[LATER], True, "errored", 0, 2, "worse"),
        ("warehouse", "soft", STARTS[RUN_ID], False, "failed", 1, None, "new"),
        ("warehouse", "soft", STARTS[SECOND], False, "failed", 3, 1, "worse"),
        ("warehouse", "soft", STARTS[LATER], True, "failed", 2, 3, "better"),
    ]


TRENDS_OF_OUTCOMES = {
    ("errored", "errored"): "same",
    ("errored", "failed"): "better",
    ("errored", "passed"): "resolved",
    ("failed", "failed"): "same",
    ("failed", "errored"): "worse",
    ("failed", "passed"): "resolved",
    ("passed", "errored"): "new",
    ("passed", "failed"): "new",
    ("passed", "passed"): "same",
}


def test_the_trend_of_every_two_outcomes_with_as_many_rows() -> None:
    validations = [
        validation(run_id, f"{outcomes[0]} {outcomes[1]}", "warning", 0, outcome)
        for outcomes in TRENDS_OF_OUTCOMES
        for run_id, outcome in zip((RUN_ID, LATER), outcomes, strict=True)
    ]
    connection = with_failed(**{"ops.validations": validations})
    found = dict(rows(connection, f"select rule_id, trend from mart.rule_history where run_id = '{LATER}'"))
    assert found == {" ".join(outcomes): trend for outcomes, trend in TRENDS_OF_OUTCOMES.items()}


# figures


def test_a_figure_is_beside_what_it_was_and_what_it_may_be(made: duckdb.DuckDBPyConnection) -> None:
    query = """select total, run_id, figure, previous_figure, baseline, round(times_baseline, 3), bound_state
        from mart.totals order by total"""
    assert rows(made, query) == [
        ("files", LATER, 4.0, None, 4.0, 1.0, "within"),
        ("rejected_share", LATER, 0.2, None, 0.05, 4.0, "above"),
        ("statements", LATER, 4.0, 12.0, 11.0, 0.364, "below"),
    ]
    query = """select started_at, figure, previous_figure, bound_state from mart.totals_over_time
        where total = 'statements' order by run_id"""
    assert rows(made, query) == [
        (STARTS[RUN_ID], 10.0, None, "within"),
        (STARTS[SECOND], 12.0, 10.0, "within"),
        (STARTS[LATER], 4.0, 12.0, "below"),
    ]


def test_each_source_has_its_own_figures_and_of_a_baseline_of_nothing_there_is_no_multiple() -> None:
    connection = connect({**made_tables(), **ops_tables()})
    connection.execute("insert into ops.totals select * replace ('other' as source, 0 as baseline) from ops.totals")
    query = """select source, figure, previous_figure, round(times_baseline, 3) from mart.totals
        where total = 'statements' order by source"""
    assert rows(connection, query) == [("other", 4.0, 12.0, None), ("raw", 4.0, 12.0, 0.364)]


# changes


def test_a_publication_has_one_row_per_table_that_it_changed(made: duckdb.DuckDBPyConnection) -> None:
    query = """select run_id, published_at, code_version, table_name, n_added, n_changed, n_removed from mart.changes"""
    later, first = (STARTS[run] + timedelta(seconds=12.5) for run in (LATER, RUN_ID))
    assert rows(made, query) == [
        (LATER, later, NEW_CODE, "core.documents", 1, 1, 1),
        (LATER, later, NEW_CODE, "core.sentences", 0, 2, 0),
        (RUN_ID, first, OLD_CODE, "core.documents", 3, 0, 0),
    ]


def test_a_changed_row_names_the_columns_that_differ(made: duckdb.DuckDBPyConnection) -> None:
    query = """select change, path, changed_columns, before ->> '$.level', after ->> '$.level'
        from mart.changed_rows order by change"""
    assert rows(made, query) == [
        ("added", "b.txt", [], None, None),
        ("changed", "a.txt", ["level", "place"], "", "mixed"),
        ("removed", None, [], None, None),
    ]


def test_a_change_that_is_no_json_is_shown_as_it_is() -> None:
    connection = connect({**made_tables(), **ops_tables()})
    connection.execute("update ops.changed_rows set after = '{' where change = 'changed'")
    query = "select changed_columns, after from mart.changed_rows where change = 'changed'"
    assert rows(connection, query) == [([], "{")]


# lineage


def test_a_document_is_traced_step_by_step(made: duckdb.DuckDBPyConnection) -> None:
    query = "select path, step, run_id, started_at, code_version, step_fingerprint from mart.document_lineage"
    assert rows(made, query) == [
        ("a.txt", "extract", RUN_ID, STARTS[RUN_ID], OLD_CODE, f"extract of {OLD_CODE}"),
        ("a.txt", "annotate", LATER, STARTS[LATER], NEW_CODE, f"annotate of {NEW_CODE}"),
        ("b.txt", "extract", SECOND, STARTS[SECOND], OLD_CODE, f"extract of {OLD_CODE}"),
    ]


# words that SQL repeats


def words_of(view: str, opening: str) -> list[str]:
    """Words in the brackets after `opening` in the SQL of a view."""
    text = (FOLDER / f"{view}.sql").read_text(encoding="utf-8")
    (found,) = re.findall(re.escape(opening) + r"\s*\[(.*?)\]", text, re.DOTALL)
    return [word.strip("' ") for word in found.split(",")]


@pytest.mark.parametrize("view", ["latest_run", "document_lineage"])
def test_steps_are_in_the_order_of_the_pipeline(view: str) -> None:
    assert words_of(view, "list_position(") == list(STEPS)


@pytest.mark.parametrize("view", ["failed_rules", "failed_rows"])
def test_the_gravest_rules_come_first_in_the_order_of_severities(view: str) -> None:
    assert words_of(view, "list_position(") == list(SEVERITIES)


def test_outcomes_trends_and_bounds_are_those_of_the_vocabularies() -> None:
    assert words_of("rule_history", "list_position(") == list(RULE_OUTCOMES)
    said = {view: set(re.findall(r"(?:then|else) '(\w+)'", (FOLDER / view).read_text())) for view in files()}
    assert said == {"rule_history.sql": set(TRENDS), "totals_over_time.sql": set(BOUND_STATES)}


def files() -> tuple[str, ...]:
    return ("rule_history.sql", "totals_over_time.sql")
