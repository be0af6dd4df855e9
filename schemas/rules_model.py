"""What a rule is: what must hold of the rows, why, and what follows when it does not."""

from dataclasses import dataclass

from schemas.model import Table

NO_DOCUMENT = "cast(null as varchar)"  # SQL, for rows that are not about one document
CRITICAL = "critical"
WARNING = "warning"
DOCUMENTS = "documents"
WAREHOUSE = "warehouse"
BOTH = (DOCUMENTS, WAREHOUSE)
LONG_TEXT_CHARS = 100_000  # slices of shorter ones cost less than their chunks
CHUNK_CHARS = 16_000  # a slice of a chunk costs a tenth of a millisecond


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


def sliced(spans: str, whole: str, text: str) -> str:
    """SQL of all rows of `spans` with their characters of `whole`.`text` as the column `slice`.

    To slice a text DuckDB counts its characters from the beginning each time, and joins copy it for each row; so long
    texts are first cut into chunks, and a span is put together from those that it touches.
    """
    return f"""(
            select spans.*, {slice_text(f"wholes.{text}", "spans")} as slice
            from {spans} as spans
            join {whole} as wholes using (document_id)
            where length(wholes.{text}) <= {LONG_TEXT_CHARS}
            union all
            select * exclude (touched),
                substr(touched, start_char % {CHUNK_CHARS} + 1, end_char - start_char) as slice
            from (
                select spans.*, string_agg(chunk, '' order by chunk_no) as touched
                from {spans} as spans
                join (
                    select document_id, chunk_no, substr({text}, chunk_no * {CHUNK_CHARS} + 1, {CHUNK_CHARS}) as chunk
                    from {whole}, range(0, length({text}) // {CHUNK_CHARS} + 1) as numbers (chunk_no)
                    where length({text}) > {LONG_TEXT_CHARS}
                ) as chunks
                    on chunks.document_id = spans.document_id
                    and chunks.chunk_no between spans.start_char // {CHUNK_CHARS}
                        and greatest(spans.end_char - 1, spans.start_char) // {CHUNK_CHARS}
                group by all
            )
        )"""


def warehouse_rule(
    rule_id: str, table_column: str, reason: str, offending: str, population: str, severity: str = CRITICAL
) -> Rule:
    """A rule of the suite `warehouse`. `table_column` is `schema.table` or `schema.table.column`."""
    schema, table, *column = table_column.split(".")
    name = f"{schema}.{table}"
    return Rule(rule_id, severity, name, column[0] if column else None, reason, Query(offending, population))
