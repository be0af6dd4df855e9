"""How fresh each source is: when files arrived last and when it was swept last, and how often that is so."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Any

import duckdb

from tasks.core.ask.model import Freshness
from tasks.core.query import read_rows

LATE_GAPS = 3.0  # times the usual gap: ministries have quiet weeks
LATE_MIN = timedelta(days=2)  # a source that has news each day may have none on a Sunday
UNSWEPT = timedelta(hours=25)  # a nightly schedule, and an hour for a run that began late
DAILY_HOURS = 25.0
MIN_SWEEPS = 3  # fewer show no rhythm

ARRIVALS = """
    with days as (
        select source, cast(first_seen_at as date) as day, max(first_seen_at) as last_arrival
        from raw.files
        group by all
    ),
    gaps as (
        select source, last_arrival, day - lag(day) over (partition by source order by day) as gap_days
        from days
    )
    select source, max(last_arrival) as last_arrival,
        case when count(gap_days) >= 2 then median(gap_days) end as usual_gap_days
    from gaps
    group by source
    order by source
"""
SWEEPS = """
    select source, started_at
    from ops.runs
    where source is not null and state = 'completed' and selection is null
    qualify row_number() over (partition by source order by started_at desc) <= 50
"""


def read_arrivals(connection: duckdb.DuckDBPyConnection) -> dict[str, Mapping[str, Any]]:
    """Last arrival and usual gap of each source."""
    return {row["source"]: row for row in read_rows(connection, ARRIVALS)}


def read_sweeps(connection: duckdb.DuckDBPyConnection) -> set[tuple[str, datetime]]:
    """Source and start of the last sweeps that the warehouse was told of; none by tables of an earlier version."""
    try:
        return {(row["source"], row["started_at"]) for row in read_rows(connection, SWEEPS)}
    except duckdb.BinderException:
        return set()


def journal_sweeps(journals: Iterable[Mapping[str, Any]]) -> set[tuple[str, datetime]]:
    """The same by journals, which know of runs that published nothing too."""
    found = set()
    for journal in journals:
        started_at = as_time(journal.get("started_at"))
        if journal.get("state") == "completed" and not journal.get("selection") and started_at:
            found.add((str(journal.get("source") or ""), started_at))
    return {(source, at) for source, at in found if source}


def as_time(value: Any) -> datetime | None:
    """A time of a journal; nothing if it is none."""
    try:
        return datetime.fromisoformat(str(value)).replace(tzinfo=None)
    except ValueError:
        return None


def freshness(
    arrivals: Mapping[str, Mapping[str, Any]], sweeps: Iterable[tuple[str, datetime]], now: datetime
) -> tuple[Freshness, ...]:
    """How fresh each source is that files came from, or that was swept; by name."""
    by_source: dict[str, list[datetime]] = {source: [] for source in arrivals}
    for source, started_at in sweeps:
        by_source.setdefault(source, []).append(started_at)
    return tuple(
        fresh(source, arrivals.get(source, {}), sorted(times), now) for source, times in sorted(by_source.items())
    )


def fresh(source: str, arrival: Mapping[str, Any], sweeps: list[datetime], now: datetime) -> Freshness:
    """How fresh one source is. It is unswept only where sweeps came at least daily until then: it had a schedule."""
    last, gap = arrival.get("last_arrival"), arrival.get("usual_gap_days")
    hours = [(after - before).total_seconds() / 3600 for before, after in pairwise(sweeps)]
    pause = median(hours) if len(sweeps) >= MIN_SWEEPS else None
    last_sweep = sweeps[-1] if sweeps else None
    return Freshness(
        source=source,
        last_arrival=last,
        usual_gap_days=gap,
        is_late=bool(last and gap and now - last > max(timedelta(days=LATE_GAPS * gap), LATE_MIN)),
        last_sweep=last_sweep,
        usual_pause_hours=pause,
        is_unswept=bool(last_sweep and now - last_sweep > UNSWEPT and pause is not None and pause <= DAILY_HOURS),
    )
