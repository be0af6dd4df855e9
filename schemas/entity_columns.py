"""Columns of entities, memberships and mentions."""

from schemas import vocabularies as words
from schemas.columns import COUNTRY
from schemas.model import Column

entity_id = Column(
    "entity_id",
    "VARCHAR",
    "What is meant, across documents: label and key, such as `country:UA`.",
    required=True,
    pattern=r"[a-z]+:\S(.*\S)?",
    references="core.entities.entity_id",
)
refers_to_entity_id = Column(
    "refers_to_entity_id",
    "VARCHAR",
    "The state whose government is meant, where a capital stands for it.",
    references="core.entities.entity_id",
)
label = Column("label", "VARCHAR", "Kind of entity.", required=True, vocabulary=words.LABELS)
name = Column("name", "VARCHAR", "Canonical name; EDTF of a date; number and unit of a quantity.", required=True)
iso_code = Column("iso_code", "VARCHAR", "ISO 3166-1 alpha-2 of a state.", pattern=COUNTRY)
organisation_id = Column(
    "organisation_id",
    "VARCHAR",
    "Organisation or grouping, an `entity_id`.",
    required=True,
    references="core.entities.entity_id",
)
member_id = Column(
    "member_id",
    "VARCHAR",
    "State that is or was a member, an `entity_id`.",
    required=True,
    references="core.entities.entity_id",
)
member_since = Column("date_start", "DATE", "First day of membership.", required=True)
member_until = Column("date_end", "DATE", "Last day of membership; empty while it lasts.")
membership_precision = Column(
    "precision",
    "VARCHAR",
    "How exact the days are: `day`; `year` where only years are sure; `by` where it began on the first day or before.",
    required=True,
    vocabulary=words.PRECISIONS,
)
mention_no = Column("mention_no", "INTEGER", "Number of the mention in its document, from 1.", required=True, minimum=1)
surface = Column("surface", "VARCHAR", "The mention as it stands in the body.", required=True)
office = Column("office", "VARCHAR", "Office printed with a person's name.")
alternatives = Column("alternatives", "VARCHAR[]", "Other entities that the mention could mean.", required=True)
