"""The views on what statements do and promise, each counted in its main version alone."""

from schemas import act_columns as a
from schemas import columns as c
from schemas import view_columns as v
from schemas.model import Table

MART_SPEECH_ACTS = Table(
    "mart.speech_acts",
    "one row per act of a statement in its main version, with its sentence",
    ("statement_id", "document_id", "act_no"),
    (
        c.statement_id,
        v.statement_title,
        v.statement_issuer,
        v.statement_date_edtf,
        c.document_id,
        a.act_no,
        c.sentence_no,
        a.act,
        a.plover_code,
        a.subject,
        a.subject_entity_id,
        a.act_speaker,
        a.verb,
        a.polarity,
        a.target_name,
        a.target_iso_code,
        a.target_entity_id,
        a.object_text,
        c.rule,
        c.confidence,
        v.sentence_text,
    ),
)
MART_COMMITMENTS = Table(
    "mart.commitments",
    "one row per commitment of a statement in its main version and amount that it states, with its sentence",
    ("statement_id", "document_id", "commitment_no"),
    (
        c.statement_id,
        v.statement_title,
        v.statement_issuer,
        v.statement_date_edtf,
        c.document_id,
        a.commitment_no,
        a.act_no,
        c.sentence_no,
        a.act,
        a.subject,
        a.verb,
        a.object_text,
        a.amount,
        a.unit,
        a.qualifier,
        a.deadline_edtf,
        a.deadline_text,
        a.target_name,
        v.sentence_text,
    ),
)
ACT_VIEWS: tuple[Table, ...] = (MART_SPEECH_ACTS, MART_COMMITMENTS)
