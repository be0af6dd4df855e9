"""Names of states and organisations in other languages than English, with the endings that each language gives them.

States: the territories of the Unicode CLDR, which babel carries, and what `state_names.csv` has beyond them. A word is
a stem and a closed list of endings, so that no other word that begins alike is taken for it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from schemas.knowledge import rows, values
from schemas.knowledge.entities import country_id, entities

WORD = re.compile(r"\w+")
BARE = "-"  # in the tables, a word without ending
MIN_STEM = 3  # letters that are left of a word when its ending is taken off; shorter ones begin many words
MAX_BASE = 3  # letters of the longest ending that a name is listed with
NAME, ADJECTIVE, PEOPLE, ORGANISATION, REFUSED = "name", "adjective", "people", "organisation", "refused"

Part = tuple[str, frozenset[str]]  # a stem and the endings that it takes


@dataclass(frozen=True, slots=True)
class Name:
    """A name: its words, what is between them, what follows the last (`EE. UU.`); without entity if refused."""

    text: str
    words: tuple[Part, ...]
    gaps: tuple[str, ...]
    tail: str
    entity_id: str
    kind: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names of a language by the stem of their first word; `longest` is the length of its longest ending.

    `particles` says that endings are words of their own, written together, and no part of the mention. `formal` are
    words that go before a name (`République de`), `republics` those after an adjective (`Республика`), `prefixes` what
    is written together with a name. `spoken` are the words beside an adjective that make it a language. `unspaced`
    finds names where words are not set apart.
    """

    language_code: str
    names: Mapping[str, tuple[Name, ...]]
    longest: int
    particles: bool
    formal: tuple[str, ...]
    republics: frozenset[str]
    prefixes: Mapping[str, str]
    spoken: tuple[frozenset[str], frozenset[str]]
    unspaced: re.Pattern[str] | None


@cache
def vocabulary(language_code: str) -> Vocabulary:
    """The names of a language; empty for one that neither CLDR nor the tables know."""
    endings = [row for row in rows("name_endings") if row["language_code"] == language_code]
    found: defaultdict[str, list[Name]] = defaultdict(list)
    longest = 0
    printed: dict[str, str] = {}
    for text, entity_id, kind in listed_names(language_code):
        is_name = kind == NAME or (kind == ORGANISATION and WORD.fullmatch(text) is not None)
        name = read_name(text, entity_id, kind, classes(endings, NAME if is_name else kind))
        if name and name.words:
            found[name.words[0][0]].append(name)
            longest = max(longest, *(len(ending) for ending in name.words[0][1]))
            printed.setdefault(text, entity_id)
    unspaced = any(row["kind"] == "unspaced" for row in endings)
    return Vocabulary(
        language_code,
        names=MappingProxyType({stem: tuple(names) for stem, names in found.items()}),
        longest=longest,
        particles=any(row["kind"] == "particles" for row in endings),
        formal=tuple(phrase for row in endings if row["kind"] == "formal" for phrase in values(row["before"])),
        republics=cell(endings, "formal", "after"),
        prefixes=MappingProxyType(dict(prefixes(endings))),
        spoken=(cell(endings, "language", "before"), cell(endings, "language", "after")),
        unspaced=alternation(printed) if unspaced else None,
    )


def listed_names(language_code: str) -> Iterator[tuple[str, str, str]]:
    """Text, entity and kind of every name; of two meanings of a text the tables' own goes first."""
    taken: set[str] = set()
    for text, entity_id, kind in (*own_names(language_code), *cldr_names(language_code)):
        if kind in (ADJECTIVE, PEOPLE) or text not in taken:
            taken.add(text)
            yield text, entity_id, kind


def own_names(language_code: str) -> Iterator[tuple[str, str, str]]:
    for row in rows("state_names"):
        if row["language_code"] == language_code:
            entity_id = country_id(row["state"])
            yield from ((text, "", REFUSED) for text in values(row["refused"]))
            yield from ((text, entity_id, NAME) for text in values(row["names"]))
            yield from ((text, entity_id, ADJECTIVE) for text in values(row["adjectives"]))
            yield from ((text, entity_id, PEOPLE) for text in values(row["peoples"]))
    for row in rows("org_names"):
        if row["language_code"] in ("", language_code):
            yield from ((text, row["entity_id"], ORGANISATION) for text in values(row["names"]))


def cldr_names(language_code: str) -> Iterator[tuple[str, str, str]]:
    """The names of states in the CLDR, in all countries of the language; without brackets, since texts have none."""
    known = entities()
    listed = (row for row in rows("name_endings") if row["kind"] == "locales" and row["language_code"] == language_code)
    codes = [code for row in listed for code in values(row["before"])]
    for code in codes or [language_code]:
        for territory, text in sorted(territories(code).items()):
            if country_id(territory) in known:
                yield text.partition(" (")[0].replace("’", "'"), country_id(territory), NAME


def territories(code: str) -> Mapping[str, str]:
    from babel import Locale, UnknownLocaleError  # read only where a text has another language than English

    try:
        found: Any = Locale.parse(code).territories
    except (UnknownLocaleError, ValueError):  # a language of which CLDR knows no names
        return {}
    return dict(found)


def classes(endings: Iterable[Mapping[str, str]], kind: str) -> dict[str, frozenset[str]]:
    """The endings that a word takes, by the ending that it is listed with."""
    return {
        row["before"]: frozenset("" if ending == BARE else ending for ending in values(row["after"]))
        for row in endings
        if row["kind"] == kind
    }


def read_name(text: str, entity_id: str, kind: str, endings: Mapping[str, frozenset[str]]) -> Name | None:
    matches = list(WORD.finditer(text))
    if not matches:
        return None
    words = tuple(read_word(match[0], endings) for match in matches)
    gaps = tuple(text[one.end() : other.start()] for one, other in pairwise(matches))
    return Name(text, words, gaps, text[matches[-1].end() :], entity_id, kind)


def read_word(word: str, endings: Mapping[str, frozenset[str]]) -> Part:
    """Stem and endings of a word; abbreviations and words of no listed class have none but their own."""
    if not word.isupper():
        for size in range(max(0, min(len(word) - MIN_STEM, MAX_BASE)), -1, -1):
            base = word[len(word) - size :]
            if base in endings:
                return word[: len(word) - size], endings[base]
    return word, frozenset(("",))


def cell(endings: Iterable[Mapping[str, str]], kind: str, column: str) -> frozenset[str]:
    return frozenset(value for row in endings if row["kind"] == kind for value in values(row[column]))


def prefixes(endings: Iterable[Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """What is written together with the next word, and what stands for it there, an article that was swallowed."""
    for row in endings:
        if row["kind"] in ("prefix", "article"):
            yield from ((prefix, row["after"]) for prefix in values(row["before"]))


def alternation(printed: Mapping[str, str]) -> re.Pattern[str]:
    """Longest names first; one in katakana is not part of a longer word in katakana."""
    kana = r"[ァ-ヴー]"
    ordered = sorted(printed, key=lambda text: (-len(text), text))
    alone = (rf"{re.escape(text)}(?!{kana})" if re.search(kana, text) else re.escape(text) for text in ordered)
    return re.compile("|".join(alone))
