"""Rules on the values of columns: what tables come to is checked first, and rows only where something is wrong."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import duckdb

from schemas.model import Table
from tasks.core.validate import expectations
from tasks.core.validate.frames import ColumnRule, wanting_frames
from tasks.core.validate.queries import Findings
from tasks.core.validate.result import Finding, Limits, Offender, gathered
from tasks.core.validate.summary import Fact, count, facts_of_numbers, facts_of_words

TableRules = Sequence[tuple[Table, Sequence[ColumnRule]]]


@dataclass(frozen=True, slots=True)
class Look:
    """What a first look at tables fills, by rule id: rows looked at, words that are wrong, what was raised.

    No words are held where numbers are wrong, nor where the words are too many: `flooded` names these rules.
    """

    n_checked: dict[str, int] = field(default_factory=dict)
    wrong: dict[str, list[str]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    flooded: set[str] = field(default_factory=set)


def message_of(error: Exception) -> str:
    """What is told of an error that was raised where a rule was applied."""
    return str(error) if isinstance(error, expectations.ExpectationError) else f"{type(error).__name__}: {error}"


def table_facts(
    connection: duckdb.DuckDBPyConnection, table: Table, rules: Sequence[ColumnRule], look: Look
) -> Iterator[Fact]:
    """What a table's values come to. Whatever is raised makes all of its rules errored, since nothing is known then."""
    try:
        counts = count(connection, table, rules)
        look.n_checked.update({checked.rule.rule_id: counts.n_checked(checked) for checked in rules})
        yield from facts_of_numbers(counts, rules)
        yield from facts_of_words(connection, table, rules)
    except Exception as error:  # noqa: BLE001  whatever a table holds, it is reported; a critical rule then stops
        look.errors.update({checked.rule.rule_id: message_of(error) for checked in rules})


def in_chunks(facts: Iterable[Fact], chunk_rows: int) -> Iterator[list[Fact]]:
    """The facts by so many."""
    chunk: list[Fact] = []
    for fact in facts:
        chunk.append(fact)
        if len(chunk) == chunk_rows:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def survey(facts: Sequence[Fact], look: Look, limits: Limits) -> None:
    """Check facts, and note what is wrong."""
    try:
        found = expectations.survey(facts)
    except Exception as error:  # noqa: BLE001  an expectation may raise anything; it is reported
        look.errors.update({fact.checked.rule.rule_id: message_of(error) for fact in facts})
        return
    look.errors.update(found.errors)
    for rule_id, words in found.wrong.items():
        known = look.wrong.setdefault(rule_id, [])
        if len(known) + len(words) > limits.chunk_rows:
            look.flooded.add(rule_id)
            known.clear()
        elif rule_id not in look.flooded:
            known.extend(words)


def listed(
    connection: duckdb.DuckDBPyConnection, table: Table, checked: ColumnRule, look: Look, limits: Limits
) -> Iterator[Offender]:
    """The rows that break a rule of which something is wrong, named by the library."""
    rule_id = checked.rule.rule_id
    words = None if rule_id in look.flooded else look.wrong[rule_id]
    for frame in wanting_frames(connection, table, checked, words, limits.chunk_rows):
        yield from expectations.list_offenders(table, checked, frame)


def finding_of(
    connection: duckdb.DuckDBPyConnection, table: Table, checked: ColumnRule, look: Look, limits: Limits
) -> Finding:
    """How a rule fared after the first look."""
    rule_id = checked.rule.rule_id
    if rule_id in look.errors:
        return Finding(0, error=look.errors[rule_id])
    if rule_id not in look.wrong:
        return Finding(look.n_checked[rule_id])
    try:
        return gathered(look.n_checked[rule_id], listed(connection, table, checked, look, limits), limits)
    except Exception as error:  # noqa: BLE001  an expectation may raise anything; it is reported
        return Finding(0, error=message_of(error))


def check_values(connection: duckdb.DuckDBPyConnection, tables: TableRules, limits: Limits) -> Findings:
    """Apply the rules on the values of tables' columns."""
    look = Look()
    facts = (fact for table, rules in tables for fact in table_facts(connection, table, rules, look))
    for chunk in in_chunks(facts, limits.chunk_rows):
        survey(chunk, look, limits)
    return {
        checked.rule.rule_id: finding_of(connection, table, checked, look, limits)
        for table, rules in tables
        for checked in rules
    }
