"""What documents state of themselves and what forbids that they carry the same statement."""

import re
from collections import defaultdict
from datetime import date
from functools import cache

from tasks.core.dates import edtf_bounds, find_dates
from tasks.core.group.settings import Grouping
from tasks.core.group.texts import Row
from tasks.core.words import folded_words

NUMBER = re.compile(r"[0-9]+")
PARTIES = re.compile(r"[A-Z]{2}(?:\+[A-Z]{2})*")  # issuer without a name: ISO codes

Bounds = tuple[date | None, date | None]
Numbers = dict[str, frozenset[str]]


def veto(one: Row, other: Row, settings: Grouping) -> str | None:
    """Why two documents cannot carry one statement: `date`, `number` or `issuer`; None where nothing stands against it.

    Of an article, date and title describe the article, so they forbid nothing.
    """
    if "article" in (one["kind"], other["kind"]):
        return None
    if are_apart(stated_bounds(one["date_edtf"]), stated_bounds(other["date_edtf"]), settings.publication_lag):
        return "date"
    if differ(title_numbers(one["title"] or ""), title_numbers(other["title"] or "")):
        return "number"
    return "issuer" if are_other_parties(one["issuer"] or "", other["issuer"] or "") else None


def are_other_parties(one: str, other: str) -> bool:
    """Both name the states that speak, and each has one that the other has not: `RU+US`, `UA+US`."""
    if not (PARTIES.fullmatch(one) and PARTIES.fullmatch(other)):
        return False
    first, second = set(one.split("+")), set(other.split("+"))
    return bool(first - second and second - first)


def stated_bounds(date_edtf: str | None) -> Bounds:
    return edtf_bounds(date_edtf) if date_edtf else (None, None)


def are_apart(one: Bounds, other: Bounds, lag: int) -> bool:
    """No day is allowed by both; an unknown end allows every day.

    Two days that are as near as adoption and publication are not apart.
    """
    days = lag if one[0] == one[1] and other[0] == other[1] else 0
    return ends_before(one, other, days) or ends_before(other, one, days)


def ends_before(one: Bounds, other: Bounds, lag: int) -> bool:
    return one[1] is not None and other[0] is not None and (other[0] - one[1]).days > lag


def differ(one: Numbers, other: Numbers) -> bool:
    """Both print a number after the same word, and not the same: `Order 13405`, `Order 13413`."""
    return any(numbers.isdisjoint(other[word]) for word, numbers in one.items() if word in other)


@cache
def title_numbers(title: str) -> Numbers:
    """Numbers in a title by the word before them, dates left out."""
    for found in reversed(find_dates(title)):
        title = title[: found.start] + " " + title[found.end :]
    numbers: dict[str, set[str]] = defaultdict(set)
    words = folded_words(title)
    for before, word in zip(["", *words], words, strict=False):
        if NUMBER.fullmatch(word):
            numbers[before].add(word.lstrip("0"))
    return {word: frozenset(found) for word, found in numbers.items()}
