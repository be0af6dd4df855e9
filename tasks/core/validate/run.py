"""Apply a suite of rules to the tables of a connection."""

from collections.abc import Iterable, Sequence

import duckdb

from schemas.model import Table
from schemas.rules import Expectation, Rule, rules_of
from schemas.rules_model import CRITICAL, DOCUMENTS
from schemas.tables import BY_NAME
from tasks.core.validate import expectations
from tasks.core.validate.frames import ColumnRule, column_rule, counts, frame_query, frames
from tasks.core.validate.queries import check_query
from tasks.core.validate.result import (
    ERRORED,
    FAILED,
    Finding,
    Limits,
    Offender,
    Validated,
    failed_rows,
    validation_row,
)

Findings = dict[str, Finding]
SHOWN_ROWS = 3  # rows named in a message; the table of failed rows has them all


def check_columns(
    connection: duckdb.DuckDBPyConnection, table: Table, rules: Sequence[ColumnRule], limits: Limits
) -> Findings:
    """Apply the rules on the values of one table's columns, chunk by chunk."""
    n_checked = counts(connection, table, rules)
    broken: dict[str, list[Offender]] = {checked.rule.rule_id: [] for checked in rules}
    errors: dict[str, str] = {}
    for frame in frames(connection, frame_query(table, rules), limits.chunk_rows):
        for rule_id, found in expectations.check_frame(table, frame, rules).items():
            if isinstance(found, str):
                errors[rule_id] = found
            else:
                broken[rule_id].extend(found)
    return {
        rule_id: Finding(0, error=errors[rule_id]) if rule_id in errors else Finding(n, tuple(broken[rule_id]))
        for rule_id, n in n_checked.items()
    }


def check_table(
    connection: duckdb.DuckDBPyConnection, table: Table, rules: Sequence[ColumnRule], limits: Limits
) -> Findings:
    """The same; whatever is raised makes the table's rules errored, since then nothing is known of its rows."""
    try:
        return check_columns(connection, table, rules, limits)
    except Exception as error:  # noqa: BLE001  an expectation may raise anything; it is reported, and stops the run
        message = f"{type(error).__name__}: {error}"
        return {checked.rule.rule_id: Finding(0, error=message) for checked in rules}


def check(connection: duckdb.DuckDBPyConnection, rules: Iterable[Rule], limits: Limits) -> Findings:
    """Apply rules of both kinds."""
    by_table: dict[str, list[ColumnRule]] = {}
    findings: Findings = {}
    for rule in rules:
        if isinstance(rule.check, Expectation):
            by_table.setdefault(rule.table_name, []).append(column_rule(BY_NAME[rule.table_name], rule))
        else:
            findings[rule.rule_id] = check_query(connection, rule)
    for name, checked in by_table.items():
        findings.update(check_table(connection, BY_NAME[name], checked, limits))
    return findings


def rejected_documents(rules: Sequence[Rule], findings: Findings) -> dict[str, str]:
    """Documents that break a critical rule, with what was seen, in the order of rules."""
    seen: dict[str, list[str]] = {}
    for rule in rules:
        if rule.severity == CRITICAL:
            for offender in sorted(findings[rule.rule_id].offenders, key=lambda found: found.row_key):
                if offender.document_id is not None:
                    seen.setdefault(offender.document_id, []).append(f"{rule.rule_id}: {offender.detail}")
    return {document_id: summary(details) for document_id, details in sorted(seen.items())}


def summary(details: Sequence[str]) -> str:
    """The first details, and how many there are beside."""
    rest = len(details) - SHOWN_ROWS
    return "; ".join(details[:SHOWN_ROWS]) + (f"; and {rest} more" if rest > 0 else "")


def sentence(rule: Rule, finding: Finding) -> str:
    """What a rule that stops the run found."""
    if finding.outcome == ERRORED:
        return f"rule {rule.rule_id} could not be applied ({finding.error.splitlines()[0]})"
    rows = summary([f"{offender.row_key} {offender.detail}" for offender in finding.offenders])
    return f"rule {rule.rule_id} is broken by {len(finding.offenders)} row(s) of {rule.table_name} ({rows})"


def stopping(rules: Sequence[Rule], findings: Findings, suite: str) -> str:
    """Why the run has to stop and what to do, or an empty text.

    Any errored rule stops it: what was not checked must not be published as checked. A broken critical rule stops it
    where no document can be refused for it.
    """
    reasons = []
    for rule in rules:
        finding = findings[rule.rule_id]
        is_nobodys = suite != DOCUMENTS or any(offender.document_id is None for offender in finding.offenders)
        if finding.outcome == ERRORED or (finding.outcome == FAILED and rule.severity == CRITICAL and is_nobodys):
            reasons.append(sentence(rule, finding))
    if not reasons:
        return ""
    return (
        f"Validation ({suite}) stops the run: {'; '.join(reasons[:SHOWN_ROWS])}"
        f"{f'; and {len(reasons) - SHOWN_ROWS} more rules' if len(reasons) > SHOWN_ROWS else ''}. "
        "What was published before stays as it is. The rules are defined in schemas/rules*.py; "
        "mend the step that wrote these rows, or the rule, and run again."
    )


def validate(
    connection: duckdb.DuckDBPyConnection,
    suite: str,
    run_id: str,
    rules: Sequence[Rule] | None = None,
    limits: Limits | None = None,
) -> Validated:
    """Apply the rules of a suite to the tables of a connection, under their published names.

    Suite `documents` needs `core.documents` (the columns that its own file decides are enough), `raw.texts`,
    `raw.removed`, `core.metadata_candidates`, `core.paragraphs` and `core.sentences`; suite `warehouse` all of `raw`
    and `core`. A table or column that is absent makes the rules on it errored.
    """
    applied, limits = rules_of(suite) if rules is None else tuple(rules), limits or Limits()
    findings = check(connection, applied, limits)
    return Validated(
        validations=tuple(validation_row(rule, findings[rule.rule_id], suite, run_id) for rule in applied),
        failed_rows=tuple(
            row for rule in applied for row in failed_rows(rule, findings[rule.rule_id], suite, run_id, limits)
        ),
        rejected=rejected_documents(applied, findings) if suite == DOCUMENTS else {},
        stops=stopping(applied, findings, suite),
    )
