"""What an operator is told of a run that failed: which run, how far it came, why, and what to do."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tasks.core.run import Places, journals_backwards

ALARMS = "alarms.jsonl"
CRASHED = "Crashed"
DIED = "The process of the run ended without a word: killed, out of memory, or the machine went down."
NO_REASON = "The run gave no reason; its log may have one."
RESUME = (
    "Nothing is lost: the next run goes on from what this one had finished. Start one, or wait for the next. If it "
    "happens again, look for what killed it (`dmesg` tells when memory ran out) and lower --batch-documents."
)
MEND = "Do what the reason says, then start the deployment again or wait for its next run."
DEFECT = (
    "This looks like a defect of the program rather than of a file: pass the run's id, its log and its report to who "
    "maintains it. Files and published data are safe."
)
UNFORESEEN = frozenset(("AssertionError", "AttributeError", "IndexError", "KeyError", "NameError", "TypeError"))
PUBLISHED = ("publish", "report")  # steps after which readers see what the run made
BEFORE = (
    "It failed before it began: look at its parameters, and whether `communique status` runs in the folder of "
    "prefect.yaml."
)


@dataclass(frozen=True, slots=True)
class FlowRun:
    """A flow run as the server knows it. `logs` are the last messages at level ERROR and above, oldest first."""

    flow_run_id: str
    name: str
    flow: str
    state: str
    message: str
    logs: tuple[str, ...] = ()
    page: str = ""


@dataclass(frozen=True, slots=True)
class Alarm:
    """One line of `alarms.jsonl`. `at` is UTC, ISO 8601; `run_id` and `report` are empty if it failed before it began.

    `step` is the last step that it had done, `doing` the one at which it failed, `concerned` what that was working on.
    """

    at: str
    flow_run_id: str
    flow_run_name: str
    flow: str
    state: str
    run_id: str
    step: str
    doing: str
    concerned: str
    reason: str
    todo: str
    warehouse: str
    report: str
    page: str

    @property
    def headline(self) -> str:
        """One line that says it all."""
        where = f" at the step {self.doing}" if self.doing else f" after the step {self.step}" if self.step else ""
        return f"{self.flow} run {self.run_id or self.flow_run_name} {self.state.lower()}{where}: {self.reason}"

    @property
    def text(self) -> str:
        """The alarm as plain text for a mail or a pager."""
        facts = {
            "Run": self.run_id or "none: it failed before it began",
            "Flow run": f"{self.flow_run_name} ({self.flow_run_id})",
            "State": self.state,
            "Failed at": self.doing or "not known",
            "Last step done": self.step or "none",
            "Worked on": self.concerned or "nothing in particular",
            "Reason": self.reason,
            "What to do": self.todo,
            "Published": "by this run, before it failed" if self.step in PUBLISHED else "untouched, as it was before",
            "Warehouse": self.warehouse,
            "Report": self.report or "none",
            "Page": self.page,
        }
        return (
            "\n".join(["Communiqué: a run failed", "", *(f"{name}: {value}" for name, value in facts.items())]) + "\n"
        )


def compose(flow_run: FlowRun, places: Places, at: str) -> Alarm:
    """What to tell of a flow run that failed, from what the server and the run's journal know."""
    journal = journal_of(places, flow_run.flow_run_id)
    run_id = str(journal.get("run_id", ""))
    report = places.reports / f"{run_id}.html"
    return Alarm(
        at=at,
        flow_run_id=flow_run.flow_run_id,
        flow_run_name=flow_run.name,
        flow=flow_run.flow,
        state=flow_run.state,
        run_id=run_id,
        step=str(journal.get("step") or ""),
        doing=str(journal.get("doing") or ""),
        concerned="; ".join(map(str, journal.get("concerned") or ())),
        reason=reason_of(flow_run, journal),
        todo=what_to_do(flow_run, journal),
        warehouse=str(places.folder),
        report=str(report) if run_id and report.exists() else "",
        page=flow_run.page,
    )


def journal_of(places: Places, flow_run_id: str) -> Mapping[str, Any]:
    """The journal of what went wrong in a flow run, which has one for each source; nothing if it wrote none."""
    found = [journal for journal in journals_backwards(places) if journal.get("flow_run_id") == flow_run_id]
    return next((journal for journal in found if journal.get("state") != "completed"), found[0] if found else {})


def reason_of(flow_run: FlowRun, journal: Mapping[str, Any]) -> str:
    """Why a run failed: what it said itself, else what the server knows."""
    if journal.get("state") == "failed" and journal.get("reason"):
        return str(journal["reason"])
    said = " ".join(flow_run.message.split())
    if flow_run.state == CRASHED:
        return f"{DIED} {said}".strip()
    last = flow_run.logs[-1].strip().splitlines() if flow_run.logs else []
    return said or (last[-1] if last else NO_REASON)


def what_to_do(flow_run: FlowRun, journal: Mapping[str, Any]) -> str:
    """The next step of the person who reads the alarm."""
    if not journal:
        return BEFORE
    if flow_run.state == CRASHED:
        return RESUME
    return DEFECT if journal.get("exception") in UNFORESEEN else MEND


def note_alarm(places: Places, alarm: Alarm) -> Path:
    """Add an alarm to those of the warehouse; the file.

    Raises:
        OSError: the folder cannot be written.
    """
    path = places.state / ALARMS
    path.parent.mkdir(parents=True, exist_ok=True)
    line = f"{json.dumps(asdict(alarm), ensure_ascii=False)}\n".encode()
    with path.open("ab+") as file:
        file.seek(max(0, file.seek(0, os.SEEK_END) - 1))
        is_torn = file.read(1) not in (b"", b"\n")  # by a disk that was full: the next line stands for itself
        file.write(b"\n" + line if is_torn else line)
    return path
