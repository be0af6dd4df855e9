"""Names and phrases found in a short stretch of text, word by word, by indexes of their first words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

TOKEN = re.compile(r"[^\W_]+")
DOTTED = "i\u0307"  # what a Turkish capital becomes
N_HEAD_CHARS = 3  # the shortest stem has as many
MAX_ENDING_CHARS = 3  # of a noun; the adjectives of the same stem have longer ones
ARTICLES = frozenset({"the"})  # with which names of some bodies begin
MAX_ABBREVIATION_CHARS = 3  # names so short are known by their capitals alone (EU, UN, US)

Names = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]  # by first word: all words and the key, longest first


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in small letters, where each starts and where each ends."""

    texts: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    distinct: frozenset[str]


@dataclass(frozen=True, slots=True)
class Named:
    """One name at characters `start` to `end`; `key` is an ISO code or a canonical name."""

    start: int
    end: int
    key: str


@lru_cache(maxsize=128)
def words_of(text: str) -> Words:
    """The words of a text; of one whose small letters are as many as its own these are read at once."""
    lowered = text.lower()
    if len(lowered) == len(text) and DOTTED not in lowered:
        found = [(match[0], *match.span()) for match in TOKEN.finditer(lowered)]
    else:
        found = [(match[0].lower().replace(DOTTED, "i"), *match.span()) for match in TOKEN.finditer(text)]
    texts, starts, ends = zip(*found, strict=True) if found else ((), (), ())
    return Words(texts, starts, ends, frozenset(texts))


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


def find_phrases(phrases: Names, text: str) -> Iterator[Named]:
    """Phrases in any case, in order, the longest at each place, without overlaps."""
    words = words_of(text)
    if phrases.keys().isdisjoint(words.distinct):
        return
    reached = 0
    for index, word in enumerate(words.texts):
        if index < reached or word not in phrases:
            continue
        for phrase, key in phrases[word]:
            last = index + len(phrase)
            if phrase == words.texts[index:last]:
                reached = last
                yield Named(words.starts[index], words.ends[last - 1], key)
                break


def find_named(names: Names, text: str) -> tuple[Named, ...]:
    """Names in order, the longest at each place. A name has a capital; a short one is in capitals throughout."""
    words = words_of(text)
    if names.keys().isdisjoint(words.distinct):
        return ()
    found: list[Named] = []
    reached = 0
    for index, word in enumerate(words.texts):
        if index < reached or word not in names:
            continue
        for name, key in names[word]:
            last = index + len(name)
            if name != words.texts[index:last]:
                continue
            start, end = words.starts[index], words.ends[last - 1]
            if word in ARTICLES and names_longer(names, words, index + 1, last):
                break
            if is_written_as_name(text[start:end]):
                found.append(Named(start, end, key))
                reached = last
                break
    return tuple(found)


def names_longer(names: Names, words: Words, index: int, last: int) -> bool:
    """A name that begins at a word goes on past `last`: `the Commonwealth` inside of a longer name is none."""
    found = names.get(words.texts[index], ()) if index < len(words.texts) else ()
    return any(index + len(name) > last and name == words.texts[index : index + len(name)] for name, _ in found)


def heads_of(stems: Names) -> frozenset[str]:
    """The first letters of stems: a word that begins with none of them has no stem."""
    return frozenset(stem[:N_HEAD_CHARS] for stem in stems)


def find_stems(stems: Names, heads: frozenset[str], text: str) -> Iterator[Named]:
    """Names whose last word begins with a stem and goes on with an ending; the first letter is a capital.

    `stems` are indexed by the first word, which for a stem of one word is the stem itself; `heads` are theirs.
    """
    words = words_of(text)
    for index, word in enumerate(words.texts):
        if word[:N_HEAD_CHARS] in heads and text[words.starts[index]].isupper():
            yield from stem_at(stems, words, index, word)


def stem_at(stems: Names, words: Words, index: int, word: str) -> Iterator[Named]:
    """The longest name that begins with a word."""
    for n_ending in range(min(MAX_ENDING_CHARS, len(word) - 1) + 1):
        for stem, key in stems.get(word[: len(word) - n_ending], ()):
            last = index + len(stem) - 1
            if len(stem) == 1 or (not n_ending and last < len(words.texts) and goes_on(stem, words, index)):
                yield Named(words.starts[index], words.ends[last], key)
                return


def goes_on(stem: tuple[str, ...], words: Words, index: int) -> bool:
    """The words of a stem follow, the last of them with an ending."""
    inner = words.texts[index : index + len(stem) - 1]
    last = words.texts[index + len(stem) - 1]
    return inner == stem[:-1] and last.startswith(stem[-1]) and len(last) - len(stem[-1]) <= MAX_ENDING_CHARS


def is_written_as_name(surface: str) -> bool:
    if sum(character.isalnum() for character in surface) <= MAX_ABBREVIATION_CHARS:
        return surface.upper() == surface
    return surface != surface.lower()
