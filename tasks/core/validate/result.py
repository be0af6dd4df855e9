"""What validation finds, as values."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from schemas.rules import Rule

Row = dict[str, Any]

PASSED = "passed"
FAILED = "failed"
ERRORED = "errored"

NO_ROW = "-"  # key of the row that says why a rule could not be applied


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is held and kept at once."""

    chunk_rows: int = (
        98_304  # rows of a frame; 48 vectors of DuckDB; above 100,000 the failing rows take seconds to list
    )
    kept_rows: int = (
        10_000  # rows kept per rule; a rule that fails on more is broken itself, and `n_failed` has them all
    )


@dataclass(frozen=True, slots=True)
class Offender:
    """One row that breaks a rule."""

    row_key: str
    document_id: str | None
    detail: str


@dataclass(frozen=True, slots=True)
class Finding:
    """How one rule fared. `error` says why it could not be applied; it has then neither passed nor failed.

    `offenders` are the first of the rows that failed, by key, each key once; `n_beyond` counts the rest. `documents`
    counts all by the document that they are about, or None.
    """

    n_checked: int
    offenders: tuple[Offender, ...] = ()
    error: str = ""
    n_beyond: int = 0
    documents: Mapping[str | None, int] = field(default_factory=dict)

    @property
    def n_failed(self) -> int:
        return len(self.offenders) + self.n_beyond

    @property
    def outcome(self) -> str:
        if self.error:
            return ERRORED
        return FAILED if self.offenders else PASSED


def first_by_key(offenders: Iterable[Offender], n: int) -> list[Offender]:
    """The first so many, each key once."""
    unique = {found.row_key: found for found in sorted(offenders, key=lambda found: (found.row_key, found.detail))}
    return list(unique.values())[:n]


def gathered(n_checked: int, offenders: Iterable[Offender], limits: Limits) -> Finding:
    """A finding of all these rows, of which only as many are held as are kept."""
    kept: list[Offender] = []
    documents: Counter[str | None] = Counter()
    for offender in offenders:
        documents[offender.document_id] += 1
        kept.append(offender)
        if len(kept) >= 2 * limits.kept_rows:
            kept = first_by_key(kept, limits.kept_rows)
    first = tuple(first_by_key(kept, limits.kept_rows))
    return Finding(n_checked, first, n_beyond=documents.total() - len(first), documents=documents)


@dataclass(frozen=True, slots=True)
class Validated:
    """Rows of `ops.validations` and `staged.failing`, and what follows from them.

    `rejected` gives for each document refused (at the gates alone) the detail for its rejection. `stops` is a
    sentence that says why the run has to stop and what to do, or empty.
    """

    validations: tuple[Row, ...]
    failed_rows: tuple[Row, ...]
    rejected: Mapping[str, str]
    stops: str


def validation_row(rule: Rule, finding: Finding, suite: str, run_id: str) -> Row:
    """The row of `ops.validations`."""
    return {
        "run_id": run_id,
        "suite": suite,
        "rule_id": rule.rule_id,
        "severity": rule.severity,
        "table_name": rule.table_name,
        "column_name": rule.column_name,
        "outcome": finding.outcome,
        "n_checked": finding.n_checked,
        "n_failed": finding.n_failed,
        "reason": rule.reason,
    }


def failed_rows(rule: Rule, finding: Finding, suite: str, run_id: str) -> tuple[Row, ...]:
    """Rows of `staged.failing`, by key; of an errored rule one row that says why."""
    offenders = (Offender(NO_ROW, None, finding.error),) if finding.error else finding.offenders
    return tuple(
        {
            "run_id": run_id,
            "suite": suite,
            "rule_id": rule.rule_id,
            "severity": rule.severity,
            "table_name": rule.table_name,
            "row_key": offender.row_key,
            "document_id": offender.document_id,
            "detail": offender.detail,
        }
        for offender in offenders
    )
