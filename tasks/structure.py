"""Text to body, parts and metadata. Pure: a retry would repeat the error."""

from prefect import task

from tasks.core.run import Run
from tasks.core.staging import Batch
from tasks.core.structure.stage import structure_batch as structure
from tasks.core.workers import computed
from tasks.told import about, told


@task(name="structure", task_run_name="structure {number} of {n_batches}")
def structure_batch(
    given: Batch,
    run: Run,
    number: int = 1,  # noqa: ARG001  Prefect makes the name of the task run of it
    n_batches: int = 1,
) -> Batch:
    """Batch `number` of `n_batches` of the run."""
    with about(given):
        return told(computed(structure, given, run, n_batches), "structure")
