"""Runs of the whole product in processes of their own: the command, and the worker."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psutil

from tests.crash.plant import ROOT

PATIENCE_SECONDS = 240
POLL_SECONDS = 0.2


def wait_for(what: Callable[[], Any], seconds: float = PATIENCE_SECONDS) -> Any:
    """What is there in the end; what is not true after so long is returned as it is."""
    deadline = time.monotonic() + seconds
    while not (found := what()) and time.monotonic() < deadline:
        time.sleep(POLL_SECONDS)
    return found


@dataclass(frozen=True, slots=True)
class Command:
    """A command that runs, and the file in which all that it says can be read meanwhile."""

    process: subprocess.Popen[bytes]
    log: Path

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def ended(self) -> tuple[int, str]:
        """Exit code of the command, and all that it said."""
        try:
            self.process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        return self.process.returncode, self.said()


def start_ingest(
    source: Path, warehouse: Path, log: Path, *options: str, env: Mapping[str, str] | None = None
) -> Command:
    """The command `communique ingest` with batches of two documents."""
    command = [sys.executable, "-m", "flows.cli", "ingest", str(source), "--warehouse", str(warehouse)]
    command += ["--batch-documents", "2", *options]
    with log.open("wb") as file:
        process = subprocess.Popen(
            command, cwd=ROOT, env=dict(env or os.environ), stdout=file, stderr=subprocess.STDOUT
        )
    return Command(process, log)


def children_of(command: Command) -> list[psutil.Process]:
    return psutil.Process(command.process.pid).children(recursive=True)


def are_gone(processes: list[psutil.Process]) -> bool:
    """Whether processes have ended. One that only waits for its parent to notice has."""
    return all(not one.is_running() or one.status() == psutil.STATUS_ZOMBIE for one in processes)


def ask(api: str, method: str, path: str, **body: Any) -> Any:
    answer = httpx.request(method, f"{api}/{path}", json=body or None, timeout=30)
    answer.raise_for_status()
    return answer.json()


def deployed(api: str, pool: str, parameters: Mapping[str, Any]) -> str:
    """Id of a deployment of `ingest` in a work pool of its own, once a worker has made that."""
    address = f"{api}/work_pools/{pool}"
    assert wait_for(lambda: httpx.get(address, timeout=30).status_code == httpx.codes.OK), f"no work pool {pool}"
    flow = ask(api, "POST", "flows/", name="ingest")
    step = {"prefect.deployments.steps.set_working_directory": {"directory": str(ROOT)}}
    deployment = ask(
        api,
        "POST",
        "deployments/",
        name=pool,
        flow_id=flow["id"],
        entrypoint="flows/ingest.py:ingest",
        pull_steps=[step],
        work_pool_name=pool,
        parameters=dict(parameters),
        enforce_parameter_schema=False,
    )
    return str(deployment["id"])


def started(api: str, deployment_id: str) -> str:
    """Id of a new flow run of a deployment, to be started now."""
    return str(ask(api, "POST", f"deployments/{deployment_id}/create_flow_run", state={"type": "SCHEDULED"})["id"])


def end_state(api: str, flow_run_id: str) -> str:
    """The state in which a flow run ended."""

    def state() -> str:
        found = str(ask(api, "GET", f"flow_runs/{flow_run_id}")["state_type"])
        return found if found in ("COMPLETED", "FAILED", "CRASHED", "CANCELLED") else ""

    return str(wait_for(state))


@contextmanager
def worker(api: str, pool: str, env: Mapping[str, str]) -> Iterator[None]:
    """A process worker in a pool of its own, with an environment that its flow runs inherit."""
    command = [sys.executable, "-m", "prefect", "worker", "start", "--pool", pool, "--type", "process"]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**env, "PREFECT_WORKER_QUERY_SECONDS": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:  # a worker on a busy machine takes its time to say goodbye
            process.kill()
            process.wait()
