"""Documents to statements, and to the batches that have to be annotated. Pure."""

from collections.abc import Sequence

from prefect import task

from tasks.core.group.agree import agree_all
from tasks.core.group.stage import group_all, stage_due
from tasks.core.run import Run
from tasks.core.staging import Batch
from tasks.told import about, told

find_due = task(name="group-due", task_run_name="find what to annotate")(stage_due)


@task(name="group", task_run_name="group")
def group_documents(run: Run, accepted: Sequence[Batch], annotated: Sequence[Batch] = ()) -> Batch:
    """Families of all documents that came, and of all that these touch."""
    with about(*accepted):
        return told(group_all(run, accepted, annotated), "group")


@task(name="agree", task_run_name="find agreed language")
def find_agreed(run: Run, accepted: Sequence[Batch], grouped: Batch) -> Batch:
    """Wording that statements share."""
    with about(grouped):
        return told(agree_all(run, accepted, grouped), "group")
