"""Entities and the surfaces by which texts mention them, read from the knowledge tables."""

import re
from collections.abc import Iterator, Mapping
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
    {
        "organisations": "ORG",
        "places": "PLACE",
        "cities": "PLACE",
        "regions": "PLACE",
        "persons": "PERSON",
        "documents": "DOC",
        "events": "EVENT",
    }
)
SPELT = frozenset({"organisations", "documents"})  # names of bodies and of what they adopt are spelt in many ways
LISTED_KINDS = (("name", "name"), ("aliases", "short"), ("abbreviations", "abbreviation"))

LAST_AND = re.compile(r"(, [^,]+) and (?=[^,]+$)")  # `Labour, Family and Social Affairs`, also with a second comma


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
    """The id of a state by its code; two former states have had the same one, and the earlier goes by four letters."""
    return f"country:{iso_code}"


def state_id(row: Mapping[str, str]) -> str:
    """The id of a row of `countries.csv`."""
    return country_id(row["former_code"] or row["iso_code"])


@cache
def entities() -> MappingProxyType[str, Entity]:
    """Every entity of the knowledge tables, by its id."""
    found = {state_id(row): Entity(state_id(row), "COUNTRY", row["name"], row["iso_code"]) for row in rows("countries")}
    for table, label in TABLE_LABELS.items():
        found |= {row["entity_id"]: Entity(row["entity_id"], label, row["name"]) for row in rows(table)}
    return MappingProxyType(found)


@cache
def surfaces() -> tuple[Surface, ...]:
    """Every surface of the knowledge tables, in their order; surnames that need an office are not among them."""
    listed = (*country_surfaces(), *listed_surfaces())
    return (*listed, *ambiguous_surfaces(listed))


def ambiguous_surfaces(listed: tuple[Surface, ...]) -> Iterator[Surface]:
    """Further meanings of surfaces, of the kind that they have in the table that lists them."""
    kinds = {surface.text: surface.kind for surface in listed}
    for row in rows("ambiguous"):
        for also in values(row["also"]):
            entity_id, _, required = also.partition("=")
            yield Surface(row["surface"], entity_id, kinds.get(row["surface"], "short"), requires=required)


def country_surfaces() -> Iterator[Surface]:
    for row in rows("countries"):
        seen: set[str] = set()
        for column, kind in COUNTRY_KINDS:
            for text in values(row[column]):
                if text not in seen:
                    seen.add(text)
                    yield Surface(text, state_id(row), kind)
        for text in formal_spellings(row):
            if text not in seen:
                seen.add(text)
                yield Surface(text, state_id(row), "formal")


def formal_spellings(row: Mapping[str, str]) -> Iterator[str]:
    """The formal name around each short one: `Republic of Cote d'Ivoire` as `Republic of Côte d'Ivoire`."""
    for formal in values(row["formal_names"]):
        if formal.endswith(f" {row['name']}") and " of " in formal:
            yield from (formal.removesuffix(row["name"]) + short for short in values(row["short_names"]))


def listed_surfaces() -> Iterator[Surface]:
    for table in TABLE_LABELS:
        for row in rows(table):
            required = requirements(row.get("requires", ""))
            for column, kind in LISTED_KINDS:
                for text in values(row.get(column) or ""):
                    for requirement in required.get(text, ("",)):
                        for spelt in spellings(text) if column != "abbreviations" and table in SPELT else (text,):
                            yield Surface(spelt, row["entity_id"], kind, requires=requirement)


def spellings(text: str) -> tuple[str, ...]:
    """A name as listed and as others spell it: `Defense` for `Defence`, `U.N.` for `UN`, a comma before `and`."""
    found = [text]
    for pattern, forms in spelling_patterns():
        for form in [one for one in found if any(other in one for other in forms)]:
            found += [pattern.sub(other, form) for other in forms if pattern.sub("", form)]
    found += [re.sub(LAST_AND, r"\1, and ", form) for form in found]
    return tuple(dict.fromkeys(found))


@cache
def spelling_patterns() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """Of each word that is spelt in several ways a pattern of all, and all of them."""
    forms = [(row["spelling"], *values(row["others"])) for row in rows("spellings")]
    longest = (sorted(form, key=len, reverse=True) for form in forms)
    patterns = (re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, form))})(?![\w-])") for form in longest)
    return tuple(zip(patterns, forms, strict=True))


def requirements(cell: str) -> dict[str, tuple[str, ...]]:
    """Of a cell like `Alliance=org:nato|Union=org:european-union`, the entities of which each surface requires one."""
    found: dict[str, tuple[str, ...]] = {}
    for pair in values(cell):
        text, entity_id = pair.split("=", 1)
        found[text] = (*found.get(text, ()), entity_id)
    return found
