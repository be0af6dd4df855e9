"""One whole Prefect server for all tests of flows: on loopback, on a free port, with a database of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.server import Server, end_with_parent, free_port
from flows.settings import TEMPORARY_SERVER, be_quiet, opt_out


@pytest.fixture(scope="session")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the server's API. The server runs all its services, the scheduler too, and is stopped at the end."""
    opt_out()
    be_quiet()
    port = free_port()
    server_settings = {name: value for name, value in TEMPORARY_SERVER.items() if "EPHEMERAL" not in name}
    mine = {"PREFECT_HOME": str(tmp_path_factory.mktemp("prefect")), "PREFECT_API_URL": f"http://127.0.0.1:{port}/api"}
    command = [
        sys.executable,
        "-m",
        "prefect",
        "server",
        "start",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--no-ui",
    ]
    with pytest.MonkeyPatch.context() as patch:
        for name, value in mine.items():
            patch.setenv(name, value)
        process = subprocess.Popen(
            command,
            preexec_fn=end_with_parent,
            env={**os.environ, **server_settings},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        server = Server(mine["PREFECT_API_URL"], process)
        try:
            server.wait()
            yield server.address
        finally:
            send_what_is_left()
            server.stop()


def send_what_is_left() -> None:
    """Prefect would try for a minute to send its last logs and events to a server that is gone."""
    if "prefect" in sys.modules:
        from prefect.events.worker import EventsWorker
        from prefect.logging.handlers import APILogHandler

        APILogHandler().flush()
        EventsWorker.drain_all()


@pytest.fixture
def flow_settings(api: str, tmp_path: Path) -> Iterator[None]:
    """Prefect in this process, talking to the tests' server, without the second that a heartbeat costs."""
    from prefect.settings import PREFECT_API_URL, PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

    with temporary_settings({PREFECT_API_URL: api, PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        yield
