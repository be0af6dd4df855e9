"""Where dates stand in a text: names of months turned into signs, and the stretches around months and years.

Months of some thirty languages are rows of `schemas/knowledge/months.csv`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from schemas import knowledge

CHARS_BEFORE = 40  # the longest cue before a year, with its articles
CHARS_AFTER = 20  # a word or two; what is longer has a year or a month of its own
MONTH = "[\ue001-\ue00c\ue011-\ue01c]"  # private signs: January to December, again for names that need a year
NEEDS_YEAR = 0x10
FIRST_SIGN = 0xE000
MONTH_SIGN = re.compile("[\ue000-\ue01f]")
SIGNS = tuple(chr(code) for code in range(0xE000, 0xE020))
FOUR_DIGITS = re.compile(r"(?<!\d)\d{4}(?!\d)")
OTHER_DIGITS = "٠١٢۰۱۲०१२"  # one of which every number of a year has in these scripts
CENTURIES = ("15", "16", "17", "18", "19", "20", "21")  # no date is read beyond
YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with every month name turned into as many signs that stand for the month, and where they stand."""

    text: str
    months: tuple[tuple[int, int], ...]


def mask_months(text: str) -> Masked:
    """The text as all patterns read it: small, since they need to know no names of months."""
    clean = MONTH_SIGN.sub("\ue0ff", text) if any(sign in text for sign in SIGNS) else text
    present = first_words().keys() & month_letters().findall(clean)
    if not present:
        return Masked(clean, ())
    parts: list[str] = []
    months: list[tuple[int, int]] = []
    reached = 0
    for start, end in sorted(found_months(clean, present), key=longer_first):
        if start >= reached:
            parts += (clean[reached:start], month_signs()[clean[start:end]] * (end - start))
            months.append((start, end))
            reached = end
    return Masked("".join((*parts, clean[reached:])), tuple(months))


def longer_first(span: tuple[int, int]) -> tuple[int, int]:
    return span[0], -span[1]


def found_months(text: str, words: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where names of months stand that begin with one of the words: each is looked for by itself, which is quick."""
    for word in words:
        pattern = month_names(word)
        at = text.find(word)
        while at >= 0:
            name = pattern.match(text, at)
            if name:
                yield name.span()
            at = text.find(word, at + len(word))


def windows(masked: Masked) -> Iterator[tuple[int, int]]:
    """The stretches around years and months, merged: no date stands elsewhere."""
    start = end = -1
    for first, last in sorted((*masked.months, *found_years(masked.text))):
        if first - CHARS_BEFORE > end:
            if end >= 0:
                yield start, end
            start = max(0, first - CHARS_BEFORE)
        if last + CHARS_AFTER > end:
            space = masked.text.find(" ", last + CHARS_AFTER)  # no word is cut: its last letter counts
            end = space if space >= 0 else len(masked.text)
    if end >= 0:
        yield start, end


def found_years(text: str) -> Iterator[tuple[int, int]]:
    """Four digits by themselves. Those of our own numerals are looked for by the two that a year begins with."""
    if any(digit in text for digit in OTHER_DIGITS):
        yield from (found.span() for found in FOUR_DIGITS.finditer(text))
        return
    for century in CENTURIES:
        at = text.find(century)
        while at >= 0:
            if FOUR_DIGITS.match(text, at):
                yield at, at + YEAR_DIGITS
            at = text.find(century, at + 1)


def month_number(sign: str) -> tuple[int, bool]:
    """The number of a month by its sign, and whether its name is a month without a year, too."""
    at = ord(sign) - FIRST_SIGN
    return at % NEEDS_YEAR, at < NEEDS_YEAR


@cache
def month_signs() -> dict[str, str]:
    """The sign of every month name as it is capitalised in print."""
    signs: dict[str, str] = {}
    for row in knowledge.rows("months"):
        unclear = knowledge.values(row["forms_with_year_only"])
        for form in knowledge.values(row["forms"]):
            sign = chr(FIRST_SIGN + int(row["month"]) + (NEEDS_YEAR if form in unclear else 0))
            for printed in (form, form.capitalize(), form.upper()):
                signs[printed] = max(sign, signs.get(printed, sign))
    return signs


@cache
def first_words() -> dict[str, list[str]]:
    """Names of months by their first words."""
    names: defaultdict[str, list[str]] = defaultdict(list)
    for form in month_signs():
        names[form.split()[0]].append(form)
    return dict(names)


@cache
def month_letters() -> re.Pattern[str]:
    """Words of the letters that names of months have: a set of them is looked for twice as fast as any word."""
    return re.compile(f"[{re.escape(''.join(sorted(set().union(*first_words()))))}]+")


@cache
def month_names(word: str) -> re.Pattern[str]:
    """Any month name that begins with a word, as a whole.

    What stands before is asked after the first letter, so that the pattern is tried at that letter alone.
    """
    letter = word[0]
    tails = sorted((re.escape(form[1:]) for form in first_words()[word]), key=lambda tail: (-len(tail), tail))
    return re.compile(f"{letter}(?<![^\\W_]{letter})(?:{'|'.join(tails)})(?![^\\W_])")
