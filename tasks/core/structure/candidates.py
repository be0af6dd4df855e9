"""Candidate values for the metadata of a document, each with the words that support it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tasks.core.reading import ReadText
from tasks.core.structure.front_matter import key_values
from tasks.core.structure.metadata_line import metadata_keys
from tasks.core.structure.working import Cut

PROPERTY = re.compile(r"(?m)^(?P<key>[^\s:]+(?::[^\s:]+)*): (?P<value>\S.*)$")
CORRECTIONS = "corrections"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One candidate: characters `start` to `end` of what `evidence_in` names hold its evidence.

    A correction has its evidence in `note` instead, and may have an empty value: nothing is stated.
    """

    field: str
    value: str
    start: int
    end: int
    rule: str
    confidence: float
    evidence_in: str = "body"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """A value that a file states under a key, at characters `start` to `end` of its raw text or its properties."""

    key: str
    value: str
    start: int
    end: int
    evidence_in: str = "text"

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where characters of the value stand; all of it where quotes and escapes were resolved."""
        if len(self.value) != self.end - self.start:
            return self.start, self.end
        return self.start + start, self.start + end


def read_stated(read: ReadText, cuts: Iterable[Cut]) -> tuple[Stated, ...]:
    """What a file states under keys: its front matter first, then its properties, whose keys have prefixes."""
    return (*read_front_matter(read.text, cuts), *read_properties(read.properties))


def read_front_matter(text: str, cuts: Iterable[Cut]) -> tuple[Stated, ...]:
    """The `key: value` lines of the front matter that cleaning took out."""
    block = next((cut for cut in cuts if cut.rule == "front_matter"), None)
    if block is None:
        return ()
    return tuple(
        Stated(key.lower(), value, start, end) for key, value, start, end in key_values(text, block.start, block.end)
    )


def read_properties(properties: str) -> tuple[Stated, ...]:
    """The lines `prefix.key: value` of what a file says of itself beside its text."""
    return tuple(
        Stated(match["key"].lower(), match["value"], match.start("value"), match.end("value"), "properties")
        for match in PROPERTY.finditer(properties)
    )


def stated(front: Iterable[Stated], field: str) -> Stated | None:
    """The first value, as the file has them, under a key that stands for a field."""
    keys = metadata_keys(field)
    return next((one for one in front if one.key in keys), None)


def all_stated(front: Iterable[Stated], field: str) -> list[Stated]:
    """Values under keys that stand for a field, in the order of the keys in `metadata_keys.csv`."""
    keys = metadata_keys(field)
    return sorted((one for one in front if one.key in keys), key=lambda one: keys.index(one.key))


def choose(candidates: Iterable[Candidate], field: str) -> Candidate | None:
    """The correction, if there is one, else the candidate trusted most; of equals the one that stands first."""
    of_field = [one for one in candidates if one.field == field]
    return max(of_field, key=rank, default=None)


def rank(candidate: Candidate) -> tuple[bool, float, int]:
    return candidate.evidence_in == CORRECTIONS, candidate.confidence, -candidate.start
