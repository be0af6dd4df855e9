"""The table of agreed language: every use of a wording that several statements share."""

from schemas import agreed_columns as a
from schemas import columns as c
from schemas.model import Table

AGREED_LANGUAGE = Table(
    "core.agreed_language",
    "one row per use of a wording that recurs across different statements, in their main versions alone",
    ("passage_id", "statement_id", "start_char"),
    (
        a.passage_id,
        c.statement_id,
        c.document_id,
        c.sentence_no,
        c.start_char,
        c.end_char,
        a.first_statement_id,
        a.is_first_use,
        a.n_agreed_statements,
        a.agreed_change,
        a.agreed_diff,
        a.use_text,
    ),
    scope="corpus",
)
AGREED_TABLES: tuple[Table, ...] = (AGREED_LANGUAGE,)
