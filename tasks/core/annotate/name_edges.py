"""What belongs to a name beside its capitalised words: years, numbers, and the first of several that share a head."""

import re

from schemas.knowledge.words import heads_before_of
from tasks.core.annotate.model import Text
from tasks.core.annotate.shapes import UPPER, WINDOW, month_names

YEARS_AFTER = re.compile(r" (?:for |to )?\d{4}(?: ?[-–] ?\d{4})?\b(?![-–/.]\d)")
NUMERAL_AFTER = re.compile(r" (?:I{1,3}|IV|VI{0,3}|IX|X)\b(?![-–/.(]\w)")  # `Work Plan III`
YEAR_BEFORE = re.compile(r"(?<![\w.,/-])(?:19|20)\d\d $")
ORDINAL_BEFORE = re.compile(r"(?<![\w.,/-])\d{1,3}(?:st|nd|rd|th) $")
MONTH_WINDOW = 16  # characters: the longest name of a month, a comma, and spaces
ITEM = rf"(?:[12]\d{{3}}|[{UPPER}][\w'’-]+)"
SEVERAL_BEFORE = re.compile(rf"\b(?:the|The) ({ITEM}(?:, {ITEM})*,? and (?:[12]\d{{3}} )?)$")


def with_listed_before(text: Text, start: int) -> int:
    """The start of several documents in one: `Interlaken and Izmir Declarations`, `1961 and 1963 Conventions`."""
    left = max(0, start - WINDOW // 2)
    found = SEVERAL_BEFORE.search(text.body, left, start)
    if not found:
        return start
    words = found[1].replace(" and ", ", ").split(", ")
    is_other = any(word in heads_before_of("DOC") or word in heads_before_of("ORG") for word in words)
    return start if is_other else found.start(1)


def with_year_before(text: Text, start: int) -> int:
    """The start of a name before which stands its year: `2050 Strategy`."""
    found = YEAR_BEFORE.search(text.body, max(0, start - 6), start)
    return found.start() if found and not follows_month(text.body, found.start()) else start


def follows_month(body: str, at: int) -> bool:
    """Whether a month stands before, so that the year is that of a date: `the July 2000 Lomé Declaration`."""
    return body[max(0, at - MONTH_WINDOW) : at].rstrip(" ,").rpartition(" ")[2] in month_names()


def with_ordinal_before(text: Text, start: int) -> int:
    """The start of a body before which stands its number: `45th Panzer Brigade`."""
    found = ORDINAL_BEFORE.search(text.body, max(0, start - 7), start)
    return found.start() if found else start


def with_years_after(text: Text, end: int) -> int:
    """The end of a name that goes on with the years it is for: `Plan of Action for 2021 – 2023`, `Agenda 2030`."""
    found = YEARS_AFTER.match(text.body, end) or NUMERAL_AFTER.match(text.body, end)
    return found.end() if found else end
