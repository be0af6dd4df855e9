"""Input hashes of the steps that see one document alone: each is made of the one before and its step's fingerprint."""

from tasks.core.fingerprint import step_fingerprint
from tasks.core.staging import batch_key

DOCUMENT_GATE = ("extract", "structure", "validate")


def document_chain(document_id: str) -> dict[str, str]:
    """Input hash of each step that sees one document alone: each is made of the one before and its fingerprint."""
    chain: dict[str, str] = {}
    given = document_id
    for step in DOCUMENT_GATE:
        chain[step] = given
        given = batch_key(given, step_fingerprint(step))
    return chain


def document_hash(document_id: str) -> str:
    """Hash of a document's own rows: of its bytes, and of all that determines what the steps make of them."""
    return batch_key(document_id, *(step_fingerprint(step) for step in DOCUMENT_GATE))
