"""All articles read against the families, and the statements that only articles carry."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tasks.core.group.masks import SharedWording, shared_words
from tasks.core.group.members import founding_words, n_carried, part_of
from tasks.core.group.quotes import Quotation, Reading, Source, founds_statement, n_unexplained, read_article
from tasks.core.group.reviewed import Reviewed
from tasks.core.group.settings import Grouping
from tasks.core.group.texts import Text


@dataclass(frozen=True, slots=True)
class Readings:
    """What each article quotes, and the family that each founding article founds."""

    by_article: Mapping[str, Reading]
    founded: Mapping[str, int]

    def is_silent(self, name: str) -> bool:
        """An article that quotes nothing and founds nothing: only copies of it are its family."""
        return name not in self.founded and not self.by_article[name].quotations


@dataclass
class Library:
    """The families that may be quoted: those of statements, by `home`, and those that articles founded so far."""

    articles: Mapping[str, Text]
    partners: Mapping[str, Sequence[str]]
    home: Mapping[str, int]
    shared: SharedWording
    reviewed: Reviewed
    settings: Grouping
    founded: dict[str, int] = field(default_factory=dict)
    founding: dict[str, Text] = field(default_factory=dict)
    _statements: dict[str, dict[int, Source]] = field(default_factory=dict)
    _read: dict[tuple[str, Sequence[str]], Reading] = field(default_factory=dict)

    def read(self, name: str) -> Reading:
        """The article read against all families that it may quote as they are now."""
        founders = tuple(other for other in self.partners.get(name, ()) if other in self.founded)
        if (name, founders) not in self._read:
            sources = self.statements(name) | self.founded_by(name, founders)
            for other in apart_from(name, self.reviewed):
                for homes in (self.home, self.founded):
                    sources.pop(homes.get(other, -1), None)
            self._read[name, founders] = read_article(self.articles[name], sources, self.settings)
        return self._read[name, founders]

    def statements(self, name: str) -> dict[int, Source]:
        """Families of the statements among the article's partners."""
        if name not in self._statements:
            held: dict[int, list[str]] = defaultdict(list)
            for partner in self.partners.get(name, ()):
                if partner in self.home and partner != name:
                    held[self.home[partner]].append(partner)
            self._statements[name] = {
                family: Source(self.shared.of_any(name, names), self.longest(names), len(names))
                for family, names in held.items()
            }
        return self._statements[name]

    def longest(self, names: Iterable[str]) -> int:
        return max(len(self.shared.texts[each].word_ids) for each in names)

    def founded_by(self, name: str, founders: Iterable[str]) -> dict[int, Source]:
        """Families that partners of the article founded."""
        return {
            self.founded[each]: Source(
                shared_words(self.articles[name], self.founding[each].distinct_runs), len(self.founding[each].word_ids)
            )
            for each in founders
        }

    def found(self, name: str, reading: Reading, number: int) -> None:
        """Add the statement that an article carries and nobody else accounts for."""
        self.founded[name] = number
        self.founding[name] = part_of(self.articles[name], founding_words(self.articles[name], reading))


def read_articles(library: Library, n_families: int, joined: Collection[str]) -> Readings:
    """Read every article. Numbers of families that articles found begin at `n_families`; `joined` ones found none.

    Of the articles that carry something, those come first that the statements account for least: one founds a family
    where the articles before it do not account for the rest. The others are then read against all families, so that
    what an article quotes does not hang on who was read first.
    """
    articles = library.articles
    readings = {name: library.read(name) for name in articles}
    carrying = [name for name in articles if name not in joined and n_carried(articles[name])]
    for name in sorted(carrying, key=lambda each: (-n_unexplained(articles[each], readings[each]), each)):
        reading = library.read(name)
        if founds_statement(articles[name], reading, library.settings):
            readings[name] = reading
            library.found(name, reading, n_families + len(library.founded))
    readings |= {name: library.read(name) for name in articles if name not in library.founded}
    return Readings(keep_apart(readings, library.reviewed), library.founded)


def apart_from(name: str, reviewed: Reviewed) -> list[str]:
    """Documents that are never together with the named one."""
    return [other for pair in reviewed.apart for other in pair if name in pair and other != name]


def keep_apart(readings: Mapping[str, Reading], reviewed: Reviewed) -> dict[str, Reading]:
    """The readings, where two articles that are never together do not both quote one statement.

    The one that quotes more of it stays; of equals, the one with the smaller id.
    """
    kept = dict(readings)
    for pair in sorted(reviewed.apart):
        if any(name not in kept for name in pair):
            continue
        one, other = ({each.family: each for each in kept[name].quotations} for name in pair)
        for family in sorted(one.keys() & other.keys()):
            loser = pair[one[family].n_quoted >= other[family].n_quoted]
            kept[loser] = without(kept[loser], family)
    return kept


def without(reading: Reading, family: int) -> Reading:
    kept: tuple[Quotation, ...] = tuple(each for each in reading.quotations if each.family != family)
    return replace(reading, quotations=kept)
