"""One look that says why last night's run did not work, for warehouses in any state."""

import json
import os
import shutil
import socket
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tasks.core.ask.health import last_alarm
from tasks.core.ask.model import Concern, Health, Service, Status
from tasks.core.ask.runs import read_runs
from tasks.core.ask.status import as_json, read_status
from tasks.core.ask.verdict import ago, concerns, needs_a_person_now, verdict
from tasks.core.fingerprint import code_version
from tasks.core.lock import Holder, writing
from tasks.core.run import Places, write_journal
from tests.pipeline import Done

NOW = datetime(2026, 3, 1, 8, 0)


def run_id(at: datetime) -> str:
    return f"{at:%Y%m%dT%H%M%S}Z-1a2b3c"


def journal(places: Places, at: datetime, **entry: Any) -> str:
    """The journal of a run that began at a moment and took a minute."""
    usual = {"state": "completed", "started_at": at, "ended_at": at + timedelta(minutes=1), "source": "raw"}
    write_journal(places, run_id(at), {**usual, **entry})
    return run_id(at)


def told(status: Status) -> list[Concern]:
    return list(concerns(status))


def first_line(places: Places) -> str:
    status = read_status(places, NOW)
    return verdict(status, concerns(status))


@pytest.fixture
def places(five: Done, tmp_path: Path) -> Places:
    """A warehouse of its own with the publication of the five statements, published five hours ago by today's code."""
    made = Places(tmp_path / "warehouse")
    made.state.mkdir(parents=True)
    shutil.copyfile(five.published, made.published)
    change(
        made,
        "update ops.publication set published_at = ?, code_version = ?, publication_id = ?, run_id = ?",
        NOW - timedelta(hours=5),
        code_version(),
        run_id(NOW - timedelta(hours=5)),
        run_id(NOW - timedelta(hours=5)),
    )
    change(made, "delete from ops.runs")
    change(made, "update raw.files set first_seen_at = ?", NOW - timedelta(hours=5))
    journal(made, NOW - timedelta(hours=5), n_files_seen=5, n_loaded=5, step="publish")
    return made


def change(places: Places, statement: str, *given: Any) -> None:
    with duckdb.connect(str(places.published)) as connection:
        connection.execute(statement, list(given))


def test_a_sound_warehouse_says_so(places: Places) -> None:
    status = read_status(places, NOW)
    assert told(status) == []
    assert not needs_a_person_now(status)
    assert first_line(places) == f"Sound: published 5 h ago by run {run_id(NOW - timedelta(hours=5))}."
    assert status.counts["statements"] == 4
    assert (status.n_rejections, status.rejections, status.previous) == (0, (), None)
    nightly = journal(places, NOW - timedelta(hours=2), reason="nothing new", n_files_seen=5, n_unchanged=5)
    assert first_line(places).endswith(f"The last run ({nightly}) found nothing new.")


def test_a_run_that_failed_is_said_first_with_step_reason_and_what_to_do(places: Places) -> None:
    failed = NOW - timedelta(hours=1)
    journal(
        places,
        failed,
        state="failed",
        doing="load",
        step="validate",
        reason="The disk is full. Make room",
        source_folder="/data/raw",
        failed_rows=[{"a": 1}],
    )
    assert first_line(places) == (
        "The last run over raw failed at step load: The disk is full. Make room."
        " What was published before stands. To try again: `communique ingest /data/raw`."
    )
    status = read_status(places, NOW)
    assert needs_a_person_now(status)
    assert status.runs[0]["run_id"] == run_id(failed)
    assert "failed_rows" not in status.runs[0]
    journal(places, NOW - timedelta(minutes=10), reason="nothing new")
    assert first_line(places).startswith("Sound")


def test_a_failure_of_one_source_is_not_hidden_by_the_success_of_another(places: Places) -> None:
    change(places, "insert into raw.files select * replace ('other' as source) from raw.files limit 1")
    journal(places, NOW - timedelta(hours=3), source="other", state="failed", reason="no such folder")
    journal(places, NOW - timedelta(hours=2), source="typo", state="failed", reason="no such folder")
    journal(places, NOW - timedelta(hours=1), reason="nothing new")
    assert [concern.what for concern in told(read_status(places, NOW))] == [
        "The last run over other failed before its first step: no such folder."
    ]


def test_a_run_that_was_turned_away_while_another_wrote_is_no_failure_of_the_source(places: Places) -> None:
    began = NOW - timedelta(hours=2)
    journal(places, began, ended_at=began + timedelta(minutes=30))
    journal(places, began + timedelta(minutes=5), state="failed", reason="another is writing this warehouse.")
    assert first_line(places).startswith("Sound")


def test_a_run_that_was_killed_is_told_and_one_that_writes_is_not(places: Places) -> None:
    killed = journal(places, NOW - timedelta(hours=2), state="running", ended_at=None, step="validate")
    assert first_line(places).startswith("The last run over raw was interrupted after step validate: The run ended")
    with writing(places.lock, run_id=killed):
        status = read_status(places, NOW)
        assert status.runs[0]["state"] == "running"
        assert status.health.holder.pid == os.getpid()
        assert first_line(places).endswith(f"Run {killed} is writing now (after step validate).")
        before = journal(places, NOW - timedelta(hours=3), state="running", ended_at=None)
        by_id = {run["run_id"]: run["state"] for run in read_status(places, NOW).runs}
        assert (by_id[killed], by_id[before]) == ("running", "failed")


def test_a_run_that_begins_while_the_status_is_read_does_not_seem_killed(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ExitStack() as held:

        def begin_first(*given: Any) -> Any:
            if len(list(places.runs.iterdir())) == 1:
                begun = journal(places, NOW, state="running", ended_at=None)
                held.enter_context(writing(places.lock, run_id=begun))
            return read_runs(*given)

        monkeypatch.setattr("tasks.core.ask.status.read_runs", begin_first)
        status = read_status(places, NOW)
    assert (status.is_writing, [run["state"] for run in status.runs]) == (True, ["running", "completed"])


@pytest.mark.parametrize(
    ("days_ago", "gap", "is_late"),
    [
        ((30, 20, 10), 10.0, False),
        ((61, 51, 31), 15.0, False),
        ((50, 41, 32), 9.0, True),
        ((4, 3, 2, 1), 1.0, False),
        ((6, 5, 4), 1.0, True),
        ((60, 50), None, False),
    ],
)
def test_a_source_is_late_after_three_of_its_usual_gaps(
    places: Places, days_ago: tuple[int, ...], gap: float | None, is_late: bool
) -> None:
    rows = """
        insert into raw.files
        select files.* replace (days || '.txt' as path, ? - to_days(days) as first_seen_at)
        from (from raw.files limit 1) as files, (select unnest(?) as days)
    """
    change(places, rows, NOW, list(days_ago))
    change(places, "delete from raw.files where not regexp_full_match(path, '[0-9]+.txt')")
    (fresh,) = read_status(places, NOW).freshness
    assert (fresh.usual_gap_days, fresh.is_late) == (gap, is_late)
    assert fresh.last_arrival == NOW - timedelta(days=days_ago[-1])
    assert first_line(places).startswith("Sound")
    assert any("is late" in concern.what for concern in told(read_status(places, NOW))) == is_late


def test_a_schedule_that_no_longer_runs_is_noticed_where_there_was_one(places: Places) -> None:
    for path in places.runs.iterdir():
        path.unlink()
    journal(places, NOW - timedelta(days=3))
    assert first_line(places).startswith("Sound")
    journal(places, NOW - timedelta(days=4))
    journal(places, NOW - timedelta(days=5))
    said = first_line(places)
    assert said.startswith("No sweep of raw since 2026-02-26 08:00 UTC. Does the schedule run?")
    journal(places, NOW - timedelta(hours=24))
    assert first_line(places).startswith("Sound")


def test_what_is_refused_is_shown_newest_first_and_no_more_than_a_screen(places: Places) -> None:
    rows = """
        insert into ops.rejections
        select 'raw', number || '.pdf', null, 'intake', 'too_large', 'Raise --max-file-bytes.', run_id, code_version,
            ? - to_hours(number), null
        from ops.publication, range(30) as numbers(number)
    """
    change(places, rows, NOW)
    status = read_status(places, NOW)
    assert (status.n_rejections, len(status.rejections), status.rejections[0].path) == (30, 20, "0.pdf")
    assert first_line(places).startswith("Sound")


def test_other_code_than_that_of_the_publication_is_told_and_is_nobodys_fault(places: Places) -> None:
    change(places, "update ops.publication set code_version = '0.0.1+00000000'")
    (concern,) = told(read_status(places, NOW))
    assert "(0.0.1+00000000)" in concern.what
    assert concern.todo.startswith("`communique rebuild --plan`")
    assert not concern.needs_a_person


def test_a_published_file_that_is_damaged_is_told_with_what_to_do(places: Places) -> None:
    shutil.copyfile(places.published, places.previous)
    whole = places.published.read_bytes()
    places.published.write_bytes(b"no database")
    assert first_line(places).startswith("What is published cannot be read: ")
    assert "`communique restore` goes back to the one before" in first_line(places)
    places.published.write_bytes(whole[: len(whole) // 2])
    assert first_line(places).startswith("What is published cannot be read: ")
    places.previous.unlink()
    assert "restore" not in first_line(places)


def test_nothing_published_and_damaged_journals_are_no_trouble(tmp_path: Path) -> None:
    places = Places(tmp_path)
    assert first_line(places) == "Nothing is published yet. Run `communique ingest FOLDER`."
    places.runs.mkdir(parents=True)
    (places.runs / "20260101T000000Z-aaaaaa.json").write_text('{"run_id": "2026')
    assert "20260101T000000Z-aaaaaa.json is damaged" in first_line(places)
    (places.runs / "20260102T000000Z-aaaaaa.json").write_text('{"run_id": "x", "started_at": 7, "source": null}')
    assert needs_a_person_now(read_status(places, NOW))
    with writing(places.lock, run_id="20260301T000000Z-aaaaaa"):
        write_journal(places, "20260301T000000Z-aaaaaa", {"state": "running", "started_at": NOW})
        for path in sorted(places.runs.iterdir())[:-1]:
            path.unlink()
        assert first_line(places) == "Sound: the first run is writing, and nothing is published yet."


def test_a_folder_that_may_only_be_read_can_be_asked(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    for path in (places.published, places.state, places.folder):
        path.chmod(0o555)
    try:
        status = read_status(places, NOW)
    finally:
        for path in (places.folder, places.state, places.published):
            path.chmod(0o755)
    assert status.publication is not None
    assert [concern.needs_a_person for concern in told(status)] == [False]


def test_disk_lock_server_and_service_are_told(places: Places) -> None:
    places.build.write_bytes(bytes(1000))
    health = read_status(places, NOW).health
    assert (health.build_bytes, health.needed_bytes, health.is_held) == (1000, 3000, False)
    ill = Health(free_bytes=2 * 2**30, needed_bytes=3 * 2**30, is_held=True, holder=Holder(7), is_alive=False)
    service = Service("http://10.0.0.1:4200/api", False, ("server",), {"worker": "/logs/worker.log"})
    said = [f"{concern.what} {concern.todo}" for concern in concerns(Status(NOW, health=ill, service=service))]
    assert said == [
        "The disk has 2.00 GiB free; a run may need 3.00, three times the build file. Make room.",
        "The lock is held by a child of process 7, which is gone. End what it left running; the lock goes with it.",
        "The Prefect server at http://10.0.0.1:4200/api does not answer."
        " No run starts by itself until it does: start it, or `make up`.",
        "The worker that `make up` started has ended by itself. See /logs/worker.log; then `make up` again.",
    ]


def test_the_last_whole_alarm_is_told(places: Places) -> None:
    assert last_alarm(places) is None
    lines = [json.dumps({"reason": f"{number}" * 3000}) for number in range(1, 60)]
    (places.state / "alarms.jsonl").write_text("\n".join([*lines, json.dumps({"reason": "last"}), '{"reason": "ha']))
    assert last_alarm(places) == {"reason": "last"}
    assert read_status(places, NOW).alarm == {"reason": "last"}


def test_machines_get_all_of_it(places: Places) -> None:
    journal(places, NOW - timedelta(hours=1), state="failed", reason="planted")
    with writing(places.lock):
        found = json.loads(as_json(read_status(places, NOW)))
    assert (found["is_sound"], found["verdict"].startswith("The last run over raw failed")) == (False, True)
    assert found["concerns"][0]["needs_a_person"] is True
    assert found["publication"]["published_at"] == "2026-03-01T03:00:00"
    assert found["health"]["holder"]["host"] == socket.gethostname()
    assert [run["state"] for run in found["runs"]] == ["failed", "completed"]


def test_how_long_ago_is_said_in_the_unit_that_suits() -> None:
    spans = {0: "just now", 60: "1 min ago", 3600: "60 min ago", 7200: "2 h ago", 180_000: "2 d ago", -5: "just now"}
    assert {seconds: ago(NOW - timedelta(seconds=seconds), NOW) for seconds in spans} == spans
