"""Views on how the pipeline fared, over time: what was refused, which rules rows break, what changed and drifted."""

from schemas import columns as c
from schemas import ops_columns as ops
from schemas import view_columns as v
from schemas.model import Table, local, optional
from schemas.ops_tables import FAILED_ROWS, REJECTIONS, RUNS

MART_REJECTIONS = Table(
    "mart.rejections",
    "one row per file that was refused, those still refused first",
    REJECTIONS.key,
    (
        v.is_open,
        *REJECTIONS.columns,
        v.is_other_code,
        v.n_refused_before,
        v.n_runs_open,
        v.days_open,
    ),
    why_empty=REJECTIONS.why_empty,
)
LATEST_RUN = Table(
    "mart.latest_run",
    "the one row of the run that began last",
    ("run_id",),
    (
        *RUNS.columns,
        v.run_seconds,
        v.steps_summary,
        v.n_rules,
        v.n_rules_failed,
        v.n_rules_errored,
        v.n_open_rejections,
        v.n_open_failed_rows,
        v.n_open_critical_rows,
        v.report_path,
    ),
)
FAILED_RULES = Table(
    "mart.failed_rules",
    "one row per suite and rule that failed or errored in the last run that validated, or that rows break as of now,"
    " the gravest first",
    ("suite", "rule_id"),
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
        v.n_new,
        v.n_open,
        ops.rule_reason,
        v.first_failed_at,
        v.first_code_version,
    ),
)
FAILED_TEXTS = Table(
    "mart.failed_texts",
    "one row per row that breaks a rule as of now and is about a text, with that text",
    ("table_name", "row_key"),
    (ops.table_name, ops.row_key, v.failing_text, v.failing_main_text),
)
MART_FAILED_ROWS = Table(
    "mart.failed_rows",
    "one row per rule and row that broke it, with its file and the text in question, those that stand first",
    FAILED_ROWS.key,
    (
        v.is_open,
        v.is_new,
        *FAILED_ROWS.columns,
        v.days_open,
        optional(ops.rule_reason),
        v.version_path,
        v.failing_text,
        v.failing_main_text,
    ),
)
RULE_HISTORY = Table(
    "mart.rule_history",
    "one row per run and rule that it applied, with what became of the rule since the run before",
    ("run_id", "suite", "rule_id"),
    (
        ops.run_id,
        optional(ops.started_at),
        optional(ops.code_version),
        v.is_code_changed,
        ops.suite,
        ops.rule_id,
        ops.severity,
        ops.table_name,
        ops.rule_outcome,
        ops.n_checked,
        ops.n_failed,
        v.n_failed_before,
        v.trend,
        ops.rule_reason,
    ),
)
TOTALS_OVER_TIME = Table(
    "mart.totals_over_time",
    "one row per source, figure and run, with what it was before and what it was held against",
    ("source", "total", "run_id"),
    (
        c.source,
        ops.total,
        ops.run_id,
        optional(ops.started_at),
        optional(ops.code_version),
        ops.figure,
        v.previous_figure,
        ops.baseline,
        v.times_baseline,
        ops.total_minimum,
        ops.total_maximum,
        v.bound_state,
    ),
)
MART_TOTALS = Table(
    "mart.totals",
    "one row per source and figure, as the last run left it",
    ("source", "total"),
    TOTALS_OVER_TIME.columns,
)
MART_CHANGES = Table(
    "mart.changes",
    "one row per publication and table of `raw` and `core` that it changed, the latest first",
    ("run_id", "table_name"),
    (
        ops.run_id,
        optional(ops.started_at),
        ops.published_at,
        optional(ops.code_version),
        ops.table_name,
        v.n_added,
        v.n_changed,
        v.n_removed,
    ),
)
MART_CHANGED_ROWS = Table(
    "mart.changed_rows",
    "one row per row of `raw` and `core` that one of the last publications changed, with the columns that differ",
    ("run_id", "table_name", "row_key"),
    (
        ops.run_id,
        optional(ops.started_at),
        optional(ops.code_version),
        ops.table_name,
        ops.table_change,
        ops.row_key,
        local(optional(c.document_id)),
        v.version_path,
        v.changed_columns,
        ops.row_before,
        ops.row_after,
    ),
)
DOCUMENT_LINEAGE = Table(
    "mart.document_lineage",
    "one row per document and step, in the order of the pipeline: the run and the code that made its rows",
    ("document_id", "step"),
    (
        local(c.document_id),
        v.version_path,
        ops.step,
        v.step_no,
        ops.document_outcome,
        ops.run_id,
        optional(ops.started_at),
        optional(ops.code_version),
        ops.step_fingerprint,
        ops.input_hash,
    ),
)

OPS_VIEWS: tuple[Table, ...] = (
    MART_REJECTIONS,
    LATEST_RUN,
    FAILED_RULES,
    FAILED_TEXTS,
    MART_FAILED_ROWS,
    RULE_HISTORY,
    TOTALS_OVER_TIME,
    MART_TOTALS,
    MART_CHANGES,
    MART_CHANGED_ROWS,
    DOCUMENT_LINEAGE,
)
"""In the order of creation: some are made of those before."""
