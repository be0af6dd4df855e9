"""What an explanation holds, and what the columns' explainers are made of."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from schemas.model import Table
from tasks.core.explain.reader import Reader
from tasks.core.query import Row

TEXT = "text"  # characters of a document hold the evidence
ROWS = "rows"  # other rows of the warehouse do
KNOWLEDGE = "knowledge"  # a row of the knowledge tables does
RECORD = "record"  # the row is itself the record: nothing else in the warehouse stands behind the value
BASES = (TEXT, ROWS, KNOWLEDGE, RECORD)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a value, or is said of one that was not chosen.

    Characters `start_char` to `end_char`, end excluded, of what `in_` names: the `body` (`core.documents`), the `text`
    before cleaning or the `properties` of the file (both `raw.texts`), or its `path`. A row of the `knowledge`, of the
    `warehouse`, or a note of a person in the `corrections` has no span. `text` is shortened in the middle where it is
    very long; `before` and `after` are some words around it. `confidence` is that of `rule`, 0 to 1.
    """

    document_id: str
    path: str
    start_char: int | None
    end_char: int | None
    text: str
    before: str = ""
    after: str = ""
    rule: str = ""
    confidence: float | None = None
    note: str = ""
    in_: str = "body"


@dataclass(frozen=True, slots=True)
class Case:
    """A cell to be explained: a row of a table, and the column."""

    reader: Reader
    table: Table
    row: Row
    column: str

    @property
    def value(self) -> Any:
        """What the cell holds; nothing where the row was not read whole."""
        return self.row.get(self.column)

    @property
    def document_id(self) -> str:
        """The document that the row is about; empty for none."""
        return str(self.row.get("document_id") or "")

    def at(self, column: str) -> "Case":
        """Another cell of the row."""
        return Case(self.reader, self.table, self.row, column)


Finder = Callable[[Case], Iterable[Evidence]]


def nothing(_: Case) -> Iterable[Evidence]:
    """No evidence."""
    return ()


@dataclass(frozen=True, slots=True)
class Kind:
    """How the cells of a column are explained.

    `how` says how a value comes about. `basis` says what the evidence is, one of `BASES`. `query` is SQL whose one cell
    is the value again; `$name` stands for the value of a column of the row. `step` is the step that fills the column
    where it is not the table's.
    """

    how: str | Callable[[Case], str]
    basis: str
    find: Finder = nothing
    others: Finder = nothing
    query: str = ""
    step: str = ""

    def told(self, case: Case) -> str:
        return self.how if isinstance(self.how, str) else self.how(case)


@dataclass(frozen=True, slots=True)
class Through:
    """A column of a view that shows a column of another row: `key` names the view's columns that hold its key."""

    table: str
    column: str
    key: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A column of a row in short: its value, how it comes about, and the first piece of evidence."""

    column: str
    value: Any
    how: str
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class Source:
    """A document that the row is about or made from, and the files that hold it: source, path, state."""

    document_id: str
    files: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A step that the row went through. `is_own`: this step made the cell. `report` is a page beside the warehouse."""

    document_id: str
    step: str
    fingerprint: str
    outcome: str
    run_id: str
    started_at: datetime | None
    code_version: str
    flow_run_id: str
    is_own: bool
    report: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that looked at the table, in the last run that applied it."""

    rule_id: str
    severity: str
    column: str
    outcome: str
    n_checked: int
    n_failed: int
    run_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A row that breaks a rule: this one, or another of the same document."""

    rule_id: str
    severity: str
    table: str
    row_key: str
    detail: str
    first_seen_at: datetime
    resolved_at: datetime | None


@dataclass(frozen=True, slots=True)
class Validations:
    """What the rules say. `rules` looked at the column, or at whole rows; `open` and `resolved` findings are of this
    row; `n_open_elsewhere` counts those that stand on other rows of its documents.
    """

    rules: tuple[Rule, ...] = ()
    open: tuple[Finding, ...] = ()
    resolved: tuple[Finding, ...] = ()
    n_open_elsewhere: int = 0


@dataclass(frozen=True, slots=True)
class Refused:
    """A file of the documents that was refused; `resolved_at` is empty while that stands."""

    path: str
    step: str
    reason: str
    detail: str
    run_id: str
    resolved_at: datetime | None


@dataclass(frozen=True, slots=True)
class Changed:
    """A publication that changed the row; `before` and `after` are JSON of the columns that differ."""

    run_id: str
    change: str
    before: str
    after: str
    code_version: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """From a cell, or a row, to its evidence.

    `table` and `key` are those of the row that holds the value: where a view was asked, `asked` says how it comes to
    it. Without a `column` the row as a whole is explained, column by column in `cells`. `meaning` is what the column
    is, `how` how this value comes about, `basis` one of `BASES`. `others` are the candidates not chosen, with why.
    `query` is SQL that gives the value again, or the rows it counts. `people` is what people set, and why.
    """

    table: str
    key: str
    column: str
    value: Any
    meaning: str
    how: str
    basis: str
    evidence: tuple[Evidence, ...]
    others: tuple[Evidence, ...]
    query: str = ""
    asked: str = ""
    cells: tuple[Cell, ...] = ()
    sources: tuple[Source, ...] = ()
    lineage: tuple[Made, ...] = ()
    validations: Validations = field(default_factory=Validations)
    refused: tuple[Refused, ...] = ()
    changes: tuple[Changed, ...] = ()
    people: tuple[Evidence, ...] = ()
