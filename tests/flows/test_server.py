"""A temporary server lives as long as the command that started it, and not a moment longer."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows.processes import start
from flows.server import Server, find_server, free_port, is_answering, is_ours
from flows.settings import DEFAULT_SERVER, configured_server

START = (
    "from flows.server import start_server; import time; print(start_server().process.pid, flush=True); time.sleep(60)"
)
PATIENCE_SECONDS = 20


def is_alive(process_id: int) -> bool:
    """Whether the process runs; one that has ended and waits for its parent does not."""
    try:
        state = Path(f"/proc/{process_id}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_a_command_that_is_killed_takes_its_server_with_it(tmp_path: Path) -> None:
    environment = {**os.environ, "PREFECT_API_URL": "", "PREFECT_HOME": str(tmp_path)}
    starter = subprocess.Popen([sys.executable, "-c", START], env=environment, stdout=subprocess.PIPE, text=True)
    assert starter.stdout is not None
    server_id = int(starter.stdout.readline())
    try:
        assert is_alive(server_id)
        starter.kill()
        starter.wait()
        deadline = time.monotonic() + PATIENCE_SECONDS
        while is_alive(server_id) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert not is_alive(server_id)
    finally:
        if is_alive(server_id):
            os.kill(server_id, signal.SIGKILL)


def test_nobody_answers_where_nobody_listens() -> None:
    address = f"http://127.0.0.1:{free_port()}/api"
    assert not is_answering(address)
    assert not is_ours(address)
    Server(address).wait()  # somebody else's server is not waited for


def test_the_server_is_the_one_that_the_user_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path))
    for name in ("PREFECT_API_URL", "PREFECT_PROFILE", "PREFECT_PROFILES_PATH"):
        monkeypatch.delenv(name, raising=False)
    assert configured_server() == ""
    profiles = 'active = "here"\n[profiles.here]\nPREFECT_API_URL = "http://127.0.0.1:4999/api"\n'
    (tmp_path / "profiles.toml").write_text(profiles, encoding="utf-8")
    assert configured_server() == "http://127.0.0.1:4999/api"
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:5000/api")
    assert configured_server() == "http://127.0.0.1:5000/api"


def test_the_server_of_the_service_is_found_wherever_it_listens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path))
    monkeypatch.setenv("COMMUNIQUE_STATE", str(tmp_path / "state"))
    for name in ("PREFECT_API_URL", "PREFECT_PROFILE", "PREFECT_PROFILES_PATH"):
        monkeypatch.delenv(name, raising=False)
    answering: set[str] = set()
    monkeypatch.setattr("flows.server.is_ours", lambda address: address in answering)
    assert find_server() == ""
    address = "http://127.0.0.1:4999/api"
    start(tmp_path / "state", "server", [sys.executable, "-c", ""], os.environ, tmp_path, address)
    assert find_server() == "", "it is recorded, and does not answer"
    answering |= {address}
    assert find_server() == address
    answering |= {DEFAULT_SERVER}
    assert find_server() == DEFAULT_SERVER
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:5000/api")
    assert find_server() == "http://127.0.0.1:5000/api"
