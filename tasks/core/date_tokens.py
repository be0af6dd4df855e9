"""The surroundings of a date as a row of signs, one for each word, number and stop: the grammar is written over these.

What a word can be in a date, in some thirty languages, are rows of `schemas/knowledge/date_words.csv`. Words with the
same roles share a sign; `role` gives all the signs that a pattern has to look for.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from schemas import knowledge
from tasks.core.date_patterns import MONTH, MONTH_SIGN, month_number

DAY, YEAR, ROUND_YEAR, SURE_YEAR, DECADE = "D", "Y", "O", "Z", "X"
DAYS, YEARS, SLASHED_YEARS, FULL, NUMBER = "Q", "R", "S", "F", "N"
CLEAR_MONTH, MONTH_WITH_YEAR = "M", "m"
WORD, PLURAL, CAPITALISED, BREAK = "w", "p", "W", "#"
FIRST_ROLE = 0xF100  # private signs: sets of roles
FIRST_YEAR, LAST_YEAR = 1500, 2199
YEAR_DIGITS = 4
ROUND = 50  # `2000 troops` and `1950 people` are more common than other counts that look like years
STOPS = {**dict.fromkeys("-–—", "-"), **dict.fromkeys("'’", "'"), **{stop: stop for stop in ".,/()"}}
NO_DATE_AFTER = frozenset("$€£¥#№§+")
NUMBERS = ("number", "tail")  # groups of a token
MONTH_LENGTH = 12
ISO = re.compile(r"(\d{4})([-/])(\d\d)\2(\d\d)")
LITTLE_ENDIAN = re.compile(r"(\d\d?)([./-])(\d\d?)\2([12]\d{3})")
PAIR = re.compile(r"(\d{1,4})([-–—/])(\d{1,4})")


Value = tuple[int, ...] | tuple[str, str]


@dataclass(frozen=True, slots=True)
class Tokens:
    """Signs of stretches of `text`, with the characters and the value of each: a number, a pair, EDTF and form."""

    text: str
    signs: str
    starts: list[int]
    ends: list[int]
    values: list[Value]


@cache
def roles() -> dict[str, frozenset[str]]:
    """The kinds of `date_words.csv` that a word in small letters belongs to."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in knowledge.rows("date_words"):
        for word in knowledge.values(row["words"]):
            found[word.lower()].add(row["kind"])
    return {word: frozenset(kinds) for word, kinds in found.items()}


@cache
def role_signs() -> dict[frozenset[str], str]:
    distinct = sorted({tuple(sorted(kinds)) for kinds in roles().values()})
    return {frozenset(kinds): chr(FIRST_ROLE + number) for number, kinds in enumerate(distinct)}


@cache
def word_signs() -> dict[str, tuple[str, tuple[int, ...]]]:
    """Sign and value of every word of dates; the value is the number at the end of a kind: `season_21`."""
    return {word: (role_signs()[kinds], numbers_of(kinds)) for word, kinds in roles().items()}


def numbers_of(kinds: frozenset[str]) -> tuple[int, ...]:
    return tuple(sorted(int(kind.rpartition("_")[2]) for kind in kinds if kind[-1].isdigit()))


@cache
def role(*kinds: str) -> str:
    """A set of all signs of the words of these kinds; `season_` stands for `season_21` and its like."""
    wanted = {kind if not kind.endswith("_") else kind[:-1] + "_#" for kind in kinds}
    signs = (
        sign
        for own, sign in role_signs().items()
        if any(kind in wanted or re.sub(r"_\d+$", "_#", kind) in wanted for kind in own)
    )
    return f"[{''.join(sorted(signs))}]"


@cache
def suffixes(*kinds: str) -> frozenset[str]:
    return frozenset(word for word, own in roles().items() if not own.isdisjoint(kinds))


@cache
def pattern() -> re.Pattern[str]:
    """A token; `code` is letters and digits in one, such as `A/77/1998` and `Q1`, but not `mid-2023`."""
    tails = "|".join(map(re.escape, sorted(suffixes("day_suffix", "decade_suffix"), key=lambda one: (-len(one), one))))
    prefixes = "|".join(sorted(suffixes("part_prefix")))
    return re.compile(
        r"(?:[ \t\u00a0\u202f]{1,3}|[ \t]?\n[ \t]?)?(?:"  # a gap within a line or over its end says nothing
        rf"(?P<month>{MONTH}+)"
        rf"|(?P<number>\d+(?:[.,:/–—-]\d+)*)(?P<tail>(?i:{tails})(?![^\W_])|[^\W\d_]\w*)?"
        rf"|(?P<code>(?!(?i:{prefixes})[-–])[^\W\d_]+[-/]?\d[\w/-]*)"
        rf"|(?P<word>[^\W\d_]+(?:-[^\W\d_]+)*)"
        r"|(?P<gap>\s+)|(?P<stop>.))",
        re.DOTALL,
    )


def tokens_of(text: str, masked: str, stretches: Iterable[tuple[int, int]]) -> Tokens:
    """Tokens of all stretches of a text, with a break after each, read from the text with its months masked."""
    signs: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    values: list[Value] = []
    for start, end in stretches:
        for match in pattern().finditer(masked, start, end):
            kind = match.lastgroup or ""
            if kind in NUMBERS:
                sign, value, last = number_token(match)
                starts.append(match.start("number"))
            else:
                first, last = match.span(kind)
                sign, value = plain_token(masked[first:last])
                starts.append(first)
            signs.append(sign)
            values.append(value)
            ends.append(last)
        signs.append(BREAK)
        values.append(())
        starts.append(end)
        ends.append(end)
    return Tokens(text, "".join(signs), starts, ends, values)


@lru_cache(maxsize=65_536)
def plain_token(token: str) -> tuple[str, Value]:
    """Sign and value of a token that is no number; what is left of white space is a break."""
    known = word_signs().get(token.lower())
    if known:
        return known
    first = token[0]
    if MONTH_SIGN.match(first):
        number, is_clear = month_number(first)
        return (CLEAR_MONTH if is_clear else MONTH_WITH_YEAR), (number,)
    if not first.isalpha():
        return STOPS.get(token, BREAK), ()
    if any(char.isdigit() for char in token):
        return NUMBER, ()
    if first.isupper():
        return CAPITALISED, ()
    return (PLURAL if token[-1] == "s" else WORD), ()


def number_token(match: re.Match[str]) -> tuple[str, Value, int]:
    """A number with what it can be in a date; `1990's` is a decade, in `2022's budget` the year ends before the `'`."""
    digits, tail = match["number"], (match["tail"] or "").lower()
    end = match.end()
    if match.string[match.start("number") - 1 : match.start("number")] in NO_DATE_AFTER or match.string.startswith(
        "%", end
    ):
        return NUMBER, (), end
    if not digits.isdigit():
        sign, value = compound(digits) if not tail or tail.startswith("t") else (NUMBER, ())
        return sign, value, match.end("number")
    if len(digits) > YEAR_DIGITS:
        return NUMBER, (), end
    number = int(digits)
    sign = plain_sign(digits, number)
    if not tail:
        return sign, (number,), end
    if sign in (YEAR, ROUND_YEAR):
        if number % 10 == 0 and tail in suffixes("decade_suffix"):
            return DECADE, (number,), end
        if tail[0] in "'’":
            return sign, (number,), match.end("number")
        return (SURE_YEAR if tail in suffixes("after_year") else NUMBER), (number,), match.end("number")
    return (DAY if sign == DAY and tail in suffixes("day_suffix") else NUMBER), (number,), end


def plain_sign(digits: str, number: int) -> str:
    if len(digits) <= 2:
        return DAY if 1 <= number <= 31 else NUMBER
    if len(digits) == YEAR_DIGITS and FIRST_YEAR <= number <= LAST_YEAR:
        return YEAR if number % ROUND else ROUND_YEAR
    return NUMBER


@lru_cache(maxsize=4096)
def compound(digits: str) -> tuple[str, Value]:
    """Digits with stops: a whole date, two days, two years, or some other number."""
    if iso := ISO.fullmatch(digits):
        return FULL, full_date(int(iso[1]), int(iso[3]), int(iso[4]))
    if written := LITTLE_ENDIAN.fullmatch(digits):
        return FULL, day_and_month(int(written[1]), int(written[3]), int(written[4]), written[2])
    pair = PAIR.fullmatch(digits)
    return pair_token(pair[1], pair[3], pair[2]) if pair else (NUMBER, ())


def full_date(year: int, month: int, day: int) -> tuple[str, str]:
    try:
        return date(year, month, day).isoformat(), "day"
    except ValueError:
        return "", "invalid"


def day_and_month(one: int, other: int, year: int, stop: str) -> tuple[str, str]:
    """With dots the day comes first; else in either order, where one of the two can be no month."""
    if stop != "." and one <= MONTH_LENGTH and other <= MONTH_LENGTH and one != other:
        first, second = sorted((full_date(year, one, other)[0], full_date(year, other, one)[0]))
        return f"[{first},{second}]", "ambiguous"
    is_month_first = stop != "." and other > MONTH_LENGTH
    return full_date(year, one, other) if is_month_first else full_date(year, other, one)


def pair_token(first: str, second: str, stop: str) -> tuple[str, Value]:
    """`13-16` days, `2021-2027` and `2022/23` years. `2001-05` is five years, `2021-05` no more than a number."""
    one, other = int(first), int(second)
    is_slash = stop == "/"
    if len(first) == 4 and FIRST_YEAR <= one <= LAST_YEAR and len(second) in (2, 4):
        last = other if len(second) == 4 else one - one % 100 + other
        if one < last <= LAST_YEAR and (last == one + 1 or not is_slash):
            return (SLASHED_YEARS if is_slash else YEARS), (one, last)
    if len(first) <= 2 and len(second) <= 2 and 1 <= one < other <= 31 and (other == one + 1 or not is_slash):
        return DAYS, (one, other)
    return NUMBER, ()
