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
is_open = Column("is_open", "BOOLEAN", "The file is still refused.")
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
