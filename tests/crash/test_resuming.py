"""What a run that was killed had finished is taken by the next, whatever its name, and no more is done than is due."""

from pathlib import Path

import pytest

from tasks.core import determinants
from tasks.core.extract.stage import extract_batch
from tasks.core.fingerprint import step_fingerprint
from tasks.core.group.stage import group_all
from tasks.core.intake.sweep import intake
from tasks.core.load.journals import INTERRUPTED
from tasks.core.publication import publication_of
from tasks.core.run import Run, write_journal
from tasks.core.selection import Selection
from tasks.core.structure.stage import structure_batch
from tasks.core.validate import run as validation
from tasks.core.validate.stage import validate_batch
from tests.crash.child import few_rules
from tests.crash.made import FIRST, LATER, write_all
from tests.pipeline import Done, all_rows, new_run, rows_of, sweep

STEPS = "select step, outcome, n_rows from ops.steps where run_id = ? and step <> 'load' order by all"
FIRST_SEEN = "select distinct first_seen_at from raw.files union select distinct first_seen_at from core.statements"


@pytest.fixture(autouse=True)
def _few_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which rules there are does not matter here, and they take most of a run's time."""
    monkeypatch.setattr(validation, "rules_of", few_rules)


@pytest.fixture
def filled(source: Path) -> Path:
    write_all(source, FIRST)
    return source


def started(run: Run) -> dict[str, object]:
    """What a journal says from its start on."""
    return {"state": "running", "started_at": run.started_at, "code_version": "0", "settings_hash": "0"}


def killed_after_grouping(source: Path, warehouse: Path) -> Run:
    """A run that had grouped its documents when it was killed."""
    run = new_run(source, warehouse, batch_documents=2)
    write_journal(run.places, run.run_id, started(run))
    read = [extract_batch(batch, run) for batch in intake(run)]
    group_all(run, [validate_batch(structure_batch(batch, run), run) for batch in read])
    return run


def steps(done: Done) -> dict[tuple[str, str], int]:
    return {(step, outcome): n for step, outcome, n in rows_of(done.published, STEPS, done.run.run_id)}


def made(done: Done) -> dict[str, int]:
    """How many documents each step but the gates made anew."""
    found = {step: n for (step, outcome), n in steps(done).items() if outcome == "computed" and n}
    return {step: n for step, n in found.items() if step in ("extract", "structure", "group", "annotate")}


def test_documents_of_a_killed_run_were_first_seen_by_it_in_all_tables(filled: Path, tmp_path: Path) -> None:
    killed = killed_after_grouping(filled, tmp_path / "warehouse")
    done = sweep(filled, tmp_path / "warehouse", batch_documents=2)
    found = steps(done)
    assert {step for step, outcome in found if outcome == "reused"} == {"intake", "extract", "structure", "group"} | {
        "validate"  # the gate for documents; the later gates were not reached
    }
    assert rows_of(done.published, FIRST_SEEN) == [(killed.started_at,)]
    assert {run_id for (run_id,) in rows_of(done.published, "select distinct run_id from ops.validations")} == {
        done.run.run_id
    }
    runs = rows_of(done.published, "select run_id, state, reason from ops.runs order by run_id")
    assert runs == [(killed.run_id, "failed", INTERRUPTED), (done.run.run_id, "completed", None)]


def test_what_arrived_after_the_kill_is_new_and_the_rest_is_not_read_again(filled: Path, tmp_path: Path) -> None:
    killed = killed_after_grouping(filled, tmp_path / "warehouse")
    write_all(filled, LATER[:1])
    done = sweep(filled, tmp_path / "warehouse", batch_documents=2)
    found = steps(done)
    assert (found["extract", "reused"], found["extract", "computed"]) == (2, 1)
    assert ("group", "reused") not in found
    seen = dict(rows_of(done.published, "select path, first_seen_at from raw.files"))
    assert seen == {
        "oslo.txt": killed.started_at,
        "helsinki.txt": killed.started_at,
        "warsaw.txt": done.run.started_at,
    }
    disagreeing = (
        "select count(*) from core.statements where first_seen_at <>"
        " (select min(first_seen_at) from raw.files where document_id = main_document_id)"
    )
    assert rows_of(done.published, disagreeing) == [(0,)]


def test_a_run_that_waits_for_this_one_is_not_told_as_killed(filled: Path, tmp_path: Path) -> None:
    waiting = "99991231T235959Z-abcdef"
    run = new_run(filled, tmp_path / "warehouse")
    write_journal(run.places, waiting, started(run))
    done = sweep(filled, tmp_path / "warehouse")
    assert rows_of(done.published, "select run_id from ops.runs") == [(done.run.run_id,)]


def test_what_is_asked_for_is_done_again_and_what_follows_from_it(filled: Path, tmp_path: Path) -> None:
    first = sweep(filled, tmp_path / "warehouse")
    ((one,),) = rows_of(first.published, "select document_id from raw.files where path = 'oslo.txt'")
    before = all_rows(first.published)
    grouped = sweep(filled, tmp_path / "warehouse", selection=Selection(step="group"))
    assert made(grouped) == {"group": 2, "annotate": 2}
    assert all_rows(grouped.published) == before
    annotated = sweep(filled, tmp_path / "warehouse", selection=Selection(step="annotate", documents=(one,)))
    assert made(annotated) == {"annotate": 1}
    assert all_rows(annotated.published) == before


def test_other_rules_are_applied_and_change_no_family_and_no_mention(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = sweep(filled, tmp_path / "warehouse")
    before = all_rows(first.published)
    others = {"validate": "0123456789abcdef"}
    monkeypatch.setattr(determinants, "step_fingerprint", lambda step: others.get(step, step_fingerprint(step)))
    done = sweep(filled, tmp_path / "warehouse")
    assert publication_of(done.published) == done.run.run_id
    found = steps(done)
    assert ("annotate", "computed") not in found
    assert {outcome: n for (step, outcome), n in found.items() if step == "group"} == {"computed": 0}
    assert {outcome for step, outcome in found if step in ("extract", "structure")} == {"kept"}
    made_by = "select distinct step_fingerprint from ops.document_steps where step = 'validate'"
    assert rows_of(done.published, made_by) == [(others["validate"],)]
    assert all_rows(done.published) == before
    assert sweep(filled, tmp_path / "warehouse").loaded is None
