"""Checks of the knowledge tables: `python -m schemas.knowledge.lint` lists what is wrong and exits with 1."""

import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping

from schemas.entity_columns import entity_id as entity_id_column
from schemas.knowledge import lint_facts, lint_links, lint_names, rows, values
from schemas.knowledge.entities import LISTED_KINDS, TABLE_LABELS, entities, requirements, surfaces
from schemas.knowledge.words import cue_words

ARTICLES = ("the ", "a ", "an ")
MIN_CAPITALS = 2  # or digits; with one, it is a word
KEYS = {
    "countries": ("iso_code", "former_code"),
    "lives": ("entity_id",),
    "membership_counts": ("organisation_id", "day"),
    "act_nouns": ("noun",),
    "act_qualifiers": ("phrase",),
    "act_states": ("state",),
    "act_verbs": ("verb", "follow", "act"),
    "act_words": ("kind",),
    "speech_acts": ("act",),
    "memberships": ("organisation_id", "member_id", "date_start"),
    "spellings": ("spelling",),
    "ambiguous": ("surface",),
    "offices": ("office",),
    "cue_words": ("kind",),
    "heads": ("head", "label"),
    "counted_units": ("unit",),
    "first_names": ("first_name",),
    "english_words": ("initial",),
    "gazetteer": ("name",),
    "cities": ("entity_id",),
    "regions": ("entity_id",),
    "currencies": ("iso_code",),
    "number_words": ("word",),
    "date_words": ("kind",),
    "relative_words": ("kind", "value"),
    "ordinals": ("word",),
    "unread_formats": ("media_type",),
    "state_names": ("language_code", "state"),
    "org_names": ("language_code", "entity_id"),
    "name_endings": ("language_code", "kind", "before"),
    "stock_phrases": ("language_code",),
    **dict.fromkeys(TABLE_LABELS, ("entity_id",)),
}
SORTED = frozenset(KEYS) - {
    "currencies",
    "number_words",
    "ordinals",
    "unread_formats",
}  # these are in an order of their own


def problems() -> list[str]:
    """All that is wrong, one line each."""
    checks = (
        untidy_cells,
        key_problems,
        id_problems,
        surface_problems,
        form_problems,
        country_problems,
        requirement_problems,
        *lint_facts.CHECKS,
        *lint_links.CHECKS,
        *lint_names.CHECKS,
    )
    return [line for check in checks for line in check()]


def untidy_cells() -> Iterator[str]:
    """White space around values, values twice in a cell, rows of another length."""
    for table in sorted(KEYS):
        for number, row in enumerate(rows(table), start=2):
            if None in row or None in row.values():
                yield f"{table}.csv:{number}: another number of cells than the header"
                continue
            for column, cell in row.items():
                parts = cell.split("|") if cell else []
                if any(part != part.strip() or not part for part in parts):
                    yield f"{table}.csv:{number}: {column} has space around a value, or an empty one: {cell!r}"
                if len(parts) != len(set(parts)):
                    yield f"{table}.csv:{number}: {column} has a value twice: {cell!r}"


def key_problems() -> Iterator[str]:
    for table, key in KEYS.items():
        found = [tuple(row[column] for column in key) for row in rows(table)]
        if len(found) != len(set(found)):
            yield f"{table}.csv: a key occurs twice"
        if table in SORTED and found != sorted(found):
            yield f"{table}.csv: not sorted by {', '.join(key)}"


def id_problems() -> Iterator[str]:
    """Ids that the warehouse would refuse, or that do not begin with their label."""
    for entity in entities().values():
        if not re.fullmatch(entity_id_column.pattern, entity.entity_id):
            yield f"{entity.entity_id!r} is no well-formed id"
        if not entity.entity_id.startswith(f"{entity.label.lower()}:"):
            yield f"{entity.entity_id} does not begin with {entity.label.lower()}:"


def surface_problems() -> Iterator[str]:
    """Surfaces that are everyday words, or that two entities share without being listed as ambiguous."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for surface in surfaces():
        owners[surface.text].add(surface.entity_id)
        if surface.text in cue_words("stop_words") or (surface.text.islower() and " " not in surface.text):
            yield f"{surface.text!r} ({surface.entity_id}) is an everyday word"
        if surface.requires and surface.requires not in entities():
            yield f"{surface.text!r} requires {surface.requires}, which is in no table"
    listed = {row["surface"] for row in rows("ambiguous")}
    for text, ids in sorted(owners.items()):
        if len(ids) > 1 and text not in listed:
            yield f"{text!r} means {', '.join(sorted(ids))}: list it in ambiguous.csv or take it out"
        if len(ids) == 1 and text in listed:
            yield f"{text!r} is listed as ambiguous and is not"
    for text in sorted(listed - set(owners)):
        yield f"{text!r} is listed as ambiguous and is no surface"
    yield from name_clashes(owners)


def form_problems() -> Iterator[str]:
    """Surfaces that no name has: an article before it, an abbreviation without two capitals, a person's name alone."""
    names = {row["first_name"] for row in rows("first_names")}
    names |= {text for row in rows("persons") for text in values(row["surnames"])}
    for surface in surfaces():
        label = surface.entity_id.partition(":")[0]
        if surface.text.startswith(ARTICLES):
            yield f"{surface.text!r} ({surface.entity_id}) begins with an article"
        if (
            label == "org"
            and surface.kind == "abbreviation"
            and sum(char.isupper() or char.isdigit() for char in surface.text) < MIN_CAPITALS
        ):
            yield f"{surface.text!r} ({surface.entity_id}) is no abbreviation: too few capitals"
        if label in ("org", "doc", "event") and not surface.requires and surface.text in names:
            yield f"{surface.text!r} ({surface.entity_id}) is also a person's name"


def name_clashes(owners: Mapping[str, set[str]]) -> Iterator[str]:
    """Towns that are also first names or surnames must be guarded."""
    names = {row["first_name"] for row in rows("first_names")}
    names |= {row["name"].rpartition(" ")[2] for row in rows("persons")}
    for row in rows("places"):
        forms, guarded = (row["name"], *values(row["aliases"])), values(row["guarded"])
        for form in forms:
            if form in names and form not in guarded:
                yield f"places.csv: {form!r} is also a person's name: guard it"
        for form in guarded:
            if form not in owners:
                yield f"places.csv: {form!r} is guarded and is no surface"


def country_problems() -> Iterator[str]:
    """Codes of states that are in no row of the table of states."""
    codes = {row["iso_code"] for row in rows("countries")}
    for table, columns in (("places", ("country", "government_of")), ("persons", ("country",))):
        for row in rows(table):
            for column in columns:
                if row[column] and row[column] not in codes:
                    yield f"{table}.csv: {row['entity_id']}: {column} {row[column]} is in no row of countries.csv"


def requirement_problems() -> Iterator[str]:
    """Surfaces that require something and are none."""
    for table in TABLE_LABELS:
        for row in rows(table):
            listed = {text for column, _ in LISTED_KINDS for text in values(row.get(column) or "")}
            for text in requirements(row.get("requires", "")):
                if text not in listed:
                    yield f"{table}.csv: {row['entity_id']}: {text!r} requires something and is no surface of it"


def main() -> int:
    found = problems()
    for line in found:
        sys.stderr.write(f"{line}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
