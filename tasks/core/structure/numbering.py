"""Numbers printed before paragraphs: `1.`, `(1)`, `1.2`, `§ 1`, `IV.`, `(a)`, `一、`; they have to stand in a row."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tasks.core.structure.cues import alternation

NUMBER = re.compile(
    r"[\"“”„«‘\s]*(?:[(（](?P<inner>\d{1,3}|[a-zа-яα-ω]|[ivxlc]{1,6}|[IVXLC]{1,6}|[一二三四五六七八九十]{1,3})[)）]"
    r"|§[ ]?(?P<section>\d{1,3})[.)]?(?=\s)"
    r"|(?P<part>\d{1,3}(?:\.\d{1,3}){1,3})[.)]?(?=\s)"
    r"|(?P<outer>\d{1,3}|[IVXLC]{1,6}|[a-zа-яα-ω])[.)．]"
    r"|(?P<dashed>\d{1,3})[ ]?[-–—](?=\s)"
    r"|(?P<listed>\d{1,3}|[一二三四五六七八九十]{1,3})、)"
    r"(?:\s+(?=\S)|(?=[^\W\d_a-z]))"
)
FIRST_LETTERS = "аαa"  # of the alphabets, the last of them first
MAX_HEAD_CHARS = 30
HAN_DIGITS = "一二三四五六七八九"
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
MAX_STEP = 5  # numbers that a damaged copy may have lost in a row
MIN_RUN_FROM_LATER = 3  # a run that does not begin with 1 needs more members to be believed


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number: its text without punctuation, its style, its value, and where the words after it begin."""

    printed: str
    style: str
    values: tuple[int, ...]
    end: int


def read_number(text: str) -> Number | None:
    """What looks like the number of a paragraph at its beginning. A letter can be a Roman number too."""
    match = NUMBER.match(text)
    if not match:
        return None
    printed = next(filter(None, match.groups()))
    bracket = "(" if match["inner"] else ""
    if match["part"]:
        return Number(printed, "part", (int(printed.rpartition(".")[2]),), match.end())
    if printed.isdecimal():
        return Number(printed, f"{bracket}digit", (int(printed),), match.end())
    if set(printed) <= {*HAN_DIGITS, "十"}:
        return Number(printed, f"{bracket}han", (han_value(printed),), match.end())
    case = "upper" if printed.isupper() else "lower"
    return Number(printed, f"{bracket}{case}", letter_values(printed), match.end())


def letter_values(printed: str) -> tuple[int, ...]:
    """The readings of letters: as a Roman number, and as a place in the alphabet if it is a small one."""
    values = [roman_value(printed.lower())] if set(printed.lower()) <= set(ROMAN) else []
    if len(printed) == 1 and printed.islower():
        first = next(letter for letter in FIRST_LETTERS if printed >= letter)
        values.append(ord(printed) - ord(first) + 1)
    return tuple(values)


def han_value(numeral: str) -> int:
    """A number up to 99 in ideographs."""
    tens, ten, ones = numeral.rpartition("十")
    units = HAN_DIGITS.find(ones[:1]) + 1 if ones else 0
    return (HAN_DIGITS.find(tens[:1]) + 1 if tens else 1) * 10 + units if ten else units


def roman_value(numeral: str) -> int:
    values = [ROMAN[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(-value if value < later else value for value, later in zip(values, following, strict=True))


def accepted_numbers(numbers: Sequence[Number | None]) -> list[bool]:
    """Which numbers stand in a run of their style; a run begins with 1, or has three members."""
    accepted = [False] * len(numbers)
    for style in dict.fromkeys(number.style for number in numbers if number):
        run: list[int] = []
        last = 0
        for index, number in enumerate(numbers):
            if number is None or number.style != style:
                continue
            value = next_value(number, last)
            if value is None:
                close_run(run, numbers, accepted)
                run, value = [], min(number.values)
            run.append(index)
            last = value
        close_run(run, numbers, accepted)
    accept_single_parts(numbers, accepted)
    return accepted


def accept_single_parts(numbers: Sequence[Number | None], accepted: list[bool]) -> None:
    """`2.1` below `2.` needs no `2.2`."""
    above = ""
    for index, number in enumerate(numbers):
        if number is None:
            continue
        if number.style == "part" and above and number.printed == f"{above}.1":
            accepted[index] = True
        if accepted[index] and number.style != "part":
            above = number.printed


def next_value(number: Number, last: int) -> int | None:
    """The reading of a number that goes on after the last one; None if none does.

    The same number again goes on too: in a text in two languages, each paragraph stands twice.
    """
    steps = [value for value in number.values if max(last, 1) <= value <= last + MAX_STEP]
    return min(steps, key=lambda value: (value == last, value), default=None)


def close_run(run: Sequence[int], numbers: Sequence[Number | None], accepted: list[bool]) -> None:
    first = numbers[run[0]] if run else None
    n_distinct = len({number.printed for index in run if (number := numbers[index])})
    if first and n_distinct >= (2 if 1 in first.values else MIN_RUN_FROM_LATER):
        for index in run:
            accepted[index] = True


@cache
def section_head() -> re.Pattern[str]:
    return re.compile(
        rf"{alternation('section_head')}\s?(?:\d{{1,3}}|[IVXLC]{{1,7}}|[^\W\d_]{{3,10}})[.:]?", re.IGNORECASE
    )


def is_section_head(text: str) -> bool:
    """`Article 3`, `Artikel 3.`, `Article premier`: nothing but the number of a part of the text."""
    return len(text) <= MAX_HEAD_CHARS and section_head().fullmatch(text) is not None
