"""Processes that outlive their command are known by id and start time; an id that was given anew is left alone."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import psutil
import pytest

from flows.processes import Part, find, forget, is_running, recorded, start, stop
from flows.server import end_with_parent
from tests.flows.serving import wait_for

SLEEP = [sys.executable, "-c", "import time; print('ready', flush=True); time.sleep(600)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, subprocess, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
    "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']);"
    "print('ready', child.pid, flush=True); time.sleep(600)",
]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder whose processes are ended with the test."""
    yield tmp_path / "state"
    for part in recorded(tmp_path / "state"):
        stop(part, 0.0)


def begin(folder: Path, command: list[str]) -> Part:
    part = start(folder, "worker", command, os.environ, folder.parent, "http://127.0.0.1:1/api")
    assert wait_for(lambda: "ready" in Path(part.log).read_text())
    return part


def test_a_process_is_recorded_found_again_and_stopped(folder: Path) -> None:
    part = begin(folder, SLEEP)
    assert recorded(folder) == [part]
    assert is_running(folder, "worker")
    assert os.getsid(part.pid) == part.pid, "it has to survive the shell"
    assert stop(part) == "stopped"
    assert not part.is_running
    assert not psutil.pid_exists(part.pid) or psutil.Process(part.pid).status() == psutil.STATUS_ZOMBIE
    assert find(folder, "worker") == part, "what ended by itself is still known by name"
    assert stop(part) == "was not running any more"
    forget(folder, part)
    assert recorded(folder) == []


def test_an_id_that_the_system_gave_to_another_process_is_left_alone(folder: Path) -> None:
    stranger = subprocess.Popen(SLEEP, stdout=subprocess.DEVNULL, preexec_fn=end_with_parent)
    try:
        began = psutil.Process(stranger.pid).create_time()
        part = Part("worker", stranger.pid, began - 60, str(folder / "worker.log"))
        assert not part.is_running
        assert stop(part) == "was not running any more"
        assert stranger.poll() is None
        assert replace(part, created=began).is_running
    finally:
        stranger.kill()
        stranger.wait()


def test_a_process_that_does_not_end_is_killed_with_what_it_started(folder: Path) -> None:
    part = begin(folder, STUBBORN)
    child = psutil.Process(int(Path(part.log).read_text().split()[1]))
    assert stop(part, 0.5) == "killed, as it did not end in 0.5 s"
    assert not part.is_running
    assert wait_for(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE)


def test_a_process_that_was_killed_is_known_as_ended_and_by_its_last_words(folder: Path) -> None:
    part = begin(folder, SLEEP)
    os.kill(part.pid, signal.SIGKILL)
    assert wait_for(lambda: not part.is_running)
    assert part.last_words() == "ready"
    again = begin(folder, SLEEP)
    assert (folder / "worker.previous.log").read_text() == "ready\n"
    assert recorded(folder) == [again]


@pytest.mark.parametrize("damaged", ["", "{", "[]", "{}", '{"name": "worker", "pid": "many"}', "null"])
def test_a_damaged_record_is_left_out(folder: Path, damaged: str) -> None:
    folder.mkdir()
    (folder / "worker.json").write_text(damaged, encoding="utf-8")
    whole = Part("watch", 1, 0.0, "watch.log", "", ("watch",))
    (folder / "watch.json").write_text(json.dumps(asdict(whole)), encoding="utf-8")
    assert recorded(folder) == [whole]
