"""Starting the parts of the service, and waiting until each answers."""

import importlib
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import httpx

from flows.processes import Part, ServiceError, find, start, stop
from flows.server import LOOPBACK, free_port, is_answering, is_free, is_ours
from flows.settings import ROOT, configured_server, keep_home, service_server_environment, use_server

SERVER = "server"
DEPLOYING = "flows.deploy"  # imports Prefect: some three seconds
START_SECONDS = 300.0  # a new database takes 20 s; on a machine that does much else, some minutes
POLL_SECONDS = 0.25
Say = Callable[[str], None]


def wait_until(is_ready: Callable[[], bool], part: Part) -> None:
    """Wait for a part to answer.

    Raises:
        ServiceError: it ended, or did not answer in time.
    """
    deadline = time.monotonic() + START_SECONDS
    while not is_ready():
        if not part.is_running:
            raise ServiceError(f"The {part.name} ended at once. Its log, {part.log}, ends with:\n{part.last_words()}")
        if time.monotonic() > deadline:
            raise ServiceError(f"The {part.name} did not answer in {START_SECONDS:.0f} s. Look at {part.log}.")
        time.sleep(POLL_SECONDS)


def is_said(part: Part, words: str) -> bool:
    """Whether a part has said something in its log."""
    try:
        return words in Path(part.log).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False


def address_at(port: int) -> str:
    """Address of the API of a server on this machine."""
    return f"http://{LOOPBACK}:{port}/api"


def find_or_start_server(folder: Path, port: int, say: Say) -> None:
    """Let Prefect talk to the server that runs, else to one that is started.

    Raises:
        ServiceError: the server that the user set does not answer, or the one that was started does not.
    """
    known, configured = find(folder, SERVER), configured_server()
    address = known.address if known else configured or address_at(port)
    if known and known.is_running:
        say(f"Server: is running already at {address} (process {known.pid})")
    elif is_ours(address) or (configured and is_answering(address)):
        say(f"Server: using the one at {address}; `make down` leaves it alone")
    elif httpx.URL(address).host not in (LOOPBACK, "localhost"):
        raise ServiceError(f"{address} was set as the server (PREFECT_API_URL or profile), and nothing answers there.")
    else:
        if known:
            say(f"Server: had ended by itself; its log is kept as {SERVER}.previous.log")
        wanted = httpx.URL(address).port or port
        start_server_at(folder, wanted if is_free(wanted) else free_port(), say)
        return
    if not configured:
        keep_home()
    use_server(address)


def start_server_at(folder: Path, port: int, say: Say) -> None:
    """Start a server on a port, and wait for it."""
    address = address_at(port)
    keep_home()
    use_server(address)
    say(f"Server: starting at {address}; a new database takes some twenty seconds")
    command = [sys.executable, "-m", "uvicorn", "--factory", "prefect.server.api.server:create_app"]
    command += ["--host", LOOPBACK, "--port", str(port), "--log-level", "warning", "--lifespan", "on"]
    environment = service_server_environment(address, LOOPBACK, port)
    part = start(folder, SERVER, command, environment, ROOT, address)
    importlib.import_module(DEPLOYING)  # while the server boots
    wait_until(lambda: is_answering(address), part)


def start_part(folder: Path, name: str, command: Sequence[str], environment: Mapping[str, str], say: Say) -> Part:
    """Start a part that does not run yet."""
    part = find(folder, name)
    if part and part.is_running and part.address == configured_server():
        is_same = part.command == tuple(command)
        say(f"{name.capitalize()}: is running already (process {part.pid}){'' if is_same else ', as it was started'}")
        return part
    if part and part.is_running:
        say(f"{name.capitalize()}: {stop(part)}, as it talked to another server")
    elif part:
        say(f"{name.capitalize()}: had ended by itself; its log is kept as {name}.previous.log")
    part = start(folder, name, command, environment, ROOT, configured_server())
    say(f"{name.capitalize()}: starting (process {part.pid})")
    return part
