"""Workers that are checked before they are given work, and watched: `tests/flows/test_dask.py` has real ones."""

import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tasks.core import cluster
from tasks.core.cluster import Cluster, ClusterError, Seen, judge, killed, look
from tasks.core.fingerprint import code_version
from tasks.core.run import Places

WANTED = Seen("run", "0.1.0+aaaaaaaa", "3.11")
API = "http://127.0.0.1:4200/api"
DEADLINE_SECONDS = 30.0


class FakeClient:
    """A scheduler whose workers come and go as a test says. `answers` are what each says when it is looked at."""

    def __init__(self, **answers: Seen | Exception) -> None:
        self.answers = answers
        self.looked_at: list[str] = []
        self.is_closed = threading.Event()

    def wait_for_workers(self, n_workers: int, timeout: float) -> None:
        if len(self.answers) < n_workers:
            raise TimeoutError

    def nthreads(self) -> dict[str, int]:
        return dict.fromkeys(self.answers, 2)

    def run(self, function: Any, *given: Any, workers: list[str], on_error: str) -> dict[str, Any]:
        assert (function, on_error) == (look, "return")
        self.looked_at += workers
        return {worker: self.answers[worker] for worker in workers}

    def close(self, timeout: float) -> None:
        self.is_closed.set()


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "LOOK_SECONDS", 0.01)
    monkeypatch.setattr(cluster, "LOST_SECONDS", 0.05)


def watched(client: FakeClient, folder: Path) -> Cluster:
    made = Cluster(client, "tcp://s:1", Places(folder), "run", API)
    made.wanted = WANTED
    return made


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (WANTED, ""),
        (
            replace(WANTED, proof=""),
            "Worker w does not see /d/.state as it is here. Batches are handed over as files: share the folder of the"
            " warehouse, and mount it at the same path.",
        ),
        (
            replace(WANTED, code_version="0.1.0+bbbbbbbb"),
            "Worker w runs Communiqué 0.1.0+bbbbbbbb, this run 0.1.0+aaaaaaaa. Their rows must not be mixed: install"
            " the same version there, and start the worker anew.",
        ),
        (
            replace(WANTED, python="3.12"),
            "Worker w runs Python 3.12, this run 3.11. Start it with the same release.",
        ),
        (
            replace(WANTED, is_api_near=False),
            f"Worker w does not reach Prefect's API at {API}, which is told of each task. Run a server that all workers"
            " reach (`prefect server start --host ADDRESS`), and name it in PREFECT_API_URL.",
        ),
        (
            ModuleNotFoundError("No module named 'tasks'"),
            "Worker w cannot import Communiqué as it is here (No module named 'tasks'). Install the version"
            " 0.1.0+aaaaaaaa there, or start the worker in its folder.",
        ),
        (
            RuntimeError("AttributeError(\"Can't get attribute 'look'\")"),
            "Worker w cannot import Communiqué as it is here (AttributeError(\"Can't get attribute 'look'\")). Install"
            " the version 0.1.0+aaaaaaaa there, or start the worker in its folder.",
        ),
        (ValueError("what"), "Worker w does not do what it is asked (what). Look into its log."),
    ],
)
def test_what_is_said_of_a_worker(found: Seen | Exception, told: str) -> None:
    assert judge("w", found, WANTED, Places(Path("/d")), API) == told


def test_a_process_tells_what_it_sees(tmp_path: Path) -> None:
    (tmp_path / "proof").write_text("run", encoding="ascii")
    here = cluster.python_version()
    assert look(str(tmp_path / "proof"), "http://127.0.0.1:1/api") == Seen("run", code_version(), here, False)
    assert look(str(tmp_path / "none"), "http://127.0.0.1:1/api") == Seen("", code_version(), here, False)


def test_workers_are_looked_at_once_and_those_that_went_away_are_forgotten(tmp_path: Path) -> None:
    client = FakeClient(one=WANTED, two=WANTED, three=OSError("gone"))
    watch = watched(client, tmp_path)
    assert watch.start() == 6
    watch.check()
    assert sorted(client.looked_at[:3]) == ["one", "three", "two"]
    assert watch.checked == {"one", "two"}
    assert watch.proof_file.read_text(encoding="ascii") == "run"
    watch.stop()
    assert not watch.proof_file.exists()
    assert (watch.trouble, client.is_closed.is_set()) == ("", False)


def test_without_workers_a_run_does_not_begin(tmp_path: Path) -> None:
    with pytest.raises(ClusterError, match=r"^tcp://s:1: the scheduler has no worker, .*`dask worker tcp://s:1 "):
        watched(FakeClient(), tmp_path).start()


def test_a_worker_with_other_code_that_comes_in_mid_run_ends_it(tmp_path: Path) -> None:
    client = FakeClient(one=WANTED)
    watch = watched(client, tmp_path)
    watch.start()
    client.answers["late"] = replace(WANTED, code_version="0.2.0+cccccccc")
    assert client.is_closed.wait(DEADLINE_SECONDS)
    assert watch.trouble.startswith("Worker late runs Communiqué 0.2.0+cccccccc, this run 0.1.0+aaaaaaaa.")
    with pytest.raises(ClusterError, match=r"^Worker late runs Communiqué"):
        watch.check()
    watch.stop()


def test_when_the_last_worker_is_gone_for_some_time_those_who_wait_are_told(tmp_path: Path) -> None:
    client = FakeClient(one=WANTED)
    watch = watched(client, tmp_path)
    watch.start()
    client.answers.clear()
    assert client.is_closed.wait(DEADLINE_SECONDS)
    assert watch.trouble.startswith("tcp://s:1: the scheduler or all of its workers went away in mid-run.")
    watch.stop()


def test_a_batch_that_ends_its_workers_is_named() -> None:
    assert killed("tcp://s:1", ["extract-1"]).startswith("tcp://s:1: workers died over extract-1, several in turn.")
