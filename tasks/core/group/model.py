"""What goes into grouping and what comes out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tasks.core.group.texts import Row


@dataclass(frozen=True, slots=True)
class GroupingInput:
    """All documents of the corpus, in any order.

    `documents` are rows of `staged.document_facts`, `paragraphs`, `sentences` and `candidates` (those that were chosen)
    rows of the tables of that name. `first_seen` holds the time (UTC) at which each document was seen first, `previous`
    the statement of each document in the last publication.
    """

    documents: Sequence[Row]
    paragraphs: Sequence[Row]
    sentences: Sequence[Row]
    first_seen: Mapping[str, datetime]
    candidates: Sequence[Row]
    previous: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Grouped:
    """Rows of the tables that grouping fills, sorted by key; `renames` are of `core.statement_history`."""

    versions: tuple[dict[str, Any], ...]
    statements: tuple[dict[str, Any], ...]
    version_pairs: tuple[dict[str, Any], ...]
    sentence_alignments: tuple[dict[str, Any], ...]
    document_versions: tuple[dict[str, Any], ...]
    renames: tuple[dict[str, Any], ...]
