"""Bytes to text. The bytes are kept on disk by then, so a retry meets what the first try met but for the disk."""

from prefect import task

from tasks.core.extract.stage import extract_batch
from tasks.core.run import Run
from tasks.core.staging import Batch
from tasks.told import about, told


@task(name="extract", task_run_name="extract {number} of {n_batches}", retries=2, retry_delay_seconds=[1, 5])
def read_batch(
    given: Batch,
    run: Run,
    number: int = 1,  # noqa: ARG001  Prefect makes the name of the task run of it
    n_batches: int = 1,  # noqa: ARG001  likewise
) -> Batch:
    """Batch `number` of `n_batches` of the run."""
    with about(given):
        return told(extract_batch(given, run), "extract")
