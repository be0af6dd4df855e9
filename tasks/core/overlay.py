"""The warehouse as it would be: the build file with staged rows laid over it, as views, without writing anything."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pyarrow as pa

from schemas import tables
from schemas.agreed_tables import AGREED_LANGUAGE
from schemas.arrow import arrow_schema
from schemas.damage_tables import DAMAGES
from schemas.ddl import create_all, create_tables, identifier, qualified, quoted
from schemas.model import Table
from schemas.staged import DOCUMENT_FACTS, DOCUMENT_VERSIONS, REFUSED, REGROUPED, RENAMES
from schemas.uncovered_tables import UNCOVERED_PHRASES
from tasks.core.phrases import PHRASES
from tasks.core.staging import Batch

DOCUMENT_PARTS: Mapping[str, Table] = {  # staged name of each table that one document's own rows make up
    "texts": tables.RAW_TEXTS,
    "marks": tables.RAW_MARKS,
    "removed": tables.RAW_REMOVED,
    "paragraphs": tables.PARAGRAPHS,
    "sentences": tables.SENTENCES,
    "candidates": tables.METADATA_CANDIDATES,
    "notes": tables.DOCUMENT_NOTES,
}
CORPUS_PARTS: Mapping[str, tuple[Table, tuple[str, ...]]] = {  # tables of grouping, the documents that a row hangs on
    "versions": (tables.VERSIONS, ("document_id",)),
    "statements": (tables.STATEMENTS, ("main_document_id",)),
    "version_pairs": (tables.VERSION_PAIRS, ("document_id", "other_document_id")),
    "sentence_alignments": (tables.SENTENCE_ALIGNMENTS, ("document_id",)),
    "damages": (DAMAGES, ("document_id",)),
}
ANNOTATED_PARTS: Mapping[str, Table] = {table.short_name: table for table in tables.ANNOTATED_TABLES}
SPILL = "spill"  # beside the build file: what does not fit into memory; by default it would lie where a run is started
FIXED = (tables.MEMBERSHIPS, tables.ENTITIES)
Settings = dict[str, str | bool | int | float | list[str]]
SETTINGS: Settings = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a run would change.

    `accepted` are batches after the document gate, `grouped` the group step's, `annotated` those of the documents that
    were annotated again. `files` are the changed rows of `raw.files`; `fixed` holds, by table name, rows that knowledge
    alone decides. `late` names documents refused after the gate, `run_id` the run.
    """

    accepted: Sequence[Batch] = ()
    grouped: Batch | None = None
    annotated: Sequence[Batch] = ()
    files: pa.Table | None = None
    fixed: Mapping[str, pa.Table] = field(default_factory=dict)
    late: Sequence[str] = ()
    run_id: str = ""


@contextmanager
def overlay(build: Path, incoming: Incoming, read_only: bool = True) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection in which every table has the rows that it would have after the run; the build file is `build`.

    Raises:
        duckdb.IOException: another process has the build file open.
    """
    with duckdb.connect(config=settings_beside(build)) as connection:
        attach_build(connection, build, read_only)
        for schema in ("staged", "raw", "core"):
            connection.execute(f"create schema {schema}")
        register_given(connection, incoming)
        for table, select in table_views(incoming):
            connection.execute(f"create view {qualified(table)} as {select}")
        yield connection


def settings_beside(build: Path) -> Settings:
    """Settings of a connection in memory that puts what does not fit there beside the build file."""
    return {**SETTINGS, "temp_directory": str(build.with_name(SPILL))}


def attach_build(connection: duckdb.DuckDBPyConnection, build: Path, read_only: bool) -> None:
    """Attach the build file as `build`, with all tables; an empty one in memory where there is none to read."""
    if read_only and build.exists():
        connection.execute(f"attach {quoted(str(build))} as build (read_only)")
        return
    connection.execute(f"attach {quoted(':memory:' if read_only else str(build))} as build")
    connection.execute("use build")
    for statement in create_tables() if read_only else create_all():
        connection.execute(statement)
    connection.execute("use memory")


def register_given(connection: duckdb.DuckDBPyConnection, incoming: Incoming) -> None:
    """What the tables' views are made from: who is carried, refused, annotated; rows that are given in memory."""
    register(connection, "changed_files", tables.RAW_FILES, incoming.files)
    for table in FIXED:
        register(connection, f"fixed_{table.short_name}", table, incoming.fixed.get(table.name))
    late = "select unnest($late::varchar[]) as document_id"
    sets = {
        "excluded": f"{document_ids(REFUSED, incoming.accepted, 'refused')} union {late}",
        "carried": f"{document_ids(DOCUMENT_FACTS, incoming.accepted, 'documents')} union from staged.excluded",
        "annotated": f"{document_ids(DOCUMENT_FACTS, incoming.annotated, 'documents')} union from staged.excluded",
        "regrouped": document_ids(REGROUPED, [incoming.grouped] if incoming.grouped else [], "regrouped"),
    }
    for name, select in sets.items():
        given = {"late": list(incoming.late)} if "$late" in select else {}
        connection.execute(f"create table staged.{name} as {select}", given)
    facts = kept_and_staged(tables.DOCUMENTS, incoming.accepted, "documents", "carried", shape=DOCUMENT_FACTS)
    connection.execute(f"create view staged.document_facts as {facts}")


def register(connection: duckdb.DuckDBPyConnection, name: str, table: Table, rows: pa.Table | None) -> None:
    """Rows given in memory, as a table of the schema `staged`."""
    connection.register("given_rows", rows if rows is not None else arrow_schema(table).empty_table())
    connection.execute(f"create table staged.{name} as from given_rows")
    connection.unregister("given_rows")


def column_list(table: Table) -> str:
    """A table's columns, quoted."""
    return ", ".join(identifier(name) for name in table.column_names)


def staged_rows(table: Table, batches: Iterable[Batch], name: str) -> str:
    """A `SELECT` of a table's staged rows. The paths are our own, made of hashes, below the warehouse folder."""
    files = [quoted(str(batch.file(name))) for batch in batches if batch.has(name)]
    typed = [(identifier(column.name), column.sql_type) for column in table.columns]
    if not files:
        return f"select {', '.join(f'null::{sql_type} as {column}' for column, sql_type in typed)} where false"
    columns = ", ".join(f"{column}::{sql_type} as {column}" for column, sql_type in typed)
    return f"select {columns} from read_parquet([{', '.join(files)}])"


def document_ids(table: Table, batches: Iterable[Batch], name: str) -> str:
    """A `SELECT` of the documents that have staged rows."""
    return f"select document_id from ({staged_rows(table, batches, name)})"


def kept_and_staged(table: Table, batches: Sequence[Batch], name: str, carried: str, shape: Table | None = None) -> str:
    """The rows of the build file but for the documents carried, and the staged rows but for those refused."""
    columns = column_list(shape or table)
    return (
        f"select {columns} from build.{qualified(table)}"
        f" where document_id not in (select document_id from staged.{carried})"
        f" union all select {columns} from ({staged_rows(shape or table, batches, name)})"
        " where document_id not in (select document_id from staged.excluded)"
    )


def is_regrouped(owners: Sequence[str]) -> str:
    """Whether all documents that the row `kept` hangs on were grouped again: else it is as it was."""
    return " and ".join(f"kept.{identifier(owner)} in (from staged.regrouped)" for owner in owners)


def kept_and_regrouped(table: Table, grouped: Batch | None, name: str, owners: Sequence[str]) -> str:
    """The rows of the build file but for the documents grouped again, and the rows that grouping made."""
    columns = column_list(table)
    return (
        f"select {columns} from build.{qualified(table)} as kept where not ({is_regrouped(owners)})"
        f" union all select {columns} from ({staged_rows(table, [grouped] if grouped else [], name)})"
    )


def table_views(incoming: Incoming) -> Iterator[tuple[Table, str]]:
    """Each table that a run can change, as the `SELECT` of its rows after the run. Later ones build on earlier ones."""
    for name, table in DOCUMENT_PARTS.items():
        yield table, kept_and_staged(table, incoming.accepted, name, "carried")
    for name, (table, owners) in CORPUS_PARTS.items():
        yield table, kept_and_regrouped(table, incoming.grouped, name, owners)
    yield AGREED_LANGUAGE, agreed_view(incoming.grouped)
    yield tables.STATEMENT_HISTORY, history_view(incoming)
    yield tables.RAW_FILES, files_view()
    yield tables.DOCUMENTS, documents_view(incoming.grouped)
    for name, table in ANNOTATED_PARTS.items():
        yield table, kept_and_staged(table, incoming.annotated, name, "annotated")
    yield UNCOVERED_PHRASES, PHRASES
    yield tables.MEMBERSHIPS, "from staged.fixed_memberships"
    yield tables.ENTITIES, entities_view(incoming)


def agreed_view(grouped: Batch | None) -> str:
    """`core.agreed_language`: what was found in this run, of all statements; else as it was."""
    name = AGREED_LANGUAGE.short_name
    if grouped is not None and grouped.has(name):
        return staged_rows(AGREED_LANGUAGE, [grouped], name)
    return f"select {column_list(AGREED_LANGUAGE)} from build.{qualified(AGREED_LANGUAGE)}"


def history_view(incoming: Incoming) -> str:
    """`core.statement_history`: the rows so far, and the names that were lost in this run."""
    columns = column_list(tables.STATEMENT_HISTORY)
    renames = staged_rows(RENAMES, [incoming.grouped] if incoming.grouped else [], "renames")
    return (
        f"select {columns} from build.core.statement_history"
        f" union all select {columns} from (select *, {quoted(incoming.run_id)} as run_id from ({renames}))"
    )


def files_view() -> str:
    """`raw.files`: the changed rows, and the others as they were."""
    return (
        f"select {column_list(tables.RAW_FILES)} from build.raw.files"
        " anti join staged.changed_files using (source, path, document_id)"
        " union all from staged.changed_files"
    )


def documents_view(grouped: Batch | None) -> str:
    """`core.documents`: facts, with what grouping found and whether a file is present."""
    known = f"select {column_list(DOCUMENT_VERSIONS)} from build.core.documents where statement_id is not null"
    regrouped = staged_rows(DOCUMENT_VERSIONS, [grouped] if grouped else [], "document_versions")
    versions = f"{known} and document_id not in (from staged.regrouped) union all {regrouped}"
    return (
        f"select {column_list(tables.DOCUMENTS)} from staged.document_facts left join ({versions}) using (document_id)"
        " left join (select document_id, bool_or(state = 'present') as is_present from raw.files group by document_id)"
        " using (document_id)"
    )


def entities_view(incoming: Incoming) -> str:
    """`core.entities`: those that are mentioned or members.

    A listed entity has its name from the list; of the prints of any other the first by name, capitals alone last, so
    that neither batches nor the order of arrival decide.
    """
    columns = column_list(tables.ENTITIES)
    staged = staged_rows(tables.ENTITIES, incoming.annotated, "entities")
    return (
        f"with defined as (select {columns}, 1 as rank from ({staged})"
        " union all select *, 0 as rank from staged.fixed_entities"
        f" union all select {columns}, 1 as rank from build.core.entities),"
        " used as (select entity_id from core.mentions union select refers_to_entity_id from core.mentions"
        " union select unnest(alternatives) from core.mentions"
        " union select subject_entity_id from core.speech_acts union select target_entity_id from core.speech_acts"
        " union select organisation_id from core.memberships union select member_id from core.memberships)"
        f" select {columns} from defined where entity_id in (select entity_id from used)"
        " qualify row_number() over (partition by entity_id order by rank, name = upper(name), name) = 1"
    )
