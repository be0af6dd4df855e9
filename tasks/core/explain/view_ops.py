"""How the columns of the views on runs, rules and changes are explained."""

from collections.abc import Mapping

from schemas import ops_views
from tasks.core.explain.logged import failing_row, run_row
from tasks.core.explain.model import RECORD, ROWS, TEXT, Kind
from tasks.core.explain.ops import (
    BROKEN,
    DIFFERED,
    MADE,
    OVER_TIME,
    OWN_RUN,
    REFUSED,
    RULED,
    WRITTEN,
)
from tasks.core.explain.spans import both, files
from tasks.core.explain.view_parts import RUN, Shown, of_base, path_of, rows_listed, through

OPEN = "Whether it is not resolved as of this publication."
REJECTIONS: Mapping[str, Shown] = {
    **of_base(ops_views.MART_REJECTIONS, "ops.rejections"),
    "is_open": Kind(OPEN, ROWS, REFUSED),
    "is_other_code": Kind(
        "Its code version beside that of this publication.",
        ROWS,
        both(REFUSED, rows_listed("from ops.publication", "this publication")),
    ),
    "n_refused_before": Kind(
        "Rejections of the same path before, counted.",
        ROWS,
        both(
            rows_listed(
                "from ops.rejections where source = $source and path = $path order by first_seen_at", "a rejection"
            ),
            REFUSED,
        ),
        query="select count(*) from ops.rejections where source = $source and path = $path"
        " and first_seen_at < $first_seen_at",
    ),
    "n_runs_open": Kind(
        "Runs that began while it stood, counted.",
        ROWS,
        REFUSED,
        query="select count(*) from ops.runs where started_at >= $first_seen_at"
        " and ($resolved_at is null or started_at < $resolved_at)",
    ),
    "days_open": Kind("Days from `first_seen_at` to `resolved_at`, or else to this publication.", ROWS, REFUSED),
}
STEPS = rows_listed("from ops.steps where run_id = $run_id order by step, outcome", "a step of the run")
OF_RUN = "from ops.validations where run_id = $run_id"
STANDING = "from ops.failed_rows where resolved_at is null"
LATEST_RUN: Mapping[str, Shown] = {
    **of_base(ops_views.LATEST_RUN, "ops.runs"),
    "seconds": Kind("From `started_at` to `ended_at`.", ROWS, OWN_RUN),
    "steps_summary": Kind("The rows of ops.steps of the run, in words.", ROWS, STEPS),
    "n_rules": Kind("Rules that the run applied, counted.", ROWS, OWN_RUN, query=f"select count(*) {OF_RUN}"),
    "n_rules_failed": Kind(
        "Of these, broken by a row or more.",
        ROWS,
        rows_listed(
            f"select rule_id, n_failed, reason {OF_RUN} and outcome = 'failed' order by rule_id", "a broken rule"
        ),
        query=f"select count(*) {OF_RUN} and outcome = 'failed'",
    ),
    "n_rules_errored": Kind(
        "Of these, not applicable.", ROWS, OWN_RUN, query=f"select count(*) {OF_RUN} and outcome = 'errored'"
    ),
    "n_open_rejections": Kind(
        "Files that are refused as of now, counted.",
        ROWS,
        both(
            rows_listed(
                "select path, reason, detail from ops.rejections where resolved_at is null order by path", "refused"
            ),
            OWN_RUN,
        ),
        query="select count(*) from ops.rejections where resolved_at is null",
    ),
    "n_open_failed_rows": Kind(
        "Rows that break a rule as of now, counted.",
        ROWS,
        rows_listed(
            f"select table_name, row_key, rule_id, detail {STANDING} order by rule_id, row_key", "breaks a rule"
        ),
        query=f"select count(*) {STANDING}",
    ),
    "n_open_critical_rows": Kind(
        "Of these, rows that break a critical rule, counted.",
        ROWS,
        OWN_RUN,
        query=f"select count(*) {STANDING} and severity = 'critical'",
    ),
    "report_path": Kind("The page of the run, beside the warehouse; named after the run.", RECORD, OWN_RUN),
}
OF_RULE = "from ops.failed_rows where suite = $suite and rule_id = $rule_id and resolved_at is null"
FAILED_RULES: Mapping[str, Shown] = {
    **of_base(ops_views.FAILED_RULES, "ops.validations"),
    "n_new": Kind("Rows that break it and were found first by the last run that validated, counted.", ROWS, RULED),
    "n_open": Kind("Rows that break it as of now, counted.", ROWS, RULED, query=f"select count(*) {OF_RULE}"),
    "first_failed_at": Kind(
        "The oldest of the rows that break it as of now.", ROWS, RULED, query=f"select min(first_seen_at) {OF_RULE}"
    ),
    "first_code_version": Kind(
        "The code that found the oldest of them.",
        ROWS,
        RULED,
        query=f"select arg_min(code_version, first_seen_at) {OF_RULE}",
    ),
}
ROW_OF_TEXT = rows_listed(
    "select * from ops.failed_rows where table_name = $table_name and row_key = $row_key and resolved_at is null"
    " order by rule_id",
    "breaks a rule",
)
FAILED_TEXTS: Mapping[str, Shown] = {
    "table_name": Kind("The table of a row that breaks a rule as of now.", ROWS, ROW_OF_TEXT),
    "row_key": Kind("The key of the row; explain it in its own table for its span.", ROWS, ROW_OF_TEXT),
    "text": Kind("The text that the row points to, at most 300 characters.", ROWS, ROW_OF_TEXT),
    "main_text": Kind("Of a row that compares, what the main version has.", ROWS, ROW_OF_TEXT),
}
FAILED_ROWS: Mapping[str, Shown] = {
    **of_base(ops_views.MART_FAILED_ROWS, "ops.failed_rows"),
    "is_open": Kind(OPEN, ROWS, BROKEN),
    "is_new": Kind("Whether the last run that validated found it first.", ROWS, BROKEN),
    "days_open": Kind("Days from `first_seen_at` to `resolved_at`, or else to this publication.", ROWS, BROKEN),
    "reason": Kind("Why the rule exists, as it is defined.", ROWS, BROKEN),
    "path": path_of(),
    "text": Kind(
        "The text that the row points to, at most 300 characters; empty if it is resolved.", TEXT, failing_row
    ),
    "main_text": Kind("Of a row that compares, what the main version has.", TEXT, failing_row),
}
BEFORE = rows_listed(
    "select run_id, outcome, n_checked, n_failed from ops.validations where suite = $suite and rule_id = $rule_id"
    " and run_id <= $run_id order by run_id desc",
    "the rule in this run, and in those before",
)
AGAINST = "Against the run before that applied the rule."
RULE_HISTORY: Mapping[str, Shown] = {
    **of_base(ops_views.RULE_HISTORY, "ops.validations"),
    **RUN,
    "is_code_changed": Kind(AGAINST, ROWS, BEFORE),
    "n_failed_before": Kind("The rows that broke it in the run before that applied it.", ROWS, BEFORE),
    "trend": Kind(AGAINST, ROWS, BEFORE),
}
TOTALS: Mapping[str, Shown] = {
    **of_base(ops_views.TOTALS_OVER_TIME, "ops.totals"),
    **RUN,
    "previous_figure": Kind("The figure after the run before over the source.", ROWS, OVER_TIME),
    "times_baseline": Kind("The figure divided by its baseline.", ROWS, OVER_TIME),
    "bound_state": Kind("The figure beside its minimum and maximum.", ROWS, OVER_TIME),
}
CHANGED = "from ops.changes where run_id = $run_id and table_name = $table_name"
LOADED = both(rows_listed(CHANGED, "what the run changed"), run_row)


def counted(change: str) -> Kind:
    """Rows of a change, counted when they were merged."""
    query = f"select coalesce(sum(n_rows), 0) {CHANGED} and change = '{change}'"
    return Kind(f"Rows that were {change}, counted when the run merged them.", ROWS, LOADED, query=query)


CHANGES: Mapping[str, Shown] = {
    **through("ops.runs", ("run_id",), run_id="run_id", published_at="published_at"),
    **RUN,
    "table_name": Kind(WRITTEN, RECORD, LOADED),
    "n_added": counted("added"),
    "n_changed": counted("changed"),
    "n_removed": counted("removed"),
}
CHANGED_ROWS: Mapping[str, Shown] = {
    **of_base(ops_views.MART_CHANGED_ROWS, "ops.changed_rows"),
    **RUN,
    "path": path_of(),
    "changed_columns": Kind("The keys of `after`: the columns that differ.", ROWS, DIFFERED),
}
DOCUMENT_LINEAGE: Mapping[str, Shown] = {
    **of_base(ops_views.DOCUMENT_LINEAGE, "ops.document_steps"),
    **RUN,
    "path": path_of(),
    "step_no": Kind("The place of the step in the pipeline, from 1.", ROWS, both(MADE, files())),
}
VIEW_KINDS: Mapping[str, Mapping[str, Shown]] = {
    "mart.rejections": REJECTIONS,
    "mart.latest_run": LATEST_RUN,
    "mart.failed_rules": FAILED_RULES,
    "mart.failed_texts": FAILED_TEXTS,
    "mart.failed_rows": FAILED_ROWS,
    "mart.rule_history": RULE_HISTORY,
    "mart.totals_over_time": TOTALS,
    "mart.totals": TOTALS,
    "mart.changes": CHANGES,
    "mart.changed_rows": CHANGED_ROWS,
    "mart.document_lineage": DOCUMENT_LINEAGE,
}
