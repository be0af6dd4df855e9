"""What the figures of each source were after earlier runs, and what is usual for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

import duckdb

from tasks.core.query import read_rows
from tasks.core.totals.measure import Figures

EARLIER = """
    select source, run_id, map_from_entries(list((total, figure) order by total)) as figures
    from build.ops.totals
    semi join (from build.ops.runs where state = 'completed') using (run_id)
    group by source, run_id
    qualify row_number() over (partition by source order by run_id desc) <= ?
    order by source, run_id desc
"""  # a run that was stopped published nothing: what it measured is not what is usual


@dataclass(frozen=True, slots=True)
class Memory:
    """How far back a run looks."""

    max_runs: int = 10  # enough to outlast a bad day, few enough to follow a source that grows
    min_runs: int = 3  # of two earlier runs nobody can say which was usual


@dataclass(frozen=True, slots=True)
class Usual:
    """The median of each figure over the last runs, and over how many; empty where they are too few."""

    baselines: Mapping[str, float]
    n_runs: Mapping[str, int]


def read_history(connection: duckdb.DuckDBPyConnection, memory: Memory) -> dict[str, tuple[Figures, ...]]:
    """The figures of each source after the last runs that were published, the latest first.

    There is one more than is looked back on, for a source that the present run leaves as it is.
    """
    found: dict[str, list[Figures]] = {}
    for row in read_rows(connection, EARLIER, memory.max_runs + 1):
        found.setdefault(row["source"], []).append(row["figures"])
    return {source: tuple(earlier) for source, earlier in found.items()}


def usual(earlier: Sequence[Figures], memory: Memory) -> Usual:
    """What is usual for a source after these runs; their order does not matter."""
    seen: dict[str, list[float]] = {}
    for figures in earlier:
        for total, figure in figures.items():
            seen.setdefault(total, []).append(figure)
    enough = {total: values for total, values in seen.items() if len(values) >= memory.min_runs}
    return Usual(
        {total: float(median(values)) for total, values in enough.items()},
        {total: len(values) for total, values in enough.items()},
    )
