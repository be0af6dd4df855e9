"""The file of the fingerprint index: SQLite, a cache that can be lost.

Hashes are stored as signed integers of 64 bits. A text is numbered; its documents are those with its signature.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from tasks.core.group.index.model import DamagedIndexError, Shared, Texts
from tasks.core.group.shingles import Hashes

FORMAT = "1"  # of the tables below
CACHE_KIB = 65_536  # the upper levels of the table of a hundred million postings
WAIT = 60.0  # seconds for a lock; the writer holds it for one transaction
PRIMARY = 0xFF  # bits of an error code that name the kind
DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
TABLES = """
create table about (name text primary key, value text not null) without rowid;
create table texts (
    text integer primary key, signature text not null unique, size integer not null, reach real not null,
    sketch blob not null
);
create table documents (document_id text primary key, key text not null, text integer not null) without rowid;
create index documents_of_text on documents (text, document_id);
create table postings (hash integer not null, text integer not null, primary key (hash, text)) without rowid;
create table pairs (
    text integer not null, other integer not null, shared integer not null,
    is_weak integer not null default 0, first integer, evidence text, primary key (text, other)
) without rowid;
create index pairs_of_other on pairs (other, text);
"""

Rows = list[Any]


class Store:
    """Reads of one connection, by number of text. Lists of ids may be of any length."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        connection.execute(f"pragma cache_size = -{CACHE_KIB}")

    @contextmanager
    def transaction(self, kind: str = "deferred") -> Iterator[None]:
        """One state of the file for all that is read in it, and one lock instead of one for each look-up.

        What is written in it is lost if it raises.

        Raises:
            DamagedIndexError: the file is no index any more.
        """
        try:
            self.connection.execute(f"begin {kind}")
            yield
            self.connection.execute("commit")
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & PRIMARY in DAMAGED:
                raise DamagedIndexError(str(error)) from error
            raise
        finally:
            if self.connection.in_transaction:
                self.connection.execute("rollback")

    def rows(self, sql: str, *values: object) -> Rows:
        return self.connection.execute(sql, values).fetchall()

    def among(self, sql: str, wanted: Iterable[object]) -> Rows:
        """Rows of a statement with `in (?)`."""
        return self.rows(sql.replace("(?)", "(select value from json_each(?))"), json.dumps(sorted(wanted, key=str)))

    def keys(self) -> dict[str, str]:
        return dict(self.rows("select document_id, key from documents order by document_id"))

    def homes(self, documents: Iterable[str]) -> dict[str, int]:
        """The text of each of the documents that are known."""
        return dict(self.among("select document_id, text from documents where document_id in (?)", documents))

    def members(self, texts: Iterable[int]) -> dict[int, list[str]]:
        """Documents of texts, sorted."""
        found: dict[int, list[str]] = {}
        sql = "select text, document_id from documents where text in (?) order by text, document_id"
        for text, document_id in self.among(sql, texts):
            found.setdefault(text, []).append(document_id)
        return found

    def numbers(self, signatures: Iterable[str]) -> dict[str, int]:
        return dict(self.among("select signature, text from texts where signature in (?)", signatures))

    def last_number(self) -> int:
        """The highest number of a text; not many fewer texts are known."""
        return int(self.rows("select coalesce(max(text), 0) from texts")[0][0])

    def sketches(self, texts: Iterable[int]) -> dict[int, Hashes]:
        return unpacked(self.among("select text, sketch from texts where text in (?)", texts))

    def all_sketches(self) -> dict[int, Hashes]:
        return unpacked(self.rows("select text, sketch from texts"))

    def sizes(self, texts: Iterable[int]) -> dict[int, tuple[int, float]]:
        """Size and reach of the sketch of texts."""
        return {row[0]: row[1:] for row in self.among("select text, size, reach from texts where text in (?)", texts)}

    def holders(self, hashed: int, limit: int) -> list[int]:
        """Texts that hold a 3-gram, so many at most."""
        return [row[0] for row in self.rows("select text from postings where hash = ? limit ?", hashed, limit)]

    def pairs(self, texts: Collection[int]) -> dict[Texts, Shared]:
        """Stored pairs of which at least one is among the texts."""
        columns = "select text, other, shared from pairs"
        found = self.among(f"{columns} where text in (?)", texts) + self.among(f"{columns} where other in (?)", texts)
        return {(text, other): shared for text, other, shared in found}

    def all_pairs(self) -> dict[Texts, Shared]:
        found = self.rows("select text, other, shared from pairs")
        return {(text, other): shared for text, other, shared in found}

    def edges(self, texts: Collection[int]) -> list[tuple[int, int, int]]:
        """Stored pairs of which at least one is among the texts, and whether they are weak; some come twice."""
        columns = "select text, other, is_weak from pairs"
        return self.among(f"{columns} where text in (?)", texts) + self.among(f"{columns} where other in (?)", texts)

    def evidence(self, texts: Collection[int]) -> dict[Texts, tuple[int, str]]:
        """What is stored of the pairs of the texts: the text that is the first in it, and the evidence."""
        columns = "select text, other, first, evidence from pairs where evidence is not null"
        found = self.among(f"{columns} and text in (?)", texts) + self.among(f"{columns} and other in (?)", texts)
        return {(text, other): (first, evidence) for text, other, first, evidence in found}


def unpacked(rows: Rows) -> dict[int, Hashes]:
    return {text: np.frombuffer(sketch, "<u8").astype(np.uint64, copy=False) for text, sketch in rows}


def as_signed(hashes: Hashes) -> list[int]:
    """Hashes as they are stored."""
    signed: list[int] = hashes.view(np.int64).tolist()
    return signed


def create(connection: sqlite3.Connection, fingerprint: str) -> None:
    connection.executescript(TABLES)
    connection.executemany("insert into about values (?, ?)", [("format", FORMAT), ("fingerprint", fingerprint)])


def is_current(connection: sqlite3.Connection, fingerprint: str) -> bool:
    """Whether the file is an index in this format, made by the code with this fingerprint."""
    try:
        about = dict(connection.execute("select name, value from about").fetchall())
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & PRIMARY in (*DAMAGED, sqlite3.SQLITE_ERROR):  # no index, or none of ours
            return False
        raise
    return about == {"format": FORMAT, "fingerprint": fingerprint}


@contextmanager
def connected(path: Path, fingerprint: str) -> Iterator[Store]:
    """The file for reading; an empty one where there is none, or none that this code made."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    if path.exists():
        connection.close()
        address = f"{path.resolve().as_uri()}?mode=rw"  # what a killed writer left half is taken back
        connection = sqlite3.connect(address, uri=True, timeout=WAIT, isolation_level=None)
        if not is_current(connection, fingerprint):
            connection.close()
            connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        if not connection.execute("select count(*) from sqlite_schema").fetchone()[0]:
            create(connection, fingerprint)
        yield Store(connection)
    finally:
        connection.close()
