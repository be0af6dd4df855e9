"""`prefect.yaml` on a real server with a real worker: cron schedules create runs, and the worker completes them.

The first half guards the bound on SQLAlchemy: with 2.1 the scheduler of this Prefect creates no run, and says nothing.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.pipeline import RAW, rows_of

ROOT = Path(__file__).parents[2]
SCHEDULED_SECONDS = 30
COMPLETED_SECONDS = 120
STOPPED_SECONDS = 60


def prefect(*arguments: str) -> None:
    command = [sys.executable, "-m", "prefect", "--no-prompt", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=90, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def wait_for(what: Callable[[], Any], seconds: float) -> Any:
    deadline = time.monotonic() + seconds
    while not (found := what()) and time.monotonic() < deadline:
        time.sleep(0.3)
    return found


def scheduled_runs(api: str) -> list[dict[str, Any]]:
    answer = httpx.post(f"{api}/flow_runs/filter", json={"deployments": {"name": {"any_": ["sweep"]}}}, timeout=10)
    return [run for run in answer.json() if run["auto_scheduled"]]


def state_of(api: str, flow_run_id: str) -> str:
    return str(httpx.get(f"{api}/flow_runs/{flow_run_id}", timeout=10).json()["state_type"])


@pytest.fixture
def worker(api: str) -> Any:
    command = [sys.executable, "-m", "prefect", "worker", "start", "--pool", "communique", "--type", "process"]
    environment = {**os.environ, "PREFECT_WORKER_QUERY_SECONDS": "1"}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    yield process
    process.terminate()
    try:
        process.wait(STOPPED_SECONDS)
    except subprocess.TimeoutExpired:  # a worker on a busy machine takes its time to say goodbye
        process.kill()
        process.wait()


def test_the_cron_schedule_creates_runs_and_the_worker_completes_them(api: str, tmp_path: Path, request: Any) -> None:
    warehouse = tmp_path / "warehouse"
    prefect("work-pool", "create", "communique", "--type", "process")
    prefect("deploy", "--name", "sweep", "--param", f"source={RAW}", "--param", f"warehouse={warehouse}")
    runs = wait_for(lambda: scheduled_runs(api), SCHEDULED_SECONDS)
    assert runs, "the scheduler created no run: is SQLAlchemy below 2.1?"

    request.getfixturevalue("worker")
    run_id = min(runs, key=lambda run: run["expected_start_time"])["id"]
    now = {"type": "SCHEDULED", "state_details": {"scheduled_time": "2020-01-01T00:00:00Z"}}
    httpx.post(f"{api}/flow_runs/{run_id}/set_state", json={"state": now, "force": True}, timeout=10).raise_for_status()
    wait_for(lambda: state_of(api, run_id) in ("COMPLETED", "FAILED", "CRASHED"), COMPLETED_SECONDS)
    assert state_of(api, run_id) == "COMPLETED"
    assert rows_of(warehouse / "statements.duckdb", "select count(*) from core.statements") == [(4,)]
