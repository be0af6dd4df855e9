"""Every view, as a table: what a row is, its key, its columns. The SQL lies in `warehouse/views/`, one file per view.

Views count a statement once, by its main version. Rows on copies say so in `is_main`.
"""

from pathlib import Path

from schemas import columns as c
from schemas import entity_columns as e
from schemas import pair_views
from schemas import view_columns as v
from schemas.act_views import ACT_VIEWS
from schemas.agreed_views import AGREED_VIEWS
from schemas.annotation_views import ANNOTATION_VIEWS
from schemas.damage_views import DAMAGE_VIEWS
from schemas.model import Table, local, optional
from schemas.ops_views import OPS_VIEWS

FOLDER = Path(__file__).parents[1] / "warehouse" / "views"

MART_STATEMENTS = Table(
    "mart.statements",
    "one row per statement that a document carries, with its size in the main version",
    ("statement_id",),
    (
        v.mentioned_statement_id,
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
        c.n_documents,
        c.n_numbered,
        v.n_paragraphs,
        v.n_sentences,
        v.n_words,
        v.n_mentions,
        c.main_document_id,
        v.main_path,
        c.election_reasons,
        c.first_seen_at,
    ),
)
MART_VERSIONS = Table(
    "mart.versions",
    "one row per document and statement that it renders, with what it kept of the main version",
    ("statement_id", "document_id"),
    (
        c.statement_id,
        v.statement_title,
        c.document_id,
        v.version_path,
        c.kind,
        c.language_code,
        c.is_main,
        c.version_relation,
        c.version_coverage_ratio,
        v.n_version_sentences,
        v.n_main_sentences,
        v.n_sentences_same,
        v.n_sentences_cut,
        v.n_sentences_edited,
        v.n_sentences_missing,
        v.n_sentences_added,
        v.n_sentences_moved,
        c.date_edtf,
        c.place,
        c.start_char,
        c.end_char,
    ),
)
MART_PARAGRAPHS = Table(
    "mart.paragraphs",
    "one row per paragraph of a document, with its text",
    ("document_id", "paragraph_no"),
    (
        v.rendered_statement_id,
        v.is_main_version,
        c.document_id,
        c.paragraph_no,
        c.role,
        c.printed_number,
        c.page_no,
        c.end_page_no,
        c.language_code,
        c.in_statement,
        c.start_char,
        c.end_char,
        v.paragraph_text,
    ),
)
MART_SENTENCES = Table(
    "mart.sentences",
    "one row per sentence of a document, with its text",
    ("document_id", "sentence_no"),
    (
        v.rendered_statement_id,
        v.is_main_version,
        c.document_id,
        c.sentence_no,
        c.paragraph_no,
        c.printed_number,
        c.in_statement,
        c.speaker,
        c.start_char,
        c.end_char,
        v.sentence_text,
    ),
)
MART_MENTIONS = Table(
    "mart.mentions",
    "one row per mention of an entity in a document, with its sentence",
    ("document_id", "mention_no"),
    (
        v.rendered_statement_id,
        v.is_main_version,
        c.document_id,
        e.mention_no,
        c.sentence_no,
        e.surface,
        e.label,
        e.entity_id,
        e.name,
        e.iso_code,
        e.refers_to_entity_id,
        e.office,
        c.confidence,
        c.in_statement,
        v.sentence_text,
    ),
)
MENTIONS_BY_STATEMENT = Table(
    "mart.mentions_by_statement",
    "one row per statement and entity that its main version mentions",
    ("statement_id", "entity_id"),
    (
        c.statement_id,
        v.statement_title,
        v.statement_issuer,
        v.statement_date_edtf,
        e.entity_id,
        e.label,
        e.name,
        e.iso_code,
        v.n_mentions,
        v.first_sentence_no,
    ),
)
ENTITIES_OVER_TIME = Table(
    "mart.entities_over_time",
    "one row per entity and year of the statements that mention it",
    ("entity_id", "year"),
    (e.entity_id, e.label, e.name, e.iso_code, v.year, v.n_statements, v.n_mentions),
)
MART_ALIGNMENTS = Table(
    "mart.sentence_alignments",
    "one row per sentence of a version and its partner in the main version, with both texts",
    ("document_id", "alignment_no"),
    (
        c.document_id,
        c.alignment_no,
        c.main_document_id,
        optional(c.sentence_no),
        c.main_sentence_no,
        c.change,
        c.similarity_ratio,
        v.sentence_text,
        v.main_sentence_text,
        c.word_diff,
    ),
)
MART_FILES = Table(
    "mart.files",
    "one row per file and content ever seen, with what became of it",
    ("source", "path", "document_id"),
    (
        c.source,
        c.path,
        c.file_state,
        local(optional(c.document_id)),
        v.is_duplicate_file,
        optional(c.kind),
        optional(c.carries_statement),
        c.relation,
        c.coverage_ratio,
        v.rendered_statement_id,
        v.statement_title,
        v.statement_issuer,
        v.file_reason,
        v.file_detail,
        optional(c.n_bytes),
        optional(c.media_type),
        c.named_media_type,
        optional(c.extractor),
        c.n_pages,
        v.file_notes,
        c.first_seen_at,
        optional(c.last_seen_at),
    ),
)
VIEWS: tuple[Table, ...] = (
    MART_STATEMENTS,
    MART_VERSIONS,
    MART_PARAGRAPHS,
    MART_SENTENCES,
    MART_MENTIONS,
    MENTIONS_BY_STATEMENT,
    ENTITIES_OVER_TIME,
    MART_ALIGNMENTS,
    MART_FILES,
    *OPS_VIEWS,
    *pair_views.VIEWS,
    *DAMAGE_VIEWS,
    *AGREED_VIEWS,
    *ANNOTATION_VIEWS,
    *ACT_VIEWS,
)
"""In the order of creation."""


def view_sql(view: Table) -> str:
    """The select that makes a view.

    Raises:
        FileNotFoundError: there is no file for it in `warehouse/views/`.
    """
    return (FOLDER / f"{view.short_name}.sql").read_text(encoding="utf-8").strip()
