"""Candidate values for the metadata of a document, each with the words that support it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tasks.core.structure.metadata_line import metadata_keys
from tasks.core.structure.working import Cut

KEY_VALUE = re.compile(r"(?m)^(?P<key>[A-Za-z_][\w:-]*)[ \t]*:[ \t]+(?P<quote>['\"]?)(?P<value>\S.*?)(?P=quote)[ \t]*$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One candidate: characters `start` to `end` of the body (or of the raw text) hold its evidence."""

    field: str
    value: str
    start: int
    end: int
    rule: str
    confidence: float
    evidence_in: str = "body"


@dataclass(frozen=True, slots=True)
class Stated:
    """A value of the front matter, at characters `start` to `end` of the raw text."""

    key: str
    value: str
    start: int
    end: int


def read_front_matter(text: str, cuts: Iterable[Cut]) -> tuple[Stated, ...]:
    """The `key: value` lines of the front matter that cleaning took out."""
    block = next((cut for cut in cuts if cut.rule == "front_matter"), None)
    if block is None:
        return ()
    return tuple(
        Stated(match["key"].lower(), match["value"], match.start("value"), match.end("value"))
        for match in KEY_VALUE.finditer(text, block.start, block.end)
    )


def stated(front: Iterable[Stated], field: str) -> Stated | None:
    """The value of the first key that stands for a field, in the order of the knowledge table's file."""
    keys = metadata_keys(field)
    return next((one for one in front if one.key in keys), None)


def choose(candidates: Iterable[Candidate], field: str) -> Candidate | None:
    """The candidate trusted most; of equals the one that stands first."""
    of_field = [one for one in candidates if one.field == field]
    return max(of_field, key=lambda one: (one.confidence, -one.start), default=None)
