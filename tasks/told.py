"""What tasks say: in the task run's own log, which is part of the flow run's, and on the terminal, if there is one."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from prefect import runtime
from prefect.logging import get_run_logger

from tasks.core.runpage.told import batch_told, broken_told, concerned, refused_rows, refused_told
from tasks.core.staging import Batch

log = logging.getLogger("communique")


def tell(message: str, *values: object, level: int = logging.INFO) -> None:
    """Say something in the run's log and on the terminal. Text from outside is among the values, cleaned by `cut`."""
    if log.handlers:  # those of the command; without, the run's log is on the terminal of a worker already
        log.log(level, message, *values)
    get_run_logger().log(level, message, *values)


def warn(lines: Iterable[str]) -> None:
    """Say what somebody should look at."""
    for line in lines:
        tell("%s", line, level=logging.WARNING)


@contextmanager
def about(*given: Batch) -> Iterator[None]:
    """Let an error that leaves the block name the task run, its batches and their first files."""
    try:
        yield
    except Exception as error:
        error.add_note("; ".join([runtime.task_run.name or "task", *map(concerned, given)]))
        raise


def told(batch: Batch, step: str) -> Batch:
    """The batch, once the log has what the step refused in it, which rules its rows broke, and what it cost."""
    get_run_logger().info("%s", batch_told(batch))
    warn(refused_told(refused_rows(batch, step)))
    warn(broken_told(batch))
    return batch


def blame(message: str, *values: object) -> None:
    """Say why a run failed, in its own log; the command says it on the terminal."""
    get_run_logger().error(message, *values)
