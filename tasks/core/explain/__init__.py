"""From a cell of the published warehouse to its evidence. Reads, never writes."""

from tasks.core.explain.explain import explain
from tasks.core.explain.model import Evidence, Explanation
from tasks.core.explain.reader import ExplainError

__all__ = ["Evidence", "ExplainError", "Explanation", "explain"]
