"""However much there is to tell, the page stays small; and it says how much it leaves out."""

from pathlib import Path

import duckdb
import pytest

from tasks.core.report import write
from tasks.core.report.collect import collect
from tasks.core.report.model import Bounds, Report
from tasks.core.report.write import MAX_BYTES, write_report
from tasks.core.run import Places
from tests.tasks.core.report.made import Page, made_warehouse, publish, read_page
from tests.warehouse.made import made_tables
from tests.warehouse.made_ops import LATER, STARTS, failed_row, ops_tables
from tests.warehouse.made_rows import A

N_FAILED, N_OTHERS = 100_000, 5_000
LINE = "<script>alert(1)</script> javascript:alert(2) & \"'\x00\u202e "
BOUNDS = Bounds()
FLOODS = {
    "failed_rows": "'flood' || range % 50 as rule_id, row_key || range as row_key, left(detail, 99) as detail",
    "rejections": "path[:99] || range as path, left(detail, 99) as detail",
    "changed_rows": "row_key || range as row_key, null as before",
}


def fill(places: Places, table: str, where: str, n_rows: int) -> None:
    """Many rows like the first of those in a table of `ops`, but for long texts."""
    flood = f"select * replace ({FLOODS[table]}) from (from ops.{table} where {where} limit 1), range({n_rows})"
    with duckdb.connect(str(places.published)) as connection:
        connection.execute(f"insert into ops.{table} by name select * exclude (range) from ({flood})")


@pytest.fixture(scope="module")
def flooded(tmp_path_factory: pytest.TempPathFactory) -> Places:
    """A document of ten million characters on one line, a hundred thousand rows that fail, thousands that changed."""
    body = LINE * (10_000_000 // len(LINE))
    tables = made_tables()
    tables["core.documents"][0] |= {"body": body, "title": body[:1_000_000]}
    tables["core.sentences"][3] |= {"end_char": len(body) - 7}
    ops = ops_tables()
    ops["ops.failed_rows"] = [failed_row("core.sentences", f"{A}/4", A, detail=LINE * 1000)]
    ops["ops.rejections"][2] |= {"path": LINE * 100, "detail": LINE * 1000}
    ops["ops.changed_rows"][0] |= {"row_key": LINE * 10, "before": f'{{"body": "{"x" * 100_000}"}}'}
    places = publish(tmp_path_factory.mktemp("flood") / "warehouse", {**tables, **ops})
    fill(places, "failed_rows", "true", N_FAILED)
    fill(places, "rejections", f"run_id = '{LATER}'", N_OTHERS)
    fill(places, "changed_rows", "change = 'changed'", N_OTHERS)
    return places


@pytest.fixture(scope="module")
def page(flooded: Places) -> Page:
    return read_page(write_report(flooded, LATER))


@pytest.fixture(scope="module")
def report(flooded: Places) -> Report:
    return collect(flooded, LATER, BOUNDS)


def test_the_page_is_small(flooded: Places, page: Page) -> None:
    assert len(page.words) > 10_000
    assert flooded.report.stat().st_size < MAX_BYTES


def test_the_page_has_no_script_in_it(page: Page) -> None:
    assert {tag for tag, _ in page.tags} & {"script", "a href", "img"} == set()
    assert "<script>alert(1)</script> javascript:alert(2) & \"'[U+0000][U+202E]" in page.words


def test_it_says_how_much_is_left_out(report: Report, page: Page) -> None:
    assert sum(rule.n_open for rule in report.failures.rules) == N_FAILED + 1
    assert sum(len(rule.rows) for rule in report.failures.rules) == BOUNDS.all_rows
    assert report.refusals.of("new")[1] == N_OTHERS + 1
    assert "Refused in this run (5,001)" in page.words
    assert "100,001 warning rows, 100,001 new" in page.words
    assert f"And {N_OTHERS + 1 - BOUNDS.refusals:,} more: communique sql" in page.words
    assert "And 1,992 more: communique sql \"from mart.failed_rows where is_open and rule_id = 'flood0'\"" in page.words


def test_rules_without_room_for_their_rows_are_named(report: Report, page: Page) -> None:
    shown = [rule for rule in report.failures.rules if rule.rows]
    assert 1 + (len(shown) - 1) * BOUNDS.rows == BOUNDS.all_rows + 1
    assert len(report.failures.rules) == 50 + len({"soft", "odd"})
    assert f"Other rules that failed ({52 - len(shown)})" in page.words


def test_a_page_that_is_too_long_is_made_again_with_less(flooded: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "MAX_BYTES", 70_000)
    write_report(flooded, LATER)
    assert flooded.report.stat().st_size < 70_000


def test_halving_ends_at_one_of_each() -> None:
    bounds = Bounds()
    for _ in range(12):
        bounds = bounds.halved()
    assert bounds == Bounds(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, runs=30)


def test_charts_show_the_last_runs_alone(tmp_path: Path) -> None:
    places = made_warehouse(tmp_path)
    with duckdb.connect(str(places.published)) as connection:
        older = "'2025' || lpad((1000 + range)::varchar, 4, '0') || 'T030405Z-0a1b2c'"
        connection.execute(
            f"insert into ops.totals by name select t.* replace ({older} as run_id, 1.0 * range as figure)"
            f" from ops.totals as t, range(100) where t.run_id = '{LATER}' and total = 'statements'"
        )
        connection.execute(
            f"insert into ops.runs by name select r.* replace ({older} as run_id, started_at - 9000 * interval 1 hour"
            f" as started_at) from ops.runs as r, range(100) where r.run_id = '{LATER}'"
        )
    series = {each.name: each for each in collect(places, LATER, Bounds()).series}
    assert [len(series[name].points) for name in ("statements", "seconds")] == [30, 30]
    assert series["statements"].points[-1] == (LATER, STARTS[LATER], 4.0)
    assert [value for *_, value in series["statements"].points[-4:]] == [99.0, 10.0, 12.0, 4.0]
