"""What DuckDB makes of the definitions is what they say, and rows come back as they went in."""

import duckdb
import pytest

from schemas.arrow import arrow_schema, to_arrow
from schemas.ddl import comments, create_all, identifier, qualified, quoted, table_comment
from schemas.model import Column, Table
from schemas.tables import BY_NAME, TABLES
from schemas.views import VIEWS, view_sql
from tests.warehouse.made import made_tables


@pytest.fixture(scope="module")
def warehouse() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    for statement in create_all():
        connection.execute(statement)
    connection.execute("create schema mart")
    for view in VIEWS:
        connection.execute(f"create view {qualified(view)} as {view_sql(view)}")
        for statement in comments(view, "view"):
            connection.execute(statement)
    return connection


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_catalogue_says_what_the_table_says(warehouse: duckdb.DuckDBPyConnection, table: Table) -> None:
    found = warehouse.execute(
        "select column_name, data_type, not is_nullable, comment from duckdb_columns() "
        "where schema_name = ? and table_name = ? order by column_index",
        [table.schema, table.short_name],
    ).fetchall()
    assert found == [(c.name, c.sql_type, c.required, c.description) for c in table.columns]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_table_says_its_grain(warehouse: duckdb.DuckDBPyConnection, table: Table) -> None:
    found = warehouse.execute(
        "select comment from duckdb_tables() where schema_name = ? and table_name = ?",
        [table.schema, table.short_name],
    ).fetchone()
    assert found == (table_comment(table),)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_views_carry_their_comments(warehouse: duckdb.DuckDBPyConnection, view: Table) -> None:
    found = warehouse.execute(
        "select comment from duckdb_views() where schema_name = 'mart' and view_name = ?", [view.short_name]
    ).fetchone()
    assert found == (table_comment(view),)


@pytest.mark.parametrize("name", sorted(made_tables()))
def test_rows_come_back_as_they_went_in(name: str) -> None:
    table, rows = BY_NAME[name], made_tables()[name]
    given = to_arrow(table, rows)
    connection = duckdb.connect()
    for statement in create_all([table]):
        connection.execute(statement)
    connection.register("given", given)
    connection.execute(f"insert into {qualified(table)} by name select * from given")
    assert connection.execute(f"from {qualified(table)}").to_arrow_table().cast(arrow_schema(table)) == given


def test_names_and_texts_are_quoted() -> None:
    table = Table("core.odd", "one row per change's order", ("order",), (Column("order", "INTEGER", "It's a word."),))
    assert quoted("it's") == "'it''s'"
    assert identifier('a"b') == '"a""b"'
    assert list(comments(table)) == [
        "comment on table \"core\".\"odd\" is 'One row per change''s order. Key: order.'",
        'comment on column "core"."odd"."order" is \'It\'\'s a word.\'',
    ]
    duckdb.execute("create schema core")
    for statement in create_all([table]):
        duckdb.execute(statement)
