"""Rows of steps that are not done again: taken from the build file, as the step would hand them on.

A batch that is due at `structure` has the rows of `extract` from here, one that is due at `validate` those of
`structure` as well. Later steps see the same tables, rows in the same order, as if they had been computed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import duckdb
import pyarrow as pa

from schemas.arrow import arrow_schema, to_arrow
from schemas.ddl import identifier, qualified
from schemas.model import Table
from schemas.staged import DOCUMENT_FACTS, REFUSED
from schemas.tables import (
    DOCUMENT_NOTES,
    DOCUMENTS,
    METADATA_CANDIDATES,
    PARAGRAPHS,
    RAW_MARKS,
    RAW_REMOVED,
    RAW_TEXTS,
    SENTENCES,
)
from tasks.core.overlay import SETTINGS, attach_build
from tasks.core.run import Run
from tasks.core.staging import Batch, Tables, batch_key, staged

KEPT = "kept"
EXTRACT, STRUCTURE = "extract", "structure"
ONE_THREAD = {**SETTINGS, "threads": 1}  # a batch is small, and other batches are at work beside it
EXTRACTED: Mapping[str, Table] = {"texts": RAW_TEXTS, "marks": RAW_MARKS}
STRUCTURED: Mapping[str, Table] = {
    "removed": RAW_REMOVED,
    "paragraphs": PARAGRAPHS,
    "sentences": SENTENCES,
    "candidates": METADATA_CANDIDATES,
}
NOTED_BY = f"step = '{EXTRACT}'"
ANY = "true"


@dataclass(frozen=True, slots=True)
class Kept:
    """A reader of rows of the build file, of some documents, in their order."""

    connection: duckdb.DuckDBPyConnection
    document_ids: Sequence[str]

    def rows(self, source: Table, shape: Table, where: str = ANY, first: str = "") -> pa.Table:
        """Rows of a table with the columns of `shape`: by `first`, document, and the rest of the key."""
        columns = ", ".join(f"found.{identifier(name)}" for name in shape.column_names)
        key = (f"found.{identifier(name)}" for name in source.key[1:])
        order = ", ".join(filter(None, (first, "wanted.place", *key)))
        found = self.connection.execute(
            f"select {columns} from build.{qualified(source)} as found join ("
            "select unnest($ids::varchar[]) as document_id, generate_subscripts($ids::varchar[], 1) as place"
            f") as wanted using (document_id) where {where} order by {order}",
            {"ids": list(self.document_ids)},
        )
        return found.to_arrow_table().cast(arrow_schema(shape))


def first_step(given: Batch) -> str:
    """The first step that has to be done for the documents of a batch: it is the same for all."""
    step: str = given.read("intake")["step"][0].as_py()
    return step


def keep_texts(given: Batch, run: Run) -> Batch:
    """The batch of `extract` for an intake batch whose documents are not read again."""

    def tables(kept: Kept) -> Tables:
        return {
            **{name: kept.rows(table, table) for name, table in EXTRACTED.items()},
            "notes": kept.rows(DOCUMENT_NOTES, DOCUMENT_NOTES, NOTED_BY),
            "refused": to_arrow(REFUSED, ()),
        }

    return keep(given, run, EXTRACT, tables)


def keep_structure(given: Batch, run: Run) -> Batch:
    """The batch of `structure` for kept texts that are not structured again."""

    def tables(kept: Kept) -> Tables:
        return {
            "documents": kept.rows(DOCUMENTS, DOCUMENT_FACTS),
            **{name: kept.rows(table, table) for name, table in STRUCTURED.items()},
            "notes": kept.rows(DOCUMENT_NOTES, DOCUMENT_NOTES, first=f"{NOTED_BY} desc"),
        }

    return keep(given, run, STRUCTURE, tables)


def keep(given: Batch, run: Run, step: str, tables: Callable[[Kept], Tables]) -> Batch:
    """The batch of a step with rows of the build file. The name of `given` holds the load that made them.

    Raises:
        duckdb.Error: the build file cannot be read.
    """
    document_ids = given.read("intake")["document_id"].to_pylist()

    def compute() -> tuple[Tables, int]:
        with duckdb.connect(config=ONE_THREAD) as connection:
            attach_build(connection, run.places.build, read_only=True)
            return tables(Kept(connection, document_ids)), len(document_ids)

    batch = staged(run.places.staging, step, batch_key(step, KEPT, given.key), compute, given)
    return replace(batch, outcome=KEPT)
