"""Rows of tables as data frames for the suites: those that a first look found wanting, in a form they can check."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from schemas.ddl import identifier
from schemas.model import Column, Table
from schemas.rules import Expectation, Rule

SEPARATOR = "\x1f"  # between the items of a list; no value holds this control character
VECTOR_ROWS = 2048  # rows that DuckDB hands out at once


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """A rule on the values of one column, with its parts at hand."""

    rule: Rule
    column: Column
    expectation: Expectation


def column_rule(table: Table, rule: Rule) -> ColumnRule:
    """The rule with the column that it is on.

    Raises:
        TypeError: it is not a rule on the values of a column.
    """
    if not isinstance(rule.check, Expectation) or rule.column_name is None:
        raise TypeError(f"{rule.rule_id} is not on the values of a column")
    return ColumnRule(rule, table.column(rule.column_name), rule.check)


def items(column: Column) -> str:
    """SQL of a list's items, an empty one as the empty text."""
    return f"list_transform({identifier(column.name)}, lambda item: coalesce(item, ''))"


def projection(column: Column) -> str:
    """SQL of a column for a frame: lists as joined text."""
    name = identifier(column.name)
    return f"array_to_string({items(column)}, '{SEPARATOR}') as {name}" if column.is_list else name


def is_wanting(checked: ColumnRule, values: Sequence[str] | None) -> str:
    """SQL of the condition that holds of each row which the rule may fail on: empty, out of bounds, of these values.

    No values means that they are too many to be named.
    """
    name, expectation = identifier(checked.column.name), checked.expectation
    if expectation.kind == "not_null":
        return f"{name} is null"
    if expectation.kind == "between":
        bounds = (("<", expectation.minimum), (">", expectation.maximum))
        return " or ".join(f"{name} {sign} {bound!r}" for sign, bound in bounds if bound is not None) or "false"
    if values is None:
        return f"{name} is not null"
    if checked.column.is_list:
        return f"list_has_any({items(checked.column)}, $values)"
    return f"{name} in (select unnest($values))"


def wanting_frames(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    checked: ColumnRule,
    values: Sequence[str] | None,
    chunk_rows: int,
) -> Iterator[Any]:
    """The rows that the rule may fail on: key, document and value, as frames of at most `chunk_rows` rows."""
    names = dict.fromkeys((*table.key, *(name for name in table.column_names if name == "document_id")))
    names |= {checked.column.name: None}
    columns = ", ".join(projection(table.column(name)) for name in names)
    condition = is_wanting(checked, values)
    given = {"values": list(values or ())} if "$values" in condition else {}
    return frames(connection, f"select {columns} from {table.name} where {condition}", chunk_rows, given)


def frames(
    connection: duckdb.DuckDBPyConnection, query: str, chunk_rows: int, given: dict[str, Any] | None = None
) -> Iterator[Any]:
    """The rows as pandas frames of at most `chunk_rows` rows (rounded up to whole vectors)."""
    reader = connection.execute(query, given or {})
    while True:
        frame = reader.fetch_df_chunk(max(1, chunk_rows // VECTOR_ROWS))
        if frame.empty:
            return
        yield frame
