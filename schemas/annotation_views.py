"""Views on mentions across versions."""

from dataclasses import replace

from schemas import columns as c
from schemas import entity_columns as e
from schemas.model import Column, Table, optional

main_mention_no = Column(
    "main_mention_no", "INTEGER", "Number of the mention in the main version.", required=True, minimum=1
)
main_surface = Column("main_surface", "VARCHAR", "The mention as it stands in the main version.", required=True)
is_lost = Column("is_lost", "BOOLEAN", "Nothing in the version stands for the mention.", required=True)
mention_main_sentence_no = replace(
    c.main_sentence_no, description="Sentence of the main version that holds the mention.", required=True
)

MENTION_COUNTERPARTS = Table(
    "mart.mention_counterparts",
    "one row per mention of a main version and other version of the statement, with what stands for it there",
    ("document_id", "main_document_id", "main_mention_no"),
    (
        c.statement_id,
        c.document_id,
        c.version_relation,
        optional(e.mention_no),
        optional(e.surface),
        c.main_document_id,
        main_mention_no,
        mention_main_sentence_no,
        main_surface,
        e.label,
        e.entity_id,
        e.name,
        is_lost,
    ),
)
ANNOTATION_VIEWS: tuple[Table, ...] = (MENTION_COUNTERPARTS,)
