"""What is kept beside the published warehouse, and for how long. To be called by the one who holds the lock.

Nothing that is taken away is needed for what is published, nor for what the next run does; so a process that is killed
in between harms nothing, and the next one takes away the rest.
"""

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from tasks.core.ask.query import QueryError, published
from tasks.core.run import Places, journals_backwards
from tasks.core.staging import MARK

DAY_SECONDS = 86400.0


def setting(default: Any, description: str) -> Any:
    """A setting that says of itself what it is, as forms show it."""
    return field(default=default, metadata={"description": description} | ({"ge": 0} if default is not True else {}))


@dataclass(frozen=True, slots=True)
class Retention:
    """How much is kept. 0 keeps none of what may go."""

    runs: int = setting(1000, "Journals of runs; `ops.runs` has them all for ever.")  # three years of nights
    reports: int = setting(100, "Report pages.")  # of a hundred kilobytes and less: a quarter of nights
    staging_days: float = setting(7.0, "Days that batches of a killed run are kept.")  # nobody waits longer for it
    bytes: bool = setting(True, "Keep the bytes of accepted documents, so that a rebuild needs no source.")


DEFAULT_RETENTION = Retention()


@dataclass(frozen=True, slots=True)
class Removed:
    """How much was taken away: files, but for staging batches."""

    journals: int = 0
    reports: int = 0
    batches: int = 0
    bytes: int = 0

    @property
    def told(self) -> str:
        """In words; empty if nothing was taken away."""
        counts = {
            "journals of runs": self.journals,
            "report pages": self.reports,
            "staged batches of killed runs": self.batches,
            "files of kept bytes": self.bytes,
        }
        return ", ".join(f"{n} {what}" for what, n in counts.items() if n)


def retain(places: Places, retention: Retention, now: datetime) -> Removed:
    """Take away what is beyond its time at a moment (UTC).

    Raises:
        OSError: the folder cannot be written.
    """
    return Removed(
        journals=remove(old_journals(places, retention.runs)),
        reports=remove(old_reports(places, retention.reports)),
        batches=remove_batches(old_batches(places.staging, retention.staging_days, now)),
        bytes=0 if retention.bytes else remove(needless_bytes(places)),
    )


def remove(files: Iterable[Path]) -> int:
    """Remove files; how many there were."""
    n = 0
    for file in list(files):
        file.unlink(missing_ok=True)
        n += 1
    return n


def old_journals(places: Places, n_kept: int) -> Iterator[Path]:
    """Journals beyond the newest, but for the last completed of each source, and for what `ops.runs` does not have.

    No journal is read while there is none to take away.
    """
    beyond = {path.stem for path in sorted(places.runs.glob("*.json"), reverse=True)[n_kept:]}
    told = beyond & told_runs(places) if beyond else frozenset[str]()
    if not told:
        return
    sources: set[Any] = set()
    for journal in journals_backwards(places):
        is_last = journal.get("state") == "completed" and journal.get("source") not in sources
        if is_last:
            sources.add(journal.get("source"))
        elif journal["run_id"] in told:
            yield places.runs / f"{journal['run_id']}.json"


def told_runs(places: Places) -> frozenset[str]:
    """Runs that are in `ops.runs` of the publication, and of the one before, to which people may go back."""
    found = runs_of(places.published)
    return found & runs_of(places.previous) if places.previous.exists() else found


def runs_of(file: Path) -> frozenset[str]:
    """The runs that a published file has; none if it cannot be read."""
    try:
        with published(file) as connection:
            return frozenset(run_id for (run_id,) in connection.execute("select run_id from ops.runs").fetchall())
    except (QueryError, duckdb.Error):
        return frozenset()


def old_reports(places: Places, n_kept: int) -> Iterator[Path]:
    """Pages beyond the newest, and those of runs that have no journal any more. Names of runs sort by time."""
    pages = sorted(places.reports.glob("[!.]*.html"), reverse=True)
    known = {path.stem for path in places.runs.glob("*.json")}
    yield from (page for number, page in enumerate(pages) if number >= n_kept or page.stem not in known)


def old_batches(staging: Path, days: float, now: datetime) -> Iterator[Path]:
    """Staged batches, finished or not, that nobody has touched for so many days."""
    oldest = as_seconds(now) - days * DAY_SECONDS
    for folder in staging.glob("*/*"):
        if folder.is_dir() and folder.stat().st_mtime < oldest:
            yield folder


def as_seconds(moment: datetime) -> float:
    """A time in UTC without a time zone, as seconds since 1970."""
    return (moment - datetime(1970, 1, 1)).total_seconds()


def remove_batches(folders: Iterable[Path]) -> int:
    """Remove batches, the mark of each first: what is left of one then is none."""
    n = 0
    for folder in list(folders):
        (folder / MARK).unlink(missing_ok=True)
        shutil.rmtree(folder, ignore_errors=True)
        n += 1
    return n


def needless_bytes(places: Places) -> Iterator[Path]:
    """All bytes that were kept; none while batches of a killed run are there, which the next run reads them for."""
    if not any(places.staging.glob(f"*/*/{MARK}")):
        yield from (path for path in places.bytes.glob("*/*") if path.is_file())
