"""How fast documents are carried through by one process, and by the workers of a Dask scheduler on the same machine.

Usage: python -m benchmarks.scale_out [--documents N] [--batch N] [--workers N] [--runs N]. The two take turns, so that
a busy machine slows both; the ratio counts. On one machine both have the same processors, so it tells what handing over
costs; what more machines give has to be measured on them.
"""

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.made_documents import made_documents
from flows.server import start_server
from flows.settings import be_quiet, opt_out, use_server
from tests.flows.dask_cluster import scheduler
from tests.pipeline import all_rows


def make_source(folder: Path, n: int) -> Path:
    folder.mkdir()
    for number, text in enumerate(made_documents(n)):
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
    return folder


def seconds(source: Path, warehouse: Path, batch: int, address: str) -> float:
    """Wall time of one run."""
    from flows.ingest import ingest

    begun = time.perf_counter()
    ingest(str(source), str(warehouse), batch_documents=batch, dask=address)
    return time.perf_counter() - begun


def main() -> int:
    """Print both medians and their ratio; 1 if rows differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--batch", type=int, default=25)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    opt_out()
    be_quiet()
    server = start_server()
    use_server(server.address)
    near: list[float] = []
    far: list[float] = []
    with tempfile.TemporaryDirectory() as name, scheduler(Path(name) / "dask") as processes:
        folder = Path(name)
        source = make_source(folder / "inbox", given.documents)
        for number in range(given.workers):
            processes.start_worker(f"worker {number}")
        processes.wait_for(given.workers)
        server.wait()
        cold = seconds(source, folder / "cold", given.batch, processes.address)
        for number in range(given.runs):
            near.append(seconds(source, folder / f"near {number}", given.batch, ""))
            far.append(seconds(source, folder / f"far {number}", given.batch, processes.address))
        rows = [all_rows(folder / f"{one} 0" / "statements.duckdb") for one in ("near", "far")]
    ratio = statistics.median(one / other for one, other in zip(far, near, strict=True))
    one, other = statistics.median(near), statistics.median(far)
    n = given.documents
    print(f"{n} documents in batches of {given.batch}; medians of {given.runs}, load and publication included")
    print(f"one process: {one:.1f} s, {n / one:.1f} documents a second")
    print(f"{given.workers} Dask workers: {other:.1f} s, {n / other:.1f} a second (their first run {cold:.1f} s)")
    print(f"median of the ratios of pairs {ratio:.2f}; rows {'identical' if rows[0] == rows[1] else 'DIFFERENT'}")
    return int(rows[0] != rows[1])


if __name__ == "__main__":
    sys.exit(main())
