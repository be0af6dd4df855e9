"""Batches on the workers of a real Dask scheduler: the same rows, the same graph, and words for what can go wrong."""

import re
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

from flows.server import free_port
from tasks.core.cluster import Cluster, ClusterError
from tasks.core.run import Places, read_journals
from tests.flows.dask_cluster import Processes, environment, scheduler, wait_until_gone
from tests.flows.made import make_source
from tests.pipeline import all_rows, rows_of, sweep

N_DOCUMENTS, BATCH_DOCUMENTS = 48, 4  # `make test-long` takes all 500
N_FEW = 20
PATIENCE_SECONDS = 60.0


@pytest.fixture(scope="module")
def processes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Processes]:
    with scheduler(tmp_path_factory.mktemp("dask")) as alone:
        yield alone


@pytest.fixture
def workers(processes: Processes) -> Processes:
    """A scheduler with two workers; one has a nanny, as by default, so that its children are those of a daemon."""
    processes.start_missing({"one": ("--nanny",), "two": ()})
    return processes


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, list[str]]]:
    """A small source, and the rows that a run in one process makes of it."""
    folder = tmp_path_factory.mktemp("few")
    source = make_source(folder / "inbox", N_FEW)
    return source, all_rows(sweep(source, folder / "near").published)


def asked(address: str, question: Callable[..., Any]) -> dict[str, Any]:
    """What each worker answers."""
    from distributed import Client

    with Client(address, timeout=PATIENCE_SECONDS, set_as_default=False) as client:
        return dict(client.run(question))


def process_of(address: str, name: str) -> psutil.Process:
    """The process of the worker of that name."""
    found = asked(address, lambda dask_worker: (dask_worker.name, __import__("os").getpid()))
    return psutil.Process(dict(found.values())[name])


def same_on_workers(api: str, workers: Processes, folder: Path, n: int, batch_documents: int) -> None:
    """Rows and graph of a run on the workers are those of a run in one process, and each worker had its part."""
    from flows.ingest import ingest

    source = make_source(folder / "inbox", n)
    near, far = Places(folder / "near"), Places(folder / "far")
    summary = ingest(str(source), str(far.folder), batch_documents=batch_documents, dask=workers.address)
    computed = asked(workers.address, lambda dask_worker: dask_worker.state.executed_count)
    ingest(str(source), str(near.folder), batch_documents=batch_documents)
    assert summary.counts["n_loaded"] > 0.9 * n
    assert all_rows(far.published) == all_rows(near.published)
    assert graph(api, far) == graph(api, near)
    assert len(computed) == 2
    assert min(computed.values()) >= 5, computed  # of some 50; how many each is given depends on who is free


def graph(api: str, places: Places) -> set[tuple[str, str]]:
    """Kinds of edges between the tasks of a warehouse's only run, as the user interface shows them."""
    (journal,) = read_journals(places)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        page = httpx.get(f"{api}/flow_runs/{journal['flow_run_id']}/graph-v2", timeout=10)
        nodes = dict(page.json()["nodes"])
        is_whole = any("report" in node["label"] for node in nodes.values())
        is_ended = all(node["state_type"] == "COMPLETED" for node in nodes.values())
        if (is_whole and is_ended) or time.monotonic() > deadline:
            break
        time.sleep(0.2)
    names = {key: re.sub(r"[^a-z].*", "", node["label"].replace("-", "")) for key, node in nodes.items()}
    return {(names[parent["id"]], names[key]) for key, node in nodes.items() for parent in node["parents"]}


def test_rows_and_graph_are_those_of_one_machine(
    workers: Processes, api: str, flow_settings: None, tmp_path: Path
) -> None:
    same_on_workers(api, workers, tmp_path, N_DOCUMENTS, BATCH_DOCUMENTS)


@pytest.mark.long
def test_rows_of_500_documents_are_those_of_one_machine(
    workers: Processes, api: str, flow_settings: None, tmp_path: Path
) -> None:
    same_on_workers(api, workers, tmp_path, 500, 25)


def test_a_worker_that_has_not_our_code_is_named(workers: Processes, flow_settings: None, tmp_path: Path) -> None:
    from flows.ingest import ingest

    source = make_source(tmp_path / "inbox", 2)
    other = tmp_path / "other" / "tasks" / "core"
    other.mkdir(parents=True)
    for file in (other.parent / "__init__.py", other / "__init__.py", other / "cluster.py"):
        file.write_text("", encoding="utf-8")
    strange = replace(workers, environment=environment(PYTHONPATH=str(tmp_path / "other")), started={})
    strange.start_worker("strange", cwd=tmp_path)
    try:
        strange.wait_for(3)
        with pytest.raises(ClusterError, match=r"^Worker tcp://[\d.:]+ cannot import Communiqué as it is here \(.*\)"):
            ingest(str(source), str(tmp_path / "far"), dask=workers.address)
    finally:
        strange.stop()


def test_a_worker_of_another_version_without_our_folder_or_far_from_the_server_is_named(
    workers: Processes, api: str, flow_settings: None, tmp_path: Path
) -> None:
    from distributed import Client

    places = Places(tmp_path / "far")
    with Client(workers.address, set_as_default=False) as client:
        old = Cluster(client, workers.address, places, "run", api)
        old.wanted = replace(old.wanted, code_version="0.0.0+00000000")
        with pytest.raises(ClusterError, match=r"^Worker tcp://\S+ runs Communiqué \S+, this run 0\.0\.0\+0{8}\."):
            old.start()
        elsewhere = Cluster(client, workers.address, places, "another run", api)
        with pytest.raises(ClusterError, match=rf"does not see {places.state} as it is here\. .* same path\.$"):
            elsewhere.check()  # nobody wrote the proof
        alone = Cluster(client, workers.address, places, "third run", f"http://127.0.0.1:{free_port()}/api")
        with pytest.raises(ClusterError, match=r"does not reach Prefect's API at http://127\.0\.0\.1:\d+/api, which"):
            alone.start()


def test_without_any_worker_a_run_ends_soon(
    flow_settings: None, few: tuple[Path, dict[str, list[str]]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.ingest import ingest

    monkeypatch.setattr("tasks.core.cluster.WORKERS_SECONDS", 1)
    with (
        scheduler(tmp_path / "dask") as alone,
        pytest.raises(ClusterError, match=rf"^{alone.address}: the scheduler has no worker, and none came within 1 s"),
    ):
        ingest(str(few[0]), str(tmp_path / "far"), dask=alone.address)


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.01)


def is_begun(places: Places) -> bool:
    """Whether a batch went through its first two steps."""
    return any(places.staging.glob("structure/*/batch.json"))


@contextmanager
def threads(work: Callable[[], None]) -> Iterator[None]:
    """Something that is done beside the block, and is over after it."""
    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        thread.join()


def test_a_worker_killed_in_mid_run_costs_no_rows(
    workers: Processes, flow_settings: None, few: tuple[Path, dict[str, list[str]]], tmp_path: Path
) -> None:
    """And no process that read files for it is left behind."""
    from flows.ingest import ingest

    places, worker = Places(tmp_path / "far"), process_of(workers.address, "two")
    left: list[int] = []

    def kill_when_at_work() -> None:
        wait_for(lambda: is_begun(places) and bool(worker.children()))
        left.extend(child.pid for child in worker.children())
        worker.kill()

    with threads(kill_when_at_work):
        ingest(str(few[0]), str(places.folder), batch_documents=2, dask=workers.address)
    assert all_rows(places.published) == few[1]
    assert left
    assert all(wait_until_gone(process) for process in left)


def test_when_all_workers_are_gone_the_run_ends_and_the_next_one_goes_on_from_it(
    workers: Processes,
    flow_settings: None,
    few: tuple[Path, dict[str, list[str]]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from flows.ingest import ingest

    places = Places(tmp_path / "far")
    monkeypatch.setattr("tasks.core.cluster.LOST_SECONDS", 2)

    def kill_after_a_batch() -> None:
        wait_for(lambda: is_begun(places))
        workers.kill_workers()

    with (
        threads(kill_after_a_batch),
        pytest.raises(ClusterError, match=rf"^{workers.address}: the scheduler or all of its workers went away in"),
    ):
        ingest(str(few[0]), str(places.folder), batch_documents=2, dask=workers.address)
    (journal,) = read_journals(places)
    assert (journal["state"], "went away" in journal["reason"]) == ("failed", True)
    ingest(str(few[0]), str(places.folder), batch_documents=2)
    reused = rows_of(
        places.published, "select sum(n_rows) from ops.steps where outcome = 'reused' and step = 'structure'"
    )
    assert reused > [(0,)]
    assert all_rows(places.published) == few[1]


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:{port}", "127.0.0.1:{port}", "no address at all", "udp://x:1"])
def test_a_scheduler_that_does_not_answer_is_named(
    address: str, flow_settings: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows import runner

    monkeypatch.setattr(runner, "CONNECT_SECONDS", 1)
    where = address.format(port=free_port())
    with (
        pytest.raises(ClusterError, match=rf"^{re.escape(where)}: no Dask scheduler answers there"),
        runner.dask_runner(where),
    ):
        pass


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    from flows.runner import dask_runner

    monkeypatch.setitem(sys.modules, "prefect_dask.task_runners", None)
    with pytest.raises(ClusterError, match=r"pip install 'communique\[dask\]'"), dask_runner("tcp://127.0.0.1:1"):
        pass


def test_errors_of_the_work_are_told_apart_from_those_of_the_workers() -> None:
    from concurrent.futures import CancelledError

    from distributed import KilledWorker

    from flows.runner import broken

    assert "workers died over extract-1, several in turn" in broken(KilledWorker("extract-1", None, 3), "tcp://s:1")
    assert "went away in mid-run" in broken(CancelledError(), "tcp://s:1")
    assert broken(ValueError("a rule failed"), "tcp://s:1") == ""
