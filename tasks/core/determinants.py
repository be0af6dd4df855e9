"""What decides a document's rows: its bytes, the steps' code, and what people set for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tasks.core.fingerprint import FINGERPRINT_HEX, step_fingerprint
from tasks.core.staging import batch_key

DOCUMENT_GATE = ("extract", "structure", "validate")
LIMITS, CORRECTION, REVIEW, MODEL, LATER_GATE = "limits", "correction", "review", "model", "annotate"
"""Names of what decides a step's rows of a document beside the step's own code."""


@dataclass(frozen=True, slots=True)
class Determinants:
    """`limits` names the limits of reading, `corrections` and `reviewed` what people set for a document, as text.

    `model` is the trained model that annotation reads beside its rules, with its version; empty for none. Limits decide
    only what is refused: a document that was read under other limits is the same.
    """

    limits: str = ""
    corrections: Mapping[str, str] = field(default_factory=dict)
    reviewed: Mapping[str, str] = field(default_factory=dict)
    model: str = ""

    def beside(self, step: str, document_id: str, outcome: str = "accepted") -> dict[str, str]:
        """What decides a step's rows of a document beside its bytes and the step's code, by name; mostly nothing.

        The gate for annotations refuses in the name of the gate for documents, so what was refused there depends on the
        step `annotate` too.
        """
        if step == "extract" and outcome == "rejected":
            return {LIMITS: self.limits}
        if step == "structure" and document_id in self.corrections:
            return {CORRECTION: self.corrections[document_id]}
        if step == "validate" and outcome == "rejected":
            return {LATER_GATE: self.fingerprint("annotate", document_id)}
        if step == "group" and document_id in self.reviewed:
            return {REVIEW: self.reviewed[document_id]}
        if step == "annotate" and self.model:
            return {MODEL: self.model}
        return {}

    def fingerprint(self, step: str, document_id: str, outcome: str = "accepted") -> str:
        """Fingerprint of all but the bytes that decided a step's rows of a document, as 16 hex digits."""
        own, beside = step_fingerprint(step), self.beside(step, document_id, outcome)
        return batch_key(own, *beside.values())[:FINGERPRINT_HEX] if beside else own

    def chain(self, document_id: str) -> dict[str, str]:
        """Input hash of each step that sees one document alone: made of the one before and its fingerprint."""
        chain: dict[str, str] = {}
        given = document_id
        for step in DOCUMENT_GATE:
            chain[step] = given
            given = batch_key(given, self.fingerprint(step, document_id))
        return chain

    def document_hash(self, document_id: str) -> str:
        """Hash of a document's own rows: of its bytes, and of all that determines what the steps make of them."""
        return batch_key(document_id, *(self.fingerprint(step, document_id) for step in DOCUMENT_GATE))
