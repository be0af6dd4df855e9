"""Checks of the knowledge tables: `python -m schemas.knowledge.lint` lists what is wrong and exits with 1."""

import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from schemas.entity_columns import entity_id as entity_id_column
from schemas.knowledge import rows, values
from schemas.knowledge.entities import TABLE_LABELS, entities, requirements, surfaces
from schemas.knowledge.words import cue_words

N_ISO_CODES = 249  # ISO 3166-1, 2024
BEYOND_ISO = frozenset({"XK"})  # Kosovo: in general use, reserved for users by the standard
FORMER_STATES = frozenset({"AN", "CS", "DD", "SU", "YU"})  # withdrawn codes, ISO 3166-3
KEYS = {
    "countries": ("iso_code",),
    "memberships": ("organisation_id", "member_id", "date_start"),
    "ambiguous": ("surface",),
    "offices": ("office",),
    "cue_words": ("kind",),
    "heads": ("head", "label"),
    "counted_units": ("unit",),
    "first_names": ("first_name",),
    "currencies": ("iso_code",),
    "number_words": ("word",),
    "unread_formats": ("media_type",),
    "stock_phrases": ("language_code",),
    **dict.fromkeys(TABLE_LABELS, ("entity_id",)),
}
SORTED = frozenset(KEYS) - {"currencies", "number_words", "unread_formats"}  # these are in an order of their own


def problems() -> list[str]:
    """All that is wrong, one line each."""
    checks = (
        untidy_cells,
        key_problems,
        id_problems,
        surface_problems,
        country_problems,
        reference_problems,
        date_problems,
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
    codes = {row["iso_code"] for row in rows("countries")}
    for code in sorted(codes):
        if not re.fullmatch("[A-Z]{2}", code):
            yield f"countries.csv: {code!r} is no ISO 3166-1 alpha-2 code"
    n_states = len(codes - BEYOND_ISO - FORMER_STATES)
    if n_states != N_ISO_CODES:
        yield f"countries.csv: {n_states} codes of ISO 3166-1, not {N_ISO_CODES}"
    for code in sorted((BEYOND_ISO | FORMER_STATES) - codes):
        yield f"countries.csv: {code} is missing"
    for row in rows("places"):
        for column in ("country", "government_of"):
            if row[column] and row[column] not in codes:
                yield f"places.csv: {row['entity_id']}: {column} {row[column]} is in no row of countries.csv"
    for row in rows("persons"):
        if row["country"] not in codes:
            yield f"persons.csv: {row['entity_id']}: {row['country']} is in no row of countries.csv"


def reference_problems() -> Iterator[str]:
    """Ids that point nowhere."""
    for table, columns in (
        ("memberships", ("organisation_id", "member_id")),
        ("documents", ("organisation_id",)),
        ("events", ("organisation_id",)),
    ):
        for row in rows(table):
            for column in columns:
                if row[column] and row[column] not in entities():
                    yield f"{table}.csv: {column} {row[column]} is in no table"
    for row in rows("organisations"):
        for text in requirements(row["requires"]):
            if text not in (*values(row["aliases"]), *values(row["abbreviations"])):
                yield f"organisations.csv: {row['entity_id']}: {text!r} requires something and is no surface of it"


def date_problems() -> Iterator[str]:
    """Dates that are none, or that run backwards."""
    for table in ("memberships", "events"):
        for row in rows(table):
            if (wrong := date_problem(row["date_start"], row["date_end"])) is not None:
                yield f"{table}.csv: {row.get('entity_id') or row['member_id']}: {wrong}"


def date_problem(start: str, end: str) -> str | None:
    try:
        days = [date.fromisoformat(day) for day in (start, end) if day]
    except ValueError as error:
        return str(error)
    return f"ends on {end}, before its start" if days != sorted(days) else None


def main() -> int:
    found = problems()
    for line in found:
        sys.stderr.write(f"{line}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
