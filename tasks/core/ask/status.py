"""How the warehouse stands: what is published, how the last runs went, what is refused, and what a person has to do.

Reads the published file and what lies beside it, never the build file; so it works while a run writes.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from tasks.core.ask.freshness import freshness, journal_sweeps, read_arrivals, read_sweeps
from tasks.core.ask.health import last_alarm, read_health
from tasks.core.ask.model import BrokenRules, Health, OpenRejection, Publication, Service, Status
from tasks.core.ask.query import QueryError, published
from tasks.core.ask.runs import SHOWN_RUNS, Journal, last_of_each_source, read_runs
from tasks.core.ask.verdict import concerns, needs_a_person, verdict
from tasks.core.fingerprint import code_version
from tasks.core.query import read_rows
from tasks.core.run import Places, utc_now

LOOKS = 5  # a run begins or ends rarely enough that a second look will do
SHOWN_REJECTIONS = 20  # a screen; `from ops.rejections where resolved_at is null` has them all
COUNTED = {
    "statements": "select count(*) from core.statements",
    "documents": "select count(*) from core.documents",
    "files": "select count(*) from raw.files where state = 'present'",
    "mentions": "select count(*) from core.mentions",
}
PUBLICATION = "select publication_id, published_at, code_version from ops.publication"
REJECTIONS = f"""
    select path, step, reason, detail, source, first_seen_at
    from ops.rejections
    where resolved_at is null
    order by first_seen_at desc, path
    limit {SHOWN_REJECTIONS}
"""
BROKEN = """
    select severity, outcome, count(*) as n_rules, sum(n_failed) as n_rows
    from ops.validations
    where outcome != 'passed' and run_id = (select run_id from ops.publication)
    group by severity, outcome
    order by list_position(['critical', 'warning', 'info'], severity), outcome
"""


def read_published(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """What the published file says of itself, as `Status` has it, and of its sources.

    Raises:
        duckdb.Error: the file is damaged.
    """
    publication = connection.execute(PUBLICATION).fetchone()
    waiting = "select count(*) from ops.rejections where resolved_at is null"
    return {
        "publication": Publication(*publication) if publication else None,
        "counts": {name: count(connection, query) for name, query in COUNTED.items()},
        "n_rejections": count(connection, waiting),
        "rejections": tuple(OpenRejection(**row) for row in read_rows(connection, REJECTIONS)),
        "broken": tuple(BrokenRules(**row) for row in read_rows(connection, BROKEN)),
        "arrivals": read_arrivals(connection),
        "sweeps": read_sweeps(connection),
    }


def count(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    """The number that a query answers."""
    return int(connection.execute(query).fetchall()[0][0])


def read_file(file: Path) -> dict[str, Any]:
    """What a published file says; nothing if there is none; `unreadable` says why if it cannot be read."""
    if not file.exists():
        return {}
    try:
        with published(file) as connection:
            return read_published(connection)
    except (QueryError, duckdb.Error) as error:
        return {"unreadable": str(error).splitlines()[0]}


def read_previous(file: Path) -> Publication | None:
    """The publication that is kept beside; nothing if there is none, or it cannot be read."""
    if not file.exists():
        return None
    try:
        with published(file) as connection:
            found = connection.execute(PUBLICATION).fetchone()
    except (QueryError, duckdb.Error):
        return None
    return Publication(*found) if found else None


def read_moment(places: Places) -> tuple[Health, list[Journal]]:
    """Lock and journals of one moment: a run that began between the two looks would seem to have been killed."""
    health = read_health(places)
    for _ in range(LOOKS):
        runs = read_runs(places, health.is_held, health.holder)
        before, health = health, read_health(places)
        if (before.is_held, before.holder) == (health.is_held, health.holder):
            break
    return health, runs


def read_status(places: Places, now: datetime | None = None, service: Service | None = None) -> Status:
    """How a warehouse stands at a moment (UTC); by default now. `service` is what the caller knows runs beside it.

    Raises:
        OSError: the folder of the warehouse cannot be read.
    """
    now = now or utc_now()
    health, runs = read_moment(places)
    told = read_file(places.published)
    arrivals, sweeps = told.pop("arrivals", {}), told.pop("sweeps", set())
    return Status(
        now=now,
        previous=read_previous(places.previous),
        code_version=code_version(),
        runs=tuple(runs[:SHOWN_RUNS]),
        last_runs=last_of_each_source(runs),
        freshness=freshness(arrivals, sweeps | journal_sweeps(runs), now),
        health=health,
        service=service or Service(),
        alarm=last_alarm(places),
        report=places.report if places.report.exists() else None,
        **told,
    )


def as_values(status: Status) -> Mapping[str, Any]:
    """A status as plain values, with its verdict and what is not as it should be."""
    found = concerns(status)
    about = {"verdict": verdict(status, found), "is_sound": not needs_a_person(found)}
    return {**about, "concerns": [asdict(concern) for concern in found], **asdict(status)}


def as_json(status: Status) -> str:
    """A status for machines. Times are UTC in ISO 8601."""
    return json.dumps(as_values(status), ensure_ascii=False, indent=1, default=json_value)


def json_value(value: Any) -> Any:
    """A value that JSON has no type for."""
    return value.isoformat() if isinstance(value, datetime) else str(value)
