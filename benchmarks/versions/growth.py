"""Finding the candidates of one new document among ever more: `python -m benchmarks.versions.growth [--up-to N]`.

The texts are made numbers: 64 fingerprints each, a tenth of them drawn by Zipf's law from 5,000 that all texts share,
as stock phrases are. (A real text of 740 words has 174.) A new document has half the fingerprints of a known one, so
that it has a candidate. Measured is `Index.touch`, in a process of its own: the pairs of the new document, what it does
to the pairs of others, and the documents touched. Each document is looked up three times: the first look may read from
the disk, the fastest is free of what else the machine does. A row is printed for each size, and a figure drawn beside
this file.
"""

import argparse
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise
from pathlib import Path
from statistics import median

import numpy as np
import numpy.typing as npt

from benchmarks.versions.curve import Curve, draw
from tasks.core.group.index import Indexed, open_index
from tasks.core.group.index.store import create
from tasks.core.group.settings import Grouping
from tasks.core.group.shingles import reach

SIZES = (1_000, 10_000, 100_000, 1_000_000)
N_FINGERPRINTS = 64
N_SHARED = 6
N_STOCK = 5_000
N_NEW = 300
N_LOOKS = 3
CHUNK = 200_000  # rows that are handed over at once while the file is made
MAX_GROWTH = 8.0
MAX_MB = 300.0
CODE = "growth"
FIGURE = Path(__file__).with_suffix(".svg")
SETTINGS = Grouping()

Rows = npt.NDArray[np.uint64]


def make_sketches(seed: int, n_texts: int) -> Rows:
    """Fingerprints of texts, a sorted row each, below the share that is sampled."""
    chance = np.random.default_rng(seed)
    limit = int(SETTINGS.sampled_share * 2**64)
    stock = np.random.default_rng(0).integers(0, limit, N_STOCK, dtype=np.uint64)
    weights = 1.0 / np.arange(1, N_STOCK + 1)
    found = chance.integers(0, limit, (n_texts, N_FINGERPRINTS), dtype=np.uint64)
    found[:, :N_SHARED] = stock[chance.choice(N_STOCK, (n_texts, N_SHARED), p=weights / weights.sum())]
    return np.sort(found, axis=1)


def name(seed: int, at: int) -> str:
    return f"{seed:08x}{at:056x}"


def build(path: Path, n_texts: int) -> None:
    """Fill a file as the index does, without the pairs, of which made texts have next to none."""
    sketches = make_sketches(1, n_texts)
    connection = sqlite3.connect(path)
    connection.execute("pragma journal_mode = off")
    connection.execute("pragma synchronous = off")
    create(connection, CODE)
    connection.commit()
    texts = (
        (at, name(1, at), N_FINGERPRINTS, reach(row, SETTINGS), row.astype("<u8").tobytes())
        for at, row in enumerate(sketches)
    )
    insert(connection, "texts", 5, texts)
    insert(connection, "documents", 3, ((name(1, at), "key", at) for at in range(n_texts)))
    order = np.argsort(sketches, axis=None)
    starts = range(0, len(order), CHUNK)
    insert(
        connection, "postings", 2, (row for start in starts for row in postings(sketches, order[start : start + CHUNK]))
    )
    connection.close()


def postings(sketches: Rows, places: npt.NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    hashes = sketches.ravel()[places].view(np.int64).tolist()
    return zip(hashes, (places // N_FINGERPRINTS).tolist(), strict=True)


def insert(connection: sqlite3.Connection, table: str, n_columns: int, rows: Iterable[tuple[object, ...]]) -> None:
    """Insert rows, those apart that are there already: a text can draw a stock phrase twice."""
    sql = f"insert or ignore into {table} values ({', '.join('?' * n_columns)})"
    waiting = iter(rows)
    while chunk := list(islice(waiting, CHUNK)):
        connection.executemany(sql, chunk)
        connection.commit()


def memory_mb() -> float:
    """What the process holds now, in 10^6 bytes."""
    line = next(each for each in Path("/proc/self/status").read_text().splitlines() if each.startswith("VmRSS"))
    return int(line.split()[1]) * 1024 / 10**6


def look_up(path: Path, n_texts: int) -> None:
    """Print medians of the fastest and of the first look in ms, memory above the imports, and documents touched."""
    new = make_sketches(2, N_NEW)
    half = N_FINGERPRINTS // 2
    fastest, first, touched = [], [], []
    before = memory_mb()
    with open_index(path, CODE) as index:
        known = index.store.sketches(range(0, n_texts, n_texts // N_NEW))
        for at, model in enumerate(list(known.values())[:N_NEW]):
            own = np.unique(np.concatenate((model[:half], new[at][half:])))
            arrived = [Indexed(name(2, at), "key", name(2, at), own)]
            times = [time.perf_counter()]
            for _ in range(N_LOOKS):
                found = index.touch(arrived, [], [], SETTINGS)
                times.append(time.perf_counter())
            spans = [1000 * (end - start) for start, end in pairwise(times)]
            fastest.append(min(spans))
            first.append(spans[0])
            touched.append(len(found.documents))
    print(median(fastest), median(first), memory_mb() - before, sum(touched) / len(touched))


def measure(folder: Path, n_texts: int) -> tuple[float, ...]:
    """The figures of one size and those of the file: size in 10^6 bytes, seconds that it took to make."""
    path = folder / f"{n_texts}.sqlite"
    start = time.perf_counter()
    build(path, n_texts)
    seconds = time.perf_counter() - start
    size = path.stat().st_size / 10**6
    command = [sys.executable, "-m", __spec__.name, "--look-up", str(path), "--up-to", str(n_texts)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    path.unlink()
    return (*map(float, printed.split()), size, seconds)


def main() -> int:
    """1 where the time grows, or the memory is, beyond the limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--up-to", type=int, default=SIZES[-1], metavar="N", help="largest number of texts")
    parser.add_argument("--look-up", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.look_up:
        look_up(given.look_up, given.up_to)
        return 0
    sizes = [size for size in SIZES if size <= given.up_to]
    rows = []
    print(f"{'texts':>10} {'median ms':>10} {'first ms':>10} {'MB':>8} {'touched':>8} {'file MB':>8} {'made in s':>10}")
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            rows.append(measure(Path(folder), size))
            ms, first, memory, touched, mb, seconds = rows[-1]
            print(f"{size:>10,} {ms:>10.2f} {first:>10.2f} {memory:>8.0f} {touched:>8.1f} {mb:>8.0f} {seconds:>10.0f}")
    growth = rows[-1][0] / rows[0][0]
    print(f"{growth:.1f} times from {sizes[0]:,} to {sizes[-1]:,} texts")
    if sizes[-1] == SIZES[-1]:
        title = "Candidates of one new document, median ms"
        draw(Curve(title, "texts in the index", sizes, [row[0] for row in rows]), FIGURE)
    return int(growth > MAX_GROWTH or max(row[2] for row in rows) > MAX_MB)


if __name__ == "__main__":
    sys.exit(main())
