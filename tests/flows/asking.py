"""What tests ask a Prefect server of a flow run, with patience: what a run sends arrives a moment after it."""

import time
from collections.abc import Callable
from typing import Any, TypeVar

import httpx

Answer = TypeVar("Answer")
PATIENCE_SECONDS = 30
LEVELS = {"INFO": 20, "WARNING": 30, "ERROR": 40}


def wait_for(look: Callable[[], Answer], is_enough: Callable[[Answer], bool]) -> Answer:
    """What is seen once it is enough, or when patience is at its end."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_enough(found := look()) and time.monotonic() < deadline:
        time.sleep(0.2)
    return found


def ask(api: str, path: str, **body: Any) -> Any:
    answer = httpx.post(f"{api}/{path}", json=body, timeout=10)
    answer.raise_for_status()
    return answer.json()


def name_of_run(api: str, flow_run_id: str) -> str:
    return str(httpx.get(f"{api}/flow_runs/{flow_run_id}", timeout=10).json()["name"])


def lines_of(api: str, flow_run_id: str, level: str, awaited: str) -> list[str]:
    """Lines of a flow run's log at a level, its task runs' among them, once one has the awaited words."""

    def look() -> list[str]:
        found = ask(api, "logs/filter", logs={"flow_run_id": {"any_": [flow_run_id]}}, sort="TIMESTAMP_ASC")
        return [str(log["message"]) for log in found if log["level"] == LEVELS[level]]

    return wait_for(look, lambda lines: any(awaited in line for line in lines))


def artifacts(api: str, flow_run_id: str) -> dict[str, dict[str, Any]]:
    """A flow run's artifacts by key; Prefect's own have none."""
    found = ask(api, "artifacts/filter", artifacts={"flow_run_id": {"any_": [flow_run_id]}})
    return {each["key"]: each for each in found if each["key"]}
