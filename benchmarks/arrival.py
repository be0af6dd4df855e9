"""From a file's arrival to the run that takes it in: seconds until the run starts and until readers see the file.

Starts a whole service on loopback, as `make up` does, and stops it. Usage: python -m benchmarks.arrival
"""

import shutil
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from tests.flows.serving import ENDED, Service, guarded, make_service, wait_for
from tests.pipeline import RAW, rows_of

ROUNDS = 3
WANTED_SECONDS = 10.0
TEXT = "We, the ministers of the {n} states, met in Vienna on {n} March 2021 and agreed on the protection of lake {n}."


def is_idle(service: Service) -> bool:
    """Whether no run is going on or waiting."""
    return all(run["state_type"] in ENDED for run in service.runs_of("ingest"))


def arrive(service: Service, n: int) -> tuple[float, float]:
    """Let one file arrive: seconds until a run had started, and until the file was published."""
    wait_for(lambda: is_idle(service))
    known = {run["id"] for run in service.runs_of("ingest")}
    arrived, begun = datetime.now(UTC), time.monotonic()
    service.let_arrive(f"arrival_{n}.txt", TEXT.format(n=n))
    query = "select count(*) from raw.files where path = ?"
    published = service.warehouse / "statements.duckdb"
    wait_for(lambda: published.exists() and rows_of(published, query, f"arrival_{n}.txt") == [(1,)])
    seen = time.monotonic() - begun
    (run, *_) = [run for run in service.runs_of("ingest") if run["id"] not in known]
    return (datetime.fromisoformat(run["start_time"]) - arrived).total_seconds(), seen


def main() -> None:
    """Print the medians."""
    with tempfile.TemporaryDirectory() as folder:
        service = make_service(Path(folder))
        for path in RAW.iterdir():
            shutil.copy(path, service.source)
        with guarded(service):
            begun = time.monotonic()
            service.up()
            up = time.monotonic() - begun
            wait_for(lambda: (service.warehouse / "statements.duckdb").exists())
            figures = [arrive(service, n) for n in range(1, ROUNDS + 1)]
            begun = time.monotonic()
            service.run("down")
            down = time.monotonic() - begun
    started, published = (median(column) for column in zip(*figures, strict=True))
    print(f"make up {up:.1f} s, make down {down:.1f} s")
    print(f"arrival to start {started:.1f} s (wanted: at most {WANTED_SECONDS:.0f}), to publication {published:.1f} s")
    print(f"median of {ROUNDS}; starts: {', '.join(f'{seconds:.1f}' for seconds, _ in figures)} s")


if __name__ == "__main__":
    main()
