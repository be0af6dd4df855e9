"""Rows of `core.document_notes` from what a step noted."""

from collections.abc import Iterable
from typing import Any

from tasks.core.reading import Note


def note_rows(document_id: str, step: str, notes: Iterable[Note], n_before: int = 0) -> list[dict[str, Any]]:
    """One row per note of a document, numbered after the `n_before` of earlier steps."""
    return [
        {
            "document_id": document_id,
            "note_no": number,
            "step": step,
            "note": one.kind,
            "page_no": one.page_no,
            "n_found": one.n_found,
            "detail": one.detail,
        }
        for number, one in enumerate(notes, n_before + 1)
    ]
