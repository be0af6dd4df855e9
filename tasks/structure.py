"""Text to body, parts and metadata. Pure: a retry would repeat the error."""

from prefect import task

from tasks.core.run import Run
from tasks.core.staging import Batch
from tasks.core.structure.stage import structure_batch as structure
from tasks.core.workers import computed


@task(name="structure")
def structure_batch(given: Batch, run: Run, n_batches: int = 1) -> Batch:
    """One batch of `n_batches` of the run."""
    return computed(structure, given, run, n_batches)
