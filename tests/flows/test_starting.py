"""Which server the service takes, and that it stops nothing that it did not start."""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from socket import socket

import psutil
import pytest

from flows import starting
from flows.processes import Part, ServiceError, recorded, start
from flows.server import LOOPBACK, free_port, is_free
from flows.service import Folders, alone, down, main, watch_command
from flows.settings import service_folder
from tests.flows.test_processes import SLEEP


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a service that has never been started, in an environment that names no server."""
    monkeypatch.setenv("COMMUNIQUE_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PREFECT_API_URL", "")
    for name in ("PREFECT_PROFILE", "PREFECT_PROFILES_PATH"):
        monkeypatch.delenv(name, raising=False)
    return service_folder()


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The ports on which a server would have been started."""
    ports: list[int] = []
    monkeypatch.setattr(starting, "start_server_at", lambda folder, port, say: ports.append(port))
    return ports


@pytest.fixture
def stranger() -> Iterator[int]:
    """A port on which something listens that is no Prefect server."""
    with socket() as listening:
        listening.bind((LOOPBACK, 0))
        listening.listen()
        yield listening.getsockname()[1]


def test_a_server_is_started_on_the_port_that_was_asked_for(folder: Path, started: list[int]) -> None:
    port = free_port()
    starting.find_or_start_server(folder, port, lambda line: None)
    assert started == [port]


def test_another_port_is_taken_where_somebody_else_listens(folder: Path, started: list[int], stranger: int) -> None:
    starting.find_or_start_server(folder, stranger, lambda line: None)
    (port,) = started
    assert port != stranger
    assert is_free(port)
    assert not is_free(stranger)


def test_a_server_that_was_set_and_is_not_here_has_to_answer(
    folder: Path, started: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "http://prefect.invalid:4200/api")
    with pytest.raises(ServiceError, match="nothing answers there"):
        starting.find_or_start_server(folder, free_port(), lambda line: None)
    assert started == []


def test_a_server_that_ended_by_itself_is_started_where_it_was(folder: Path, started: list[int]) -> None:
    port = free_port()
    part = start(folder, "server", [*SLEEP[:1], "-c", ""], os.environ, folder.parent, f"http://{LOOPBACK}:{port}/api")
    psutil.wait_procs([psutil.Process(part.pid)], timeout=60)
    said: list[str] = []
    starting.find_or_start_server(folder, free_port(), said.append)
    assert started == [port]
    assert said == ["Server: had ended by itself; its log is kept as server.previous.log"]


def test_down_harms_nobody_who_was_given_the_id_of_a_part(folder: Path) -> None:
    other = psutil.Process()
    for name in ("watch", "worker", "server"):
        part = Part(name, other.pid, other.create_time() - 3600, str(folder / f"{name}.log"))
        record(folder, part)
    said: list[str] = []
    down(said.append)
    assert [line.partition(": ")[2] for line in said] == ["was not running any more"] * 3
    assert recorded(folder) == []
    down(said.append)
    assert said[-1] == "Nothing of the service runs."


def record(folder: Path, part: Part) -> None:
    """Write the record of a process that is not started here."""
    folder.mkdir(exist_ok=True)
    (folder / f"{part.name}.json").write_text(json.dumps(asdict(part)), encoding="utf-8")


def test_deploy_says_that_there_is_no_server(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PREFECT_API_URL", f"http://{LOOPBACK}:{free_port()}/api")
    assert main(["deploy"]) == 1
    assert "There is no server to deploy to: nothing answers at" in capsys.readouterr().err


def test_two_commands_at_once_are_told_apart(folder: Path) -> None:
    with alone(folder), pytest.raises(ServiceError, match="at work"), alone(folder):
        pass


def test_the_watcher_looks_at_what_the_deployment_sweeps(tmp_path: Path) -> None:
    assert watch_command(Folders())[-3:] == ["raw", "--warehouse", "warehouse"]
    given = Folders(str(tmp_path / "a"), str(tmp_path / "b"))
    assert watch_command(given)[-3:] == [str(tmp_path / "a"), "--warehouse", str(tmp_path / "b")]
    assert given.parameters == {"source": str(tmp_path / "a"), "warehouse": str(tmp_path / "b")}
