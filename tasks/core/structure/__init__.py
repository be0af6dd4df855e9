"""Decoded text becomes a body with paragraphs, sentences, the statement inside, language and metadata."""

from tasks.core.structure.document import Structured, StructureError, structure_document

__all__ = ["StructureError", "Structured", "structure_document"]
