"""What a run tells of its rules is one row for each suite and rule, however many batches there were."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from schemas.arrow import to_arrow
from schemas.ops_tables import VALIDATIONS
from tasks.core.load.journals import INTERRUPTED, journal_rows
from tasks.core.load.log import summed_validations
from tasks.core.run import Run
from tasks.core.staging import Batch, write_batch

RUN = Run("run 1", datetime(2026, 1, 2, 3, 4, 5), Path("inbox"), "inbox", Path("warehouse"))
OUTCOMES = ("passed", "failed", "errored")


def row(suite: str, rule_id: str, outcome: str, n_checked: int, n_failed: int) -> dict[str, Any]:
    return {
        "run_id": RUN.run_id,
        "suite": suite,
        "rule_id": rule_id,
        "severity": "warning",
        "table_name": "core.documents",
        "column_name": None,
        "outcome": outcome,
        "n_checked": n_checked,
        "n_failed": n_failed,
        "reason": "why not",
    }


def staged(folder: Path, number: int, *rows: dict[str, Any]) -> Batch:
    return write_batch(folder, "validate", str(number), {"validations": to_arrow(VALIDATIONS, rows)}, len(rows))


@pytest.mark.parametrize("one", range(3))
@pytest.mark.parametrize("other", range(3))
def test_of_two_outcomes_the_worse_counts(tmp_path: Path, one: int, other: int) -> None:
    batches = [
        staged(tmp_path, 1, row("documents", "r", OUTCOMES[one], 5, 1), row("documents", "s", "passed", 2, 0)),
        staged(tmp_path, 2, row("documents", "r", OUTCOMES[other], 7, 2)),
        staged(tmp_path, 3, row("warehouse", "r", "passed", 9, 0)),
    ]
    assert summed_validations(RUN, batches) == [
        row("documents", "r", OUTCOMES[max(one, other)], 12, 3),
        row("documents", "s", "passed", 2, 0),
        row("warehouse", "r", "passed", 9, 0),
    ]


def test_a_run_that_says_it_is_running_and_is_not_this_one_was_killed() -> None:
    journals = [
        {"run_id": name, "state": state, "started_at": "2026-01-02 03:04:05", "n_loaded": 3, **more}
        for name, state, more in (
            ("killed", "running", {}),
            ("ended", "completed", {"ended_at": "2026-01-02 03:05:05"}),
            ("now", "running", {}),
            ("stopped", "failed", {"reason": "told", "validations": [row("documents", "r", "failed", 1, 1)]}),
        )
    ]
    told = journal_rows([*journals, {"run_id": "damaged", "state": "failed"}], "now")
    assert [(each["run_id"], each["state"], each["reason"]) for each in told.runs] == [
        ("killed", "failed", INTERRUPTED),
        ("ended", "completed", None),
        ("now", "running", None),
        ("stopped", "failed", "told"),
    ]
    assert [(each["n_loaded"], each["n_rejected"]) for each in told.runs] == [(3, 0)] * 4
    assert [str(each["ended_at"]) for each in told.runs] == ["None", "2026-01-02 03:05:05", "None", "None"]
    assert told.validations == ({**row("documents", "r", "failed", 1, 1), "run_id": "stopped"},)
