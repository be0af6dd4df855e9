"""Calendar expressions in their contexts: read exactly, and none invented.

Usage: python -m benchmarks.expressions [--errors]

Each row of expressions.csv is a context of our own with the expressions in it (several joined by `|`), the date of the
statement (`anchor`), and what is expected: EDTF, or the text as printed where there is no such day. An expression is
exact if the mention has these characters and this EDTF. Rows of the kind `none` have no date: whatever is found there
is invented, and so is what is found beside the expressions of other rows. Rows of the kind `relative` are no mentions;
they are read by `find_relative`. Errors are printed of the half `tune` alone: the half `check` is kept out of tuning.
Ends with code 1 where less than 97 of 100 are exact, or anything is invented where there is no date.
"""

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tasks.core.annotate.document import annotate
from tasks.core.annotate.model import Anchor
from tasks.core.relative_dates import find_relative

EXPRESSIONS = Path(__file__).with_suffix(".csv")
MIN_EXACT_SHARE = 0.97
TUNED = "tune"
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Result:
    """What was expected in a row and what was found: pairs of the characters and their EDTF."""

    row: Mapping[str, str]
    expected: tuple[Pair, ...]
    found: tuple[Pair, ...]

    @property
    def n_exact(self) -> int:
        return sum((Counter(self.expected) & Counter(self.found)).values())

    @property
    def n_invented(self) -> int:
        """Expressions found beside those expected; one that was read otherwise is an error, and not invented."""
        spans = {span for span, _ in self.expected}
        return sum(not any(span in other or other in span for other in spans) for span, _ in self.found)

    def groups(self) -> Iterable[str]:
        return ("all", self.row["half"], self.row["language_code"], self.row["kind"])


def read_rows() -> list[Mapping[str, str]]:
    with EXPRESSIONS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def result_of(row: Mapping[str, str]) -> Result:
    expected = tuple(zip(row["spans"].split("|"), row["edtf"].split("|"), strict=True)) if row["spans"] else ()
    found = relative(row) if row["kind"] == "relative" else mentioned(row)
    return Result(row, expected, found)


def mentioned(row: Mapping[str, str]) -> tuple[Pair, ...]:
    """Mentions of dates as the whole annotation gives them."""
    text = row["context"]
    whole = ((0, len(text)),)
    found = annotate(text, whole, whole, Anchor(row["anchor"] or None, None))
    return tuple((text[one.start : one.end], one.entity.name) for one in found if one.label == "DATE")


def relative(row: Mapping[str, str]) -> tuple[Pair, ...]:
    text = row["context"]
    return tuple((text[one.start : one.end], one.edtf) for one in find_relative(text, row["anchor"]))


def print_table(results: list[Result]) -> None:
    counts: dict[str, Counter[str]] = {}
    for result in results:
        for key in result.groups():
            counts.setdefault(key, Counter()).update(
                exact=result.n_exact, expected=len(result.expected), invented=result.n_invented, rows=1
            )
    print(f"{'':16}{'rows':>6}{'expected':>10}{'exact':>7}{'share':>8}{'invented':>10}")
    for key, count in counts.items():
        share = f"{count['exact'] / count['expected']:8.3f}" if count["expected"] else f"{'':8}"
        print(f"{key:16}{count['rows']:6}{count['expected']:10}{count['exact']:7}{share}{count['invented']:10}")


def print_errors(results: list[Result]) -> None:
    for result in results:
        if result.row["half"] == TUNED and Counter(result.expected) != Counter(result.found):
            print(f"{result.row['id']} {result.row['kind']}: {result.expected} {result.found}: {result.row['context']}")


def main() -> int:
    """Read all rows, print the figures, compare with the bar."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="print what is wrong in the half that was tuned on")
    results = [result_of(row) for row in read_rows()]
    if parser.parse_args().errors:
        print_errors(results)
    print_table(results)
    dated = [result for result in results if result.expected]
    n_exact, n_expected = sum(one.n_exact for one in dated), sum(len(one.expected) for one in dated)
    n_invented = sum(one.n_invented for one in results if not one.expected)
    return int(n_exact < MIN_EXACT_SHARE * n_expected or n_invented > 0)


if __name__ == "__main__":
    sys.exit(main())
