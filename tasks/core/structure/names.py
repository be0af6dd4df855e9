"""States, organisations and towns named in a short stretch of text, by the knowledge tables alone."""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from schemas import knowledge
from tasks.core.structure.name_index import Named, Names, find_named, find_stems, heads_of, index_of

COUNTRY_CELLS = ("name", "formal_names", "short_names", "abbreviations", "former_names")
ORGANISATION_CELLS = ("name", "aliases", "abbreviations")


@lru_cache(maxsize=64)
def find_countries(text: str) -> tuple[Named, ...]:
    """States by their nouns, keyed by ISO code: English names, and inflected ones of other languages."""
    others = find_inflected(text)
    found = [one for one in find_named(country_names(), text) if not any(is_inside(one, other) for other in others)]
    others = [one for one in others if not any(one.start < other.end and other.start < one.end for other in found)]
    return tuple(sorted((*found, *others), key=lambda one: one.start))


def is_inside(one: Named, other: Named) -> bool:
    """The name is a part of a longer one: `Congo` of `République démocratique du Congo`."""
    return other.start <= one.start and one.end <= other.end and other.end - other.start > one.end - one.start


def find_inflected(text: str) -> list[Named]:
    """States by the stems of their names in other languages; the last word may have an ending."""
    others = peoples()
    return [
        one
        for one in find_stems(country_stems(), stem_heads(), text)
        if text[one.start : one.end].lower() not in others
    ]


@cache
def peoples() -> Names:
    """English adjectives and peoples, which begin as the names of states in other languages do."""
    return index_of(
        (name, row["iso_code"])
        for row in knowledge.rows("countries")
        for name in names_in(row, ("adjectives", "demonyms"))
    )


@cache
def country_stems() -> Names:
    rows = knowledge.rows("country_stems")
    return index_of((stem, row["iso_code"]) for row in rows for stem in knowledge.values(row["stems"]))


@cache
def stem_heads() -> frozenset[str]:
    return heads_of(country_stems())


@lru_cache(maxsize=64)
def find_adjectives(text: str) -> tuple[Named, ...]:
    """States by their adjectives, keyed by ISO code."""
    return find_named(country_adjectives(), text)


@lru_cache(maxsize=64)
def find_organisations(text: str) -> tuple[Named, ...]:
    """Organisations and groupings, keyed by canonical name."""
    return find_named(organisation_names(), text)


@lru_cache(maxsize=64)
def find_towns(text: str) -> tuple[Named, ...]:
    """Capitals and other towns, keyed by canonical name."""
    return find_named(town_names(), text)


def names_somebody(text: str) -> bool:
    return bool(find_organisations(text) or find_countries(text))


@cache
def country_names() -> Names:
    return index_of(
        (name, row["iso_code"]) for row in knowledge.rows("countries") for name in names_in(row, COUNTRY_CELLS)
    )


@cache
def country_adjectives() -> Names:
    return index_of(
        (name, row["iso_code"]) for row in knowledge.rows("countries") for name in names_in(row, ("adjectives",))
    )


@cache
def organisation_names() -> Names:
    """Names that count only beside another organisation are left out; organs that meet as a body are keyed as it."""
    names = {row["entity_id"]: row["name"] for row in knowledge.rows("organisations")}
    return index_of(
        (name, names[row["meets_as"] or row["entity_id"]])
        for row in knowledge.rows("organisations")
        for name in names_in(row, ORGANISATION_CELLS)
        if name not in {rule.partition("=")[0] for rule in knowledge.values(row["requires"])}
    )


@cache
def town_names() -> Names:
    """Names of capitals are keyed as the first of them is written, without the state."""
    capitals = (
        (name, row["capital"].split("|")[0])
        for row in knowledge.rows("countries")
        for name in names_in(row, ("capital",))
    )
    towns = (
        (name, row["name"])
        for row in knowledge.rows("places")
        if row["kind"] == "city"
        for name in names_in(row, ("name", "aliases"))
    )
    return index_of((name, town.split(",")[0]) for name, town in (*towns, *capitals))


def town_state(town: str) -> str:
    """The code of the state in which a town lies, by its canonical name; empty if the tables do not say."""
    return town_states().get(town, "")


@cache
def town_states() -> Mapping[str, str]:
    capitals = {
        values[0].split(",")[0]: row["iso_code"]
        for row in knowledge.rows("countries")
        if (values := knowledge.values(row["capital"]))
    }
    return {row["name"].split(",")[0]: row["country"] for row in knowledge.rows("places") if row["country"]} | capitals


def names_in(row: Mapping[str, str], cells: Iterable[str]) -> Iterable[str]:
    return (name for cell in cells for name in knowledge.values(row[cell]))
