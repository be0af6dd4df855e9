"""Expressions that count from the day of the statement: `within the next year`, `by the end of the month`.

They are no mentions, since the text prints no date; commitments need them as deadlines. Nothing more precise comes out
than the anchor says: of a statement dated `2024`, `next month` is left open. Words are rows of `relative_words.csv`;
the forms are patterns over one sign for each word, as those of `date_grammar` are.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from schemas import knowledge
from tasks.core.dates import FoundDate

RELATIVE = "relative"
TOKEN = re.compile(
    r"(?P<number>\d(?:[\w.,]*\w)?)|(?P<word>[^\W\d_]+(?:-[^\W\d_]+)*)|(?P<gap>[ \t\n\u00a0’']+)|(?P<stop>.)",
    re.DOTALL,
)
SIGNS = {
    "ago": "G",
    "ago_before": "B",
    "article": "A",
    "counted_from": "F",
    "day": "D",
    "end": "E",
    "in": "I",
    "last": "L",
    "last_after": "l",
    "next": "N",
    "next_after": "n",
    "number": "#",
    "of": "O",
    "this": "T",
    "unit": "U",
    "units": "V",
    "within": "W",
}
OTHER = "."
FORWARD, BACK, AHEAD_OR_BACK = "[Nn]", "[Ll]", "[NnLl]"
MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
DAYS_IN = {"day": 1, "week": 7}
N_PARTS = {"year": 1, "decade": 1, "month": 2, "quarter": 2, "week": 3, "day": 3}  # that an anchor must have
MAX_DIGITS = 4
MAX_NUMBER = 1000  # days or years beyond are no deadlines
FIRST_YEAR, LAST_YEAR = 1000, 9000  # of any date counted from a statement's
FIRST_QUARTER = 33  # EDTF, level 2


@dataclass(frozen=True, slots=True)
class Anchor:
    """Day of the statement, with as many parts as its EDTF has: 1 the year, 2 the month, 3 the day."""

    day: date
    n_parts: int

    def edtf(self, day: date) -> str:
        return day.isoformat()[: (0, 4, 7, 10)[self.n_parts]]


@dataclass(frozen=True, slots=True)
class Word:
    """A word at characters `start` to `end` (excluded), what it is, and its number or unit."""

    start: int
    end: int
    sign: str
    value: str


def find_relative(text: str, anchor: str, start: int = 0, end: int | None = None) -> tuple[FoundDate, ...]:
    """Relative expressions between two offsets in order, without overlaps, as dates of the form `relative`.

    `anchor` is the EDTF of the statement's date; of a range its end counts. What it does not settle has an empty EDTF.
    """
    words = list(read_words(text, start, len(text) if end is None else end))
    signs = "".join(word.sign for word in words)
    known = anchor_of(anchor)
    found = []
    for match in pattern().finditer(signs):
        own = words[match.start() : match.end()]
        edtf = READERS[match.lastgroup or ""](known, own) if known else ""
        if match.lastgroup == "duration" and signs[match.end() : match.end() + 1] in ("O", "F"):
            edtf = ""  # `within 30 days of its signature`
        found.append(FoundDate(own[0].start, own[-1].end, edtf, RELATIVE))
    return tuple(found)


def read_words(text: str, start: int, end: int) -> Iterator[Word]:
    """All words and stops with their signs."""
    for match in TOKEN.finditer(text, start, end):
        if match.lastgroup == "number":
            is_plain = match[0].isdigit() and len(match[0]) <= MAX_DIGITS
            yield Word(match.start(), match.end(), "#" if is_plain else OTHER, match[0])
        elif match.lastgroup != "gap":
            yield Word(match.start(), match.end(), *word_meanings().get(match[0].lower(), (OTHER, "")))


@cache
def word_meanings() -> dict[str, tuple[str, str]]:
    return {
        word.lower(): (SIGNS[row["kind"]], row["value"])
        for row in knowledge.rows("relative_words")
        for word in knowledge.values(row["words"])
    }


@cache
def pattern() -> re.Pattern[str]:
    """All forms; `the end of the year` may have its words in another order in other languages."""
    several = f"(?:{AHEAD_OR_BACK}#[UV]|#{AHEAD_OR_BACK}[UV]|#[UV][nl])"
    return re.compile(
        rf"(?P<end>A?E(?:OA?[NnTLl]?|A?[NnTLl])U[nl]?)"
        rf"|(?P<duration>[WI]{{1,2}}O?A?{several}|[WI]{{1,2}}O?A{AHEAD_OR_BACK}[UV]|WO?A?(?:{AHEAD_OR_BACK}U|#[UV])|A{several})"
        rf"|(?P<rest>WO?AU)"
        rf"|(?P<ago>B#[UV]|#[UV]G)"
        rf"|(?P<unit>[NnLlT]U|(?<=A)U[nl])"
        rf"|(?P<day>D)"
    )


def anchor_of(edtf: str) -> Anchor | None:
    last = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", edtf.rpartition("/")[2].rstrip("~?%"))
    if not last:
        return None
    parts = [int(part) for part in last.groups() if part]
    try:
        return Anchor(date(*(*parts, 1, 1)[:3]), len(parts))
    except ValueError:
        return None


def unit_of(words: list[Word]) -> str:
    return next(word.value for word in words if word.sign in "UV")


def direction(words: list[Word]) -> int:
    signs = {word.sign for word in words}
    return -1 if signs & set("Ll") else int(bool(signs & set("Nn")))


def number_of(words: list[Word]) -> int | None:
    """How many units; one where only the singular is printed, None for `the coming weeks`."""
    for word in words:
        if word.sign == "#":
            return int(word.value) if int(word.value) <= MAX_NUMBER else None
    return None if any(word.sign == "V" for word in words) else 1


def moved(anchor: Anchor, unit: str, number: int) -> date | None:
    """The day so many units from the anchor's; None where the anchor is too vague, or no calendar goes so far."""
    if anchor.n_parts < N_PARTS[unit]:
        return None
    months = anchor.day.year * 12 + anchor.day.month - 1 + MONTHS_IN.get(unit, 0) * number
    year, month = divmod(months, 12)
    if not FIRST_YEAR < year < LAST_YEAR:
        return None
    if unit in DAYS_IN:
        return anchor.day + timedelta(days=DAYS_IN[unit] * number)
    return date(year, month + 1, min(anchor.day.day, monthrange(year, month + 1)[1]))


def read_duration(anchor: Anchor, words: list[Word]) -> str:
    """From the anchor on, or up to it."""
    number = number_of(words)
    sign = direction(words) or 1
    day = moved(anchor, unit_of(words), sign * number) if number is not None else None
    if day is None:
        return ""
    ends = sorted((anchor.edtf(anchor.day), anchor.edtf(day)))
    return "/".join(ends)


def read_ago(anchor: Anchor, words: list[Word]) -> str:
    """As precise as the unit: `two years ago` is a year."""
    unit, number = unit_of(words), number_of(words)
    day = moved(anchor, unit, -number) if number is not None else None
    return unit_edtf(day, unit) if day else ""


def read_unit(anchor: Anchor, words: list[Word]) -> str:
    unit = unit_of(words)
    day = moved(anchor, unit, direction(words))
    return unit_edtf(day, unit) if day else ""


def unit_edtf(day: date, unit: str) -> str:
    """The day, week, month, quarter, year or decade that a day lies in."""
    if unit == "week":
        first = day - timedelta(days=day.weekday())
        return f"{first}/{first + timedelta(days=6)}"
    if unit == "quarter":
        return f"{day.year:04}-{FIRST_QUARTER + (day.month - 1) // 3}"
    return f"{day.year // 10:03}X" if unit == "decade" else day.isoformat()[: {"year": 4, "month": 7, "day": 10}[unit]]


def read_end(anchor: Anchor, words: list[Word]) -> str:
    """The last day of the unit."""
    unit = unit_of(words)
    day = moved(anchor, unit, direction(words))
    if day is None:
        return ""
    if unit in DAYS_IN:
        return (day + timedelta(days=6 - day.weekday() if unit == "week" else 0)).isoformat()
    n_months = MONTHS_IN[unit]
    year, month = divmod((day.year * 12 + day.month - 1) // n_months * n_months + n_months - 1, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1]).isoformat()


def read_rest(anchor: Anchor, words: list[Word]) -> str:
    """`within the year`: from the anchor to the end of it."""
    last = read_end(anchor, words)
    return f"{anchor.edtf(anchor.day)}/{last}" if last else ""


def read_day(anchor: Anchor, words: list[Word]) -> str:
    day = moved(anchor, "day", int(words[0].value))
    return anchor.edtf(day) if day else ""


READERS: dict[str, Callable[[Anchor, list[Word]], str]] = {
    "end": read_end,
    "duration": read_duration,
    "rest": read_rest,
    "ago": read_ago,
    "unit": read_unit,
    "day": read_day,
}
