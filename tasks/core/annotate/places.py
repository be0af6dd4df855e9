"""Places by what stands beside them: a noun for an area, a direction, and all that tells towns."""

import re
from collections.abc import Iterator

from schemas.knowledge.words import cue_words
from tasks.core.annotate.gazetteer import could_be_town
from tasks.core.annotate.model import Candidate, Text, new_entity, tidy
from tasks.core.annotate.occurrences import occurrences
from tasks.core.annotate.person_names import CAPITAL
from tasks.core.annotate.shapes import without_possessive
from tasks.core.annotate.towns import found_towns

NAME_BEFORE = re.compile(rf"(?<![\w-])[{CAPITAL}][^\W\d_]+(?:[ -][{CAPITAL}][^\W\d_]+)?$")
WORD_BEFORE = re.compile(rf"(?<![\w-])[{CAPITAL}][a-z]+ $")
WINDOW = 50  # characters before a noun or a name; the longest names of regions have about 30
AREA, DIRECTION = 0.85, 0.8


def found_places(text: Text) -> Iterator[Candidate]:
    """All that this module and that of towns find."""
    yield from found_towns(text)
    yield from areas(text)
    yield from directions(text)


def areas(text: Text) -> Iterator[Candidate]:
    """`Kharkiv region`, `Équateur province`: the place named before the noun."""
    for noun in sorted(cue_words("area_nouns")):
        for at in occurrences(text.body, noun):
            if text.body[at - 1 : at] != " ":
                continue
            known = text.ends.get(at - 1)
            if known and known.label == "PLACE":
                yield Candidate(known.start, at + len(noun), known.entity, "area", rank=4, confidence=AREA)
            elif known is None:
                yield from unlisted_area(text, at, at + len(noun))


def unlisted_area(text: Text, at: int, end: int) -> Iterator[Candidate]:
    """A region that no list has, before its noun at `at`."""
    found = NAME_BEFORE.search(text.body, max(0, at - WINDOW), at - 1)
    is_free = found and not any(spot in text.known for spot in range(found.start(), at))
    if found and is_free and could_be_town(re.split("[ -]", found.group())):
        entity = new_entity("PLACE", tidy(found.group()))
        yield Candidate(found.start(), end, entity, "area", rank=5, confidence=AREA)


def directions(text: Text) -> Iterator[Candidate]:
    """`Western Tigray`: a region of a listed one, where the direction is printed as part of the name."""
    for start, known in text.known.items():
        if known.label != "PLACE" or text.body[start - 1 : start] != " ":
            continue
        found = WORD_BEFORE.search(text.body, max(0, start - WINDOW), start)
        if found and found.group().strip() in cue_words("directions"):
            end = without_possessive(text.body, found.start(), known.end)
            name = tidy(f"{found.group()}{known.entity.name}")
            entity = new_entity("PLACE", name)
            yield Candidate(found.start(), end, entity, "direction", rank=6, confidence=DIRECTION)
