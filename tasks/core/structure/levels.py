"""The level at which somebody speaks, by the offices and bodies that a short text names."""

import re
from functools import cache, lru_cache

from schemas import knowledge
from tasks.core.structure.name_index import Names, find_phrases, index_of

OF_MEMBERS = re.compile(r"\s?(?:\S{1,12}\s){0,3}")  # between a body and its members


@cache
def level_phrases() -> Names:
    """Phrases of all levels; of two that are the same the one counts that stands first in the table."""
    return index_of(
        (phrase, row["level"]) for row in knowledge.rows("levels") for phrase in knowledge.values(row["phrases"])
    )


@lru_cache(maxsize=64)
def find_level(text: str) -> tuple[str, int, int] | None:
    """The level that a phrase of the text names, with its span: the first, and of those at one place the longest.

    A body's members name its level: `Council of Heads of State`.
    """
    first = None
    for one in find_phrases(level_phrases(), text):
        if first is None:
            first = one
        elif one.key not in (first.key, "officials") and OF_MEMBERS.fullmatch(text, first.end, one.start):
            return one.key, one.start, one.end
        if first.key != "organisation":
            break
    return (first.key, first.start, first.end) if first else None
