"""The service: server, worker and watcher, started and stopped as one. `python -m flows.service up|down|deploy`.

Everything listens on loopback. What runs is recorded in the folder of the service, with its log and its start time.
"""

import argparse
import fcntl
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from flows.draining import going_on, note_ended, pause, paused, processes_of, wait_until_idle
from flows.processes import Part, ServiceError, forget, is_running, recorded, stop
from flows.server import find_server, is_answering
from flows.settings import (
    DEFAULT_PORT,
    configured_server,
    opt_out,
    service_environment,
    service_folder,
    service_worker_environment,
    use_server,
)
from flows.starting import SERVER, Say, find_or_start_server, is_said, start_part, wait_until

WORKER, WATCH = "worker", "watch"
POOL = "communique"
RUN_SECONDS = 120.0  # for a run to end by itself: a sweep of some hundred new documents
DEFAULT_SOURCE, DEFAULT_WAREHOUSE = "raw", "warehouse"  # as prefect.yaml has them
WORKING = "started!"  # the worker's own word that it takes runs
WATCHING = "watching "  # the watcher's own word that it looks


@dataclass(frozen=True, slots=True)
class Folders:
    """What the service works on; empty for what prefect.yaml says."""

    source: str = ""
    warehouse: str = ""

    @property
    def parameters(self) -> dict[str, str]:
        """As parameters of the deployments: absolute, as the command may have been given from anywhere."""
        given = {"source": self.source, "warehouse": self.warehouse}
        return {name: str(Path(value).expanduser().resolve()) for name, value in given.items() if value}


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Let one command at a time start and stop.

    Raises:
        ServiceError: another one is at it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a+", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ServiceError("Another `make up` or `make down` is at work; wait for it.") from error
        yield


def up(folders: Folders, port: int, say: Say) -> None:
    """Start what is not running: server, deployments, worker, watcher; wait until each answers; say where to look.

    Raises:
        ServiceError: a part did not start, or the server could not be given the deployments. What runs is left
            running, for `down` to stop.
    """
    folder = service_folder()
    with alone(folder):
        was_whole = all(is_running(folder, name) for name in (WORKER, WATCH))
        find_or_start_server(folder, port, say)
        if not was_whole:
            bring_deployments(folders, say)
        pause(configured_server(), POOL, is_paused=False)
        worker = start_part(folder, WORKER, worker_command(), service_worker_environment(), say)
        watch = start_part(folder, WATCH, watch_command(folders), service_environment(), say)
        wait_until(lambda: is_said(worker, WORKING), worker)
        wait_until(lambda: is_said(watch, WATCHING), watch)
    say(where_to_look(configured_server(), folder))


def bring_deployments(folders: Folders, say: Say) -> None:
    """Give the server in use what it has to know."""
    from flows.deploy import deploy_all

    deploy_all(folders.parameters, say)


def worker_command() -> list[str]:
    """The worker, named so that it is known again."""
    return [sys.executable, "-m", "prefect", "worker", "start", "--pool", POOL, "--type", "process", "--name", POOL]


def watch_command(folders: Folders) -> list[str]:
    """The watcher of what the deployment sweeps."""
    given = folders.parameters
    source, warehouse = given.get("source", DEFAULT_SOURCE), given.get("warehouse", DEFAULT_WAREHOUSE)
    return [sys.executable, "-m", "flows.cli", "watch", source, "--warehouse", warehouse]


def where_to_look(address: str, folder: Path) -> str:
    """What a person does next."""
    page = address.removesuffix("/api")
    return (
        f"\nAll runs. Look at {page}/deployments and {page}/runs; logs lie in {folder}.\n"
        "Put a file into the source: a run starts within seconds, and every night in any case.\n"
        "Ask how it stands with `communique status`. End it with `make down`."
    )


def down(say: Say, patience_seconds: float = RUN_SECONDS) -> None:
    """Stop what `up` started, and nothing else: the watcher, the worker, the server. A run may end first, for so long.

    Raises:
        ServiceError: another command is starting or stopping.
    """
    folder = service_folder()
    if not recorded(folder):
        say("Nothing of the service runs.")
        return
    with alone(folder):
        parts = {part.name: part for part in recorded(folder)}
        if watch := parts.get(WATCH):
            stop_part(folder, watch, say)
        if worker := parts.get(WORKER):
            stop_worker(folder, worker, patience_seconds, say)
        if server := parts.get(SERVER):
            stop_part(folder, server, say)


def stop_part(folder: Path, part: Part, say: Say) -> None:
    """Stop one part, and drop its record."""
    say(f"{part.name.capitalize()} (process {part.pid}): {stop(part)}")
    forget(folder, part)


def stop_worker(folder: Path, worker: Part, patience_seconds: float, say: Say) -> None:
    """Stop the worker when its runs have ended, or with them after so long."""
    with paused(worker.address, POOL):
        if processes_of(worker):
            runs = ", ".join(going_on(worker, POOL).values()) or "the run that has begun"
            say(f"Waiting for {runs} to end, up to {patience_seconds:.0f} s")
            wait_until_idle(worker, patience_seconds)
        left = going_on(worker, POOL)
        stop_part(folder, worker, say)
        for flow_run_id, name in left.items():
            note_ended(worker.address, flow_run_id)
            say(f"{name}: ended with the worker; the next run goes on from what it had finished")


def deploy(folders: Folders, say: Say) -> None:
    """Bring work pool, deployments and automations to the server that is set or runs here.

    Raises:
        ServiceError: there is no server.
    """
    address = find_server()
    if not address or not is_answering(address):
        where = f"nothing answers at {address}" if address else "no server was found"
        raise ServiceError(f"There is no server to deploy to: {where}. Set PREFECT_API_URL, or start one: `make up`.")
    use_server(address)
    say(f"Server: {address}")
    bring_deployments(folders, say)
    say(f"A worker has to serve the pool, in this folder: prefect worker start --pool {POOL}")


def arguments() -> argparse.ArgumentParser:
    """What can be typed."""
    parser = argparse.ArgumentParser(prog="python -m flows.service", description=__doc__)
    parser.add_argument("command", choices=["up", "down", "deploy"])
    parser.add_argument("--source", default="", help="folder with the files; what prefect.yaml says if not given")
    parser.add_argument("--warehouse", default="", help="folder of the warehouse; likewise")
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help="of the server, if one has to be started")
    return parser


def main(given: Sequence[str] | None = None) -> int:
    """Entry point; the exit code: 0 done, 1 it failed."""
    opt_out()
    typed = arguments().parse_args(given)
    folders = Folders(typed.source, typed.warehouse)
    console = Console(highlight=False, soft_wrap=True)

    def say(line: str) -> None:
        console.print(line, markup=False)

    try:
        if typed.command == "up":
            up(folders, typed.port, say)
        elif typed.command == "down":
            down(say)
        else:
            deploy(folders, say)
    except (ServiceError, OSError) as error:
        Console(stderr=True, highlight=False, soft_wrap=True).print(f"communique: {error}", markup=False)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
