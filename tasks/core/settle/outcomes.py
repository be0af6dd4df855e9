"""What became of every file of a sweep: rows of `raw.files` and `ops.rejections`, and the counts of law 1."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tasks.core.fingerprint import code_version
from tasks.core.refusal import Refusal
from tasks.core.run import Run

Row = dict[str, Any]

COUNTED = ("n_unchanged", "n_loaded", "n_duplicate_files", "n_rejected")
IN_SOURCE = ("present", "rejected")  # states of a file that lay in the source at the last sweep


class ConservationError(AssertionError):
    """A file is neither loaded, nor a duplicate, nor rejected, nor unchanged: a fault of the product."""


@dataclass(frozen=True, slots=True)
class Before:
    """The warehouse before the run: all rows of `raw.files` and open rows of `ops.rejections` of the source.

    `accepted` are the documents it holds; `refusals` why each stands that it refused.
    """

    files: Sequence[Row] = ()
    open_rejections: Sequence[Row] = ()
    accepted: frozenset[str] = frozenset()
    refusals: Mapping[str, Refusal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decided:
    """What the steps of this run decided of documents, and when a run first staged those that it carries."""

    accepted: frozenset[str]
    refused: Mapping[str, Refusal]
    staged_at: Mapping[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Changed rows of `raw.files` and `ops.rejections`, the counts of `ops.runs`, and the fate of each path."""

    files: tuple[Row, ...]
    rejections: tuple[Row, ...]
    counts: Mapping[str, int]
    fates: Mapping[str, str]


def refusals(before: Before, decided: Decided) -> dict[str, Refusal]:
    """Every document that stands refused after the run, with step, reason and detail."""
    standing = {document: why for document, why in before.refusals.items() if document not in before.accepted}
    merged = {**standing, **decided.refused}
    return {document: why for document, why in merged.items() if document not in decided.accepted}


def file_rows(
    run: Run, sweep: Sequence[Row], before: Before, refused: Iterable[str], staged_at: Mapping[str, datetime]
) -> tuple[Row, ...]:
    """The rows of `raw.files` that are new or changed.

    A new file of a document that is new too was first seen by the run that first staged it, which may have been killed.
    """
    rejected = set(refused)
    known = {(row["path"], row["document_id"]): row for row in before.files}
    seen = {row["path"]: row for row in sweep}
    changed: list[Row] = []
    for file in sweep:
        if file["document_id"] is None:
            continue
        state = "rejected" if file["document_id"] in rejected else "present"
        is_known = file["document_id"] in before.accepted
        seen_at = run.started_at if is_known else staged_at.get(file["document_id"], run.started_at)
        changed.append(file_row(run, file, state, known.get((file["path"], file["document_id"])), seen_at))
    for row in before.files:
        now = seen.get(row["path"])
        if now is None and row["state"] in IN_SOURCE:
            changed.append({**row, "state": "missing", "last_seen_at": run.started_at})
        elif now and now["document_id"] not in (None, row["document_id"]) and row["state"] != "replaced":
            changed.append({**row, "state": "replaced", "last_seen_at": run.started_at})
    return tuple(row for row in changed if row != known.get((row["path"], row["document_id"])))


def file_row(run: Run, file: Row, state: str, known: Row | None, seen_at: datetime) -> Row:
    """A row of `raw.files` for a file that was read; the known one if nothing but the run differs."""
    row = {
        "source": run.source_name,
        "path": file["path"],
        "document_id": file["document_id"],
        "n_bytes": file["n_bytes"],
        "media_type": file["media_type"],
        "named_media_type": file["named_media_type"],
        "modified_at": file["modified_at"],
        "first_seen_at": known["first_seen_at"] if known else seen_at,
        "last_seen_at": known["last_seen_at"] if known else run.started_at,
        "state": state,
    }
    return row if known is None or row == known else {**row, "last_seen_at": run.started_at}


def rejection_rows(run: Run, sweep: Sequence[Row], before: Before, refused: Mapping[str, Refusal]) -> tuple[Row, ...]:
    """The rows of `ops.rejections` that are new, or were open and are resolved now."""
    due = {row["path"]: row for file in sweep if (row := rejection(run, file, refused))}
    rows: list[Row] = []
    for row in before.open_rejections:
        now = due.get(row["path"])
        if now and is_same_rejection(row, now):
            del due[row["path"]]
        else:
            rows.append({**row, "resolved_at": run.started_at})
    return (*rows, *due.values())


def rejection(run: Run, file: Row, refused: Mapping[str, Refusal]) -> Row | None:
    """The row of `ops.rejections` that a file of the sweep calls for, if it does."""
    if file["document_id"] is None:
        step, reason, detail = "intake", file["reason"], file["detail"]
    elif file["document_id"] in refused:
        step, reason, detail = refused[file["document_id"]]
    else:
        return None
    return {
        "source": run.source_name,
        "path": file["path"],
        "document_id": file["document_id"],
        "step": step,
        "reason": reason,
        "detail": detail,
        "run_id": run.run_id,
        "code_version": code_version(),
        "first_seen_at": run.started_at,
        "resolved_at": None,
    }


def is_same_rejection(row: Row, other: Row) -> bool:
    """Whether two rejections are of the same bytes for the same reason."""
    return all(row[name] == other[name] for name in ("document_id", "step", "reason"))


def fate(file: Row, accepted_before: frozenset[str], refused: Iterable[str], taken: set[str]) -> str:
    """What became of a file: `unchanged`, `rejected`, `loaded`, or a `duplicate` of bytes that are known."""
    document_id = file["document_id"]
    if file["outcome"] == "unchanged":
        return "unchanged"
    if document_id is None or document_id in refused:
        return "rejected"
    if document_id in accepted_before or document_id in taken:
        return "duplicate"
    taken.add(document_id)
    return "loaded"


def decide_outcomes(run: Run, sweep: Sequence[Row], before: Before, decided: Decided) -> Outcomes:
    """What became of every file of a sweep.

    Raises:
        ConservationError: the counts do not add up.
    """
    refused = refusals(before, decided)
    held = decided.accepted | before.accepted
    standing = before.accepted - set(refused)
    taken = {file["document_id"] for file in sweep if file["outcome"] == "unchanged"} - {None}
    fates = {file["path"]: fate(file, standing, refused, taken) for file in sweep}
    files = file_rows(run, sweep, before, refused, decided.staged_at)
    counts = {
        "n_files_seen": len(sweep),
        "n_unchanged": count(fates, "unchanged"),
        "n_loaded": count(fates, "loaded"),
        "n_duplicate_files": count(fates, "duplicate"),
        "n_rejected": count(fates, "rejected"),
        "n_missing": sum(row["state"] == "missing" for row in files),
    }
    lost = [file["path"] for file in sweep if fates[file["path"]] == "loaded" and file["document_id"] not in held]
    if lost or counts["n_files_seen"] != sum(counts[name] for name in COUNTED):
        raise ConservationError(f"Files {lost} were seen and are neither loaded nor refused; counts: {counts}.")
    return Outcomes(files, rejection_rows(run, sweep, before, refused), counts, fates)


def count(fates: Mapping[str, str], what: str) -> int:
    """How many files had a fate."""
    return sum(each == what for each in fates.values())
