"""Bodies to mentions. Pure."""

from prefect import task

from tasks.core.annotate.stage import annotate_batch as annotate
from tasks.core.run import Run
from tasks.core.staging import Batch
from tasks.core.workers import computed


@task(name="annotate")
def annotate_batch(given: Batch, run: Run, n_batches: int = 1) -> Batch:
    """One batch of `n_batches` of the run."""
    return computed(annotate, given, run, n_batches)
