"""A plan: what is stale, what follows from it, why, and what it would cost."""

from collections.abc import Mapping
from dataclasses import dataclass

STEPS = ("extract", "structure", "validate", "group", "annotate")  # in the order in which they are done
STALE = "stale"  # as `Selection.told` says it


@dataclass(frozen=True, slots=True)
class DocumentPlan:
    """What would be done again of one document, from `step` on.

    `stale` are its steps that are stale or selected, `follows` those that are done because of them, `may_follow` those
    of which only the run can tell. `reasons` say why, each beginning with the step. `obstacle` says why it cannot be
    done, and is empty else. `path` is that of its first file, in `source`.
    """

    document_id: str
    source: str
    path: str
    step: str
    stale: tuple[str, ...]
    follows: tuple[str, ...]
    may_follow: tuple[str, ...]
    reasons: tuple[str, ...]
    obstacle: str = ""


@dataclass(frozen=True, slots=True)
class StepPlan:
    """One step: how many documents are stale or selected, how many follow, of how many it is not known yet.

    `seconds` of wall time and `cpu_seconds` are what the stale and those that follow cost by the last runs; nothing
    where no run computed the step.
    """

    step: str
    n_stale: int
    n_follow: int
    n_may_follow: int
    seconds: float | None
    cpu_seconds: float | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a rebuild would do. `reasons` count documents, the most frequent first; `documents` are sorted by path.

    `n_documents` are those that the warehouse knows, the refused among them. `n_refused_stale` are refused ones that
    other code would read now; a rebuild leaves them, `--rejected` and the next sweep of their source read them again.
    `n_unread` are files that were refused unread and would be tried again. `asked_for` says what was selected, `stale`
    for what is stale alone.
    """

    steps: tuple[StepPlan, ...]
    reasons: Mapping[str, int]
    documents: tuple[DocumentPlan, ...]
    n_documents: int
    n_refused_stale: int = 0
    n_unread: int = 0
    asked_for: str = STALE

    @property
    def is_empty(self) -> bool:
        return not self.documents and not self.n_unread
