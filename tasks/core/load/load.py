"""The load: everything that a run found, in one transaction; readers see none of it before it is published."""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb

from schemas import ops_tables, tables
from schemas.agreed_tables import AGREED_LANGUAGE
from schemas.arrow import to_arrow
from schemas.ddl import comments, identifier, qualified
from schemas.model import Table
from schemas.uncovered_tables import UNCOVERED_PHRASES
from schemas.views import VIEWS, view_sql
from tasks.core.fingerprint import code_version
from tasks.core.group import DEFAULTS
from tasks.core.group.handover import remember
from tasks.core.intake.read import bytes_path
from tasks.core.load.journals import journal_rows
from tasks.core.load.merge import merge
from tasks.core.load.steps import Measure, document_step_rows, group_inputs, measure
from tasks.core.overlay import ANNOTATED_PARTS, CORPUS_PARTS, DOCUMENT_PARTS, is_regrouped, overlay
from tasks.core.run import Run, read_journals, utc_now
from tasks.core.settle.outcomes import Decided
from tasks.core.settle.settle import Settled, decide, settle
from tasks.core.staging import Batch, concatenated

Row = dict[str, Any]
Changes = dict[str, Mapping[str, int]]

CARRIED = "kept.document_id in (from staged.carried)"
ANNOTATED = "kept.document_id in (from staged.annotated)"
EXCLUDED = "kept.document_id in (from staged.excluded)"
ALL = "true"
WHOLE = (  # made for all documents in each run
    tables.DOCUMENTS,
    AGREED_LANGUAGE,
    tables.STATEMENT_HISTORY,
    tables.MEMBERSHIPS,
    tables.ENTITIES,
    UNCOVERED_PHRASES,
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did. `fates` says of each path `unchanged`, `loaded`, `duplicate` or `rejected`.

    `strange_documents` are documents that people correct or decided on, and the warehouse does not have.
    """

    publication_id: str
    counts: Mapping[str, int]
    fates: Mapping[str, str]
    changes: Mapping[str, Mapping[str, int]]
    measures: tuple[Measure, ...]
    strange_documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """The batches that a run hands to its load."""

    swept: Sequence[Batch]
    read: Sequence[Batch]
    structured: Sequence[Batch]
    accepted: Sequence[Batch]
    grouped: Batch
    due: Sequence[Batch]
    annotated: Sequence[Batch]
    checked: Batch

    @property
    def measured(self) -> list[Batch]:
        alone = (self.grouped, self.checked)
        return [*self.swept, *self.read, *self.structured, *self.accepted, *self.annotated, *alone]


def load(
    run: Run,
    swept: Sequence[Batch],
    read: Sequence[Batch],
    structured: Sequence[Batch],
    accepted: Sequence[Batch],
    grouped: Batch,
    due: Sequence[Batch],
    annotated: Sequence[Batch],
    checked: Batch,
) -> Loaded:
    """Write what a run found to the build file.

    Raises:
        ConservationError: a file was lost on the way.
        duckdb.Error: the build file cannot be written; nothing of the run is in it then.
    """
    wall, cpu = time.perf_counter(), time.thread_time()
    given = Given(swept, read, structured, accepted, grouped, due, annotated, checked)
    settled = settle(run, accepted, grouped, annotated)
    decided = decide(accepted, grouped)
    with overlay(run.places.build, settled.incoming, read_only=False) as connection:
        connection.execute("begin")
        changes = merge_facts(connection)
        changes |= merge_rows(connection, ops_tables.REJECTIONS, settled.outcomes.rejections)
        merge_document_steps(connection, run, given, decided)
        spent = (time.perf_counter() - wall, time.thread_time() - cpu)
        own = Measure("load", "computed", len(settled.outcomes.fates), *spent)
        measures = (*measure(given.measured, decided.refused), own)
        merge_run(connection, run, given, settled, measures, changes)
        strange = strange_documents(connection, run)
        create_views(connection)
        connection.execute("commit")
        connection.execute("checkpoint build")
    remember(run.places.fingerprints, grouped, DEFAULTS)
    drop_bytes(run.places.bytes, decided.refused)
    return Loaded(run.run_id, settled.outcomes.counts, settled.outcomes.fates, changes, measures, strange)


def strange_documents(connection: duckdb.DuckDBPyConnection, run: Run) -> tuple[str, ...]:
    """Documents that are corrected or decided on and not there, sorted."""
    known = {document_id for (document_id,) in connection.execute("select document_id from core.documents").fetchall()}
    return tuple(sorted({*run.corrections, *run.reviewed} - known))


def drop_bytes(folder: Path, refused: Iterable[str]) -> None:
    """Bytes are kept for what was accepted; a refused file is read again where it lies."""
    for document_id in refused:
        bytes_path(folder, document_id).unlink(missing_ok=True)


def merge_facts(connection: duckdb.DuckDBPyConnection) -> Changes:
    """The tables of `raw` and `core`, each with the rows that it has after the run."""
    plan: list[tuple[Table, str, str]] = [(tables.RAW_FILES, "from staged.changed_files", "")]
    plan += [
        (table, f"from {qualified(table)} where document_id in (from staged.carried)", CARRIED)
        for table in DOCUMENT_PARTS.values()
    ]
    plan += [
        (table, f"from {qualified(table)} as kept where {is_regrouped(owners)}", is_regrouped(owners))
        for table, owners in CORPUS_PARTS.values()
    ]
    plan += [(table, f"from {qualified(table)}", ALL) for table in WHOLE]
    plan += [
        (table, f"from {qualified(table)} where document_id in (from staged.annotated)", ANNOTATED)
        for table in ANNOTATED_PARTS.values()
    ]
    return {table.name: done for table, select, where in plan if (done := merge(connection, table, select, where))}


def merge_rows(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    rows: Sequence[Row],
    removed_where: str = "",
    ignored: Sequence[str] = (),
) -> Changes:
    """Merge rows that are values into a table."""
    connection.register("given_rows", to_arrow(table, rows))
    done = merge(connection, table, "from given_rows", removed_where, ignored)
    connection.unregister("given_rows")
    return {table.name: done} if done else {}


def merge_document_steps(connection: duckdb.DuckDBPyConnection, run: Run, given: Given, decided: Decided) -> None:
    """What each document's rows were made from; of a document refused, only up to where it was."""
    annotated = concatenated(given.due, "anchors")
    later = group_inputs(connection, run.determinants)
    later += [{**row, "step": "annotate"} for row in (annotated.to_pylist() if annotated is not None else [])]
    rows = list(document_step_rows(run, decided.accepted, decided.refused, later))
    merge_rows(connection, ops_tables.DOCUMENT_STEPS, rows, EXCLUDED, ignored=("run_id",))


def merge_run(
    connection: duckdb.DuckDBPyConnection,
    run: Run,
    given: Given,
    settled: Settled,
    measures: Sequence[Measure],
    changes: Changes,
) -> None:
    """The rows of `ops` about this run, and about earlier ones that were not in `ops` yet."""
    now = utc_now()
    journals = journal_rows(read_journals(run.places), run.run_id)
    ended = {"state": "completed", "reason": None, "ended_at": now, "published_at": now, **settled.outcomes.counts}
    runs = [row | ended if row["run_id"] == run.run_id else row for row in journals.runs]
    steps = [*journals.steps, *({**asdict(one), "run_id": run.run_id} for one in measures)]
    validations = [*journals.validations, *summed_validations([*given.accepted, given.checked])]
    failed = concatenated([*given.accepted, given.checked], "failed_rows")
    changed = [
        {"run_id": run.run_id, "table_name": name, "change": change, "n_rows": n_rows}
        for name, done in changes.items()
        for change, n_rows in done.items()
    ]
    merge_rows(connection, ops_tables.RUNS, runs)
    merge_rows(connection, ops_tables.RUN_STEPS, steps)
    merge_rows(connection, ops_tables.VALIDATIONS, validations)
    merge_rows(connection, ops_tables.FAILED_ROWS, [*journals.failed_rows, *(failed.to_pylist() if failed else [])])
    merge_rows(connection, ops_tables.TABLE_CHANGES, changed)
    publication = {
        "publication_id": run.run_id,
        "published_at": now,
        "run_id": run.run_id,
        "code_version": code_version(),
    }
    merge_rows(connection, ops_tables.PUBLICATION, [publication], ALL)


def summed_validations(batches: Sequence[Batch]) -> list[Row]:
    """Rows of `ops.validations`: what the batches of a run found, one row per suite and rule."""
    found: dict[tuple[str, str], Row] = {}
    staged = concatenated(batches, "validations")
    for row in staged.to_pylist() if staged is not None else []:
        key = (row["suite"], row["rule_id"])
        known = found.get(key)
        if known is None:
            found[key] = row
            continue
        worst = max(known["outcome"], row["outcome"], key=("passed", "failed", "errored").index)
        sums = {name: known[name] + row[name] for name in ("n_checked", "n_failed")}
        found[key] = {**known, **sums, "outcome": worst}
    return list(found.values())


def create_views(connection: duckdb.DuckDBPyConnection) -> None:
    """The views for analysts, with their comments, inside the build file."""
    connection.execute("use build")
    for schema in dict.fromkeys(view.schema for view in VIEWS):
        connection.execute(f"create schema if not exists {identifier(schema)}")
    for view in VIEWS:
        connection.execute(f"create or replace view {qualified(view)} as {view_sql(view)}")
        for statement in comments(view, "view"):
            connection.execute(statement)
    connection.execute("use memory")
