"""`communique watch` against a real server: an event for each arrival, kept while the server is away."""

import logging
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from flows.server import free_port
from flows.settings import opt_out
from flows.watch import ARRIVED, Sender, WatchError, WatchOptions, named_sources, told
from tasks.core.intake.walk import SourceError
from tasks.core.watch.kept import read_kept
from tasks.core.watch.model import Arrival, Source
from tests.pipeline import RAW, Done

DEADLINE = 60.0
WATCH = """
import logging, sys
from pathlib import Path
from flows.settings import be_quiet, opt_out
from flows.watch import WatchOptions, run_watch
opt_out()
be_quiet()
log = logging.getLogger("communique")
log.addHandler(logging.StreamHandler(sys.stdout))
log.setLevel(logging.INFO)
run_watch(WatchOptions((Path(sys.argv[1]),), Path("warehouse")))
"""


def events_of(api: str, source: str) -> list[dict[str, Any]]:
    """The events of a source that the server has, with their payloads."""
    wanted = {"event": {"name": [ARRIVED]}, "resource": {"id": [f"communique.source.{source}"]}}
    answer = httpx.post(f"{api}/events/filter", json={"filter": wanted}, timeout=30)
    answer.raise_for_status()
    found: list[dict[str, Any]] = answer.json()["events"]
    return found


def wait_for_events(api: str, source: str) -> list[dict[str, Any]]:
    deadline = time.monotonic() + DEADLINE
    while not (found := events_of(api, source)):
        assert time.monotonic() < deadline, "the server never got the event"
        time.sleep(0.1)
    return found


def test_an_arrival_becomes_an_event_and_sigterm_ends_the_watch(api: str, tmp_path: Path) -> None:
    folder = tmp_path / "watched"
    folder.mkdir()
    command = [sys.executable, "-u", "-c", WATCH, str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == f"watching {folder} (source watched): 0 files, 0 to be told\n"
        (folder / ".new.txt.tmp").write_text("We, the ministers, met today.")
        (folder / ".new.txt.tmp").rename(folder / "new.txt")
        assert process.stdout.readline() == f"watched: 1 file arrived (new.txt); event sent to {api}\n"
        (event,) = wait_for_events(api, "watched")
        assert event["payload"] == {
            "source": "watched",
            "folder": str(folder),
            "n_files": 1,
            "n_gone": 0,
            "paths": ["new.txt"],
        }
        process.send_signal(signal.SIGTERM)
        assert process.communicate(timeout=DEADLINE)[0] == "watching ended\n"
        assert process.returncode == 0
    finally:
        process.kill()
        process.communicate()


def test_a_server_that_is_away_is_said_once_and_told_when_it_is_back(
    api: str, flow_settings: None, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    from prefect.settings import PREFECT_API_URL, temporary_settings

    opt_out()
    caplog.set_level(logging.INFO, "communique")
    nowhere = f"http://127.0.0.1:{free_port()}/api"
    arrival = Arrival(Source("away", tmp_path), ("a\x1b[2Jb.txt",), ())
    sender = Sender(nowhere, threading.Event())
    with temporary_settings({PREFECT_API_URL: nowhere}):
        assert [sender.deliver(arrival), sender.deliver(arrival)] == [False, False]
    assert sender.deliver(arrival)
    assert wait_for_events(api, "away")[0]["payload"]["n_files"] == 1
    (away, back) = (message for message in caplog.messages if message.startswith("away: 1 file arrived"))
    assert "does not answer" in away
    assert "Kept, and tried again." in away
    assert "event sent" in back
    assert "\x1b" not in caplog.text


def test_a_watch_that_is_to_end_does_not_wait_for_a_server(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    stop = threading.Event()
    stop.set()
    assert not Sender("http://127.0.0.1:9/api", stop).deliver(Arrival(Source("x", tmp_path), ("a.txt",), ()))
    assert caplog.messages == []


def test_sources_are_named_by_their_folders_or_by_their_one_name(tmp_path: Path) -> None:
    for folder in ("one/inbox", "two/inbox", "two/other"):
        (tmp_path / folder).mkdir(parents=True)
    inbox, other, namesake = (tmp_path / folder for folder in ("two/inbox", "two/other", "one/inbox"))
    assert named_sources(WatchOptions((inbox, other, inbox), tmp_path)) == [
        Source("inbox", inbox),
        Source("other", other),
    ]
    assert named_sources(WatchOptions((inbox,), tmp_path, source_name="ministry")) == [Source("ministry", inbox)]
    with pytest.raises(WatchError, match="--source-name is for one source"):
        named_sources(WatchOptions((inbox, other), tmp_path, source_name="ministry"))
    with pytest.raises(WatchError, match="have one name"):
        named_sources(WatchOptions((inbox, namesake), tmp_path))
    with pytest.raises(WatchError, match="each run would start the next"):
        named_sources(WatchOptions((tmp_path / "two",), inbox / "warehouse"))
    with pytest.raises(SourceError, match="no such folder"):
        named_sources(WatchOptions((tmp_path / "none",), tmp_path))


def test_files_that_the_warehouse_has_are_known_at_the_start(five: Done, tmp_path: Path) -> None:
    from tasks.core.watch.look import look_around
    from tasks.core.watch.model import Patience
    from tasks.core.watch.state import start

    kept = read_kept(five.published, "raw")
    found = look_around(RAW)
    assert set(kept) == set(found) == {path.name for path in RAW.iterdir()}
    state = start(found, kept, 0.0, Patience())
    assert (state.waiting, state.unsettled) == ({}, {})
    assert read_kept(tmp_path / "none.duckdb", "raw") == {}
    (tmp_path / "damaged.duckdb").write_bytes(b"no database")
    assert read_kept(tmp_path / "damaged.duckdb", "raw") == {}


def test_an_arrival_is_told_in_few_words(tmp_path: Path) -> None:
    source = Source("inbox", tmp_path)
    arrival = Arrival(source, tuple(f"{number}.txt" for number in range(12)), ("old.txt",))
    assert told(arrival) == "inbox: 12 files arrived (0.txt, 1.txt, 2.txt, ...), 1 file gone (old.txt)"
