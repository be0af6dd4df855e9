"""Tables as data frames for the suites: only the columns that rules look at, in a form that they can check."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from schemas.ddl import identifier
from schemas.model import Column, Table
from schemas.rules import Expectation, Rule

SEPARATOR = "\x1f"  # between the items of a list; no value holds this control character
FILLED = "all filled"  # column of a frame: whether all columns that a rule wants filled are


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


def projection(column: Column, kinds: set[str]) -> str:
    """SQL of a column for its frame: lists as joined text; a mere mark where only presence is asked for."""
    name = identifier(column.name)
    if kinds == {"not_null"} and not column.sql_type.endswith(("INTEGER", "BIGINT")):
        return f"case when {name} is null then null else true end as {name}"
    if column.is_list:
        return f"array_to_string(list_transform({name}, lambda item: coalesce(item, '')), '{SEPARATOR}') as {name}"
    return name


def frame_query(table: Table, rules: Sequence[ColumnRule]) -> str:
    """The columns that the rules are on, after the key columns, each once; then whether required ones are filled."""
    kinds: dict[str, set[str]] = {name: {"key"} for name in table.key}
    if "document_id" in table.column_names:
        kinds.setdefault("document_id", {"key"})
    for checked in rules:
        kinds.setdefault(checked.column.name, set()).add(checked.expectation.kind)
    columns = [projection(table.column(name), found) for name, found in kinds.items()]
    wanted = [identifier(checked.column.name) for checked in rules if checked.expectation.kind == "not_null"]
    columns.append(f"{' and '.join(f'{name} is not null' for name in wanted) or 'true'} as {identifier(FILLED)}")
    return "select\n    " + ",\n    ".join(columns) + f"\nfrom {table.name}"


def frames(connection: duckdb.DuckDBPyConnection, query: str, chunk_rows: int) -> Iterator[Any]:
    """The rows as pandas frames of at most `chunk_rows` rows (rounded up to whole vectors)."""
    vector_rows = 2048
    reader = connection.execute(query)
    while True:
        frame = reader.fetch_df_chunk(max(1, chunk_rows // vector_rows))
        if frame.empty:
            return
        yield frame


def counts(connection: duckdb.DuckDBPyConnection, table: Table, rules: Sequence[ColumnRule]) -> dict[str, int]:
    """How many rows each rule looks at, by rule id: all, or those that are filled."""
    filled = ", ".join(f"count({identifier(checked.column.name)})" for checked in rules)
    row = connection.execute(f"select count(*), {filled} from {table.name}").fetchone()
    if row is None:
        raise RuntimeError(f"counting the rows of {table.name} gave no row")
    return {
        checked.rule.rule_id: row[0] if checked.expectation.kind == "not_null" else n_filled
        for checked, n_filled in zip(rules, row[1:], strict=True)
    }
