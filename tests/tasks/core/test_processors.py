"""How many processors a process takes: those of the machine, or as many as its Dask worker has threads."""

import sys
from types import SimpleNamespace

import pytest

from tasks.core import workers
from tasks.core.processors import dask_threads, processors
from tasks.core.staging import Batch
from tests.pipeline import new_run


@pytest.fixture
def in_a_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if this were a task that a Dask worker of three threads computes."""
    worker = SimpleNamespace(state=SimpleNamespace(nthreads=3))
    monkeypatch.setitem(sys.modules, "distributed.worker", SimpleNamespace(get_worker=lambda: worker))


def test_outside_of_a_worker_all_that_the_system_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1, 5}, raising=False)
    assert (dask_threads(), processors()) == (0, 3)


def test_a_program_that_only_knows_dask_is_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    from distributed.worker import get_worker

    assert callable(get_worker)
    assert dask_threads() == 0


def test_in_a_worker_as_many_as_it_has_threads(in_a_worker: None) -> None:
    assert (dask_threads(), processors()) == (3, 3)


def test_a_worker_starts_no_processes_of_its_own(
    in_a_worker: None, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    def none() -> None:
        raise AssertionError("a daemonic process can have no children of its own")

    monkeypatch.setattr(workers, "workers", none)
    given = Batch("structure", "k1", "/staged/k1")
    folder = tmp_path_factory.mktemp("worker")
    assert workers.computed(lambda batch, _: batch, given, new_run(folder, folder), workers.MIN_BATCHES) == given
