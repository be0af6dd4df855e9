"""Explanations on the five statements and the field sample: does the named span hold the value's evidence?

Usage: python -m benchmarks.explain [--seeds N,N,…] [--cells N] [--show N]

Reads the documents of ../shared/samples/docs. Filled cells of `raw` and `core` are drawn by chance and explained; other
code than the product's holds each value against its evidence. A cell whose evidence does not hold ends with code 1, and
so does an explanation that takes more than a second. With --show, the first explanations as the command prints them.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from rich.console import Console

from benchmarks.quality import sources
from flows.explanation import show_explanation
from tasks.core.ask.query import published
from tasks.core.explain import explain
from tasks.core.explain.keys import key_of
from tasks.core.explain.reader import Reader
from tests.pipeline import sweep
from tests.tasks.core.explain.sampling import random_cells, verdict
from tests.tasks.core.explain.world import World

SEEDS = "1,2,3,4,5"
MAX_SECONDS = 1.0
N_TIMED = 50  # explanations that are timed, each by itself


def warehouse_of(folder: Path) -> tuple[Path, Path]:
    """The published file of all documents in one source, and that source."""
    source = folder / "source"
    source.mkdir()
    for files in sources(set()).values():
        for file in files:
            shutil.copy2(file, source)
    return sweep(source, folder / "warehouse").published, source


def main() -> int:
    """Draw cells, explain them, print by table and column how many hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", default=SEEDS, metavar="N,…", help="of the draws")
    parser.add_argument("--cells", type=int, default=100, metavar="N", help="cells of each draw")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print the first N explanations")
    options = parser.parse_args()
    checked, held, slowest = Counter[str](), Counter[str](), (0.0, "")
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        file, source = warehouse_of(Path(folder))
        with published(file) as connection:
            world, reader = World(connection, source), Reader(connection)
            drawn = [
                cell for seed in options.seeds.split(",") for cell in random_cells(world, int(seed), options.cells)
            ]
            for table, row, column in drawn:
                name = f"{table.name}.{column}"
                checked[name] += 1
                complaint = verdict(world, reader, table, row, column)
                held[name] += not complaint
                wrong += [f"{name} of {key_of(table, row)}: {row[column]!r}: {complaint}"] if complaint else []
        for table, row, column in drawn[:: max(1, len(drawn) // N_TIMED)]:
            begun = time.perf_counter()
            explain(file, table.name, key_of(table, row), column)
            slowest = max(slowest, (time.perf_counter() - begun, f"{table.name}.{column}"))
        for table, row, column in drawn[: options.show]:
            show_explanation(Console(highlight=False), explain(file, table.name, key_of(table, row), column), "text")
            print()
    for name, n_checked in sorted(checked.items()):
        print(f"{held[name]:4} of {n_checked:4} hold  {name}")
    print(f"{held.total()} of {checked.total()} hold")
    print(f"the slowest of {N_TIMED} alone took {slowest[0]:.2f} s ({slowest[1]})")
    for line in wrong:
        print(line, file=sys.stderr)
    return int(bool(wrong) or slowest[0] > MAX_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
