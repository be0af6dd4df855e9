"""Runs that wait for their turn while another one begins: one of them finds all that the others were started for."""

from collections.abc import Sequence
from typing import Any

from prefect import Flow, State
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterId, FlowRunFilter
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.client.schemas.sorting import FlowRunSort
from prefect.logging.loggers import flow_run_logger
from prefect.states import Cancelled

BY_EVENT = "AUTOMATION"  # what a person or the schedule started is left to run
COVERED = "Covered"
WHY = "Not needed: {name} had begun, and one more run waits, which finds whatever arrived meanwhile."


def needless(waiting: Sequence[FlowRun], begun: FlowRun) -> list[FlowRun]:
    """Of the runs that wait while another one begins, first comers first: those that events started, but for one.

    Each would look at the whole source when its turn comes, so one is enough for whatever arrives meanwhile.
    """
    alike = [
        run
        for run in waiting
        if run.created_by is not None
        and run.created_by.type == BY_EVENT
        and run.parameters == begun.parameters
        and run.start_time is None
        and run.id != begun.id
    ]
    return alike[1:]


def shorten_queue(
    flow: Flow[..., Any],
    flow_run: FlowRun,
    state: State[Any],  # noqa: ARG001  Prefect gives it to every hook
) -> None:
    """Take off the queue what this run and one more make needless, so that a stream of events piles up no runs.

    A hook for `on_running`: if it fails, that is logged, and the runs find nothing new in their turn.
    """
    if flow_run.deployment_id is None:
        return
    with get_client(sync_client=True) as client:
        waiting = client.read_flow_runs(
            deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=[flow_run.deployment_id])),
            flow_run_filter=FlowRunFilter.model_validate({"state": {"type": {"any_": [StateType.SCHEDULED]}}}),
            sort=FlowRunSort.EXPECTED_START_TIME_ASC,
        )
        covered = needless(waiting, flow_run)
        for run in covered:
            client.set_flow_run_state(run.id, Cancelled(name=COVERED, message=WHY.format(name=flow_run.name)))
    if covered:
        log = flow_run_logger(flow_run, flow)
        log.info("%d waiting runs are taken off the queue: the one that stays finds all that they would", len(covered))
