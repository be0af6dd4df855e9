"""One real text in three coats: how well the printed page, the office's page and the web page of an order agree.

Usage: python -m benchmarks.orders [--only NUMBER ...] [--without NUMBER ...] [--errors N]

Reads ../shared/samples/orders. An order is no statement, so that nothing of it is `in_statement`; what is compared are
the folded words of its text: the paragraphs from the first running one to the last, with the headings between them,
without footnotes. What stands above (names of the journal, title) and below (signature, place, date) is not compared:
each coat has its own. A ratio below the floor, or a file that cannot be read, ends with code 1. A file that is not of
the format that its name says is read or refused for what it is, and shown as such; its ratios are not counted.
"""

import argparse
import sys
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path

from benchmarks.shared import shared
from tasks.core.extract.document import read_document
from tasks.core.formats import sniff_format
from tasks.core.reading import ReadError
from tasks.core.structure import Structured, structure_document
from tasks.core.words import folded_words

FLOOR = 0.98
COATS = {"print": ".pdf", "office": "-gpo.htm", "web": "-web.html"}


def text_words(rows: Structured) -> list[str]:
    """The folded words of the running text."""
    body = rows.document["body"]
    places = [index for index, row in enumerate(rows.paragraphs) if row["role"] == "paragraph"]
    inner = rows.paragraphs[places[0] : places[-1] + 1] if places else ()
    kept = [row for row in inner if row["role"] in ("paragraph", "title")]
    return [word for row in kept for word in folded_words(body[row["start_char"] : row["end_char"]])]


def read(path: Path, media_type: str) -> list[str]:
    """The words of a file's running text."""
    return text_words(structure_document("0" * 64, read_document(path.read_bytes(), media_type), media_type))


def differences(one: list[str], other: list[str]) -> Iterator[str]:
    """Where the words differ, with the two words before."""
    for tag, start, end, from_, to in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag != "equal":
            before = " ".join(one[max(0, start - 2) : start])
            yield f"… {before} [{' '.join(one[start:end])}] → [{' '.join(other[from_:to])}]"


def numbers(folder: Path) -> list[str]:
    return sorted({path.name.split("-")[1].split(".")[0] for path in folder.iterdir() if path.name.startswith("eo-")})


def measure(folder: Path, number: str, n_errors: int) -> list[float]:
    """The ratios of an order, printed; 0 stands for a file that cannot be read though it is what its name says."""
    words: dict[str, list[str]] = {}
    misnamed: set[str] = set()
    remarks: list[str] = []
    for coat, ending in COATS.items():
        path = folder / f"eo-{number}{ending}"
        media_type = sniff_format(path.read_bytes()) or "unknown"
        is_named_so = (media_type == "application/pdf") == (ending == ".pdf")
        remarks += [] if is_named_so else [f"{coat} is {media_type}"]
        try:
            words[coat] = read(path, media_type)
        except ReadError as error:
            remarks.append(f"{coat} not read ({error.reason})")
            words[coat] = []
        misnamed |= set() if is_named_so else {coat}
    pairs = [(one, other) for one, other in combinations(COATS, 2) if not {one, other} & misnamed]
    matchers = [SequenceMatcher(None, words[one], words[other], autojunk=False) for one, other in pairs]
    ratios = [
        matcher.ratio() if words[one] and words[other] else 0.0
        for matcher, (one, other) in zip(matchers, pairs, strict=True)
    ]
    print(number, *(f"{one}~{other} {ratio:.4f}" for ratio, (one, other) in zip(ratios, pairs, strict=True)), *remarks)
    errors = [f"    {one} → {other}: {line}" for one, other in pairs for line in differences(words[one], words[other])]
    for line in errors[:n_errors]:
        print(line)
    return ratios


def main() -> int:
    """Measure each order, print, compare with the floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", default=[], metavar="NUMBER", help="orders to measure")
    parser.add_argument("--without", nargs="+", default=[], metavar="NUMBER", help="orders to leave out")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show the first N differences of each order")
    options = parser.parse_args()
    folder = shared("samples/orders")
    wanted = [one for one in options.only or numbers(folder) if one not in options.without]
    found = [ratio for number in wanted for ratio in measure(folder, number, options.errors)]
    print(f"lowest {min(found, default=0.0):.4f} of {len(found)}, floor {FLOOR}")
    return int(min(found, default=0.0) < FLOOR)


if __name__ == "__main__":
    sys.exit(main())
