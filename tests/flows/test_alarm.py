"""An alarm is shown as text, passed on to the operator, and raises no alarm itself."""

import json
import sys
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from flows.alarm import AlarmNotPassedOnError, as_markdown, pass_on
from flows.automations import read_automations
from tasks.core.alarm import FlowRun, compose
from tasks.core.run import Places, write_journal

FLOW_RUN = FlowRun(
    "0a", "ingest 2 new", "ingest", "Failed", "Flow run encountered an exception: OSError", page="http://x"
)
AT = "2026-01-02T03:04:05Z"


def test_what_a_reason_quotes_is_shown_as_text(tmp_path: Path) -> None:
    nasty = "~~~~~~~~~\n# <img src=x onerror=alert(1)> [x](javascript:alert(1))"
    write_journal(Places(tmp_path), "r1", {"flow_run_id": "0a", "state": "failed", "reason": nasty})
    lines = as_markdown(compose(FLOW_RUN, Places(tmp_path), AT)).splitlines()
    fences = [number for number, line in enumerate(lines) if line.startswith("~~~~~~~~")]
    assert len(fences) == 2
    inside = [number for number, line in enumerate(lines) if "<img" in line]
    assert inside
    assert all(fences[0] < number < fences[1] for number in inside)


def test_the_operators_program_gets_the_text(tmp_path: Path) -> None:
    alarm = compose(FLOW_RUN, Places(tmp_path), AT)
    said = tmp_path / "said"
    take = "import pathlib, sys; pathlib.Path(sys.argv[1]).write_text(sys.stdin.read(), encoding='utf-8')"
    pass_on(alarm, [sys.executable, "-c", take, str(said)])
    assert said.read_text(encoding="utf-8") == alarm.text


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (["/no/such/program"], "could not be run"),
        ([sys.executable, "-c", "import sys; sys.exit('no line')"], "code 1: no line"),
    ],
)
def test_a_program_that_does_not_take_the_alarm_is_told(tmp_path: Path, command: list[str], why: str) -> None:
    with pytest.raises(AlarmNotPassedOnError, match=why):
        pass_on(compose(FLOW_RUN, Places(tmp_path), AT), command)


def test_an_alarm_that_fails_raises_none() -> None:
    """No loop: the automation that starts alarms does not look at their own runs."""
    starting = [given for given in read_automations() if any(a.get("deployment") for a in given["actions"])]
    (given,) = starting
    assert given["trigger"]["match_related"]["prefect.resource.name"] == ["ingest", "rebuild"]


def test_an_alarm_about_a_run_that_is_not_known_fails(flow_settings: None) -> None:
    from prefect.exceptions import ObjectNotFound

    from flows.alarm import alarm

    with pytest.raises(ObjectNotFound):
        alarm(uuid4())


def test_the_alarm_of_a_failed_run_on_a_server(
    api: str, flow_settings: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.alarm import alarm
    from flows.ingest import ingest
    from tasks.core.intake.walk import SourceError

    monkeypatch.setenv("COMMUNIQUE_ALARM", "")
    with pytest.raises(SourceError):
        ingest(str(tmp_path / "gone"), str(tmp_path / "warehouse"))
    (journal,) = (tmp_path / "warehouse" / ".state" / "runs").iterdir()
    flow_run_id = json.loads(journal.read_text(encoding="utf-8"))["flow_run_id"]
    alarm(UUID(flow_run_id))
    line = json.loads((tmp_path / "warehouse" / ".state" / "alarms.jsonl").read_text(encoding="utf-8"))
    assert (line["flow"], line["flow_run_id"], line["state"]) == ("ingest", flow_run_id, "Failed")
    assert "no such folder" in line["reason"]
    assert Path(line["report"]).exists()
