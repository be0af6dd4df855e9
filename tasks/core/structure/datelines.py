"""Lines that say when and where: `Brussels, 24 March 2022`."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from schemas import knowledge
from tasks.core.dates import FoundDate, find_dates
from tasks.core.structure.cues import alternation, cue_pattern, has_cue, single_words
from tasks.core.structure.issuers import topic
from tasks.core.structure.metadata_line import date_statement_end
from tasks.core.structure.name_index import TOKEN
from tasks.core.structure.names import find_adjectives, find_countries, find_organisations, find_towns
from tasks.core.structure.statement_words import begins_as_other, find_kind, has_statement_word, kind_pattern

MAX_CHARS = 120
MAX_HOUSE_WORDS = 5
MAX_OTHER_WORDS = 8  # beside the date: town, state, weekday, `issued on`
MAX_PLAIN_WORDS = 6  # two dates with months in small letters, and ordinal endings
MAX_KEY_CHARS = 40  # `Last updated on: ` before a date
KINDS = ("statement", "press_release", "label", "other", "readout")
YEAR = re.compile(r"\d{4}|X")
NUMBER_OF_YEAR = re.compile(r"\d{4}")
TOWN = re.compile(r"[^\W\d_][\w'’.-]*(?:[ -][^\W\d_a-z][\w'’.-]*){0,3}")
PART_END = re.compile(r"[|•·;:\n]|(?<=\w{4})\.\s")
MAX_PARTS = 3  # of a dateline before its date: house, town, state
IN_LINE = re.compile(
    r"(?P<place>[^\W\d_][\w'’. -]{1,40}?)(?:,[ ](?P<rest>[^–—:(]{3,60}?))?"
    r"[ ]?(?:\([^)]{1,40}\)[ ]?)?(?:[ ]?[–—]|[ ]-(?=[ ])|(?P<weak>[:.](?=[ ])))[ ]?(?=[\"“„«]?[^\W\d_])"
)  # WARSAW, 3 May 2023 (PAP) – The ministers; with a colon or a stop only after a date


@dataclass(frozen=True, slots=True)
class Place:
    """A town at characters `start` to `end`."""

    start: int
    end: int
    name: str


@lru_cache(maxsize=128)
def own_dates(text: str) -> tuple[FoundDate, ...]:
    """Dates that say their year, but for those of which the text says that they are the page's or a term's."""
    if not NUMBER_OF_YEAR.search(text):
        return ()
    found = (one for one in find_dates(without_capitals(text)) if not one.form.startswith("yearless"))
    return tuple(one for one in found if not is_other_date(text[max(0, one.start - MAX_KEY_CHARS) : one.start]))


def without_capitals(text: str) -> str:
    """A line in capitals with the small words of dates as they are printed elsewhere: `29 de ENERO de 2024`."""
    return small_words().sub(lambda match: match[0].lower(), text) if text.isupper() else text


@cache
def small_words() -> re.Pattern[str]:
    """Words of dates in capitals, of those that keep their length in small letters."""
    words = {word.upper() for row in knowledge.rows("date_words") for word in knowledge.values(row["words"])}
    longest = sorted((word for word in words if len(word.lower()) == len(word)), key=lambda word: (-len(word), word))
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, longest))})(?![^\W\d_])")


def is_other_date(before: str) -> bool:
    """The words before a date say that it is not that of the text: `Last updated:`, `Deadline:`, `©`."""
    return other_date_key().search(before) is not None


@cache
def other_date_key() -> re.Pattern[str]:
    """Such words right before a date, or before a colon and a few words."""
    joined = r"(?:on|at|am|le|la|el|w dniu|dnia|\d\d?:\d\d)?[\s:,]*"
    return re.compile(rf"(?:©|(?<!\w){alternation('other_date')})(?:[\s:,]*{joined}|\s?:[^\d:]*)$", re.IGNORECASE)


@lru_cache(maxsize=256)
def is_dateline(text: str) -> bool:
    """A short line of a date and nothing but names and words of datelines."""
    if len(text) > MAX_CHARS or not YEAR.search(text):
        return False
    if date_statement_end(text) >= len(text.rstrip(" .")):
        return True
    if n_plain_words(text) > MAX_PLAIN_WORDS:
        return False
    dates = own_dates(text)
    if not dates or has_statement_word(text) or names_topic(text) or begins_as_other(text):
        return False
    rest = text[: own_part(text, dates[-1].end)]
    for found in reversed(dates):
        rest = rest[: found.start] + " " + rest[found.end :]
    rest = kind_pattern("press_release").sub(" ", rest)
    others = [
        word for word in TOKEN.findall(rest) if not word.isdigit() and word.lower() not in single_words("dateline")
    ]
    return len(others) <= MAX_OTHER_WORDS and all(word[:1].isupper() for word in others) and not is_event(others, rest)


def n_plain_words(text: str) -> int:
    """Words in small letters that are none of datelines; the name of a month is one of them in many languages."""
    return sum(word.islower() and word not in single_words("dateline") for word in TOKEN.findall(text))


def own_part(text: str, start: int) -> int:
    """Where the part of a line ends that is about the text: before `last updated` and the like."""
    found = cue_pattern("other_date").search(text, start) if has_cue(text, "other_date") else None
    return found.start() if found else len(text)


def is_town_line(text: str) -> bool:
    """Nothing but a town, perhaps with its state: half of a dateline in two lines."""
    towns = find_towns(text) if len(text) <= MAX_CHARS // 2 else ()
    names = [*towns, *find_countries(text)]
    return bool(towns) and len(TOKEN.findall(text)) == sum(len(TOKEN.findall(text[n.start : n.end])) for n in names)


def names_topic(text: str) -> bool:
    """The line says what a press release is on: `Press Release Regarding the Elections`."""
    kind = find_kind("press_release", text)
    return kind is not None and topic().match(text, kind.end() + 1) is not None and text[kind.end() + 1].isupper()


def is_event(words: list[str], rest: str) -> bool:
    """Too many names for a place: `NATO Summit Meeting Brussels, Belgium`; but those of several towns."""
    if len(words) > MAX_OTHER_WORDS // 2 and len(find_towns(rest)) > 1:
        return False
    return len(words) > MAX_OTHER_WORDS // 2 and not any(word.isupper() and len(word) > 4 for word in words)


def place_named(text: str) -> Place | None:
    """The town that a text goes on with after `in`: at once, or after the name of a house (`NATO headquarters in`)."""
    place = dateline_place(text, ())
    if place is None or place.start == 0:
        return place
    before = text[: place.start].split()
    is_house = len(before) <= MAX_HOUSE_WORDS and before[-1:] in (["in"], ["at"]) and not text[: place.start].count(",")
    return place if is_house else None


def dateline_place(text: str, dates: tuple[FoundDate, ...]) -> Place | None:
    """The town of a dateline: a town that is known, else the words before the comma or the date."""
    known = find_towns(text)
    if known:
        town = known[0]
        printed = text[town.start : town.end]
        is_plain = printed != printed.upper()
        is_same = printed.replace("-", " ").lower() == town.key.lower()
        name = (
            town.key
            if is_same
            else printed
            if is_plain
            else town.key
            if town.key.lower() == printed.lower()
            else printed.title()
        )
        return Place(town.start, town.end, name)
    end = dates[0].start if dates else len(text)
    start = max((match.end() for match in PART_END.finditer(text, 0, end)), default=0)
    for _ in range(MAX_PARTS):
        if (place := unknown_town(text, start, end)) or "," not in text[start:end]:
            return place
        start = text.index(",", start, end) + 1
    return None


def unknown_town(text: str, start: int, end: int) -> Place | None:
    """Words in the place of a town, after words of datelines, that name nobody and no kind of text."""
    words = list(TOKEN.finditer(text, start, end))
    while words and words[0][0].lower() in single_words("dateline") and not is_article(text, words):
        words.pop(0)
    match = TOWN.match(text, words[0].start(), end) if words else None
    if not match:
        return None
    kept = match[0].rstrip(" .,").split()
    while kept and kept[-1].lower() in single_words("dateline"):
        kept.pop()
    name = " ".join(kept)
    if not kept or not all(word[:1].isupper() for word in kept) or is_no_town(name):
        return None
    return Place(match.start(), match.start() + len(name), name.title() if name.isupper() else name)


def is_article(text: str, words: list[re.Match[str]]) -> bool:
    """The first word has a capital, and one with a capital follows: `La Celle`, `Den Haag`."""
    pair = words[:2]
    is_joined = len(pair) > 1 and text[pair[0].end() : pair[1].start()] == " "
    return is_joined and all(word[0][:1].isupper() for word in pair)


def is_no_town(name: str) -> bool:
    """The words are a state, a body, a person or the name of a kind of text."""
    is_named = find_countries(name) or find_adjectives(name) or find_organisations(name)
    is_kind = any(find_kind(kind, name) for kind in KINDS) or begins_as_other(name) is not None
    is_person = " " in name and name.split()[0] in first_names()
    return (
        bool(is_named)
        or is_kind
        or is_person
        or has_cue(name, "institution")
        or has_cue(name, "section")
        or has_cue(name, "house_name")
    )


@cache
def first_names() -> frozenset[str]:
    return frozenset(row["first_name"] for row in knowledge.rows("first_names"))
