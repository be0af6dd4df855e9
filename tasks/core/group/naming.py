"""Names of statements, and what became of the old ones."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import xxhash

PREFIX = "st-"
N_DIGITS = 16

Home = tuple[str, str]  # document and the statement that it renders


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


def find_renames(previous: Iterable[Home], current: Iterable[Home]) -> list[dict[str, Any]]:
    """What became of statements: those that documents left, with those that they are in now.

    Both are pairs of document and statement, of documents that do not merely quote it. A statement whose documents are
    all gone left no successor.
    """
    before, after = by_document(previous), by_document(current)
    names = {name for homes in after.values() for name in homes}
    heirs: dict[str, set[str]] = defaultdict(set)
    sources: dict[str, set[str]] = defaultdict(set)
    for document_id in before.keys() & after.keys():
        for old in before[document_id] - after[document_id]:
            for new in after[document_id] - before[document_id]:
                heirs[old].add(new)
                sources[new].add(old)
    known = {name for homes in before.values() for name in homes}
    moves = [(old, new) for old in sorted(heirs) for new in sorted(heirs[old])]
    reasons = [why(old in names, heirs[old], sources[new], new in known) for old, new in moves]
    return [
        {"old_statement_id": old, "statement_id": new, "reason": reason}
        for (old, new), reason in zip(moves, reasons, strict=True)
    ]


def by_document(homes: Iterable[Home]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for document_id, statement_id in homes:
        found[document_id].add(statement_id)
    return found


def why(is_left: bool, heirs: set[str], sources: set[str], is_known: bool) -> str:
    """`is_left` says that the old statement is still there, `is_known` that the new one was there before."""
    if is_left or len(heirs) > 1:
        return "split"
    return "merged" if is_known or len(sources) > 1 else "renamed"
