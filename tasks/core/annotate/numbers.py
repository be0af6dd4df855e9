"""Numbers as they are printed: in digits of any convention, in words, with scales, and ranges of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from schemas import knowledge
from schemas.knowledge.words import number_values, scales

SPACES = " \u00a0\u202f"
THOUSANDS = rf"\d{{1,3}}(?:[,{SPACES}'’]\d{{3}}(?!\d))+(?:\.\d{{1,6}})?|\d{{1,3}}(?:\.\d{{3}}){{2,}}(?!\d)"
DECIMALS = r"\d{1,15}(?:\.\d{1,6}|,\d{1,2}(?!\d))?"
DIGITS = rf"(?:{THOUSANDS}|{DECIMALS})"
RANGE = rf"(?:[{SPACES}]?[-–—][{SPACES}]?| to | or )"
SEPARATED = re.compile(rf"\d[,{SPACES}'’]\d{{3}}")
HALF = re.compile(r"(?<!\w)[Hh]alf an? $")
LARGE_DIGITS = 5
SHORT_SCALES = {"m": "million", "b": "billion"}  # of money alone: `5m` is else a length


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number, or a range of two: characters `start` to `end` (excluded) and the digits without separators."""

    start: int
    end: int
    value: str
    in_words: bool
    is_separated: bool
    has_scale: bool

    @property
    def is_range(self) -> bool:
        return "-" in self.value

    @property
    def is_large(self) -> bool:
        """Whether the print alone shows that it counts something."""
        return self.has_scale or self.is_separated or (self.value.isdigit() and len(self.value) >= LARGE_DIGITS)


def alternation(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


@cache
def words_of_numbers() -> frozenset[str]:
    return frozenset(row["word"] for row in knowledge.rows("number_words") if row["kind"] == "number")


@cache
def scale_pattern(is_money: bool) -> str:
    words = {*scales(), *SHORT_SCALES} if is_money else scales()
    return rf"(?:[{SPACES}\n-]?(?:{alternation(words)})(?![^\W_])){{0,2}}"


@cache
def number_pattern(is_money: bool = False) -> re.Pattern[str]:
    """A number with its scales, and of a range the second with its own: `2–3 million`, `$2 billion to $3 billion`."""
    small = alternation(words_of_numbers())
    in_words = (
        rf"(?i:{small})(?:-(?i:{small}))?(?!\w)(?:[ ](?i:hundred)(?:[ ]and[ ](?i:{small})(?:-(?i:{small}))?(?!\w))?)?"
    )
    scale = scale_pattern(is_money)
    return re.compile(
        rf"(?:(?P<digits>{DIGITS})|(?P<words>{in_words}))(?P<scale>{scale})"
        rf"(?:{RANGE}(?P<last>{DIGITS})(?P<last_scale>{scale})(?![\w.,]*\d))?"
    )


def number_at(body: str, start: int, is_money: bool = False) -> Number | None:
    """The number that begins here; of a scale alone one of it, or `half a million`."""
    found = number_pattern(is_money).match(body, start)
    if found is None:
        return scale_alone(body, start)
    value = plain(found["digits"] or found["words"], found["scale"])
    end = found.end()
    if found["last"]:
        last = plain(found["last"], found["last_scale"])
        first = plain(found["digits"] or found["words"], found["scale"] or found["last_scale"])
        is_other = re.fullmatch(r"\d{4,}", found["digits"] or "") and not found["scale"]  # a year, or a resolution's
        if Decimal(first) < Decimal(last) and not is_other:
            value = f"{first}-{last}"
        else:
            end = found.end("scale")
    is_separated = bool(found["digits"]) and SEPARATED.search(found[0]) is not None
    has_scale = bool(found["scale"] or found["last_scale"])
    return Number(start, end, value, bool(found["words"]), is_separated, has_scale)


@cache
def scales_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(scales())})(?![^\W_])")


def scale_alone(body: str, start: int) -> Number | None:
    """`half a million` and `a million`, at the start of the scale."""
    found = scales_pattern().match(body, start)
    if found is None:
        return None
    half = HALF.search(body, max(0, start - len("half an ")), start)
    if half:
        value = Decimal(number_values()[found[0]]) / 2
        return Number(half.start(), found.end(), as_digits(value), True, False, True)
    is_one = body[max(0, start - 2) : start].lower() == "a "
    return Number(start, found.end(), str(number_values()[found[0]]), True, False, True) if is_one else None


@lru_cache(maxsize=4096)
def plain(printed: str, scale: str) -> str:
    """`40` and `billion` as `40000000000`, `1.5` and `million` as `1500000`, `Twenty-four` as `24`."""
    product = value_of(printed)
    for word in re.findall(r"[^\W\d_]+", scale):
        product *= number_values()[SHORT_SCALES.get(word, word)]
    return as_digits(product)


def value_of(printed: str) -> Decimal:
    if printed[0].isdigit():
        return Decimal(without_separators(printed))
    total = Decimal(0)
    for word in re.findall(r"[a-z]+", printed.lower()):
        number = number_values().get(word, 0)
        total = total * number if word in scales() else total + number
    return total


def without_separators(printed: str) -> str:
    """Only a point before decimals is left: `1.000.000` and `1 000 000` are whole, `1,5` is `1.5`."""
    joined = re.sub(rf"[,{SPACES}'’](?=\d{{3}}(?!\d))", "", printed)
    if joined.count(".") > 1:
        joined = joined.replace(".", "")
    return joined.replace(",", ".")


def as_digits(value: Decimal) -> str:
    digits = format(value, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


@cache
def kinds_of_units() -> dict[str, str]:
    """The kind of every counted unit: `people`, `weapon`, `good`, `measure` or `group`."""
    return {row["unit"]: row["kind"] for row in knowledge.rows("counted_units")}
