"""Journals are written whole, and a source name stands for one folder."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

from tasks.core.run import Places, new_run_id, other_folder_of, read_journals, write_journal

STARTED = datetime(2026, 1, 2, 3, 4, 5)


def test_a_journal_grows_by_entries_and_journals_come_oldest_first(tmp_path: Path) -> None:
    places = Places(tmp_path)
    write_journal(places, "20260102T000000Z-bbbbbb", {"state": "running", "started_at": STARTED})
    write_journal(places, "20260102T000000Z-bbbbbb", {"state": "completed"})
    write_journal(places, "20260101T000000Z-aaaaaa", {"state": "failed"})
    (places.runs / "20260103T000000Z-cccccc.json").write_text('{"state": ', encoding="utf-8")
    first, second, third = read_journals(places)
    assert (first["run_id"], first["state"]) == ("20260101T000000Z-aaaaaa", "failed")
    assert (second["state"], second["started_at"]) == ("completed", str(STARTED))
    assert (third["state"], "damaged" in third["reason"]) == ("failed", True)


def test_run_ids_sort_by_time_and_do_not_repeat() -> None:
    assert new_run_id(STARTED).startswith("20260102T030405Z-000")
    ids = [new_run_id(STARTED + timedelta(milliseconds=number)) for number in range(0, 2100, 7)]
    assert ids == sorted(set(ids))


def test_a_source_name_stands_for_one_folder_until_that_is_gone(tmp_path: Path) -> None:
    places, mine, other = Places(tmp_path / "warehouse"), tmp_path / "a" / "raw", tmp_path / "b" / "raw"
    mine.mkdir(parents=True)
    other.mkdir(parents=True)
    assert other_folder_of(places, "raw", mine) is None
    write_journal(
        places, "20260101T000000Z-aaaaaa", {"source": "raw", "source_folder": str(mine), "state": "completed"}
    )
    write_journal(places, "20260102T000000Z-bbbbbb", {"source": "raw", "source_folder": str(other), "state": "failed"})
    assert other_folder_of(places, "raw", mine) is None
    assert other_folder_of(places, "raw", other) == mine
    assert other_folder_of(places, "inbox", other) is None
    shutil.rmtree(mine)
    assert other_folder_of(places, "raw", other) is None
