"""The view of agreed language: each wording once."""

from schemas import agreed_columns as a
from schemas.model import Table

MART_AGREED_LANGUAGE = Table(
    "mart.agreed_language",
    "one row per wording that recurs across different statements, with its first and its last use",
    ("passage_id",),
    (
        a.passage_id,
        a.passage_text,
        a.n_agreed_statements,
        a.n_uses,
        a.n_varied_uses,
        a.first_statement_id,
        a.first_title,
        a.first_issuer,
        a.first_date_edtf,
        a.last_statement_id,
        a.last_date_edtf,
        a.issuers,
    ),
)
AGREED_VIEWS: tuple[Table, ...] = (MART_AGREED_LANGUAGE,)
