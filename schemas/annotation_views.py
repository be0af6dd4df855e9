"""Views on mentions across versions, and on who belonged to what when something was said."""

from dataclasses import replace

from schemas import columns as c
from schemas import entity_columns as e
from schemas import view_columns as v
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
organisation = Column("organisation", "VARCHAR", "Canonical name of the organisation or grouping.", required=True)
is_issuer = Column("is_issuer", "BOOLEAN", "The statement is the organisation's own; else it mentions it.")
member_since = replace(e.member_since, name="member_since", description="First day of the membership.")
is_certain = Column(
    "is_certain",
    "BOOLEAN",
    "A member on every day that the statement's date can mean; else on some of them alone.",
    required=True,
)

MEMBERS = Table(
    "mart.members",
    "one row per dated statement, organisation that issues it or is mentioned in it, and its member at that date",
    ("statement_id", "organisation_id", "member_id"),
    (
        c.statement_id,
        v.statement_title,
        c.date_edtf,
        e.organisation_id,
        organisation,
        is_issuer,
        e.member_id,
        e.name,
        e.iso_code,
        member_since,
        is_certain,
    ),
)
ANNOTATION_VIEWS: tuple[Table, ...] = (MENTION_COUNTERPARTS, MEMBERS)
