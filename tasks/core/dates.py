"""Absolute calendar expressions in running text, as EDTF, and the days that EDTF allows.

Nothing is inferred: a part of the date that the text leaves out is `XXXX` or absent.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tasks.core.date_grammar import found_forms
from tasks.core.date_patterns import mask_months, windows
from tasks.core.date_readers import INVALID, UNKNOWN_YEAR, Found
from tasks.core.date_tokens import tokens_of

PLAIN = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?")
EDTF, FORM = 2, 3  # of what is found
DECADE = re.compile(r"(\d{3})X")
UNSETTLED = (INVALID, "ambiguous", "set", "yearless_set")


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
    """Those of `find_expressions` that say what day, month or year they are. Impossible days yield nothing."""
    return tuple(found for found in find_expressions(text) if found.form not in UNSETTLED)


def find_expressions(text: str) -> tuple[FoundDate, ...]:
    """All calendar expressions of a text in order, without overlaps, the longest reading first."""
    masked = mask_months(text)
    readings = list(found_forms(tokens_of(text, masked.text, windows(masked))))
    kept = longest_first(readings)
    return tuple(FoundDate(*found) for found in sorted(kept) if found[EDTF] or found[FORM] == INVALID)


def longest_first(readings: list[Found]) -> list[Found]:
    """Those readings that no longer one overlaps. An impossible date holds its place: none of its parts counts."""
    kept: list[Found] = []
    taken: set[int] = set()
    for found in sorted(readings, key=lambda found: (found[0] - found[1], found[0], not found[EDTF])):
        if found[0] in taken or found[1] - 1 in taken:
            continue  # one that holds a kept one between its ends would be longer than it
        kept.append(found)
        taken.update(range(found[0], found[1]))
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
