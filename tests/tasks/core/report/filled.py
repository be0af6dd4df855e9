"""A report in which one text stands wherever a text can stand."""

from datetime import datetime

from tasks.core.report.model import (
    Arrival,
    Arrivals,
    BrokenRule,
    ChangedRow,
    Excerpt,
    FailedRow,
    Failures,
    Headline,
    Publication,
    Refusal,
    Refusals,
    Report,
    ResolvedRule,
    Series,
    StatementNews,
    Statements,
    StepCost,
    TableChange,
    Total,
)

NOON = datetime(2026, 1, 2, 12)


def filled(text: str, state: str = "failed") -> Report:
    """The same report for any text that is not empty; only what decides its shape is fixed."""
    excerpt = Excerpt(text, text, text, text, text)
    row = FailedRow(text, text, text, f"{text}!", True, NOON, excerpt)
    rules = (
        BrokenRule(text, "critical", "errored", text, (text, text), text, 9, 1, (row, row)),
        BrokenRule(text, "warning", "failed", text, (text,), text, 1, 0),
    )
    series = Series(text, text, ((text, NOON, 1.0), (text, NOON, 2.5)), 2.0)
    return Report(
        headline=Headline(
            run_id=text,
            state=state,
            reason=text,
            source=text,
            code_version=text,
            flow_run_id=text,
            step=text,
            started_at=NOON,
            ended_at=NOON,
            counts={"n_files_seen": 1, "n_rejected": 1},
            publication=Publication(text, NOON, text),
            trouble=text,
        ),
        refusals=Refusals(
            tuple(Refusal(text, text, text, text, text, NOON, each) for each in ("new", "open", "resolved")),
            {"new": 2, "open": 1, "resolved": 1},
        ),
        failures=Failures(rules, (ResolvedRule(text, "critical", 1, (text, text)),), 2),
        arrivals=Arrivals(
            tuple(
                Arrival(text, text, each, text, text, text, text, 0.5, text)
                for each in ("loaded", "duplicate", "refused", "missing")
            ),
            {"loaded": 2, "duplicate": 1, "refused": 1, "missing": 1},
        ),
        statements=Statements(
            (StatementNews(text, text, text, text, True, 3, (text, text)),), 2, 1, ((text, text, text),)
        ),
        totals=(Total(text, text, 1.0, 2.0, 1.5, 3.0),),
        series=(series, series),
        changes=(
            TableChange(
                text,
                {"added": 1, "changed": 3},
                (
                    ChangedRow("changed", text, {text: text}, {text: text}),
                    ChangedRow("removed", text, {text: text}, {}),
                ),
            ),
        ),
        steps=(StepCost(text, text, 1, 0.5, 0.5),),
        earlier=("20260101T000000Z-000000",),
        warehouse=text,
    )
