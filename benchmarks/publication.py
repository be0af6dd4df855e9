"""What publishing costs: seconds per gigabyte of the copy and its way to the disk.

Usage: python -m benchmarks.publication [--megabytes N]
"""

import argparse
import tempfile
import time
from pathlib import Path

import duckdb

from tasks.core.publish.publish import publish
from tasks.core.run import Places

BYTES_PER_ROW = 1000
ROUNDS = 3


def build(places: Places, megabytes: int) -> None:
    """A build file of about that size, of bytes that do not compress."""
    places.state.mkdir(parents=True)
    rows = megabytes * 2**20 // BYTES_PER_ROW
    text = " || ".join(f"md5(({number} + i)::varchar)" for number in range(0, BYTES_PER_ROW, 32))
    with duckdb.connect(str(places.build)) as connection:
        connection.execute(f"create table filling as select {text} as filling from range({rows}) as numbers(i)")
        connection.execute("checkpoint")


def main() -> None:
    """Publish a made file some times and print the cost per gigabyte."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=500)
    megabytes = parser.parse_args().megabytes
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        places = Places(Path(folder))
        build(places, megabytes)
        seconds = []
        for _ in range(ROUNDS):
            begun = time.perf_counter()
            n_bytes = publish(places)
            seconds.append(time.perf_counter() - begun)
    per_gigabyte = sorted(seconds)[ROUNDS // 2] / (n_bytes / 2**30)
    cost = f"{per_gigabyte:.1f} s per GB (median of {ROUNDS}), so 10 GB {10 * per_gigabyte:.0f} s"
    print(f"publishing {n_bytes / 2**30:.2f} GB: {cost}")


if __name__ == "__main__":
    main()
