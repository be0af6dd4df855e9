"""A Dask scheduler and workers on loopback, in processes of their own, ended by whoever started them."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from flows.server import end_with_parent, free_port

ROOT = Path(__file__).parents[2]
START_SECONDS = 60.0
STOP_SECONDS = 20.0
SCHEDULER = "scheduler"
LOOPBACK = "127.0.0.1"
COMMANDS = {"scheduler": "distributed.cli.dask_scheduler", "worker": "distributed.cli.dask_worker"}


@dataclass
class Processes:
    """A scheduler and its workers. Each writes its log into `folder`."""

    folder: Path
    address: str
    environment: Mapping[str, str]
    started: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, kind: str, name: str, *options: str, cwd: Path = ROOT) -> subprocess.Popen[bytes]:
        with (self.folder / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", COMMANDS[kind], *options],
                preexec_fn=end_with_parent,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=self.environment,
                cwd=cwd,
            )
        self.started[name] = process
        return process

    def start_scheduler(self) -> subprocess.Popen[bytes]:
        host, port = self.address.removeprefix("tcp://").split(":")
        return self.start("scheduler", SCHEDULER, "--host", host, "--port", port, "--no-dashboard", "--no-show")

    def start_worker(self, name: str, *options: str, cwd: Path = ROOT) -> subprocess.Popen[bytes]:
        """A worker of one thread. It is the process's own, without a nanny, unless `options` say otherwise."""
        given = ["--host", LOOPBACK, "--name", name, "--no-dashboard", "--local-directory", str(self.folder)]
        nanny = () if "--nanny" in options else ("--no-nanny",)
        return self.start("worker", name, self.address, "--nthreads", "1", *given, *nanny, *options, cwd=cwd)

    def start_missing(self, workers: Mapping[str, tuple[str, ...]]) -> None:
        """Have workers of these names, each with its options."""
        for name, options in workers.items():
            if name not in self.started or self.started[name].poll() is not None:
                self.start_worker(name, *options)
        self.wait_for(len(workers))

    def kill_workers(self) -> None:
        """End all workers, nannies first, without a word to anybody."""
        for name, process in self.started.items():
            if name != SCHEDULER:
                children = psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
                process.kill()
                process.wait()
                for child in children:
                    with suppress(psutil.NoSuchProcess):
                        child.kill()

    def wait_for(self, n_workers: int) -> None:
        """Wait until so many workers are there."""
        from distributed import Client

        with Client(self.address, timeout=START_SECONDS, set_as_default=False) as client:
            client.wait_for_workers(n_workers, timeout=START_SECONDS)

    def log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text(encoding="utf-8", errors="replace")

    def stop(self) -> None:
        for process in reversed(self.started.values()):
            process.terminate()
        for process in self.started.values():
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def environment(**given: str) -> dict[str, str]:
    """The environment of a process that finds this project."""
    return {**os.environ, "PYTHONPATH": str(ROOT), **given}


@contextmanager
def scheduler(folder: Path) -> Iterator[Processes]:
    """A scheduler on a free port of loopback, and the workers that are started for it meanwhile."""
    folder.mkdir(parents=True, exist_ok=True)
    processes = Processes(folder, f"tcp://{LOOPBACK}:{free_port()}", environment())
    try:
        processes.start_scheduler()
        yield processes
    finally:
        processes.stop()


def is_alive(process: int) -> bool:
    state = Path(f"/proc/{process}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"


def wait_until_gone(process: int) -> bool:
    deadline = time.monotonic() + STOP_SECONDS
    while is_alive(process) and time.monotonic() < deadline:
        time.sleep(0.1)
    return not is_alive(process)
