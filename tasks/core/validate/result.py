"""What validation finds, as values."""

from collections.abc import Mapping
from dataclasses import dataclass
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
    """How one rule fared. `error` says why it could not be applied; it has then neither passed nor failed."""

    n_checked: int
    offenders: tuple[Offender, ...] = ()
    error: str = ""

    @property
    def outcome(self) -> str:
        if self.error:
            return ERRORED
        return FAILED if self.offenders else PASSED


@dataclass(frozen=True, slots=True)
class Validated:
    """Rows of `ops.validations` and `ops.failed_rows`, and what follows from them.

    `rejected` gives for each document refused (suite `documents` alone) the detail for its rejection. `stops` is a
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
        "n_failed": len(finding.offenders),
        "reason": rule.reason,
    }


def failed_rows(rule: Rule, finding: Finding, suite: str, run_id: str, limits: Limits) -> tuple[Row, ...]:
    """Rows of `ops.failed_rows`, by key; of an errored rule one row that says why."""
    offenders = (Offender(NO_ROW, None, finding.error),) if finding.error else finding.offenders
    unique = {
        offender.row_key: offender for offender in sorted(offenders, key=lambda found: (found.row_key, found.detail))
    }
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
        for offender in list(unique.values())[: limits.kept_rows]
    )
