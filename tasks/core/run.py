"""What a run is: its name, its places on disk, and the small journal that tells how it went."""

import json
import os
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tasks.core.determinants import Determinants
from tasks.core.extract.limits import Limits
from tasks.core.selection import Selection

PUBLISHED = "statements.duckdb"
PREVIOUS = "statements.previous.duckdb"
CORRECTIONS = "corrections.csv"
REVIEWED = "reviewed.csv"
BOUNDS = "totals.csv"
REPORTS = "reports"
REPORT = "report.html"
DATA_DOCS = "data_docs"
DEFAULT_BATCH_DOCUMENTS = 200  # 50 to 500: large enough to pay for a task, small enough to lose little to a crash
DEFAULT_MAX_FILE_BYTES = 50 * 2**20  # the longest official text known to us, as plain text, has 2 MB


@dataclass(frozen=True, slots=True)
class Places:
    """Where a warehouse keeps what. Nothing outside `folder` is ever written."""

    folder: Path

    @property
    def state(self) -> Path:
        return self.folder / ".state"

    @property
    def published(self) -> Path:
        return self.folder / PUBLISHED

    @property
    def previous(self) -> Path:
        return self.folder / PREVIOUS

    @property
    def build(self) -> Path:
        return self.state / "build.duckdb"

    @property
    def staging(self) -> Path:
        return self.state / "staging"

    @property
    def bytes(self) -> Path:
        return self.state / "bytes"

    @property
    def runs(self) -> Path:
        return self.state / "runs"

    @property
    def fingerprints(self) -> Path:
        return self.state / "fingerprints.sqlite"

    @property
    def reports(self) -> Path:
        return self.folder / REPORTS

    @property
    def report(self) -> Path:
        return self.folder / REPORT

    @property
    def data_docs(self) -> Path:
        return self.folder / DATA_DOCS

    @property
    def lock(self) -> Path:
        return self.state / "lock"


@dataclass(frozen=True, slots=True)
class Run:
    """One sweep. `started_at` is UTC without a time zone, as in the tables; `batch_documents` counts documents.

    `corrections` has what people correct in the metadata of each document, `reviewed` what they decided on pairs that
    it is in, both packed; `bounds` is the text in which they set those of the figures of sources. `model` is a spaCy
    model that annotation reads beside its rules, empty for none. `selection` is what a rebuild does again; a sweep has
    none. `allow_empty` says that a source without a single file is taken at its word.
    """

    run_id: str
    started_at: datetime
    source: Path
    source_name: str
    warehouse: Path
    batch_documents: int = DEFAULT_BATCH_DOCUMENTS
    max_file_bytes: int = DEFAULT_MAX_FILE_BYTES
    flow_run_id: str | None = None
    limits: Limits = field(default_factory=Limits)
    corrections: Mapping[str, str] = field(default_factory=dict)
    reviewed: Mapping[str, str] = field(default_factory=dict)
    bounds: str = ""
    model: str = ""
    model_version: str = ""
    selection: Selection | None = None
    allow_empty: bool = False

    @property
    def places(self) -> Places:
        return Places(self.warehouse)

    @property
    def determinants(self) -> Determinants:
        """What decides rows beside bytes and code."""
        return Determinants(repr(self.limits), self.corrections, self.reviewed, self.model_version)

    @property
    def settings(self) -> dict[str, Any]:
        """What was set for the run beside its places and the files that people write, for its journal."""
        return {"max_file_bytes": self.max_file_bytes, "limits": asdict(self.limits), "model": self.model}


def utc_now() -> datetime:
    """Now in UTC without a time zone, to the microsecond."""
    return datetime.now(UTC).replace(tzinfo=None)


def new_run_id(started_at: datetime) -> str:
    """A name that sorts by time and never repeats: `20260102T030405Z-1a2b3c`.

    The second is told in figures, the 4,096th part of it in three hex digits; three more are drawn.
    """
    part = started_at.microsecond * 4096 // 1_000_000
    return f"{started_at:%Y%m%dT%H%M%SZ}-{part:03x}{secrets.randbelow(4096):03x}"


def write_atomically(path: Path, content: bytes) -> None:
    """Write by temporary name and rename, so that nobody ever reads half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def write_journal(places: Places, run_id: str, entry: Mapping[str, Any]) -> None:
    """Merge `entry` into the journal of a run. Times become ISO 8601."""
    path = places.runs / f"{run_id}.json"
    known = json.loads(path.read_bytes()) if path.exists() else {}
    merged = {**known, **entry, "run_id": run_id}
    write_atomically(path, json.dumps(merged, default=str, ensure_ascii=False, indent=1).encode())


def read_journals(places: Places) -> list[dict[str, Any]]:
    """All journals of a warehouse, oldest run first. A journal that cannot be read is told as a failed run."""
    return list(journals_backwards(places))[::-1]


def journals_backwards(places: Places) -> Iterator[dict[str, Any]]:
    """The journals of a warehouse, newest run first, each read when it is asked for."""
    for path in sorted(places.runs.glob("*.json"), reverse=True):
        try:
            found = json.loads(path.read_bytes())
        except ValueError:
            found = None
        is_whole = isinstance(found, dict) and found.get("run_id") == path.stem
        yield found if is_whole else {"run_id": path.stem, "state": "failed", "reason": f"{path} is damaged"}


def last_completed(places: Places, source_name: str) -> dict[str, Any] | None:
    """The journal of the last run over a source that came to its end."""
    for journal in journals_backwards(places):
        if journal.get("source") == source_name and journal.get("state") == "completed":
            return journal
    return None


def other_folder_of(places: Places, source_name: str, source: Path) -> Path | None:
    """The folder that a source name stands for already, if it is another one and still there.

    A folder that moved keeps its name; two folders of one name would each seem to lose the files of the other.
    """
    journal = last_completed(places, source_name)
    if journal is None:
        return None
    known = Path(journal["source_folder"])
    return known if known != source and known.is_dir() else None
