"""Real folders: what the system tells, what a poll finds, and folders that go and come back."""

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tasks.core.watch import watch as module
from tasks.core.watch.ears import DeafError
from tasks.core.watch.model import Arrival, Patience, Source
from tasks.core.watch.watch import watch

DEADLINE = 60.0
HASTY = Patience(quiet=0.4, gather=0.1, gather_again=0.1, longest=2.0, first_retry=0.1)


class Watching:
    """A watch in a thread; `arrivals` has what it told."""

    def __init__(self, folder: Path, poll_seconds: float = 0.0) -> None:
        self.arrivals: list[Arrival] = []
        self.is_away, self.n_refused = False, 0
        self.stop = threading.Event()
        source = Source(folder.name, folder)
        self.thread = threading.Thread(
            target=watch, args=({source: {}}, self.deliver, self.stop, HASTY, poll_seconds), daemon=True
        )
        self.thread.start()

    def deliver(self, arrival: Arrival) -> bool:
        if not self.is_away:
            self.arrivals.append(arrival)
        self.n_refused += self.is_away
        return not self.is_away

    @property
    def arrived(self) -> list[str]:
        return [path for arrival in self.arrivals for path in arrival.arrived]

    @property
    def gone(self) -> list[str]:
        return [path for arrival in self.arrivals for path in arrival.gone]

    def until(self, is_so: Callable[[], bool]) -> None:
        deadline = time.monotonic() + DEADLINE
        while not is_so():
            assert time.monotonic() < deadline, f"told so far: {self.arrivals}"
            assert self.thread.is_alive()
            time.sleep(0.01)

    def end(self) -> None:
        self.stop.set()
        self.thread.join(DEADLINE)
        assert not self.thread.is_alive()


@pytest.fixture(params=[0.0, 0.2], ids=["told", "polled"])
def watching(request: pytest.FixtureRequest, source: Path) -> Iterator[Watching]:
    (source / "before.txt").write_text("came while nobody watched")
    one = Watching(source, request.param)
    one.until(lambda: one.arrived == ["before.txt"])
    yield one
    one.end()


def put(folder: Path, name: str, text: str = "We, the ministers") -> None:
    """Write a hidden file, and rename it into place."""
    hidden = folder / f".{name}.tmp"
    hidden.write_text(text)
    hidden.rename(folder / name)


def was_told_meanwhile(file: Path, watching: Watching) -> bool:
    """Write slowly, for twice the quiet moment in all; again if this very machine paused for so long."""
    longest = HASTY.quiet
    while longest >= HASTY.quiet:
        longest, last = 0.0, time.monotonic()
        with file.open("a") as opened:
            for _ in range(8):
                opened.write("a sentence. ")
                opened.flush()
                longest, last = max(longest, time.monotonic() - last), time.monotonic()
                time.sleep(HASTY.quiet / 4)
            is_told = file.name in watching.arrived
            longest = max(longest, time.monotonic() - last)
    return is_told


def test_what_happens_in_a_folder_is_told(watching: Watching, source: Path) -> None:
    (source / ".hidden.tmp").write_text("never told")
    put(source, "renamed.txt")
    assert was_told_meanwhile(source / "slow.txt", watching) is False
    watching.until(lambda: {"renamed.txt", "slow.txt"} <= set(watching.arrived))
    (source / "later" / "deep").mkdir(parents=True)
    (source / "later" / "deep" / "in-a-new-folder.txt").write_text("new")
    (source / "later" / ".git").mkdir()
    (source / "later" / ".git" / "config").write_text("never told")
    os.mkfifo(source / "pipe")
    watching.until(lambda: {"later/deep/in-a-new-folder.txt", "pipe"} <= set(watching.arrived))
    (source / "before.txt").unlink()
    shutil.rmtree(source / "later")
    watching.until(lambda: set(watching.gone) == {"before.txt", "later/deep/in-a-new-folder.txt"})
    expected = ["before.txt", "later/deep/in-a-new-folder.txt", "pipe", "renamed.txt", "slow.txt"]
    assert sorted(watching.arrived) == expected


def test_a_folder_that_goes_and_comes_back_is_watched_on(
    watching: Watching, source: Path, caplog: pytest.LogCaptureFixture
) -> None:
    away = source.with_name("away")
    source.rename(away)
    watching.until(lambda: "is gone or cannot be listed" in caplog.text)
    put(away, "while-away.txt")
    away.rename(source)
    watching.until(lambda: "while-away.txt" in watching.arrived)
    put(source, "after.txt")
    watching.until(lambda: "after.txt" in watching.arrived)
    assert watching.gone == []
    shutil.rmtree(source)
    source.mkdir()
    put(source, "anew.txt")
    watching.until(lambda: "anew.txt" in watching.arrived and "after.txt" in watching.gone)


def test_names_that_are_no_utf_8_are_told_as_they_are_printed(watching: Watching, source: Path) -> None:
    (source / os.fsdecode(b"caf\xe9.txt")).write_text("text")
    watching.until(lambda: "caf\\xe9.txt" in watching.arrived)


def test_many_files_at_once_are_all_told(source: Path) -> None:
    one = Watching(source)
    for number in range(3000):
        put(source, f"{number}.txt")
    one.until(lambda: len(set(one.arrived)) == 3000)
    one.end()
    assert len(one.arrived) == 3000


def test_what_could_not_be_sent_is_kept(source: Path) -> None:
    one = Watching(source)
    one.is_away = True
    put(source, "a.txt")
    one.until(lambda: one.n_refused >= 2)
    assert one.arrivals == []
    put(source, "b.txt")
    one.is_away = False
    one.until(lambda: sorted(one.arrived) == ["a.txt", "b.txt"])
    one.end()


def test_where_the_system_does_not_tell_the_watch_looks_itself(
    source: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(_folders: list[Path]) -> None:
        raise DeafError("OS file watch limit reached.")

    monkeypatch.setattr(module, "Told", refuse)
    monkeypatch.setattr(module, "FALLBACK_SECONDS", 0.2)
    one = Watching(source)
    put(source, "a.txt")
    one.until(lambda: one.arrived == ["a.txt"])
    one.end()
    assert "does not tell what happens (OS file watch limit reached.); looking every 0.2 s" in caplog.text
