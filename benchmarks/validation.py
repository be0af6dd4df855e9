"""What validating a large warehouse costs: 20,000 documents, of whose rows 1 % are bad.

Usage: python -m benchmarks.validation [--documents N] [--profile] [--made FILE]

Statements made at random go through the pipeline (or are taken from the warehouse FILE); their rows are multiplied by
SQL, with new ids, so that all rules hold, and one row in a hundred of each table is spoilt, in many ways. Then each
suite is applied, the library imported before; the gates also to one sound batch of 200 documents, as most are. Seconds
are given as they are, and as on the machine that the budget was written on, by the calibration loop of
`benchmarks.cost`; there the bar is 10 s for all suites. The exit code is 1 if it is missed.
"""

import argparse
import contextlib
import resource
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from unittest import mock

import duckdb

from benchmarks.cost import unit, write
from benchmarks.made_documents import made_documents
from benchmarks.spoilt import multiply, spoil
from schemas.rules import rules_of
from tasks.core.overlay import SETTINGS
from tasks.core.validate import Validated, queries, run, validate, values, warm_up
from tests.pipeline import sweep

MADE = 400  # documents that go through the pipeline; more hardly change the mix of rows, and take minutes
BATCH = 200  # documents, as in a run
ROUNDS = 5  # of a batch
MAX_SECONDS = 10.0  # for FULL documents; in proportion for others
FULL = 20_000
MAX_GROWTH_MB = 1200  # of the process, the buffers of DuckDB included
SUITES = ("documents", "annotations", "warehouse")
SHOWN = 25
TIMED = (
    (run, "check_values"),
    (run, "check_queries"),
    (queries, "populations"),
    (queries, "check_query"),
    (queries, "make_part"),
    (values, "count"),
    (values, "survey"),
    (values, "finding_of"),
)


@dataclass(frozen=True)
class Cost:
    """What a call took. `units` is its time in rounds of the calibration loop: milliseconds of the budget.

    Of the time that passed and the CPU the lesser: the one has waiting in it where the machine is busy, the other is
    that of all threads.
    """

    seconds: float
    cpu_seconds: float
    units: float


def measured(call: Callable[[], Validated]) -> tuple[Validated, Cost]:
    before = unit()
    begun, cpu_begun = time.perf_counter(), time.process_time()
    found = call()
    seconds, cpu_seconds = time.perf_counter() - begun, time.process_time() - cpu_begun
    return found, Cost(seconds, cpu_seconds, min(seconds, cpu_seconds) / ((before + unit()) / 2))


def peak_mb() -> float:
    """The most memory that this process ever had, in 10^6 bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 10**6


def published(folder: Path) -> Path:
    """A warehouse of made documents."""
    write(folder / "source", list(made_documents(MADE)))
    return sweep(folder / "source", folder / "warehouse", batch_documents=BATCH).published


def large(file: Path, made: Path, n_documents: int) -> None:
    """A file with the tables of so many documents, a hundredth of the rows spoilt."""
    with duckdb.connect(str(file), config=SETTINGS) as connection:
        multiply(connection, str(made), max(1, n_documents // MADE))
        n_spoilt = spoil(connection)
        counted = connection.execute("select sum(estimated_size) from duckdb_tables()").fetchone()
    print(f"{n_spoilt:,} of {counted[0] if counted else 0:,} rows are spoilt")


def batch(made: Path) -> duckdb.DuckDBPyConnection:
    """The tables of a batch, in memory."""
    connection = duckdb.connect(config=SETTINGS)
    connection.execute(f"attach '{made}' as made (read_only)")
    connection.execute("create schema raw; create schema core")
    connection.execute(f"create table chosen as select document_id from made.core.documents limit {BATCH}")
    tables = connection.execute(
        "select schema_name || '.' || table_name from duckdb_tables() where database_name = 'made'"
        " and schema_name in ('raw', 'core')"
        " and table_oid in (select table_oid from duckdb_columns()"
        " where database_name = 'made' and column_name = 'document_id')"
    ).fetchall()
    for (name,) in tables:
        connection.execute(f"create table {name} as from made.{name} semi join chosen using (document_id)")
    return connection


def label(name: str, given: tuple[object, ...]) -> str:
    """What a call of validation is about: a rule, a table, or many."""
    for about in given[1:]:
        rule_id = getattr(getattr(about, "rule", about), "rule_id", "")
        if rule_id:
            return f"{name} {rule_id}"
    return name


@contextlib.contextmanager
def calls_timed() -> Iterator[dict[str, float]]:
    """CPU seconds of the calls that validation is made of, while the block runs."""
    spent: defaultdict[str, float] = defaultdict(float)

    def timed(module: object, name: str) -> Callable[..., object]:
        real = getattr(module, name)

        def call(*given: object) -> object:
            begun = time.process_time()
            try:
                return real(*given)
            finally:
                spent[label(name, given)] += time.process_time() - begun

        return call

    with contextlib.ExitStack() as stack:
        for module, name in TIMED:
            stack.enter_context(mock.patch.object(module, name, timed(module, name)))
        yield spent


def shown(suite: str, found: Validated, cost: Cost) -> None:
    outcomes = Counter(row["outcome"] for row in found.validations)
    n_failed = sum(row["n_failed"] for row in found.validations)
    print(
        f"{suite:12} {len(rules_of(suite)):4} rules  {cost.seconds:6.2f} s  CPU {cost.cpu_seconds:6.2f} s  "
        f"calibrated {cost.units / 1000:6.2f} s  {n_failed:,} failed rows, {len(found.failed_rows):,} kept, "
        f"{len(found.rejected):,} documents refused, {dict(outcomes)}",
        flush=True,
    )


def measure_large(file: Path, is_profiled: bool) -> float:
    """Apply each suite to all documents; gives the calibrated seconds of all."""
    total = 0.0
    for suite in SUITES:
        with duckdb.connect(str(file), read_only=True, config=SETTINGS) as connection, calls_timed() as spent:
            found, cost = measured(partial(validate, connection, suite, "run"))
        shown(suite, found, cost)
        total += cost.units / 1000
        if is_profiled:
            for name, seconds in sorted(spent.items(), key=lambda item: -item[1])[:SHOWN]:
                print(f"    {1000 * seconds:8.1f} ms  {name}")
    return total


def measure_batches(made: Path) -> None:
    """Apply the gates to a sound batch some times."""
    with batch(made) as connection:
        for suite in SUITES[:2]:
            costs = [measured(partial(validate, connection, suite, "run"))[1] for _ in range(ROUNDS)]
            milliseconds = 1000 * statistics.median(cost.seconds for cost in costs)
            cpu = 1000 * statistics.median(cost.cpu_seconds for cost in costs)
            units = statistics.median(cost.units for cost in costs)
            print(f"{suite:12} batch of {BATCH}: {milliseconds:.0f} ms, CPU {cpu:.0f} ms, calibrated {units:.0f} ms")


def main() -> int:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=FULL)
    parser.add_argument("--profile", action="store_true", help="also list what took longest")
    parser.add_argument("--made", type=Path, help="a published warehouse to multiply, instead of making one")
    options = parser.parse_args()
    warm_up()
    with tempfile.TemporaryDirectory() as name:
        made = options.made or published(Path(name))
        file = Path(name) / "large.duckdb"
        large(file, made, options.documents)
        measure_batches(made)
        before = peak_mb()
        seconds = measure_large(file, options.profile)
    growth = peak_mb() - before
    ceiling = MAX_SECONDS * options.documents / FULL
    print(f"calibrated {seconds:.2f} s for {options.documents:,} documents, at most {ceiling:.1f}")
    print(f"memory grew by {growth:.0f} MB, by at most {MAX_GROWTH_MB}")
    return int(seconds > ceiling or growth > MAX_GROWTH_MB)


if __name__ == "__main__":
    sys.exit(main())
