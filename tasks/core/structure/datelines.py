"""Lines that say when and where: `Brussels, 24 March 2022`."""

import re
from dataclasses import dataclass

from tasks.core.dates import FoundDate, find_dates
from tasks.core.structure.cues import cue_words
from tasks.core.structure.metadata_line import date_statement_end
from tasks.core.structure.names import TOKEN, find_adjectives, find_countries, find_towns
from tasks.core.structure.statement_words import has_statement_word, kind_pattern

MAX_CHARS = 120
MAX_HOUSE_WORDS = 5
MAX_OTHER_WORDS = 8  # beside the date: town, state, weekday, `issued on`
YEAR = re.compile(r"\d{4}|X")
TOWN = re.compile(r"[^\W\d_][\w'’.-]*(?:[ -][^\W\d_a-z][\w'’.-]*){0,3}")
IN_LINE = re.compile(
    r"(?P<place>[^\W\d_][\w'’. -]{1,40}?)(?:,[ ](?P<rest>[^–—:(]{3,60}?))?"
    r"[ ]?(?:\([^)]{1,40}\)[ ]?)?[ ]?[–—][ ]?(?=[\"“„«]?[^\W\d_])"
)  # WARSAW, 3 May 2023 (PAP) – The ministers


@dataclass(frozen=True, slots=True)
class Place:
    """A town at characters `start` to `end`."""

    start: int
    end: int
    name: str


def own_dates(text: str) -> tuple[FoundDate, ...]:
    """Dates that say their year."""
    return tuple(found for found in find_dates(text) if not found.form.startswith("yearless"))


def is_dateline(text: str) -> bool:
    """A short line of a date and nothing but names and words of datelines."""
    if len(text) > MAX_CHARS or not YEAR.search(text):
        return False
    if date_statement_end(text) >= len(text.rstrip(" .")):
        return True
    dates = own_dates(text)
    if not dates or has_statement_word(text):
        return False
    rest = text
    for found in reversed(dates):
        rest = rest[: found.start] + " " + rest[found.end :]
    rest = kind_pattern("press_release").sub(" ", rest)
    others = [word for word in TOKEN.findall(rest) if not word.isdigit() and word.lower() not in cue_words("dateline")]
    return len(others) <= MAX_OTHER_WORDS and all(word[:1].isupper() for word in others) and not is_event(others)


def is_town_line(text: str) -> bool:
    """Nothing but a town, perhaps with its state: half of a dateline in two lines."""
    towns = find_towns(text) if len(text) <= MAX_CHARS // 2 else ()
    names = [*towns, *find_countries(text)]
    return bool(towns) and len(TOKEN.findall(text)) == sum(len(TOKEN.findall(text[n.start : n.end])) for n in names)


def is_event(words: list[str]) -> bool:
    """Too many names for a place: `NATO Summit Meeting Brussels, Belgium`."""
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
        name = printed if is_plain else town.key if town.key.lower() == printed.lower() else printed.title()
        return Place(town.start, town.end, name)
    end = dates[0].start if dates else len(text)
    match = TOWN.match(text, 0, end)
    if not match or match[0].lower() in cue_words("dateline") or find_countries(match[0]) or find_adjectives(match[0]):
        return None
    words = match[0].rstrip(" .,").split()
    while words and words[-1].lower() in cue_words("dateline"):
        words.pop()
    if not words or not all(word[:1].isupper() for word in words):
        return None
    name = " ".join(words)
    return Place(match.start(), match.start() + len(name), name.title() if name.isupper() else name)
