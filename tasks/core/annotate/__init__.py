"""Body to mentions, each linked to the entity that it names."""

from tasks.core.annotate.batch import Annotated, annotate_documents, knowledge_entities, membership_rows
from tasks.core.annotate.model import Anchor

__all__ = ["Anchor", "Annotated", "annotate_documents", "knowledge_entities", "membership_rows"]
