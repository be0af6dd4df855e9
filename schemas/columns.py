"""Every column of the warehouse, once. Tables in `schemas.tables` list them in order.

Offsets count characters (Unicode code points), the end excluded, from 0. Times are UTC. Ratios lie between 0 and 1.
"""

from dataclasses import replace

from schemas import vocabularies as words
from schemas.model import Column

SHA256 = r"[0-9a-f]{64}"
EDTF_LEVEL_1 = r"[0-9X]{4}(-[0-9X]{2}){0,2}[~?%]?(/([0-9X]{4}(-[0-9X]{2}){0,2}[~?%]?)?)?"
LANGUAGE = r"[a-z]{2,3}(-[A-Za-z]+)?"
COUNTRY = r"[A-Z]{2}"

# files
source = Column("source", "VARCHAR", "Name of the source that the file lies in.", required=True)
path = Column("path", "VARCHAR", "Path of the file inside its source, with `/` between folders.", required=True)
n_bytes = Column("n_bytes", "BIGINT", "Size of the file in bytes.", required=True, minimum=0)
media_type = Column("media_type", "VARCHAR", "What the bytes are, told by their content.", required=True)
modified_at = Column("modified_at", "TIMESTAMP", "When the file system says the file was changed last.", is_clock=True)
first_seen_at = Column(
    "first_seen_at", "TIMESTAMP", "Start of the first run that saw this.", required=True, is_clock=True
)
last_seen_at = Column(
    "last_seen_at", "TIMESTAMP", "Start of the last run that changed this row.", required=True, is_clock=True
)
file_state = Column(
    "state",
    "VARCHAR",
    "`present` in the source at the last sweep; `missing` from it; `replaced` by other bytes at the same path; "
    "`rejected`: there, but its document was refused.",
    required=True,
    vocabulary=words.FILE_STATES,
)

file_outcome = Column(
    "outcome",
    "VARCHAR",
    "`unchanged` since the last run, `changed` (other bytes, or back again), or `new`.",
    required=True,
    vocabulary=words.FILE_OUTCOMES,
)

# documents
document_id = Column(
    "document_id",
    "VARCHAR",
    "SHA-256 of the raw bytes: one document, however many files hold it.",
    required=True,
    pattern=SHA256,
    references="core.documents.document_id",
)
main_document_id = Column(
    "main_document_id",
    "VARCHAR",
    "Document that holds the main version of the statement.",
    required=True,
    pattern=SHA256,
    references="core.documents.document_id",
)
text = Column("text", "VARCHAR", "Decoded text as found, before cleaning.", required=True)
removed_text = Column("text", "VARCHAR", "The characters that were taken out.", required=True)
extractor = Column("extractor", "VARCHAR", "Reader that made the text, with the encoding it found.", required=True)
n_pages = Column("n_pages", "INTEGER", "Pages of the file; empty where the format has none.", minimum=1)
properties = Column(
    "properties",
    "VARCHAR",
    "What the file says of itself beside its text, as lines `key: value`; empty where it says nothing.",
    required=True,
)
note_no = Column("note_no", "INTEGER", "Number of the note in its document, from 1.", required=True, minimum=1)
note = Column(
    "note",
    "VARCHAR",
    "What is worth knowing: a page that is a picture (`needs_ocr`) or has nothing on it (`blank_page`); a part that "
    "was not read (`unread_part`); bytes that are no characters (`broken_characters`); an encoding declared and not "
    "used (`declared_encoding`); letters set right (`mojibake_repaired`); a web page whose frame could not be told "
    "from its text (`frame_kept`); more than one text (`several_texts`) or language (`several_languages`) in one file.",
    required=True,
    vocabulary=words.NOTES,
)
n_found = Column(
    "n_found", "INTEGER", "How many of it there were, where that was counted: characters set right.", minimum=1
)
mark = Column("mark", "VARCHAR", "What the format says of the span.", required=True, vocabulary=words.MARKS)
named_media_type = Column(
    "named_media_type", "VARCHAR", "What the ending of the file's name promises; empty where it promises nothing."
)
body = Column("body", "VARCHAR", "Cleaned text. All spans of a document count in it.", required=True)
kind = Column(
    "kind",
    "VARCHAR",
    "What the file is: `statement` by an actor in its own name, `press_release`, `readout` of a meeting, `article` by "
    "somebody else, `listing` of links, `other`.",
    required=True,
    vocabulary=words.KINDS,
)
is_statement = Column("is_statement", "BOOLEAN", "The file is the text of an actor speaking officially.", required=True)
carries_statement = Column(
    "carries_statement",
    "BOOLEAN",
    "The file is a statement, or quotes one whole or at length (50 words or more).",
    required=True,
)
language_code = Column(
    "language_code", "VARCHAR", "Main language, BCP 47; `und` where it cannot be told.", required=True, pattern=LANGUAGE
)
language_codes = Column(
    "language_codes",
    "VARCHAR[]",
    "Languages of the document, main language first.",
    required=True,
    pattern=LANGUAGE,
)
title = Column("title", "VARCHAR", "Title as printed; empty where the text has none.")
issuer = Column("issuer", "VARCHAR", "Who speaks, by canonical name; ISO codes joined with `+` for unnamed groups.")
level = Column("level", "VARCHAR", "Level at which the issuer speaks; empty where unstated.", vocabulary=words.LEVELS)
date_edtf = Column(
    "date_edtf", "VARCHAR", "Date of the statement in EDTF, only as precise as its source.", pattern=EDTF_LEVEL_1
)
date_start = Column("date_start", "DATE", "First day that `date_edtf` allows.")
date_end = Column("date_end", "DATE", "Last day that `date_edtf` allows.")
date_basis = Column(
    "date_basis",
    "VARCHAR",
    "Where the date comes from: `stated` by the main version, by another `version`, or `inferred`; empty without date.",
    vocabulary=words.DATE_BASES,
)
place = Column("place", "VARCHAR", "Town where it was adopted or issued.")
n_numbered = Column("n_numbered", "INTEGER", "Numbered paragraphs of the statement.", required=True, minimum=0)
signatories = Column(
    "signatories",
    "VARCHAR[]",
    "States named as issuing it, ISO 3166-1 alpha-2, sorted.",
    required=True,
    pattern=COUNTRY,
)
is_present = Column(
    "is_present", "BOOLEAN", "At least one file with these bytes lay in its source at the last sweep.", required=True
)
relation = Column(
    "relation",
    "VARCHAR",
    "How the version stands to the main version of its statement; empty where the document has no version.",
    vocabulary=words.RELATIONS,
)
coverage_ratio = Column(
    "coverage_ratio",
    "DOUBLE",
    "Share of the main version's words that this version holds, in order; empty where the document has no version.",
    minimum=0,
    maximum=1,
)

# statements and versions
statement_id = Column(
    "statement_id",
    "VARCHAR",
    "The statement: one per family of documents that carry it; made from its founding document.",
    required=True,
    pattern=r"st-[0-9a-f]{16}",
    references="core.statements.statement_id",
    is_run=True,
)
version_relation = replace(
    relation, required=True, description="How the version stands to the main version of its statement."
)
version_coverage_ratio = replace(
    coverage_ratio, required=True, description="Share of the main version's words that this version holds, in order."
)
old_statement_id = Column(
    "old_statement_id", "VARCHAR", "Name that the statement had before.", required=True, pattern=r"st-[0-9a-f]{16}"
)
election_reasons = Column(
    "election_reasons",
    "VARCHAR[]",
    "Why this document was elected main version, the deciding reason first.",
    required=True,
)
n_documents = Column("n_documents", "INTEGER", "Documents that carry the statement.", required=True, minimum=1)
start_char = Column("start_char", "INTEGER", "First character of the span in the body.", required=True, minimum=0)
end_char = Column("end_char", "INTEGER", "Character after the span's last in the body.", required=True, minimum=0)
text_start_char = Column(
    "start_char", "INTEGER", "First character of the span in `raw.texts.text`.", required=True, minimum=0
)
text_end_char = Column(
    "end_char", "INTEGER", "Character after the span's last in `raw.texts.text`.", required=True, minimum=0
)
evidence_start_char = Column(
    "start_char", "INTEGER", "First character of the evidence in what `evidence_in` names.", minimum=0
)
evidence_end_char = Column(
    "end_char", "INTEGER", "Character after the evidence's last in what `evidence_in` names.", minimum=0
)
is_main = Column("is_main", "BOOLEAN", "This is the main version of the statement.", required=True)
evidence = Column("evidence", "JSON", "Measurements that the decision rests on.", required=True)
change_reason = Column(
    "reason", "VARCHAR", "What happened to the old statement.", required=True, vocabulary=words.HISTORY_REASONS
)

# metadata candidates
candidate_no = Column(
    "candidate_no", "INTEGER", "Number of the candidate in its document, from 1.", required=True, minimum=1
)
field = Column(
    "field", "VARCHAR", "Metadata column that this is a candidate for.", required=True, vocabulary=words.METADATA_FIELDS
)
value = Column("value", "VARCHAR", "Candidate value; list items are joined with `;`.", required=True)
candidate_evidence = Column("evidence", "VARCHAR", "The words that support the value.", required=True)
evidence_in = Column(
    "evidence_in",
    "VARCHAR",
    "Where the evidence stands: in the `body`, in the `text` before cleaning, in the file's `properties` (both in "
    "`raw.texts`), or in a person's note in the file of `corrections`.",
    required=True,
    vocabulary=words.EVIDENCE_PLACES,
)
rule = Column("rule", "VARCHAR", "Name of the rule that decided.", required=True, pattern=r"[a-z][a-z0-9_]*")
confidence = Column("confidence", "DOUBLE", "How far the rule is trusted.", required=True, minimum=0, maximum=1)
is_chosen = Column("is_chosen", "BOOLEAN", "This candidate became the document's value.", required=True)

# spans
paragraph_no = Column(
    "paragraph_no", "INTEGER", "Number of the paragraph in its document, from 1.", required=True, minimum=1
)
role = Column(
    "role",
    "VARCHAR",
    "`title`, `dateline`, `paragraph` of running text, `signature`, `footnote`, or `furniture` that was kept.",
    required=True,
    vocabulary=words.PARAGRAPH_ROLES,
)
printed_number = Column("printed_number", "VARCHAR", "Number printed before the paragraph, without its punctuation.")
page_no = Column("page_no", "INTEGER", "Page on which the paragraph begins; empty without pages.", minimum=1)
end_page_no = Column("end_page_no", "INTEGER", "Page on which the paragraph ends; empty without pages.", minimum=1)
in_statement = Column(
    "in_statement", "BOOLEAN", "Belongs to the statement that the document is or carries.", required=True
)
sentence_no = Column(
    "sentence_no", "INTEGER", "Number of the sentence in its document, from 1.", required=True, minimum=1
)
speaker = Column("speaker", "VARCHAR", "Who is quoted in this sentence, where the document says so.")
alignment_no = Column("alignment_no", "INTEGER", "Number of the row in its document, from 1.", required=True, minimum=1)
main_sentence_no = Column("main_sentence_no", "INTEGER", "Sentence of the main version; empty if `added`.", minimum=1)
change = Column(
    "change",
    "VARCHAR",
    "`same` words; words `cut`; words `edited`; `missing` from the version; `added` by it; `moved` elsewhere.",
    required=True,
    vocabulary=words.CHANGES,
)
similarity_ratio = Column(
    "similarity_ratio",
    "DOUBLE",
    "Share of the words of both sentences that have partners.",
    required=True,
    minimum=0,
    maximum=1,
)
word_diff = Column(
    "word_diff",
    "STRUCT(op VARCHAR, words VARCHAR)[]",
    "The sentence of the main version turned into the version's: runs of words with `=` kept, `-` lost, `+` added.",
    required=True,
)
