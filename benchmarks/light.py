"""How much longer one run over `raw/` takes than a Prefect flow that does nothing, both with a temporary server.

Usage: python -m benchmarks.light [--runs N]. The two take turns, so that a busy machine slows both; the ratio counts.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
EMPTY_FLOW = "from prefect import flow\n@flow\ndef empty(): return 1\nempty()"
MAX_RATIO = 1.4


def seconds(command: Sequence[str], home: Path) -> float:
    """Wall time of a command with a Prefect home of its own.

    Raises:
        subprocess.CalledProcessError: the command failed.
    """
    environment = {
        **{name: value for name, value in os.environ.items() if name != "PREFECT_API_URL"},
        "PREFECT_HOME": str(home),
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    }
    begun = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return time.perf_counter() - begun


def main() -> int:
    """Print both medians and their ratio; 1 if the ratio is over the floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    n_runs = parser.parse_args().runs
    empty, ours = [], []
    with tempfile.TemporaryDirectory() as folder:
        home, warehouse = Path(folder) / "prefect", Path(folder) / "warehouse"
        communique = [sys.executable, "-m", "flows.cli", "ingest", "raw", "--warehouse", str(warehouse)]
        seconds([sys.executable, "-c", EMPTY_FLOW], home)  # makes Prefect's database once for both
        for _ in range(n_runs):
            empty.append(seconds([sys.executable, "-c", EMPTY_FLOW], home))
            shutil.rmtree(warehouse, ignore_errors=True)
            ours.append(seconds(communique, home))
    ratio = statistics.median(one / other for one, other in zip(ours, empty, strict=True))
    medians = statistics.median(empty), statistics.median(ours)
    print(f"empty flow {medians[0]:.1f} s, run over raw/ {medians[1]:.1f} s (medians of {n_runs})")
    print(f"median of the ratios of pairs {ratio:.2f}, at most {MAX_RATIO}")
    return int(ratio > MAX_RATIO)


if __name__ == "__main__":
    sys.exit(main())
