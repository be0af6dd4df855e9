"""Rules that follow from the definition of a table: what its columns say, its key, what it references."""

from collections.abc import Iterator

from schemas.model import Column, Table
from schemas.rules_model import (
    ANNOTATIONS,
    CRITICAL,
    DOCUMENTS,
    WAREHOUSE,
    WARNING,
    Expectation,
    Query,
    Rule,
    key_text,
)
from schemas.staged import DOCUMENT_FACTS
from schemas.tables import ANNOTATED_TABLES

SPAN_COLUMNS = ("start_char", "end_char")

GATE_TABLES = (
    "core.documents",
    "raw.texts",
    "raw.marks",
    "raw.removed",
    "core.metadata_candidates",
    "core.paragraphs",
    "core.sentences",
    "core.document_notes",
)
"""The tables that are filled when documents are validated by their own rows; of `core.documents` the columns that its
own file decides."""


ANNOTATION_TABLES = tuple(table.name for table in ANNOTATED_TABLES)
"""The tables that annotation fills. At its gate there are also `core.documents`, `core.paragraphs` and
`core.sentences`, which passed the first one."""


def gate_of(table: Table, *columns: str) -> str | None:
    """The suite that sees these columns of a table first, document by document; none of what grouping makes."""
    if table.name in ANNOTATION_TABLES:
        return ANNOTATIONS
    if table.name == "core.documents":
        return DOCUMENTS if set(columns) <= set(DOCUMENT_FACTS.column_names) else None
    return DOCUMENTS if table.name in GATE_TABLES else None


def suites_of_values(table: Table, severity: str, column: str) -> tuple[str, ...]:
    """A value that passed its gate is the same ever after, so it is not looked at again.

    The first gate only refuses, and leaves warnings to the suite `warehouse`.
    """
    gate = gate_of(table, column)
    return (gate,) if gate == ANNOTATIONS or (gate and severity == CRITICAL) else (WAREHOUSE,)


def suites_across(table: Table, *columns: str) -> tuple[str, ...]:
    """Keys and references are asked for twice, since the rows of other batches are there only at the end."""
    gate = gate_of(table, *columns)
    return (gate, WAREHOUSE) if gate else (WAREHOUSE,)


def suites_of_reference(table: Table, column: Column) -> tuple[str, ...]:
    """What annotation made can be held against its documents; the entities of all are there only at the end."""
    is_of_document = column.references.startswith("core.documents.")
    return suites_across(table, column.name) if is_of_document else (WAREHOUSE,)


def column_rule(table: Table, column: Column, expectation: Expectation, severity: str, reason: str) -> Rule:
    return Rule(
        rule_id=f"{table.name}.{column.name}.{expectation.kind}",
        severity=severity,
        table_name=table.name,
        column_name=column.name,
        reason=reason,
        check=expectation,
        suites=suites_of_values(table, severity, column.name),
    )


def value_expectations(column: Column) -> Iterator[tuple[Expectation, str]]:
    """What the values of a column must look like, with the reason."""
    if column.vocabulary:
        expectation = Expectation("vocabulary", values=column.vocabulary)
        yield expectation, "Readers filter and group by these words; a word outside the list falls out of every answer."
    if column.pattern and not column.references:  # a referenced value has its form checked where it is defined
        yield Expectation("pattern", pattern=column.pattern), "Other programs rely on the form of this value."
    if column.minimum is not None or column.maximum is not None:
        expectation = Expectation("between", minimum=column.minimum, maximum=column.maximum)
        yield expectation, "A value beyond these bounds is a miscalculation, not a finding."


def column_rules(table: Table, column: Column) -> Iterator[Rule]:
    """Rules on each value of a column by itself."""
    if column.required:
        reason = "The table promises a value here; queries join and filter on it without asking."
        yield column_rule(table, column, Expectation("not_null"), CRITICAL, reason)
    severity = CRITICAL if column.name in (*table.key, *SPAN_COLUMNS) else WARNING
    for expectation, reason in value_expectations(column):
        yield column_rule(table, column, expectation, severity, reason)


def document_of(table: Table, alias: str) -> str:
    """SQL of the document that a row is about, or NULL."""
    return f"{alias}.document_id" if "document_id" in table.column_names else "cast(null as varchar)"


def unique_rule(table: Table) -> Rule:
    document = "any_value(document_id)" if "document_id" in table.column_names else "cast(null as varchar)"
    offending = f"""
        select {key_text(table)} as row_key, {document} as document_id, count(*) || ' rows have this key' as detail
        from {table.name}
        group by {", ".join(table.key)}
        having count(*) > 1"""
    return Rule(
        rule_id=f"{table.name}.key.unique",
        severity=CRITICAL,
        table_name=table.name,
        column_name=None,
        reason=f"A row is {table.grain.removeprefix('one row per ')}; two rows would be counted twice.",
        check=Query(offending, table.name),
        suites=suites_across(table, *table.key),
    )


def reference_rule(table: Table, column: Column) -> Rule:
    referenced, _, target = column.references.rpartition(".")
    offending = f"""
        select
            {key_text(table, "rows")} as row_key,
            {document_of(table, "rows")} as document_id,
            '{column.name} ' || rows.{column.name} || ' is not in {referenced}' as detail
        from {table.name} as rows
        where rows.{column.name} is not null
            and not exists (from {referenced} as known where known.{target} = rows.{column.name})"""
    return Rule(
        rule_id=f"{table.name}.{column.name}.reference",
        severity=CRITICAL,
        table_name=table.name,
        column_name=column.name,
        reason=f"A value that {referenced} does not know leads nowhere, and the row is lost in every join.",
        check=Query(offending, f"{table.name} where {column.name} is not null"),
        suites=suites_of_reference(table, column),
    )


def derived_rules(table: Table) -> tuple[Rule, ...]:
    """All rules that follow from the definition of a table, in the order of its columns; keys and references last."""
    columns = [rule for column in table.columns for rule in column_rules(table, column)]
    references = [reference_rule(table, column) for column in table.columns if column.references]
    return (*columns, unique_rule(table), *references)
