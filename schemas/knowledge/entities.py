"""Entities and the surfaces by which texts mention them, read from the knowledge tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from schemas.knowledge import rows, values

COUNTRY_KINDS = (
    ("name", "name"),
    ("formal_names", "formal"),
    ("short_names", "short"),
    ("adjectives", "adjective"),
    ("demonyms", "demonym"),
    ("abbreviations", "abbreviation"),
    ("former_names", "former"),
)
TABLE_LABELS = MappingProxyType(
    {"organisations": "ORG", "places": "PLACE", "persons": "PERSON", "documents": "DOC", "events": "EVENT"}
)
LISTED_KINDS = (("name", "name"), ("aliases", "short"), ("abbreviations", "abbreviation"))


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing that texts mention. `iso_code` is set for states alone."""

    entity_id: str
    label: str
    name: str
    iso_code: str | None = None


@dataclass(frozen=True, slots=True)
class Surface:
    """One way to write an entity.

    `kind` is `name`, `formal`, `short`, `adjective`, `demonym`, `abbreviation` or `former`. `requires` names an entity
    that has to be mentioned in the same document for the surface to count, or is empty; a surface that is content with
    one of several entities is there once for each.
    """

    text: str
    entity_id: str
    kind: str
    requires: str = ""


def country_id(iso_code: str) -> str:
    return f"country:{iso_code}"


@cache
def entities() -> MappingProxyType[str, Entity]:
    """Every entity of the knowledge tables, by its id."""
    found = {
        country_id(row["iso_code"]): Entity(country_id(row["iso_code"]), "COUNTRY", row["name"], row["iso_code"])
        for row in rows("countries")
    }
    for table, label in TABLE_LABELS.items():
        found |= {row["entity_id"]: Entity(row["entity_id"], label, row["name"]) for row in rows(table)}
    return MappingProxyType(found)


@cache
def surfaces() -> tuple[Surface, ...]:
    """Every surface of the knowledge tables, in their order; surnames that need an office are not among them."""
    return (*country_surfaces(), *listed_surfaces())


def country_surfaces() -> Iterator[Surface]:
    for row in rows("countries"):
        seen: set[str] = set()
        for column, kind in COUNTRY_KINDS:
            for text in values(row[column]):
                if text not in seen:
                    seen.add(text)
                    yield Surface(text, country_id(row["iso_code"]), kind)


def listed_surfaces() -> Iterator[Surface]:
    for table in TABLE_LABELS:
        for row in rows(table):
            required = requirements(row.get("requires", ""))
            for column, kind in LISTED_KINDS:
                for text in values(row.get(column) or ""):
                    for requirement in required.get(text, ("",)):
                        yield Surface(text, row["entity_id"], kind, requires=requirement)


def requirements(cell: str) -> dict[str, tuple[str, ...]]:
    """Of a cell like `Alliance=org:nato|Union=org:european-union`, the entities of which each surface requires one."""
    found: dict[str, tuple[str, ...]] = {}
    for pair in values(cell):
        text, entity_id = pair.split("=", 1)
        found[text] = (*found.get(text, ()), entity_id)
    return found
