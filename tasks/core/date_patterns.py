"""How dates are written: patterns over a text whose month names are masked, and what each of them reads.

Months, ordinal endings and cue words of some thirty languages are rows of `schemas/knowledge/months.csv` and
`date_words.csv`.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, lru_cache

from schemas import knowledge

LEAP_YEAR = 2000  # stands in for an unknown year, so that 29 February is a day
UNKNOWN_YEAR = "XXXX"
WINDOW_CHARS = 64  # the longest cue or dateline before a year has 50
MONTH = "[\ue001-\ue00c\ue011-\ue01c]"  # private signs: January to December, again for names that need a year
CLEAR_MONTH = "[\ue001-\ue00c]"
MONTH_NEEDED = re.compile(r"\(\?P<month(?:_1)?>\[")
NEEDS_YEAR = 0x10
FIRST_SIGN = 0xE000
MONTH_SIGN = re.compile("[\ue000-\ue01f]")
ANCHOR = re.compile(rf"[\d{MONTH[1:-1]}]+")  # every date has a year or a month; a set alone is looked for quickly
YEAR_DIGITS = 4


def mask_months(text: str) -> str:
    """The text with every month name turned into as many signs that stand for the month: all patterns stay small."""
    clean = MONTH_SIGN.sub("\ue0ff", text)
    found = first_words().keys() & set(month_letters().findall(clean))
    if not found:
        return clean
    return month_names(tuple(sorted(found))).sub(lambda match: month_signs()[match[0]] * len(match[0]), clean)


def windows(masked: str) -> Iterator[tuple[int, int]]:
    """The stretches around years and months, merged: no date stands elsewhere."""
    start = end = -1
    for anchor in ANCHOR.finditer(masked):
        first, last = anchor.span()
        if last - first != YEAR_DIGITS and masked[first] < MONTH[1]:
            continue
        if first - WINDOW_CHARS > end:
            if end >= 0:
                yield start, end
            start = max(0, first - WINDOW_CHARS)
        end = last + WINDOW_CHARS
    if end >= 0:
        yield start, min(end, len(masked))


Reading = tuple[str, str]
Reader = Callable[[re.Match[str]], Reading]


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


@lru_cache(maxsize=256)
def month_names(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any month name that begins with one of the words, as a whole: few texts have more than three of them.

    What stands before is asked after the first letter, so that the pattern is tried at that letter alone.
    """
    tails: defaultdict[str, list[str]] = defaultdict(list)
    for form in sorted({form for word in words for form in first_words()[word]}, key=lambda form: (-len(form), form)):
        tails[form[0]].append(re.escape(form[1:]))
    forms = (f"{letter}(?<![^\\W_]{letter})(?:{'|'.join(tails[letter])})" for letter in sorted(tails))
    return re.compile(f"(?:{'|'.join(forms)})(?![^\\W_])")


def part_edtf(match: re.Match[str], suffix: str = "") -> str:
    """EDTF of one end of a match, from the groups year, month, day with this suffix; empty if there is no such day."""
    groups = match.groupdict()

    def group(name: str) -> str:
        return groups.get(name + suffix) or groups.get(name) or ""

    year, month, day = group("year"), group("month"), group("day")
    month_no = (int(month) if month.isdigit() else (ord(month[0]) - FIRST_SIGN) % NEEDS_YEAR) if month else 0
    try:
        date(int(year or LEAP_YEAR), month_no or 1, int(day or 1))
    except ValueError:
        return ""
    return "-".join(
        filter(None, (year or UNKNOWN_YEAR, f"{month_no:02}" if month_no else "", day and f"{int(day):02}"))
    )


def read_single(match: re.Match[str]) -> Reading:
    edtf = part_edtf(match)
    form = {4: "year", 7: "month", 10: "day"}.get(len(edtf), "")
    return edtf, f"yearless_{form}" if edtf.startswith(UNKNOWN_YEAR) else form


def read_range(match: re.Match[str]) -> Reading:
    first, last = part_edtf(match, "_1"), part_edtf(match, "_2")
    edtf = f"{first}/{last}" if first and last and first < last else ""
    return edtf, "yearless_range" if edtf.startswith(UNKNOWN_YEAR) else "range"


def read_slashes(match: re.Match[str]) -> Reading:
    """Two numbers that may be day and month in either order: only where one of them can be no month."""
    one, other, year = int(match["one"]), int(match["other"]), int(match["year"])
    if one <= 12 and other <= 12 and one != other:
        return "", "day"
    day, month = (one, other) if one > 12 else (other, one)
    try:
        return date(year, month, day).isoformat(), "day"
    except ValueError:
        return "", "day"


def read_decade(match: re.Match[str]) -> Reading:
    return match["decade"] + "X", "decade"


GAP = r"(?:[ \t\u00a0\u202f]{1,3}|[ \t]?\n[ \t]?)"  # never over an empty line
YEAR = r"(?P<year{}>1[5-9]\d\d|20\d\d|21\d\d)(?![\d%])(?!,\d|\.\d)"
NO_NUMBER_BEFORE = r"(?<!\d)(?<!\d[.,/:-])(?<![-/]\d)"
LETTER_BEFORE = r"(?<![^\W_])"
NO_COUNT = rf"(?!\d\d[05]0{GAP}[a-zà-ž])"  # `of 2000 people`
NO_PLURAL = rf"(?!\d\d[05]0{GAP}[a-zà-ž]+s\b)"  # `from 2000 troops`, but `in 2000 we agreed`
NUMERIC = (
    (r"(?<![\d.-])(?P<span>(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d))(?![\d.]*\d|-\d)", read_single),
    (r"(?<![\d./-])(?P<span>(?P<year>\d{4})/(?P<month>\d\d)/(?P<day>\d\d))(?![\d/])", read_single),
    (r"(?<![\d.])(?P<span>(?P<day>\d\d?)\.[ ]?(?P<month>\d\d?)\.[ ]?(?P<year>[12]\d{3}))(?!\d|\.\d)", read_single),
    (r"(?<![\d/])(?P<span>(?P<one>\d\d?)/(?P<other>\d\d?)/(?P<year>[12]\d{3}))(?![\d/])", read_slashes),
    (r"(?<![\w./-])(?P<span>(?P<one>\d\d?)-(?P<other>\d\d?)-(?P<year>[12]\d{3}))(?![\w/-])", read_slashes),
    (r"(?<!\d)(?P<span>(?P<decade>1[5-9]\d|20\d)0(?:s|[’']s|er Jahren?|-х|-те))(?!\w)", read_decade),
    (r"(?m)^[ \t]*[^\W\d_][^\n\d.;:!?]{1,40},[ \t]+(?P<span>(?P<year>(?:19|20)\d\d))[ \t]*\.?[ \t]*$", read_single),
)


@cache
def patterns(has_month: bool) -> tuple[tuple[re.Pattern[str], Reader], ...]:
    """All forms of a date, or those that need no name of a month; the group `span` is the date itself."""
    sources = (*NUMERIC, *day_first(), *month_first(), *year_first(), *ranges(), *after_cues())
    return tuple(
        (re.compile(source), reader) for source, reader in sources if has_month or not MONTH_NEEDED.search(source)
    )


@cache
def words(kind: str) -> str:
    """Alternation of the words of a kind in `date_words.csv`, the longest first, with any white space inside."""
    for row in knowledge.rows("date_words"):
        if row["kind"] == kind:
            longest = sorted(knowledge.values(row["words"]), key=len, reverse=True)
            return "(?:" + "|".join(re.escape(word).replace(r"\ ", GAP) for word in longest) + ")"
    raise KeyError(kind)


def cue(kind: str) -> str:
    """A word of a kind as a whole, in any case. It is tried where a first letter stands, which is found quickly."""
    tails: defaultdict[str, list[str]] = defaultdict(list)
    for row in knowledge.rows("date_words"):
        for word in sorted(knowledge.values(row["words"]), key=len, reverse=True) if row["kind"] == kind else ():
            for letter in sorted({word[0].lower(), word[0].upper()}):
                tails[letter].append(re.escape(word[1:]).replace(r"\ ", GAP))
    return "(?:" + "|".join(rf"{letter}(?<!\w{letter})(?i:{'|'.join(tails[letter])})" for letter in sorted(tails)) + ")"


def month(suffix: str = "", signs: str = MONTH) -> str:
    return rf"(?P<month{suffix}>{signs}+)(?:\.(?={GAP}?\d))?"


def day(suffix: str = "") -> str:
    return rf"(?P<day{suffix}>[0-3]?\d){words('day_suffix')}?(?!\d)"


def then_month(suffix: str = "", signs: str = MONTH) -> str:
    return rf"{GAP}(?:{words('before_month')}{GAP}?)?{month(suffix, signs)}"


def then_year(suffix: str = "") -> str:
    return rf",?{GAP}(?:{words('before_year')}{GAP})?{YEAR.format(suffix)}"


Sources = Iterator[tuple[str, Reader]]


def day_first() -> Sources:
    yield rf"{NO_NUMBER_BEFORE}(?P<span>{day()}{then_month()}{then_year()})", read_single
    yield rf"{NO_NUMBER_BEFORE}(?P<span>{day()}{then_month('', CLEAR_MONTH)})(?!,?{GAP}\d{{4}})", read_single


def month_first() -> Sources:
    starts = rf"{LETTER_BEFORE}(?P<span>{month()}"
    yield rf"{starts}{GAP}{day()},?{GAP}{YEAR.format('')})", read_single
    yield rf"{LETTER_BEFORE}(?P<span>{month('', CLEAR_MONTH)}{GAP}{day()})(?!,?{GAP}\d{{4}}|[.,:]\d|[\w%])", read_single
    yield rf"{starts}{then_year()})", read_single


def year_first() -> Sources:
    """As in Hungarian, Lithuanian and Latvian."""
    year = rf"(?<!\d)(?P<span>{YEAR.format('')}\.?(?:{GAP}{words('after_year')}\.?)?{GAP}"
    yield rf"{year}{month()}{GAP}(?P<day>[0-3]?\d)(?!\d))", read_single
    yield rf"{year}(?P<day>[0-3]?\d)\.{GAP}{month()})", read_single
    yield (
        rf"(?<!\d)(?P<span>{YEAR.format('')}(?:\.|{GAP}{words('after_year')}\.?){GAP}{month()})(?!{GAP}\d)",
        read_single,
    )


def ranges() -> Sources:
    joiner = rf"{GAP}?{words('range_joiner')}{GAP}?"
    ending = rf"(?:{then_year()})?"
    yield rf"{NO_NUMBER_BEFORE}(?P<span>{day('_1')}{joiner}{day('_2')}{then_month()}{ending})", read_range
    yield (
        rf"{LETTER_BEFORE}(?P<span>{month()}{GAP}{day('_1')}{joiner}{day('_2')}(?:,?{GAP}{YEAR.format('')})?)",
        read_range,
    )
    yield (
        rf"{NO_NUMBER_BEFORE}(?P<span>{day('_1')}{then_month('_1')}(?:{then_year('_1')})?{joiner}"
        rf"{day('_2')}{then_month('_2')}(?:{then_year('_2')}))",
        read_crossing,
    )
    yield (
        rf"{LETTER_BEFORE}(?P<span>{month('_1')}{GAP}{day('_1')}{joiner}{month('_2')}{GAP}{day('_2')}"
        rf",?{GAP}{YEAR.format('_2')})",
        read_crossing,
    )
    over = r"(?:[ ]?[-–—][ ]?|[ ](?:to|through)[ ])"
    yield rf"{LETTER_BEFORE}(?P<span>{month('_1')}{over}{month('_2')}{then_year()})", read_range
    yield rf"(?<!\d)(?P<span>{YEAR.format('_1')}[ ]?[-–—][ ]?{YEAR.format('_2')})(?![-–—/]?\w)", read_years


def read_crossing(match: re.Match[str]) -> Reading:
    """Two days, of which the first takes its year from the second if it has none of its own."""
    last = part_edtf(match, "_2")
    first = part_edtf(match, "_1")
    if first.startswith(UNKNOWN_YEAR):
        is_turn_of_year = first[4:] > last[4:]
        first = str(int(match["year_2"]) - is_turn_of_year) + first[4:]
    return (f"{first}/{last}" if first and last and first < last else ""), "range"


def read_years(match: re.Match[str]) -> Reading:
    first, last = match["year_1"], match["year_2"]
    return (f"{first}/{last}" if first < last else ""), "range"


def after_cues() -> Sources:
    year = rf"(?P<span>{YEAR.format('')})"
    yield rf"{cue('year_cue')}{GAP}{NO_PLURAL}{year}(?![-–—/]?\w)", read_single
    yield rf"{cue('year_cue_risky')}{GAP}{NO_COUNT}{year}(?![-–—/]?\w)", read_single
    yield rf"{cue('month_cue')}(?:{GAP}|-)(?P<span>{month('', CLEAR_MONTH)})(?!{GAP}\d)", read_single
    yield rf"(?<!\d)(?P<span>{YEAR.format('')}){GAP}{words('after_year')}(?!\w)", read_single
