"""Checks of the tables by which mentions are linked: surfaces of several entities, officers of bodies."""

from collections import defaultdict
from collections.abc import Iterator

from schemas.knowledge import rows, values
from schemas.knowledge.entities import entities, surfaces


def ambiguous_problems() -> Iterator[str]:
    """Meanings that no table has, and a preferred meaning that is none of the surface's."""
    meanings: defaultdict[str, set[str]] = defaultdict(set)
    for surface in surfaces():
        meanings[surface.text].add(surface.entity_id)
    for row in rows("ambiguous"):
        for also in values(row["also"]):
            for entity_id in also.split("="):
                if entity_id not in entities():
                    yield f"ambiguous.csv: {row['surface']!r}: {entity_id} is in no table"
        if row["first"] and row["first"] not in meanings[row["surface"]]:
            yield f"ambiguous.csv: {row['surface']!r} never means {row['first']}"


def officer_problems() -> Iterator[str]:
    """Officers of bodies that no table has."""
    names = {row["name"] for row in rows("organisations")}
    for row in rows("body_officers"):
        if row["organisation"] not in names:
            yield f"body_officers.csv: {row['surname']}: no organisation is called {row['organisation']}"


CHECKS = (ambiguous_problems, officer_problems)
