"""A limit refuses a file; raising it lets the file in with the next run, and touches nothing else."""

from dataclasses import replace
from pathlib import Path

from tasks.core.extract.limits import DEFAULT_LIMITS
from tests.pipeline import rows_of, sweep

SHORT = "Joint statement\n\nWe, the ministers of Norway and Iceland, met in Oslo on 3 May 2023.\n"
LONG = SHORT + "\nWe agreed to protect our common waters, and to meet again.\n" * 40
TIGHT = replace(DEFAULT_LIMITS, text_chars=1000)


def test_a_file_over_a_limit_waits_for_a_higher_one(source: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse"
    (source / "short.txt").write_text(SHORT, encoding="utf-8")
    (source / "long.txt").write_text(LONG, encoding="utf-8")
    first = sweep(source, warehouse, limits=TIGHT)
    detail = "It has more than 1,000 characters. Split it, or raise --text-chars if it is a statement."
    open_rejections = "select path, step, reason, detail from ops.rejections where resolved_at is null"
    assert rows_of(first.published, open_rejections) == [("long.txt", "extract", "output_limit", detail)]
    assert sweep(source, warehouse, limits=TIGHT).loaded is None
    second = sweep(source, warehouse)
    assert second.news.reasons == ("1 to be done again",)
    assert rows_of(second.published, open_rejections) == []
    assert rows_of(second.published, "select count(*) from core.documents") == [(2,)]


def test_a_lower_limit_leaves_what_was_read(source: Path, tmp_path: Path) -> None:
    (source / "long.txt").write_text(LONG, encoding="utf-8")
    sweep(source, tmp_path / "warehouse")
    assert sweep(source, tmp_path / "warehouse", limits=TIGHT).loaded is None
