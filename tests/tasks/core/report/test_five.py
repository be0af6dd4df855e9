"""The report of the first run over the five statements."""

from typing import Any

import duckdb
import pytest

from tasks.core.report.collect import collect
from tasks.core.report.model import Bounds, Report
from tasks.core.report.page import as_page
from tests.pipeline import Done
from tests.tasks.core.report.made import Page

BOUNDS = Bounds()


@pytest.fixture(scope="module")
def report(five: Done) -> Report:
    return collect(five.run.places, five.run.run_id, BOUNDS)


@pytest.fixture(scope="module")
def page(report: Report) -> Page:
    return Page(as_page(report, BOUNDS))


def test_the_headline_says_what_the_run_did(page: Page) -> None:
    assert "files seen 5 unchanged 0 loaded 5 duplicates 0 refused 0 missing 0" in page.words
    assert "What was refused No file is refused." in page.words


def test_the_clipped_copy_is_flagged_with_its_cut_sentences(report: Report, page: Page) -> None:
    rule = next(rule for rule in report.failures.rules if rule.rule_id == "sentence_is_whole")
    assert {row.path for row in rule.rows} == {"nato-leaders-statement-truncated.txt"}
    marked = {row.excerpt.marked for row in rule.rows}
    assert any("choose its own We reaffirm our commitment" in each for each in marked)
    assert "choose its own We reaffirm our commitment to NATO's Open Door Policy" in page.words


def test_every_file_is_told_with_its_statement(report: Report) -> None:
    told = {row.path: (row.outcome, row.relation) for row in report.arrivals.rows}
    assert told["nato-leaders-statement-full.txt"] == ("loaded", "full")
    assert told["nato-leaders-statement-truncated.txt"] == ("loaded", "truncated")
    assert report.arrivals.counts == {"loaded": 5}
    assert (report.statements.n_new, report.statements.n_grown) == (4, 0)


def test_counts_are_those_of_the_tables(report: Report, warehouse: duckdb.DuckDBPyConnection) -> None:
    def rows(query: str) -> list[tuple[Any, ...]]:
        return warehouse.execute(query).fetchall()

    standing = rows(
        "select rule_id, count(distinct row_key) from ops.failed_rows where resolved_at is null group by all"
    )
    assert {rule.rule_id: rule.n_open for rule in report.failures.rules} == dict(standing)
    changed = rows("select table_name, sum(n_rows)::int from ops.changes group by all")
    assert {each.table_name: sum(each.counts.values()) for each in report.changes} == dict(changed)
    figures = rows("select total, figure from ops.totals")
    assert {each.total: each.figure for each in report.totals} == dict(figures)
    assert len(report.steps) == rows("select count(*) from ops.steps")[0][0]
