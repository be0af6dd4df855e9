"""An alarm says which run failed, how far it came, why, and what to do."""

import json
from dataclasses import replace
from pathlib import Path

from tasks.core.alarm import BEFORE, DEFECT, MEND, RESUME, FlowRun, compose, note_alarm
from tasks.core.run import Places, write_journal

FLOW_RUN = FlowRun(
    "0a", "ingest 2 new", "ingest", "Failed", "Flow run encountered an exception: OSError", page="http://x"
)
AT = "2026-01-02T03:04:05Z"


def test_the_reason_is_the_runs_own(tmp_path: Path) -> None:
    places = Places(tmp_path)
    write_journal(places, "r1", {"flow_run_id": "other", "state": "failed", "reason": "another one"})
    entry = {"flow_run_id": "0a", "state": "failed", "step": "group", "doing": "annotate"}
    why = {"reason": "The disk is full.", "exception": "OSError", "concerned": ["batch 3a of 200 documents"]}
    write_journal(places, "r2", entry | why)
    alarm = compose(FLOW_RUN, places, AT)
    assert (alarm.run_id, alarm.step, alarm.reason, alarm.todo) == ("r2", "group", "The disk is full.", MEND)
    assert alarm.headline == "ingest run r2 failed at the step annotate: The disk is full."
    assert alarm.concerned == "batch 3a of 200 documents"
    assert "Published: untouched" in alarm.text
    assert note_alarm(places, alarm) == tmp_path / ".state" / "alarms.jsonl"
    line = json.loads((tmp_path / ".state" / "alarms.jsonl").read_text(encoding="utf-8"))
    assert (line["at"], line["run_id"], line["reason"], line["page"]) == (AT, "r2", "The disk is full.", "http://x")


def test_a_run_that_was_killed_says_that_nothing_is_lost(tmp_path: Path) -> None:
    places = Places(tmp_path)
    write_journal(places, "r1", {"flow_run_id": "0a", "state": "running", "step": "annotate"})
    alarm = compose(replace(FLOW_RUN, state="Crashed", message="Process exited with status code -9"), places, AT)
    assert (alarm.step, alarm.todo) == ("annotate", RESUME)
    assert alarm.reason.endswith("Process exited with status code -9")
    assert "killed" in alarm.reason


def test_a_run_that_failed_before_it_began_says_so(tmp_path: Path) -> None:
    logs = ("Traceback", "Finished\nModuleNotFoundError: no module")
    alarm = compose(replace(FLOW_RUN, message="", logs=logs), Places(tmp_path), AT)
    assert (alarm.run_id, alarm.step, alarm.report, alarm.todo) == ("", "", "", BEFORE)
    assert alarm.reason == "ModuleNotFoundError: no module"
    assert "Run: none" in alarm.text


def test_an_alarm_after_a_line_that_a_full_disk_tore_stands_in_a_line_of_its_own(tmp_path: Path) -> None:
    places = Places(tmp_path)
    alarm = compose(FLOW_RUN, places, AT)
    path = note_alarm(places, alarm)
    whole = path.read_text(encoding="utf-8")
    assert (whole.count("\n"), json.loads(whole)["reason"]) == (1, alarm.reason)
    path.write_text(whole + whole[:20], encoding="utf-8")
    note_alarm(places, alarm)
    note_alarm(places, alarm)
    assert path.read_text(encoding="utf-8") == f"{whole}{whole[:20]}\n{whole}{whole}"


def test_a_flow_run_over_several_sources_tells_of_the_one_that_failed(tmp_path: Path) -> None:
    for run_id, state in (("r1", "completed"), ("r2", "failed"), ("r3", "completed")):
        write_journal(Places(tmp_path), run_id, {"flow_run_id": "0a", "state": state, "reason": run_id})
    assert compose(FLOW_RUN, Places(tmp_path), AT).reason == "r2"


def test_a_run_that_failed_after_its_publication_says_so(tmp_path: Path) -> None:
    entry = {"flow_run_id": "0a", "state": "failed", "step": "publish", "reason": "'x'", "exception": "KeyError"}
    write_journal(Places(tmp_path), "r1", entry)
    alarm = compose(FLOW_RUN, Places(tmp_path), AT)
    assert "Published: by this run" in alarm.text
    assert alarm.todo == DEFECT
