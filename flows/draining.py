"""Letting the runs of a work pool end before its worker is stopped: a worker that is told to stop kills them."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from flows.present import printable
from flows.processes import Part, children_of, is_alive

ASK_SECONDS = 30.0  # a server on a busy machine takes its time
POLL_SECONDS = 0.5
GOING_ON = ("RUNNING", "PENDING", "CANCELLING")
ENDED = "Ended by `make down`. Nothing is lost: the next run goes on from what this one had finished."


@contextmanager
def paused(address: str, pool: str) -> Iterator[None]:
    """Let a work pool start nothing while the block runs. A server that does not answer is left as it is."""
    pause(address, pool, is_paused=True)
    try:
        yield
    finally:
        pause(address, pool, is_paused=False)


def pause(address: str, pool: str, *, is_paused: bool) -> None:
    """Let a work pool start no runs, or start them again."""
    try:
        httpx.patch(f"{address}/work_pools/{pool}", json={"is_paused": is_paused}, timeout=ASK_SECONDS)
    except httpx.HTTPError:
        return


def processes_of(worker: Part) -> set[int]:
    """Ids of the processes in which a worker has runs; when it has none, it has no processes."""
    process = worker.process()
    return {child.pid for child in children_of(process) if is_alive(child)} if process else set()


def going_on(worker: Part, pool: str) -> dict[str, str]:
    """The runs that have a process of this worker: names by id; none if the server does not answer."""
    asked = {"flow_runs": {"state": {"type": {"any_": list(GOING_ON)}}}, "work_pools": {"name": {"any_": [pool]}}}
    pids = {str(pid) for pid in processes_of(worker)}
    try:
        answer = httpx.post(f"{worker.address}/flow_runs/filter", json=asked, timeout=ASK_SECONDS)
        answer.raise_for_status()
        return {str(run["id"]): printable(run["name"]) for run in answer.json() if run["infrastructure_pid"] in pids}
    except (httpx.HTTPError, ValueError):
        return {}


def wait_until_idle(worker: Part, patience_seconds: float) -> None:
    """Wait until the runs of a worker have ended, so long at most."""
    deadline = time.monotonic() + patience_seconds
    while processes_of(worker) and time.monotonic() < deadline:
        time.sleep(POLL_SECONDS)


def note_ended(address: str, flow_run_id: str) -> None:
    """Say of a run whose process was ended that it is cancelled, and why; the server would take it for running."""
    state = {"type": "CANCELLED", "name": "Cancelled", "message": ENDED}
    try:
        httpx.post(
            f"{address}/flow_runs/{flow_run_id}/set_state", json={"state": state, "force": True}, timeout=ASK_SECONDS
        )
    except httpx.HTTPError:
        return
