"""The views on what copies lost, and on what versions state against each other."""

from schemas import columns as c
from schemas import damage_columns as d
from schemas import entity_columns as e
from schemas import view_columns as v
from schemas.model import Table, optional

MART_DAMAGES = Table(
    "mart.damages",
    "one row per damage of a version, with what stands there and what stood there",
    ("document_id", "damage_no"),
    (
        c.statement_id,
        c.document_id,
        d.damage_no,
        v.version_path,
        d.damage,
        d.damaged_text,
        d.damaged_main_text,
        d.damage_main_sentence_no,
        d.n_lost_words,
        d.n_lost_numbers,
        d.damage_start_char,
        c.end_char,
        c.main_document_id,
        d.main_start_char,
        d.main_end_char,
    ),
)
VERSION_DAMAGE = Table(
    "mart.version_damage",
    "one row per document and statement that it renders, with the number of its damages by kind",
    ("statement_id", "document_id"),
    (
        c.statement_id,
        v.statement_title,
        c.document_id,
        v.version_path,
        c.is_main,
        c.version_relation,
        c.version_coverage_ratio,
        d.n_damages,
        d.n_sentences_lost,
        d.n_sentences_damaged,
        d.n_words_dropped,
        d.n_words_gone,
        d.lost_ratio,
        d.n_numbers_lost,
        d.n_numbers_changed,
        d.n_dates_lost,
        d.n_numbers_gone,
        d.n_paragraph_numbers_lost,
        d.n_sentences_joined,
        d.n_words_misread,
        d.n_words_split,
        d.n_words_joined,
        d.n_hyphens_left,
        d.n_hyphens_lost,
        d.n_hyphens_repaired,
        d.n_mojibake,
        d.n_mojibake_repaired,
        d.n_unreadable_characters,
        d.n_texts_repeated,
        d.n_texts_inserted,
        d.n_note_marks_left,
    ),
)
VERSION_LOSSES = Table(
    "mart.version_losses",
    "one row per version that is not the main one and thing that would be lost if only this version existed",
    ("statement_id", "document_id", "loss", "loss_key"),
    (
        c.statement_id,
        v.statement_title,
        c.document_id,
        v.version_path,
        c.version_relation,
        d.loss,
        d.loss_key,
        d.lost_name,
        d.lost_sentence_no,
        d.is_whole_loss,
        d.n_lost,
        optional(e.label),
        optional(e.entity_id),
        d.is_elsewhere,
    ),
)
METADATA_CONFLICTS = Table(
    "mart.metadata_conflicts",
    "one row per statement, field for which its versions state values that exclude each other, and version that states "
    "one",
    ("statement_id", "field", "document_id"),
    (
        c.statement_id,
        v.statement_title,
        c.field,
        c.value,
        d.is_resolved_value,
        c.document_id,
        v.version_path,
        c.is_main,
        c.version_relation,
        c.candidate_evidence,
        c.evidence_in,
        c.rule,
        c.confidence,
    ),
    why_empty="the versions of the five statements do not contradict each other",
)
DAMAGE_VIEWS: tuple[Table, ...] = (MART_DAMAGES, VERSION_DAMAGE, VERSION_LOSSES, METADATA_CONFLICTS)
