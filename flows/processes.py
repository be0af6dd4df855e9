"""Processes that outlive the command that started them: each is recorded, so that exactly those are found and stopped.

A process is known by its id and by when it began: an id that the system gave to another process is never touched.
"""

import json
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psutil

from flows.present import printable
from tasks.core.run import write_atomically

SAME_START_SECONDS = 2.0  # the system tells the start of a process in ticks since boot, and boot time by the clock
KILLED_SECONDS = 10.0  # until a process that was killed is gone
STOP_SECONDS = 30.0  # for a process to end when it is asked to
LOOK_SECONDS = 0.1
LOG_TAIL_LINES = 5


class ServiceError(RuntimeError):
    """The service could not be started or stopped; the message says which part, and what to do."""


@dataclass(frozen=True, slots=True)
class Part:
    """One process of the service. `created` is when it began, in seconds since 1970.

    `address` is that of the API which it serves or talks to.
    """

    name: str
    pid: int
    created: float
    log: str
    address: str = ""
    command: tuple[str, ...] = ()

    @property
    def is_running(self) -> bool:
        """Whether this very process runs; one that ended and waits for its parent does not."""
        return self.process() is not None

    def process(self) -> psutil.Process | None:
        """The process, if it runs."""
        try:
            found = psutil.Process(self.pid)
            is_same = abs(found.create_time() - self.created) < SAME_START_SECONDS
            return found if is_same and found.status() != psutil.STATUS_ZOMBIE else None
        except psutil.Error:
            return None

    def last_words(self) -> str:
        """The end of its log."""
        try:
            lines = Path(self.log).read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return ""
        return "\n".join([printable(line) for line in lines if line.strip()][-LOG_TAIL_LINES:])


def recorded(folder: Path) -> list[Part]:
    """The processes that were started and not stopped since, whether they still run or not; by name.

    A record that is damaged is left out.
    """
    parts = []
    for path in sorted(folder.glob("*.json")):
        try:
            parts.append(as_part(json.loads(path.read_bytes())))
        except (OSError, ValueError, TypeError, KeyError):
            continue
    return parts


def as_part(entry: Mapping[str, Any]) -> Part:
    """A record, read."""
    name, log, address = (str(entry[key]) for key in ("name", "log", "address"))
    return Part(name, int(entry["pid"]), float(entry["created"]), log, address, tuple(map(str, entry["command"])))


def find(folder: Path, name: str) -> Part | None:
    """The process that was started by that name, whether it still runs or not."""
    return next((part for part in recorded(folder) if part.name == name), None)


def is_running(folder: Path, name: str) -> bool:
    """Whether the process of that name runs."""
    part = find(folder, name)
    return part is not None and part.is_running


def start(
    folder: Path, name: str, command: Sequence[str], environment: Mapping[str, str], cwd: Path, address: str = ""
) -> Part:
    """Start a process in a session of its own, with its output in a log, and record it."""
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / f"{name}.log"
    if log.exists():
        log.replace(folder / f"{name}.previous.log")
    with log.open("ab") as output:
        process = subprocess.Popen(  # noqa: S603  `up` alone calls this, with our own interpreter
            list(command),
            cwd=cwd,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    part = Part(name, process.pid, psutil.Process(process.pid).create_time(), str(log), address, tuple(command))
    write_atomically(folder / f"{name}.json", json.dumps(asdict(part), indent=1).encode())
    return part


def forget(folder: Path, part: Part) -> None:
    """Drop the record of a process."""
    (folder / f"{part.name}.json").unlink(missing_ok=True)


def stop(part: Part, patience_seconds: float = STOP_SECONDS) -> str:
    """Ask a process to end, wait, and kill it and what it started after a deadline; says what was done."""
    process = part.process()
    if process is None:
        return "was not running any more"
    family = [process, *children_of(process)]
    try:
        process.terminate()
    except psutil.NoSuchProcess:
        return "was not running any more"
    left = still_alive(family, patience_seconds)
    for each in left:
        kill(each)
    still_alive(left, KILLED_SECONDS)
    return f"killed, as it did not end in {patience_seconds:g} s" if left else "stopped"


def children_of(process: psutil.Process) -> list[psutil.Process]:
    """What a process started, and what those started."""
    try:
        return process.children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def still_alive(processes: Sequence[psutil.Process], seconds: float) -> list[psutil.Process]:
    """Those of some processes that have not ended after so long. They need not be children of this one."""
    deadline = time.monotonic() + seconds
    while (left := [each for each in processes if is_alive(each)]) and time.monotonic() < deadline:
        time.sleep(LOOK_SECONDS)
    return left


def is_alive(process: psutil.Process) -> bool:
    """Whether a process still does something."""
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def kill(process: psutil.Process) -> None:
    """Kill a process; psutil makes sure that the id is still of the process that it was."""
    try:
        process.kill()
    except psutil.NoSuchProcess:
        return
