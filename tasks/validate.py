"""The gates. Pure: a retry would find the same rows."""

from collections.abc import Sequence

from prefect import task

from tasks.core.run import Run
from tasks.core.staging import Batch
from tasks.core.totals.stage import validate_totals
from tasks.core.validate.stage import validate_annotated, validate_batch, validate_warehouse
from tasks.told import about, told


@task(name="validate-documents", task_run_name="validate documents {number} of {n_batches}")
def validate_documents(
    given: Batch,
    run: Run,
    number: int = 1,  # noqa: ARG001  Prefect makes the name of the task run of it
    n_batches: int = 1,  # noqa: ARG001  likewise
) -> Batch:
    """The gate for documents: batch `number` of `n_batches` of the run."""
    with about(given):
        return told(validate_batch(given, run), "validate")


@task(name="validate-annotations", task_run_name="validate annotations {number} of {n_batches}")
def validate_annotations(
    given: Batch,
    run: Run,
    number: int = 1,  # noqa: ARG001  Prefect makes the name of the task run of it
    n_batches: int = 1,  # noqa: ARG001  likewise
) -> Batch:
    """The gate for annotations: batch `number` of `n_batches` of the run."""
    with about(given):
        return told(validate_annotated(given, run), "validate")


@task(name="validate-warehouse", task_run_name="validate warehouse")
def validate_all(run: Run, accepted: Sequence[Batch], grouped: Batch, cleared: Sequence[Batch]) -> Batch:
    """The gate for the warehouse as it would be."""
    with about(grouped):
        return told(validate_warehouse(run, accepted, grouped, cleared), "validate")


@task(name="validate-totals", task_run_name="validate totals")
def validate_figures(run: Run, accepted: Sequence[Batch], grouped: Batch, cleared: Sequence[Batch]) -> Batch:
    """The gate for the figures of a source."""
    with about(grouped):
        return told(validate_totals(run, accepted, grouped, cleared), "validate")
