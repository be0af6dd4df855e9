"""Every published table, in the order of creation. A contract: names and meanings stay, columns may be added."""

from schemas import columns as c
from schemas import entity_columns as e
from schemas import ops_columns as ops
from schemas import pair_columns as p
from schemas.act_tables import ACT_TABLES
from schemas.agreed_tables import AGREED_TABLES
from schemas.damage_columns import conflicting_fields
from schemas.damage_tables import DAMAGE_TABLES
from schemas.model import Table, local, optional
from schemas.ops_tables import (
    CHANGED_ROWS,
    DOCUMENT_STEPS,
    FAILED_ROWS,
    PUBLICATION,
    REJECTIONS,
    RUN_STEPS,
    RUNS,
    TABLE_CHANGES,
    TOTALS,
    VALIDATIONS,
)
from schemas.uncovered_tables import UNCOVERED_SPANS, UNCOVERED_TABLES

RAW_FILES = Table(
    "raw.files",
    "one row per file and content ever seen in a source",
    ("source", "path", "document_id"),
    (
        c.source,
        c.path,
        local(c.document_id),
        c.n_bytes,
        c.media_type,
        c.named_media_type,
        c.modified_at,
        c.first_seen_at,
        c.last_seen_at,
        c.file_state,
    ),
    scope="log",
)
RAW_TEXTS = Table(
    "raw.texts",
    "one row per document",
    ("document_id",),
    (c.document_id, c.text, c.properties, c.extractor, c.n_pages),
)
RAW_REMOVED = Table(
    "raw.removed",
    "one row per stretch of text that cleaning took out",
    ("document_id", "start_char"),
    (c.document_id, c.text_start_char, c.text_end_char, c.rule, c.removed_text),
)
RAW_MARKS = Table(
    "raw.marks",
    "one row per span of a document's text of which its format says what it is",
    ("document_id", "start_char", "end_char", "mark"),
    (c.document_id, c.text_start_char, c.text_end_char, c.mark),
    why_empty="the five are plain text, which says nothing of its parts",
)
DOCUMENTS = Table(
    "core.documents",
    "one row per document, with what its own file says",
    ("document_id",),
    (
        local(c.document_id),
        optional(c.statement_id),
        c.kind,
        c.is_statement,
        c.carries_statement,
        c.language_code,
        c.language_codes,
        c.title,
        c.issuer,
        c.level,
        c.date_edtf,
        c.date_start,
        c.date_end,
        c.place,
        c.n_numbered,
        c.signatories,
        c.relation,
        c.coverage_ratio,
        c.is_present,
        c.body,
    ),
)
STATEMENTS = Table(
    "core.statements",
    "one row per statement: a family of documents that carry it",
    ("statement_id",),
    (
        local(c.statement_id),
        c.main_document_id,
        c.election_reasons,
        c.carries_statement,
        c.title,
        c.issuer,
        c.level,
        c.date_edtf,
        c.date_start,
        c.date_end,
        c.date_basis,
        c.place,
        c.signatories,
        c.language_code,
        conflicting_fields,
        c.n_documents,
        c.first_seen_at,
    ),
    scope="corpus",
)
VERSIONS = Table(
    "core.versions",
    "one row per document and statement that it renders",
    ("statement_id", "document_id"),
    (
        c.statement_id,
        c.document_id,
        c.start_char,
        c.end_char,
        c.version_relation,
        c.version_coverage_ratio,
        c.is_main,
        c.evidence,
    ),
    scope="corpus",
)
STATEMENT_HISTORY = Table(
    "core.statement_history",
    "one row per name that a statement lost",
    ("old_statement_id", "statement_id", "run_id"),
    (c.old_statement_id, local(c.statement_id), ops.run_id, c.change_reason),
    scope="log",
    why_empty="no statement was merged, split or renamed yet",
)
METADATA_CANDIDATES = Table(
    "core.metadata_candidates",
    "one row per candidate value for a metadata column of a document, chosen or not",
    ("document_id", "candidate_no"),
    (
        c.document_id,
        c.candidate_no,
        c.field,
        c.value,
        c.candidate_evidence,
        c.evidence_in,
        c.evidence_start_char,
        c.evidence_end_char,
        c.rule,
        c.confidence,
        c.is_chosen,
    ),
)
PARAGRAPHS = Table(
    "core.paragraphs",
    "one row per paragraph of a document's body",
    ("document_id", "paragraph_no"),
    (
        c.document_id,
        c.paragraph_no,
        c.role,
        c.printed_number,
        c.page_no,
        c.end_page_no,
        c.start_char,
        c.end_char,
        c.language_code,
        c.in_statement,
    ),
)
SENTENCES = Table(
    "core.sentences",
    "one row per sentence of a document's body",
    ("document_id", "sentence_no"),
    (c.document_id, c.sentence_no, c.paragraph_no, c.start_char, c.end_char, c.in_statement, c.speaker),
)
VERSION_PAIRS = Table(
    "core.version_pairs",
    "one row per pair of documents that was compared",
    ("document_id", "other_document_id"),
    (
        c.document_id,
        p.other_document_id,
        p.pair_score,
        p.containment,
        p.other_containment,
        p.decision,
        p.pair_relation,
        c.evidence,
    ),
    scope="corpus",
)
SENTENCE_ALIGNMENTS = Table(
    "core.sentence_alignments",
    "one row per sentence of a version and its partner in the main version; a sentence can have several",
    ("document_id", "alignment_no"),
    (
        c.document_id,
        c.alignment_no,
        optional(c.sentence_no),
        c.main_document_id,
        c.main_sentence_no,
        c.change,
        c.similarity_ratio,
        c.word_diff,
    ),
    scope="corpus",
)
ENTITIES = Table(
    "core.entities",
    "one row per entity that is mentioned or a member",
    ("entity_id",),
    (local(e.entity_id), e.label, e.name, e.iso_code),
    scope="corpus",
)
MEMBERSHIPS = Table(
    "core.memberships",
    "one row per membership of a state in an organisation",
    ("organisation_id", "member_id", "date_start"),
    (e.organisation_id, e.member_id, e.member_since, e.member_until, e.membership_precision),
    scope="corpus",
)
MENTIONS = Table(
    "core.mentions",
    "one row per mention of an entity in a document's body",
    ("document_id", "mention_no"),
    (
        c.document_id,
        e.mention_no,
        c.sentence_no,
        c.start_char,
        c.end_char,
        e.surface,
        e.label,
        e.entity_id,
        e.refers_to_entity_id,
        e.office,
        c.rule,
        c.confidence,
        e.alternatives,
        c.in_statement,
    ),
)
DOCUMENT_NOTES = Table(
    "core.document_notes",
    "one row per thing worth knowing about how a document was read",
    ("document_id", "note_no"),
    (c.document_id, c.note_no, ops.step, c.note, optional(c.page_no), c.n_found, ops.detail),
    why_empty="the five statements are whole text files",
)
ANNOTATED_TABLES: tuple[Table, ...] = (MENTIONS, *ACT_TABLES, UNCOVERED_SPANS)
"""What annotation makes of one document."""
TABLES: tuple[Table, ...] = (
    RAW_FILES,
    RAW_TEXTS,
    RAW_MARKS,
    RAW_REMOVED,
    DOCUMENTS,
    STATEMENTS,
    VERSIONS,
    STATEMENT_HISTORY,
    METADATA_CANDIDATES,
    PARAGRAPHS,
    SENTENCES,
    VERSION_PAIRS,
    SENTENCE_ALIGNMENTS,
    *DAMAGE_TABLES,
    *AGREED_TABLES,
    ENTITIES,
    MEMBERSHIPS,
    MENTIONS,
    *ACT_TABLES,
    *UNCOVERED_TABLES,
    DOCUMENT_NOTES,
    RUNS,
    RUN_STEPS,
    DOCUMENT_STEPS,
    REJECTIONS,
    VALIDATIONS,
    FAILED_ROWS,
    TOTALS,
    TABLE_CHANGES,
    CHANGED_ROWS,
    PUBLICATION,
)
BY_NAME = {table.name: table for table in TABLES}
