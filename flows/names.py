"""Names of flow runs: what a run is about is known when it has looked, and told in the list of runs."""

from collections.abc import Sequence
from uuid import UUID

import httpx
from prefect import get_client, runtime
from prefect.logging import get_run_logger

from tasks.core.run import Run

WHAT = {"stale": "of what is stale", "rejected": "of what is refused"}


def name_of(run: Run, news: Sequence[str]) -> str:
    """`ingest 12 new, 1 changed`, `ingest nothing new`, `rebuild structure of 3 documents`."""
    if run.selection is None:
        counted = [reason for reason in news if reason[:1].isdigit()]
        return f"ingest {', '.join(counted or news) or 'nothing new'}"
    told = run.selection.told
    return f"rebuild {WHAT.get(told, told)}{' of all' if told == run.selection.step else ''}"


def name_run(run: Run, news: Sequence[str]) -> str:
    """Give the flow run the name that says what it is about: the name. That no server answers fails no run."""
    name = name_of(run, news)
    try:
        with get_client(sync_client=True) as client:
            client.update_flow_run(UUID(runtime.flow_run.id), name=name)
    except httpx.HTTPError as error:
        get_run_logger().warning("the flow run could not be named: %s", error)
    return name
