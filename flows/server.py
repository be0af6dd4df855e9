"""A Prefect server for one command: the one that is running, or a temporary one on loopback, started first of all.

It boots in its own process for some seconds; the caller imports what it needs meanwhile, and then waits.
"""

import atexit
import ctypes
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from importlib import metadata
from socket import SO_REUSEADDR, SOL_SOCKET, socket

import httpx

from flows.processes import recorded
from flows.settings import DEFAULT_SERVER, configured_server, server_environment, service_folder

LOOPBACK = "127.0.0.1"
START_SECONDS = 300.0  # a new database takes up to 20 s; a machine that does much else, some minutes
STOP_SECONDS = 20.0
POLL_SECONDS = 0.05
PR_SET_PDEATHSIG = 1  # of prctl(2)


class ServerStartError(RuntimeError):
    """The temporary server did not come up; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Server:
    """The API in use. `process` is ours to stop, if it is set."""

    address: str
    process: subprocess.Popen[bytes] | None = None

    def wait(self) -> None:
        """Wait until a temporary server answers.

        Raises:
            ServerStartError: it ended, or did not answer in time.
        """
        if self.process is None:
            return
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise ServerStartError(
                    f"Prefect's temporary server ended with code {self.process.returncode}. "
                    "Start one with `prefect server start` and see what it says."
                )
            if is_answering(self.address):
                return
            time.sleep(POLL_SECONDS)
        raise ServerStartError(f"Prefect's temporary server did not answer at {self.address} in {START_SECONDS:.0f} s.")

    def stop(self) -> None:
        """Stop a temporary server; one that somebody else runs is left alone."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def is_answering(address: str) -> bool:
    """Whether a Prefect API answers there."""
    try:
        return httpx.get(f"{address}/health", timeout=2.0).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False


def is_ours(address: str) -> bool:
    """Whether a Prefect API of our version answers there."""
    try:
        answer = httpx.get(f"{address}/admin/version", timeout=1.0)
        return bool(answer.status_code == httpx.codes.OK and answer.json() == metadata.version("prefect"))
    except (httpx.HTTPError, ValueError):
        return False


def is_free(port: int) -> bool:
    """Whether nobody listens on a port of this machine."""
    with socket() as probe:
        probe.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
        return True


def free_port() -> int:
    """A port that nobody listens on."""
    with socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def end_with_parent() -> None:
    """Let the system end this process when the one that started it is killed (Linux alone). Its database bears it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def find_server() -> str:
    """Address of the server to use: the one that the user set, else one that answers; empty if there is none."""
    if address := configured_server():
        return address
    if is_ours(DEFAULT_SERVER):
        return DEFAULT_SERVER
    recorded_ones = {part.address for part in recorded(service_folder())}
    return next((address for address in sorted(recorded_ones) if is_ours(address)), "")


def start_server() -> Server:
    """Find the server to use, or start a temporary one without waiting for it. It is stopped when the process ends."""
    if address := find_server():
        return Server(address)
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "--factory", "prefect.server.api.server:create_app"]
    command += ["--host", LOOPBACK, "--port", str(port), "--log-level", "critical", "--lifespan", "on"]
    process = subprocess.Popen(  # noqa: S603  our own interpreter with our own arguments
        command,
        preexec_fn=end_with_parent,
        env=server_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    server = Server(f"http://{LOOPBACK}:{port}/api", process)
    # registered before Prefect is imported, so run after it has sent the last of its logs and events
    atexit.register(server.stop)
    return server
