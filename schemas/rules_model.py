"""What a rule is: what must hold of the rows, why, and what follows when it does not."""

from dataclasses import dataclass

from schemas.model import Table

NO_DOCUMENT = "cast(null as varchar)"  # SQL, for rows that are not about one document
CRITICAL = "critical"
WARNING = "warning"
DOCUMENTS = "documents"
WAREHOUSE = "warehouse"
BOTH = (DOCUMENTS, WAREHOUSE)


@dataclass(frozen=True, slots=True)
class Expectation:
    """One expectation on the values of a column, each row by itself. Empty values pass all kinds but `not_null`.

    `kind` is `not_null`, `pattern` (matched whole), `vocabulary` or `between` (bounds inclusive). Of a list column the
    items are checked.
    """

    kind: str
    pattern: str = ""
    values: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """A query for the rows that break the rule: `row_key`, `document_id` (may be empty), `detail`.

    `population` is what stands after `select count(*) from`, for the number of rows that the rule looks at.
    """

    offending: str
    population: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `rule_id` is unique; `suites` are those that it belongs to.

    In suite `documents` a critical rule refuses the documents that break it, in suite `warehouse` it stops the run.
    """

    rule_id: str
    severity: str
    table_name: str
    column_name: str | None
    reason: str
    check: Expectation | Query
    suites: tuple[str, ...] = (WAREHOUSE,)


def key_text(table: Table, alias: str = "") -> str:
    """SQL of the row's key as text, its columns joined by `/`."""
    prefix = f"{alias}." if alias else ""
    return f"concat_ws('/', {', '.join(prefix + name for name in table.key)})"


def slice_text(text: str, spans: str) -> str:
    """SQL of the characters of `text` that a row of `spans` covers."""
    return f"substr({text}, {spans}.start_char + 1, {spans}.end_char - {spans}.start_char)"


def warehouse_rule(
    rule_id: str, table_column: str, reason: str, offending: str, population: str, severity: str = CRITICAL
) -> Rule:
    """A rule of the suite `warehouse`. `table_column` is `schema.table` or `schema.table.column`."""
    schema, table, *column = table_column.split(".")
    name = f"{schema}.{table}"
    return Rule(rule_id, severity, name, column[0] if column else None, reason, Query(offending, population))
