"""What the forms of days, months and ranges say, in EDTF: one function for each kind of form."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from schemas import knowledge
from tasks.core.date_tokens import PLURAL, ROUND_YEAR, WORD, Tokens, role

LEAP_YEAR = 2000  # stands in for an unknown year, so that 29 February is a day
UNKNOWN_YEAR = "XXXX"
INVALID = "invalid"
ROW_WINDOW = 40  # tokens of a row of numbers; no list of resolutions is longer
Found = tuple[int, int, str, str]  # start, end, EDTF, form
Match = re.Match[str]


def found(tokens: Tokens, match: Match, edtf: str, form: str) -> Found:
    """The span of the group `s`, without the stop of an abbreviation at its end."""
    start, end = tokens.starts[match.start("s")], tokens.ends[match.end("s") - 1]
    return start, end - (tokens.text[end - 1] == "."), edtf, form


def number(tokens: Tokens, match: Match, name: str) -> int | None:
    """The value of a group, None where the match has no such group."""
    if name not in match.re.groupindex or match.start(name) < 0:
        return None
    value = tokens.values[match.start(name)]
    return int(value[0]) if value else None


def edtf_of(year: int | None, month: int | None = None, day: int | None = None) -> str:
    """EDTF of a day, a month or a year; empty if there is no such day."""
    try:
        date(year or LEAP_YEAR, month or 1, day or 1)
    except ValueError:
        return ""
    parts = (f"{year:04}" if year else UNKNOWN_YEAR, f"{month:02}" if month else "", f"{day:02}" if day else "")
    return "-".join(part for part in parts if part)


def form_of(edtf: str) -> str:
    form = {4: "year", 7: "month", 10: "day"}[len(edtf)]
    return f"yearless_{form}" if edtf.startswith(UNKNOWN_YEAR) else form


def needs_year(tokens: Tokens, match: Match, *names: str) -> bool:
    """Whether one of the months is a word that is a month only with a year: `Mar`, `mai`."""
    return any(tokens.signs[match.start(name)] == "m" for name in names)


# single dates


def full(tokens: Tokens, match: Match) -> Iterator[Found]:
    edtf, form = tokens.values[match.start("s")]
    yield found(tokens, match, str(edtf), str(form))


def single(tokens: Tokens, match: Match) -> Iterator[Found]:
    year, month, day = (number(tokens, match, name) for name in "ymd")
    if year is None and needs_year(tokens, match, "m") and not is_sure_day(tokens, match):
        return
    edtf = edtf_of(year, month, day)
    yield found(tokens, match, edtf, form_of(edtf) if edtf else INVALID)


def is_sure_day(tokens: Tokens, match: Match) -> bool:
    """Whether a day before an unclear month is one: `le 9 mai`, `9 mai,`, but not `cele 2 mai importante`."""
    start, end = match.span("s")
    before, after = tokens.signs[max(0, start - 1) : start], tokens.signs[end : end + 1]
    if "d" not in match.re.groupindex or match.start("d") != start:
        return False
    is_capitalised = tokens.text[tokens.starts[match.start("m")]].isupper()
    return is_capitalised or after not in (WORD, PLURAL) or re.match(role("article", "month_cue"), before) is not None


def small_month(tokens: Tokens, match: Match) -> Iterator[Found]:
    """A month after its year, as languages do that write it small: `in 2014. May we` is none."""
    if tokens.text[tokens.starts[match.start("m")]].islower():
        yield from single(tokens, match)


def numbered(tokens: Tokens, match: Match) -> Iterator[Found]:
    edtf = edtf_of(*(number(tokens, match, name) for name in "ynd"))
    yield found(tokens, match, edtf, "day" if edtf else INVALID)


def roman(tokens: Tokens, match: Match) -> Iterator[Found]:
    """The month in Roman numbers, in capitals: `24.II.2022`."""
    at = match.start("r")
    printed = tokens.text[tokens.starts[at] : tokens.ends[at]]
    if printed in roman_months():
        month = roman_months().index(printed) + 1
        edtf = edtf_of(number(tokens, match, "y"), month, number(tokens, match, "d"))
        yield found(tokens, match, edtf, "day" if edtf else INVALID)


@cache
def roman_months() -> tuple[str, ...]:
    return next(knowledge.values(row["words"]) for row in knowledge.rows("date_words") if row["kind"] == "roman_months")


def decade(tokens: Tokens, match: Match) -> Iterator[Found]:
    first = tokens.values[match.start("s")][0]
    yield found(tokens, match, f"{str(first)[:3]}X", "decade")


def decade_in_words(tokens: Tokens, match: Match) -> Iterator[Found]:
    """`années 1990`."""
    first = number(tokens, match, "y")
    if first and first % 10 == 0:
        yield found(tokens, match, f"{str(first)[:3]}X", "decade")


# several days, months or years


def joined(first: str, last: str) -> str:
    return f"{first}/{last}" if first and last and first < last else ""


def range_form(edtf: str) -> str:
    return "yearless_range" if edtf.startswith(UNKNOWN_YEAR) else "range"


def two_days(tokens: Tokens, match: Match) -> Iterator[Found]:
    """Two days of one month: a range, or with `and` between days that are no neighbours, a list."""
    year, month = number(tokens, match, "y"), number(tokens, match, "m")
    if year is None and needs_year(tokens, match, "m"):
        return
    if match["q"] is not None:
        first, last = (int(part) for part in tokens.values[match.start("q")])
        is_between = True
    else:
        first, last = number(tokens, match, "d") or 0, number(tokens, match, "e") or 0
        is_between = is_joined(match, first, last)
    ends = edtf_of(year, month, first), edtf_of(year, month, last)
    if is_between or match["j"] == "/":
        edtf = joined(*ends)
        yield found(tokens, match, edtf, range_form(edtf))
    elif joined(*ends):
        yield found(tokens, match, f"{{{ends[0]},{ends[1]}}}", "yearless_set" if year is None else "set")


def is_joined(match: Match, first: int, last: int) -> bool:
    """Whether two ends make a range: by `to`, a dash, `between … and`, or `and` where they are neighbours."""
    has_between = "b" in match.re.groupindex and match["b"] is not None
    return has_between or is_through(match) or last - first == 1


def is_through(match: Match) -> bool:
    return match["j"] == "-" or re.match(role("range_to"), match["j"]) is not None


def listed_days(tokens: Tokens, match: Match) -> Iterator[Found]:
    year, month = number(tokens, match, "y"), number(tokens, match, "m")
    if year is None and needs_year(tokens, match, "m"):
        return
    first = match.start("list")
    numbers = [int(tokens.values[first + at][0]) for at, sign in enumerate(match["list"]) if sign == "D"]
    listed = [edtf_of(year, month, one) for one in numbers]
    if all(listed) and listed == sorted(set(listed)):
        yield found(tokens, match, f"{{{','.join(listed)}}}", "yearless_set" if year is None else "set")


def crossing(tokens: Tokens, match: Match) -> Iterator[Found]:
    """Two days of two months, of which the first takes its year from the second if it has none of its own."""
    first_year, last_year = number(tokens, match, "y"), number(tokens, match, "z")
    if last_year is None and (first_year is not None or needs_year(tokens, match, "m", "n")):
        return
    if not (is_joined(match, 0, 0) if last_year else is_through(match)):
        return
    last = edtf_of(last_year, number(tokens, match, "n"), number(tokens, match, "e"))
    first = edtf_of(first_year, number(tokens, match, "m"), number(tokens, match, "d"))
    edtf = joined(with_year_of(first, last), last)
    if edtf or first_year is None:
        yield found(tokens, match, edtf, range_form(edtf))


def with_year_of(first: str, last: str) -> str:
    """The first end with the year of the last one, or the one before where it would come after it."""
    if not first.startswith(UNKNOWN_YEAR) or last.startswith(UNKNOWN_YEAR) or not last:
        return first
    return f"{int(last[:4]) - (first[4:] > last[4:]):04}{first[4:]}"


def months(tokens: Tokens, match: Match) -> Iterator[Found]:
    first_year, last_year = number(tokens, match, "y"), number(tokens, match, "z")
    if last_year is None and (first_year is not None or needs_year(tokens, match, "m", "n")):
        return
    first_month, last_month = number(tokens, match, "m") or 0, number(tokens, match, "n") or 0
    is_slash = match["j"] == "/"
    if not is_slash and not is_joined(match, first_month, last_month):
        return
    last = edtf_of(last_year, last_month)
    edtf = joined(with_year_of(edtf_of(first_year, first_month), last), last)
    if edtf:
        yield found(tokens, match, edtf, range_form(edtf))


def year_pair(tokens: Tokens, match: Match) -> Iterator[Found]:
    first, last = tokens.values[match.start("s")]
    if not is_numbered(tokens, match.start("s")):
        yield found(tokens, match, f"{first}/{last}", "range")


def years(tokens: Tokens, match: Match) -> Iterator[Found]:
    """Two years; round ones are counts where a noun follows: `from 1500 to 2000 people`."""
    first, last = number(tokens, match, "y") or 0, number(tokens, match, "z") or 0
    is_round = ROUND_YEAR in match["s"] and tokens.signs[match.end("s") : match.end("s") + 1] in ("w", "p")
    joint = match.groupdict().get("j")
    is_between = joint is None or (joint != "/" and is_joined(match, 0, 0))
    if first < last and not is_round and is_between and not is_numbered(tokens, match.start("s")):
        yield found(tokens, match, f"{first}/{last}", "range")


def is_numbered(tokens: Tokens, at: int) -> bool:
    """Whether the number stands in a row of numbers of resolutions, pages and the like."""
    return numbered_row().search(tokens.signs, max(0, at - ROW_WINDOW), at) is not None


@cache
def numbered_row() -> re.Pattern[str]:
    return re.compile(rf"{role('number_of')}\.?(?:[NDEQYOZRS(),]|\(W\)|{role('range_and')}|{role('range_to')}|-)*$")
