"""Rows of `ops` from the journals of runs, so that runs that published nothing are known to SQL too."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from schemas.model import Table
from schemas.ops_tables import RUN_STEPS, RUNS, VALIDATIONS

Row = dict[str, Any]
COUNTS = ("n_files_seen", "n_unchanged", "n_loaded", "n_duplicate_files", "n_rejected", "n_missing")
TIMES = ("started_at", "ended_at", "published_at")
PUBLISHED = "publish"
INTERRUPTED = (
    "The run ended without a word: the process was killed or the machine stopped. The next run goes on from it."
)


@dataclass(frozen=True, slots=True)
class JournalRows:
    """What journals add to `ops`."""

    runs: tuple[Row, ...]
    steps: tuple[Row, ...]
    validations: tuple[Row, ...]


def journal_rows(journals: Iterable[Mapping[str, Any]], current_run_id: str) -> JournalRows:
    """Rows of all journals. A run other than the current one that still says `running` was killed.

    The steps of a run that was completed its load has told of; of others the journal says how far they came.
    """
    whole = [journal for journal in journals if journal.get("started_at")]
    return JournalRows(
        runs=tuple(run_row(journal, current_run_id) for journal in whole),
        steps=tuple(
            step
            for journal in whole
            if journal.get("state") != "completed" and journal["run_id"] != current_run_id
            for step in given_rows(journal, "steps", RUN_STEPS)
        ),
        validations=tuple(row for journal in whole for row in given_rows(journal, "validations", VALIDATIONS)),
    )


def run_row(journal: Mapping[str, Any], current_run_id: str) -> Row:
    """A row of `ops.runs`."""
    row: Row = {name: journal.get(name) for name in RUNS.column_names}
    row |= {name: int(journal.get(name) or 0) for name in COUNTS}
    row |= {name: datetime.fromisoformat(row[name]) if row[name] else None for name in TIMES}
    if row["state"] == "running" and row["run_id"] != current_run_id:
        row |= {"state": "failed", "reason": INTERRUPTED}
    if row["run_id"] == current_run_id:
        row["step"] = PUBLISHED  # told of by its load, which readers see once it is published
    return row


def given_rows(journal: Mapping[str, Any], name: str, table: Table) -> Iterator[Row]:
    """The rows of a table that a journal holds."""
    for row in journal.get(name, ()):
        yield {column: journal["run_id"] if column == "run_id" else row[column] for column in table.column_names}
