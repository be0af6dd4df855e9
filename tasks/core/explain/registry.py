"""Which column is explained how: every column of every table has its kind, and no other stands in for it."""

from collections.abc import Mapping

from schemas.model import Column
from tasks.core.explain import acts, documents, entities, files, mentions, ops, pairs, sentences, shared, statements
from tasks.core.explain import versions as of_versions
from tasks.core.explain.model import Kind

MODULES = (files, documents, statements, of_versions, sentences, pairs, shared, entities, mentions, acts, ops)
KINDS: Mapping[str, Mapping[str, Kind]] = {name: kinds for module in MODULES for name, kinds in module.KINDS.items()}
STEPS: Mapping[str, str] = {
    "raw.files": "intake",
    "raw.texts": "extract",
    "raw.marks": "extract",
    "raw.removed": "structure",
    "core.documents": "structure",
    "core.metadata_candidates": "structure",
    "core.paragraphs": "structure",
    "core.sentences": "structure",
    "core.statements": "group",
    "core.versions": "group",
    "core.statement_history": "group",
    "core.version_pairs": "group",
    "core.sentence_alignments": "group",
    "core.damages": "group",
    "core.agreed_language": "group",
    "core.entities": "annotate",
    "core.memberships": "annotate",
    "core.mentions": "annotate",
    "core.speech_acts": "annotate",
    "core.commitments": "annotate",
    "core.uncovered_spans": "annotate",
    "core.uncovered_phrases": "annotate",
}
"""The step that makes the rows of a table. Notes name theirs, and rows of `ops` name their run."""


def kind_of(table: str, column: Column) -> Kind:
    """How a column is explained.

    Raises:
        KeyError: nobody has said how.
    """
    return KINDS[table][column.name]
