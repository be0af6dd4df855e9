"""One document that a step refuses, as a row of `staged.refused`."""

from typing import Any

Refusal = tuple[str, str, str]  # step, reason, detail


def refusal(document_id: str, step: str, reason: str, detail: str) -> dict[str, Any]:
    """A row of `staged.refused`."""
    return {"document_id": document_id, "step": step, "reason": reason, "detail": detail}


def fault(error: Exception) -> str:
    """What is said of a document that a rule tripped over: it is no fault of the document's."""
    return (
        f"A rule failed on this text ({type(error).__name__}: {error}). "
        "The file is kept and tried again when the code changes; report it with the file."
    )
