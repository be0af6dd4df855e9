"""Of the runs that events started and that wait while another one begins, one is enough."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from prefect.client.schemas.objects import CreatedBy, FlowRun

from flows.queued import needless

SWEEP = {"source": "raw", "warehouse": "warehouse"}


def run(creator: str = "AUTOMATION", **given: Any) -> FlowRun:
    fields = {"flow_id": uuid4(), "parameters": SWEEP, "created_by": CreatedBy(type=creator), **given}
    return FlowRun.model_validate(fields)


def test_all_but_the_first_that_an_event_started_are_needless() -> None:
    begun, first, second, third = (run() for _ in range(4))
    assert needless([begun, first, second, third], begun) == [second, third]
    assert needless([first], begun) == []
    assert needless([], begun) == []


def test_what_a_person_or_the_schedule_started_is_left_to_run() -> None:
    begun, first, second = (run() for _ in range(3))
    by_schedule, by_hand, by_nobody = run("SCHEDULE"), run("DEPLOYMENT"), run(created_by=None)
    assert needless([by_schedule, by_hand, by_nobody, first, second], begun) == [second]


def test_a_run_over_another_source_or_one_that_is_tried_again_is_left_to_run() -> None:
    begun, first = run(), run()
    other = run(parameters={**SWEEP, "source": "elsewhere"})
    again = run(start_time=datetime(2026, 1, 2, tzinfo=UTC))
    assert needless([first, other, again], begun) == []
