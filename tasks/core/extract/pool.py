"""Readers' processes kept for reuse: at most one for each processor, started when first needed, ended with the run."""

import atexit
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache

from tasks.core.extract.children import Child, Death
from tasks.core.extract.limits import MIB, Limits, Reuse
from tasks.core.extract.messages import Answer
from tasks.core.processors import processors
from tasks.core.reading import ReadError

TRIES = 2  # a process that the system ends may have been in the way of another; one that it ends twice is too large


class Pool:
    """Readers' processes, for any number of threads.

    A thread of its own starts them: the system ends a process with the thread that started it, and the threads of a
    run come and go.
    """

    def __init__(self, size: int, reuse: Reuse | None = None) -> None:
        self.size = size
        self.reuse = reuse or Reuse()
        self.idle: list[Child] = []
        self.lock = threading.Lock()
        self.places = threading.BoundedSemaphore(size)
        self.starter = ThreadPoolExecutor(max_workers=1, thread_name_prefix="readers")

    def warm(self) -> None:
        """Start a first process without waiting for it."""
        with self.lock:
            if not self.idle:
                self.idle.append(self.started())

    def started(self) -> Child:
        return self.starter.submit(Child.start).result()

    def taken(self) -> Child:
        """A process that waits, or a new one.

        Raises:
            StartError: it does not start.
        """
        while True:
            with self.lock:
                child = self.idle.pop() if self.idle else None
            if child is None:
                child = self.started()
            if child.is_alive():
                child.wait_until_ready()
                return child
            child.close()

    def given_back(self, child: Child, answer: Answer) -> None:
        """Keep a process for the next file, unless it has done enough."""
        is_tired = child.n_files >= self.reuse.max_files or answer.grown_bytes > self.reuse.max_grown_mib * MIB
        if is_tired:
            child.close()
            return
        with self.lock:
            self.idle.append(child)

    def ask(self, content: bytes, media_type: str, limits: Limits) -> Answer:
        """What a reader's process says of a file.

        Raises:
            Death: the process ended over it.
            StartError: none can be started.
        """
        with self.places:
            child = self.taken()
            try:
                answer = child.ask(content, media_type, limits)
            except BaseException:
                child.close()
                raise
            self.given_back(child, answer)
            return answer

    def read(self, content: bytes, media_type: str, limits: Limits) -> Answer:
        """The text of a file, or why there is none, and what it cost.

        Raises:
            StartError: no process can be started.
        """
        last = Death("")
        for _ in range(TRIES):
            try:
                return explained(self.ask(content, media_type, limits), len(content), limits)
            except Death as death:
                last = death
                if death.reason:
                    break
        reason = last.reason or ("reader_failed" if last.detail else "memory_limit")
        return refusal(reason, last.detail, len(content), limits)

    def close(self) -> None:
        """End all processes that wait."""
        with self.lock:
            while self.idle:
                self.idle.pop().close()
        self.starter.shutdown()


def explained(answer: Answer, n_bytes: int, limits: Limits) -> Answer:
    """The answer; a limit that the process felt itself is told with its setting."""
    refused = answer.refused
    if refused is None or refused.detail:
        return answer
    return replace(answer, refused=refusal(refused.reason, "", n_bytes, limits).refused)


def refusal(reason: str, detail: str, n_bytes: int, limits: Limits) -> Answer:
    """A rejection, with what can be done about it."""
    seconds = limits.allowed_cpu_seconds(n_bytes)
    said = {
        "memory_limit": f"Reading it takes more than {limits.memory_mib:,} MiB of memory. Raise --memory-mib",
        "time_limit": f"Reading it takes more than {seconds:,.0f} seconds of a processor. Raise --cpu-seconds",
        "output_limit": f"It has more than {limits.text_chars:,} characters. Split it, or raise --text-chars",
    }
    if reason in said:
        return Answer(None, ReadError(reason, f"{said[reason]} if it is a statement."), 0.0, 0)
    return Answer(
        None, ReadError(reason, f"{detail} Report it with the file; it is tried again when the code changes."), 0.0, 0
    )


@cache
def pool() -> Pool:
    """The readers' processes of this program."""
    made = Pool(processors())
    atexit.register(made.close)
    return made
