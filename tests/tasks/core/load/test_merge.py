"""A merge leaves exactly the rows that were given, touches nothing else, and tells what it did."""

import json
from collections.abc import Mapping

import duckdb
from hypothesis import given
from hypothesis import strategies as st

from schemas.ddl import create_tables
from schemas.ops_tables import CHANGED_ROWS
from schemas.tables import ENTITIES
from tasks.core.load.merge import KEPT_ROWS, SHOWN_CHARS, merge_rows
from tasks.core.query import Row, read_rows

RUN = "20260102T030405Z-aaaaaa"
NAMES = st.dictionaries(st.sampled_from([f"org:{letter}" for letter in "abcdef"]), st.text(max_size=3) | st.none())


def build() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute("attach ':memory:' as build; use build")
    for statement in create_tables((ENTITIES, CHANGED_ROWS)):
        connection.execute(statement.replace("not null", ""))
    connection.execute("use memory")
    return connection


def entities(names: Mapping[str, str | None]) -> list[Row]:
    return [{"entity_id": key, "label": "ORG", "name": name, "iso_code": None} for key, name in names.items()]


def stored(connection: duckdb.DuckDBPyConnection) -> dict[str, str | None]:
    rows = connection.execute("select entity_id, name from build.core.entities").fetchall()
    assert len(dict(rows)) == len(rows)
    return dict(rows)


@given(before=NAMES, now=NAMES)
def test_afterwards_the_table_has_the_rows_that_were_given(
    before: dict[str, str | None], now: dict[str, str | None]
) -> None:
    with build() as connection:
        merge_rows(connection, ENTITIES, entities(before), "true")
        done = merge_rows(connection, ENTITIES, entities(now), "true").get(ENTITIES.name, {})
        assert stored(connection) == now
        both = before.keys() & now.keys()
        wanted = {
            "added": len(now.keys() - before.keys()),
            "changed": sum(before[key] != now[key] for key in both),
            "removed": len(before.keys() - now.keys()),
        }
        assert done == {change: n for change, n in wanted.items() if n}


@given(before=NAMES, now=NAMES)
def test_what_was_done_can_be_undone_from_what_is_told(
    before: dict[str, str | None], now: dict[str, str | None]
) -> None:
    with build() as connection:
        merge_rows(connection, ENTITIES, entities(before), "true")
        merge_rows(connection, ENTITIES, entities(now), "true", remembered_for=RUN)
        undone = dict(now)
        for row in read_rows(connection, "from build.ops.changed_rows"):
            if row["change"] == "added":
                del undone[row["row_key"]]
            else:
                undone[row["row_key"]] = json.loads(row["before"])["name"]
        assert undone == before


def test_rows_that_are_not_among_the_given_stay_where_nothing_says_that_they_go() -> None:
    with build() as connection:
        merge_rows(connection, ENTITIES, entities({"org:a": "A", "org:b": "B", "org:c": "C"}))
        done = merge_rows(connection, ENTITIES, entities({"org:a": "Z"}), "kept.entity_id = 'org:b'")
        assert (stored(connection), done) == (
            {"org:a": "Z", "org:c": "C"},
            {ENTITIES.name: {"changed": 1, "removed": 1}},
        )


def test_a_column_that_is_ignored_does_not_count_as_a_change() -> None:
    with build() as connection:
        merge_rows(connection, ENTITIES, entities({"org:a": "A", "org:b": "B"}))
        assert merge_rows(connection, ENTITIES, entities({"org:a": "Z"}), ignored=("name",)) == {}
        assert stored(connection) == {"org:a": "A", "org:b": "B"}


def test_of_a_row_the_columns_that_differ_are_told_before_and_after() -> None:
    with build() as connection:
        merge_rows(connection, ENTITIES, entities({"org:a": "A", "org:b": "B"}))
        merge_rows(connection, ENTITIES, entities({"org:a": "x" * 2000, "org:c": "C"}), "true", remembered_for=RUN)
        told = read_rows(connection, "from build.ops.changed_rows order by row_key")
    common = {"run_id": RUN, "table_name": "core.entities", "document_id": None}
    removed = {"entity_id": "org:b", "label": "ORG", "name": "B", "iso_code": None}
    cut = "x" * SHOWN_CHARS + "…"
    assert [{**row, "before": loaded(row["before"]), "after": loaded(row["after"])} for row in told] == [
        {**common, "change": "changed", "row_key": "org:a", "before": {"name": "A"}, "after": {"name": cut}},
        {**common, "change": "removed", "row_key": "org:b", "before": removed, "after": None},
        {**common, "change": "added", "row_key": "org:c", "before": None, "after": None},
    ]


def loaded(value: str | None) -> object:
    return None if value is None else json.loads(value)


def test_of_many_rows_those_are_told_first_that_no_table_shows_any_more() -> None:
    with build() as connection:
        merge_rows(connection, ENTITIES, entities({"org:old": "O", "org:same": "S"}))
        many = {f"org:{number}": "N" for number in range(KEPT_ROWS + 5)} | {"org:same": "T"}
        done = merge_rows(connection, ENTITIES, entities(many), "true", remembered_for=RUN)
        told = connection.execute("select change, count(*) from build.ops.changed_rows group by all").fetchall()
    assert done == {ENTITIES.name: {"added": KEPT_ROWS + 5, "changed": 1, "removed": 1}}
    assert dict(told) == {"changed": 1, "removed": 1, "added": KEPT_ROWS - 2}
