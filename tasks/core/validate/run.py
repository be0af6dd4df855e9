"""Apply a suite of rules to the tables of a connection."""

from collections import Counter
from collections.abc import Iterable, Sequence

import duckdb

from schemas.rules import Expectation, Rule, rules_of
from schemas.rules_model import CRITICAL, GATES
from schemas.tables import BY_NAME
from tasks.core.validate.frames import ColumnRule, column_rule
from tasks.core.validate.queries import Findings, check_queries
from tasks.core.validate.result import ERRORED, FAILED, Finding, Limits, Validated, failed_rows, validation_row
from tasks.core.validate.values import check_values

SHOWN_ROWS = 3  # rows named in a message; the table of failed rows has them all


def check(connection: duckdb.DuckDBPyConnection, rules: Iterable[Rule], limits: Limits) -> Findings:
    """Apply rules of both kinds."""
    on_values: dict[str, list[ColumnRule]] = {}
    across: list[Rule] = []
    for rule in rules:
        if isinstance(rule.check, Expectation):
            on_values.setdefault(rule.table_name, []).append(column_rule(BY_NAME[rule.table_name], rule))
        else:
            across.append(rule)
    findings = check_values(connection, [(BY_NAME[name], checked) for name, checked in on_values.items()], limits)
    return findings | check_queries(connection, across, limits)


def rejected_documents(rules: Sequence[Rule], findings: Findings) -> dict[str, str]:
    """Documents that break a critical rule, with what was seen, in the order of rules."""
    seen: dict[str, list[str]] = {}
    counts: Counter[str] = Counter()
    for rule in rules:
        if rule.severity == CRITICAL:
            finding = findings[rule.rule_id]
            for document_id, details in details_by_document(rule, finding).items():
                seen.setdefault(document_id, []).extend(details)
                counts[document_id] += finding.documents[document_id]
    return {document_id: summary(details, counts[document_id]) for document_id, details in sorted(seen.items())}


def details_by_document(rule: Rule, finding: Finding) -> dict[str, list[str]]:
    """What was seen of each document that breaks a rule; of rows beyond those kept there is the rule's name alone."""
    seen: dict[str, list[str]] = {document_id: [] for document_id in finding.documents if document_id is not None}
    for offender in finding.offenders:
        if offender.document_id is not None:
            seen[offender.document_id].append(f"{rule.rule_id}: {offender.detail}")
    return {document_id: details or [rule.rule_id] for document_id, details in seen.items()}


def summary(details: Sequence[str], n_all: int) -> str:
    """The first details, and how many there are beside."""
    rest = n_all - len(details[:SHOWN_ROWS])
    return "; ".join(details[:SHOWN_ROWS]) + (f"; and {rest} more" if rest > 0 else "")


def sentence(rule: Rule, finding: Finding) -> str:
    """What a rule that stops the run found."""
    if finding.outcome == ERRORED:
        return f"rule {rule.rule_id} could not be applied ({finding.error.splitlines()[0]})"
    shown = [f"{offender.row_key} {offender.detail}" for offender in finding.offenders[:SHOWN_ROWS]]
    rows = summary(shown, finding.n_failed)
    return f"rule {rule.rule_id} is broken by {finding.n_failed} row(s) of {rule.table_name} ({rows})"


def stopping(rules: Sequence[Rule], findings: Findings, suite: str) -> str:
    """Why the run has to stop and what to do, or an empty text.

    An errored critical rule stops it: what was not checked must not be published as checked. A broken one stops it
    where no document can be refused for it. A warning that could not be applied is written down as errored; it would
    have stopped nothing.
    """
    reasons = []
    for rule in rules:
        finding = findings[rule.rule_id]
        is_nobodys = suite not in GATES or None in finding.documents
        if rule.severity == CRITICAL and (finding.outcome == ERRORED or (finding.outcome == FAILED and is_nobodys)):
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
    `raw.removed`, `core.metadata_candidates`, `core.paragraphs`, `core.sentences` and `core.document_notes`; suite
    `annotations` the documents, paragraphs and sentences and what annotation makes of them; suite `warehouse` all of
    `raw` and `core`. A table or column that is absent makes the rules on it errored.
    """
    applied, limits = rules_of(suite) if rules is None else tuple(rules), limits or Limits()
    findings = check(connection, applied, limits)
    return Validated(
        validations=tuple(validation_row(rule, findings[rule.rule_id], suite, run_id) for rule in applied),
        failed_rows=tuple(row for rule in applied for row in failed_rows(rule, findings[rule.rule_id], suite, run_id)),
        rejected=rejected_documents(applied, findings) if suite in GATES else {},
        stops=stopping(applied, findings, suite),
    )
