"""Rows of `ops` made by hand: three runs, of which the last is on newer code, and what each found and changed."""

from datetime import timedelta
from typing import Any

from schemas.tables import BY_NAME
from tests.warehouse.made_rows import NOON, RUN_ID, A, B, Row

SECOND, LATER = "20260103T030405Z-0a1b2c", "20260104T030405Z-0a1b2c"
OLD_CODE, NEW_CODE = "0.1.0+00000001", "0.1.0+00000002"
DAY = timedelta(days=1)
STARTS = {RUN_ID: NOON, SECOND: NOON + DAY, LATER: NOON + 2 * DAY}
CODES = {RUN_ID: OLD_CODE, SECOND: OLD_CODE, LATER: NEW_CODE}
PUBLISHED_AT = STARTS[LATER] + timedelta(hours=12)
GONE = "e" * 64


def run(run_id: str, **given: Any) -> Row:
    numbers = {name: 0 for name in BY_NAME["ops.runs"].column_names if name.startswith("n_")}
    ended_at = STARTS[run_id] + timedelta(seconds=12.5)
    return {
        **dict.fromkeys(BY_NAME["ops.runs"].column_names),
        **numbers,
        "run_id": run_id,
        "started_at": STARTS[run_id],
        "ended_at": ended_at,
        "published_at": ended_at,
        "state": "completed",
        "code_version": CODES[run_id],
        "settings_hash": "0",
        **given,
    }


def rejection(path: str, document_id: str | None, found_by: str, resolved_by: str | None = None) -> Row:
    return {
        "source": "raw",
        "path": path,
        "document_id": document_id,
        "step": "intake",
        "reason": "empty",
        "detail": "0 bytes; put text into it, or remove it",
        "run_id": found_by,
        "code_version": CODES[found_by],
        "first_seen_at": STARTS[found_by],
        "resolved_at": resolved_by and STARTS[resolved_by],
    }


def validation(run_id: str, rule_id: str, severity: str, n_failed: int, outcome: str = "", **given: Any) -> Row:
    return {
        "run_id": run_id,
        "suite": "warehouse",
        "rule_id": rule_id,
        "severity": severity,
        "table_name": "core.sentences",
        "column_name": None,
        "outcome": outcome or ("failed" if n_failed else "passed"),
        "n_checked": 10,
        "n_failed": n_failed,
        "reason": f"Why {rule_id}.",
        **given,
    }


def failed_row(table_name: str, row_key: str, document_id: str | None = None, **given: Any) -> Row:
    """A row that breaks a rule as of now, unless `given` says otherwise; `run_id` decides when it was found."""
    run_id: str = given.get("run_id", LATER)
    return {
        "run_id": run_id,
        "suite": "warehouse",
        "rule_id": "soft",
        "severity": "warning",
        "table_name": table_name,
        "row_key": row_key,
        "document_id": document_id,
        "detail": "?",
        "code_version": CODES[run_id],
        "first_seen_at": STARTS[run_id],
        "resolved_at": None,
        **given,
    }


def total(run_id: str, name: str, figure: float, baseline: float | None, **bounds: float) -> Row:
    return {
        "run_id": run_id,
        "source": "raw",
        "total": name,
        "figure": figure,
        "baseline": baseline,
        "minimum": bounds.get("minimum"),
        "maximum": bounds.get("maximum"),
    }


def changes(run_id: str, table_name: str, **numbers: int) -> list[Row]:
    return [
        {"run_id": run_id, "table_name": table_name, "change": change, "n_rows": n_rows}
        for change, n_rows in numbers.items()
    ]


def changed_row(change: str, row_key: str, before: str | None = None, after: str | None = None) -> Row:
    return {
        "run_id": LATER,
        "table_name": "core.documents",
        "change": change,
        "row_key": row_key,
        "document_id": row_key,
        "before": before,
        "after": after,
    }


def document_step(document_id: str, step: str, run_id: str) -> Row:
    return {
        "document_id": document_id,
        "step": step,
        "input_hash": "0" * 16,
        "step_fingerprint": f"{step} of {CODES[run_id]}",
        "run_id": run_id,
        "outcome": "accepted",
    }


def ops_tables() -> dict[str, list[Row]]:
    """Rows of every table of `ops`, by its name."""
    return {
        "ops.runs": [run(RUN_ID), run(SECOND), run(LATER, n_files_seen=4, n_unchanged=3, n_rejected=1)],
        "ops.steps": [
            {"run_id": LATER, "step": step, "outcome": outcome, "n_rows": 5, "seconds": 0.25, "cpu_seconds": 0.1}
            for step, outcome in (("extract", "computed"), ("intake", "computed"), ("extract", "reused"))
        ],
        "ops.document_steps": [
            document_step(A, "annotate", LATER),
            document_step(A, "extract", RUN_ID),
            document_step(B, "extract", SECOND),
        ],
        "ops.rejections": [
            rejection("a.txt", "d" * 64, RUN_ID, SECOND),
            rejection("no-bytes.txt", None, RUN_ID, SECOND),
            rejection("no-bytes.txt", None, LATER),
            rejection("old-code.txt", "f" * 64, SECOND),
        ],
        "ops.validations": [
            validation(RUN_ID, "gone", "critical", 1),
            validation(RUN_ID, "soft", "warning", 1),
            validation(RUN_ID, "odd", "critical", 0),
            validation(RUN_ID, "each", "critical", 1, suite="documents"),
            validation(SECOND, "soft", "warning", 3),
            validation(SECOND, "odd", "critical", 2),
            validation(LATER, "soft", "warning", 2),
            validation(LATER, "odd", "critical", 0, "errored"),
            validation(LATER, "fine", "critical", 0),
            validation(LATER, "each", "critical", 0, suite="documents"),
        ],
        "ops.failed_rows": [
            failed_row("core.sentences", f"{B}/2", B, run_id=RUN_ID),
            failed_row("core.sentences", f"{A}/4", A),
            failed_row("core.sentences", f"{A}/3", A, run_id=RUN_ID, resolved_at=STARTS[LATER]),
            failed_row("core.sentences", "-", rule_id="odd", severity="critical", detail="BinderException: ?"),
            failed_row("core.documents", GONE, GONE, run_id=RUN_ID, rule_id="each", severity="critical",
                       suite="documents"),
        ],
        "ops.totals": [
            total(RUN_ID, "statements", 10, None, minimum=5),
            total(SECOND, "statements", 12, 10, minimum=5),
            total(LATER, "statements", 4, 11, minimum=5),
            total(LATER, "rejected_share", 0.2, 0.05, maximum=0.1),
            total(LATER, "files", 4, 4),
        ],
        "ops.changes": [
            *changes(RUN_ID, "core.documents", added=3),
            *changes(LATER, "core.documents", added=1, changed=1, removed=1),
            *changes(LATER, "core.sentences", changed=2),
        ],
        "ops.changed_rows": [
            changed_row("changed", A, '{"place": null, "level": ""}', '{"place": "Vienna", "level": "mixed"}'),
            changed_row("added", B),
            changed_row("removed", GONE, '{"title": "Gone"}'),
        ],
        "ops.publication": [
            {"publication_id": LATER, "published_at": PUBLISHED_AT, "run_id": LATER, "code_version": NEW_CODE,
             "schema_version": 6},
        ],
    }  # fmt: skip
