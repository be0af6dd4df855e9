"""The flow `alarm`: what an operator needs to know of a run that failed, where they will see it.

It is started by an automation, which matches the other flows by name: that an alarm itself fails starts nothing.
"""

import subprocess
from pathlib import Path
from uuid import UUID

from prefect import flow
from prefect.artifacts import create_markdown_artifact
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import LogFilter, LogFilterFlowRunId, LogFilterLevel
from prefect.client.schemas.objects import FlowRun as Known
from prefect.client.schemas.sorting import LogSort
from prefect.logging import get_run_logger
from prefect.utilities.urls import url_for

from flows.settings import alarm_command
from tasks.core.alarm import Alarm, FlowRun, compose, note_alarm
from tasks.core.run import Places, utc_now

COMMAND_SECONDS = 60.0  # for the operator's own program
ERROR = 40  # of logging
MAX_LOGS = 20
DEFAULT_WAREHOUSE = "warehouse"
FENCE = "~~~~~~~~"  # around text from outside, longer than any in it


class AlarmNotPassedOnError(RuntimeError):
    """The operator's program did not take the alarm; the message says why."""


def look_up(client: SyncPrefectClient, flow_run_id: UUID) -> tuple[FlowRun, Places]:
    """What the server knows of a flow run, and its warehouse."""
    run: Known = client.read_flow_run(flow_run_id)
    logs = client.read_logs(
        LogFilter(flow_run_id=LogFilterFlowRunId(any_=[flow_run_id]), level=LogFilterLevel(ge_=ERROR)),
        limit=MAX_LOGS,
        sort=LogSort.TIMESTAMP_DESC,
    )
    state = run.state
    known = FlowRun(
        flow_run_id=str(flow_run_id),
        name=run.name,
        flow=client.read_flow(run.flow_id).name,
        state=(state.name if state else None) or "Failed",
        message=(state.message if state else None) or "",
        logs=tuple(log.message for log in reversed(logs)),
        page=url_for("flow-run", obj_id=flow_run_id) or "",
    )
    warehouse = Path(str(run.parameters.get("warehouse") or DEFAULT_WAREHOUSE)).expanduser().resolve()
    return known, Places(warehouse)


def as_markdown(alarm: Alarm) -> str:
    """An alarm as an artifact. It is shown as plain text: a reason may quote a file."""
    text = alarm.text.replace(FENCE, "")
    return f"## A run failed\n\n{FENCE}\n{text}{FENCE}\n"


def pass_on(alarm: Alarm, command: list[str]) -> None:
    """Give the text of an alarm to the operator's program, on its standard input.

    Raises:
        AlarmNotPassedOnError: it cannot be started, takes too long, or ends with an error.
    """
    try:
        done = subprocess.run(  # noqa: S603  a program that the operator named, without a shell
            command, input=alarm.text, text=True, capture_output=True, timeout=COMMAND_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise AlarmNotPassedOnError(f"COMMUNIQUE_ALARM could not be run: {error}") from error
    if done.returncode:
        said = done.stderr.strip()[-500:]
        raise AlarmNotPassedOnError(f"COMMUNIQUE_ALARM ended with code {done.returncode}: {said}")


@flow(name="alarm", flow_run_name="alarm about {flow_run_id}", description="Tell a person that a run failed, and why.")
def alarm(flow_run_id: UUID) -> None:
    """Say what went wrong in a flow run: in an artifact, in the log, in the warehouse, and to the operator's program.

    The program is what the variable `COMMUNIQUE_ALARM` names in the environment of the worker.

    Args:
        flow_run_id: The flow run that failed.
    """
    log = get_run_logger()
    with get_client(sync_client=True) as client:
        known, places = look_up(client, flow_run_id)
    told = compose(known, places, f"{utc_now().isoformat(timespec='seconds')}Z")
    log.error("%s", told.text)
    create_markdown_artifact(as_markdown(told), key="alarm", description=told.headline)
    try:
        note_alarm(places, told)
    except OSError as error:
        log.warning("the alarm could not be noted in the warehouse: %s", error)
    if command := alarm_command():
        pass_on(told, command)
