"""Views on pairs of documents and on what became of statements: why two are one statement, and why not."""

from dataclasses import replace

from schemas import columns as c
from schemas import ops_columns as ops
from schemas import pair_columns as p
from schemas import view_columns as v
from schemas.model import Column, Table, local, optional

other_path = replace(v.version_path, name="other_path", description="Path of a file that holds the other document.")
other_title = replace(c.title, name="other_title", description="Title of the other document.")
is_one_statement = Column(
    "is_one_statement", "BOOLEAN", "Both are versions of one statement, by this pair or by others.", required=True
)
pair_reason = Column(
    "reason",
    "VARCHAR",
    "What decided. `linked`: `score`, the measurements; `same_words`, also stating the same of themselves; "
    "`quotation`, one quotes the statement; `reviewed`, people. `pruned`: `closer_rival`, both are closer to others; "
    "`family`, their families are two by their other pairs. `below_gate`: `coverage`, too little of either is in the "
    "other; `score`; "
    "`copy`, two reports of one event; `quotation`, one tells of it and does not quote it at length. `vetoed`: `date`, "
    "`number` or `issuer` that both state, and not the same; `family`, other members do; `reviewed` and "
    "`reviewed_family`, people.",
    required=True,
)

MART_VERSION_PAIRS = Table(
    "mart.version_pairs",
    "one row per pair of documents that was compared, with what decided whether the two are one statement",
    ("document_id", "other_document_id"),
    (
        c.document_id,
        v.version_path,
        c.title,
        p.other_document_id,
        other_path,
        other_title,
        is_one_statement,
        p.decision,
        pair_reason,
        p.pair_relation,
        p.pair_score,
        p.containment,
        p.other_containment,
        c.evidence,
    ),
)
MART_STATEMENT_HISTORY = Table(
    "mart.statement_history",
    "one row per name that a statement lost, or a part of it, with the run in which that happened",
    ("old_statement_id", "statement_id", "run_id"),
    (
        c.old_statement_id,
        local(c.statement_id),
        c.change_reason,
        v.statement_title,
        v.statement_issuer,
        v.statement_date_edtf,
        ops.run_id,
        optional(ops.started_at),
    ),
)

VIEWS = (MART_VERSION_PAIRS, MART_STATEMENT_HISTORY)
