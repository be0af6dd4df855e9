"""Texts that readers do not see, as long as they are staged: of documents that were refused, of runs that stopped."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from schemas.ddl import identifier, qualified, quoted
from schemas.tables import BY_NAME, DOCUMENTS, RAW_TEXTS, SENTENCES
from tasks.core.overlay import ANNOTATED_PARTS, CORPUS_PARTS, DOCUMENT_PARTS, SETTINGS
from tasks.core.query import Row, read_rows
from tasks.core.report.excerpts import find_spots, read_excerpts
from tasks.core.report.model import Bounds, Excerpt

STAGED_NAMES: Mapping[str, str] = {  # by name of the table
    DOCUMENTS.name: "documents",
    **{table.name: name for name, table in DOCUMENT_PARTS.items()},
    **{table.name: name for name, (table, _) in CORPUS_PARTS.items()},
    **{table.name: name for name, table in ANNOTATED_PARTS.items()},
}
ALWAYS = (DOCUMENTS.name, RAW_TEXTS.name, SENTENCES.name)  # where texts and sentences are looked up


def unpublished_excerpts(staging: Path, rows: Iterable[Row], bounds: Bounds) -> dict[tuple[str, str], Excerpt]:
    """The text in question of rows whose documents are not published; nothing of those that are not staged either."""
    wanted = [row for row in rows if row["document_id"]]
    if not wanted or not staging.exists():
        return {}
    with staged_tables(staging, {*ALWAYS, *(row["table_name"] for row in wanted)}) as connection:
        return read_excerpts(connection, find_spots(connection, wanted), bounds)


@contextmanager
def staged_tables(staging: Path, names: Iterable[str]) -> Iterator[duckdb.DuckDBPyConnection]:
    """Tables with the rows of all finished batches; those that no batch has are empty."""
    with duckdb.connect(config=SETTINGS) as connection:
        connection.execute("create schema raw; create schema core; create schema ops")
        for table in (BY_NAME[name] for name in sorted(names) if name in BY_NAME):
            typed = ", ".join(f"null::{column.sql_type} as {identifier(column.name)}" for column in table.columns)
            select = f"select {typed} where false"
            files = staged_files(staging, STAGED_NAMES.get(table.name, ""))
            if files:
                paths = ", ".join(quoted(str(path)) for path in files)
                select += f" union all by name from read_parquet([{paths}], union_by_name = true)"
            connection.execute(f"create view {qualified(table)} as {select}")
        yield connection


def unpublished_paths(staging: Path, document_ids: Sequence[str]) -> dict[str, str]:
    """The first path of each document, as sweeps that are staged have it."""
    files = staged_files(staging, "sweep")
    if not files or not document_ids:
        return {}
    paths = ", ".join(quoted(str(path)) for path in files)
    query = (
        f"select document_id, min(path) as path from read_parquet([{paths}]) where document_id in (select unnest(?))"
    )
    with duckdb.connect(config=SETTINGS) as connection:
        return {row["document_id"]: row["path"] for row in read_rows(connection, f"{query} group by all", document_ids)}


def staged_files(staging: Path, name: str) -> list[Path]:
    """A table's files in all finished batches."""
    return sorted(path for path in staging.glob(f"*/[!.]*/{name}.parquet")) if name else []
