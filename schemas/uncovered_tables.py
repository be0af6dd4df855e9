"""Tables of phrases that no rule covered, so that knowledge is extended by evidence."""

from schemas import columns as c
from schemas import uncovered_columns as u
from schemas.model import Table, local

UNCOVERED_SPANS = Table(
    "core.uncovered_spans",
    "one row per document and phrase in it that no rule covered: runs of capitalised words, and words often repeated",
    ("document_id", "phrase"),
    (
        c.document_id,
        u.phrase,
        u.n_occurrences,
        c.sentence_no,
        c.start_char,
        c.end_char,
        u.suggested_label,
        c.in_statement,
    ),
)
UNCOVERED_PHRASES = Table(
    "core.uncovered_phrases",
    "one row per phrase that no rule covered, over all documents",
    ("phrase",),
    (
        u.phrase,
        u.n_documents_with,
        u.n_statements_with,
        u.n_occurrences,
        u.suggested_label,
        u.example,
        u.example_document_id,
        local(c.start_char),
        c.end_char,
    ),
    scope="corpus",
)
UNCOVERED_TABLES: tuple[Table, ...] = (UNCOVERED_SPANS, UNCOVERED_PHRASES)
