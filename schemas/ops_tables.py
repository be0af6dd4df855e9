"""The tables of the schema `ops`: how the pipeline fared."""

from schemas import columns as c
from schemas import ops_columns as ops
from schemas.model import Table, local, optional

RUNS = Table(
    "ops.runs",
    "one row per run",
    ("run_id",),
    (
        ops.run_id,
        ops.flow_run_id,
        ops.run_source,
        ops.selection,
        ops.started_at,
        ops.ended_at,
        ops.run_state,
        ops.last_step,
        ops.run_reason,
        ops.code_version,
        ops.settings_hash,
        ops.n_files_seen,
        ops.n_unchanged,
        ops.n_loaded,
        ops.n_duplicate_files,
        ops.n_rejected,
        ops.n_missing,
        ops.published_at,
    ),
    scope="log",
)
RUN_STEPS = Table(
    "ops.steps",
    "one row per run, step and outcome",
    ("run_id", "step", "outcome"),
    (ops.run_id, ops.step, ops.step_outcome, ops.n_rows, ops.seconds, ops.cpu_seconds),
    scope="log",
)
DOCUMENT_STEPS = Table(
    "ops.document_steps",
    "one row per document and step: what its rows were made from",
    ("document_id", "step"),
    (local(c.document_id), ops.step, ops.input_hash, ops.step_fingerprint, ops.run_id, ops.document_outcome),
)
REJECTIONS = Table(
    "ops.rejections",
    "one row per file that was refused, kept when it is resolved",
    ("source", "path", "first_seen_at"),
    (
        c.source,
        c.path,
        local(optional(c.document_id)),
        ops.step,
        ops.rejection_reason,
        ops.detail,
        ops.run_id,
        ops.code_version,
        c.first_seen_at,
        ops.resolved_at,
    ),
    scope="log",
    why_empty="none of the five files was refused",
)
VALIDATIONS = Table(
    "ops.validations",
    "one row per run and rule",
    ("run_id", "suite", "rule_id"),
    (
        ops.run_id,
        ops.suite,
        ops.rule_id,
        ops.severity,
        ops.table_name,
        ops.column_name,
        ops.rule_outcome,
        ops.n_checked,
        ops.n_failed,
        ops.rule_reason,
    ),
    scope="log",
)
FAILED_ROWS = Table(
    "ops.failed_rows",
    "one row per rule and row that broke it, kept when it is resolved",
    ("suite", "rule_id", "row_key", "first_seen_at"),
    (
        ops.run_id,
        ops.suite,
        ops.rule_id,
        ops.severity,
        ops.table_name,
        ops.row_key,
        local(optional(c.document_id)),
        ops.detail,
        ops.code_version,
        c.first_seen_at,
        ops.resolved_at,
    ),
    scope="log",
)
TOTALS = Table(
    "ops.totals",
    "one row per run, source and figure, with what it was held against",
    ("run_id", "source", "total"),
    (
        ops.run_id,
        c.source,
        ops.total,
        ops.figure,
        ops.baseline,
        ops.total_minimum,
        ops.total_maximum,
    ),
    scope="log",
)
TABLE_CHANGES = Table(
    "ops.changes",
    "one row per run, table and kind of change, of rows in `raw` and `core`",
    ("run_id", "table_name", "change"),
    (ops.run_id, ops.table_name, ops.table_change, ops.n_rows),
    scope="log",
)
CHANGED_ROWS = Table(
    "ops.changed_rows",
    "one row per row of `raw` and `core` that one of the last publications changed",
    ("run_id", "table_name", "row_key"),
    (
        ops.run_id,
        ops.table_name,
        ops.table_change,
        ops.row_key,
        local(optional(c.document_id)),
        ops.row_before,
        ops.row_after,
    ),
    scope="log",
    why_empty="of the first publication everything is new",
)
PUBLICATION = Table(
    "ops.publication",
    "the one row that says which publication this file is",
    ("publication_id",),
    (ops.publication_id, ops.publication_time, ops.run_id, ops.code_version, ops.schema_version),
    scope="corpus",
)
