"""Money, shares and counts, named by digits without separators and the unit as printed.

A count takes the words up to its unit: `64 combat aircraft`. Units that are listed count with any number, others where
the number is printed as a large one. Countries, bodies and the like are counted by digits right before them alone.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from schemas import knowledge
from schemas.knowledge.entities import Entity
from schemas.knowledge.words import cue_words
from tasks.core.annotate.model import Candidate, Text, slug, tidy
from tasks.core.annotate.numbers import SPACES, Number, alternation, kinds_of_units, number_at
from tasks.core.date_tokens import roles

CONFIDENCE = 0.9
VAGUE = re.compile(r"(?:tens of |hundreds of )?(?:thousands|hundreds|millions|billions|hundred) of ")
DIGIT = re.compile(r"\d[\d.,]*")
NO_NUMBER_BEFORE = re.compile(r"[\w.,/$€£+#§№-]")
MAX_GOAL_DIGITS = 3  # of the number of a goal or conference; sums in these currencies have more
MONEY_WINDOW = 7
TELEPHONE_WINDOW = 16
NO_SIGN = frozenset(",;:()[]!?\"'“”‘’–—-\n")
SHARE = re.compile(rf"[{SPACES}\n-]?(?:%|per cent\b|percent\b|percentage points?\b|pct\b)(?! of the votes?\b)")
FOLLOWED = re.compile(rf"[{SPACES}-]([^\W\d_]+)|[\w%°-]|[.,/:]\d")
SIGN_AFTER = re.compile(rf"[{SPACES}]?([€£])")
WORD = re.compile(r"(?:[ \u00a0\u202f]\n?|\n)([^\W\d_][\w'’-]*)|[ ](\d{1,2})(?=[ ][a-z])")
UNIT_WORDS = 4  # `four additional multinational battlegroups`
MAX_DESIGNATION = 2  # digits: weapons are numbered so, armies are not
NAME_BEFORE = re.compile(r"[a-z0-9,] [A-Z][\w-]+ $")
YEAR_LIKE = range(1900, 2101)
GROUP = "group"
MAX_PLAIN = 4  # digits: years, paragraphs and the like, which count nothing where no word or sign follows
FOLLOWERS = frozenset(" \u00a0\u202f\n%-–—€£")
YEAR_CUES = frozenset({"year_cue", "year_cue_risky", "year_cue_weak", "the_before_year"})


@cache
def currency_symbols() -> Mapping[str, str]:
    return {
        symbol: row["iso_code"] for row in knowledge.rows("currencies") for symbol in knowledge.values(row["symbols"])
    }


@cache
def currency_words() -> Mapping[str, str]:
    return {word: row["iso_code"] for row in knowledge.rows("currencies") for word in knowledge.values(row["words"])}


@cache
def currency_codes() -> Mapping[str, str]:
    """What can stand before an amount: signs, and the codes of ISO 4217."""
    return {**currency_symbols(), **{code: code for code in currency_words().values()}}


@cache
def currencies_after() -> Mapping[str, str]:
    """What can stand behind an amount: names, codes, and signs made of letters (`CFAF`)."""
    return {**{sign: code for sign, code in currency_symbols().items() if sign.isalpha()}, **currency_words()}


@cache
def first_words_of_currencies() -> frozenset[str]:
    return frozenset(name.split()[0].rstrip(".") for name in currencies_after())


@cache
def money_pattern() -> re.Pattern[str]:
    return re.compile(rf"({alternation(currency_codes())})[{SPACES}]?(?=\d)")


@cache
def ends_of_codes() -> frozenset[str]:
    """The last characters of signs and codes that can stand before an amount."""
    return frozenset(code[-1] for code in currency_codes()) - NO_SIGN


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity: where it ends, its name, and the rule."""

    start: int
    end: int
    name: str
    rule: str


def found_quantities(text: Text) -> Iterator[Candidate]:
    """Quantities, looked for where a digit, a sign of money or a number word begins."""
    reached = 0
    digits = dict(digit.span() for digit in DIGIT.finditer(text.body))
    for start in sorted({*text.numbers, *digits}):
        found = quantity_at(text, start, digits.get(start, 0)) if start >= reached else None
        if found and found.start >= reached:
            reached = found.end
            entity = Entity(f"quantity:{slug_of(found.name)}", "QUANTITY", found.name)
            yield Candidate(found.start, found.end, entity, found.rule, rank=5, confidence=CONFIDENCE)


def slug_of(name: str) -> str:
    return slug(name.replace(".", "p").replace("%", "percent"))


def quantity_at(text: Text, start: int, end: int) -> Found | None:
    """Money, a share, or a count, whichever the words around it make of a number. `end`: that of its digits, or 0."""
    body = text.body
    money = money_at(body, start) if end else None
    if money:
        return money
    if end and end - start <= MAX_PLAIN and body[end : end + 1] not in FOLLOWERS:
        return None
    if start and NO_NUMBER_BEFORE.match(body[start - 1]):
        return None
    many = vague(text, start) if body[start].isalpha() else None
    number = number_at(body, start)
    if many or number is None:
        return many
    return share(body, number) or money_after(body, number) or count(text, number)


def money_at(body: str, digit: int) -> Found | None:
    """An amount with its sign or code before it: `US$40`, `EUR 40`, `€40`."""
    before = body[max(0, digit - 2) : digit].rstrip(SPACES)[-1:]
    if before not in ends_of_codes():
        return None
    for start in range(max(0, digit - MONEY_WINDOW), digit):
        sign = money_pattern().match(body, start)
        if sign and sign.end() == digit and not (start and body[start - 1].isalnum() and body[start].isalnum()):
            number = number_at(body, digit, is_money=True)
            if number is None or body[number.end : number.end + 1].isalnum():
                return None
            if sign[1] in cue_words("currency_acronyms") and len(number.value) <= MAX_GOAL_DIGITS:
                return None  # `SDG 7`, `COP 28`
            return Found(start, number.end, f"{currency_codes()[sign[1]]} {number.value}", "money")
    return None


def share(body: str, number: Number) -> Found | None:
    found = SHARE.match(body, number.end)
    return Found(number.start, found.end(), f"{number.value} %", "share") if found else None


def money_after(body: str, number: Number) -> Found | None:
    """An amount with the name of its currency after it: `three million euros`, `5 million US dollars`, `40€`."""
    sign = SIGN_AFTER.match(body, number.end)
    if sign:
        return Found(number.start, sign.end(), f"{currency_symbols()[sign[1]]} {number.value}", "money")
    first = MONEY_WORD.match(body, number.end)
    if first is None or first[0][1:].rstrip(".") not in first_words_of_currencies():
        return None
    ends: list[int] = []
    at = number.end
    while len(ends) < 3 and (word := MONEY_WORD.match(body, at)):
        at = word.end()
        ends.append(at)
    for end in reversed(ends):
        code = currencies_after().get(body[number.end + 1 : end].replace("\u00a0", " ").replace("\n", " "))
        if code:
            return Found(number.start, end, f"{code} {number.value}", "money")
    return None


MONEY_WORD = re.compile(r"[ \u00a0\n-][A-Za-zÀ-ž.']*[A-Za-zÀ-ž]")


def vague(text: Text, start: int) -> Found | None:
    """`millions of refugees`, as printed."""
    found = VAGUE.match(text.body, start)
    end = unit_end(text, found.end() - 1, is_listed=True) if found else None
    if found is None or end is None:
        return None
    name = tidy(text.body[start:end]).lower()
    return Found(
        start, end, name.replace("hundred of", "100 of", 1) if name.startswith("hundred of") else name, "count"
    )


def count(text: Text, number: Number) -> Found | None:
    body = text.body
    if body[number.end : number.end + 1] in ("%", "°") or is_designation(text, number):
        return None
    per = per_pattern().match(body, number.end)
    if per:
        printed = tidy(per[0].replace(",", "")).lower()
        return Found(number.start, per.end(), f"{number.value} {printed}", "count")
    end = unit_end(text, number.end, is_listed=not number.is_large, number=number)
    if end is not None and not is_year(body, number, end):
        printed = tidy(body[number.end : end].lstrip("-")).lower()
        return Found(number.start, end, f"{number.value} {printed}", "count")
    is_telephone = "+" in body[max(0, number.start - TELEPHONE_WINDOW) : number.start]
    is_bare = end is None and number.is_large and not is_followed(body, number.end) and not is_telephone
    if is_bare or counts_named(text, number):
        return Found(number.start, number.end, number.value, "count")
    return None


@cache
def per_pattern() -> re.Pattern[str]:
    return re.compile(rf" per \d[\d,.]*\d? (?:{alternation(kinds_of_units())})\b")


def unit_end(text: Text, at: int, is_listed: bool, number: Number | None = None) -> int | None:
    """Where the unit ends that the words from here lead to; None where none of them is one.

    The last of several listed units in a row counts (`police trainers`). With `is_listed` false any plural will do.
    """
    words = following(text, at)
    for index, (word, end) in enumerate(words):
        kind = kinds_of_units().get(word) or (kinds_of_units().get(word.lower()) if word.isupper() else None)
        if kind is None and not (not is_listed and is_plural(word)):
            continue
        if kind == GROUP and number and (number.in_words or index):
            return None
        while index + 1 < len(words) and words[index + 1][0] in kinds_of_units():
            index, end = index + 1, words[index + 1][1]
        return end
    return None


def is_plural(word: str) -> bool:
    return word.islower() and word.endswith("s") and not word.endswith(("ss", "us", "is"))


def following(text: Text, at: int) -> list[tuple[str, int]]:
    """The words after a number that can belong to its unit, with their ends."""
    words: list[tuple[str, int]] = []
    while len(words) < UNIT_WORDS and (match := WORD.match(text.body, at)):
        start, at = match.end() - len(match[1] or match[2]), match.end()
        word = match[1] or match[2]
        if start in text.known or is_foreign(word) or not (match[1] or words):
            break
        if word.endswith(("'", "’", "-")) or text.body[at : at + 1] in ("'", "’"):
            break
        words.append((word, at))
    return words


def is_foreign(word: str) -> bool:
    """A word with which no unit goes on: of grammar, of time, a verb."""
    return word.lower() in cue_words("stop_words") or word in cue_words("durations") or word in unit_stops()


@cache
def unit_stops() -> frozenset[str]:
    return cue_words("unit_stops")


def is_year(body: str, number: Number, end: int) -> bool:
    """Whether four plain digits are rather a year: `the 1988 gas attacks`, but not `lost 1914 men`."""
    if number.in_words or number.is_separated or number.has_scale or not number.value.isdigit():
        return False
    if int(number.value) not in YEAR_LIKE or len(number.value) != 4:
        return False
    before = body[max(0, number.start - 12) : number.start].rstrip().rpartition(" ")[2].lower()
    return " " in body[number.end + 1 : end] or before in cue_words("stop_words") or is_year_cue(before)


def is_year_cue(word: str) -> bool:
    return not YEAR_CUES.isdisjoint(roles().get(word, ()))


def is_followed(body: str, end: int) -> bool:
    """Whether a word or number is joined to the number, or it counts time."""
    after = FOLLOWED.match(body, end)
    if after is None:
        return False
    return after[1] is None or body[end] == "-" or after[1].lower() in cue_words("durations")


def counts_named(text: Text, number: Number) -> bool:
    """`500 Ukrainian soldiers`: the number alone, since the state has a mention of its own."""
    known = text.known.get(number.end + 1)
    if known is None or number.in_words or known.label != "COUNTRY":
        return False
    after = following(text, known.end)[:2]
    return any(kinds_of_units().get(word, GROUP) != GROUP for word, _ in after)


def is_designation(text: Text, number: Number) -> bool:
    """Whether the number belongs to the name before it: `14 Challenger 2 tanks`."""
    return (
        number.end - number.start <= MAX_DESIGNATION
        and NAME_BEFORE.search(text.body, max(0, number.start - 30), number.start) is not None
    )
