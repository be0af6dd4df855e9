"""The listed summits: which of them fit what a mention says, the nearest in time first."""

from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from schemas import knowledge
from tasks.core.annotate.model import Text

SUMMIT = "summit"
Row = Mapping[str, str]


@cache
def summits() -> tuple[Row, ...]:
    return tuple(row for row in knowledge.rows("events") if row["kind"] == SUMMIT)


@cache
def by_body() -> Mapping[str, tuple[Row, ...]]:
    """Listed summits of each body."""
    bodies = dict.fromkeys(row["organisation_id"] for row in summits())
    return {body: tuple(row for row in summits() if row["organisation_id"] == body) for body in bodies}


@cache
def summit_prefixes() -> Mapping[str, str]:
    """How the names of a body's summits begin."""
    return MappingProxyType({row["organisation_id"]: row["name"].split(f" {row['place']} ")[0] for row in summits()})


@cache
def places_of(entity_id: str) -> frozenset[str]:
    """Names of the town where a summit was, and the code of its state, in small letters."""
    row = next(row for row in summits() if row["entity_id"] == entity_id)
    names = (row["place"], *knowledge.values(row["place_aliases"]), state_by_town().get(row["place"], row["place"]))
    return frozenset(name.casefold() for name in names)


@cache
def state_by_town() -> Mapping[str, str]:
    return {row["name"]: row["country"] for row in knowledge.rows("places") if row["country"]}


def fitting(text: Text, body: str, place: str, year: str) -> list[Row]:
    """Summits that fit, those of the body that the text names most first, then the nearest in time.

    `body` is an entity's id, `place` a town or the code of a state; what is empty is not known. A summit of no body
    that the text names does not fit.
    """
    bodies = [body] if body else [named for named in by_body() if text.counts[named]]
    found = [
        row
        for one in bodies
        for row in by_body().get(one, ())
        if (not place or place.casefold() in places_of(row["entity_id"])) and row["date_start"].startswith(year)
    ]
    return sorted(found, key=lambda row: (-text.counts[row["organisation_id"]], distance(text.date, row), row["name"]))


def distance(date: str, row: Row) -> float:
    """Years between the statement and the meeting; without a date, the newest is nearest."""
    if not date[:4].isdigit():
        return -decimal_year(row["date_start"])
    return abs(decimal_year(date) - decimal_year(row["date_start"]))


@lru_cache(maxsize=4096)
def decimal_year(date: str) -> float:
    """A date as a year with a fraction; a year alone is its middle."""
    parts = [int(part) for part in date.partition("/")[0].split("-") if part.isdigit()]
    year, month, day = (*parts, 7, 1)[:3] if len(parts) == 1 else (*parts, 15)[:3]
    return year + (month - 1) / 12 + (day - 1) / 372
