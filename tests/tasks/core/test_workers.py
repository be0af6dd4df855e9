"""Batches that go to processes and come back by reference, and what becomes of them when one of the two ends."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from tasks.core import workers
from tasks.core.run import Run
from tasks.core.staging import Batch
from tasks.core.workers import MIN_BATCHES, computed
from tests.pipeline import new_run

GIVEN = Batch("structure", "k1", "/staged/k1", n_rows=7)
DEADLINE_SECONDS = 30.0

PROGRAM = """
import os, sys, time
from tasks.core import workers

if __name__ == "__main__":
    print(workers.workers().submit(os.getpid).result(), flush=True)
    time.sleep(600)
"""


def named_after_process(given: Batch, run: Run) -> Batch:
    """Stands for a step: tells in which process it worked."""
    return replace(given, key=str(os.getpid()), folder=str(run.warehouse))


def dies_elsewhere(given: Batch, run: Run) -> Batch:
    """Stands for a step that the system ends, unless it works in the process of the test."""
    if str(os.getpid()) != run.source_name:
        os.kill(os.getpid(), signal.SIGKILL)
    return replace(given, key="here")


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return new_run(tmp_path, tmp_path / "warehouse")


@pytest.fixture
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "processors", lambda: 2)
    workers.workers.cache_clear()


def test_a_small_run_starts_no_process(run: Run) -> None:
    assert computed(named_after_process, GIVEN, run, MIN_BATCHES - 1).key == str(os.getpid())


def test_many_batches_are_computed_elsewhere_with_the_same_rows(run: Run, two_processors: None) -> None:
    found = computed(named_after_process, GIVEN, run, MIN_BATCHES)
    workers.workers().shutdown()
    assert found.key != str(os.getpid())
    assert found == replace(GIVEN, key=found.key, folder=str(run.warehouse))


def test_a_batch_whose_process_is_ended_by_the_system_is_computed_here(run: Run, two_processors: None) -> None:
    mine = replace(run, source_name=str(os.getpid()))
    assert computed(dies_elsewhere, GIVEN, mine, MIN_BATCHES) == replace(GIVEN, key="here")


def is_alive(process: int) -> bool:
    state = Path(f"/proc/{process}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"


def test_processes_end_with_a_run_that_was_killed(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    root = str(Path(__file__).parents[3])
    environment = {**os.environ, "PYTHONPATH": root}
    with subprocess.Popen([sys.executable, str(program)], stdout=subprocess.PIPE, env=environment, text=True) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        assert is_alive(worker)
        parent.kill()
    deadline = time.monotonic() + DEADLINE_SECONDS
    while is_alive(worker) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not is_alive(worker)
