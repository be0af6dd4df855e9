"""Where batches are computed: in threads of the flow's own process, or by the workers of a Dask scheduler.

The address of a scheduler is a parameter of the flow; empty, the default, means here. Only tasks that make one batch of
another are sent to workers, by reference: the rows lie in the shared folder of the warehouse. What looks at the source,
sees the whole corpus, or writes the build file stays in the flow's process: there is one writer.

A Dask scheduler executes what anybody who reaches it sends: see `tasks.core.cluster`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from inspect import signature
from typing import TYPE_CHECKING, Any

from prefect import Task
from prefect.settings import PREFECT_API_URL
from prefect.task_runners import TaskRunner

from flows.journal import tell
from tasks.core.cluster import CONNECT_SECONDS, Cluster, ClusterError, killed, lost
from tasks.core.run import Run

if TYPE_CHECKING:
    from prefect_dask.task_runners import DaskTaskRunner

EXTRA = "Batches on the workers of a Dask scheduler need the extra `dask`: pip install 'communique[dask]'."


@dataclass(frozen=True, slots=True)
class Batches:
    """Maps a task over batches. Without a `runner` of its own, that of the flow does it."""

    runner: TaskRunner[Any] | None = None
    cluster: Cluster | None = None

    def map(self, batch_task: Task[..., Any], *given: Any) -> Any:
        """One task run for each batch: the futures, which any other task takes."""
        if self.runner is None:
            return batch_task.map(*given)
        return self.runner.map(batch_task, dict(signature(batch_task.fn).bind_partial(*given).arguments))

    def check(self) -> None:
        """Make sure that every worker that was there had the code of this run; they are not needed any more.

        To be asked before rows are loaded.

        Raises:
            ClusterError: one had not.
        """
        if self.cluster is not None:
            self.cluster.check()
            self.cluster.stop()


@contextmanager
def batches_on(address: str, run: Run) -> Iterator[Batches]:
    """Where the batches of a run are computed while the block runs: by the workers of `address`, or here if empty.

    Raises:
        ClusterError: the extra is missing, the scheduler or its workers do not answer or went away, or a worker has
            other code or does not see the warehouse's folder; the message says which, and what to do.
    """
    if not address:
        yield Batches()
        return
    with dask_runner(address) as runner:
        cluster = Cluster(runner.client, address, run.places, run.run_id, PREFECT_API_URL.value() or "")
        try:
            tell("%d threads of workers at %s compute the batches", cluster.start(), address)
            yield Batches(runner, cluster)
        except BaseException as error:
            # once the connection was given up, whoever waits gets some error of the client's
            if why := cluster.trouble or broken(error, address):
                raise ClusterError(why) from error
            raise
        finally:
            cluster.stop()


@contextmanager
def dask_runner(address: str) -> "Iterator[DaskTaskRunner]":
    """Prefect's runner for a scheduler that is there.

    Raises:
        ClusterError: the extra is missing, or no scheduler answers at the address.
    """
    try:
        from prefect_dask.task_runners import DaskTaskRunner
    except ImportError as error:
        raise ClusterError(EXTRA) from error
    with DaskTaskRunner(address=address, client_kwargs={"timeout": CONNECT_SECONDS}) as runner:
        try:
            _ = runner.client  # it connects when it is first asked for
        except (OSError, ValueError) as error:  # TimeoutError is an OSError; an address that is none, a ValueError
            raise ClusterError(
                f"{address}: no Dask scheduler answers there ({error}). Start one (`dask scheduler`), correct the"
                " address (`tcp://HOST:8786`), or leave it empty to compute here."
            ) from error
        yield runner


def broken(error: BaseException, address: str) -> str:
    """What to say if an error came from the workers and not from the work; empty if not."""
    from concurrent.futures import CancelledError

    from distributed import KilledWorker
    from distributed.comm.core import CommClosedError

    if isinstance(error, KilledWorker):
        return killed(address, [str(error.task)])
    return lost(address) if isinstance(error, CancelledError | CommClosedError) else ""
