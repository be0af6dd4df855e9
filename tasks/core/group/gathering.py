"""Members of all families: whole texts by their links, articles by what they quote, copies beside their like."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from tasks.core.group.links import Link
from tasks.core.group.members import Member, founding_words, part_of, quoting_member, whole_member
from tasks.core.group.readings import Readings
from tasks.core.group.texts import Text

Names: TypeAlias = Sequence[Sequence[str]]
Family: TypeAlias = list[Member]
Nearest: TypeAlias = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was found of the texts that were compared, and the documents with the same words as each of them.

    `homes` are families of whole texts, `silent_homes` those of articles that quote and carry nothing, `joined` the
    articles that people put together with others, `texts` those of all documents.
    """

    homes: Names
    silent_homes: Names
    readings: Readings
    joined: Collection[str]
    quoting: Mapping[str, Text]
    copies: Mapping[str, Sequence[str]]
    texts: Mapping[str, Text]

    def texts_of(self, name: str) -> list[Text]:
        return [self.texts[copy] for copy in self.copies[name]]

    def joins(self, name: str, family: int) -> bool:
        """People put the article into this family, all of it."""
        return name in self.joined and family < len(self.homes) and name in self.homes[family]


def gather(found: Gathered, nearest: Nearest) -> list[Family]:
    """Families of whole texts, then those that articles founded, then those of articles that quote nothing."""
    families = [whole_members(found, names, nearest) for names in found.homes]
    families += [founding_members(found, name) for name in found.readings.founded]
    for name, reading in sorted(found.readings.by_article.items()):
        for quotation in reading.quotations:
            if not found.joins(name, quotation.family):
                families[quotation.family] += [quoting_member(text, quotation) for text in found.texts_of(name)]
    return families + [whole_members(found, names, nearest) for names in found.silent_homes]


def whole_members(found: Gathered, names: Iterable[str], nearest: Nearest) -> Family:
    return [whole_member(text, nearest.get(text.document_id, {})) for name in names for text in found.texts_of(name)]


def founding_members(found: Gathered, name: str) -> Family:
    """An article with the statement that only it carries, and its copies."""
    words = founding_words(found.quoting[name], found.readings.by_article[name])
    return [whole_member(part_of(text, words), {}) for text in found.texts_of(name)]


def nearest_links(links: Iterable[Link]) -> dict[str, dict[str, Any]]:
    """The strongest link of each document, as evidence for its place in the family."""
    nearest: dict[str, tuple[float, str]] = {}
    for link in links:
        if link.decision == "linked":
            for name, other in (link.pair, link.pair[::-1]):
                key = (-link.score, other)
                nearest[name] = min(nearest.get(name, key), key)
    return {name: {"nearest_document_id": other, "score": -score} for name, (score, other) in nearest.items()}
