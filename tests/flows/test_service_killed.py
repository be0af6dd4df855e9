"""A run and its worker are killed together: the server notices by the silence, and the next `up` goes on."""

import os
import shutil
import signal
from collections.abc import Iterator
from typing import Any

import psutil
import pytest

from tests.flows.serving import Service, guarded, make_service, wait_for
from tests.pipeline import RAW, rows_of

SILENCE_SECONDS = 400  # the automation waits 100; the machine may be slow


@pytest.fixture
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service of its own, whose worker is killed."""
    service = make_service(tmp_path_factory.mktemp("killed"))
    for path in RAW.iterdir():
        shutil.copy(path, service.source)
    with guarded(service):
        service.up()
        yield service


def running(service: Service) -> dict[str, Any] | None:
    """The run that goes on, if it has given a sign of life."""
    for run in service.runs_of("ingest"):
        asked = {"filter": {"event": {"name": ["prefect.flow-run.heartbeat"]}}}
        heard = {event["resource"]["prefect.resource.id"] for event in service.post("events/filter", asked)["events"]}
        if run["state_type"] == "RUNNING" and f"prefect.flow-run.{run['id']}" in heard:
            return run
    return None


@pytest.mark.long
def test_a_run_that_is_killed_with_its_worker_is_crashed_and_the_next_one_completes(service: Service) -> None:
    run = wait_for(lambda: running(service))
    assert run, service.logs()
    worker = psutil.Process(service.processes["worker"])
    for process in (worker, *worker.children(recursive=True)):
        os.kill(process.pid, signal.SIGKILL)
    crashed = wait_for(
        lambda: (found := service.get(f"flow_runs/{run['id']}"))["state_type"] != "RUNNING" and found, SILENCE_SECONDS
    )
    assert crashed["state_name"] == "Crashed"
    assert "no sign of life" in crashed["state"]["message"]

    said = service.up()
    assert "Worker: had ended by itself" in said
    (alarm,) = wait_for(service.alarms)
    assert (alarm["flow_run_id"], alarm["state"]) == (run["id"], "Crashed")
    again = service.ended(service.begin("ingest/sweep"))
    assert again["state_type"] == "COMPLETED", "the place in the queue is free again"
    assert rows_of(service.warehouse / "statements.duckdb", "select count(*) from core.statements") == [(4,)]
