"""What is kept beside the publication: enough to go on, to go back, and to tell; the rest goes, and says so."""

import os
import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from tasks.core.intake.read import keep_bytes
from tasks.core.retention import Removed, Retention, retain
from tasks.core.run import Places, other_folder_of, write_journal
from tasks.core.staging import write_batch

NOW = datetime(2026, 3, 1, 8, 0)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path)


def name(day: int) -> str:
    return f"202601{day:02}T030000Z-1a2b3c"


def ran(places: Places, day: int, with_page: bool = False, **entry: Any) -> None:
    """The journal of a run on a day of January, and its page."""
    usual = {"state": "completed", "source": "raw", "source_folder": str(places.folder / "raw")}
    write_journal(places, name(day), {**usual, **entry})
    if with_page:
        places.reports.mkdir(exist_ok=True)
        (places.reports / f"{name(day)}.html").write_text("page")


def publish(file: Path, days: list[int]) -> None:
    """A published file whose `ops.runs` has the runs of some days."""
    with duckdb.connect(str(file)) as connection:
        connection.execute("create schema ops; create table ops.runs (run_id varchar)")
        for day in days:
            connection.execute("insert into ops.runs values (?)", [name(day)])


def days_of(folder: Path) -> list[int]:
    return sorted(int(path.name[6:8]) for path in folder.iterdir())


def test_old_journals_go_but_for_those_that_are_still_needed(places: Places) -> None:
    """The last completed run of each source tells which folder that is; `ops.runs` has not been told of all runs."""
    (places.folder / "old").mkdir()
    ran(places, 1, source="old", source_folder=str(places.folder / "old"))
    ran(places, 2)
    ran(places, 3, state="failed", source="gone")
    for day in range(4, 11):
        ran(places, day)
    publish(places.published, [1, 2, 3, 4, 5, 7, 8])
    assert retain(places, Retention(runs=3), NOW) == Removed(journals=5)
    assert days_of(places.runs) == [1, 6, 8, 9, 10]
    assert other_folder_of(places, "old", places.folder / "new") == places.folder / "old"
    assert retain(places, Retention(runs=3), NOW) == Removed()


def test_runs_that_the_publication_before_was_not_told_of_are_kept_for_going_back(places: Places) -> None:
    for day in range(1, 6):
        ran(places, day)
    publish(places.published, [1, 2, 3, 4])
    publish(places.previous, [1, 2])
    assert retain(places, Retention(runs=0), NOW).journals == 2
    assert days_of(places.runs) == [3, 4, 5]


def test_nothing_is_forgotten_where_nothing_can_be_read(places: Places) -> None:
    for day in range(1, 6):
        ran(places, day)
    assert retain(places, Retention(runs=0), NOW) == Removed()
    places.published.write_bytes(b"no database")
    assert retain(places, Retention(runs=0), NOW) == Removed()
    places.published.unlink()
    publish(places.published, [1, 2, 3])
    (places.runs / f"{name(9)}.json").write_text("damaged")
    assert retain(places, Retention(runs=0), NOW) == Removed(journals=3)
    assert days_of(places.runs) == [4, 5, 9]


def test_old_pages_go_with_their_journals_and_the_last_stays(places: Places) -> None:
    for day in range(1, 7):
        ran(places, day, with_page=True)
    places.report.write_text("the last")
    publish(places.published, [1, 2])
    assert retain(places, Retention(runs=3, reports=10), NOW) == Removed(journals=2, reports=2)
    assert retain(places, Retention(runs=3, reports=2), NOW) == Removed(reports=2)
    assert days_of(places.reports) == [5, 6]
    assert places.report.read_text() == "the last"


def test_what_a_killed_run_left_is_kept_for_a_week(places: Places) -> None:
    for key, days in (("old", 8), ("young", 6)):
        batch = write_batch(places.staging, "extract", key, {"texts": pa.table({"n": [1]})}, 1)
        at = (NOW - timedelta(days=days) - datetime(1970, 1, 1)).total_seconds()
        os.utime(batch.folder, (at, at))
    assert retain(places, Retention(), NOW) == Removed(batches=1)
    assert [path.name for path in (places.staging / "extract").iterdir()] == ["young"]


def test_bytes_are_kept_unless_they_are_not_wanted_nor_needed_by_the_next_run(places: Places) -> None:
    for document_id in ("aa11", "bb22"):
        keep_bytes(places.bytes, document_id, b"content")
    assert retain(places, Retention(), NOW) == Removed()
    write_batch(places.staging, "intake", "killed", {"intake": pa.table({"n": [1]})}, 1)
    assert retain(places, Retention(bytes=False), NOW) == Removed()
    shutil.rmtree(places.staging)
    removed = retain(places, Retention(bytes=False), NOW)
    assert removed == Removed(bytes=2)
    assert removed.told == "2 files of kept bytes"
    assert [path for path in places.bytes.rglob("*") if path.is_file()] == []


def test_a_new_warehouse_has_nothing_to_take_away(places: Places) -> None:
    removed = retain(places, Retention(0, 0, 0, bytes=False), NOW)
    assert (removed, removed.told) == (Removed(), "")
    assert list(places.folder.iterdir()) == []
