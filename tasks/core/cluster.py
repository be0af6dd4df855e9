"""Workers on other machines: whether they can do our work, and whether they are still there.

A Dask scheduler and its workers execute whatever is sent to them, and send back objects that are unpickled here.
Whoever reaches the scheduler's port can run programs as the user of each worker and of the flow: let them listen where
only you can reach them, or use Dask's own TLS settings (`tls://` addresses with certificates for both sides).
"""

import sys
import threading
import time
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol

from tasks.core.fingerprint import code_version
from tasks.core.run import Places, write_atomically

CONNECT_SECONDS = 10  # a scheduler in the same network answers in milliseconds
WORKERS_SECONDS = 30  # workers that are started together with the scheduler need some ten seconds
LOST_SECONDS = 30.0  # a nanny starts a worker anew within some five seconds, import of libraries included
API_SECONDS = 5.0  # Prefect's server answers at once if it is there
NOT_THERE = ("ModuleNotFoundError", "ImportError", "AttributeError")  # names in what Dask makes of a worker's error
LOOK_SECONDS = 1.0  # so often the scheduler is asked for its workers
PROOF = "workers"  # beside the lock: a file that every worker must see


class Client(Protocol):
    """What is asked of a `distributed.Client`, which has no types."""

    def wait_for_workers(self, n_workers: int, timeout: float) -> None: ...
    def nthreads(self) -> dict[str, int]: ...
    def run(self, function: Any, *given: Any, workers: list[str], on_error: Literal["return"]) -> dict[str, Any]: ...
    def close(self, timeout: float) -> None: ...


class ClusterError(RuntimeError):
    """Batches cannot be computed by workers; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a worker sees: the proof in the shared folder (empty if it is not there), what it runs, what it reaches."""

    proof: str
    code_version: str
    python: str
    is_api_near: bool = True


def python_version() -> str:
    """The release of Python; what is sent between two releases cannot be read."""
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def look(proof_file: str, api: str) -> Seen:
    """What this process sees. Computed by a worker."""
    import httpx

    try:
        proof = Path(proof_file).read_text(encoding="ascii")
    except OSError:
        proof = ""
    try:
        httpx.get(f"{api}/health", timeout=API_SECONDS)
        is_api_near = True
    except httpx.HTTPError:
        is_api_near = False
    return Seen(proof, code_version(), python_version(), is_api_near)


def judge(worker: str, found: Seen | Exception, wanted: Seen, places: Places, api: str) -> str:
    """Why a worker cannot do our work, in a sentence that says what to do; empty if it can."""
    if isinstance(found, Exception) and any(name in repr(found) for name in NOT_THERE):
        return (
            f"Worker {worker} cannot import Communiqué as it is here ({found}). Install the version"
            f" {wanted.code_version} there, or start the worker in its folder."
        )
    if isinstance(found, Exception):
        return f"Worker {worker} does not do what it is asked ({found}). Look into its log."
    if found.python != wanted.python:
        return f"Worker {worker} runs Python {found.python}, this run {wanted.python}. Start it with the same release."
    if found.code_version != wanted.code_version:
        return (
            f"Worker {worker} runs Communiqué {found.code_version}, this run {wanted.code_version}. Their rows must not"
            " be mixed: install the same version there, and start the worker anew."
        )
    if found.proof != wanted.proof:
        return (
            f"Worker {worker} does not see {places.state} as it is here. Batches are handed over as files: share the"
            " folder of the warehouse, and mount it at the same path."
        )
    if not found.is_api_near:
        return (
            f"Worker {worker} does not reach Prefect's API at {api}, which is told of each task. Run a server that all"
            " workers reach (`prefect server start --host ADDRESS`), and name it in PREFECT_API_URL."
        )
    return ""


class Cluster:
    """The workers of a scheduler, watched while a run uses them.

    A thread looks for workers that came and checks them too. When one is found that cannot do our work, or when all are
    gone for some time, it ends the connection, so that nobody waits for ever, and `trouble` says why.
    """

    def __init__(self, client: Client, address: str, places: Places, run_id: str, api: str) -> None:
        self.client = client
        self.address = address
        self.api = api
        self.places = places
        self.wanted = Seen(run_id, code_version(), python_version())
        self.checked: set[str] = set()
        self.trouble = ""
        self.is_over = threading.Event()
        self.thread = threading.Thread(target=self.watch, name="workers", daemon=True)

    @property
    def proof_file(self) -> Path:
        return self.places.state / PROOF

    def start(self) -> int:
        """Check all workers and begin to watch; how many processors' worth of threads they have.

        Raises:
            ClusterError: there are none, or one of them cannot do our work.
        """
        write_atomically(self.proof_file, self.wanted.proof.encode("ascii"))
        try:
            self.client.wait_for_workers(1, timeout=WORKERS_SECONDS)
        except TimeoutError as error:
            raise ClusterError(
                f"{self.address}: the scheduler has no worker, and none came within {WORKERS_SECONDS} seconds. Start"
                f" some (`dask worker {self.address} --nthreads 1`), or leave the address empty to compute here."
            ) from error
        self.check()
        self.thread.start()
        return sum(self.client.nthreads().values())

    def check(self) -> None:
        """Look at the workers that have not been looked at yet.

        Raises:
            ClusterError: one of them cannot do our work.
        """
        self.check_new(self.client.nthreads())

    def check_new(self, workers: Collection[str]) -> None:
        """Look at those of the workers that have not been looked at yet.

        Raises:
            ClusterError: one of them cannot do our work.
        """
        new = sorted(set(workers) - self.checked)
        if not new:
            return
        found: Mapping[str, Seen | Exception]
        found = self.client.run(look, str(self.proof_file), self.api, workers=new, on_error="return")
        for worker in new:
            answer = found.get(worker)
            if answer is None or isinstance(answer, OSError):
                continue  # it went away meanwhile
            if why := judge(worker, answer, self.wanted, self.places, self.api):
                raise ClusterError(why)
            self.checked.add(worker)

    def watch(self) -> None:
        """Look every second, until the run is over or there is trouble."""
        last_seen = time.monotonic()
        while not self.is_over.wait(LOOK_SECONDS):
            try:
                workers = self.client.nthreads()
                self.check_new(workers)
            except ClusterError as error:
                self.give_up(str(error))
                return
            except Exception:  # noqa: BLE001  whatever the connection breaks with, the scheduler cannot be asked
                workers = {}
            if workers:
                last_seen = time.monotonic()
            elif time.monotonic() - last_seen >= LOST_SECONDS:
                self.give_up(lost(self.address))
                return

    def give_up(self, why: str) -> None:
        """End the connection: those who wait for a batch get an error at once."""
        if not self.is_over.is_set():
            self.trouble = why
            self.client.close(timeout=CONNECT_SECONDS)

    def stop(self) -> None:
        """Watch no longer."""
        self.is_over.set()
        if self.thread.is_alive():
            self.thread.join(CONNECT_SECONDS)
        with suppress(OSError):  # a disk that became read-only has another error told
            self.proof_file.unlink(missing_ok=True)


def lost(address: str) -> str:
    """What is said when the scheduler or all its workers went away."""
    return (
        f"{address}: the scheduler or all of its workers went away in mid-run. What is published is as it was, and the"
        " batches that were finished are kept. See why they ended, start them, and run this again."
    )


def killed(address: str, names: Iterable[str]) -> str:
    """What is said of a batch that ends the workers that compute it."""
    return (
        f"{address}: workers died over {', '.join(names)}, several in turn. They may have too little memory (Dask ends"
        " those that reach `--memory-limit`): raise it, or take smaller batches, and run this again."
    )
