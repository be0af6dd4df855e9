"""What a rebuild is asked to do again."""

from bisect import bisect_left
from dataclasses import dataclass

EVERYTHING = "extract"  # the first step: all others follow from it


@dataclass(frozen=True, slots=True)
class Selection:
    """What is done again of what is known, without a look at the sources.

    `step` is the first step that is done again whether it is stale or not (`extract`, `structure`, `validate`, `group`
    or `annotate`); those that follow from it are done too. Empty: only what is stale, from its first stale step on.
    `documents` are ids, sorted; empty for all. With `rejected`, files that are refused are tried again, and nothing
    else.
    """

    step: str = ""
    documents: tuple[str, ...] = ()
    rejected: bool = False

    def forces(self, document_id: str) -> str:
        """The first step that is done again for a document although it is not stale; empty for none."""
        return self.step if self.includes(document_id) else ""

    def includes(self, document_id: str) -> bool:
        """Whether anything is done again for a document that the warehouse has."""
        if self.rejected or not self.documents:
            return not self.rejected
        at = bisect_left(self.documents, document_id)
        return self.documents[at : at + 1] == (document_id,)

    @property
    def told(self) -> str:
        """In words, as `ops.runs.selection` says it: `stale`, `extract of 2 documents`, `rejected`."""
        if self.rejected:
            return "rejected"
        what = self.step or "stale"
        n = len(self.documents)
        return f"{what} of {n} document{'' if n == 1 else 's'}" if n else what
