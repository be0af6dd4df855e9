"""Bodies to mentions. Pure."""

from prefect import task

from tasks.core.annotate.stage import annotate_batch as annotate
from tasks.core.run import Run
from tasks.core.staging import Batch
from tasks.core.workers import computed
from tasks.told import about, told


@task(name="annotate", task_run_name="annotate {number} of {n_batches}")
def annotate_batch(
    given: Batch,
    run: Run,
    number: int = 1,  # noqa: ARG001  Prefect makes the name of the task run of it
    n_batches: int = 1,
) -> Batch:
    """Batch `number` of `n_batches` of the run."""
    with about(given):
        return told(computed(annotate, given, run, n_batches), "annotate")
