"""Texts of tests to their rows, as the structure step makes them."""

from tasks.core.reading import ReadText
from tasks.core.structure import Structured, structure_document

DOCUMENT_ID = "0" * 64


def structured(text: str, media_type: str = "text/plain", document_id: str = DOCUMENT_ID) -> Structured:
    """A text that came without marks and properties."""
    return structure_document(document_id, ReadText(text, "plain/utf-8"), media_type)
