"""The program of a reader's process: one file after the other, from standard input to an answer.

Started by `tasks.core.extract.children` with a socket as standard input, and with the run's process, the folder of this
project and those of libraries as arguments. A format is imported when its first file comes, so that a run over text
files pays for no other.
"""

import json
import os
import resource
import select
import signal
import sys
import time
from typing import Any, BinaryIO

from tasks.core.extract.document import read_document
from tasks.core.extract.messages import LENGTH_BYTES, framed, packed_text
from tasks.core.extract.sandbox import shut_in
from tasks.core.reading import ReadError

STATM = "/proc/self/statm"
IDLE_SECONDS = 120.0  # a service that watches a folder keeps no memory for readers all night
GRACE_SECONDS = 2.0  # the run stops a reader first; this is for one whose run is gone


class Memory:
    """How large this process is, in bytes; 0 where the system does not say."""

    def __init__(self) -> None:
        self.file = os.open(STATM, os.O_RDONLY) if os.path.exists(STATM) else -1  # noqa: PTH110  before anything is imported
        self.page = resource.getpagesize()

    def sizes(self) -> tuple[int, int]:
        """Address space, and what of it is in use."""
        if self.file < 0:
            return 0, 0
        total, resident = os.pread(self.file, 64, 0).split()[:2]
        return int(total) * self.page, int(resident) * self.page


def limit(request: dict[str, Any], in_use: int) -> None:
    """Set what one file may cost. Beyond it the system ends this process, or refuses it memory."""
    if in_use:
        resource.setrlimit(resource.RLIMIT_AS, (in_use + request["memory_bytes"], resource.RLIM_INFINITY))
    signal.setitimer(signal.ITIMER_PROF, request["cpu_seconds"])
    signal.setitimer(signal.ITIMER_REAL, request["wall_seconds"] + GRACE_SECONDS)


def lift_limits() -> None:
    """Between two files no time runs."""
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.setitimer(signal.ITIMER_REAL, 0)
    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def chain(error: BaseException | None) -> list[BaseException]:
    """An error and those that it came from."""
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found


def refused(error: Exception) -> dict[str, Any]:
    """What is said of a file that could not be read. Want of memory is told as such, whatever a reader made of it."""
    if any(isinstance(one, MemoryError) for one in chain(error)):
        return {"refused": ["memory_limit", ""]}
    if isinstance(error, ReadError):
        return {"refused": [error.reason, error.detail]}
    return {"refused": ["reader_failed", f"{type(error).__name__}: {error}"]}


def outcome(request: dict[str, Any], content: bytes) -> dict[str, Any]:
    """The text of a file, or why there is none."""
    try:
        read = read_document(content, request["media_type"])
        if len(read.text) + len(read.properties) > request["text_chars"]:
            return {"refused": ["output_limit", ""]}
        return {"read": packed_text(read)}
    except Exception as error:  # noqa: BLE001  whatever a reader does, the next file is read
        return refused(error)


def answer(request: dict[str, Any], content: bytes, memory: Memory, size_at_start: int) -> bytes:
    """The answer to one request, as it is sent."""
    cpu = time.process_time()
    limit(request, memory.sizes()[0])
    try:
        found = outcome(request, content)
    finally:
        lift_limits()
    costs = {"cpu_seconds": time.process_time() - cpu, "grown_bytes": memory.sizes()[1] - size_at_start}
    return framed({**found, **costs, "name": request["name"]})


def is_waited_for(requests: BinaryIO) -> bool:
    """Whether a request or the end comes before we have waited too long. A run that has time starts another of us."""
    return bool(select.select([requests], [], [], IDLE_SECONDS)[0])


def send(answers: BinaryIO, message: bytes) -> None:
    answers.write(message)
    answers.flush()


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer until there are no more requests."""
    memory = Memory()
    shut_in(int(sys.argv[1]), sys.argv[3:])
    send(answers, framed({"ready": True}))
    size = memory.sizes()[1]
    while is_waited_for(requests) and (length := requests.read(LENGTH_BYTES)):
        request = json.loads(requests.read(int.from_bytes(length, "big")))
        send(answers, answer(request, requests.read(request["n_bytes"]), memory, size))


def main() -> None:
    """Keep the two ends that lead to the run from everybody else in this process, and serve."""
    requests, answers = os.dup(0), os.dup(0)
    silence = os.open(os.devnull, os.O_RDWR)
    for known in (0, 1, 2):
        os.dup2(silence, known)
    serve(os.fdopen(requests, "rb"), os.fdopen(answers, "wb"))


if __name__ == "__main__":
    main()
