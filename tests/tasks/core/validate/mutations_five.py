"""Rows of the five statements of `raw/`, spoilt; which rows must fail is asked of the good rows before."""

from collections.abc import Mapping
from dataclasses import dataclass, field

MINISTERS = "8e4e8ba3b0e2a8ffad92c7e2c38b80f313df7d287a9742c31adde0ffda92b4e3"
FULL = "0404bdd96f9c30353e4687b6672c34e9588c13fa05f034500802a97e66f39638"
CLIPPED = "0927bb603c37caf159308d78d55388e5be03049506c9b6db479bd7eaaad26ab7"

MENTION = "select document_id || '/' || mention_no from core.mentions"
ACT = "select document_id || '/' || act_no from core.speech_acts"
SENTENCE = "select document_id || '/' || sentence_no from core.sentences"
ALIGNMENT = "select document_id || '/' || alignment_no from core.sentence_alignments"
STATEMENT = "select statement_id from core.statements"
COPY = f"select statement_id || '/' || document_id from core.versions where document_id = '{CLIPPED}'"
FAMILY = f"select statement_id from core.versions where document_id = '{CLIPPED}'"


@dataclass(frozen=True, slots=True)
class RealMutation:
    """Rows of the five statements spoilt in one way by `sql`.

    `caught` gives for each rule that fails by it a query, asked before, for the keys of the rows; the first is the rule
    that should. `silenced` likewise gives the rows on which a rule that failed before no longer does.
    """

    name: str
    sql: str
    caught: Mapping[str, str]
    silenced: Mapping[str, str] = field(default_factory=dict)


REAL: tuple[RealMutation, ...] = (
    RealMutation(
        "each Ukraine is recorded in other letters",
        "update core.mentions set surface = 'Ukraina' where surface = 'Ukraine'",
        {"mentions_slice_back": f"{MENTION} where surface = 'Ukraine'"},
    ),
    RealMutation(
        "each mention of Russia is called an organisation",
        "update core.mentions set label = 'ORG' where entity_id = 'country:RU'",
        {"mention_label_agrees": f"{MENTION} where entity_id = 'country:RU'"},
    ),
    RealMutation(
        "the third mention of each document is lost",
        "delete from core.mentions where mention_no = 3",
        {"mentions_numbered_from_one": "select distinct document_id from core.mentions"},
    ),
    RealMutation(
        "the fifth act of each document is lost",
        "delete from core.speech_acts where act_no = 5",
        {"acts_numbered_from_one": "select distinct document_id from core.speech_acts"},
    ),
    RealMutation(
        "each commitment is of an act that is not there",
        "update core.commitments set act_no = act_no + 1000",
        {
            "commitment_belongs_to_act": "select document_id || '/' || commitment_no from core.commitments",
        },
    ),
    RealMutation(
        "each object of a condemnation is other words",
        "update core.speech_acts set object_text = 'peace' where act = 'condemn'",
        {"act_object_is_body": f"{ACT} where act = 'condemn'"},
    ),
    RealMutation(
        "all evidence in a body is moved by one",
        "update core.metadata_candidates set start_char = start_char + 1, end_char = end_char + 1"
        " where evidence_in = 'body'",
        {
            "evidence_slices_back": "select document_id || '/' || candidate_no from core.metadata_candidates"
            " where evidence_in = 'body' and start_char is not null"
        },
    ),
    RealMutation(
        "the sixth paragraph of twelve is printed as the sixtieth",
        f"update core.paragraphs set printed_number = '60' where document_id = '{MINISTERS}' and printed_number = '6'",
        {
            "printed_numbers_without_gaps": "select document_id || '/' || paragraph_no from core.paragraphs"
            f" where document_id = '{MINISTERS}' and printed_number in ('6', '7')"
        },
    ),
    RealMutation(
        "no statement has an issuer",
        "update core.statements set issuer = null",
        {
            "statement_has_issuer": f"{STATEMENT} where carries_statement",
            "statement_has_name": f"{STATEMENT} where carries_statement and title is null",
        },
    ),
    RealMutation(
        "each statement counts one document more than it has",
        "update core.statements set n_documents = n_documents + 1",
        {"statement_counts_documents": STATEMENT},
    ),
    RealMutation(
        "the clipped copy covers all",
        f"update core.versions set coverage_ratio = 1 where document_id = '{CLIPPED}'",
        {"truncated_covers_less": COPY, "document_agrees_with_version": f"select '{CLIPPED}'"},
    ),
    RealMutation(
        "the clipped copy is a main version too",
        f"update core.versions set is_main = true where document_id = '{CLIPPED}'",
        {"one_main_version": FAMILY, "main_version_covers_itself": COPY, "main_version_relation": COPY},
    ),
    RealMutation(
        "all sentences of the clipped copy are said to be the same",
        "update core.sentence_alignments set change = 'same'",
        {"change_fits_sentences": f"{ALIGNMENT} where change in ('missing', 'added')"},
        {"version_keeps_sentences": f"{ALIGNMENT} where change in ('cut', 'missing')"},
    ),
    RealMutation(
        "the cut sentences of the clipped copy are not aligned",
        "delete from core.sentence_alignments where change = 'cut'",
        {
            "main_sentences_are_aligned": "select document_id || '/main sentence ' || main_sentence_no"
            " from core.sentence_alignments where change = 'cut'"
        },
        {"version_keeps_sentences": f"{ALIGNMENT} where change = 'cut'"},
    ),
    RealMutation(
        "every document is said to be Ukrainian",
        "update core.documents set language_code = 'uk', language_codes = ['uk']",
        {
            "language_fits_script": "select document_id from core.documents",
            "values_have_candidates": "select document_id || '/language_code' from core.documents",
        },
    ),
)
