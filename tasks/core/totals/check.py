"""The suite `totals`: measure every source, hold it against its bounds, and say what follows."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from schemas.rules_model import CRITICAL, Rule
from schemas.rules_totals import KNOWN, LOWER, SUITE, drift_rules, reviewed_rule
from tasks.core.run import BOUNDS as BOUNDS_FILE
from tasks.core.run import Run
from tasks.core.totals.history import Memory, Usual, read_history, usual
from tasks.core.totals.judge import Bound, bounds_for, offender
from tasks.core.totals.measure import Figures, measure
from tasks.core.totals.reviewed import ANY_SOURCE, KINDS, ReviewedBound, bounds_of
from tasks.core.validate.result import (
    FAILED,
    Finding,
    Limits,
    Offender,
    Validated,
    failed_rows,
    gathered,
    validation_row,
)

Row = dict[str, Any]
Findings = Mapping[str, Finding]
SHOWN_FIGURES = 3  # figures named in a message; the table of failed rows has them all


@dataclass(frozen=True, slots=True)
class Checked:
    """Rows of `ops.totals` and what their rules found."""

    totals: tuple[Row, ...]
    validated: Validated


@dataclass(frozen=True, slots=True)
class Judged:
    """One source after the run. `is_touched` says that the run is over it, or moved its figures."""

    source: str
    figures: Figures
    usual: Usual
    bounds: tuple[Bound, ...]
    is_touched: bool


def check_totals(
    connection: duckdb.DuckDBPyConnection,
    run: Run,
    rejections: Iterable[Mapping[str, Any]],
    reviewed: Sequence[ReviewedBound] = (),
    memory: Memory | None = None,
    has_news: bool = True,
) -> Checked:
    """Measure and judge every source. `connection` is an overlay, `rejections` are the rows that the run changes.

    All sources are judged, so that a failing row stands until its source is sound; rows of `ops.totals` are made for
    the one that the run is over, if it `has_news` of its files, and for those whose figures it moves: a run that only
    publishes what a killed one loaded is no second day. Where the figures cannot be told, all rules are errored.
    """
    rules, over = rules_for(reviewed), run.source_name if has_news else None
    try:
        figures = measure(connection, rejections, (run.source_name,))
        history = read_history(connection, memory or Memory())
    except duckdb.Error as error:
        message = f"{type(error).__name__}: {error}"
        return Checked((), outcome(rules, {rule.rule_id: Finding(0, error=message) for rule in rules}, run.run_id))
    judged = [
        judge(source, figures[source], history.get(source, ()), over, reviewed, memory or Memory())
        for source in sorted(figures)
    ]
    found = {**findings(rules, judged), KNOWN: known_sources(reviewed, figures)}
    return Checked(
        totals=tuple(row for one in judged if one.is_touched for row in total_rows(one, run.run_id)),
        validated=outcome(rules, found, run.run_id),
    )


def known_sources(reviewed: Iterable[ReviewedBound], known: Collection[str]) -> Finding:
    """Whether there is every source that people bound."""
    bound = {line.source for line in reviewed} - {ANY_SOURCE}
    detail = f"{BOUNDS_FILE} bounds it; the sources here are {', '.join(sorted(known))}"
    return gathered(len(bound), (Offender(source, None, detail) for source in sorted(bound - {*known})), Limits())


def judge(
    source: str,
    figures: Figures,
    earlier: Sequence[Figures],
    over: str | None,
    reviewed: Sequence[ReviewedBound],
    memory: Memory,
) -> Judged:
    """The bounds of one source. One that the run leaves as it is, is judged as when its figures were new."""
    is_touched = source == over or not earlier or figures != earlier[0]
    before = earlier if is_touched else earlier[1:]
    known = usual(before[: memory.max_runs], memory)
    return Judged(source, figures, known, bounds_for(figures, known, bounds_of(reviewed, source)), is_touched)


def rules_for(reviewed: Iterable[ReviewedBound]) -> tuple[Rule, ...]:
    """The rules that hold by themselves, then those that people's bounds make."""
    kinds = {(line.total, kind) for line in reviewed for kind in KINDS if getattr(line, kind) is not None}
    return (*drift_rules(), *(reviewed_rule(total, kind) for total, kind in sorted(kinds)))


def findings(rules: Iterable[Rule], judged: Iterable[Judged]) -> Findings:
    """What each rule found: how many figures it looked at, and which break their bound."""
    checked: dict[str, list[Offender | None]] = {rule.rule_id: [] for rule in rules}
    for one in judged:
        for bound in one.bounds:
            figure = one.figures[bound.total]
            checked[bound.rule_id].append(offender(one.source, figure, bound) if bound.is_broken(figure) else None)
    return {rule_id: gathered(len(seen), filter(None, seen), Limits()) for rule_id, seen in checked.items()}


def total_rows(judged: Judged, run_id: str) -> Iterable[Row]:
    """The rows of `ops.totals` of one source, with the tightest bounds of each figure."""
    for total, figure in judged.figures.items():
        bounds = [bound for bound in judged.bounds if bound.total == total]
        yield {
            "run_id": run_id,
            "source": judged.source,
            "total": total,
            "figure": figure,
            "baseline": judged.usual.baselines.get(total),
            "minimum": max((bound.limit for bound in bounds if bound.kind in LOWER), default=None),
            "maximum": min((bound.limit for bound in bounds if bound.kind not in LOWER), default=None),
        }


def outcome(rules: Sequence[Rule], found: Findings, run_id: str) -> Validated:
    """What the rules found, as rows, and whether the run has to stop."""
    return Validated(
        validations=tuple(validation_row(rule, found[rule.rule_id], SUITE, run_id) for rule in rules),
        failed_rows=tuple(row for rule in rules for row in failed_rows(rule, found[rule.rule_id], SUITE, run_id)),
        rejected={},
        stops=stopping(rules, found),
    )


def stopping(rules: Iterable[Rule], found: Findings) -> str:
    """Why the run has to stop and what to do, or an empty text: a minimum that people set is not reached."""
    critical = [(rule.rule_id, found[rule.rule_id]) for rule in rules if rule.severity == CRITICAL]
    errors = [
        f"rule {rule_id} could not be applied ({one.error.splitlines()[0]})" for rule_id, one in critical if one.error
    ]
    broken = [
        f"{failing.row_key}: {failing.detail}"
        for _, one in critical
        if one.outcome == FAILED
        for failing in one.offenders
    ]
    reasons = [*errors, *broken]
    if not reasons:
        return ""
    rest = len(reasons) - SHOWN_FIGURES
    return (
        f"Totals stop the run: {'; '.join(reasons[:SHOWN_FIGURES])}{f'; and {rest} more' if rest > 0 else ''}. "
        "What was published before stays as it is. Look at what became of the source. If it is as it should be, "
        f"change the bound in {BOUNDS_FILE}; then run again."
    )
