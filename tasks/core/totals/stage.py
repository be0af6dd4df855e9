"""The gate of figures: what every source would amount to after the load."""

from collections.abc import Sequence

from schemas.arrow import to_arrow
from schemas.ops_tables import TOTALS
from tasks.core.overlay import overlay
from tasks.core.run import Run
from tasks.core.settle.settle import settle
from tasks.core.staging import Batch, Tables, batch_key, staged
from tasks.core.totals.check import check_totals
from tasks.core.totals.reviewed import read_bounds
from tasks.core.validate.stage import STEP, results

NAME = "totals"


def validate_totals(run: Run, accepted: Sequence[Batch], grouped: Batch, cleared: Sequence[Batch]) -> Batch:
    """Measure every source as it would be, and hold it against what people set and what is usual for it.

    Raises:
        ValidationStopError: a minimum that people set is not reached, or its rule could not be applied.
        ConservationError: a file was lost on the way.
    """
    keys = [batch.key for batch in (*accepted, grouped, *cleared)]

    def compute() -> tuple[Tables, int]:
        settled = settle(run, accepted, grouped, cleared)
        with overlay(run.places.build, settled.incoming) as connection:
            checked = check_totals(connection, run, settled.outcomes.rejections, read_bounds(run.bounds))
            (n_documents,) = connection.execute("select count(*) from core.documents").fetchall()[0]
        found = results(checked.validated, checked.totals)
        return {**found, "totals": to_arrow(TOTALS, checked.totals)}, n_documents

    return staged(run.places.staging, STEP, batch_key(NAME, run.run_id, *keys), compute)
