"""A reader's process, seen from the run: started, asked, judged when it dies."""

import json
import os
import resource
import secrets
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from socket import socket, socketpair

from tasks.core.extract.limits import MIB, Limits
from tasks.core.extract.messages import LENGTH_BYTES, Answer, AnswerError, framed, read_answer

ROOT = Path(__file__).parents[3]
LIBRARIES = ("site-packages", "dist-packages")
PROGRAM = "import sys; sys.path[:0] = sys.argv[2:]; from tasks.core.extract.child import main; main()"
START_SECONDS = 60.0  # a fraction of a second on a machine that is not busy
CHUNK_BYTES = 2**18
OUT_OF_MEMORY = (-signal.SIGABRT, -signal.SIGSEGV, -signal.SIGBUS, -signal.SIGTRAP)  # how libraries in C end then
LARGE_SHARE = 0.5  # of the memory allowed; a process that aborts with less had another reason
NAME_BYTES = 8
PAGE_BYTES = resource.getpagesize()
LOOK_SECONDS = 0.1  # so often the memory of one that works long is looked at


class StartError(RuntimeError):
    """A reader's process did not start: the installation is broken, or the machine has no memory left."""


class Death(Exception):  # noqa: N818  an end, not an error
    """A reader's process ended, or had to be ended, over a file. `reason` is empty if the file has no part in it."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


def library_folders() -> list[str]:
    """Where libraries lie: not the folder of this project unless it is installed among them, nor the current one."""
    ours = set() if ROOT.name in LIBRARIES else {ROOT}
    entries = [Path(entry) for entry in sys.path if Path(entry).is_absolute()]
    return [str(entry) for entry in entries if entry not in {*ours, Path.cwd()}]


def command() -> list[str]:
    """How a reader's process is started: no settings of the user's, no folder that happens to be the current one."""
    return [sys.executable, "-I", "-S", "-B", "-c", PROGRAM, str(os.getpid()), str(ROOT), *library_folders()]


def left(deadline: float) -> float:
    """Seconds until then; a little more than none, which would mean for ever."""
    return max(deadline - time.monotonic(), 0.001)


def memory_in_use(pid: int) -> int:
    """Bytes that a process has in memory; 0 where the system does not say."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_bytes().split()[1]) * PAGE_BYTES
    except (OSError, IndexError):
        return 0


@dataclass(slots=True)
class Child:
    """One reader's process. It is asked by one thread at a time."""

    process: subprocess.Popen[bytes]
    line: socket
    n_files: int = 0
    memory_bytes: int = 0
    peak_bytes: int = 0
    is_ready: bool = False

    @classmethod
    def start(cls) -> "Child":
        """Start a process. `wait_until_ready` must come before the first question."""
        ours, theirs = socketpair()
        process = subprocess.Popen(  # noqa: S603  our own interpreter with our own arguments
            command(),
            stdin=theirs.fileno(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={"PATH": os.defpath, "LANG": "C.UTF-8"},
            cwd="/",
            start_new_session=True,
        )
        theirs.close()
        return cls(process, ours)

    def wait_until_ready(self) -> None:
        """Wait for the first word, once.

        Raises:
            StartError: none came.
        """
        if self.is_ready:
            return
        try:
            said = json.loads(self.receive(time.monotonic() + START_SECONDS, CHUNK_BYTES))
        except (Death, ValueError) as error:
            self.close()
            raise StartError(
                "A process that reads files did not start. Check that `python -m tasks.core.extract.child` can be "
                "imported, and that memory is left."
            ) from error
        if said != {"ready": True}:
            self.close()
            raise StartError(f"A process that reads files began with {said!r}. Install the project anew.")
        self.is_ready = True

    def is_alive(self) -> bool:
        return self.process.poll() is None

    def ask(self, content: bytes, media_type: str, limits: Limits) -> Answer:
        """Have a file read.

        Raises:
            Death: the process is of no more use; the message says why.
        """
        wall_seconds = limits.allowed_wall_seconds(len(content))
        self.memory_bytes, self.peak_bytes = limits.memory_mib * MIB, 0
        request = {
            "name": secrets.token_hex(NAME_BYTES),
            "media_type": media_type,
            "n_bytes": len(content),
            "memory_bytes": self.memory_bytes,
            "cpu_seconds": limits.allowed_cpu_seconds(len(content)),
            "wall_seconds": wall_seconds,
            "text_chars": limits.text_chars,
        }
        deadline = time.monotonic() + wall_seconds
        self.n_files += 1
        self.send(framed(request), content, deadline)
        try:
            answer = read_answer(self.receive(deadline, limits.answer_mib * MIB), limits.max_marks)
        except AnswerError as error:
            raise Death("reader_failed", f"Its answer was not in order: {error}.") from error
        if answer.name != request["name"]:
            raise Death("", "It answered something else.")
        return answer

    def send(self, request: bytes, content: bytes, deadline: float) -> None:
        """Send a request, within its time."""
        is_small = len(content) < CHUNK_BYTES
        try:
            for part in (request + content,) if is_small else (request, content):
                self.line.settimeout(left(deadline))
                self.line.sendall(part)
        except TimeoutError as error:
            raise Death("time_limit") from error
        except OSError as error:
            raise self.judged() from error

    def receive(self, deadline: float, max_bytes: int) -> bytes:
        """One framed message, of so many bytes at most, within its time."""
        received = bytearray()
        expected = LENGTH_BYTES
        while len(received) < expected:
            received += self.received(deadline)
            if expected == LENGTH_BYTES <= len(received):
                expected += int.from_bytes(received[:LENGTH_BYTES], "big")
            if expected > max_bytes + LENGTH_BYTES:
                raise Death("output_limit")
        if len(received) > expected:
            raise Death("reader_failed", "It said more than its answer.")
        return bytes(received[LENGTH_BYTES:])

    def received(self, deadline: float) -> bytes:
        """The next bytes; a process that ends instead is judged."""
        part = None
        while part is None:
            self.line.settimeout(min(left(deadline), LOOK_SECONDS))
            try:
                part = self.line.recv(CHUNK_BYTES)
            except TimeoutError as error:
                self.peak_bytes = max(self.peak_bytes, memory_in_use(self.process.pid))
                if time.monotonic() >= deadline:
                    raise Death("time_limit") from error
            except OSError as error:
                raise self.judged() from error
        if not part:
            raise self.judged()
        return part

    def judged(self) -> Death:
        """Why the process ended by itself."""
        code = self.process.wait()
        if code in (-signal.SIGPROF, -signal.SIGALRM):
            return Death("time_limit")
        if code in OUT_OF_MEMORY and self.peak_bytes > LARGE_SHARE * self.memory_bytes:
            return Death("memory_limit")
        if code < 0 and code != -signal.SIGKILL:
            return Death("reader_failed", f"Its process was ended by {signal.Signals(-code).name}.")
        if code > 0:
            return Death("reader_failed", f"Its process ended with code {code}.")
        return Death("", "" if code else "Its process went away.")  # the system wanted memory; or it waited too long

    def close(self) -> None:
        """End the process and all that it may have started."""
        self.line.close()
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
