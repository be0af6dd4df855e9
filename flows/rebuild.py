"""The flow `rebuild`: what is known already is made again, after a change of code, knowledge or settings."""

from pathlib import Path
from typing import Literal

from prefect import flow

from flows.options import WAIT_MINUTES
from flows.pipeline import Summary
from flows.plan import as_text
from flows.rebuilding import Rebuilding
from flows.run import begin, carry_out
from tasks.artifacts import show_plan
from tasks.core.extract.limits import Limits
from tasks.core.plan import plan as plan_all
from tasks.core.run import DEFAULT_BATCH_DOCUMENTS

Step = Literal["", "extract", "structure", "validate", "group", "annotate"]


@flow(
    name="rebuild",
    flow_run_name="rebuild {warehouse}",
    description="Make again what is stale, or what is asked for, without a look at the sources.",
)
def rebuild(
    warehouse: str = "warehouse",
    step: Step = "",
    documents: tuple[str, ...] = (),
    rejected: bool = False,
    plan: bool = False,
    model: str | None = None,
    limits: Limits | None = None,
    max_file_bytes: int | None = None,
    corrections: str = "",
    reviewed: str = "",
    totals: str = "",
    batch_documents: int = DEFAULT_BATCH_DOCUMENTS,
    wait_minutes: float = WAIT_MINUTES,
    dask: str = "",
) -> list[Summary]:
    """Make again what the code, the knowledge or the settings of now would make otherwise, and what follows from it.

    Args:
        warehouse: Folder of the warehouse.
        step: First step to do again whether it is stale or not; `extract` does everything again. Empty: what is stale.
        documents: Only these: paths, ids, or beginnings of ids. Empty for all.
        rejected: Try the refused files again, and nothing else.
        plan: Only say what would be done, why, and what it would cost, as an artifact of this run.
        model: spaCy model that helps the rules; as in the last run over each source if not given.
        limits: What reading one file may cost; as in the last run over each source if not given.
        max_file_bytes: Larger files are refused; as in the last run over each source if not given.
        corrections: File in which people correct metadata; empty for `corrections.csv` in the warehouse, if any.
        reviewed: File in which people say of two documents that they are always together or never; empty for
            `reviewed.csv` in the warehouse, if any.
        totals: File in which people set bounds for the figures of a source; empty for `totals.csv` in the warehouse,
            if any.
        batch_documents: Documents that one task run carries.
        wait_minutes: How long to wait for another run that is writing the same warehouse.
        dask: Address of a Dask scheduler whose workers compute the batches; empty for this machine alone.
    """
    wanted = Rebuilding(
        warehouse=Path(warehouse),
        step=step,
        documents=documents,
        rejected=rejected,
        model=model,
        limits=limits,
        max_file_bytes=max_file_bytes,
        corrections=corrections,
        reviewed=reviewed,
        totals=totals,
        batch_documents=batch_documents,
        wait_minutes=wait_minutes,
        dask=dask,
    )
    selection, all_options = wanted.selection(), wanted.options()
    if plan:
        made = plan_all([begin(options, selection) for options in all_options])
        show_plan(as_text(made, wanted.places))
        return []
    return [carry_out(options, selection) for options in all_options]
