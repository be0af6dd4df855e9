"""What `communique status` prints: the verdict first, and nothing that could drive a terminal."""

import io
import json
import os
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from flows.cli import app
from flows.server import free_port
from flows.standing import print_status, read_service, without_secret
from tasks.core.ask.model import BrokenRules, Freshness, Health, OpenRejection, Publication, Service, Status
from tasks.core.lock import Holder
from tests.pipeline import Done

NOW = datetime(2026, 3, 1, 8, 0)
HOSTILE = "a\x1b[2J[red]\u202eb"


def printed(status: Status) -> str:
    out = io.StringIO()
    print_status(Console(width=200, file=out, force_terminal=False), status)
    return out.getvalue()


def full() -> Status:
    """A status with something in every part of it, some of it hostile."""
    run = {"run_id": "r2", "state": "failed", "doing": "load", "started_at": "2026-03-01 07:00:00", "source": HOSTILE}
    ended = {**run, "ended_at": "2026-03-01T07:00:12", "reason": HOSTILE, "flow_run_id": "0123456789", "n_loaded": 3}
    return Status(
        now=NOW,
        publication=Publication("r1", NOW - timedelta(hours=26), "1.0+aa"),
        previous=Publication("r0", NOW - timedelta(days=3), "1.0+aa"),
        code_version="1.0+bb",
        counts={"statements": 4},
        runs=({**ended, "n_files_seen": 12}, {**run, "state": "running"}),
        last_runs=(ended,),
        freshness=(Freshness("raw", NOW - timedelta(days=9), 1.0, True, NOW - timedelta(days=2), 24.0, True),),
        n_rejections=21,
        rejections=(OpenRejection(HOSTILE, "extract", "empty", "Fetch it again.", "raw", NOW),),
        broken=(BrokenRules("warning", "failed", 2, 7),),
        health=Health(5 * 2**30, 2**29, 0, 0, True, True, Holder(7, "r3", "elsewhere", "2026-03-01T07:00:00"), None),
        service=Service("http://127.0.0.1:4200/api", True, ("server", "worker"), {"watch": "/logs/watch.log"}),
        alarm={"at": "2026-03-01T07:01:00", "flow_run_name": "ingest raw", "state": "Failed", "reason": HOSTILE},
        report=Path("/w/report.html"),
    )


def test_all_parts_are_printed_and_the_first_line_is_the_verdict() -> None:
    lines = printed(full()).splitlines()
    assert lines[0].startswith(
        "The last run over a\N{REPLACEMENT CHARACTER}[2J[red]\N{REPLACEMENT CHARACTER}b failed at"
    )
    text = "\n".join(lines)
    for part in (
        "The watch that `make up` started has ended by itself. See /logs/watch.log",
        "No sweep of raw since 2026-02-27 08:00 UTC.",
        "raw is late: nothing new since 2026-02-20, usually every day.",
        "The code is another (1.0+bb)",
        "Published 2026-02-28 06:00 UTC by run r1, code 1.0+aa: 4 statements",
        "Kept beside it: run r0 of 2026-02-26 08:00 UTC (`communique restore`)",
        "Report on the last run: /w/report.html",
        "Last alarm: 2026-03-01T07:01:00 UTC, ingest raw Failed: ",
        "21 files are refused:",
        "... and 20 more",
        "Disk: 5.0 GiB free; the warehouse has 0.50 GiB",
        "Lock: held by run r3 (process 7 on elsewhere, since 2026-03-01T07:00:00 UTC)",
        "Server: http://127.0.0.1:4200/api answers",
        "Started by `make up` and running: server, worker",
    ):
        assert part in text
    rows = [[cell.strip() for cell in line.split("│")] for line in lines if "│" in line]
    assert rows[0][:2] == ["r2", "01234567"]
    assert rows[0][3:7] == ["failed", "load", "12", "12: 3 new"]
    assert rows[1][3:7] == ["running", "load", "3600", ""]
    assert not set("\x1b\u202e") & set(text)


def test_an_empty_warehouse_is_told_in_few_lines() -> None:
    assert printed(Status(now=NOW)).splitlines() == [
        "Nothing is published yet. Run `communique ingest FOLDER`.",
        "",
        "Disk: 0.0 GiB free; the warehouse has 0.00 GiB",
        "Lock: free",
        "Server: none is set up; a command starts its own",
    ]


def test_more_refused_files_than_are_shown_are_counted() -> None:
    assert "... and" not in printed(Status(now=NOW, n_rejections=1, rejections=full().rejections))
    assert "\nNo file is refused.\n" in printed(Status(now=NOW, publication=full().publication))


def test_what_runs_beside_is_read_from_the_records_of_make_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A part that was recorded and is gone has crashed; a server that was set up and does not answer is told so."""
    import psutil

    alive = {"name": "worker", "pid": os.getpid(), "created": psutil.Process().create_time()}
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    gone = {"name": "watch", "pid": ended.pid, "created": time.time()}
    for part in (alive, gone):
        record = {**part, "log": f"/logs/{part['name']}.log", "address": "", "command": ["x"]}
        (tmp_path / f"{part['name']}.json").write_text(json.dumps(record))
    monkeypatch.setenv("COMMUNIQUE_STATE", str(tmp_path))
    address = f"http://127.0.0.1:{free_port()}/api"
    monkeypatch.setenv("PREFECT_API_URL", address)
    assert read_service() == Service(address, False, ("worker",), {"watch": "/logs/watch.log"})


def test_no_password_is_shown() -> None:
    assert without_secret("https://me:secret@prefect.example:4200/api") == "https://prefect.example:4200/api"
    assert without_secret("http://127.0.0.1:4200/api") == "http://127.0.0.1:4200/api"
    assert without_secret("") == ""


def test_the_command_ends_with_one_when_a_person_is_needed(
    five: Done, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMMUNIQUE_STATE", str(tmp_path / "service"))
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "prefect"))
    sound = CliRunner().invoke(app, ["status", "--warehouse", str(five.run.warehouse)])
    assert (sound.exit_code, sound.output.startswith("Sound: published ")) == (0, True), sound.output
    (tmp_path / "empty").mkdir()
    empty = CliRunner().invoke(app, ["status", "--warehouse", str(tmp_path / "empty"), "--format", "json"])
    assert (empty.exit_code, json.loads(empty.stdout)["is_sound"]) == (1, False)
