"""The numbers that a browser prints before the items of a list."""

import re
from dataclasses import dataclass

from lxml import etree

ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
SMALL_ROMAN = ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
MAX_ROMAN = 3999
STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]*?\b(none|decimal|[a-z]+-(?:alpha|latin|roman))", re.IGNORECASE)
TYPES = {
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
    "decimal": "1",
    "none": "",
}
WHOLE_NUMBER = re.compile(r"\s*([+-]?\d{1,6})")
PRINTED = re.compile(r"[\"“„«'(\[]?(?:\d{1,4}|[a-z]|[ivxlc]{1,6}|[IVXLC]{2,6})[.)\]]")


@dataclass(slots=True)
class Counter:
    """A list that is being read: the number of its next item, the step to the one after, and how they are printed."""

    is_ordered: bool
    style: str = "1"
    following: int = 1
    step: int = 1

    def marker(self, item: etree._Element) -> str:
        """What is printed before the next item; its own value overrides the count."""
        if not self.is_ordered:
            return ""
        own = whole_number(item.get("value"))
        number = self.following if own is None else own
        self.following = number + self.step
        style = style_of(item, self.style)
        return f"{printed(number, style)}. " if style else ""


def counter(element: etree._Element, tag: str) -> Counter:
    """The count of a list that begins here."""
    if tag != "ol":
        return Counter(is_ordered=False)
    is_reversed = element.get("reversed") is not None
    start = whole_number(element.get("start"))
    if start is None:
        start = sum(child.tag == "li" for child in element) if is_reversed else 1
    return Counter(True, style_of(element, "1"), start, -1 if is_reversed else 1)


def style_of(element: etree._Element, inherited: str) -> str:
    """How numbers are printed: `1`, `a`, `A`, `i`, `I`, or empty for not at all."""
    found = STYLE.search(element.get("style") or "")
    if found:
        return TYPES.get(found.group(1).lower(), inherited)
    own = (element.get("type") or "").strip()
    return own if own in {"1", "a", "A", "i", "I"} else inherited


def whole_number(value: str | None) -> int | None:
    match = WHOLE_NUMBER.match(value or "")
    return int(match.group(1)) if match else None


def printed(number: int, style: str) -> str:
    """A number as the style prints it; those that letters or Roman numerals cannot print stand in digits."""
    if style in {"a", "A"} and number > 0:
        found = lettered(number)
    elif style in {"i", "I"} and 0 < number <= MAX_ROMAN:
        found = roman(number)
    else:
        return str(number)
    return found if style.islower() else found.upper()


def lettered(number: int) -> str:
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def roman(number: int) -> str:
    parts = []
    for value, sign in (*ROMAN, *SMALL_ROMAN):
        times, number = divmod(number, value)
        parts.append(sign * times)
    return "".join(parts)


def is_printed(marker: str, text: str) -> bool:
    """Whether a text already begins with a number, so that the page hides the list's own."""
    return bool(marker) and PRINTED.match(text) is not None
