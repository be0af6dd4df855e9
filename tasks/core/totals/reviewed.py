"""Bounds that people set on the figures of a source: below a minimum the run stops, above a maximum it warns.

The file is CSV with the columns source, total, minimum, maximum, author, reason, date, and, if they are wanted,
minimum_ratio and maximum_ratio: the same as parts of the median of the last runs. The source `*` is any that has no
line of its own for the figure.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from schemas.rules_totals import SHARE, drifts
from schemas.vocabularies import TOTALS

COLUMNS = ("source", "total", "minimum", "maximum", "author", "reason", "date")
RATIOS = ("minimum_ratio", "maximum_ratio")
KINDS = ("minimum", "maximum", *RATIOS)
ANY_SOURCE = "*"
NUMBER = re.compile(r"[0-9]{1,15}(\.[0-9]{1,9})?")


class BoundsError(ValueError):
    """A line of the file of bounds that cannot be applied; says which line, and what to do."""


@dataclass(frozen=True, slots=True)
class ReviewedBound:
    """What a person allows of one figure of one source, both ends included. `date` is the day of the review.

    `minimum_ratio` (0 to 1) and `maximum_ratio` (1 or more) are parts of the median of the last runs.
    """

    source: str
    total: str
    minimum: float | None
    maximum: float | None
    author: str
    reason: str
    date: str
    minimum_ratio: float | None = None
    maximum_ratio: float | None = None

    @property
    def note(self) -> str:
        """Who said so and why."""
        return f"{self.author}: {self.reason}"


def read_bounds(text: str) -> tuple[ReviewedBound, ...]:
    """The bounds of a file, by source and figure, whatever the order of the lines.

    Raises:
        BoundsError: the header or a line is wrong, or two lines are about the same figure of the same source.
    """
    text = text.removeprefix("\ufeff")
    lines = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    found: dict[tuple[str, str], tuple[int, ReviewedBound]] = {}
    try:
        if text.strip():
            check_header(lines.fieldnames or ())
        for row in lines:
            number, bound = lines.line_num, read_line(row, lines.line_num)
            earlier, _ = found.setdefault((bound.source, bound.total), (number, bound))
            if earlier != number:
                raise BoundsError(
                    f"line {number}: bounds {bound.total} of {bound.source} again after line {earlier}; remove one"
                )
    except csv.Error as error:
        begun = lines.line_num + 1  # the lines before were read
        raise BoundsError(f"line {begun}: {error}; close the quotation marks around the value") from error
    return tuple(bound for _, (_, bound) in sorted(found.items()))


def check_header(names: Sequence[str]) -> None:
    """All columns once, and no other: a bound in a column of another name would never be applied."""
    if missing := [column for column in COLUMNS if column not in names]:
        raise BoundsError(f"line 1: no column {', '.join(missing)}; begin the file with {','.join(COLUMNS)}")
    if strange := [name for name in names if name not in (*COLUMNS, *RATIOS)]:
        raise BoundsError(
            f"line 1: {', '.join(map(repr, strange))} is no column; beside these there can be {' and '.join(RATIOS)}"
        )
    if len(set(names)) < len(names):
        raise BoundsError("line 1: a column stands there twice; remove one")


def read_line(row: Mapping[str, str | None], number: int) -> ReviewedBound:
    """A line, checked."""
    if None in row or None in row.values():
        raise BoundsError(f"line {number}: needs a cell for each column; put those that hold commas in quotes")
    cells = {column: " ".join((row.get(column) or "").split()) for column in (*COLUMNS, *RATIOS)}
    if problem := text_problem(cells) or number_problem(cells) or range_problem(cells):
        raise BoundsError(f"line {number}: {problem}")
    return ReviewedBound(
        source=cells["source"],
        total=cells["total"],
        author=cells["author"],
        reason=cells["reason"],
        date=cells["date"],
        minimum=value(cells["minimum"]),
        maximum=value(cells["maximum"]),
        minimum_ratio=value(cells["minimum_ratio"]),
        maximum_ratio=value(cells["maximum_ratio"]),
    )


def value(cell: str) -> float | None:
    return float(cell) if cell else None


def text_problem(cells: Mapping[str, str]) -> str:
    """What is wrong with the cells that hold words, and what to do; nothing if they are right."""
    if cells["total"] not in TOTALS:
        return f"{cells['total']!r} is no figure; take one of {', '.join(TOTALS)}"
    if missing := [column for column in ("source", "author", "reason") if not cells[column]]:
        return f"no {' and no '.join(missing)}; say of what source ({ANY_SOURCE} for any), who reviewed it and why"
    try:
        date.fromisoformat(cells["date"])
    except ValueError:
        return f"{cells['date']!r} is no day; write the day of the review as YYYY-MM-DD"
    return ""


def number_problem(cells: Mapping[str, str]) -> str:
    """The same for the cells that hold numbers, each by itself."""
    for column in KINDS:
        if cells[column] and not NUMBER.fullmatch(cells[column]):
            return f"{column} {cells[column]!r} is no number; write digits, with a point before decimals, such as 0.8"
    if not any(cells[column] for column in KINDS):
        return "bounds nothing; give a minimum or a maximum, or remove the line"
    return ""


def range_problem(cells: Mapping[str, str]) -> str:
    """The same for numbers that no figure can have, or that exclude each other."""
    lowest, highest, low_ratio, high_ratio = (value(cells[column]) for column in KINDS)
    if drifts()[cells["total"]].form == SHARE:
        if low_ratio is not None or high_ratio is not None:
            return f"{cells['total']} is a share, which is not told by ratios; give it a minimum or a maximum"
        if max(lowest or 0, highest or 0) > 1:
            return f"{cells['total']} is a share; write a number from 0 to 1, such as 0.05 for five in a hundred"
    if lowest is not None and highest is not None and lowest > highest:
        return "the minimum is above the maximum; change one of them"
    if low_ratio is not None and low_ratio > 1:
        return "minimum_ratio is a part of what was there; write a number from 0 to 1, such as 0.8"
    if high_ratio is not None and high_ratio < 1:
        return "maximum_ratio is a multiple of what was there; write 1 or more, such as 1.5"
    return ""


def bounds_of(reviewed: Iterable[ReviewedBound], source: str) -> dict[str, ReviewedBound]:
    """The bounds of one source by figure; its own line stands for that of any source."""
    found: dict[str, ReviewedBound] = {}
    for bound in reviewed:
        if bound.source == source or (bound.source == ANY_SOURCE and bound.total not in found):
            found[bound.total] = bound
    return found
