"""A whole service for tests: `up` in folders of its own, on a free port, with helpers to ask its server."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from flows.processes import recorded
from flows.server import free_port

ROOT = Path(__file__).parents[2]
ENDED = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")
PATIENCE_SECONDS = 600  # for things that take seconds, on a machine that does much else
COMMAND_SECONDS = 900
GUARD = "import subprocess, sys; sys.stdin.read(); subprocess.run(sys.argv[1:])"
PAGER = "import pathlib, sys; pathlib.Path(sys.argv[1]).open('a', encoding='utf-8').write(sys.stdin.read())"


def wait_for(what: Callable[[], Any], seconds: float = PATIENCE_SECONDS) -> Any:
    """The first answer that is something, or the last one when the time is over."""
    deadline = time.monotonic() + seconds
    while not (found := what()) and time.monotonic() < deadline:
        time.sleep(0.2)
    return found


@dataclass(frozen=True)
class Service:
    """Where a service keeps its things. `said` is what `up` printed."""

    folder: Path
    port: int
    environment: dict[str, str]

    @property
    def state(self) -> Path:
        return self.folder / "state"

    @property
    def source(self) -> Path:
        return self.folder / "inbox"

    @property
    def warehouse(self) -> Path:
        return self.folder / "warehouse"

    @property
    def paged(self) -> Path:
        return self.folder / "paged.txt"

    @property
    def api(self) -> str:
        return f"http://127.0.0.1:{self.port}/api"

    @property
    def processes(self) -> dict[str, int]:
        return {part.name: part.pid for part in recorded(self.state)}

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "flows.service", *arguments]

    def run(self, *arguments: str) -> str:
        """What a command of the service says; it has to succeed."""
        done = subprocess.run(
            self.command(*arguments),
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=COMMAND_SECONDS,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr + self.logs()
        return done.stdout

    def up(self) -> str:
        folders = ["--source", str(self.source), "--warehouse", str(self.warehouse)]
        return self.run("up", "--port", str(self.port), *folders)

    def logs(self) -> str:
        return "".join(f"\n--- {path.name}\n{path.read_text()[-3000:]}" for path in sorted(self.state.glob("*.log")))

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """What the server answers; one that is too busy (503) says itself that it may be asked again."""

        def answer() -> httpx.Response | None:
            found = httpx.request(method, f"{self.api}/{path}", json=body, timeout=PATIENCE_SECONDS)
            return None if found.status_code == httpx.codes.SERVICE_UNAVAILABLE else found

        found = wait_for(answer)
        assert found is not None, f"{path}: the server is too busy{self.logs()}"
        found.raise_for_status()
        return found.json() if found.content else None

    def get(self, path: str) -> Any:
        return self.ask("GET", path)

    def post(self, path: str, body: Any) -> Any:
        return self.ask("POST", path, body)

    def runs_of(self, flow: str, *, scheduled: bool = False) -> list[dict[str, Any]]:
        """Runs of a flow, the first one first, without those that the schedule has in store."""
        asked = {"flows": {"name": {"any_": [flow]}}, "sort": "EXPECTED_START_TIME_ASC"}
        found: list[dict[str, Any]] = self.post("flow_runs/filter", asked)
        return [run for run in found if scheduled or run["state_type"] != "SCHEDULED" or not run["auto_scheduled"]]

    def ended(self, flow_run_id: str) -> dict[str, Any]:
        """A flow run when it has ended."""
        run = wait_for(lambda: (found := self.get(f"flow_runs/{flow_run_id}"))["state_type"] in ENDED and found)
        assert run, f"{flow_run_id} did not end: {self.get(f'flow_runs/{flow_run_id}')}{self.logs()}"
        return dict(run)

    def deployment_id(self, name: str) -> str:
        return str(self.get(f"deployments/name/{name}")["id"])

    def begin(self, deployment: str, **parameters: Any) -> str:
        """A run of a deployment that starts now."""
        body = {"parameters": parameters, "state": {"type": "SCHEDULED", "name": "Scheduled"}}
        return str(self.post(f"deployments/{self.deployment_id(deployment)}/create_flow_run", body)["id"])

    def let_arrive(self, name: str, text: str) -> None:
        """A file that is renamed into the source, as finished files should be."""
        half = self.source / f".{name}.tmp"
        half.write_text(text, encoding="utf-8")
        half.rename(self.source / name)

    def alarms(self) -> list[dict[str, Any]]:
        path = self.warehouse / ".state" / "alarms.jsonl"
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def make_service(folder: Path) -> Service:
    """Folders and environment of a service that has not been started."""
    left_out = ("PREFECT_HOME", "PREFECT_API_URL", "PREFECT_PROFILE")
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    (folder / "inbox").mkdir()
    pager = f'"{sys.executable}" -c "{PAGER}" "{folder / "paged.txt"}"'
    own = {
        "COMMUNIQUE_STATE": str(folder / "state"),
        "COMMUNIQUE_ALARM": pager,
        "PREFECT_PROFILES_PATH": str(folder / "none"),
    }
    return Service(folder, free_port(), {**kept, **own})


@contextmanager
def guarded(service: Service) -> Iterator[None]:
    """Take the service down at the end of the block, and also when these tests are killed."""
    guard = subprocess.Popen(
        [sys.executable, "-c", GUARD, *service.command("down")],
        cwd=ROOT,
        env=service.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield
    finally:
        guard.communicate(timeout=COMMAND_SECONDS)
