"""Columns of phrases that no rule covered."""

from schemas import vocabularies as words
from schemas.columns import document_id
from schemas.model import Column

phrase = Column("phrase", "VARCHAR", "Words as printed, on one line.", required=True)
n_occurrences = Column(
    "n_occurrences", "INTEGER", "How often the phrase stands where nothing was found.", required=True, minimum=1
)
suggested_label = Column(
    "suggested_label",
    "VARCHAR",
    "Kind of entity that the words or their neighbours suggest; empty if nothing does.",
    vocabulary=words.LABELS,
)
example = Column("example", "VARCHAR", "A sentence in which the phrase stands.", required=True)
example_document_id = Column(
    "example_document_id",
    "VARCHAR",
    "Document of the example.",
    required=True,
    pattern=document_id.pattern,
    references="core.documents.document_id",
)
n_documents_with = Column("n_documents", "INTEGER", "Documents in which the phrase stands.", required=True, minimum=1)
n_statements_with = Column(
    "n_statements",
    "BIGINT",
    "Statements whose main version has the phrase; copies do not count.",
    required=True,
    minimum=0,
)
