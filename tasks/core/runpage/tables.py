"""The tables that a run shows: each a list of rows, as names of columns with cells.

Columns of a word or two come first: nothing is folded in the browser, and a long name would push all else out of sight.
"""

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tasks.core.report.model import Arrival, BrokenRule, Refusal
from tasks.core.report.words import clock, several
from tasks.core.runpage.facts import MAX_ROWS, Facts, NewVersion
from tasks.core.runpage.text import cell, inert

Cells = dict[str, Any]
SUMMARY, REFUSED, RULES, STATEMENTS, FILES = (  # keys of a run's artifacts, in the order in which they are looked at
    "1-summary",
    "2-refused-files",
    "3-failed-rules",
    "4-statements",
    "5-files",
)
NAMED = 3  # files on the card that leads to a table
STANDING = {"new": "new in this run", "open": "from before", "resolved": "resolved in this run"}


def refused_table(facts: Facts) -> list[Cells]:
    """Files that are refused, with step, reason and what to do: those new in this run first."""
    rows = [row for standing in STANDING for row in facts.refusals.of(standing)[0]]
    n_all = sum(facts.refusals.of(standing)[1] for standing in STANDING)
    return [*map(refused_cells, rows[:MAX_ROWS]), *more(n_all, rows, "file", "from mart.rejections", facts)]


def refused_cells(row: Refusal) -> Cells:
    return {
        "reason": row.reason,
        "file": cell(row.path),
        "what was seen, and what to do": cell(row.detail),
        "step": row.step,
        "standing": STANDING[row.standing],
        "since (UTC)": clock(row.first_seen_at),
        "source": cell(row.source),
    }


def files_table(facts: Facts) -> list[Cells]:
    """Files that were new, changed or gone, with what became of each."""
    n_all = sum((facts.arrivals.counts or {}).values())
    rows = facts.arrivals.rows
    return [*map(file_cells, rows), *more(n_all, rows, "file", "from mart.files", facts)]


def file_cells(row: Arrival) -> Cells:
    return {
        "outcome": row.outcome,
        "file": cell(row.path),
        "why": cell(row.reason),
        "kind": row.kind,
        "relation": row.relation,
        "covers": share(row.coverage_ratio),
        "statement": cell(row.statement_title),
        "source": cell(row.source),
    }


def versions_table(facts: Facts) -> list[Cells]:
    """Statements that gained a document, known ones first; then those that are new."""
    rows = facts.versions.rows
    more_rows = more(facts.versions.n_all, rows, "gained", "from mart.versions", facts)
    return [*map(version_cells, rows), *more_rows]


def version_cells(row: NewVersion) -> Cells:
    return {
        "statement is": "new" if row.is_new else "known",
        "relation": "main version" if row.is_main else row.relation,
        "covers": share(row.coverage_ratio),
        "gained": cell(row.path),
        "statement": cell(row.title or f"(no title) {row.issuer}"),
        "documents": row.n_documents,
        "issuer": cell(row.issuer),
        "date": row.date_edtf,
        "statement id": row.statement_id,
    }


def rules_table(facts: Facts) -> list[Cells]:
    """Rules that failed or could not be applied, the most severe first."""
    rules = facts.failures.rules
    query = "from mart.failed_rules"
    return [*map(rule_cells, rules[:MAX_ROWS]), *more(len(rules), rules[:MAX_ROWS], "rule", query, facts)]


def rule_cells(rule: BrokenRule) -> Cells:
    return {
        "severity": rule.severity,
        "rule": rule.rule_id,
        "outcome": "could not be applied" if rule.outcome == "errored" else rule.outcome,
        "rows": rule.n_open,
        "new": rule.n_new,
        "why": cell(rule.reason),
        "table": rule.table_name,
        "suites": ", ".join(rule.suites),
    }


@dataclass(frozen=True, slots=True)
class Shown:
    """A table of the user interface. `key` names it in every run, `told` stands on the card that leads to it."""

    key: str
    told: str
    rows: list[Cells]


def tables(facts: Facts) -> list[Shown]:
    """All tables that have a row."""
    versions, rules = facts.versions, facts.failures.rules
    all_tables = (
        Shown(REFUSED, refused_told(facts), refused_table(facts)),
        Shown(RULES, f"{several(len(rules), 'rule')}, the most severe first.", rules_table(facts)),
        Shown(STATEMENTS, f"{versions.n_grown:,} grew, {versions.n_new:,} new.", versions_table(facts)),
        Shown(FILES, f"{outcomes_told(facts)}.", files_table(facts)),
    )
    return [each for each in all_tables if each.rows]


def refused_told(facts: Facts) -> str:
    """The first refused files with their reasons, those of this run first, a line each; then how many there are."""
    rows = [row for standing in STANDING for row in facts.refusals.of(standing)[0]]
    counts = [(facts.refusals.of(standing)[1], told) for standing, told in STANDING.items()]
    lines = [f"{inert(row.path)}: {row.reason}" for row in rows[:NAMED]]
    return "\n\n".join([*lines, ", ".join(f"{n:,} {told}" for n, told in counts if n)])


def outcomes_told(facts: Facts) -> str:
    return ", ".join(f"{n:,} {outcome}" for outcome, n in (facts.arrivals.counts or {}).items())


def more(n_all: int, shown: Sequence[Any], column: str, query: str, facts: Facts) -> list[Cells]:
    """A last row that says how many are not shown, and how to ask for them."""
    n_more = n_all - len(shown)
    return [{column: f"{n_more:,} more: {cell(question(query, facts.warehouse))}"}] if n_more > 0 else []


def question(query: str, warehouse: str) -> str:
    """A command that asks the warehouse."""
    return f'communique sql "{query}" --warehouse {shlex.quote(warehouse)}'


def share(ratio: float | None) -> str:
    return "" if ratio is None else f"{ratio:.0%}"
