"""What is read from years and months alone, and from parts of years: quarters, halves, seasons."""

import re
from collections.abc import Iterator
from functools import cache

from schemas import knowledge
from tasks.core.date_readers import Found, Match, edtf_of, found, is_numbered, number
from tasks.core.date_tokens import Tokens, role

FIRST_QUARTER, FIRST_HALF = 33, 40  # EDTF, level 2
FIRST_YEAR_ALONE = 1800  # before a noun, an older one is rather the number of a resolution
LINE_END = re.compile(r"[ \t]*\.?[ \t]*(?:\n|$)")
DATELINE = re.compile(r"[ \t]*[^\W\d_][^\n\d.;:!?]{1,40},[ \t]+$")
LINE_WINDOW = 60
NAMED = ("YW", "OW")


def quarter(tokens: Tokens, match: Match) -> Iterator[Found]:
    year, which = number(tokens, match, "y"), number(tokens, match, "o")
    if which is not None and 1 <= which <= 4:
        yield found(tokens, match, f"{year}-{FIRST_QUARTER - 1 + which}", "quarter")


def half(tokens: Tokens, match: Match) -> Iterator[Found]:
    year, which = number(tokens, match, "y"), number(tokens, match, "o")
    if which in (1, 2):
        yield found(tokens, match, f"{year}-{FIRST_HALF - 1 + which}", "half")


def season(tokens: Tokens, match: Match) -> Iterator[Found]:
    yield found(tokens, match, f"{number(tokens, match, 'y')}-{number(tokens, match, 'o')}", "season")


def approximate(tokens: Tokens, match: Match) -> Iterator[Found]:
    yield found(tokens, match, f"{number(tokens, match, 'y')}~", "approximate")


def chain_of_years(tokens: Tokens, match: Match) -> Iterator[Found]:
    """A year, and those listed after it: `in 2014, 2015 and 2016`."""
    yield from chain(tokens, match, "YOZ", "year")


def chain_of_months(tokens: Tokens, match: Match) -> Iterator[Found]:
    yield from chain(tokens, match, "M", "yearless_month")


def capitalised_months(tokens: Tokens, match: Match) -> Iterator[Found]:
    """As English prints them: `the April meeting`, `this April`, and not `this august body`."""
    if tokens.text[tokens.starts[match.start("m")]].isupper():
        yield from chain_of_months(tokens, match)


def chain(tokens: Tokens, match: Match, signs: str, form: str) -> Iterator[Found]:
    first = match.start("s")
    if is_numbered(tokens, first) or begins_name(tokens, first):
        return
    rest = range(*match.span("rest")) if match.groupdict().get("rest") else range(0)
    for at in (first, *(other for other in rest if tokens.signs[other] in signs)):
        value = int(tokens.values[at][0])
        edtf = edtf_of(value) if form == "year" else edtf_of(None, value)
        yield tokens.starts[at], tokens.ends[at], edtf, form


def begins_name(tokens: Tokens, at: int) -> bool:
    """Whether an article before and a capital after make the year a part of a name: `of the 2030 Agenda`."""
    is_after_article = at > 0 and re.match(role("article"), tokens.signs[at - 1]) is not None
    return is_after_article and tokens.signs[at : at + 2] in NAMED


def year_before_noun(tokens: Tokens, match: Match) -> Iterator[Found]:
    """`the 2014 annexation`, and not `the 1990 volunteers`: what is counted is in a table."""
    after = match.end("s")
    noun = tokens.text[tokens.starts[after] : tokens.ends[after]]
    of_several = quantifier_before().search(tokens.signs, max(0, match.start() - 2), match.start())
    is_recent = (number(tokens, match, "y") or 0) >= FIRST_YEAR_ALONE
    if is_recent and noun not in counted_units() and not of_several:
        yield from chain_of_years(tokens, match)


@cache
def quantifier_before() -> re.Pattern[str]:
    """`all of`, before `the`."""
    return re.compile(rf"{role('quantifier')}{role('before_month')}?$")


@cache
def counted_units() -> frozenset[str]:
    return frozenset(row["unit"] for row in knowledge.rows("counted_units"))


def first_word(tokens: Tokens, match: Match) -> Iterator[Found]:
    """`2023 was the hottest year`, at the start of a sentence."""
    if match.start("s") or tokens.starts[0] == 0:
        yield from chain_of_years(tokens, match)


def dateline_year(tokens: Tokens, match: Match) -> Iterator[Found]:
    """A year at the end of a line of a town: `Bucharest, 2024`."""
    start, end = tokens.starts[match.start("s")], tokens.ends[match.start("s")]
    if not LINE_END.match(tokens.text, end):
        return
    line_start = tokens.text.rfind("\n", max(0, start - LINE_WINDOW), start) + 1
    if (line_start or start < LINE_WINDOW) and DATELINE.match(tokens.text, line_start, start):
        yield from chain_of_years(tokens, match)
