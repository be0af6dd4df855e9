"""What a table's values come to: few numbers and words, by which most rules can be checked without its rows.

A rule on values depends on the value alone. So the suites look at counts, at the least and the largest value, and at
each distinct word once; rows are fetched only where one of these is wrong.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import duckdb

from schemas.ddl import identifier
from schemas.model import Column, Table
from tasks.core.validate.frames import VECTOR_ROWS, ColumnRule, items

KINDS_OF_WORDS = ("pattern", "vocabulary")


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is true of a table's values, as a rule wants it checked.

    Of numbers, `upper` must not be below `lower`: one is what was seen, the other what is allowed. Of words, `value` is
    one that occurs.
    """

    checked: ColumnRule
    upper: float | None = None
    lower: float | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows of a table, and by column how many are filled, and the bounds of those."""

    n_rows: int
    n_filled: dict[str, int]
    bounds: dict[str, tuple[float | None, float | None]]

    def n_checked(self, checked: ColumnRule) -> int:
        """How many rows a rule looks at: all, or those that are filled."""
        return self.n_rows if checked.expectation.kind == "not_null" else self.n_filled[checked.column.name]


def bounds_of(column: Column) -> str:
    """SQL of the least and the largest value. What is no number is none of them, as in a frame."""
    name = identifier(column.name)
    numbers = f" filter (where not isnan({name}))" if column.sql_type == "DOUBLE" else ""
    return f"min({name}){numbers}, max({name}){numbers}"


def count(connection: duckdb.DuckDBPyConnection, table: Table, rules: Sequence[ColumnRule]) -> Counts:
    """Count and measure the columns that rules are on, in one scan."""
    columns = {checked.column.name: checked.column for checked in rules}
    bounded = {checked.column.name: checked.column for checked in rules if checked.expectation.kind == "between"}
    wanted = [f"count({identifier(name)})" for name in columns] + [bounds_of(column) for column in bounded.values()]
    row = connection.execute(f"select {', '.join(['count(*)', *wanted])} from {table.name}").fetchone()
    if row is None:
        raise RuntimeError(f"counting the rows of {table.name} gave no row")
    measured = row[1 + len(columns) :]
    pairs = zip(measured[::2], measured[1::2], strict=True)
    return Counts(row[0], dict(zip(columns, row[1:], strict=False)), dict(zip(bounded, pairs, strict=True)))


def facts_of_numbers(counts: Counts, rules: Sequence[ColumnRule]) -> Iterator[Fact]:
    """What rules on emptiness and on bounds look at."""
    for checked in rules:
        kind, name = checked.expectation.kind, checked.column.name
        if kind == "not_null":
            yield Fact(checked, upper=0, lower=counts.n_rows - counts.n_filled[name])
        elif kind == "between":
            least, largest = counts.bounds[name]
            minimum, maximum = checked.expectation.minimum, checked.expectation.maximum
            if least is not None and minimum is not None:
                yield Fact(checked, upper=least, lower=minimum)
            if largest is not None and maximum is not None:
                yield Fact(checked, upper=maximum, lower=largest)
        elif kind not in KINDS_OF_WORDS:
            raise ValueError(f"{checked.rule.rule_id}: no expectation of kind {kind!r}")


def words_query(table: Table, rules: Sequence[ColumnRule]) -> str:
    """Each distinct word, or item of a list, of the columns that rules are on, with the number of the rule."""
    parts = []
    for number, checked in enumerate(rules):
        value = f"unnest({items(checked.column)})" if checked.column.is_list else identifier(checked.column.name)
        parts.append(
            f"select {number} as number, value from (select distinct {value} as value from {table.name})"
            " where value is not null"
        )
    return " union all ".join(parts)


def facts_of_words(connection: duckdb.DuckDBPyConnection, table: Table, rules: Sequence[ColumnRule]) -> Iterator[Fact]:
    """What rules on patterns and vocabularies look at. The connection is in use until the last one."""
    wordy = [checked for checked in rules if checked.expectation.kind in KINDS_OF_WORDS]
    if wordy:
        reader = connection.execute(words_query(table, wordy))
        while rows := reader.fetchmany(VECTOR_ROWS):
            yield from (Fact(wordy[number], value=value) for number, value in rows)
