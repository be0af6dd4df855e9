"""The index as it is after a load, in one transaction."""

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from tasks.core.group.index.change import find_change
from tasks.core.group.index.model import Change, Indexed, Pair
from tasks.core.group.index.store import WAIT, Store, as_signed, create, is_current
from tasks.core.group.settings import Grouping
from tasks.core.group.shingles import Hashes, reach

CHUNK = 100_000  # rows that are made at once
NO_WEAK: Mapping[Pair, bool] = {}


def write_index(
    path: Path,
    fingerprint: str,
    arrived: Sequence[Indexed],
    gone: Collection[str],
    evidence: Mapping[Pair, str],
    settings: Grouping,
    weak: Mapping[Pair, bool] = NO_WEAK,
) -> None:
    """Write documents as they are now, the pairs that follow, and what was found on pairs.

    Pairs are named by the smallest document ids of their texts. `weak` says of pairs whether they hold no component
    together; new ones do until it is said. A file that is no index, or made by other code, is made anew.

    Raises:
        DamagedIndexError: the file cannot be written on; `drop_index` and begin again.
    """
    connection = writable(path, fingerprint)
    try:
        store = Store(connection)
        with store.transaction("immediate"):
            change = find_change(store, arrived, gone, settings)
            write_texts(connection, store, change, settings)
            write_pairs(connection, change)
            write_documents(connection, change)
            write_findings(connection, store, evidence, weak)
    finally:
        connection.close()


def writable(path: Path, fingerprint: str) -> sqlite3.Connection:
    """The file, empty if it is new, damaged, or made by other code."""
    if path.exists():
        connection = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
        if is_current(connection, fingerprint):
            return connection
        connection.close()
        drop_index(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
    create(connection, fingerprint)
    return connection


def drop_index(path: Path) -> None:
    """Remove the file and what a killed writer left beside it."""
    path.unlink(missing_ok=True)
    path.with_name(path.name + "-journal").unlink(missing_ok=True)


def write_texts(connection: sqlite3.Connection, store: Store, change: Change, settings: Grouping) -> None:
    dead = [(text,) for text in sorted(change.moves.dead)]
    parted = posting_rows(store.sketches(change.moves.dead))
    connection.executemany("delete from postings where hash = ? and text = ?", parted)
    connection.executemany("delete from texts where text = ?", dead)
    connection.executemany(
        "insert into texts values (?, ?, ?, ?, ?)",
        [
            (text, each.signature, len(each.sketch), reach(each.sketch, settings), each.sketch.astype("<u8").tobytes())
            for text, each in sorted(change.moves.born.items())
        ],
    )
    joined = posting_rows({text: each.sketch for text, each in change.moves.born.items()})
    connection.executemany("insert into postings values (?, ?)", joined)


def posting_rows(sketches: Mapping[int, Hashes]) -> Iterator[tuple[int, int]]:
    """Rows of 3-gram and text in the order of the table, so that its pages are written one after the other."""
    texts = sorted(sketches)
    hashes = np.concatenate([*(sketches[text] for text in texts), np.empty(0, np.uint64)])
    owners = np.repeat(np.array(texts, np.int64), [len(sketches[text]) for text in texts])
    order = np.argsort(hashes.view(np.int64), kind="stable")
    for start in range(0, len(order), CHUNK):
        part = order[start : start + CHUNK]
        yield from zip(as_signed(hashes[part]), owners[part].tolist(), strict=True)


def write_pairs(connection: sqlite3.Connection, change: Change) -> None:
    connection.executemany("delete from pairs where text = ? and other = ?", sorted(change.dropped))
    connection.executemany(
        "insert into pairs (text, other, shared) values (?, ?, ?)"
        " on conflict (text, other) do update set shared = excluded.shared",
        [(*pair, shared) for pair, shared in sorted(change.shared.items())],
    )


def write_documents(connection: sqlite3.Connection, change: Change) -> None:
    gone = [(name,) for name in sorted(change.moves.gone)]
    connection.executemany("delete from documents where document_id = ?", gone)
    rows = [(name, *home) for name, home in sorted(change.moves.homes.items())]
    connection.executemany("insert or replace into documents values (?, ?, ?)", rows)


def write_findings(
    connection: sqlite3.Connection, store: Store, evidence: Mapping[Pair, str], weak: Mapping[Pair, bool]
) -> None:
    """Evidence and weakness of stored pairs; what is not a candidate is left out."""
    homes = store.homes({name for pair in (*evidence, *weak) for name in pair})
    for column, found in (("evidence", evidence), ("is_weak", weak)):
        rows = [
            (value, homes[one], min(homes[one], homes[other]), max(homes[one], homes[other]))
            for (one, other), value in sorted(found.items())
            if one in homes and other in homes
        ]
        first = ", first = ?2" if column == "evidence" else ""
        connection.executemany(f"update pairs set {column} = ?1{first} where text = ?3 and other = ?4", rows)
