"""Rules across rows and tables: SQL that finds the rows which break them."""

import duckdb

from schemas.rules import Query, Rule
from tasks.core.validate.result import Finding, Offender


def check_query(connection: duckdb.DuckDBPyConnection, rule: Rule) -> Finding:
    """Apply one rule. A query that cannot be run is an error of the rule, not a failure of the rows."""
    if not isinstance(rule.check, Query):
        raise TypeError(f"{rule.rule_id} is no query")
    try:
        counted = connection.execute(f"select count(*) from {rule.check.population}").fetchone()
        rows = connection.execute(rule.check.offending).fetchall()
    except duckdb.Error as error:
        return Finding(0, error=f"{type(error).__name__}: {error}")
    offenders = tuple(
        Offender("/" if row_key is None else str(row_key), document_id, detail or "")
        for row_key, document_id, detail in rows
    )
    return Finding(counted[0] if counted else 0, offenders)
