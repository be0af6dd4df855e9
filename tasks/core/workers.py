"""Processes for the steps that only compute: the threads of a run share one processor, these share none.

A batch goes to a process by reference and comes back so: rows are read and written there, and no document is pickled.
The worker of a Dask scheduler is such a process itself, and starts none of its own.
"""

import logging
import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from multiprocessing import get_context

from tasks.core.processors import dask_threads, processors
from tasks.core.run import Run
from tasks.core.staging import Batch

MIN_BATCHES = 10  # of 200 documents some five seconds of work; two to three pass until a process has its libraries
LOOK_SECONDS = 1.0  # so often a process looks whether the run that started it is still there
Work = Callable[[Batch, Run], Batch]

log = logging.getLogger(__name__)


def computed(work: Work, given: Batch, run: Run, n_batches: int) -> Batch:
    """What a step makes of a batch: by a process if there are many batches, else in this thread; the rows are the same.

    `n_batches` is how many batches the step has in this run. Where a process is ended by the system, the batch is
    computed here.
    """
    if n_batches < MIN_BATCHES or dask_threads() or processors() == 1:
        return work(given, run)
    try:
        return workers().submit(work, given, run).result()
    except BrokenProcessPool:
        log.warning(
            "A process of the step %s was ended by the system; batch %s is computed here.", given.step, given.key
        )
        workers.cache_clear()
        return work(given, run)


@cache
def workers() -> ProcessPoolExecutor:
    """The processes of this program, one for each processor; started when first needed, ended with it."""
    return ProcessPoolExecutor(processors(), get_context("spawn"), initializer=follow, initargs=(os.getpid(),))


def follow(run_process: int) -> None:
    """End this process when the one that started it is gone, however that ended."""
    threading.Thread(target=end_with, args=(run_process,), daemon=True).start()


def end_with(run_process: int) -> None:
    while os.getppid() == run_process:
        time.sleep(LOOK_SECONDS)
    os._exit(1)
