"""What the rules of annotation pass to each other. Offsets count characters of the body, end excluded."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from schemas.knowledge.entities import Entity

PLAIN = {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"}  # that do not decompose
MAX_SLUG = 120  # an id is read by people; no name of a real entity is longer


@dataclass(frozen=True, slots=True)
class Anchor:
    """What is known of the statement beyond the document: its resolved date and its issuer, where there are any."""

    date_edtf: str | None
    issuer: str | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible mention. Of two that overlap the longer one wins, then the lower `rank`."""

    start: int
    end: int
    entity: Entity
    rule: str
    rank: int = 5
    confidence: float = 0.9
    refers_to: str | None = None
    office: str | None = None
    alternatives: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return self.entity.label


class Trigger(NamedTuple):
    """A word that a rule starts from: an office, or the head of a name."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A document as the rules see it.

    `known` are mentions that the knowledge tables name outright, by their start, `ends` the same by their end; `counts`
    says how often each of their entities occurs. `numbers` and `first_names` are where words of these kinds start.
    `foreign` are the paragraphs in other languages than English, with their language code.
    `year` and `date` are those of the statement, empty if unknown.
    """

    body: str
    sentences: tuple[tuple[int, int], ...]
    paragraphs: tuple[tuple[int, int], ...]
    anchor: Anchor
    foreign: tuple[tuple[int, int, str], ...] = ()
    known: Mapping[int, Candidate] = field(default_factory=dict)
    ends: Mapping[int, Candidate] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    offices: tuple[Trigger, ...] = ()
    office_starts: frozenset[int] = frozenset()
    heads: tuple[Trigger, ...] = ()
    numbers: tuple[int, ...] = ()
    first_names: tuple[int, ...] = ()

    @property
    def date(self) -> str:
        return (self.anchor.date_edtf or "").rstrip("~?%")

    @property
    def year(self) -> str:
        return self.date[:4] if self.date[:4].isdigit() else ""


@lru_cache(maxsize=16_384)
def slug(name: str) -> str:
    """The key of an entity made from its name: small letters, digits and hyphens; other scripts stay as they are."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    plain = (
        "".join(PLAIN.get(char, char) for char in folded if not unicodedata.combining(char))
        .replace("'", "")
        .replace("’", "")
    )
    return re.sub(r"[\W_]+", "-", plain).strip("-")[:MAX_SLUG].strip("-") or "unnamed"


def tidy(name: str) -> str:
    """A printed name on one line, with single spaces and straight apostrophes."""
    return " ".join(name.replace("’", "'").split())


def new_entity(label: str, name: str) -> Entity:
    """An entity that no knowledge table lists, known by its printed name."""
    return Entity(f"{label.lower()}:{slug(name)}", label, name)
