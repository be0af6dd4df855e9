"""Whole numbers as lists print them: digits, letters, Roman and counted numerals."""

from functools import cache

from schemas import knowledge

ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
MAX_ROMAN = 4999
MAX_LETTERS = 780  # thirty times the alphabet; Word goes no further either
TEENS = range(11, 14)


@cache
def formats() -> dict[str, tuple[str, tuple[str, ...]]]:
    """The kind and the signs of every format of `schemas/knowledge/number_formats.csv`."""
    return {
        row["number_format"]: (row["kind"], knowledge.values(row["signs"])) for row in knowledge.rows("number_formats")
    }


def numeral(value: int, number_format: str, language: str = "") -> str:
    """A number as a format prints it. What a format cannot print, and formats not known, come out in digits."""
    kind, signs = formats().get(number_format, ("", ()))
    if kind == "empty":
        return ""
    if value < 1 and kind != "digits":
        return str(value)
    printed = {
        "roman": roman,
        "letters": letters,
        "listed": listed,
        "digits": digits,
        "counted": counted,
        "framed": framed,
        "padded": padded,
    }.get(kind)
    if kind == "ordinal":
        return ordinal(value, language)
    return printed(value, signs) if printed else str(value)


def roman(value: int, signs: tuple[str, ...]) -> str:
    if value > MAX_ROMAN:
        return str(value)
    parts: list[str] = []
    for worth, letters_of_worth in ROMAN:
        count, value = divmod(value, worth)
        parts.append(letters_of_worth * count)
    printed = "".join(parts)
    return printed.upper() if signs == ("upper",) else printed


def letters(value: int, signs: tuple[str, ...]) -> str:
    """`z` is followed by `aa`, `bb`."""
    times, index = divmod(value - 1, len(signs))
    return signs[index] * (times + 1) if value <= MAX_LETTERS else str(value)


def listed(value: int, signs: tuple[str, ...]) -> str:
    return signs[value - 1] if value <= len(signs) else str(value)


def digits(value: int, signs: tuple[str, ...]) -> str:
    return "".join(signs[int(digit)] if digit.isdigit() else digit for digit in str(value))


def counted(value: int, signs: tuple[str, ...]) -> str:
    """Ten digits, then the words for ten and a hundred: thirteen is `ten three`, twenty `two ten`."""
    if value >= 1000:
        return digits(value, signs)
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    parts = [signs[hundreds] + signs[11] if hundreds else ""]
    parts.append(signs[0] if hundreds and ones and not tens else "")
    parts.append((signs[tens] if tens > 1 or hundreds else "") + signs[10] if tens else "")
    parts.append(signs[ones] if ones else "")
    return "".join(parts)


def framed(value: int, signs: tuple[str, ...]) -> str:
    return f"{signs[0]}{value}{signs[1] if len(signs) > 1 else ''}"


def padded(value: int, signs: tuple[str, ...]) -> str:
    return str(value).zfill(int(signs[0]))


def ordinal(value: int, language: str) -> str:
    """`1st` in English; a full stop in other languages, where most have one."""
    if not language.lower().startswith("en"):
        return f"{value}."
    ending = {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{'th' if value % 100 in TEENS else ending}"
