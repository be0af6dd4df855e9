"""Files that do their worst are rejected with their reason, and the next file is read."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tasks.core.extract import children
from tasks.core.extract.children import ROOT, Child, StartError
from tasks.core.extract.limits import Limits, Reuse
from tasks.core.extract.pool import Pool
from tests.tasks.core.extract.obedient import MEDIA_TYPE

SMALL = Limits(memory_mib=100, cpu_seconds=0.4, cpu_seconds_per_mib=0.0, wall_ratio=4.0, text_chars=1000, answer_mib=1)
OBEDIENT = "import sys; sys.path[:0] = sys.argv[2:]; from tests.tasks.core.extract.obedient import main; main()"
GOOD = b"text = 'We met.'"


@pytest.fixture
def obedient(monkeypatch: pytest.MonkeyPatch) -> Iterator[Pool]:
    monkeypatch.setattr(children, "PROGRAM", OBEDIENT)
    made = Pool(2)
    yield made
    made.close()


def said(pool: Pool, code: str | bytes, limits: Limits = SMALL) -> str:
    """The text of a file, or the reason why there is none."""
    content = code if isinstance(code, bytes) else code.encode()
    answer = pool.read(content, MEDIA_TYPE, limits)
    if answer.read is not None:
        return answer.read.text
    assert answer.refused is not None
    return f"{answer.refused.reason}: {answer.refused.detail}"


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("while True: pass", "time_limit: Reading it takes more than 0 seconds of a processor. Raise --cpu-seconds"),
        ("import time; time.sleep(60)", "time_limit: "),
        ("import re; re.match('(a+)+$', 'a' * 60 + 'b')", "time_limit: "),
        ("text = bytes(10 ** 9)", "memory_limit: Reading it takes more than 100 MiB of memory. Raise --memory-mib"),
        (
            "from tasks.core.reading import ReadError\n"
            "try: bytes(10 ** 9)\n"
            "except MemoryError as error: raise ReadError('damaged', 'no good') from error",
            "memory_limit: ",
        ),
        ("import ctypes; ctypes.string_at(0)", "reader_failed: Its process was ended by SIGSEGV. Report it"),
        ("import os; os.abort()", "reader_failed: Its process was ended by SIGABRT."),
        ("import os, time; kept = bytearray(b'x' * 80 * 2 ** 20); time.sleep(0.3); os.abort()", "memory_limit: "),
        ("import os; os._exit(3)", "reader_failed: Its process ended with code 3."),
        ("import os; os._exit(0)", "reader_failed: Its process went away."),
        ("import sys; sys.exit(1)", "reader_failed: Its process ended with code 1."),
        ("1 / 0", "reader_failed: ZeroDivisionError: division by zero"),
        ("raise KeyError('half \\ud800')", "reader_failed: KeyError"),
        ("def f(): f()\nf()", "reader_failed: RecursionError"),
        ("from tasks.core.reading import ReadError; raise ReadError('damaged', 'Half of it.')", "damaged: Half of it."),
        ("from tasks.core.reading import ReadError; raise ReadError('made_up', 'x')", "reader_failed: Its answer was"),
        ("text = 'a' * 1001", "output_limit: It has more than 1,000 characters. Split it, or raise --text-chars"),
        ("import os; os.write(3, bytes([0, 0, 0, 1]) * 2)", "output_limit: "),
        ("import os; os.write(3, bytes(7) + b'\\x02{}')", "reader_failed: It"),
        ("import os; os.write(3, bytes(7) + b'\\x02{}' + b'more')", "reader_failed: It said more than its answer."),
        ("open('/etc/passwd')", "reader_failed: PermissionError: a reader may not open"),
        ("import socket; socket.socket()", "reader_failed: PermissionError: a reader may not socket"),
        (
            "from tasks.core.reading import Mark, ReadText\nsaid = ReadText('abc', 'x', marks=(Mark(0, 9, 'block'),))",
            "reader_failed: Its answer was not in order: a mark spans 0 to 9. Report it with the file",
        ),
    ],
)
def test_a_file_that_does_its_worst_is_rejected_and_the_next_is_read(obedient: Pool, code: str, reason: str) -> None:
    began = time.monotonic()
    assert said(obedient, code).startswith(reason)
    assert said(obedient, GOOD) == "We met."
    assert time.monotonic() - began < 30


def test_a_process_starts_light(obedient: Pool) -> None:
    heavy = ("prefect", "duckdb", "pandas", "pyarrow", "numpy", "spacy", "lxml", "pdfplumber", "trafilatura")
    assert said(obedient, f"import sys; text = repr([name for name in {heavy} if name in sys.modules])") == "[]"


def test_what_is_printed_by_a_library_goes_nowhere(obedient: Pool) -> None:
    assert said(obedient, "import os; os.write(1, b'noise'); os.write(2, b'noise'); print('noise'); text = 'x'") == "x"


def test_a_process_reads_many_files_and_each_has_the_whole_allowance(obedient: Pool) -> None:
    name = "\ntext = str(__import__('os').getpid())"
    hungry = f"kept = bytearray(60 * 2 ** 20){name}"
    tired = f"from time import process_time as t\nend = t() + 0.25\nwhile t() < end: pass{name}"
    assert len({said(obedient, code) for code in [hungry, tired] * 3}) == 1


def test_a_process_that_has_done_enough_makes_room_for_a_fresh_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "PROGRAM", OBEDIENT)
    pid, large = "text = str(__import__('os').getpid())", "import sys; sys.kept = bytearray(b'x' * 40 * 2 ** 20); "
    few = Pool(1, Reuse(max_files=2))
    assert len({said(few, pid) for _ in range(4)}) == 2
    few.close()
    slim = Pool(1, Reuse(max_grown_mib=20))
    assert said(slim, large + pid) != said(slim, pid)
    slim.close()


def test_a_process_that_the_system_ends_is_tried_again_before_the_file_is_blamed(obedient: Pool) -> None:
    kill = "import ctypes; ctypes.CDLL(None).kill({}, 9)"
    assert said(obedient, kill.format(0)).startswith("memory_limit: ")
    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(said, obedient, "import time; time.sleep(0.8); text = 'slept'")
        deadline = time.monotonic() + 20
        while not (found := children_of(os.getpid())) and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(0.3)
        os.kill(found[0], signal.SIGKILL)
        assert waiting.result() == "slept"


def test_one_that_died_while_it_waited_is_replaced(obedient: Pool) -> None:
    first = int(said(obedient, "text = str(__import__('os').getpid())"))
    os.kill(first, signal.SIGKILL)
    assert said(obedient, GOOD) == "We met."


def test_threads_share_the_processes(obedient: Pool) -> None:
    with ThreadPoolExecutor(6) as threads:
        texts = list(threads.map(lambda n: said(obedient, f"text = '{n}'"), range(40)))
    assert texts == [str(n) for n in range(40)]
    assert 1 <= len(obedient.idle) <= 2


def test_threads_may_end_and_the_processes_that_they_started_go_on(obedient: Pool) -> None:
    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(said, obedient, "text = str(__import__('os').getpid())").result()
    time.sleep(0.1)
    assert said(obedient, "text = str(__import__('os').getpid())") == first


def test_a_broken_installation_stops_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "PROGRAM", "raise ImportError")
    broken = Pool(1)
    with pytest.raises(StartError, match="did not start"):
        broken.read(GOOD, MEDIA_TYPE, SMALL)
    broken.close()


def test_no_process_outlives_its_run(tmp_path: Path) -> None:
    code = (
        "import sys, time; from tasks.core.extract.children import Child\n"
        "child = Child.start(); child.wait_until_ready(); print(child.process.pid, flush=True); time.sleep(60)"
    )
    run = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    pid = int(run.stdout.readline())
    assert is_there(pid)
    run.kill()
    run.wait()
    run.stdout.close()
    deadline = time.monotonic() + 20
    while is_there(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not is_there(pid)


def test_no_secret_and_no_open_file_of_the_run_reaches_a_process(
    obedient: Pool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SECRET", "hidden")
    with (tmp_path / "kept").open("w") as file:
        os.set_inheritable(file.fileno(), True)
        code = "import os; text = repr((sorted(os.environ), [os.readlink(f'/proc/self/fd/{f}') for f in range(7)]))"
        environment, files = eval(said(obedient, code))
    assert set(environment) <= {"PATH", "LANG", "LC_CTYPE"}
    assert {name.partition(":")[0] for name in files if "statm" not in name} == {"/dev/null", "socket"}


def is_there(pid: int) -> bool:
    """Whether a process is there and no mere memory of one."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def children_of(pid: int) -> list[int]:
    threads = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for thread in threads for child in thread.read_text(encoding="ascii").split()]


def test_a_child_that_is_closed_is_gone() -> None:
    child = Child.start()
    child.wait_until_ready()
    child.close()
    assert not is_there(child.process.pid)
