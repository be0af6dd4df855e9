"""How figures moved against earlier runs, what the run changed in the tables, what its steps cost."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import duckdb

from schemas import vocabularies as words
from tasks.core.query import Row, read_rows
from tasks.core.report.model import Bounds, ChangedRow, Series, StepCost, TableChange, Total
from tasks.core.report.moment import Moment, named_rows

CHARTED = ("statements", "documents", "mentions_per_document", "rejected_files")
MAX_SOURCES = 3  # a chart for each source and figure
MAX_JSON_BYTES = 20_000  # of a changed row that is read with others; longer ones are read one by one
MAX_VALUE_CHARS = 1000
TOTALS = "select * exclude (run_id) from ops.totals where run_id = ?"
SERIES = """
    select totals.source, total, totals.run_id, started_at, figure, baseline
    from ops.totals as totals
    join ops.runs using (run_id)
    where totals.run_id <= $run_id and totals.source = $source and total in (select unnest($totals))
    qualify dense_rank() over (order by run_id desc) <= $n_runs
    order by total, run_id"""
SECONDS = """
    select run_id, started_at, date_diff('millisecond', started_at, ended_at) / 1000 as figure
    from ops.runs
    where run_id <= $run_id and published_at is not null and ended_at >= started_at
    order by run_id desc
    limit $n_runs"""
CHANGES = "select table_name, change, n_rows from ops.changes where run_id = ? and n_rows > 0 order by all"
CHANGED_ROWS = f"""
    select table_name, change, row_key,
        if(strlen(before) <= {MAX_JSON_BYTES}, before, null) as before,
        if(strlen(after) <= {MAX_JSON_BYTES}, after, null) as after,
        greatest(coalesce(strlen(before), 0), coalesce(strlen(after), 0)) > {MAX_JSON_BYTES} as is_long
    from ops.changed_rows
    where run_id = $run_id and change in ('changed', 'removed')
    qualify row_number() over (partition by table_name order by change, len(row_key), row_key) <= $n_rows
    order by table_name, change, len(row_key), row_key"""
LONG_ROW = "select before, after from ops.changed_rows where run_id = ? and table_name = ? and row_key = ?"
STEPS = """
    select step, outcome, n_rows, seconds, cpu_seconds from ops.steps where run_id = ?
    order by list_position(
        ['intake', 'extract', 'structure', 'validate', 'group', 'annotate', 'load', 'publish'], step
    ), outcome"""


def read_totals(connection: duckdb.DuckDBPyConnection, moment: Moment, journal: Mapping[str, Any]) -> tuple[Total, ...]:
    """Figures of the sources after the run; of a run that stopped, those that its journal has."""
    order = {name: number for number, name in enumerate(words.TOTALS)}
    rows: Iterable[Row] = journal.get("totals") or ()
    if not rows:
        rows = read_rows(connection, TOTALS, moment.run_id)
    found = [Total(*(row[name] for name in Total.__slots__)) for row in rows]
    return tuple(sorted(found, key=lambda each: (each.source, order.get(each.total, len(order)), each.total)))


def read_series(
    connection: duckdb.DuckDBPyConnection, moment: Moment, totals: Iterable[Total], bounds: Bounds
) -> tuple[Series, ...]:
    """Figures over the last runs, for charts: those of the run's sources, and seconds."""
    given = {"run_id": moment.run_id, "n_runs": bounds.runs}
    series: list[Series] = []
    for source in list(dict.fromkeys(total.source for total in totals))[:MAX_SOURCES]:
        by_total: defaultdict[str, list[Row]] = defaultdict(list)
        for row in named_rows(connection, SERIES, {**given, "source": source, "totals": list(CHARTED)}):
            by_total[row["total"]].append(row)
        series += [
            Series(name, source, points(by_total[name]), by_total[name][-1]["baseline"])
            for name in CHARTED
            if name in by_total
        ]
    seconds = named_rows(connection, SECONDS, given)[::-1]
    return (*series, Series("seconds", "", points(seconds))) if seconds else tuple(series)


def points(rows: Iterable[Row]) -> tuple[tuple[str, datetime, float], ...]:
    return tuple((row["run_id"], row["started_at"], float(row["figure"])) for row in rows)


def read_changes(connection: duckdb.DuckDBPyConnection, moment: Moment, bounds: Bounds) -> tuple[TableChange, ...]:
    """Rows that the run added, changed and removed, by table."""
    counts: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for row in read_rows(connection, CHANGES, moment.run_id):
        counts[row["table_name"]][row["change"]] = row["n_rows"]
    rows: defaultdict[str, list[ChangedRow]] = defaultdict(list)
    for row in named_rows(connection, CHANGED_ROWS, {"run_id": moment.run_id, "n_rows": bounds.changed_rows}):
        if row["is_long"]:
            key = (moment.run_id, row["table_name"], row["row_key"])
            row |= read_rows(connection, LONG_ROW, *key)[0]
        shown = ChangedRow(row["change"], row["row_key"], values(row["before"]), values(row["after"]))
        rows[row["table_name"]].append(shown)
    return tuple(TableChange(name, done, tuple(rows[name])) for name, done in counts.items())


def values(text: str | None) -> dict[str, str]:
    """The columns of a changed row as text; empty values are `(empty)`."""
    if not text:
        return {}
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        return {"": text[:MAX_VALUE_CHARS]}
    return {str(name): value_text(value) for name, value in found.items()}


def value_text(value: Any) -> str:
    if value is None:
        return "(empty)"
    return (value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))[:MAX_VALUE_CHARS]


def read_steps(
    connection: duckdb.DuckDBPyConnection, moment: Moment, journal: Mapping[str, Any]
) -> tuple[StepCost, ...]:
    """What the steps did; of a run that is not in the warehouse what its journal says."""
    rows = read_rows(connection, STEPS, moment.run_id) or journal.get("steps") or ()
    return tuple(StepCost(**{name: row[name] for name in StepCost.__slots__}) for row in rows)
