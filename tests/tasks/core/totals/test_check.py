"""The suite `totals` over a warehouse: rows, rules, what stops the run, and what earlier runs count for."""

from dataclasses import replace

import pytest

from schemas.arrow import to_arrow
from schemas.ops_tables import TOTALS, VALIDATIONS
from schemas.rules_totals import drift_rules
from schemas.staged import FAILING
from tasks.core.overlay import Incoming, overlay
from tasks.core.totals import Checked, ReviewedBound, check_totals
from tests.pipeline import Done
from tests.tasks.core.totals.made import (
    RUN,
    fill,
    overlaid,
    put_history,
    run_name,
    run_row,
    source_file,
    total_row,
)
from tests.tasks.core.totals.test_measure import OF_MADE
from tests.warehouse.made_rows import A, B, C

MANY = {**OF_MADE, "statements": 30.0, "files": 40.0, "documents": 40.0}


def bound(source: str, total: str, minimum: float | None, maximum: float | None = None) -> ReviewedBound:
    return ReviewedBound(source, total, minimum, maximum, "A. Reviewer", "it never shrinks", "2026-01-02")


def failing(checked: Checked) -> dict[str, tuple[str, ...]]:
    """Rows that fail, by rule."""
    found: dict[str, tuple[str, ...]] = {}
    for row in checked.validated.failed_rows:
        found[row["rule_id"]] = (*found.get(row["rule_id"], ()), row["row_key"])
    return found


def baselines(checked: Checked, total: str) -> dict[str, float | None]:
    return {row["source"]: row["baseline"] for row in checked.totals if row["total"] == total}


def test_a_first_run_is_measured_and_nothing_is_told() -> None:
    with overlaid() as connection:
        checked = check_totals(connection, RUN, [])
    assert checked.totals == tuple(
        {
            "run_id": RUN.run_id, "source": "raw", "total": total, "figure": figure,
            "baseline": None, "minimum": None, "maximum": None,
        }
        for total, figure in OF_MADE.items()
    )  # fmt: skip
    assert {(row["outcome"], row["n_checked"]) for row in checked.validated.validations} == {("passed", 0)}
    assert [row["rule_id"] for row in checked.validated.validations] == [rule.rule_id for rule in drift_rules()]
    assert (checked.validated.failed_rows, checked.validated.stops) == ((), "")


def test_the_rows_are_those_of_the_tables() -> None:
    with overlaid() as connection:
        put_history(connection, "raw", [MANY] * 3)
        checked = check_totals(connection, RUN, [])
    assert to_arrow(TOTALS, checked.totals).num_rows == len(OF_MADE)
    assert to_arrow(VALIDATIONS, checked.validated.validations).num_rows == len(drift_rules())
    assert to_arrow(FAILING, checked.validated.failed_rows).num_rows == 3


def test_a_sudden_drop_warns_and_the_run_goes_on() -> None:
    with overlaid() as connection:
        put_history(connection, "raw", [MANY] * 3)
        checked = check_totals(connection, RUN, [])
    assert failing(checked) == {
        "totals.files.drop": ("raw/files",),
        "totals.documents.drop": ("raw/documents",),
        "totals.statements.drop": ("raw/statements",),
    }
    assert checked.validated.failed_rows[2] == {
        "run_id": RUN.run_id,
        "suite": "totals",
        "rule_id": "totals.statements.drop",
        "severity": "warning",
        "table_name": "ops.totals",
        "row_key": "raw/statements",
        "document_id": None,
        "detail": "1 statement, at least 24 expected (median of the last 3 runs 30)",
    }
    (row,) = (row for row in checked.totals if row["total"] == "documents_per_statement")
    assert (row["figure"], row["baseline"], row["minimum"], row["maximum"]) == (2.0, 2.0, 1.6, 3.0)
    assert checked.validated.stops == ""


def test_below_a_reviewed_minimum_the_run_stops_and_says_what_to_do() -> None:
    with overlaid() as connection:
        checked = check_totals(connection, RUN, [], [bound("raw", "statements", 2), bound("*", "files", 1, 2)])
    assert checked.validated.stops == (
        "Totals stop the run: raw/statements: 1 statement, at least 2 allowed (A. Reviewer: it never shrinks)."
        " What was published before stays as it is. Look at what became of the source. If it is as it should be,"
        " change the bound in totals.csv; then run again."
    )
    reviewed = checked.validated.validations[len(drift_rules()) :]
    assert [(row["rule_id"], row["severity"], row["outcome"], row["n_checked"]) for row in reviewed] == [
        ("totals.files.maximum", "warning", "failed", 1),
        ("totals.files.minimum", "critical", "passed", 1),
        ("totals.statements.minimum", "critical", "failed", 1),
    ]
    bounds = {row["total"]: (row["minimum"], row["maximum"]) for row in checked.totals}
    assert (bounds["files"], bounds["statements"], bounds["documents"]) == ((1, 2), (2, None), (None, None))


def test_a_minimum_alone_stops_a_maximum_never_does() -> None:
    with overlaid() as connection:
        checked = check_totals(connection, RUN, [], [bound("raw", "files", None, 2)])
    assert failing(checked) == {"totals.files.maximum": ("raw/files",)}
    assert checked.validated.stops == ""


def test_a_source_that_was_looked_for_in_an_empty_folder_warns_and_its_documents_stay() -> None:
    gone = [source_file("raw", path, document, "missing") for path, document in (("a", A), ("b", B), ("c", C))]
    with overlaid(gone) as connection:
        put_history(connection, "raw", [OF_MADE] * 3)
        checked = check_totals(connection, RUN, [])
        assert connection.execute("select count(*) from core.documents").fetchall() == [(3,)]
    assert failing(checked) == {"totals.files.none": ("raw/files",)}
    assert checked.validated.stops == ""


def test_a_minimum_holds_for_a_source_that_was_empty_from_the_start() -> None:
    with overlaid([]) as connection:
        checked = check_totals(connection, RUN, [], [bound("raw", "files", 1)])
    assert failing(checked) == {"totals.files.minimum": ("raw/files",)}
    assert checked.validated.stops.startswith("Totals stop the run: raw/files: 0 files, at least 1 allowed")


def test_only_the_last_ten_runs_that_were_published_are_usual() -> None:
    with overlaid() as connection:
        old, stopped = [{**MANY, "files": 1000.0}] * 8, {**MANY, "files": 1000.0}
        put_history(connection, "raw", [*old, *({**MANY, "files": float(n)} for n in range(10, 20))])
        fill(connection, "ops.runs", [run_row(run_name(19), "failed")])
        fill(connection, "ops.totals", [total_row(run_name(19), "raw", *one) for one in stopped.items()])
        checked = check_totals(connection, RUN, [])
    assert baselines(checked, "files") == {"raw": 14.5}


@pytest.mark.parametrize(
    ("documents_before", "told"),
    [
        ([30.0, 30.0], []),
        ([30.0, 30.0, 30.0], ["1 document, at least 24 expected (median of the last 3 runs 30)"]),
        ([30.0] * 5 + [40.0] * 5, ["1 document, at least 28 expected (median of the last 10 runs 35)"]),
    ],
)
def test_another_source_is_judged_as_when_its_figures_were_new_and_not_written_again(
    documents_before: list[float], told: list[str]
) -> None:
    files = [source_file("raw", "a", A), source_file("other", "c", C)]
    with overlaid(files) as connection:
        others = check_totals(connection, replace(RUN, source_name="other"), []).totals
        now = {row["total"]: row["figure"] for row in others if row["source"] == "other"}
        put_history(connection, "other", [*({**now, "documents": figure} for figure in documents_before), now])
        checked = check_totals(connection, RUN, [])
    assert [row["detail"] for row in checked.validated.failed_rows] == told
    assert {row["source"] for row in checked.totals} == {"raw"}


def test_the_source_of_the_run_is_written_down_though_its_figures_are_as_they_were() -> None:
    with overlaid() as connection:
        put_history(connection, "raw", [OF_MADE] * 3)
        checked = check_totals(connection, RUN, [])
    assert baselines(checked, "files") == {"raw": 3.0}


def test_a_run_without_news_of_its_source_is_no_further_day_of_it() -> None:
    with overlaid() as connection:
        figures = {row["total"]: row["figure"] for row in check_totals(connection, RUN, []).totals}
        put_history(connection, "raw", [{**figures, "files": 9.0}, figures])
        same = check_totals(connection, RUN, [], has_news=False).totals
        put_history(connection, "raw", [{**figures, "files": 9.0}], first=3)
        moved = check_totals(connection, RUN, [], has_news=False).totals
    assert same == ()
    assert {row["source"] for row in moved} == {"raw"}


def test_the_tightest_bounds_stand_beside_the_figure() -> None:
    with overlaid() as connection:
        put_history(connection, "raw", [MANY] * 3)
        low, high = (bound("raw", "documents_per_statement", *ends) for ends in ((1.7, 2.9), (1.0, 5.0)))
        found = [check_totals(connection, RUN, [], [line]).totals for line in (low, high)]
    ends = [
        (row["minimum"], row["maximum"])
        for totals in found
        for row in totals
        if row["total"] == "documents_per_statement"
    ]
    assert ends == [(1.7, 2.9), (1.6, 3.0)]


def test_another_source_whose_figures_the_run_moves_is_written_down() -> None:
    files = [source_file("raw", "a", A), source_file("other", "c", C)]
    with overlaid(files) as connection:
        put_history(connection, "other", [{"documents": 3.0}] * 3)
        checked = check_totals(connection, RUN, [])
    assert baselines(checked, "documents") == {"raw": None, "other": 3.0}


def test_a_bound_on_a_source_that_nobody_knows_is_told_since_it_guards_nothing() -> None:
    files = [source_file("raw", "a", A), source_file("other", "c", C)]
    with overlaid(files) as connection:
        reviewed = [bound("rwa", "files", 1), bound("*", "files", 1), bound("raw", "files", 1)]
        checked = check_totals(connection, RUN, [], reviewed)
    (row,) = checked.validated.failed_rows
    assert (row["rule_id"], row["severity"], row["row_key"], row["detail"]) == (
        "totals.source.known", "warning", "rwa", "totals.csv bounds it; the sources here are other, raw"
    )  # fmt: skip
    assert (checked.validated.validations[0]["n_checked"], checked.validated.stops) == (2, "")


@pytest.mark.parametrize("stops", [False, True])
def test_figures_that_cannot_be_told_are_an_error_of_the_rules_that_stops_where_people_set_a_minimum(
    stops: bool,
) -> None:
    with overlaid() as connection:
        connection.execute("drop table core.mentions cascade")
        checked = check_totals(connection, RUN, [], [bound("raw", "files", 1)] if stops else [])
    assert checked.totals == ()
    assert {row["outcome"] for row in checked.validated.validations} == {"errored"}
    reason = "Totals stop the run: rule totals.files.minimum could not be applied (CatalogException: "
    assert checked.validated.stops.startswith(reason) == bool(checked.validated.stops) == stops


def test_the_five_statements_are_measured_over_the_build_file(five: Done) -> None:
    with overlay(five.run.places.build, Incoming()) as connection:
        checked = check_totals(connection, five.run, [])
    figures = {row["total"]: row["figure"] for row in checked.totals}
    counts = ("files", "missing_files", "rejected_files", "documents", "statements", "documents_per_statement")
    assert {total: figures[total] for total in counts} == {
        "files": 5.0,
        "missing_files": 0.0,
        "rejected_files": 0.0,
        "documents": 5.0,
        "statements": 4.0,
        "documents_per_statement": 1.25,
    }
    assert (checked.validated.failed_rows, checked.validated.stops) == ((), "")
