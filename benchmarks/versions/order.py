"""Do families depend on the order of arrival? Shuffled orders, one by one and in small batches, against all at once.

usage: python -m benchmarks.versions.order [--only NAME] [--side tune|check] [--documents N] [--orders N]

Documents go through the product's own index and its own choice of what is grouped again. In each order the first half
of the documents comes one by one, the second in batches of 1 to 20. At the end every row of every table of grouping has
to be that of a run over all documents at once; only names of statements and clocks may differ.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from benchmarks.versions.data import read, structured
from benchmarks.versions.split import HALVES
from tasks.core.group import Grouped, GroupingInput, group_documents
from tasks.core.group.increment import Change, Corpus, Documents, find_change
from tasks.core.group.index import write_index
from tasks.core.group.settings import Grouping
from tasks.core.overlay import CORPUS_PARTS

Row = dict[str, Any]

NAMES = ("sparse", "generated", "executive-orders")
OWNERS = {"document_versions": ("document_id",), **{name: owners for name, (_, owners) in CORPUS_PARTS.items()}}
UNEQUAL = ("statement_id", "first_seen_at")  # names and clocks
SETTINGS = Grouping()
MADE_BY = "benchmark"


class Warehouse:
    """Documents that have arrived, the index of fingerprints, and the rows of grouping as a load leaves them."""

    def __init__(self, given: GroupingInput, index_file: Path) -> None:
        self.given = given
        self.index_file = index_file
        self.parts = {row["document_id"]: row for row in given.documents}
        self.rows = {name: by_document(getattr(given, name)) for name in ("paragraphs", "sentences", "candidates")}
        self.arrived: list[str] = []
        self.tables: dict[str, list[Row]] = {name: [] for name in OWNERS}

    def read(self, ids: Sequence[str]) -> Documents:
        parts = ([row for each in ids for row in rows.get(each, ())] for rows in self.rows.values())
        return Documents([self.parts[each] for each in ids], *parts)

    def arrive(self, ids: Sequence[str]) -> int:
        """Take in some documents; how many were grouped again."""
        self.arrived += ids
        corpus = Corpus(dict.fromkeys(self.arrived, "1"), self.read)
        change = find_change(self.index_file, MADE_BY, corpus, SETTINGS)
        grouped = group_documents(self.grouping_input(change), change.known, SETTINGS)
        regrouped = set(change.regrouped)
        for name, owners in OWNERS.items():
            kept = [row for row in self.tables[name] if not regrouped.issuperset(row[owner] for owner in owners)]
            self.tables[name] = [*kept, *getattr(grouped, name)]
        write_index(self.index_file, MADE_BY, change.arrived, change.gone, grouped.evidence, SETTINGS, grouped.weak)
        return len(change.read.documents)

    def grouping_input(self, change: Change) -> GroupingInput:
        start = next(iter(self.given.first_seen.values()))
        seen = {name: start + timedelta(hours=at) for at, name in enumerate(self.arrived)}
        read = change.read
        return GroupingInput(read.documents, read.paragraphs, read.sentences, seen, read.candidates)


def by_document(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["document_id"], []).append(row)
    return found


def batches(ids: Sequence[str], chance: random.Random) -> Iterator[Sequence[str]]:
    """Half of the documents one by one, then small batches."""
    at = 0
    while at < len(ids):
        size = 1 if at < len(ids) // 2 else chance.randint(1, 20)
        yield ids[at : at + size]
        at += size


def comparable(tables: dict[str, list[Row]]) -> dict[str, list[str]]:
    """All rows but for names and clocks, in an order of their own; a statement is known by its main document."""
    mains = {row["statement_id"]: row["main_document_id"] for row in tables["statements"]}
    found = {}
    for name, rows in tables.items():
        plain = (
            {key: value for key, value in row.items() if key not in UNEQUAL}
            | {"main": mains.get(row.get("statement_id"))}
            for row in rows
        )
        found[name] = sorted(repr(sorted(row.items(), key=lambda item: item[0])) for row in plain)
    return found


def tables_of(grouped: Grouped) -> dict[str, list[Row]]:
    return {name: list(getattr(grouped, name)) for name in OWNERS}


def measure(name: str, side: str, n_documents: int, n_orders: int) -> int:
    """Print one set's figures; how many orders gave other rows."""
    given, _ = structured(read(name, side)[: n_documents or None])
    ids = sorted(row["document_id"] for row in given.documents)
    whole = comparable(tables_of(group_documents(given)))
    n_unequal = 0
    for seed in range(n_orders):
        chance = random.Random(seed)
        order = chance.sample(ids, len(ids))
        start = time.process_time()
        with tempfile.TemporaryDirectory() as folder:
            warehouse = Warehouse(given, Path(folder) / "index")
            regrouped = [warehouse.arrive(batch) for batch in batches(order, chance)]
        found = comparable(warehouse.tables)
        unequal = [table for table in OWNERS if found[table] != whole[table]]
        n_unequal += bool(unequal)
        print(
            f"{name} ({side}), order {seed}: {len(ids)} documents, {len(regrouped)} arrivals,"
            f" {sum(regrouped) / len(ids):.1f} documents grouped for each that came,"
            f" {(time.process_time() - start) / len(ids) * 1000:.1f} ms each:"
            f" {'rows differ in ' + ', '.join(unequal) if unequal else 'the same rows'}"
        )
    return n_unequal


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=NAMES)
    parser.add_argument("--side", choices=HALVES)
    parser.add_argument("--documents", type=int, default=0, help="the first so many of each set")
    parser.add_argument("--orders", type=int, default=5)
    options = parser.parse_args()
    sides = [options.side] if options.side else HALVES
    names = [options.only] if options.only else NAMES
    unequal = [measure(name, side, options.documents, options.orders) for name in names for side in sides]
    return int(any(unequal))


if __name__ == "__main__":
    sys.exit(main())
