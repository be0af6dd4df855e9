"""What a report shows, as values. Times are UTC."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much of everything a page shows, so that it stays small enough to be opened and read by a person."""

    rows: int = 8  # per rule; who has seen eight rows knows the fault, and asks for the others with SQL
    rules: int = 40  # with rows; the others by name
    all_rows: int = 200  # of all rules, the most severe first
    refusals: int = 100
    files: int = 150
    statements: int = 40
    changed_rows: int = 12  # per table
    around_chars: int = 140  # on each side of what is marked: about a sentence
    marked_chars: int = 400
    cell_chars: int = 320
    runs: int = 30  # in charts

    def halved(self) -> "Bounds":
        """Half as much, of the runs all."""
        names = [name for name in self.__slots__ if name != "runs"]
        return Bounds(runs=self.runs, **{name: max(1, getattr(self, name) // 2) for name in names})


@dataclass(frozen=True, slots=True)
class Publication:
    """What readers see."""

    publication_id: str
    published_at: datetime | None
    code_version: str


@dataclass(frozen=True, slots=True)
class Headline:
    """The run in one look. `counts` are by name as in `ops.runs`; one that is not known is not there.

    `step` is the last one that was done, of a run that failed. `published_at` is empty if the run published nothing;
    `publication` is what readers see now, `trouble` says why the published file could not be read.
    """

    run_id: str
    state: str
    reason: str
    source: str
    code_version: str
    flow_run_id: str
    step: str
    started_at: datetime | None
    ended_at: datetime | None
    counts: Mapping[str, int]
    published_at: datetime | None = None
    publication: Publication | None = None
    trouble: str = ""

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def is_failed(self) -> bool:
        return self.state == "failed"

    @property
    def seconds(self) -> float | None:
        if self.started_at is None or self.ended_at is None:
            return None
        return (self.ended_at - self.started_at).total_seconds()


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was refused. `standing` is `new`, `open` from before, or `resolved` in this run."""

    source: str
    path: str
    step: str
    reason: str
    detail: str
    first_seen_at: datetime | None
    standing: str


@dataclass(frozen=True, slots=True)
class Refusals:
    """The first of each kind, and how many there are of it."""

    rows: tuple[Refusal, ...] = ()
    counts: Mapping[str, int] | None = None

    def of(self, standing: str) -> tuple[tuple[Refusal, ...], int]:
        """Those of one kind that are shown, and how many there are."""
        shown = tuple(row for row in self.rows if row.standing == standing)
        return shown, (self.counts or {}).get(standing, len(shown))


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Text around what a row is about. `note` says where it stands, or why it cannot be shown.

    `marked` is shortened, `span` is not, unless it is longer than anything that a rule repeats.
    """

    before: str = ""
    marked: str = ""
    after: str = ""
    note: str = ""
    span: str = ""


@dataclass(frozen=True, slots=True)
class FailedRow:
    """A row that breaks a rule, with the text in question."""

    row_key: str
    document_id: str
    path: str
    detail: str
    is_new: bool
    first_seen_at: datetime | None
    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class BrokenRule:
    """A rule that failed or could not be applied. `n_open` rows stand, `n_new` of them were found by this run."""

    rule_id: str
    severity: str
    outcome: str
    table_name: str
    suites: tuple[str, ...]
    reason: str
    n_open: int
    n_new: int
    rows: tuple[FailedRow, ...] = ()


@dataclass(frozen=True, slots=True)
class ResolvedRule:
    """How many rows stopped breaking a rule in this run, with the keys of the first."""

    rule_id: str
    severity: str
    n_rows: int
    row_keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Failures:
    """Broken rules, the most severe first, those resolved, and how many rules were applied in this run."""

    rules: tuple[BrokenRule, ...] = ()
    resolved: tuple[ResolvedRule, ...] = ()
    n_applied: int = 0

    @property
    def n_errored(self) -> int:
        return sum(rule.outcome == "errored" for rule in self.rules)

    def n_rows(self, severity: str) -> int:
        return sum(rule.n_open for rule in self.rules if rule.severity == severity)

    def n_new(self, severity: str) -> int:
        return sum(rule.n_new for rule in self.rules if rule.severity == severity)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that was new, changed or gone. `outcome` is `loaded`, `duplicate`, `refused`, `missing` or `replaced`."""

    source: str
    path: str
    outcome: str
    kind: str
    statement_id: str
    statement_title: str
    relation: str
    coverage_ratio: float | None
    reason: str


@dataclass(frozen=True, slots=True)
class Arrivals:
    """The first files, and how many there are by outcome."""

    rows: tuple[Arrival, ...] = ()
    counts: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class StatementNews:
    """A statement that is new, or gained versions. `versions` are paths with relation and coverage, the main first."""

    statement_id: str
    title: str
    issuer: str
    date_edtf: str
    is_new: bool
    n_documents: int
    versions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statements:
    """The first statements with news, how many there are, and names that statements lost in this run."""

    rows: tuple[StatementNews, ...] = ()
    n_new: int = 0
    n_grown: int = 0
    renames: tuple[tuple[str, str, str], ...] = ()  # old name, name, reason


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that the run changed. `before` and `after` are the columns that differ; values are JSON."""

    change: str
    row_key: str
    before: Mapping[str, str]
    after: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TableChange:
    """How many rows of a table the run added, changed, removed; the first that were changed or removed."""

    table_name: str
    counts: Mapping[str, int]
    rows: tuple[ChangedRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Total:
    """A figure of a source after the run, and what it is held against."""

    source: str
    total: str
    figure: float
    baseline: float | None
    minimum: float | None
    maximum: float | None


@dataclass(frozen=True, slots=True)
class Series:
    """A figure over the last runs, oldest first: run, its start, the figure."""

    name: str
    source: str
    points: tuple[tuple[str, datetime, float], ...]
    baseline: float | None = None


@dataclass(frozen=True, slots=True)
class StepCost:
    """What a step did. Times are seconds."""

    step: str
    outcome: str
    n_rows: int
    seconds: float
    cpu_seconds: float


@dataclass(frozen=True, slots=True)
class Report:
    """All that a page shows. `earlier` are the reports of runs before, newest first, that lie beside it."""

    headline: Headline
    refusals: Refusals
    failures: Failures
    arrivals: Arrivals
    statements: Statements
    totals: tuple[Total, ...]
    series: tuple[Series, ...]
    changes: tuple[TableChange, ...]
    steps: tuple[StepCost, ...]
    earlier: tuple[str, ...]
    warehouse: str
