"""Columns of pairs of documents: what was measured, and what it led to."""

from schemas import vocabularies as words
from schemas.columns import SHA256
from schemas.model import Column

other_document_id = Column(
    "other_document_id",
    "VARCHAR",
    "The other document of the pair, the larger id of the two.",
    required=True,
    pattern=SHA256,
    references="core.documents.document_id",
)
pair_score = Column("score", "DOUBLE", "Strength of the link.", required=True, minimum=0, maximum=1)
containment = Column(
    "containment",
    "DOUBLE",
    "Share of the document's words found in the other, in order.",
    required=True,
    minimum=0,
    maximum=1,
)
other_containment = Column(
    "other_containment",
    "DOUBLE",
    "Share of the other document's words found in this one, in order.",
    required=True,
    minimum=0,
    maximum=1,
)
decision = Column(
    "decision",
    "VARCHAR",
    "`linked` as versions of one statement; `vetoed` by what they state of themselves; `pruned` for a stronger link; "
    "`below_gate`: too little text is shared.",
    required=True,
    vocabulary=words.DECISIONS,
)
pair_relation = Column(
    "relation", "VARCHAR", "How the two stand to each other.", required=True, vocabulary=words.PAIR_RELATIONS
)
