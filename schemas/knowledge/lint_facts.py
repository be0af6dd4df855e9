"""Checks of facts: dates, memberships, the states that there are, and where the tables come from."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from schemas.knowledge import FOLDER, rows
from schemas.knowledge.entities import entities

BEYOND_ISO = frozenset({"XK"})  # Kosovo: in general use, reserved for users by the standard
FORMER_STATES = frozenset({"AN", "CS", "DD", "SU", "YU"})  # withdrawn codes, ISO 3166-3
NO_TERRITORY = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})
FIRST_YEAR, LAST_YEAR = 1600, 2035  # of anything that the tables date: the Peace of Westphalia, summits agreed on
PRECISIONS = frozenset({"day", "year", "by"})

Row = Mapping[str, str]


def state_problems() -> Iterator[str]:
    """States of ISO 3166-1 that are missing, by the list of the CLDR, and codes that are none."""
    from babel import Locale  # a second to import, needed nowhere else

    codes = {row["iso_code"] for row in rows("countries")}
    territories = {code for code in map(str, Locale("en").territories) if re.fullmatch("[A-Z]{2}", code)}
    wanted = (territories - NO_TERRITORY) | BEYOND_ISO | FORMER_STATES
    yield from (f"countries.csv: {code} is missing" for code in sorted(wanted - codes))
    yield from (f"countries.csv: {code!r} is no ISO 3166-1 alpha-2 code" for code in sorted(codes - wanted))


def date_problems() -> Iterator[str]:
    """Dates that are none, that run backwards, or that lie out of the time that the tables are about."""
    for table in ("memberships", "events", "lives"):
        for row in rows(table):
            if (wrong := period_problem(row["date_start"], row["date_end"])) is not None:
                yield f"{table}.csv: {row.get('entity_id') or row['member_id']}: {wrong}"
    for row in rows("documents"):
        if row["date"] and (wrong := day_problem(row["date"])):
            yield f"documents.csv: {row['entity_id']}: {wrong}"


def period_problem(start: str, end: str) -> str | None:
    wrong = next((found for day in (start, end) if day and (found := day_problem(day))), None)
    if wrong:
        return wrong
    return f"ends on {end}, before its start" if end and end < start else None


def day_problem(day: str) -> str | None:
    """What is wrong with a day, a month or a year."""
    try:
        year = date.fromisoformat({4: f"{day}-01-01", 7: f"{day}-01"}.get(len(day), day)).year
    except ValueError as error:
        return str(error)
    return None if FIRST_YEAR <= year <= LAST_YEAR else f"{day} is out of the time that the tables are about"


def membership_problems() -> Iterator[str]:
    """Memberships of something that was not there yet or no more, of one state twice, of unknown precision."""
    lives = {row["entity_id"]: row for row in rows("lives")}
    last: dict[tuple[str, str], str] = {}
    for row in rows("memberships"):
        name = f"memberships.csv: {row['member_id']} in {row['organisation_id']}"
        if row["precision"] not in PRECISIONS:
            yield f"{name}: {row['precision']!r} is no precision"
        key = (row["organisation_id"], row["member_id"])
        if last.get(key, "") >= row["date_start"]:
            yield f"{name}: a member twice on {row['date_start']}"
        last[key] = row["date_end"] or "9999"
        for party in key:
            if party in lives and not within(row, lives[party]):
                yield f"{name}: not within the life of {party}"


def within(row: Row, life: Row) -> bool:
    """Whether a membership lies within a life; of one that is known by its year, the year counts."""
    started = life["date_start"][:4] if row["precision"] == "year" else life["date_start"]
    return row["date_start"] >= started and (not life["date_end"] or (row["date_end"] or "9999") <= life["date_end"])


def count_problems() -> Iterator[str]:
    """Bodies that had another number of members on a day than is known of them."""
    for row in rows("membership_counts"):
        body, day, due = row["organisation_id"], row["day"], int(row["n_members"])
        if (found := n_members(body, day)) != due:
            yield f"memberships.csv: {body} has {found} members on {day}, not {due}"


def n_members(organisation_id: str, day: str) -> int:
    """How many members a body had on a day, an ISO date."""
    return sum(
        row["organisation_id"] == organisation_id
        and row["date_start"] <= day
        and (not row["date_end"] or day <= row["date_end"])
        for row in rows("memberships")
    )


def provenance_problems() -> Iterator[str]:
    """Tables of which the README does not say where they come from."""
    said = (FOLDER / "README.md").read_text(encoding="utf-8")
    for path in sorted(FOLDER.glob("*.csv")):
        if f"`{path.name}`" not in said:
            yield f"README.md: no provenance of {path.name}"


def reference_problems() -> Iterator[str]:
    """Ids that point nowhere."""
    for table, columns in (
        ("documents", ("organisation_id",)),
        ("events", ("organisation_id",)),
        ("lives", ("entity_id",)),
        ("membership_counts", ("organisation_id",)),
        ("memberships", ("organisation_id", "member_id")),
        ("organisations", ("meets_as",)),
    ):
        for row in rows(table):
            for column in columns:
                if row[column] and row[column] not in entities():
                    yield f"{table}.csv: {column} {row[column]} is in no table"


CHECKS = (
    state_problems,
    date_problems,
    membership_problems,
    count_problems,
    provenance_problems,
    reference_problems,
)
