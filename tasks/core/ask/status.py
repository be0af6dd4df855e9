"""How the warehouse stands: its publication, its last runs, what is refused."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from tasks.core.ask.query import published
from tasks.core.load.journals import INTERRUPTED
from tasks.core.lock import WarehouseBusyError, writing
from tasks.core.run import Places, read_journals

SHOWN_RUNS = 5


@dataclass(frozen=True, slots=True)
class OpenRejection:
    """A file that is refused."""

    path: str
    step: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class BrokenRules:
    """How many rules of a severity the published rows break or could not be held against, and how many rows."""

    severity: str
    outcome: str
    n_rules: int
    n_rows: int


@dataclass(frozen=True, slots=True)
class Status:
    """What `communique status` says. `runs` are journals, newest first; `report` is the page on the last run."""

    publication: tuple[str, Any, str] | None  # id, time (UTC), code version
    counts: dict[str, int]
    rejections: tuple[OpenRejection, ...]
    runs: tuple[dict[str, Any], ...]
    is_writing: bool
    broken: tuple[BrokenRules, ...] = ()
    report: Path | None = None


COUNTED = {
    "statements": "select count(*) from core.statements",
    "documents": "select count(*) from core.documents",
    "files": "select count(*) from raw.files where state = 'present'",
    "mentions": "select count(*) from core.mentions",
}


BROKEN = """
    select severity, outcome, count(*), sum(n_failed)
    from ops.validations
    where outcome != 'passed' and run_id = (select run_id from ops.publication)
    group by severity, outcome
    order by list_position(['critical', 'warning', 'info'], severity), outcome
"""


def is_locked(places: Places) -> bool:
    """Whether a run is writing this warehouse now."""
    if not places.lock.exists():
        return False
    try:
        with writing(places.lock):
            return False
    except WarehouseBusyError:
        return True


def read_published(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Publication, counts, open rejections and broken rules, as `Status` has them."""
    publication = connection.execute(
        "select publication_id, published_at, code_version from ops.publication"
    ).fetchone()
    counts = {name: connection.execute(query).fetchall()[0][0] for name, query in COUNTED.items()}
    refused = connection.execute(
        "select path, step, reason, detail from ops.rejections where resolved_at is null order by path"
    ).fetchall()
    broken = connection.execute(BROKEN).fetchall()
    return {
        "publication": publication,
        "counts": counts,
        "rejections": tuple(OpenRejection(*row) for row in refused),
        "broken": tuple(BrokenRules(*row) for row in broken),
    }


def read_status(places: Places) -> Status:
    """How a warehouse stands.

    Raises:
        QueryError: the published file is damaged.
    """
    is_writing = is_locked(places)
    journals = [as_interrupted(journal, is_writing) for journal in read_journals(places)]
    runs = tuple(reversed(journals))[:SHOWN_RUNS]
    now: dict[str, Any] = {
        "runs": runs,
        "is_writing": is_writing,
        "report": places.report if places.report.exists() else None,
    }
    if not places.published.exists():
        return Status(publication=None, counts={}, rejections=(), **now)
    with published(places.published) as connection:
        return Status(**read_published(connection), **now)


def as_interrupted(journal: dict[str, Any], is_writing: bool) -> dict[str, Any]:
    """A journal that says `running` although nobody writes is of a run that was killed."""
    if journal.get("state") != "running" or is_writing:
        return journal
    return {**journal, "state": "failed", "reason": INTERRUPTED}
