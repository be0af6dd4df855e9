"""The service as `make up` starts it: server, worker and watcher on loopback; runs by schedule, by arrival, by alarm.

One service for all tests here, which tell its day in order.
"""

import json
import logging
import os
import shutil
import signal
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import httpx
import psutil
import pytest

from tests.flows.serving import ENDED, Service, guarded, make_service, wait_for
from tests.pipeline import RAW, rows_of

N_BURST = 20
MAX_RUNS = 3  # of a burst: one that began with its first files, one for the rest, one more for a watcher that was slow
STARTED_SECONDS = 60  # generous: benchmarks/arrival.py has the figure
TEXT = "We, the ministers of the {n} states, met in Vienna on {n} March 2021 and agreed on the protection of lake {n}."
NOW = {"type": "SCHEDULED", "name": "Scheduled", "state_details": {"scheduled_time": "2020-01-01T00:00:00Z"}}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service that runs, and is stopped at the end."""
    service = make_service(tmp_path_factory.mktemp("service"))
    for path in RAW.iterdir():
        shutil.copy(path, service.source)
    with guarded(service):
        said = service.up()
        assert f"Server: starting at {service.api}" in said
        assert f"Look at http://127.0.0.1:{service.port}/deployments" in said
        yield service


def n_files(service: Service) -> int:
    """Files that readers see."""
    published = service.warehouse / "statements.duckdb"
    query = "select count(*) from raw.files where state = 'present'"
    return int(rows_of(published, query)[0][0]) if published.exists() else 0


def settled(service: Service, flow: str = "ingest") -> list[dict[str, Any]]:
    """All runs of a flow, once each has ended."""

    def look() -> list[dict[str, Any]] | None:
        runs = service.runs_of(flow)
        return runs if all(run["state_type"] in ENDED for run in runs) else None

    runs = wait_for(look)
    assert runs is not None, service.logs()
    return list(runs)


def test_the_schedule_creates_runs_and_the_worker_completes_them(service: Service) -> None:
    """The first half guards the bound on SQLAlchemy: with 2.1 the scheduler creates no run, and says nothing."""

    def stored() -> list[dict[str, Any]]:
        return [run for run in service.runs_of("ingest", scheduled=True) if run["auto_scheduled"]]

    runs = wait_for(stored)
    assert runs, "the scheduler created no run: is SQLAlchemy below 2.1?"
    assert {datetime.fromisoformat(run["expected_start_time"]).astimezone(UTC).hour for run in runs} == {3}
    service.post(f"flow_runs/{runs[0]['id']}/set_state", {"state": NOW, "force": True})
    assert service.ended(runs[0]["id"])["state_type"] == "COMPLETED", service.logs()
    assert rows_of(service.warehouse / "statements.duckdb", "select count(*) from core.statements") == [(4,)]


def test_a_file_that_arrives_starts_a_run(service: Service) -> None:
    known = {run["id"] for run in settled(service)}
    arrived = datetime.now(UTC)
    service.let_arrive("one.txt", TEXT.format(n=1))
    runs = wait_for(lambda: [run for run in service.runs_of("ingest") if run["id"] not in known])
    assert runs, service.logs()
    run = service.ended(runs[0]["id"])
    assert (run["state_type"], run["created_by"]["type"]) == ("COMPLETED", "AUTOMATION")
    assert n_files(service) == 6
    waited = (datetime.fromisoformat(run["start_time"]) - arrived).total_seconds()
    assert 0 < waited < STARTED_SECONDS


def test_a_burst_of_files_is_loaded_by_few_runs(service: Service) -> None:
    known, before = {run["id"] for run in settled(service)}, n_files(service)
    for n in range(2, N_BURST + 2):
        service.let_arrive(f"burst_{n}.txt", TEXT.format(n=n))
    assert wait_for(lambda: n_files(service) == before + N_BURST), service.logs()
    new = [run for run in settled(service) if run["id"] not in known]
    assert 1 <= len(new) <= MAX_RUNS
    assert {run["state_type"] for run in new} == {"COMPLETED"}


def test_runs_do_not_pile_up_behind_one_that_begins(service: Service) -> None:
    known = {run["id"] for run in settled(service)}
    by_hand = service.begin("ingest/sweep")
    event = {
        "occurred": datetime.now(UTC).isoformat(),
        "event": "communique.file.arrived",
        "resource": {"prefect.resource.id": "communique.source.inbox"},
        "payload": {"source": "inbox", "n_files": 1, "paths": ["one.txt"]},
    }
    for n in range(6):
        service.post("events", [{**event, "id": f"00000000-0000-4000-8000-00000000000{n}"}])
    service.ended(by_hand)
    new = [run for run in settled(service) if run["id"] not in known]
    assert by_hand in {run["id"] for run in new}, "a run that a person started is never taken off the queue"
    covered = [run for run in new if run["state_name"] == "Covered"]
    assert covered
    assert all(run["run_count"] == 0 and "one more run waits" in run["state"]["message"] for run in covered)
    assert {run["state_type"] for run in new if run not in covered} == {"COMPLETED"}
    assert len(new) - len(covered) <= MAX_RUNS


def test_a_run_that_fails_raises_an_alarm(service: Service) -> None:
    gone = str(service.folder / "gone")
    failed = service.ended(service.begin("ingest/sweep", source=gone, warehouse=str(service.warehouse)))
    assert failed["state_type"] == "FAILED"
    alarms = wait_for(lambda: [run for run in service.runs_of("alarm") if run["state_type"] in ENDED])
    assert alarms, service.logs()
    (alarm,) = alarms
    assert (alarm["state_type"], alarm["parameters"]) == ("COMPLETED", {"flow_run_id": failed["id"]})

    asked = {"artifacts": {"flow_run_id": {"any_": [alarm["id"]]}, "key": {"any_": ["alarm"]}}}
    (artifact,) = service.post("artifacts/filter", asked)
    (line,) = service.alarms()
    reason = f"{gone}: there is no such folder"
    assert line["flow_run_id"] == failed["id"]
    assert line["run_id"]
    assert reason in line["reason"]
    assert reason in artifact["data"]
    assert reason in artifact["description"]
    paged = service.paged.read_text(encoding="utf-8")
    for told in (reason, line["run_id"], line["todo"], line["page"], line["report"]):
        assert told
        assert told in paged
        assert told in artifact["data"]
    asked = {"logs": {"flow_run_id": {"any_": [alarm["id"]]}, "level": {"ge_": logging.ERROR}}}
    assert wait_for(lambda: [log for log in service.post("logs/filter", asked) if reason in log["message"]])


def test_a_run_that_fell_silent_is_crashed_and_frees_its_place(service: Service) -> None:
    """The automation with a shorter patience; that of a real run that is killed with its worker is a long test."""
    name = "communique: a run that fell silent is crashed"
    (known,) = service.post("automations/filter", {"automations": {"name": {"any_": [name]}}})
    given = {key: known[key] for key in ("name", "description", "enabled", "trigger", "actions")}
    assert given["trigger"]["within"] == 100
    path = f"automations/{known['id']}"
    impatient = {**given, "trigger": {**given["trigger"], "within": 10}}
    service.ask("PUT", path, impatient)
    flow_id = service.get("deployments/name/ingest/sweep")["flow_id"]
    state = {"type": "RUNNING", "name": "Running"}
    parameters = {"source": str(service.source), "warehouse": str(service.warehouse)}
    run = service.post("flow_runs/", {"flow_id": flow_id, "name": "silent", "state": state, "parameters": parameters})
    heartbeat = {
        "id": "00000000-0000-4000-8000-0000000000ff",
        "occurred": datetime.now(UTC).isoformat(),
        "event": "prefect.flow-run.heartbeat",
        "resource": {"prefect.resource.id": f"prefect.flow-run.{run['id']}"},
        "related": [
            {
                "prefect.resource.id": f"prefect.flow.{flow_id}",
                "prefect.resource.role": "flow",
                "prefect.resource.name": "ingest",
            }
        ],
    }
    service.post("events", [heartbeat])
    crashed = service.ended(run["id"])
    assert (crashed["state_name"], "no sign of life" in crashed["state"]["message"]) == ("Crashed", True)
    service.ask("PUT", path, given)

    alarm = wait_for(lambda: [line for line in service.alarms() if line["flow_run_id"] == run["id"]])
    assert alarm, service.logs()


def test_a_second_up_starts_only_what_has_ended(service: Service) -> None:
    settled(service, "alarm")
    before = service.processes
    said = service.up()
    assert said.count("is running already") == 3
    assert service.processes == before

    os.kill(before["worker"], signal.SIGKILL)
    assert wait_for(lambda: not is_alive(before["worker"]))
    said = service.up()
    assert "Worker: had ended by itself" in said
    after = service.processes
    assert (after["server"], after["watch"]) == (before["server"], before["watch"])
    assert after["worker"] != before["worker"]
    names = [a["name"] for a in service.post("automations/filter", {})]
    assert sorted(names) == sorted(set(names)), "deploying again doubles nothing"


def is_alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_down_lets_a_run_end_and_stops_all(service: Service) -> None:
    processes = service.processes
    assert set(processes) == {"server", "worker", "watch"}
    family = [child for pid in processes.values() for child in psutil.Process(pid).children(recursive=True)]
    service.begin("ingest/sweep")
    assert wait_for(lambda: any(run["state_type"] == "RUNNING" for run in service.runs_of("ingest"))), service.logs()
    said = service.run("down")
    journals = [json.loads(path.read_bytes()) for path in (service.warehouse / ".state" / "runs").glob("*.json")]
    assert max(journals, key=lambda journal: journal["run_id"])["state"] == "completed", "the last run was let end"
    for name, pid in processes.items():
        assert f"{name.capitalize()} (process {pid}): stopped" in said
        assert not is_alive(pid)
    assert not [child for child in family if is_alive(child.pid)]
    assert service.processes == {}
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{service.api}/health", timeout=5)
    assert "Nothing of the service runs" in service.run("down")
