"""What `communique status` says of a warehouse, as values. Times are UTC without a time zone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from tasks.core.lock import Holder


@dataclass(frozen=True, slots=True)
class OpenRejection:
    """A file that is refused, since `first_seen_at`."""

    path: str
    step: str
    reason: str
    detail: str
    source: str = ""
    first_seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class BrokenRules:
    """How many rules of a severity the published rows break or could not be held against, and how many rows."""

    severity: str
    outcome: str
    n_rules: int
    n_rows: int


@dataclass(frozen=True, slots=True)
class Freshness:
    """How fresh a source is.

    `usual_gap_days` is the median of the days between those on which files arrived; nothing for fewer than three such
    days. `usual_pause_hours` is the median between sweeps; nothing for fewer than three sweeps.
    """

    source: str
    last_arrival: datetime | None = None
    usual_gap_days: float | None = None
    is_late: bool = False
    last_sweep: datetime | None = None
    usual_pause_hours: float | None = None
    is_unswept: bool = False


@dataclass(frozen=True, slots=True)
class Health:
    """Disk and lock. `n_bytes` is the size of the databases, `build_bytes` that of the build file alone.

    `is_held` says that a process writes now, `holder` which; `is_alive` whether that process is there, nothing where it
    cannot be known.
    """

    free_bytes: int = 0
    n_bytes: int = 0
    build_bytes: int = 0
    needed_bytes: int = 0
    can_write: bool = True
    is_held: bool = False
    holder: Holder = field(default_factory=Holder)
    is_alive: bool | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """What runs beside the warehouse: a Prefect server, and the parts that `make up` started, with their logs.

    `is_answering` is nothing where no server is set up: a command then starts its own.
    """

    address: str = ""
    is_answering: bool | None = None
    running: tuple[str, ...] = ()
    crashed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Publication:
    """What readers see, or saw before."""

    publication_id: str
    published_at: datetime
    code_version: str = ""


@dataclass(frozen=True, slots=True)
class Concern:
    """Something that is not as it should be, and what to do. What `needs_a_person` makes the command end with 1."""

    what: str
    todo: str
    needs_a_person: bool = True


@dataclass(frozen=True, slots=True)
class Status:
    """How a warehouse stands at `now`. `runs` are journals, newest first; `report` is the page on the last run.

    `unreadable` says why the published file cannot be read; `rejections` are the newest of `n_rejections`.
    `last_runs` has the journal of the last run over each source that came to an end. `alarm` is the last that was
    raised, as it was written down.
    """

    now: datetime
    publication: Publication | None = None
    previous: Publication | None = None
    unreadable: str = ""
    code_version: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    runs: tuple[Mapping[str, Any], ...] = ()
    last_runs: tuple[Mapping[str, Any], ...] = ()
    freshness: tuple[Freshness, ...] = ()
    n_rejections: int = 0
    rejections: tuple[OpenRejection, ...] = ()
    broken: tuple[BrokenRules, ...] = ()
    health: Health = field(default_factory=Health)
    service: Service = field(default_factory=Service)
    alarm: Mapping[str, Any] | None = None
    report: Path | None = None

    @property
    def is_writing(self) -> bool:
        return self.health.is_held
