"""Runs over a source that breaks: a folder that is not mounted, a minimum that is not reached."""

from pathlib import Path

import pytest

from tasks.core.validate.stage import ValidationStopError
from tests.pipeline import rows_of, sweep

TEXT = """Joint statement of the ministers of Norway and Iceland

Oslo, {day} May 2023

We, the ministers of Norway and Iceland, met today in Oslo. We agreed to protect our common waters.
"""
BOUNDS = (
    "source,total,minimum,maximum,author,reason,date\nsource,documents,2,,A. Reviewer,it never shrinks,2026-01-02\n"
)
DOCUMENTS = "select total, figure from ops.totals where total in ('files', 'missing_files', 'documents')"
LATEST = f"{DOCUMENTS} and run_id = (select max(run_id) from ops.totals) order by total"
FAILED = """select rule_id, severity, row_key, detail, resolved_at is null as is_open
    from ops.failed_rows where suite = 'totals' order by first_seen_at, rule_id"""


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    source = tmp_path / "source"
    source.mkdir()
    for day in (3, 4):
        (source / f"{day}.txt").write_text(TEXT.format(day=day), encoding="utf-8")
    return source


def test_an_empty_folder_in_place_of_a_source_is_told_until_the_files_are_back(filled: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse"
    sweep(filled, warehouse)
    away = filled.rename(tmp_path / "away")
    filled.mkdir()
    gone = sweep(filled, warehouse).published
    assert rows_of(gone, LATEST) == [("documents", 0.0), ("files", 0.0), ("missing_files", 2.0)]
    assert rows_of(gone, "select count(*) from core.documents") == [(2,)]
    told = "0 files, at least 1 expected (known and gone: 2; are they where the source is looked for?)"
    assert rows_of(gone, FAILED) == [("totals.files.none", "warning", "source/files", told, True)]
    filled.rmdir()
    back = sweep(away.rename(filled), warehouse).published
    assert rows_of(back, LATEST) == [("documents", 2.0), ("files", 2.0), ("missing_files", 0.0)]
    assert rows_of(back, FAILED) == [("totals.files.none", "warning", "source/files", told, False)]


def test_below_a_minimum_nothing_is_published_and_what_was_stays(filled: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse"
    published = sweep(filled, warehouse, bounds=BOUNDS).published
    before = published.read_bytes()
    (filled / "3.txt").unlink()
    with pytest.raises(ValidationStopError, match=r"^Totals stop the run: source/documents: 1 document, at least 2 al"):
        sweep(filled, warehouse, bounds=BOUNDS)
    assert published.read_bytes() == before
    assert rows_of(published, LATEST) == [("documents", 2.0), ("files", 2.0), ("missing_files", 0.0)]
