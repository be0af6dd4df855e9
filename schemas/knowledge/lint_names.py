"""Checks of the tables of names in other languages; `schemas.knowledge.lint` runs them."""

from collections.abc import Iterator

from schemas.knowledge import rows, values
from schemas.knowledge.entities import country_id, entities

KINDS = frozenset(
    {"adjective", "article", "formal", "language", "locales", "name", "particles", "people", "prefix", "unspaced"}
)
MIN_STEM = 2  # letters; a shorter stem begins too many words


def languages() -> frozenset[str]:
    return frozenset(row["language_code"] for row in rows("languages"))


def unknown_ids() -> Iterator[str]:
    """States, organisations and languages that no table has."""
    known = languages()
    for row in rows("state_names"):
        if row["state"] and country_id(row["state"]) not in entities():
            yield f"state_names.csv: {row['language_code']}: {row['state']} is in no row of countries.csv"
    for row in rows("org_names"):
        if row["entity_id"] not in entities():
            yield f"org_names.csv: {row['entity_id']} is in no table"
    for table in ("state_names", "org_names", "name_endings"):
        for code in sorted({row["language_code"] for row in rows(table)} - known - {""}):
            yield f"{table}.csv: {code} is in no row of languages.csv"


def unknown_kinds() -> Iterator[str]:
    for kind in sorted({row["kind"] for row in rows("name_endings")} - KINDS):
        yield f"name_endings.csv: no rule reads {kind!r}"


def short_stems() -> Iterator[str]:
    for row in rows("state_names"):
        for stem in (*values(row["adjectives"]), *values(row["peoples"])):
            if len(stem) < MIN_STEM:
                yield f"state_names.csv: {row['language_code']} {row['state']}: {stem!r} is too short for a stem"


def shared_stems() -> Iterator[str]:
    """Stems of one language that two states have."""
    owners: dict[tuple[str, str], str] = {}
    for row in rows("state_names"):
        for text in {*values(row["names"]), *values(row["adjectives"]), *values(row["peoples"])}:
            other = owners.setdefault((row["language_code"], text), row["state"])
            if other != row["state"]:
                yield f"state_names.csv: {row['language_code']}: {text!r} means {other} and {row['state']}"


CHECKS = (unknown_ids, unknown_kinds, short_stems, shared_stems)
