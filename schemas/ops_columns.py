"""Columns that say how the pipeline fared: runs, steps, rejections, validations. Times are UTC."""

from dataclasses import replace

from schemas import vocabularies as words
from schemas.model import Column

run_id = Column(
    "run_id",
    "VARCHAR",
    "The sweep: its start in UTC and a random end.",
    required=True,
    pattern=r"\d{8}T\d{6}Z-[0-9a-f]{6}",
    is_run=True,
)
flow_run_id = Column("flow_run_id", "VARCHAR", "Prefect's id of the flow run.", is_run=True)
started_at = Column("started_at", "TIMESTAMP", "When the run began.", required=True, is_clock=True)
ended_at = Column("ended_at", "TIMESTAMP", "When the run ended.", is_clock=True)
run_state = Column("state", "VARCHAR", "How the run stands.", required=True, vocabulary=words.RUN_STATES)
run_reason = Column("reason", "VARCHAR", "Why the run failed, or why it published nothing.")
run_source = Column("source", "VARCHAR", "The source that the run swept, or whose documents it made again.")
last_step = Column("step", "VARCHAR", "The last step that was done.", vocabulary=words.STEPS)
selection = Column("selection", "VARCHAR", "What a rebuild was asked to do again; empty for a sweep.")
code_version = Column(
    "code_version", "VARCHAR", "Version of the product and of its computing code.", required=True, is_run=True
)
settings_hash = Column("settings_hash", "VARCHAR", "Hash of the settings that decide rows.", required=True, is_run=True)
n_files_seen = Column("n_files_seen", "INTEGER", "Files that the sweep found in the source.", required=True, minimum=0)
n_unchanged = Column("n_unchanged", "INTEGER", "Of these, known with the same bytes.", required=True, minimum=0)
n_loaded = Column("n_loaded", "INTEGER", "Of these, new or changed and loaded.", required=True, minimum=0)
n_duplicate_files = Column(
    "n_duplicate_files",
    "INTEGER",
    "Of these, new or changed with bytes that are already known.",
    required=True,
    minimum=0,
)
n_rejected = Column("n_rejected", "INTEGER", "Of these, new or changed and refused.", required=True, minimum=0)
n_missing = Column("n_missing", "INTEGER", "Known files that were gone.", required=True, minimum=0)
published_at = Column("published_at", "TIMESTAMP", "When readers saw the result.", is_clock=True)
publication_id = Column("publication_id", "VARCHAR", "The publication.", required=True, is_run=True)
publication_time = replace(published_at, required=True)
step = Column("step", "VARCHAR", "Step of the pipeline.", required=True, vocabulary=words.STEPS)
step_outcome = Column(
    "outcome",
    "VARCHAR",
    "`reused` from a run that was killed, `kept` as the warehouse has them, or what the step did.",
    required=True,
    vocabulary=words.STEP_OUTCOMES,
)
n_rows = Column("n_rows", "BIGINT", "Rows or documents concerned.", required=True, minimum=0)
seconds = Column("seconds", "DOUBLE", "Wall time.", required=True, minimum=0, is_clock=True)
cpu_seconds = Column("cpu_seconds", "DOUBLE", "Processor time.", required=True, minimum=0, is_clock=True)
input_hash = Column("input_hash", "VARCHAR", "Hash of what the step was given for this document.", required=True)
step_fingerprint = Column(
    "step_fingerprint",
    "VARCHAR",
    "Hash of all that determines the step: code, knowledge, settings, libraries.",
    required=True,
)
document_outcome = Column(
    "outcome", "VARCHAR", "What the step did with the document.", required=True, vocabulary=words.DOCUMENT_OUTCOMES
)
rejection_reason = Column("reason", "VARCHAR", "Why it was refused.", required=True, vocabulary=words.REJECTION_REASONS)
detail = Column("detail", "VARCHAR", "What was seen, and what to do about it.", required=True)
resolved_at = Column(
    "resolved_at",
    "TIMESTAMP",
    "Start of the run that looked again and found it sound, gone or replaced; empty while it stands.",
    is_clock=True,
)

# validation
suite = Column(
    "suite",
    "VARCHAR",
    "`documents` by their own rows before grouping, `annotations` by what annotation found in them, the whole"
    " `warehouse`, or `totals` of a source.",
    required=True,
    vocabulary=words.SUITES,
)
rule_id = Column("rule_id", "VARCHAR", "The rule, by id.", required=True)
severity = Column(
    "severity",
    "VARCHAR",
    "`critical` refuses the document, or stops the run; `warning` flags; `info` counts.",
    required=True,
    vocabulary=words.SEVERITIES,
)
table_name = Column("table_name", "VARCHAR", "Table concerned.", required=True)
column_name = Column("column_name", "VARCHAR", "Column concerned; empty for a rule on rows.")
rule_outcome = Column(
    "outcome",
    "VARCHAR",
    "`errored` means that the rule could not be applied.",
    required=True,
    vocabulary=words.RULE_OUTCOMES,
)
n_checked = Column("n_checked", "BIGINT", "Rows that the rule looked at.", required=True, minimum=0)
n_failed = Column("n_failed", "BIGINT", "Rows that broke it.", required=True, minimum=0)
rule_reason = Column("reason", "VARCHAR", "Why the rule exists.", required=True)
row_key = Column("row_key", "VARCHAR", "Key of the row, its columns joined by `/`.", required=True)
table_change = Column("change", "VARCHAR", "What happened to the rows.", required=True, vocabulary=words.TABLE_CHANGES)
row_before = Column(
    "before", "VARCHAR", "JSON of what the row said before: the columns that differ, of a removed row all of them."
)
row_after = Column("after", "VARCHAR", "JSON of what the columns that differ say now.")
schema_version = Column(
    "schema_version",
    "INTEGER",
    "Version of the tables of this file, as in `schemas/releases.csv`.",
    required=True,
    minimum=1,
)

# totals
total = Column("total", "VARCHAR", "What is counted or measured over a source.", required=True, vocabulary=words.TOTALS)
figure = Column("figure", "DOUBLE", "The figure after the run.", required=True)
baseline = Column(
    "baseline", "DOUBLE", "Median of the same figure after the last runs over the source; empty for fewer than three."
)
total_minimum = Column("minimum", "DOUBLE", "Figures below it are told, or stop the run; empty for none.")
total_maximum = Column("maximum", "DOUBLE", "Figures above it are told; empty for none.")
