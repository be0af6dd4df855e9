"""One writer at a time, and a lock that dies with its holder."""

import subprocess
import sys
from pathlib import Path

import pytest

from tasks.core.lock import WarehouseBusyError, writing

HOLD = """
import sys, time
from pathlib import Path
from tasks.core.lock import writing
with writing(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_another_process_is_told_who_writes_and_may_go_on_when_it_was_killed(tmp_path: Path) -> None:
    lock = tmp_path / "warehouse" / ".state" / "lock"
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(lock)], stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(WarehouseBusyError, match=str(holder.pid)), writing(lock):
            pytest.fail("two writers")
    finally:
        holder.kill()
        holder.wait()
    with writing(lock):
        pass
    with writing(lock):
        pass
