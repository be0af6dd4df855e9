"""Columns that views compute. All else in a view is a column of `schemas.columns` under its own name."""

from dataclasses import replace

from schemas import columns as c
from schemas import ops_columns as ops
from schemas import vocabularies as words
from schemas.model import Column, local, optional

main_path = replace(c.path, name="main_path", description="Path of a file that holds the main version.", required=False)
version_path = replace(c.path, description="Path of a file that holds the document.", required=False)
statement_title = replace(c.title, name="statement_title", description="Title of the statement, from any version.")
statement_issuer = replace(c.issuer, name="statement_issuer", description="Issuer of the statement, from any version.")
statement_date_edtf = replace(
    c.date_edtf, name="statement_date_edtf", description="Date of the statement in EDTF, from any version."
)
rendered_statement_id = replace(
    optional(local(c.statement_id)), description="Statement that this text renders; empty outside of any."
)
mentioned_statement_id = local(c.statement_id)
paragraph_text = Column("text", "VARCHAR", "The paragraph's text, its printed number included.")
sentence_text = Column("text", "VARCHAR", "The sentence's text.")
main_sentence_text = Column("main_text", "VARCHAR", "The main version's sentence; empty if `added`.")
is_main_version = Column("is_main", "BOOLEAN", "Belongs to the main version of the statement, the one to count.")
is_duplicate_file = Column("is_duplicate_file", "BOOLEAN", "Another file with the same bytes was known before.")
file_reason = replace(ops.rejection_reason, required=False, description="Why it is refused; empty if it is not.")
file_detail = replace(ops.detail, required=False)
file_notes = Column(
    "notes",
    "VARCHAR[]",
    "What was noted of how the file was read, each word once; more in `core.document_notes`.",
    vocabulary=words.NOTES,
)
is_open = Column("is_open", "BOOLEAN", "It still stands as of this publication.", required=True)
year = Column("year", "INTEGER", "Year of the statement; empty where its date leaves the year open.")

n_paragraphs = Column("n_paragraphs", "BIGINT", "Paragraphs of the statement in its main version.")
n_sentences = Column("n_sentences", "BIGINT", "Sentences of the statement in its main version.")
n_words = Column("n_words", "BIGINT", "Words of the statement in its main version, parted by white space.")
n_mentions = Column("n_mentions", "BIGINT", "Mentions in main versions, within the statement.")
n_statements = Column("n_statements", "BIGINT", "Statements that mention it, each counted once.")
first_sentence_no = Column("first_sentence_no", "INTEGER", "Sentence of the main version that mentions it first.")
n_version_sentences = Column("n_sentences", "BIGINT", "Sentences of this version, within the statement.")
n_main_sentences = Column("n_main_sentences", "BIGINT", "Sentences of the main version, within the statement.")
n_sentences_same = Column("n_sentences_same", "BIGINT", "Sentences of the main version kept word by word.")
n_sentences_cut = Column("n_sentences_cut", "BIGINT", "Sentences of the main version that lost words.")
n_sentences_edited = Column("n_sentences_edited", "BIGINT", "Sentences of the main version whose words were changed.")
n_sentences_missing = Column("n_sentences_missing", "BIGINT", "Sentences of the main version of which nothing is left.")
n_sentences_added = Column("n_sentences_added", "BIGINT", "Sentences that only this version has.")
n_sentences_moved = Column("n_sentences_moved", "BIGINT", "Sentences of the main version that stand elsewhere.")

run_seconds = Column("seconds", "DOUBLE", "Wall time of the run; empty while it lasts.")
steps_summary = Column("steps_summary", "VARCHAR", "Each step with what it did to how many rows, in how many seconds.")
n_rules = Column("n_rules", "BIGINT", "Rules that the run applied.")
n_rules_failed = Column("n_rules_failed", "BIGINT", "Of these, broken by a row or more.")
n_rules_errored = Column("n_rules_errored", "BIGINT", "Of these, not applicable for an error.")
n_open_rejections = Column("n_open_rejections", "BIGINT", "Files that are refused as of now.")
n_open_failed_rows = Column("n_open_failed_rows", "BIGINT", "Rows that break a rule as of now.")
n_open_critical_rows = Column("n_open_critical_rows", "BIGINT", "Of these, rows that break a critical rule.")
report_path = Column(
    "report_path", "VARCHAR", "Report on the run, beside the warehouse; empty for a run with nothing to tell."
)

days_open = Column(
    "days_open", "DOUBLE", "Days from when it was first seen until it was resolved, or else until this publication."
)
n_runs_open = Column("n_runs_open", "BIGINT", "Runs that began while it stood, the one that found it among them.")
n_refused_before = Column("n_refused_before", "BIGINT", "How often the same path was refused before.")
is_other_code = Column(
    "is_other_code", "BOOLEAN", "It was found by other code than that of this publication, such as an older version."
)
is_new = Column("is_new", "BOOLEAN", "The last run that validated found it first.", required=True)
failing_text = Column(
    "text",
    "VARCHAR",
    "The text in question, at most 300 characters: the sentence, paragraph, evidence, title or beginning that the row"
    " is about; empty if it is resolved, or the key names no text.",
)
failing_main_text = Column("main_text", "VARCHAR", "Of a row that compares, the same of the main version.")
n_new = Column("n_new", "BIGINT", "Rows that this run was the first to find.")
n_open = Column("n_open", "BIGINT", "Rows that break it as of now, whichever run found them.")
first_failed_at = Column(
    "first_failed_at", "TIMESTAMP", "Since when the oldest of the rows that break it as of now has done so."
)
first_code_version = Column("first_code_version", "VARCHAR", "Version of the code that found that oldest row.")
trend = Column(
    "trend",
    "VARCHAR",
    "Against the run before that applied the rule: `new` fails and did not, `resolved` did and does not, `worse` and"
    " `better` by the rows that break it, else `same`. A rule that errored is worse than one that failed.",
    required=True,
    vocabulary=words.TRENDS,
)
n_failed_before = Column("n_failed_before", "BIGINT", "Rows that broke it in the run before that applied the rule.")
is_code_changed = Column(
    "is_code_changed", "BOOLEAN", "The run before that applied the rule ran on other code.", required=True
)
previous_figure = Column("previous_figure", "DOUBLE", "The figure after the run before.")
times_baseline = Column("times_baseline", "DOUBLE", "The figure divided by its baseline.")
bound_state = Column(
    "bound_state",
    "VARCHAR",
    "Where the figure lies: `below` its minimum, `above` its maximum, or `within`.",
    required=True,
    vocabulary=words.BOUND_STATES,
)
n_added = Column("n_added", "BIGINT", "Rows that the run added.", required=True)
n_changed = Column("n_changed", "BIGINT", "Rows that the run changed.", required=True)
n_removed = Column("n_removed", "BIGINT", "Rows that the run removed.", required=True)
changed_columns = Column(
    "changed_columns", "VARCHAR[]", "Columns of a changed row that differ; empty of a row that was added or removed."
)
step_no = Column("step_no", "INTEGER", "Place of the step in the pipeline, from 1.", required=True)
