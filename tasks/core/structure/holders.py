"""Office holders named with their office, for whose state or body they speak: `President Smith`."""

from collections.abc import Iterator
from functools import cache

from schemas import knowledge
from tasks.core.structure.cues import cue_pattern
from tasks.core.structure.levels import level_phrases
from tasks.core.structure.name_index import Named, Names, find_named, find_phrases, index_of

OF_STATES = ("heads_of_state_or_government", "foreign_ministers", "defence_ministers")
MAX_GAP_CHARS = 2  # between the office and the name


@cache
def person_names() -> Names:
    """Names of office holders, also their surnames, to the code of their state."""
    return index_of(
        (name, row["country"])
        for row in knowledge.rows("persons")
        if row["country"]
        for name in (row["name"], *knowledge.values(row["aliases"]), *knowledge.values(row["surnames"]))
    )


@cache
def officers() -> Names:
    """Offices with surnames, and names of those who hold an office of a body, to its name."""
    return index_of(
        (f"{office} {name}", row["organisation"])
        for row in knowledge.rows("body_officers")
        for office in knowledge.values(row["offices"])
        for name in (row["surname"], *full_names(row["surname"]))
    )


def full_names(surname: str) -> Iterator[str]:
    return (row["name"] for row in knowledge.rows("persons") if row["name"].endswith(" " + surname))


def find_officers(text: str) -> tuple[Named, ...]:
    """Those who hold an office of a body, keyed by its name."""
    return find_named(officers(), text)


def find_holders(text: str) -> tuple[Named, ...]:
    """States whose office holders a text names, keyed by ISO code, up to where it says with whom they met."""
    end = cue_pattern("counterpart").search(text)
    own = text[: end.start()] if end else text
    offices = [one for one in find_phrases(level_phrases(), own) if one.key in OF_STATES]
    bodies = find_officers(own)
    return tuple(
        person
        for person in find_named(person_names(), own)
        if any(0 < person.start - office.end <= MAX_GAP_CHARS for office in offices)
        and not any(body.start <= person.start < body.end for body in bodies)
    )
