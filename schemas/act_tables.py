"""The tables of speech acts and of the commitments among them."""

from schemas import act_columns as a
from schemas import columns as c
from schemas.model import Table

SPEECH_ACTS = Table(
    "core.speech_acts",
    "one row per act that somebody does by saying it, in a main clause or a line of resolution style",
    ("document_id", "act_no"),
    (
        c.document_id,
        a.act_no,
        c.sentence_no,
        a.act,
        a.plover_code,
        a.verb,
        a.subject,
        a.subject_entity_id,
        a.act_speaker,
        a.object_text,
        a.target_entity_id,
        a.polarity,
        c.rule,
        c.confidence,
        a.act_start_char,
        a.act_end_char,
        a.subject_start_char,
        a.verb_start_char,
        a.verb_end_char,
        a.object_start_char,
        a.object_end_char,
        c.in_statement,
    ),
)
COMMITMENTS = Table(
    "core.commitments",
    "one row per promise of the issuer that can be seen to be done or not, and amount that it states",
    ("document_id", "commitment_no"),
    (
        c.document_id,
        a.commitment_no,
        a.act_no,
        a.amount,
        a.unit,
        a.qualifier,
        a.amount_start_char,
        a.amount_end_char,
        a.deadline_edtf,
        a.deadline_text,
        a.deadline_start_char,
        a.deadline_end_char,
    ),
)
ACT_TABLES: tuple[Table, ...] = (SPEECH_ACTS, COMMITMENTS)
