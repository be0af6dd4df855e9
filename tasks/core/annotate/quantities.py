"""Money, shares and counts, named by digits without separators and the unit as printed."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache

from schemas import knowledge
from schemas.knowledge.entities import Entity
from schemas.knowledge.words import cue_words, number_values, scales
from tasks.core.annotate.model import Candidate, Text, slug, tidy

CONFIDENCE = 0.9
DIGITS = r"\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?:\.\d+)?|\d{1,15}(?:\.\d{1,6})?"
VAGUE = r"(?:tens of |hundreds of )?(?:thousands|hundreds|millions|billions|hundred) of "
DIGIT = re.compile(r"\d[\d.,]*")
MONEY_BEFORE = re.compile(
    r"(?:[A-Z]{1,3}(?:\.[A-Z]\.)?[$ \u00a0]?\$?|[^\w\s.,;:()\[\]!?/\"'“”‘’-] ?)$"
)  # `US$40`, `EUR 40`, `€40`
MONEY_WINDOW = 6
NAME_BEFORE = re.compile(r"[a-z0-9,] [A-Z][\w-]+ $")
MAX_DESIGNATION = 2  # digits: weapons are numbered so, armies are not
MODIFIERS = r"(?:[A-Za-z]+(?:-[A-Za-z\d]+)? ){0,2}?"


def alternation(words: Iterator[str] | tuple[str, ...] | frozenset[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


@cache
def pattern() -> re.Pattern[str]:
    """One pattern over all forms, tried where a digit, a currency or a number word begins."""
    numbers = alternation(tuple(row["word"] for row in knowledge.rows("number_words") if row["kind"] == "number"))
    tens = rf"(?:{numbers})(?:-(?:{numbers}))?"
    scale = rf"(?:[ -]?(?:{alternation(scales())})(?![^\W\d_])){{0,2}}"
    number = rf"(?:{DIGITS}|(?i:{tens})(?!\w)){scale}"
    symbols = alternation(tuple(currency_symbols()))
    words = alternation(tuple(currency_words()))
    units = alternation(tuple(row["unit"] for row in knowledge.rows("counted_units")))
    return re.compile(
        rf"(?<![\w.,/$€£-])(?:"
        rf"(?P<symbol>{symbols}|\b[A-Z]{{3}}\b)[ \u00a0]?(?P<money>{number})(?!\w)"
        rf"|(?P<vague>{VAGUE}{MODIFIERS}(?:{units}))\b"
        rf"|(?P<number>{number})(?:"
        rf"[ -]?(?P<share>%|per cent\b|percent\b|percentage points\b)"
        rf"|[ \u00a0](?:[A-Z][A-Za-z]+ )?(?P<currency>{words})(?!\w)|(?P<sign>[€£])"
        rf"|(?P<per> per (?:{number}) (?:{units}))\b"
        rf"| (?P<unit>{MODIFIERS}(?:{units}))\b(?![-'’])"
        rf"|(?P<bare>(?![\w%°-]|[.,/:]\d))))"
    )


@cache
def currency_symbols() -> Mapping[str, str]:
    return {
        symbol: row["iso_code"] for row in knowledge.rows("currencies") for symbol in knowledge.values(row["symbols"])
    }


@cache
def currency_words() -> Mapping[str, str]:
    return {word: row["iso_code"] for row in knowledge.rows("currencies") for word in knowledge.values(row["words"])}


def found_quantities(text: Text) -> Iterator[Candidate]:
    """Quantities, looked for where a digit, a sign of money or a number word begins."""
    reached = 0
    for start in sorted(
        {*text.numbers, *(money_start(text.body, digit.start()) for digit in DIGIT.finditer(text.body))}
    ):
        found = pattern().match(text.body, start) if start >= reached else None
        name = canonical(found) if found else ""
        if found and name and not is_bare_noise(text, found):
            reached = found.end()
            entity = Entity(f"quantity:{slug_of(name)}", "QUANTITY", name)
            yield Candidate(start, reached, entity, rule_of(found), rank=5, confidence=CONFIDENCE)


def money_start(body: str, digit: int) -> int:
    """Where an amount begins: at its sign or code, if there is one before the digit."""
    before = MONEY_BEFORE.search(body, max(0, digit - MONEY_WINDOW), digit)
    return before.start() if before and pattern().match(body, before.start()) else digit


def slug_of(name: str) -> str:
    return slug(name.replace(".", "p").replace("%", "percent"))


def rule_of(found: re.Match[str]) -> str:
    if found["money"] or found["currency"] or found["sign"]:
        return "money"
    return "share" if found["share"] else "count"


def canonical(found: re.Match[str]) -> str:
    """The name of the quantity; empty where it is none."""
    if found["vague"]:
        vague = tidy(found["vague"]).lower()
        return vague.replace("hundred of", "100 of", 1) if vague.startswith("hundred of") else vague
    if found["money"]:
        code = currency_symbols().get(found["symbol"]) or currency_words().get(found["symbol"])
        return f"{code} {plain(found['money'])}" if code else ""
    value = plain(found["number"])
    if found["currency"] or found["sign"]:
        code = currency_words().get(found["currency"] or "") or currency_symbols()[found["sign"]]
        return f"{code} {value}"
    if found["share"]:
        return f"{value} %"
    if found["per"]:
        return tidy(value + found["per"].replace(",", "")).lower()
    return f"{value} {tidy(found['unit']).lower()}" if found["unit"] else value


def is_bare_noise(text: Text, found: re.Match[str]) -> bool:
    """Numbers without a unit count only where a separator shows that they are large, and never before a duration."""
    if found["unit"] and is_designation(text, found):
        return True
    if found["vague"]:
        return any(at in text.known for at in range(*found.span("vague")))
    if found["unit"]:
        return any(at in text.known for at in range(found.start("unit"), found.end("unit"))) or any(
            word in cue_words("durations") for word in found["unit"].split()
        )
    if (
        found["bare"] is None
        or found["share"]
        or found["currency"]
        or found["sign"]
        or found["money"]
        or found["per"]
        or found["vague"]
    ):
        return False
    follower = re.match(r"[ -]([^\W\d_]+)", text.body[found.end() : found.end() + 20])
    if follower and follower[1].lower() in cue_words("durations"):
        return True
    return not re.search(r"\d[,\u00a0\u202f]\d{3}|\d{5,}", found["number"]) and not any(
        word in scales() for word in found["number"].split()
    )


def is_designation(text: Text, found: re.Match[str]) -> bool:
    """Whether the number belongs to the name before it: `14 Challenger 2 tanks`."""
    return (
        len(found["number"]) <= MAX_DESIGNATION
        and NAME_BEFORE.search(text.body, max(0, found.start() - 30), found.start()) is not None
    )


def plain(number: str) -> str:
    """`40 billion` as `40000000000`, `1.5 million` as `1500000`, `Twenty-four` as `24`."""
    total, lowered = Decimal(1), number.lower().replace("\u00a0", " ").replace("\u202f", " ")
    lowered = re.sub(r"(?<=\d)[, ](?=\d{3})", "", lowered)
    count: Decimal | None = None
    for part in re.findall(r"\d+(?:\.\d+)?|[a-z]+", lowered):
        if part in scales():
            total *= number_values()[part]
        else:
            value = Decimal(part) if part[0].isdigit() else Decimal(number_values().get(part, 0))
            count = value if count is None else count + value
    product = total * (count if count is not None else 1)
    digits = format(product, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
