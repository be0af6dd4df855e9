"""Tables that exist only between two steps. They are made of the same columns as the published ones."""

from schemas import columns as c
from schemas import ops_columns as ops
from schemas.model import Table, local, optional
from schemas.tables import DOCUMENTS

GROUPED_COLUMNS = ("statement_id", "relation", "coverage_ratio")  # known after grouping
PRESENCE_COLUMNS = ("is_present",)  # known at load, from the files

DOCUMENT_FACTS = Table(
    "staged.document_facts",
    "one row per document: the columns of `core.documents` that its own file decides",
    ("document_id",),
    tuple(column for column in DOCUMENTS.columns if column.name not in (*GROUPED_COLUMNS, *PRESENCE_COLUMNS)),
)
DOCUMENT_VERSIONS = Table(
    "staged.document_versions",
    "one row per document that renders a statement: the columns of `core.documents` that grouping decides",
    ("document_id",),
    (local(c.document_id), c.statement_id, c.version_relation, c.version_coverage_ratio),
    scope="corpus",
)
INTAKE = Table(
    "staged.intake",
    "one row per document to be carried through, with the first of the files that hold it, the first step that has to"
    " be done, and when a run first met it so",
    ("document_id",),
    (local(c.document_id), c.source, c.path, c.media_type, c.n_bytes, ops.step, c.first_seen_at),
)
REFUSED = Table(
    "staged.refused",
    "one row per document that a step refused",
    ("document_id",),
    (local(c.document_id), ops.step, ops.rejection_reason, ops.detail),
)
FAILING = Table(
    "staged.failing",
    "one row per rule and row that breaks it in this run",
    ("suite", "rule_id", "row_key"),
    (
        ops.run_id,
        ops.suite,
        ops.rule_id,
        ops.severity,
        ops.table_name,
        ops.row_key,
        local(optional(c.document_id)),
        ops.detail,
    ),
)
SWEEP = Table(
    "staged.sweep",
    "one row per file that a sweep found in its source, with the bytes' hash or the reason why there are none",
    ("path",),
    (
        c.path,
        local(optional(c.document_id)),
        optional(c.n_bytes),
        optional(c.media_type),
        c.named_media_type,
        c.modified_at,
        c.file_outcome,
        optional(ops.rejection_reason),
        optional(ops.detail),
    ),
)
ANCHORS = Table(
    "staged.anchors",
    "one row per document to be annotated, with what its statement settles for it",
    ("document_id",),
    (local(c.document_id), c.date_edtf, c.issuer, ops.input_hash),
)
REGROUPED = Table(
    "staged.regrouped",
    "one row per document whose versions a run made anew, or that is gone",
    ("document_id",),
    (local(c.document_id),),
    scope="corpus",
)
RENAMES = Table(
    "staged.renames",
    "one row per name that a statement lost in this run",
    ("old_statement_id", "statement_id"),
    (c.old_statement_id, local(c.statement_id), c.change_reason),
    scope="corpus",
)
