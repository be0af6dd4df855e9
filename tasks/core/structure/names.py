"""States, organisations and towns named in a short stretch of text, by the knowledge tables alone."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from schemas import knowledge

TOKEN = re.compile(r"[^\W_]+")
COUNTRY_CELLS = ("name", "formal_names", "short_names", "abbreviations", "former_names")
ORGANISATION_CELLS = ("name", "aliases", "abbreviations")
MAX_ENDING_CHARS = 3  # of a noun; the adjectives of the same stem have longer ones
MAX_ABBREVIATION_CHARS = 3  # names so short are known by their capitals alone (EU, UN, US)

Names = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]  # by first word: all words and the key, longest first


@dataclass(frozen=True, slots=True)
class Named:
    """One name at characters `start` to `end`; `key` is an ISO code or a canonical name."""

    start: int
    end: int
    key: str


@lru_cache(maxsize=64)
def find_countries(text: str) -> tuple[Named, ...]:
    """States by their nouns, keyed by ISO code: English names, and inflected ones of other languages."""
    found = find_named(country_names(), text)
    taken = [(one.start, one.end) for one in found]
    others = (
        one for one in find_inflected(text) if not any(one.start < end and start < one.end for start, end in taken)
    )
    return tuple(sorted((*found, *others), key=lambda one: one.start))


def find_inflected(text: str) -> list[Named]:
    """States by the stems of their names in other languages; the last word may have an ending."""
    return [
        Named(match.start(), match.end(), country_stems()[match[1].lower()])
        for match in stem_pattern().finditer(text)
        if match[0][0].isupper()
    ]


@cache
def country_stems() -> Mapping[str, str]:
    rows = knowledge.rows("country_stems")
    return {stem.lower(): row["iso_code"] for row in rows for stem in knowledge.values(row["stems"])}


@cache
def stem_pattern() -> re.Pattern[str]:
    longest = sorted(map(re.escape, country_stems()), key=lambda stem: (-len(stem), stem))
    ending = rf"[^\W\d_]{{0,{MAX_ENDING_CHARS}}}"
    return re.compile(rf"(?<!\w)({'|'.join(longest)}){ending}(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=64)
def find_adjectives(text: str) -> tuple[Named, ...]:
    """States by their adjectives, keyed by ISO code."""
    return find_named(country_adjectives(), text)


@lru_cache(maxsize=64)
def find_organisations(text: str) -> tuple[Named, ...]:
    """Organisations and groupings, keyed by canonical name."""
    return find_named(organisation_names(), text)


@lru_cache(maxsize=64)
def find_towns(text: str) -> tuple[Named, ...]:
    """Capitals and other towns, keyed by canonical name."""
    return find_named(town_names(), text)


def names_somebody(text: str) -> bool:
    return bool(find_organisations(text) or find_countries(text))


@cache
def country_names() -> Names:
    return index_of(
        (name, row["iso_code"]) for row in knowledge.rows("countries") for name in names_in(row, COUNTRY_CELLS)
    )


@cache
def country_adjectives() -> Names:
    return index_of(
        (name, row["iso_code"]) for row in knowledge.rows("countries") for name in names_in(row, ("adjectives",))
    )


@cache
def organisation_names() -> Names:
    """Names that count only beside another organisation are left out."""
    return index_of(
        (name, row["name"])
        for row in knowledge.rows("organisations")
        for name in names_in(row, ORGANISATION_CELLS)
        if name not in {rule.partition("=")[0] for rule in knowledge.values(row["requires"])}
    )


@cache
def town_names() -> Names:
    """Names of capitals are keyed as the first of them is written, without the state."""
    capitals = (
        (name, row["capital"].split("|")[0])
        for row in knowledge.rows("countries")
        for name in names_in(row, ("capital",))
    )
    towns = (
        (name, row["name"])
        for row in knowledge.rows("places")
        if row["kind"] == "city"
        for name in names_in(row, ("name", "aliases"))
    )
    return index_of((name, town.split(",")[0]) for name, town in (*towns, *capitals))


def names_in(row: Mapping[str, str], cells: Iterable[str]) -> Iterable[str]:
    return (name for cell in cells for name in knowledge.values(row[cell]))


def index_of(names: Iterable[tuple[str, str]]) -> Names:
    """Names by their first word; of two with the same words the first counts."""
    by_words: dict[tuple[str, ...], str] = {}
    for name, key in names:
        by_words.setdefault(tuple(TOKEN.findall(name.lower())), key)
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, key in sorted(by_words.items(), key=lambda item: (-len(item[0]), item[0])):
        if words:
            by_first.setdefault(words[0], []).append((words, key))
    return {word: tuple(found) for word, found in by_first.items()}


def find_named(names: Names, text: str) -> tuple[Named, ...]:
    """Names in order, the longest at each place. A name has a capital; a short one is in capitals throughout."""
    tokens = [(match[0], match.start(), match.end()) for match in TOKEN.finditer(text)]
    lowered = [token[0].lower() for token in tokens]
    found: list[Named] = []
    index = 0
    while index < len(tokens):
        for words, key in names.get(lowered[index], ()):
            last = index + len(words)
            start, end = tokens[index][1], tokens[min(last, len(tokens)) - 1][2]
            if tuple(lowered[index:last]) == words and is_written_as_name(text[start:end]):
                found.append(Named(start, end, key))
                index = last - 1
                break
        index += 1
    return tuple(found)


def is_written_as_name(surface: str) -> bool:
    if sum(character.isalnum() for character in surface) <= MAX_ABBREVIATION_CHARS:
        return surface.upper() == surface
    return surface != surface.lower()
