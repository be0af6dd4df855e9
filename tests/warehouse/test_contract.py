"""The published file keeps the contract: every table and view, every column with its type and comment."""

import duckdb
import pytest

from schemas.ddl import table_comment
from schemas.model import Table
from schemas.tables import TABLES
from schemas.views import VIEWS
from tests.pipeline import Done

EVERYTHING = [*TABLES, *VIEWS]


@pytest.mark.parametrize("table", EVERYTHING, ids=lambda table: table.name)
def test_the_catalogue_says_what_schemas_say(warehouse: duckdb.DuckDBPyConnection, table: Table) -> None:
    found = warehouse.execute(
        "select column_name, data_type, comment from duckdb_columns()"
        " where schema_name = ? and table_name = ? order by column_index",
        [table.schema, table.short_name],
    ).fetchall()
    expected = [(column.name, column.sql_type, column.description) for column in table.columns]
    assert [(name, without_quotes(kind), comment) for name, kind, comment in found] == expected


@pytest.mark.parametrize("table", EVERYTHING, ids=lambda table: table.name)
def test_the_catalogue_says_what_a_row_is(warehouse: duckdb.DuckDBPyConnection, table: Table) -> None:
    (comment,) = warehouse.execute(
        "select comment from duckdb_tables() where schema_name = $schema and table_name = $name"
        " union all select comment from duckdb_views() where schema_name = $schema and view_name = $name",
        {"schema": table.schema, "name": table.short_name},
    ).fetchall()[0]
    assert comment == table_comment(table)


def test_nothing_else_is_published(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = warehouse.execute(
        "select schema_name || '.' || table_name from duckdb_tables()"
        " union select schema_name || '.' || view_name from duckdb_views() where not internal"
    ).fetchall()
    assert {name for (name,) in found} == {table.name for table in EVERYTHING}


def test_what_is_empty_on_the_five_says_why(warehouse: duckdb.DuckDBPyConnection) -> None:
    empty = {table.name for table in TABLES if not warehouse.execute(f"from {table.name} limit 1").fetchall()}
    assert empty == {table.name for table in TABLES if table.why_empty}


def test_every_value_of_a_document_can_be_traced(five: Done, warehouse: duckdb.DuckDBPyConnection) -> None:
    """From a cell to the words, the rule, the step's fingerprint and the run."""
    rows = warehouse.execute(
        """
        select
            documents.place,
            substr(documents.body, candidates.start_char + 1, candidates.end_char - candidates.start_char),
            candidates.rule,
            steps.step_fingerprint is not null,
            steps.run_id
        from core.documents as documents
        join core.metadata_candidates as candidates using (document_id)
        join ops.document_steps as steps on steps.document_id = documents.document_id and steps.step = 'structure'
        where candidates.field = 'place' and candidates.is_chosen and candidates.evidence_in = 'body'
        order by documents.place, candidates.rule"""
    ).fetchall()
    assert [(place, words.casefold()) for place, words, *_ in rows] == [
        ("Brussels", "brussels"),
        ("Bucharest", "bucharest"),
        ("Bucharest", "bucharest"),
    ]
    assert {(has_fingerprint, run_id) for *_, has_fingerprint, run_id in rows} == {(True, five.run.run_id)}


def without_quotes(kind: str) -> str:
    return kind.replace('"', "")
