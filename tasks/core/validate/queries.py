"""Rules across rows and tables: SQL that finds the rows which break them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager

import duckdb

from schemas.rules import Query, Rule
from schemas.rules_model import Part
from tasks.core.validate.result import Finding, Limits, Offender, gathered

FETCHED_ROWS = 10_000  # rows held as values of Python at once
Findings = dict[str, Finding]


def query_of(rule: Rule) -> Query:
    """The query of a rule.

    Raises:
        TypeError: it has none.
    """
    if not isinstance(rule.check, Query):
        raise TypeError(f"{rule.rule_id} is no query")
    return rule.check


def make_part(connection: duckdb.DuckDBPyConnection, part: Part) -> bool:
    """Make a part, as a temporary table; whether it could be made."""
    try:
        connection.execute(f"create or replace temp table {part.name} as {part.select}")
    except duckdb.Error:
        return False
    return True


@contextmanager
def prepared(connection: duckdb.DuckDBPyConnection, queries: Iterable[Query]) -> Iterator[Set[str]]:
    """The parts that queries start from, as temporary tables; gives the names of those that could be made.

    The others are then made again, and raise again, within each rule that needs them.
    """
    parts = dict.fromkeys(part for query in queries for part in query.parts)
    made: set[str] = set()
    try:
        made.update(part.name for part in parts if make_part(connection, part))
        yield made
    finally:
        for name in made:
            connection.execute(f"drop table temp.{name}")


def with_parts(query: Query, select: str, made: Set[str]) -> str:
    """A `SELECT` of a query, after those of its parts that are not made yet."""
    missing = [f"{part.name} as materialized ({part.select})" for part in query.parts if part.name not in made]
    return f"with {', '.join(missing)} {select}" if missing else select


def populations(connection: duckdb.DuckDBPyConnection, queries: Iterable[Query], made: Set[str]) -> Mapping[str, int]:
    """How many rows there are of each population, counted in one query, since each query costs a plan of its own.

    Empty if one of them cannot be counted; they are then counted one by one.
    """
    whole = (query for query in queries if {part.name for part in query.parts} <= made)
    distinct = list(dict.fromkeys(query.population for query in whole))
    counts = (f"select {number} as number, count(*) as n from {text}" for number, text in enumerate(distinct))
    try:
        counted = connection.execute(" union all ".join(counts)).fetchall() if distinct else []
    except duckdb.Error:
        return {}
    return {distinct[number]: n for number, n in counted}


def count_population(connection: duckdb.DuckDBPyConnection, query: Query, made: Set[str]) -> int:
    """How many rows a rule looks at."""
    row = connection.execute(with_parts(query, f"select count(*) from {query.population}", made)).fetchone()
    return int(row[0]) if row else 0


def fetched(connection: duckdb.DuckDBPyConnection, select: str) -> Iterator[Offender]:
    """The rows that a query names."""
    reader = connection.execute(select)
    while rows := reader.fetchmany(FETCHED_ROWS):
        for row_key, document_id, detail in rows:
            yield Offender("/" if row_key is None else str(row_key), document_id, detail or "")


def check_query(
    connection: duckdb.DuckDBPyConnection,
    rule: Rule,
    limits: Limits | None = None,
    counted: Mapping[str, int] | None = None,
    made: Set[str] = frozenset(),
) -> Finding:
    """Apply one rule. A query that cannot be run is an error of the rule, not a failure of the rows.

    `counted` has populations that are counted already, `made` the names of parts that are made.
    """
    query = query_of(rule)
    try:
        n_checked = (counted or {}).get(query.population)
        if n_checked is None:
            n_checked = count_population(connection, query, made)
        offending = with_parts(query, f"from ({query.offending})", made)
        return gathered(n_checked, fetched(connection, offending), limits or Limits())
    except duckdb.Error as error:
        return Finding(0, error=f"{type(error).__name__}: {error}")


def check_queries(connection: duckdb.DuckDBPyConnection, rules: Sequence[Rule], limits: Limits) -> Findings:
    """Apply rules together: what several start from is made once, and populations are counted in one query."""
    queries = [query_of(rule) for rule in rules]
    with prepared(connection, queries) as made:
        counted = populations(connection, queries, made)
        return {rule.rule_id: check_query(connection, rule, limits, counted, made) for rule in rules}
