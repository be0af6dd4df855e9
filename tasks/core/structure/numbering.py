"""Numbers printed before paragraphs: `1.`, `1)`, `(1)`, `IV.`, `(a)`; what looks like one has to be in a row."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

NUMBER = re.compile(
    r"[\"“”„«‘\s]*(?:\((?P<inner>\d{1,3}|[a-z]|[ivxlc]{1,6}|[IVXLC]{1,6})\)|(?P<outer>\d{1,3}|[IVXLC]{1,6}|[a-z])[.)])"
    r"(?:\s+(?=\S)|(?=[^\W\d_a-z]))"
)
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
    printed = match["inner"] or match["outer"]
    bracket = "(" if match["inner"] else ""
    if printed.isdigit():
        return Number(printed, f"{bracket}digit", (int(printed),), match.end())
    values = [roman_value(printed.lower())] if set(printed.lower()) <= set(ROMAN) else []
    if len(printed) == 1 and printed.islower():
        values.append(ord(printed) - ord("a") + 1)
    case = "upper" if printed.isupper() else "lower"
    return Number(printed, f"{bracket}{case}", tuple(values), match.end())


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
    return accepted


def next_value(number: Number, last: int) -> int | None:
    """The reading of a number that goes on after the last one; None if none does."""
    steps = [value for value in number.values if last < value <= last + MAX_STEP]
    return min(steps, default=None)


def close_run(run: Sequence[int], numbers: Sequence[Number | None], accepted: list[bool]) -> None:
    first = numbers[run[0]] if run else None
    if first and len(run) >= (2 if 1 in first.values else MIN_RUN_FROM_LATER):
        for index in run:
            accepted[index] = True
