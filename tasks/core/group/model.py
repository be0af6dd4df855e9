"""What goes into grouping and what comes out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tasks.core.group.reviewed import NOTHING_REVIEWED, Pair, Reviewed
from tasks.core.group.texts import Row


@dataclass(frozen=True, slots=True)
class GroupingInput:
    """Documents to be grouped, in any order: all of the corpus, or whole components of it.

    `documents` are rows of `staged.document_facts`, `paragraphs`, `sentences` and `candidates` (those that were chosen)
    rows of the tables of that name. `first_seen` holds the time (UTC) at which each document was seen first, `previous`
    pairs of document and statement as last published, `reviewed` what people decided.
    """

    documents: Sequence[Row]
    paragraphs: Sequence[Row]
    sentences: Sequence[Row]
    first_seen: Mapping[str, datetime]
    candidates: Sequence[Row]
    previous: Sequence[tuple[str, str]] = ()
    reviewed: Reviewed = NOTHING_REVIEWED


@dataclass(frozen=True, slots=True)
class KnownPairs:
    """Candidate pairs of the documents, the smaller id first, and the evidence (JSON) on those compared before.

    One end of a pair may be a document that is not to be grouped: it competes.
    """

    pairs: Sequence[Pair]
    evidence: Mapping[Pair, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Grouped:
    """Rows of the tables that grouping fills, sorted by key; `renames` are of `core.statement_history`.

    `evidence` has what was found on each candidate pair, as JSON; `weak` says of these whether whatever happens to one
    of the two leaves the family of the other as it is.
    """

    versions: tuple[dict[str, Any], ...]
    statements: tuple[dict[str, Any], ...]
    version_pairs: tuple[dict[str, Any], ...]
    sentence_alignments: tuple[dict[str, Any], ...]
    document_versions: tuple[dict[str, Any], ...]
    renames: tuple[dict[str, Any], ...]
    damages: tuple[dict[str, Any], ...] = ()
    evidence: Mapping[Pair, str] = field(default_factory=dict)
    weak: Mapping[Pair, bool] = field(default_factory=dict)
