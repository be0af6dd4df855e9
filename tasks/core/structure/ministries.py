"""Ministries and bodies by the phrases that name them in any language."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from schemas import knowledge
from tasks.core.structure.cues import alternation
from tasks.core.structure.name_index import Named, Names, find_phrases, index_of
from tasks.core.structure.names import find_adjectives, find_countries

MAX_TO_STATE = 25  # characters between a ministry and its state: ` of the Republic of `
MAX_TO_ONLY_STATE = 80  # of a text that names no other: ` and Development Cooperation of the Republic of `
MAX_FROM_ADJECTIVE = 2
POSSESSIVES = ("'s ", "’s ")


@cache
def ministry_phrases() -> Names:
    """Phrases to the number of the row in `ministries.csv`; a row of one state before those of any."""
    rows = sorted(enumerate(knowledge.rows("ministries")), key=lambda item: not item[1]["country"])
    return index_of((phrase, str(number)) for number, row in rows for phrase in knowledge.values(row["phrases"]))


@cache
def issuer_phrases() -> Names:
    return index_of(
        (phrase, row["name"]) for row in knowledge.rows("issuer_phrases") for phrase in knowledge.values(row["phrases"])
    )


def find_issuer_phrase(text: str) -> Named | None:
    """The first phrase that names an issuer only in its own acts (`Council conclusions`), or in other languages."""
    return next(find_phrases(issuer_phrases(), text), None)


@cache
def country_name(iso_code: str) -> str:
    return next(row["name"] for row in knowledge.rows("countries") if row["iso_code"] == iso_code)


def names_ministry(text: str) -> bool:
    return bool(found_ministries(text))


@lru_cache(maxsize=64)
def found_ministries(text: str) -> tuple[Named, ...]:
    return tuple(find_phrases(ministry_phrases(), text))


def find_ministry(text: str, home: str = "") -> tuple[str, int, int] | None:
    """A ministry, or its minister, of one state: canonical name and span. `home` is its state if the text has none."""
    return next(of_states(text, home), None)


def of_states(text: str, home: str) -> Iterator[tuple[str, int, int]]:
    for found in found_ministries(text):
        row = knowledge.rows("ministries")[int(found.key)]
        owned = owner_beside(text, found, is_named=bool(row["country"]))
        owner, end = owned or (home, found.end)
        if row["country"] and (not owner or owner == row["country"] or not is_one_of_many(row)):
            yield row["name"], found.start, found.end
        elif owner:
            general = row["name"].removesuffix(f" of {country_name(row['country'])}") if row["country"] else row["name"]
            yield f"{general} of {country_name(owner)}", found.start, end


def is_one_of_many(row: Mapping[str, str]) -> bool:
    """The ministry is named by its state in the table, so that the same words can name that of another."""
    return row["name"].endswith(f" of {country_name(row['country'])}")


def owner_beside(text: str, found: Named, is_named: bool) -> tuple[str, int] | None:
    """The state that stands beside a ministry, and where the two end; of one that is known, only right beside it."""
    countries = find_countries(text)
    reach = MAX_TO_ONLY_STATE if len(countries) == 1 else MAX_TO_STATE
    after = [one for one in countries if 0 <= one.start - found.end <= reach and "," not in text[found.end : one.start]]
    if after and (not is_named or of_state().match(text, found.end, after[0].start)):
        return after[0].key, after[0].end
    before = [one for one in find_adjectives(text[: found.start]) if found.start - one.end <= MAX_FROM_ADJECTIVE]
    before += [one for one in find_countries(text) if text[one.end : found.start] in POSSESSIVES]
    return (before[0].key, found.end) if before else None


@cache
def of_state() -> re.Pattern[str]:
    return re.compile(rf"\s{alternation('of_state')}(?!\w)")
