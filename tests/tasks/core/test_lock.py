"""One writer at a time, a lock that dies with its holder, and waiting for the other's end."""

import errno
import fcntl
import io
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tasks.core.lock import Holder, WarehouseBusyError, acquire, is_held, read_holder, writing

HOLD = """
import sys
from pathlib import Path
from tasks.core.lock import writing
with writing(Path(sys.argv[1]), run_id="20260102T030405Z-1a2b3c"):
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    return tmp_path / "warehouse" / ".state" / "lock"


@contextmanager
def held_by_another(lock: Path) -> Iterator["subprocess.Popen[str]"]:
    """A process that holds the lock until it gets a line or is killed."""
    command = [sys.executable, "-c", HOLD, str(lock)]
    holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        yield holder
    finally:
        holder.kill()
        holder.communicate()


def let_go(holder: "subprocess.Popen[str]") -> None:
    assert holder.stdin is not None
    holder.stdin.write("\n")
    holder.stdin.flush()


def test_another_process_is_told_who_writes_and_may_go_on_when_it_was_killed(lock: Path) -> None:
    with held_by_another(lock) as holder:
        with pytest.raises(WarehouseBusyError) as refused, writing(lock):
            pytest.fail("two writers")
        said = str(refused.value)
        assert said.startswith(f"{lock.parent.parent}: run 20260102T030405Z-1a2b3c (process {holder.pid} on this")
        assert said.endswith("Wait for its run to end, or look at it with `communique status`.")
        assert is_held(lock)
    assert not is_held(lock)
    assert read_holder(lock).pid == holder.pid  # what a killed process leaves behind is no lock
    with writing(lock) as sign:
        assert (read_holder(lock).pid, read_holder(lock).run_id) == (os.getpid(), "")
        sign("20260102T030405Z-ffffff")
        assert (read_holder(lock).pid, read_holder(lock).run_id) == (os.getpid(), "20260102T030405Z-ffffff")
    with writing(lock):
        pass
    assert read_holder(lock) == Holder()


def test_a_run_that_waits_goes_on_when_the_other_has_ended_and_says_once_that_it_waits(lock: Path) -> None:
    said: list[str] = []
    with held_by_another(lock) as holder:

        def tell(message: str) -> None:
            said.append(message)
            let_go(holder)

        with writing(lock, wait_seconds=60, tell=tell):
            assert read_holder(lock).pid == os.getpid()
    assert len(said) == 1
    assert f"process {holder.pid} on this machine" in said[0]
    assert said[0].endswith("Waiting up to 60 s for its end.")


def test_waiting_has_an_end(lock: Path) -> None:
    with (
        held_by_another(lock) as holder,
        pytest.raises(WarehouseBusyError, match=f"process {holder.pid}.*Waited 1 s"),
        writing(lock, wait_seconds=0.6),
    ):
        pytest.fail("two writers")


def test_a_child_that_was_forked_and_lives_on_does_not_keep_the_lock(lock: Path) -> None:
    read, write = os.pipe()
    with writing(lock):
        child = os.fork()
        if child == 0:
            os.close(write)
            os.read(read, 1)
            os._exit(0)
    try:
        with writing(lock):
            assert is_held(lock)
    finally:
        os.write(write, b"\n")
        os.waitpid(child, 0)
        os.close(read)
        os.close(write)


def test_those_who_only_look_never_turn_a_writer_away(lock: Path) -> None:
    with writing(lock):
        pass
    stop, seen = threading.Event(), []

    def look() -> None:
        while not stop.wait(0.001):
            seen.append(is_held(lock))

    thread = threading.Thread(target=look)
    thread.start()
    try:
        while len(seen) < 100:
            with writing(lock):
                pass
    finally:
        stop.set()
        thread.join()
    assert not is_held(lock)


def test_a_lock_file_that_says_nothing_useful_is_no_error(lock: Path) -> None:
    assert (read_holder(lock), is_held(lock)) == (Holder(), False)
    lock.parent.mkdir(parents=True)
    for text, expected in (
        ("", Holder()),
        ("4711", Holder(4711)),  # as an earlier version wrote it
        ("no json", Holder()),
        ("[1]", Holder()),
        ('{"pid": "x", "run_id": null}', Holder()),
    ):
        lock.write_text(text, encoding="utf-8")
        assert read_holder(lock) == expected
        assert "process" in read_holder(lock).told
    assert Holder(7, host="elsewhere", since="2026-01-02T03:04:05").told == (
        "process 7 on elsewhere, since 2026-01-02T03:04:05 UTC"
    )


def test_a_file_system_without_locks_is_told(lock: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    with pytest.raises(OSError, match="cannot be locked on this file system") as told:
        acquire(io.StringIO(), lock, 0.0, print)
    assert told.value.errno == errno.ENOLCK
