"""Absolute calendar expressions in running text, as EDTF, and the days that EDTF allows.

Nothing is inferred: a part of the date that the text leaves out is `XXXX` or absent.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tasks.core.date_patterns import MONTH_SIGN, UNKNOWN_YEAR, mask_months, patterns, windows

PLAIN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
DECADE = re.compile(r"(\d{3})X")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: characters `start` to `end` (excluded), its EDTF, and how much of it the text states.

    `form` is `day`, `month`, `year`, `decade`, `range`, `yearless_day`, `yearless_month` or `yearless_range`.
    """

    start: int
    end: int
    edtf: str
    form: str


def find_dates(text: str) -> tuple[FoundDate, ...]:
    """All dates of a text in order, without overlaps, the longest reading first. Impossible days yield nothing."""
    masked = mask_months(text)
    readings: list[FoundDate] = []
    for start, end in windows(masked):
        for pattern, reader in patterns(MONTH_SIGN.search(masked, start, end) is not None):
            matches = pattern.finditer(masked, start, end)
            readings.extend(FoundDate(*match.span("span"), *reader(match)) for match in matches)
    return tuple(sorted((found for found in longest_first(readings) if found.edtf), key=lambda found: found.start))


def longest_first(readings: list[FoundDate]) -> list[FoundDate]:
    """Those readings that no longer one overlaps. An impossible date holds its place: none of its parts counts."""
    kept: list[FoundDate] = []
    by_length = sorted(readings, key=lambda found: (found.start - found.end, found.start, not found.edtf))
    taken: set[int] = set()
    for found in by_length:
        places = range(found.start, found.end)
        if taken.isdisjoint(places):
            kept.append(found)
            taken.update(places)
    return kept


def edtf_bounds(edtf: str) -> tuple[date | None, date | None]:
    """First and last day that an EDTF expression allows; None where it does not say the year, or nothing at all."""
    first, _, last = edtf.partition("/")
    lower, upper = single_bounds(first)
    return (lower, single_bounds(last)[1]) if "/" in edtf else (lower, upper)


@lru_cache(maxsize=4096)
def single_bounds(edtf: str) -> tuple[date | None, date | None]:
    """Bounds of an expression without `/`. The plain forms are read here: the library takes 5 ms for each."""
    if not edtf or edtf.startswith(UNKNOWN_YEAR):
        return None, None
    if decade := DECADE.fullmatch(edtf):
        return date(int(decade[1]) * 10, 1, 1), date(int(decade[1]) * 10 + 9, 12, 31)
    if plain := PLAIN.fullmatch(edtf):
        year, month, day = (int(part) if part else 0 for part in plain.groups())
        last_month = month or 12
        return date(year, month or 1, day or 1), date(year, last_month, day or monthrange(year, last_month)[1])
    return library_bounds(edtf)


def library_bounds(edtf: str) -> tuple[date | None, date | None]:
    """The same by the `edtf` library, which knows every form.

    Raises:
        edtf.EDTFParseException: it is not EDTF.
    """
    from edtf import parse_edtf  # 0.1 s to import, needed for uncertain and rare forms alone

    parsed = parse_edtf(edtf)
    lower, upper = parsed.lower_strict(), parsed.upper_strict()
    return date(*lower[:3]), date(*upper[:3])
