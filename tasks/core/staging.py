"""Rows handed over between steps by reference: one folder per batch, one Parquet file per table.

A folder's name is the hash of what the batch was made from, so a killed run's finished batches are found by the next.
It appears whole, by rename, or not at all. Its mark says what has to be in it: one that was damaged since, by a full
disk or a machine that lost power, is made anew.
"""

import hashlib
import json
import os
import secrets
import shutil
import time
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

MARK = "batch.json"
KEY_HEX = 40
UNFINISHED = "*/.*.tmp"  # below the staging folder: what a killed run was writing

Tables = dict[str, pa.Table]


@dataclass(frozen=True, slots=True)
class Batch:
    """A staged batch: where its rows lie, and what they cost. `outcome` is `computed`, or `reused` from another run."""

    step: str
    key: str
    folder: str
    n_rows: int = 0
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    outcome: str = "computed"

    def has(self, table: str) -> bool:
        return self.file(table).exists()

    def file(self, table: str) -> Path:
        return Path(self.folder) / f"{table}.parquet"

    def read(self, table: str) -> pa.Table:
        """All rows of a table.

        Raises:
            FileNotFoundError: the batch has no such table.
        """
        return pq.read_table(self.file(table))


def batch_key(*parts: str) -> str:
    """A name for a batch from everything that it was made from."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:KEY_HEX]


def find_batch(staging: Path, step: str, key: str) -> Batch | None:
    """The finished batch of that key, if a run before made it and nothing of it is damaged."""
    folder = staging / step / key
    n_rows = read_mark(folder)
    return None if n_rows is None else Batch(step, key, str(folder), n_rows=n_rows, outcome="reused")


def read_mark(folder: Path) -> int | None:
    """How many rows a batch has, as its mark says; nothing if it is not there, or not as its mark says."""
    try:
        mark = json.loads((folder / MARK).read_bytes())
        is_whole = all(checksum(folder / name) == known for name, known in mark["files"].items())
        return int(mark["n_rows"]) if is_whole else None
    except (OSError, ValueError, LookupError, TypeError):
        return None


def checksum(file: Path) -> int:
    """CRC-32 of a file: against accidents, not against people."""
    return zlib.crc32(file.read_bytes())


def write_batch(
    staging: Path, step: str, key: str, tables: Mapping[str, pa.Table], n_rows: int, given: Batch | None = None
) -> Batch:
    """Write all tables of a batch, then make it appear by rename.

    The tables of the batch that it was made from, if `given`, go with it (as links) but for those of the same name.

    Raises:
        OSError: the disk is full or may not be written; nothing is left of the batch then.
    """
    folder = staging / step / key
    temporary = staging / step / f".{key}.{os.getpid()}.{secrets.token_hex(4)}.tmp"
    temporary.mkdir(parents=True)
    try:
        fill(temporary, tables, n_rows, given)
        put(temporary, folder)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    return Batch(step, key, str(folder), n_rows)


def fill(folder: Path, tables: Mapping[str, pa.Table], n_rows: int, given: Batch | None) -> None:
    """Write the files of a batch, the mark last."""
    for name, table in tables.items():
        pq.write_table(table, folder / f"{name}.parquet", compression="zstd")
    if given is not None:
        for file in Path(given.folder).glob("*.parquet"):
            if file.stem not in tables:
                link_or_copy(file, folder / file.name)
    files = {file.name: checksum(file) for file in sorted(folder.glob("*.parquet"))}
    (folder / MARK).write_text(json.dumps({"n_rows": n_rows, "files": files}), encoding="ascii")


def put(temporary: Path, folder: Path) -> None:
    """Let a finished batch appear, in the place of a damaged one if there is any.

    If another process has finished the same batch meanwhile, that one stays: somebody may be reading it.

    Raises:
        OSError: the folder may not be written.
    """
    if read_mark(folder) is None:
        shutil.rmtree(folder, ignore_errors=True)
        try:
            temporary.rename(folder)
        except OSError:
            if read_mark(folder) is None:
                raise
    shutil.rmtree(temporary, ignore_errors=True)


def link_or_copy(source: Path, target: Path) -> None:
    """The same file under another name; a copy where the file system has no links."""
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copyfile(source, target)


def staged(
    staging: Path, step: str, key: str, compute: Callable[[], tuple[Tables, int]], given: Batch | None = None
) -> Batch:
    """The batch of that key: found, or computed and written. `compute` returns the tables and how many documents."""
    found = find_batch(staging, step, key)
    if found is not None:
        return found
    wall, cpu = time.perf_counter(), time.thread_time()
    tables, n_rows = compute()
    batch = write_batch(staging, step, key, tables, n_rows, given)
    return replace(batch, seconds=time.perf_counter() - wall, cpu_seconds=time.thread_time() - cpu)


def concatenated(batches: Iterable[Batch], table: str) -> pa.Table | None:
    """The rows of a table in all batches that have it; nothing if none has."""
    parts = [batch.read(table) for batch in batches if batch.has(table)]
    return pa.concat_tables(parts) if parts else None


def drop_unfinished(staging: Path) -> None:
    """Remove what a killed run was writing, at the start of the next; what it had finished stays.

    To be called under the lock: nobody else writes then.
    """
    for left in staging.glob(UNFINISHED):
        shutil.rmtree(left, ignore_errors=True)


def sweep_staging(staging: Path) -> None:
    """Remove everything staged: after a publication, nobody needs it."""
    shutil.rmtree(staging, ignore_errors=True)
