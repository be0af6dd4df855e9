"""What a run has to show: read from its journal, and from the published warehouse if it published or found nothing new.

Only the run's own journal is read, and little is asked of the warehouse where nothing happened: an empty run is cheap.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import duckdb

from tasks.core.query import Row
from tasks.core.report.arrivals import SINCE, read_arrivals, read_refusals
from tasks.core.report.collect import read_headline, readable, stored_run
from tasks.core.report.failures import read_failures
from tasks.core.report.headline import STATES, state_of
from tasks.core.report.model import Arrivals, Bounds, Failures, Headline, Refusal, Refusals
from tasks.core.report.moment import Moment, named_rows
from tasks.core.report.words import several
from tasks.core.run import Places
from tasks.core.runpage.text import inert

MAX_ROWS = 500  # of a table in the browser; the warehouse has them all
BOUNDS = Bounds(rows=1, rules=0, all_rows=0, refusals=MAX_ROWS, files=MAX_ROWS)  # of rules no rows: the report has them
VERSIONS = f"""
    {SINCE}
    paths as (
        select document_id, min(path) as path
        from raw.files
        group by document_id
    )
    select
        statements.statement_id,
        coalesce(statements.title, '') as title,
        coalesce(statements.issuer, '') as issuer,
        coalesce(statements.date_edtf, '') as date_edtf,
        coalesce(paths.path, versions.document_id) as path,
        versions.relation,
        versions.coverage_ratio,
        versions.is_main,
        coalesce(statements.first_seen_at > since.moment, false) as is_new,
        statements.n_documents,
        count(*) over () as n_all,
        count(distinct versions.statement_id) filter (where is_new) over () as n_new,
        count(distinct versions.statement_id) filter (where not is_new) over () as n_grown
    from core.versions as versions
    join arrived using (document_id)
    cross join since
    join core.statements as statements using (statement_id)
    left join paths using (document_id)
    order by is_new, statements.n_documents desc, title, statements.statement_id, versions.is_main desc, path
    limit $n_rows"""


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A document that a statement gained in this run. `is_new` says that the statement itself is new with it."""

    statement_id: str
    title: str
    issuer: str
    date_edtf: str
    path: str
    relation: str
    coverage_ratio: float | None
    is_main: bool
    is_new: bool
    n_documents: int


@dataclass(frozen=True, slots=True)
class NewVersions:
    """The first new versions, how many there are, and of how many new and how many known statements."""

    rows: tuple[NewVersion, ...] = ()
    n_all: int = 0
    n_new: int = 0
    n_grown: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a run shows. Of a run that failed: `doing` is the step at which, `concerned` the batches with files.

    `selection` is what a rebuild was asked to do again, `report` the path of the page about the run; both may be empty.
    """

    headline: Headline
    warehouse: str
    refusals: Refusals
    failures: Failures = field(default_factory=Failures)
    arrivals: Arrivals = field(default_factory=Arrivals)
    versions: NewVersions = field(default_factory=NewVersions)
    selection: str = ""
    report: str = ""
    doing: str = ""
    exception: str = ""
    concerned: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """How the run ended and how many files it refused; if it failed, why, in a line of its own."""
        headline = self.headline
        at = f" at step {self.doing}" if headline.is_failed and self.doing else ""
        seen = headline.counts.get("n_files_seen")
        counts = [several(seen, "file")] if seen is not None else []
        counts += [f"{n:,} {what}" for what, n in self.refused.items() if n]
        ended = f"{STATES[state_of(headline)]}{at}{': ' if counts else ''}{', '.join(counts)}."
        return f"{ended}\n\n{inert(headline.reason)}" if headline.is_failed else ended

    @property
    def refused(self) -> dict[str, int]:
        """How many files are refused, by since when."""
        return {"refused": self.refusals.of("new")[1], "still refused from before": self.refusals.of("open")[1]}


def read_facts(places: Places, run_id: str) -> Facts:
    """What a run has to show.

    Raises:
        OSError: its journal cannot be read.
        ValueError: its journal is damaged.
        duckdb.Error: the published warehouse is damaged.
    """
    journal = json.loads((places.runs / f"{run_id}.json").read_bytes())
    with readable(places) as (connection, trouble):
        headline = read_headline(connection, run_id, journal, stored_run(connection, run_id), trouble)
        moment = Moment(run_id, headline.started_at)
        is_news = headline.is_published or headline.is_failed
        page = places.reports / f"{run_id}.html"
        return Facts(
            headline=headline,
            warehouse=str(places.folder),
            refusals=with_unpublished(read_refusals(connection, moment, BOUNDS), journal, headline),
            failures=read_failures(connection, moment, journal, places.staging, BOUNDS) if is_news else Failures(),
            arrivals=read_arrivals(connection, moment, BOUNDS) if headline.is_published else Arrivals(),
            versions=read_versions(connection, moment) if headline.is_published else NewVersions(),
            selection=journal.get("selection") or "",
            report=str(page) if page.exists() else "",
            doing=journal.get("doing") or "",
            exception=journal.get("exception") or "",
            concerned=tuple(journal.get("concerned") or ()),
        )


def with_unpublished(refusals: Refusals, journal: Mapping[str, Any], headline: Headline) -> Refusals:
    """The refused files, with those that a failed run refused before it failed: no table has them."""
    known = {(row.source, row.path, row.reason) for row in refusals.rows}
    own = tuple(
        refusal
        for row in journal.get("refused") or ()
        if (refusal := unpublished(row, headline)) and (refusal.source, refusal.path, refusal.reason) not in known
    )
    counts = dict(refusals.counts or {})
    return Refusals((*own, *refusals.rows), counts | {"new": counts.get("new", 0) + len(own)}) if own else refusals


def unpublished(row: Row, headline: Headline) -> Refusal:
    """A refused file of a run that published nothing."""
    given = {name: str(row.get(name) or "") for name in ("path", "step", "reason", "detail")}
    return Refusal(source=headline.source, first_seen_at=headline.started_at, standing="new", **given)


def read_versions(connection: duckdb.DuckDBPyConnection, moment: Moment) -> NewVersions:
    """Documents that a run added to statements, those of known statements first."""
    given = {"run_id": moment.run_id, "started_at": moment.started_at, "n_rows": MAX_ROWS}
    rows = named_rows(connection, VERSIONS, given)
    counts = {name: rows[0][name] if rows else 0 for name in ("n_all", "n_new", "n_grown")}
    own = NewVersion.__slots__
    return NewVersions(tuple(NewVersion(**{name: row[name] for name in own}) for row in rows), **counts)
