"""Columns of agreed language: wording that recurs across different statements."""

from dataclasses import replace

from schemas import columns as c
from schemas import vocabularies as words
from schemas.model import Column, optional

passage_id = Column(
    "passage_id",
    "VARCHAR",
    "The wording; made from the words of its first use, so that the same words have the same name in every warehouse.",
    required=True,
    pattern=r"pa-[0-9a-f]{16}",
)
first_statement_id = replace(
    c.statement_id,
    name="first_statement_id",
    description="Statement that used the wording first: the one with the earliest date, those without a date last.",
)
is_first_use = Column(
    "is_first_use", "BOOLEAN", "This is the first use, which the others are held against.", required=True
)
n_agreed_statements = Column(
    "n_statements",
    "BIGINT",
    "Statements that use the wording. In very many, it is a formula of the office rather than of the matter.",
    required=True,
    minimum=2,
)
agreed_change = Column(
    "change",
    "VARCHAR",
    "Against the first use: the `same` words, case and punctuation apart, or `varied`.",
    required=True,
    vocabulary=words.AGREED_CHANGES,
)
agreed_diff = replace(
    c.word_diff,
    description="The first use turned into this one, in runs of words: `=` kept, `-` lost, `+` added; empty if `same`.",
)
use_text = Column("text", "VARCHAR", "The words of the use as printed.", required=True)

passage_text = Column("text", "VARCHAR", "The words of the first use as printed.")
n_uses = Column("n_uses", "BIGINT", "Uses of the wording; a statement can have several.")
n_varied_uses = Column("n_varied_uses", "BIGINT", "Uses that vary the words of the first one.")
first_title = replace(c.title, name="first_title", description="Title of the statement that used it first.")
first_issuer = replace(c.issuer, name="first_issuer", description="Issuer of the statement that used it first.")
first_date_edtf = replace(
    c.date_edtf, name="first_date_edtf", description="Date of the statement that used it first, in EDTF."
)
last_statement_id = replace(
    optional(c.statement_id), name="last_statement_id", description="Statement that used it last, of those with a date."
)
last_date_edtf = replace(
    c.date_edtf, name="last_date_edtf", description="Date of the statement that used it last, in EDTF."
)
issuers = Column("issuers", "VARCHAR[]", "Issuers of the statements that use it, sorted.")
