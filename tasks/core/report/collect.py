"""All that a report shows, from the journal of its run and the published warehouse."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import duckdb

from schemas.ddl import create_tables
from schemas.ops_tables import RUNS
from schemas.tables import TABLES
from tasks.core.ask.query import QueryError, published
from tasks.core.load.journals import COUNTS
from tasks.core.query import Row, read_rows
from tasks.core.report.arrivals import read_arrivals, read_refusals, read_statements
from tasks.core.report.failures import read_failures
from tasks.core.report.history import read_changes, read_series, read_steps, read_totals
from tasks.core.report.model import (
    Bounds,
    Headline,
    Publication,
    Report,
)
from tasks.core.report.moment import Moment
from tasks.core.run import Places, read_journals

RUN_ID = re.compile(RUNS.column("run_id").pattern)
SHOWN_EARLIER = 5
NOTHING_PUBLISHED = "Nothing is published yet."
OLD_SHAPE = "The published warehouse was made by an earlier version; the next run that publishes brings it up to date."


def collect(places: Places, run_id: str, bounds: Bounds) -> Report:
    """What a report shows. What cannot be read is told in its headline; the report is made all the same.

    Raises:
        LookupError: there is no run of that id.
    """
    journal = next((each for each in read_journals(places) if each.get("run_id") == run_id), {})
    with readable(places) as (connection, trouble):
        stored = stored_run(connection, run_id)
        if not journal and not stored:
            raise LookupError(f"There is no run {run_id} in {places.folder}; `communique status` lists the last ones.")
        headline = read_headline(connection, run_id, journal, stored, trouble)
        return read_report(connection, headline, journal, places, bounds)


@contextmanager
def readable(places: Places) -> Iterator[tuple[duckdb.DuckDBPyConnection, str]]:
    """The published warehouse; an empty one, and why, if it cannot be read."""
    trouble = "" if places.published.exists() else NOTHING_PUBLISHED
    if not trouble:
        try:
            with published(places.published) as connection:
                if is_current(connection):
                    yield connection, ""
                    return
            trouble = OLD_SHAPE
        except (QueryError, duckdb.IOException) as error:
            trouble = str(error)
    with duckdb.connect() as connection:
        for statement in create_tables():
            connection.execute(statement)
        yield connection, trouble


def is_current(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether a warehouse has all tables and columns of this version."""
    rows = read_rows(connection, "select table_schema, table_name, column_name from information_schema.columns")
    known = {(f"{row['table_schema']}.{row['table_name']}", row["column_name"]) for row in rows}
    return all((table.name, name) in known for table in TABLES for name in table.column_names)


def stored_run(connection: duckdb.DuckDBPyConnection, run_id: str) -> Row:
    """The run as the published warehouse knows it; empty if it does not."""
    rows = read_rows(connection, "from ops.runs where run_id = ?", run_id)
    return rows[0] if rows else {}


def read_headline(
    connection: duckdb.DuckDBPyConnection, run_id: str, journal: Mapping[str, Any], stored: Row, trouble: str
) -> Headline:
    """The run in one look. What its own journal says of a failure comes before what the warehouse says."""
    facts = {**stored, **{name: value for name, value in journal.items() if value is not None}}
    published_at = stored.get("published_at") if journal.get("state") != "failed" else None
    if published_at:  # the journal may not have been closed yet
        facts |= {"state": "completed", "ended_at": facts.get("ended_at") or stored["ended_at"]}
    return Headline(
        run_id=run_id,
        state=facts.get("state") or "failed",
        reason=facts.get("reason") or "",
        source=facts.get("source") or "",
        code_version=facts.get("code_version") or "",
        flow_run_id=facts.get("flow_run_id") or "",
        step=facts.get("step") or "",
        started_at=moment_of(stored.get("started_at") or facts.get("started_at")),
        ended_at=moment_of(facts.get("ended_at")),
        counts={name: int(facts[name]) for name in COUNTS if facts.get(name) is not None},
        published_at=published_at,
        publication=read_publication(connection),
        trouble=trouble,
    )


def moment_of(value: Any) -> datetime | None:
    """A time of a table or of a journal."""
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def read_publication(connection: duckdb.DuckDBPyConnection) -> Publication | None:
    query = "select publication_id, published_at, code_version from ops.publication"
    rows = read_rows(connection, query)
    return Publication(**rows[0]) if rows else None


def read_report(
    connection: duckdb.DuckDBPyConnection,
    headline: Headline,
    journal: Mapping[str, Any],
    places: Places,
    bounds: Bounds,
) -> Report:
    """All parts of a report."""
    moment = Moment(headline.run_id, headline.started_at)
    totals = read_totals(connection, moment, journal)
    return Report(
        headline=headline,
        refusals=read_refusals(connection, moment, bounds),
        failures=read_failures(connection, moment, journal, places.staging, bounds),
        arrivals=read_arrivals(connection, moment, bounds),
        statements=read_statements(connection, moment, bounds),
        totals=totals,
        series=read_series(connection, moment, totals, bounds),
        changes=read_changes(connection, moment, bounds),
        steps=read_steps(connection, moment, journal),
        earlier=earlier_reports(places, headline.run_id),
        warehouse=str(places.folder),
    )


def earlier_reports(places: Places, run_id: str) -> tuple[str, ...]:
    """Runs before whose reports lie beside this one, newest first."""
    names = sorted((path.stem for path in places.reports.glob("*.html")), reverse=True)
    return tuple(name for name in names if name < run_id and RUN_ID.fullmatch(name))[:SHOWN_EARLIER]
