"""Which rules failed on which rows: those that stand, those that this run found, those that it resolved."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb

from schemas.vocabularies import SEVERITIES
from tasks.core.query import Row, read_rows
from tasks.core.report.excerpts import find_spots, paths_of, read_excerpts, without_text
from tasks.core.report.model import Bounds, BrokenRule, Excerpt, FailedRow, Failures, ResolvedRule
from tasks.core.report.moment import Moment, named_rows
from tasks.core.report.unpublished import unpublished_excerpts, unpublished_paths

STANDING = """
    with standing as (
        select
            rule_id,
            row_key,
            any_value(severity) as severity,
            any_value(table_name) as table_name,
            any_value(document_id) as document_id,
            any_value(left(detail, 4000)) as detail,
            list(distinct suite order by suite) as suites,
            min(first_seen_at) as first_seen_at,
            bool_or(run_id = $run_id) as is_new
        from ops.failed_rows
        where resolved_at is null
        group by rule_id, row_key
    )
    select
        *,
        count(*) over (partition by rule_id) as n_open,
        count(*) filter (where is_new) over (partition by rule_id) as n_new
    from standing
    qualify row_number() over (partition by rule_id order by is_new desc, len(row_key), row_key) <= $n_rows
    order by rule_id, is_new desc, len(row_key), row_key"""
RESOLVED = """
    select rule_id, any_value(severity) as severity, count(distinct row_key) as n_rows,
        list(distinct row_key order by row_key)[:3] as row_keys
    from ops.failed_rows
    where resolved_at = $started_at
    group by rule_id
    order by list_position(['critical', 'warning', 'info'], any_value(severity)), n_rows desc, rule_id"""
REASONS = """
    select rule_id, arg_max(reason, run_id) as reason
    from ops.validations
    where rule_id in (select unnest(?))
    group by rule_id"""
KNOWN = """
    select rule_id, row_key from ops.failed_rows
    where resolved_at is null and row_key in (select unnest(?))"""
NO_TEXT = "The document is not in the warehouse, so its text cannot be shown here; it is in the file."
NO_EXCERPT = Excerpt()


@dataclass(frozen=True, slots=True)
class Broken:
    """What is known of the rows that break rules: the first of each rule, with `n_open` and `n_new` of the rule.

    `is_staged` says that they are of a run that stopped, whose rows are staged and nowhere else.
    """

    rows: tuple[Row, ...]
    validations: tuple[Row, ...]
    is_staged: bool


def read_failures(
    connection: duckdb.DuckDBPyConnection, moment: Moment, journal: Mapping[str, Any], staging: Path, bounds: Bounds
) -> Failures:
    """What broke rules: of a run that rules stopped what its journal says, else what stands in the warehouse."""
    if journal.get("failed_rows") or journal.get("validations"):
        broken = of_journal(connection, journal, bounds)
    else:
        broken = of_warehouse(connection, moment, bounds)
    reasons = read_reasons(connection, broken)
    rules = tuple(sorted(broken_rules(broken, reasons), key=order))
    resolved = read_resolved(connection, moment)
    return Failures(
        with_texts(connection, rules, broken, staging, bounds),
        resolved,
        len({v["rule_id"] for v in broken.validations}),
    )


def of_warehouse(connection: duckdb.DuckDBPyConnection, moment: Moment, bounds: Bounds) -> Broken:
    """Rows that stand in the published warehouse, and how the rules fared in this run."""
    given = {"run_id": moment.run_id, "n_rows": bounds.rows}
    rows = named_rows(connection, STANDING, given)
    validations = read_rows(connection, "from ops.validations where run_id = ?", moment.run_id)
    return Broken(tuple(rows), tuple(validations), is_staged=False)


def of_journal(connection: duckdb.DuckDBPyConnection, journal: Mapping[str, Any], bounds: Bounds) -> Broken:
    """Rows that stopped a run. A row is new if it does not stand in the published warehouse already."""
    rows = journal.get("failed_rows") or []
    standing = read_rows(connection, KNOWN, [row["row_key"] for row in rows])
    known = {(row["rule_id"], row["row_key"]) for row in standing}
    by_rule: defaultdict[str, dict[str, Row]] = defaultdict(dict)
    for row in rows:
        merged = by_rule[row["rule_id"]].setdefault(row["row_key"], {**row, "suites": [], "first_seen_at": None})
        merged["suites"] = sorted({*merged["suites"], row["suite"]})
        merged["is_new"] = (row["rule_id"], row["row_key"]) not in known
    validations = tuple(journal.get("validations") or ())
    n_failed = {each["rule_id"]: each["n_failed"] for each in validations}
    shown = []
    for rule_id, found in by_rule.items():
        n_new = sum(row["is_new"] for row in found.values())
        counts = {"n_open": max(n_failed.get(rule_id, 0), len(found)), "n_new": n_new}
        first = sorted(found.values(), key=lambda row: (not row["is_new"], len(row["row_key"]), row["row_key"]))
        shown += [{**row, **counts} for row in first[: bounds.rows]]
    return Broken(tuple(shown), validations, is_staged=True)


def read_reasons(connection: duckdb.DuckDBPyConnection, broken: Broken) -> dict[str, str]:
    """Why each rule exists: as this run says, else as the last one did that applied it."""
    reasons = {each["rule_id"]: each.get("reason") or "" for each in broken.validations}
    unknown = sorted({row["rule_id"] for row in broken.rows} - set(reasons))
    if unknown:
        reasons |= {row["rule_id"]: row["reason"] for row in read_rows(connection, REASONS, unknown)}
    return reasons


def broken_rules(broken: Broken, reasons: Mapping[str, str]) -> Iterable[BrokenRule]:
    """The rules, without rows: those that rows break, and those that failed without leaving any."""
    firsts = {row["rule_id"]: row for row in reversed(broken.rows)}
    outcomes: dict[str, Row] = {}
    for each in broken.validations:
        if each["outcome"] != "passed" and outcomes.get(each["rule_id"], {}).get("outcome") != "errored":
            outcomes[each["rule_id"]] = each
    for rule_id in {**firsts, **outcomes}:
        first, outcome = firsts.get(rule_id), outcomes.get(rule_id)
        facts = first or outcome or {}
        yield BrokenRule(
            rule_id=rule_id,
            severity=facts["severity"],
            outcome=outcome["outcome"] if outcome else "failed",
            table_name=facts["table_name"],
            suites=tuple(first["suites"]) if first else (facts["suite"],),
            reason=reasons.get(rule_id, ""),
            n_open=first["n_open"] if first else facts["n_failed"],
            n_new=first["n_new"] if first else facts["n_failed"],
        )


def order(rule: BrokenRule) -> tuple[int, bool, bool, int, str]:
    """The most severe first; of these what could not be applied, what is new, what is rare and so soonest read."""
    rank = SEVERITIES.index(rule.severity) if rule.severity in SEVERITIES else len(SEVERITIES)
    return rank, rule.outcome != "errored", rule.n_new == 0, rule.n_open, rule.rule_id


def with_texts(
    connection: duckdb.DuckDBPyConnection, rules: Sequence[BrokenRule], broken: Broken, staging: Path, bounds: Bounds
) -> tuple[BrokenRule, ...]:
    """The rules with their rows and the text in question, as many as a page holds."""
    by_rule: defaultdict[str, list[Row]] = defaultdict(list)
    for row in broken.rows:
        by_rule[row["rule_id"]].append(row)
    left = iter(range(bounds.all_rows))
    chosen = {
        rule.rule_id: [row for row, _ in zip(by_rule[rule.rule_id], left, strict=False)]
        for rule in islice(rules, bounds.rules)
    }
    rows = [row for each in chosen.values() for row in each]
    excerpts = texts_of(connection, rows, broken.is_staged, staging, bounds)
    ids = sorted({row["document_id"] for row in rows if row["document_id"]})
    paths = {**unpublished_paths(staging, ids), **paths_of(connection, ids)}
    return tuple(
        replace(rule, rows=tuple(failed_row(row, excerpts, paths) for row in chosen.get(rule.rule_id, ())))
        for rule in rules
    )


def texts_of(
    connection: duckdb.DuckDBPyConnection, rows: Sequence[Row], is_staged: bool, staging: Path, bounds: Bounds
) -> dict[tuple[str, str], Excerpt]:
    """The text in question of each row, where its run has it: staged, or published; else from the other place."""

    def published(wanted: Sequence[Row]) -> dict[tuple[str, str], Excerpt]:
        return read_excerpts(connection, find_spots(connection, wanted), bounds)

    def unpublished(wanted: Sequence[Row]) -> dict[tuple[str, str], Excerpt]:
        return unpublished_excerpts(staging, wanted, bounds)

    first, second = (unpublished, published) if is_staged else (published, unpublished)
    found = first(rows)
    return found | second([row for row in rows if (row["table_name"], row["row_key"]) not in found])


def failed_row(row: Row, excerpts: Mapping[tuple[str, str], Excerpt], paths: Mapping[str, str]) -> FailedRow:
    missing = Excerpt(note=NO_TEXT) if row["document_id"] else NO_EXCERPT
    shown = excerpts.get((row["table_name"], row["row_key"]), missing)
    return FailedRow(
        row_key=row["row_key"],
        document_id=row["document_id"] or "",
        path=paths.get(row["document_id"] or "", ""),
        detail=without_text(row["detail"], shown),
        is_new=bool(row["is_new"]),
        first_seen_at=row["first_seen_at"],
        excerpt=shown,
    )


def read_resolved(connection: duckdb.DuckDBPyConnection, moment: Moment) -> tuple[ResolvedRule, ...]:
    """Rules with rows that this run found sound, or gone."""
    rows = named_rows(connection, RESOLVED, {"started_at": moment.started_at})
    return tuple(ResolvedRule(row["rule_id"], row["severity"], row["n_rows"], tuple(row["row_keys"])) for row in rows)
