"""The gate of figures: what every source would amount to after the load."""

from collections.abc import Sequence

from schemas.arrow import to_arrow
from schemas.ops_tables import TOTALS
from tasks.core.overlay import overlay
from tasks.core.run import Run
from tasks.core.settle.settle import settle, settled_key
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

    def compute() -> tuple[Tables, int]:
        settled = settle(run, accepted, grouped, cleared)
        with overlay(run.places.build, settled.incoming) as connection:
            outcomes, bounds = settled.outcomes, read_bounds(run.bounds)
            has_news = bool(outcomes.files or outcomes.rejections)
            checked = check_totals(connection, run, outcomes.rejections, bounds, has_news=has_news)
            (n_documents,) = connection.execute("select count(*) from core.documents").fetchall()[0]
        found = results(checked.validated, checked.totals)
        return {**found, "totals": to_arrow(TOTALS, checked.totals)}, n_documents

    key = batch_key(settled_key(NAME, run, accepted, grouped, cleared), run.bounds)
    return staged(run.places.staging, STEP, key, compute)
