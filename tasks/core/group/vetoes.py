"""What documents state of themselves and what forbids that they carry the same statement.

Editions of a series are told by their dates, numbers and parties. Two documents with the same words and other dates are
two statements: a yearly declaration may repeat itself word for word, and to merge two statements is the worse mistake.
A copy dated by the gazette that prints it lies days apart, no more; and where a text repeats many numbers and nothing
else was changed, it is the date that was read wrongly. What can be lifted so is told by `links.standing_veto`.
"""

import re
from collections import defaultdict
from datetime import date
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from tasks.core.dates import edtf_bounds, find_dates
from tasks.core.group.editions import mark_of, revision_words
from tasks.core.group.settings import Grouping
from tasks.core.group.texts import Row
from tasks.core.words import folded_words

NUMBER = re.compile(r"[0-9]+")
NUMBERED = re.compile(r"([0-9]+)[^\W\d_]{1,3}")  # 79th
PARTIES = re.compile(r"[A-Z]{2}(?:\+[A-Z]{2})*")  # issuer without a name: ISO codes
A_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MISREAD = 1  # letters by which a misread number differs

Bounds = tuple[date | None, date | None]
Numbers = dict[str, frozenset[str]]


def veto(one: Row, other: Row, settings: Grouping) -> str:
    """Why two documents cannot carry one statement, empty where nothing stands against it.

    `date`, `number`, `issuer`; `near_date` and `near_number` where the two are so near that the one may stand for the
    other. Of an article, date and title describe the article, so they forbid nothing.
    """
    if "article" in (one["kind"], other["kind"]):
        return ""
    if are_other_parties(one["issuer"] or "", other["issuer"] or ""):
        return "issuer"
    title, other_title = one["title"] or "", other["title"] or ""
    if number := number_veto(title, other_title):
        return number
    if is_revision(title, other_title):
        return ""
    return date_veto(one["date_edtf"] or "", other["date_edtf"] or "", settings.publication_lag, settings.gazette_lag)


def stated_against(one: Row, other: Row, reason: str) -> dict[str, list[str]]:
    """The field that a veto is about, with both values."""
    field = {"issuer": "issuer", "number": "title", "near_number": "title"}.get(reason, "date_edtf")
    return {field: [str(one[field]), str(other[field])]}


def state_same_day(one: Row, other: Row) -> bool:
    """Both state the day, and the same one."""
    if "article" in (one["kind"], other["kind"]) or not one["date_edtf"]:
        return False
    return bool(one["date_edtf"] == other["date_edtf"] and A_DAY.fullmatch(one["date_edtf"]))


def are_other_parties(one: str, other: str) -> bool:
    """Both name the states that speak, and each has one that the other has not: `RU+US`, `UA+US`."""
    if not (PARTIES.fullmatch(one) and PARTIES.fullmatch(other)):
        return False
    first, second = set(one.split("+")), set(other.split("+"))
    return bool(first - second and second - first)


@lru_cache(maxsize=65536)
def date_veto(one: str, other: str, publication_lag: int, gazette_lag: int) -> str:
    """`date` where no day is allowed by both; `near_date` between two days that gazettes may make of one."""
    if not one or not other or one == other:
        return ""
    first, second = edtf_bounds(one), edtf_bounds(other)
    n_days = max(days_between(first, second), days_between(second, first))
    if first[0] != first[1] or second[0] != second[1]:
        return "date" if n_days > 0 else ""
    if n_days <= publication_lag:
        return ""
    return "near_date" if n_days <= gazette_lag else "date"


def days_between(one: Bounds, other: Bounds) -> int:
    """Days from the end of one to the beginning of the other; an unknown end allows every day."""
    return (other[0] - one[1]).days if one[1] is not None and other[0] is not None else 0


def number_veto(one: str, other: str) -> str:
    """Whether both titles print a number beside the same word, and not the same: `Order 13405`, `Order 13413`."""
    if one == other or not (one and other):
        return ""
    numbers, others = title_numbers(one), title_numbers(other)
    pairs = [(numbers[word], others[word]) for word in numbers if word in others]
    apart = [(mine, theirs) for mine, theirs in pairs if mine.isdisjoint(theirs)]
    if not apart:
        return ""
    near = all(Levenshtein.distance(a, b) <= MISREAD for mine, theirs in apart for a in mine for b in theirs)
    return "near_number" if near else "number"


@lru_cache(maxsize=16384)
def title_numbers(title: str) -> Numbers:
    """Numbers in a title by the word before them, ordinals by the word after; dates and numbers of revisions left out.

    Parts of a document's symbol stand before each other: of `A/RES/68/262`, 262 stands after 68.
    """
    for found in reversed(find_dates(title)):
        title = title[: found.start] + " " + title[found.end :]
    numbers: dict[str, set[str]] = defaultdict(set)
    words = folded_words(title)
    for before, word, after in zip(["", *words], words, [*words[1:], ""], strict=False):
        if NUMBER.fullmatch(word) and before not in revision_words():
            numbers[before].add(word.lstrip("0"))
        elif ordinal := ordinal_of(word):
            numbers[f"{after} after"].add(ordinal)
    return {word: frozenset(found) for word, found in numbers.items()}


def ordinal_of(word: str) -> str:
    """The number of `79th` or `third`; empty of other words."""
    printed = NUMBERED.fullmatch(word)
    if printed:
        return printed[1]
    mark = mark_of(word)
    return mark.removeprefix("ordinal ") if mark.startswith("ordinal ") else ""


def is_revision(one: str, other: str) -> bool:
    """The titles are the same but for words that mark a revised edition, with their numbers, and dates."""
    if not one or not other:
        return False
    bare, other_bare = bare_title(one), bare_title(other)
    return bool(bare) and bare == other_bare and has_revision_word(one) != has_revision_word(other)


@lru_cache(maxsize=16384)
def has_revision_word(title: str) -> bool:
    return not revision_words().isdisjoint(folded_words(title))


@lru_cache(maxsize=16384)
def bare_title(title: str) -> tuple[str, ...]:
    for found in reversed(find_dates(title)):
        title = title[: found.start] + " " + title[found.end :]
    words = folded_words(title)
    kept = [
        word
        for before, word in zip(["", *words], words, strict=False)
        if word not in revision_words() and not (NUMBER.fullmatch(word) and before in revision_words())
    ]
    return tuple(kept)
