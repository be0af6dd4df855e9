"""What is told of a run in `ops`: itself, its steps, its rules and the rows that broke them, and what changed."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import duckdb

from schemas import ops_tables
from schemas.ddl import qualified
from schemas.releases import SCHEMA_VERSION
from tasks.core.fingerprint import code_version
from tasks.core.load.failures import write_failures
from tasks.core.load.journals import journal_rows
from tasks.core.load.merge import Changes, merge_rows
from tasks.core.load.steps import Measure
from tasks.core.run import Run, read_journals, utc_now
from tasks.core.staging import Batch, concatenated

Row = dict[str, Any]

KEPT_PUBLICATIONS = 10  # whose changed rows are kept: a week of nights and some; their numbers are kept for ever
OLD_CHANGES = f"""
    delete from build.{qualified(ops_tables.CHANGED_ROWS)}
    where run_id not in (
        select distinct run_id from build.{qualified(ops_tables.TABLE_CHANGES)} order by run_id desc
        limit {KEPT_PUBLICATIONS}
    )
"""


def tell_run(
    connection: duckdb.DuckDBPyConnection,
    run: Run,
    counts: Mapping[str, int],
    measures: Sequence[Measure],
    checked: Sequence[Batch],
    changes: Changes,
) -> None:
    """Write the rows of `ops` about this run, and about earlier ones that were not in `ops` yet.

    `checked` are the batches that passed a gate, with what it found. `ops.rejections` must have been written.
    """
    now, journals = utc_now(), read_journals(run.places)
    told = {run_id for (run_id,) in connection.execute("select run_id from build.ops.runs").fetchall()}
    tell_failures(connection, run, [each for each in journals if each["run_id"] not in told], checked)
    past = journal_rows(journals, run.run_id)
    ended = {"state": "completed", "reason": None, "ended_at": now, "published_at": now, **counts}
    runs = [row | ended if row["run_id"] == run.run_id else row for row in past.runs]
    # a run killed after its load has no end in its journal, but was told of by its load
    # and one that says it is running, and began after this one, waits for it
    over = [row for row in runs if row["ended_at"] or (row["run_id"] not in told and row["run_id"] <= run.run_id)]
    merge_rows(connection, ops_tables.RUNS, over)
    steps = [row for row in past.steps if row["run_id"] not in told]
    steps += [{**asdict(one), "run_id": run.run_id} for one in measures]
    merge_rows(connection, ops_tables.RUN_STEPS, steps)
    merge_rows(connection, ops_tables.VALIDATIONS, [*past.validations, *summed_validations(run, checked)])
    merge_rows(connection, ops_tables.TOTALS, own_rows(run, checked, "totals"))
    tell_changes(connection, run, changes)
    publication = {
        "publication_id": run.run_id,
        "published_at": now,
        "run_id": run.run_id,
        "code_version": code_version(),
        "schema_version": SCHEMA_VERSION,
    }
    merge_rows(connection, ops_tables.PUBLICATION, [publication], "true")


def tell_failures(
    connection: duckdb.DuckDBPyConnection, run: Run, journals: Sequence[Mapping[str, Any]], checked: Sequence[Batch]
) -> None:
    """`ops.failed_rows`: what stands now, after what stopped runs saw: `journals` that no load told of yet."""
    stopped = [each for each in journals if each.get("failed_rows")]
    failing = own_rows(run, checked, "failed_rows")
    write_failures(connection, run.started_at, code_version(), failing, stopped)


def tell_changes(connection: duckdb.DuckDBPyConnection, run: Run, changes: Changes) -> None:
    """`ops.changes`, and of `ops.changed_rows` no more than the last publications."""
    rows = [
        {"run_id": run.run_id, "table_name": name, "change": change, "n_rows": n_rows}
        for name, done in changes.items()
        for change, n_rows in done.items()
    ]
    merge_rows(connection, ops_tables.TABLE_CHANGES, rows)
    connection.execute(OLD_CHANGES)


def own_rows(run: Run, batches: Sequence[Batch], name: str) -> list[Row]:
    """The rows of a table in all batches that have it, as this run's: a batch may be that of a run that was killed."""
    found = concatenated(batches, name)
    return [{**row, "run_id": run.run_id} for row in found.to_pylist()] if found is not None else []


def summed_validations(run: Run, batches: Sequence[Batch]) -> list[Row]:
    """Rows of `ops.validations`: what the batches of a run found, one row per suite and rule."""
    found: dict[tuple[str, str], Row] = {}
    for row in own_rows(run, batches, "validations"):
        key = (row["suite"], row["rule_id"])
        known = found.get(key)
        if known is None:
            found[key] = row
            continue
        worst = max(known["outcome"], row["outcome"], key=("passed", "failed", "errored").index)
        sums = {name: known[name] + row[name] for name in ("n_checked", "n_failed")}
        found[key] = {**known, **sums, "outcome": worst}
    return list(found.values())
