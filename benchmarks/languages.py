"""How often the language of a short text is told right, left open, or told wrong; of mixed documents, all languages.

Usage: python -m benchmarks.languages [--wrong]

`languages.csv` holds texts in the manner of statements, written for this benchmark, two sentences in each half: on
`tuning` rules may be changed, `check` is what is reported. A text is asked for by its first 12 and 30 words (24 and 60
characters where words are not parted by spaces) and whole. A mixed document has two paragraphs of one language and one
of another, which both have to be found. The exit code is 1 if a figure of the half `check` is below its floor.
"""

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tasks.core.structure.language import UNKNOWN, detect_languages

TEXTS = Path(__file__).with_name("languages.csv")
HALVES = ("tuning", "check")
LENGTHS = {"12 words": 12, "30 words": 30, "whole": 1000, "mixed": 0}
FLOORS = {"12 words": 0.85, "30 words": 0.96, "whole": 0.97, "mixed": 0.93}
MAX_WRONG = 0.01  # of the answers: rather open than wrong
CHARS_PER_WORD = 2  # of a text without spaces
MIN_SPACES = 0.05


@dataclass(frozen=True, slots=True)
class Text:
    """A text, the language that it is in, and its half."""

    language_code: str
    half: str
    text: str


def texts() -> list[Text]:
    with TEXTS.open(encoding="utf-8", newline="") as lines:
        return [Text(**row) for row in csv.DictReader(lines)]


def beginning(text: str, n_words: int) -> str:
    """The first words of a text."""
    if text.count(" ") < MIN_SPACES * len(text):
        return text[: n_words * CHARS_PER_WORD]
    return " ".join(text.split()[:n_words])


def mixed(given: Sequence[Text]) -> Iterator[tuple[list[str], tuple[str, ...]]]:
    """Documents of two languages, each text with the next one of the list, and the languages."""
    for one, other in zip(given, [*given[1:], given[0]], strict=True):
        if one.language_code != other.language_code:
            yield [one.text, other.text, one.text], (one.language_code, other.language_code)


def outcomes(half: str, length: str) -> Iterator[tuple[str, str, str]]:
    """Outcome (`right`, `open`, `wrong`), what is due and what was found, of each text."""
    given = [one for one in texts() if one.half == half]
    if length == "mixed":
        for paragraphs, due in mixed(given):
            codes = detect_languages(paragraphs).codes
            is_open = set(codes) < set(due) | {UNKNOWN}
            yield (
                ("right" if set(codes) == set(due) else "open" if is_open else "wrong"),
                "+".join(due),
                "+".join(codes),
            )
        return
    for one in given:
        code = detect_languages([beginning(one.text, LENGTHS[length])]).code
        outcome = "right" if code == one.language_code else "open" if code == UNKNOWN else "wrong"
        yield outcome, one.language_code, code


def main() -> int:
    """Print the shares of both halves; 1 if the half `check` is below a floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wrong", action="store_true", help="list what was not right")
    is_listed = parser.parse_args().wrong
    n_missed = 0
    print(f"{len({one.language_code for one in texts()})} languages, {len(texts())} texts")
    for half in HALVES:
        for length in LENGTHS:
            found = list(outcomes(half, length))
            counts = Counter(outcome for outcome, _, _ in found)
            right, left_open, wrong = (counts[outcome] / len(found) for outcome in ("right", "open", "wrong"))
            is_missed = half == "check" and (right < FLOORS[length] or wrong > MAX_WRONG)
            n_missed += is_missed
            mark = " BELOW ITS FLOOR" if is_missed else ""
            print(f"{half:7} {length:9} right {right:.3f}, open {left_open:.3f}, wrong {wrong:.3f}{mark}")
            if is_listed:
                print("   ", ", ".join(f"{due} as {code}" for outcome, due, code in found if outcome != "right"))
    return int(n_missed > 0)


if __name__ == "__main__":
    sys.exit(main())
