"""Values read from words by other code than the product's: dates, numbers, states, languages."""

import csv
import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.tasks.core.explain.world import words

KNOWLEDGE = Path("schemas/knowledge")
MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTHS = {name: number for number, name in enumerate(MONTH_NAMES, start=1)} | {"ian": 1, "mai": 5, "iun": 6, "iul": 7}
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBER_WORDS = {word: value for value, word in enumerate(NUMBERS)} | {"twenty": 20}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "bn": 10**9, "m": 10**6}
SCRIPTS = {"ru": "CYRILLIC", "uk": "CYRILLIC", "bg": "CYRILLIC"}
COMMON = {
    "en": {"the", "of", "and", "to", "in", "for", "with", "we"},
    "ro": {"și", "de", "în", "la", "pe", "cu", "să", "nu", "din"},
    "ru": {"и", "в", "на", "с", "не", "что", "по", "для"},
}
NAME_CELLS = ("name", "formal_names", "short_names", "adjectives", "demonyms", "abbreviations", "former_names")


def dates_in(text: str) -> tuple[set[int], set[int], set[int]]:
    """The years, months and days that words name."""
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    years = {number for number in numbers if 1000 <= number <= 2999}
    months = {MONTHS[word[:3]] for word in words(text) if word[:3] in MONTHS}
    months |= {int(number) for number in re.findall(r"(?<=\d{4}-)\d\d", text)}
    months |= {int(number) for number in re.findall(r"(?<=\d[./])\d{1,2}(?=[./]\d{4})", text)}
    return years, months, {number for number in numbers if 1 <= number <= 31}


def states_date(text: str, edtf: str) -> bool:
    """The words name every year, month and day of a date in EDTF."""
    years, months, days = dates_in(text)
    for part in edtf.split("/"):
        pieces = re.findall(r"\d+", part.rstrip("~?%"))
        names = [years, months, days][: len(pieces)]
        if not all(int(piece) in known for piece, known in zip(pieces, names, strict=True)):
            return False
    return True


def number_in(text: str, value: float) -> bool:
    """The words name a number, in digits or words, with its scale."""
    plain = re.sub(r"(?<=\d)[,\u00a0 ](?=\d{3})", "", text.casefold())
    found = [float(number) for number in re.findall(r"\d+(?:\.\d+)?", plain)]
    parts = re.findall(r"[^\W\d_]+", plain)
    found += [float(NUMBER_WORDS[word]) for word in parts if word in NUMBER_WORDS]
    tens = [
        20 + NUMBER_WORDS[second] for first, second in pairwise(parts) if first == "twenty" and second in NUMBER_WORDS
    ]
    found += [*map(float, tens), *([1.0] if "hundred" in parts else [])]
    scales = [1, *(SCALES[word] for word in parts if word in SCALES)]
    return any(abs(number * scale - value) < 1e-6 * max(1.0, value) for number in found for scale in scales)


@cache
def state_names() -> dict[str, set[str]]:
    """Names of states by their codes, from the knowledge as it lies in the files."""
    names: dict[str, set[str]] = {}
    for file, code, cells in (
        ("countries", "iso_code", NAME_CELLS),
        ("country_stems", "iso_code", ("stems",)),
        ("state_names", "state", ("names", "adjectives", "peoples")),
    ):
        with (KNOWLEDGE / f"{file}.csv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                found = {name for cell in cells for name in row[cell].split("|") if name}
                names.setdefault(row[code], set()).update(found)
    return names


def names_state(text: str, code: str) -> bool:
    """The words name a state."""
    folded = " ".join(text.casefold().split())
    return any(name.casefold() in folded for name in state_names()[code])


def is_in(text: str, language: str) -> bool:
    """Whether the letters of a text, and its common words, are those of a language."""
    import unicodedata

    letters = [letter for letter in text if letter.isalpha()]
    script = SCRIPTS.get(language, "LATIN")
    of_script = sum(unicodedata.name(letter, "").startswith(script) for letter in letters)
    return of_script * 2 > len(letters) and bool(COMMON.get(language, set(words(text))) & set(words(text)))


def folded(value: Any) -> str:
    """Text on one line, in small letters, without marks of emphasis and quotation."""
    return re.sub(r"[\s*_#>\"“”„«»'’]+", " ", str(value)).casefold().strip()
