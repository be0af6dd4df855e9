"""The load: everything that a run found, in one transaction; readers see none of it before it is published."""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from schemas import ops_tables, tables
from schemas.agreed_tables import AGREED_LANGUAGE
from schemas.ddl import comments, identifier, qualified
from schemas.model import Table
from schemas.uncovered_tables import UNCOVERED_PHRASES
from schemas.views import VIEWS, view_sql
from tasks.core.group import DEFAULTS
from tasks.core.group.corpus import document_hashes
from tasks.core.group.handover import remember
from tasks.core.intake.read import bytes_path
from tasks.core.intake.sweep import read_sweep
from tasks.core.load.log import tell_run
from tasks.core.load.merge import Changes, merge, merge_rows
from tasks.core.load.steps import Measure, document_step_rows, group_inputs, measure
from tasks.core.overlay import ANNOTATED_PARTS, CORPUS_PARTS, DOCUMENT_PARTS, is_regrouped, overlay
from tasks.core.run import Run
from tasks.core.settle.outcomes import Decided
from tasks.core.settle.settle import decide, settle
from tasks.core.staging import Batch, concatenated

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
    cleared: Sequence[Batch]
    checked: Sequence[Batch]

    @property
    def measured(self) -> list[Batch]:
        computed = (self.swept, self.read, self.structured, self.accepted, self.annotated, self.cleared, self.checked)
        return [*(batch for batches in computed for batch in batches), self.grouped]


def load(
    run: Run,
    swept: Sequence[Batch],
    read: Sequence[Batch],
    structured: Sequence[Batch],
    accepted: Sequence[Batch],
    grouped: Batch,
    due: Sequence[Batch],
    annotated: Sequence[Batch],
    cleared: Sequence[Batch],
    checked: Sequence[Batch],
) -> Loaded:
    """Write what a run found to the build file.

    `accepted` passed the gate for documents, `cleared` that for annotations; `checked` has what the last gates found.

    Raises:
        ConservationError: a file was lost on the way.
        duckdb.Error: the build file cannot be written; nothing of the run is in it then.
    """
    wall, cpu = time.perf_counter(), time.thread_time()
    given = Given(swept, read, structured, accepted, grouped, due, annotated, cleared, checked)
    settled = settle(run, accepted, grouped, cleared)
    decided = decide(accepted, grouped)
    with overlay(run.places.build, settled.incoming, read_only=False) as connection:
        connection.execute("begin")
        changes = merge_facts(connection, run)
        changes |= merge_rows(connection, ops_tables.REJECTIONS, settled.outcomes.rejections)
        merge_document_steps(connection, run, given, decided)
        spent = (time.perf_counter() - wall, time.thread_time() - cpu)
        own = Measure("load", "computed", len(settled.outcomes.fates), *spent)
        measures = (*measure(given.measured, decided.refused), own)
        outputs = [*accepted, grouped, *cleared, *checked]
        tell_run(connection, run, settled.outcomes.counts, measures, outputs, changes)
        strange = strange_documents(connection, run)
        create_views(connection)
        connection.execute("commit")
        connection.execute("checkpoint build")
    remember(run.places.fingerprints, grouped, DEFAULTS)
    drop_bytes(run.places.bytes, decided.refused.keys() & {row["document_id"] for row in read_sweep(run)})
    return Loaded(run.run_id, settled.outcomes.counts, settled.outcomes.fates, changes, measures, strange)


def strange_documents(connection: duckdb.DuckDBPyConnection, run: Run) -> tuple[str, ...]:
    """Documents that are corrected or decided on and not there, sorted."""
    known = {document_id for (document_id,) in connection.execute("select document_id from core.documents").fetchall()}
    return tuple(sorted({*run.corrections, *run.reviewed} - known))


def drop_bytes(folder: Path, refused: Iterable[str]) -> None:
    """Bytes are kept for what was accepted; a refused file is read again where it lies, if it lies there still."""
    for document_id in refused:
        bytes_path(folder, document_id).unlink(missing_ok=True)


def merge_facts(connection: duckdb.DuckDBPyConnection, run: Run) -> Changes:
    """The tables of `raw` and `core`, each with the rows that it has after the run.

    What changed is told row by row, but for the first publication, of which everything is new.
    """
    is_first = connection.execute("from build.ops.publication").fetchone() is None
    remembered_for = "" if is_first else run.run_id
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
    return {
        table.name: done
        for table, select, where in plan
        if (done := merge(connection, table, select, where, remembered_for=remembered_for))
    }


def merge_document_steps(connection: duckdb.DuckDBPyConnection, run: Run, given: Given, decided: Decided) -> None:
    """What each document's rows were made from; of a document refused, only up to where it was."""
    annotated = concatenated(given.due, "anchors")
    later = group_inputs(connection, document_hashes(connection, run.determinants))
    later += [{**row, "step": "annotate"} for row in (annotated.to_pylist() if annotated is not None else [])]
    rows = list(document_step_rows(run, decided.accepted, decided.refused, later))
    merge_rows(connection, ops_tables.DOCUMENT_STEPS, rows, EXCLUDED, ignored=("run_id",))


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
