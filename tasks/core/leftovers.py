"""What a killed run leaves: files and folders that never got their names. The next run removes them."""

import os
import shutil
from pathlib import Path

from tasks.core.overlay import SPILL
from tasks.core.run import Places
from tasks.core.staging import drop_unfinished

TEMPORARY = ".*.tmp*"  # how everything is named in the warehouse folder until it is whole, logs of DuckDB included
FOLDERS = (".", ".state", ".state/runs", ".state/steps", ".state/bytes/*", "reports")  # where files appear by rename


def drop_leftovers(places: Places) -> None:
    """Remove what runs that were killed were writing. What they had finished stays, and is found again.

    To be called at the start of a run, under the lock: nobody else writes then but runs that wait, in their journals.

    Raises:
        OSError: a file cannot be removed.
    """
    for folder in FOLDERS:
        for left in places.folder.glob(f"{folder}/{TEMPORARY}"):
            if left.parent != places.runs or not is_alive(writer_of(left)):
                left.unlink(missing_ok=True)
    drop_unfinished(places.staging)
    shutil.rmtree(places.build.with_name(SPILL), ignore_errors=True)


def writer_of(temporary: Path) -> int:
    """The process that was writing a file, as its name says: `.NAME.PROCESS.tmp`; 0 if it does not."""
    process = temporary.name.rpartition(".")[0].rpartition(".")[2]
    return int(process) if process.isdecimal() else 0


def is_alive(process: int) -> bool:
    """Whether there is such a process on this machine."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return process != 0
