"""Numbers and dates among words."""

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from schemas import knowledge
from tasks.core.damage.model import Limits, Run
from tasks.core.words import fold_word

if TYPE_CHECKING:
    from tasks.core.group.texts import Text

INSIDE = re.compile(r"[.,'’\u00a0\u202f\u2009]")  # between the words of one number: 40,000 and 1.5
PRINTED = re.compile(r"(?<![^\W_])[0-9]+(?:[.,'’\u00a0\u202f\u2009-][0-9]+)*(?![^\W_])")
NUMBER = re.compile(r"[0-9]+(?:-[0-9]+)*")
DATE_PART = re.compile(r"[0-9]+[^\W\d_]{0,3}")  # a day, a year, an ordinal of few letters


@cache
def month_names() -> frozenset[str]:
    """The names of months in all languages, as words are compared; of long forms all their words."""
    return frozenset(
        fold_word(form).rstrip(".") for row in knowledge.rows("months") for form in knowledge.values(row["forms"])
    )


def is_number(word: str) -> bool:
    return word[:1].isdigit() and (word.isdecimal() or NUMBER.fullmatch(word) is not None)


def count_numbers(printed: str) -> int:
    """How many numbers in digits stand in a text."""
    return len(PRINTED.findall(printed))


def numbers_in(text: "Text", words: Sequence[int]) -> list[Run]:
    """The numbers among some words, in order: of `40,000` both words are one number."""
    found: list[Run] = []
    for at in words:
        if not is_number(text.words[at]):
            continue
        if found and at == found[-1][-1] + 1 and is_one_number(text, at - 1, at):
            found[-1].append(at)
        else:
            found.append([at])
    return found


def whole_number(text: "Text", words: Run) -> Run:
    """The number that some of its words belong to: of `40` in `40,000` both words."""
    first, last = words[0], words[-1]
    while first > 0 and is_one_number(text, first - 1, first):
        first -= 1
    while last + 1 < len(text.words) and is_one_number(text, last, last + 1):
        last += 1
    return list(range(first, last + 1))


def is_one_number(text: "Text", at: int, following: int) -> bool:
    """Two words in a row are figures with nothing but a sign of numbers between them."""
    if not (is_number(text.words[at]) and is_number(text.words[following])):
        return False
    between = text.document["body"][text.spans[at][1] : text.spans[following][0]]
    return INSIDE.fullmatch(between) is not None


def dates_in(text: "Text", words: Run, limits: Limits) -> list[Run]:
    """The dates among words in a row: a month's name with the numbers around it, and the small words between."""
    names = month_names()
    found: list[Run] = []
    for at in words:
        if text.words[at] not in names:
            continue
        taken = found[-1][-1] if found else words[0] - 1
        first = stretch(text, at, -1, max(taken + 1, words[0]), limits)
        last = stretch(text, at, 1, words[-1], limits)
        if first != at or last != at:
            found.append(list(range(first, last + 1)))
    return found


def stretch(text: "Text", at: int, step: int, end: int, limits: Limits) -> int:
    """The last part of a date on one side of its month, small words skipped."""
    reached = at
    for place in range(at + step, end + step, step):
        word = text.words[place]
        if DATE_PART.fullmatch(word):
            reached = place
        elif len(word) > limits.max_filler_chars or abs(place - reached) > 1:
            break
    return reached


def is_date_alone(text: "Text", run: Run, limits: Limits) -> bool:
    """The words are one date, with nothing beside it but small words."""
    if len(run) > limits.max_date_words:
        return False
    dates = dates_in(text, run, limits)
    if len(dates) != 1:
        return False
    return all(len(text.words[at]) <= limits.max_filler_chars for at in set(run).difference(dates[0]))
