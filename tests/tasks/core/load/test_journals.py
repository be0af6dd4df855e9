"""What journals add to `ops`: the current run as its load tells it, failed and killed runs as far as they came."""

from datetime import datetime
from typing import Any

from tasks.core.load.journals import INTERRUPTED, journal_rows

NOW, BEFORE, KILLED = "20260103T030405Z-0a1b2c", "20260102T030405Z-0a1b2c", "20260101T030405Z-0a1b2c"
STEPS = [{"step": "extract", "outcome": "computed", "n_rows": 200, "seconds": 1.5, "cpu_seconds": 1.0}]


def journal(run_id: str, **given: Any) -> dict[str, Any]:
    shared = {
        "run_id": run_id,
        "started_at": "2026-01-02 03:04:05",
        "source": "raw",
        "flow_run_id": "f",
        "steps": STEPS,
    }
    return {**shared, "code_version": "0", "settings_hash": "0", **given}


def test_a_run_has_its_source_its_selection_and_the_step_that_it_came_to() -> None:
    journals = [
        journal(BEFORE, state="failed", step="validate", doing="group", selection="structure of 3 documents"),
        journal(NOW, state="running", step="validate", doing="load"),
    ]
    failed, current = journal_rows(journals, NOW).runs
    wanted = ("source", "flow_run_id", "state", "step", "selection")
    assert [failed[name] for name in wanted] == ["raw", "f", "failed", "validate", "structure of 3 documents"]
    assert [current[name] for name in wanted] == ["raw", "f", "running", "publish", None]
    assert current["started_at"] == datetime(2026, 1, 2, 3, 4, 5)


def test_a_run_that_never_ended_was_killed_and_keeps_the_step_that_it_came_to() -> None:
    (killed,) = journal_rows([journal(KILLED, state="running", step="annotate")], NOW).runs
    assert (killed["state"], killed["reason"], killed["step"]) == ("failed", INTERRUPTED, "annotate")


def test_steps_are_told_of_runs_that_no_load_told_of() -> None:
    journals = [
        journal(KILLED, state="running"),
        journal(BEFORE, state="failed"),
        journal(NOW, state="running"),
        journal("20260104T030405Z-0a1b2c", state="completed"),
    ]
    told = journal_rows(journals, NOW).steps
    assert list(told) == [{**STEPS[0], "run_id": KILLED}, {**STEPS[0], "run_id": BEFORE}]
