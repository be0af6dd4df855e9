"""How much of a machine this process may take."""

import os
import sys


def processors() -> int:
    """How many processors this process may use; inside a Dask worker, as many as that has threads."""
    if threads := dask_threads():
        return threads
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def dask_threads() -> int:
    """The threads of the Dask worker in which this task is computed; 0 outside of one."""
    module = sys.modules.get("distributed.worker")  # whoever computes in a worker has imported it
    if module is None:
        return 0
    try:
        return int(module.get_worker().state.nthreads)
    except ValueError:
        return 0
