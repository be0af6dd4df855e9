"""Names of statements, and what became of the old ones."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import xxhash

PREFIX = "st-"
N_DIGITS = 16


def name_families(families: Sequence[tuple[str, Sequence[str]]], first_seen: Mapping[str, datetime]) -> list[str]:
    """A name for each family, given as its main document and all its documents.

    The name is made from the founder, the member with the smallest (first seen, id). Where an article founded several
    families at once, the main document tells them apart.
    """
    founders = [min(names, key=lambda each: (first_seen[each], each)) for _, names in families]
    shared = Counter(founders)
    return [
        PREFIX + (founder[:N_DIGITS] if shared[founder] == 1 else xxhash.xxh64_hexdigest(f"{founder} {main}".encode()))
        for founder, (main, _) in zip(founders, families, strict=True)
    ]


def find_renames(previous: Mapping[str, str], current: Mapping[str, str], names: set[str]) -> list[dict[str, Any]]:
    """Names that no statement has any more, with the statements that their documents are in now.

    Both mappings are statement by document. A statement whose documents are all gone left no successor.
    """
    heirs: dict[str, set[str]] = defaultdict(set)
    sources: dict[str, set[str]] = defaultdict(set)
    for document_id, old in previous.items():
        new = current.get(document_id)
        if new is not None:
            sources[new].add(old)
            if old not in names:
                heirs[old].add(new)
    return [
        {"old_statement_id": old, "statement_id": new, "reason": why(heirs[old], sources[new])}
        for old in sorted(heirs)
        for new in sorted(heirs[old])
    ]


def why(heirs: set[str], sources: set[str]) -> str:
    if len(heirs) > 1:
        return "split"
    return "merged" if len(sources) > 1 else "renamed"
