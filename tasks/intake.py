"""Source to batches of documents that have to be carried through."""

from prefect import task

from tasks.core.intake.sweep import intake
from tasks.core.run import Run
from tasks.core.runpage.told import refused_told, unread_rows
from tasks.core.staging import Batch
from tasks.told import warn


@task(name="intake", task_run_name="intake")
def sweep_source(run: Run) -> list[Batch]:
    """Look at the source, and say which files cannot even be read."""
    batches = intake(run)
    warn(refused_told(unread_rows(run)))
    return batches
