"""From a table, a key and a column to the explanation of the cell, or of the row."""

import math
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

from schemas.ddl import identifier, qualified
from schemas.model import Table
from schemas.tables import BY_NAME
from tasks.core.ask.query import QueryError, published
from tasks.core.explain import lineage as of
from tasks.core.explain.keys import find_column, find_row, find_table, key_of, read_row
from tasks.core.explain.model import RECORD, ROWS, Case, Cell, Explanation, Kind, Through
from tasks.core.explain.queries import bound, written
from tasks.core.explain.reader import ExplainError, Reader
from tasks.core.explain.registry import KINDS
from tasks.core.explain.view_damages import VIEW_KINDS as DAMAGE_KINDS
from tasks.core.explain.view_ops import VIEW_KINDS as OPS_KINDS
from tasks.core.explain.views import VIEW_KINDS as STATEMENT_KINDS
from tasks.core.query import Row

VIEW_KINDS = {**STATEMENT_KINDS, **DAMAGE_KINDS, **OPS_KINDS}
TOLERANCE = 1e-9
VIEW_FILTERS = {"mart.statements": ("carries_statement",)}  # columns that are true of all rows which a view shows
NO_ROW = "Empty: the row names nothing here that it could be of."
WHOLE_ROW = "The row as a whole: each column with the first piece of its evidence. Name a column for all of it."


def explain(file: Path, table: str, key: str, column: str = "") -> Explanation:
    """Where a cell of the published warehouse comes from; without a column, the row as a whole.

    `table` is a table or view; `key` its key columns joined by `/`, as `keys.find_row` takes them.

    Raises:
        ExplainError: the table, the column or the row is none, or several rows are meant.
        QueryError: there is no published warehouse, or it is not as this version of the code expects it.
    """
    with published(file) as connection:
        try:
            return explain_in(Reader(connection), file.parent, table, key, column)
        except duckdb.Error as error:
            raise QueryError(f"{file}: {error}. Publish it again with `communique rebuild`.") from error


def explain_in(reader: Reader, folder: Path, table: str, key: str, column: str = "") -> Explanation:
    """The same on a file that is open; `folder` is that of the warehouse, where the reports lie.

    Raises:
        ExplainError: as `explain`.
    """
    found = find_table(table)
    name = find_column(found, column)
    case = Case(reader, found, find_shown(reader, found, key), name)
    return explain_cell(folder, case) if name else explain_row(folder, case)


def find_shown(reader: Reader, table: Table, key: str) -> Row:
    """The row of a table; of a view that shows a table's rows, that of the table, since some look at all documents.

    Raises:
        ExplainError: as `explain`.
    """
    base = base_of(table)
    row = find_row(reader, base or table, key)
    if base and not all(row[name] for name in VIEW_FILTERS.get(table.name, ())):
        raise ExplainError(f"{key}: {table.name} leaves this row of {base.name} out. Explain it there.")
    return row


def base_of(view: Table) -> Table | None:
    """The table whose rows a view shows under the same key; nothing for a table, and for a view of its own key."""
    shown = [each for each in VIEW_KINDS.get(view.name, {}).values() if isinstance(each, Through)]
    same = [BY_NAME[each.table] for each in shown if each.key == view.key == BY_NAME[each.table].key]
    return same[0] if same else None


def follow(case: Case) -> tuple[Case, Kind | None]:
    """The cell that holds the value, through the views that show it; no kind where the row that it is of is none."""
    shown = kinds_of(case.table)[case.column]
    if isinstance(shown, Kind):
        return filled(case, shown), shown
    row = row_through(case, shown)
    return follow(Case(case.reader, BY_NAME[shown.table], row, shown.column)) if row else (case, None)


def filled(case: Case, kind: Kind) -> Case:
    """The cell with its value: of a view by the query for it if there is one, else by all that the view computes."""
    if case.column in case.row:
        return case
    if kind.query:
        sql, values = bound(kind.query, case.row)
        found = case.reader.rows(sql, *values)
        value = next(iter(found[0].values())) if found else None
        return replace(case, row={**case.row, case.column: value})
    return replace(case, row=read_row(case.reader, case.table, case.row))


def row_through(case: Case, shown: Through) -> Row | None:
    """The row that a column of a view shows; nothing where the view has no key for it."""
    table = BY_NAME[shown.table]
    if not set(shown.key) <= set(case.row):
        case = replace(case, row=read_row(case.reader, case.table, case.row))
    values = [case.row[name] for name in shown.key]
    if None in values:
        return None
    condition = " and ".join(f"{identifier(name)} = ?" for name in table.key)
    return case.reader.row(f"from {qualified(table)} where {condition}", *values)


def explain_cell(folder: Path, asked: Case) -> Explanation:
    """A cell with its evidence, its lineage, and what speaks against it."""
    case, kind = follow(asked)
    if kind is None:
        kind = Kind(NO_ROW, ROWS)
    evidence, others = tuple(kind.find(case)), tuple(kind.others(case))
    explanation = Explanation(
        table=case.table.name,
        key=key_of(case.table, case.row),
        column=case.column,
        value=case.value,
        meaning=asked.table.column(asked.column).description,
        how=kind.told(case),
        basis=kind.basis,
        evidence=evidence,
        others=others,
        query=checked_query(case, kind.query),
        asked=asked_through(asked, case),
    )
    return with_surroundings(explanation, folder, case, kind)


def asked_through(asked: Case, case: Case) -> str:
    """How the view that was asked comes to the value; empty where a table was asked."""
    if asked.table.name not in VIEW_KINDS:
        return ""
    name = f"{asked.table.name}.{asked.column}"
    if case.table is asked.table:
        return f"The view makes {name} from other rows: {asked.table.grain}."
    return f"The view shows {case.table.name}.{case.column} as {name}."


def explain_row(folder: Path, case: Case) -> Explanation:
    """A row, each column in short."""
    cells = tuple(cell_of(case.at(name)) for name in case.table.column_names)
    evidence = tuple(dict.fromkeys(cell.evidence for cell in cells if cell.evidence))
    is_view = case.table.name in VIEW_KINDS
    explanation = Explanation(
        table=case.table.name,
        key=key_of(case.table, case.row),
        column="",
        value=None,
        meaning=f"{case.table.grain[0].upper()}{case.table.grain[1:]}.",
        how=WHOLE_ROW,
        basis=RECORD if case.table.schema == "ops" else ROWS,
        evidence=evidence,
        others=(),
        asked=f"{case.table.name} is a view: its columns are explained through the rows that it shows."
        if is_view
        else "",
        cells=cells,
    )
    return with_surroundings(explanation, folder, case, None)


def cell_of(asked: Case) -> Cell:
    """A column in short."""
    case, kind = follow(asked)
    if kind is None:
        return Cell(asked.column, asked.value, NO_ROW, None)
    return Cell(asked.column, case.value, kind.told(case), next(iter(kind.find(case)), None))


def with_surroundings(explanation: Explanation, folder: Path, case: Case, kind: Kind | None) -> Explanation:
    """The explanation with files, steps, rules, rejections, changes and what people set."""
    reader, table, key = case.reader, case.table, explanation.key
    document_ids = of.owners(case.row, explanation.evidence)
    return replace(
        explanation,
        sources=of.sources(reader, document_ids),
        lineage=of.lineage(reader, folder, case, of.own_step(table, case, kind), document_ids),
        validations=of.validations(reader, table, key, explanation.column, document_ids),
        refused=of.refusals(reader, document_ids),
        changes=of.changes(reader, table, key),
        people=tuple(of.people(reader, document_ids)),
    )


def checked_query(case: Case, query: str) -> str:
    """The query as it can be typed, if it gives the value again."""
    if not query:
        return ""
    sql, values = bound(query, case.row)
    found = case.reader.rows(sql, *values)
    given = next(iter(found[0].values())) if found else None
    return written(query, case.row) if is_same(given, case.value) else ""


def is_same(given: Any, value: Any) -> bool:
    """Two values of a cell are the same; numbers nearly so."""
    if isinstance(value, bool | str | date | datetime):
        return bool(given == value)
    if given is None or value is None:
        return given is value
    return math.isclose(float(given), float(value), rel_tol=TOLERANCE, abs_tol=TOLERANCE)


def kinds_of(table: Table) -> dict[str, Kind | Through]:
    """How each column of a table or view is explained."""
    return dict((VIEW_KINDS if table.name in VIEW_KINDS else KINDS)[table.name])
