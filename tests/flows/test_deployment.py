"""`make deploy` on a server that runs: the deployments, the forms of their parameters, the automations.

That runs are created and completed is told in test_service.py.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from flows.deploy import DEPLOYMENTS, POOL
from flows.draining import going_on
from flows.processes import start, stop
from flows.service import DEFAULT_SOURCE, DEFAULT_WAREHOUSE, stop_worker
from tests.flows.serving import wait_for

ROOT = Path(__file__).parents[2]
FILE = ROOT / "prefect.yaml"
DEPLOY_SECONDS = 300
BUSY = [
    sys.executable,
    "-c",
    "import subprocess, sys, time;"
    "child = subprocess.Popen([sys.executable, '-c', 'import sys; sys.stdin.read()'], stdin=subprocess.PIPE);"
    "print('ready', child.pid, flush=True); time.sleep(600)",
]
NAMES = [
    "communique: a run that fell silent is crashed",
    "communique: alarm when a run fails",
    "communique: sweep when files arrive",
]


def deploy(*arguments: str) -> str:
    command = [sys.executable, "-m", "flows.service", "deploy", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=DEPLOY_SECONDS, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def automations(api: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = httpx.post(f"{api}/automations/filter", json={}, timeout=20).json()
    return found


@pytest.fixture(scope="module")
def deployed(api: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, dict[str, Any]]]:
    """The deployments on the tests' server, brought there twice. They are taken away again: other tests fail runs."""
    warehouse = tmp_path_factory.mktemp("deployed") / "warehouse"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COMMUNIQUE_STATE", str(warehouse.parent / "state"))
        for _ in range(2):
            said = deploy("--warehouse", str(warehouse))
    assert f"Server: {api}" in said
    assert f"Work pool {POOL}: is there" in said
    assert not (warehouse.parent / "state").exists(), "nothing is started"
    found = {name: httpx.get(f"{api}/deployments/name/{name}", timeout=20).json() for name in DEPLOYMENTS}
    yield found
    for automation in automations(api):
        httpx.delete(f"{api}/automations/{automation['id']}", timeout=20)
    for deployment in found.values():
        httpx.delete(f"{api}/deployments/{deployment['id']}", timeout=20)


def test_deploying_twice_doubles_nothing(api: str, deployed: dict[str, dict[str, Any]]) -> None:
    assert sorted(automation["name"] for automation in automations(api)) == NAMES
    assert [schedule["schedule"]["cron"] for schedule in deployed["ingest/sweep"]["schedules"]] == ["0 3 * * *"]
    assert deployed["ingest/sweep"]["global_concurrency_limit"]["limit"] == 1


def test_the_deployments_are_what_the_file_says(deployed: dict[str, dict[str, Any]]) -> None:
    for name, deployment in deployed.items():
        assert deployment["work_pool_name"] == POOL
        assert deployment["description"], name
        assert {"communique", name.split("/")[0]} == set(deployment["tags"])
        environment = deployment["job_variables"]["env"]
        assert environment["PREFECT_FLOWS_HEARTBEAT_FREQUENCY"] == "30"
        assert environment["DO_NOT_TRACK"] == "1"
    for name in ("ingest/sweep", "rebuild/rebuild"):
        assert deployed[name]["concurrency_options"]["collision_strategy"] == "ENQUEUE"
        assert deployed[name]["parameters"]["warehouse"].endswith("/warehouse"), "of --warehouse, not of the file"


@pytest.mark.parametrize("name", DEPLOYMENTS)
def test_each_parameter_has_a_place_in_the_form_and_says_what_it_is(
    name: str, deployed: dict[str, dict[str, Any]]
) -> None:
    form = deployed[name]["parameter_openapi_schema"]["properties"]
    assert form
    for parameter, told in form.items():
        assert len(told["description"]) > len("Folder."), parameter
        assert told.keys() & {"type", "anyOf", "$ref", "enum", "allOf"}, parameter
    assert sorted(told["position"] for told in form.values()) == list(range(len(form)))


def test_a_run_that_does_not_end_is_cancelled_with_its_worker(
    api: str, deployed: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    """The worker is a process that has a child, as one has for each run; the run has the child's id."""
    worker = start(tmp_path, "worker", BUSY, os.environ, tmp_path, api)
    assert wait_for(lambda: "ready" in Path(worker.log).read_text())
    child = Path(worker.log).read_text().split()[1]

    def ask(method: str, path: str, body: Any = None) -> Any:
        answer = httpx.request(method, f"{api}/{path}", json=body, timeout=60)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def begin(infrastructure_pid: str) -> str:
        path = f"deployments/{deployed['alarm/alarm']['id']}/create_flow_run"
        run = ask("POST", path, {"parameters": {"flow_run_id": "00000000-0000-4000-8000-000000000001"}})
        ask("PATCH", f"flow_runs/{run['id']}", {"infrastructure_pid": infrastructure_pid})
        state = {"type": "RUNNING", "name": "Running"}
        ask("POST", f"flow_runs/{run['id']}/set_state", {"state": state, "force": True})
        return str(run["id"])

    mine, of_another_worker = begin(child), begin("1")
    said: list[str] = []
    try:
        assert list(going_on(worker, POOL)) == [mine]
        stop_worker(tmp_path, worker, 0.2, said.append)
    finally:
        stop(worker, 0.0)
    name = ask("GET", f"flow_runs/{mine}")["name"]
    assert said == [
        f"Waiting for {name} to end, up to 0 s",
        f"Worker (process {worker.pid}): stopped",
        f"{name}: ended with the worker; the next run goes on from what it had finished",
    ]
    states = [ask("GET", f"flow_runs/{each}")["state"] for each in (mine, of_another_worker)]
    assert [state["type"] for state in states] == ["CANCELLED", "RUNNING"]
    assert "make down" in states[0]["message"]
    assert ask("GET", f"work_pools/{POOL}")["is_paused"] is False


def test_the_file_holds_on_any_machine() -> None:
    text = FILE.read_text(encoding="utf-8")
    assert not re.findall(r"[\s\"'](/\w|~/|[A-Z]:\\)", text), "an absolute path"
    given = {each["name"]: each for each in yaml.safe_load(text)["deployments"]}
    assert {f"{each['entrypoint'].split(':')[1]}/{name}" for name, each in given.items()} == set(DEPLOYMENTS)
    assert given["sweep"]["parameters"] == {"source": DEFAULT_SOURCE, "warehouse": DEFAULT_WAREHOUSE}
    assert all("pull" not in each for each in given.values()), "the folder of deploy time is noted instead"


def test_the_heartbeat_is_shorter_than_the_patience_with_it() -> None:
    environment = yaml.safe_load(FILE.read_text(encoding="utf-8"))["definitions"]["environment"]
    automations_file = ROOT / "flows" / "automations.yaml"
    (silent,) = [
        each["trigger"]
        for each in yaml.safe_load(automations_file.read_text(encoding="utf-8"))["automations"]
        if each["trigger"]["posture"] == "Proactive"
    ]
    assert silent["within"] >= 3 * int(environment["PREFECT_FLOWS_HEARTBEAT_FREQUENCY"])


def test_the_makefile_calls_the_service() -> None:
    told = subprocess.run(
        ["make", "--dry-run", "up", "SOURCE=/data/in box", "PORT=4300"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "MAKEFLAGS": ""},
        check=True,
    ).stdout
    assert ".venv/bin/python -m flows.service up --source '/data/in box'" in told
    assert "--port 4300" in told
