"""Which documents are one statement, and how its versions stand to each other: both halves of the labelled versions.

Usage: python -m benchmarks.versions.score [--only NAME ...] [--side tune|check] [--lower-floors REASON]

The texts go through the structure step and then through grouping, as in a run. Prints pair and B-cubed figures, for
each way of making a version the share found beside its original, relations right and mean error of coverage over those
that are, and the CPU time of grouping. A figure of the half `check` below its floor ends with code 1.
"""

import argparse
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from statistics import fmean
from typing import Any

from benchmarks.floors import add_option, hold
from benchmarks.shared import digest
from benchmarks.versions.data import NAMES, Row, path_of, read, structured
from benchmarks.versions.split import HALVES, Half
from tasks.core.group import group_documents

DUE = {
    "exact": {"duplicate"},
    "rewrap": {"duplicate"},
    "pdf": {"reformatted", "duplicate"},
    "html": {"reformatted", "duplicate"},
    "xml": {"reformatted", "duplicate"},
    "ocr": {"reformatted"},
    "head": {"truncated"},
    "tail": {"truncated"},
    "clip": {"truncated"},
    "embed": {"excerpt-in-article"},
    "rev": {"revised"},
}
WHOLE = {"exact", "rewrap", "pdf", "html", "xml"}  # of equals, either may be the main version
HELD = ("pair F1", "B3 F1", "relations right", "coverage right")  # figures with floors

Figures = dict[str, float]


def n_pairs(counts: Iterable[int]) -> float:
    return sum(n * (n - 1) / 2 for n in counts)


def harmonic(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one + other else 0.0


def score_families(labels: Mapping[str, Row], home: Mapping[str, str]) -> Figures:
    """Pair and B-cubed figures; a document that is in no family counts as one of its own."""
    due = {name: row["family"] for name, row in labels.items()}
    given = {name: home.get(name, name) for name in labels}
    joint = Counter((due[name], given[name]) for name in labels)
    families, clusters = Counter(due.values()), Counter(given.values())
    agreed = n_pairs(joint.values())
    precision = agreed / (n_pairs(clusters.values()) or 1)
    recall = agreed / (n_pairs(families.values()) or 1)
    b3_precision = sum(n * n / clusters[cluster] for (_, cluster), n in joint.items()) / len(labels)
    b3_recall = sum(n * n / families[family] for (family, _), n in joint.items()) / len(labels)
    return {
        "pair precision": precision,
        "pair recall": recall,
        "pair F1": harmonic(precision, recall),
        "B3 precision": b3_precision,
        "B3 recall": b3_recall,
        "B3 F1": harmonic(b3_precision, b3_recall),
    }


def score_versions(labels: Mapping[str, Row], versions: Iterable[Mapping[str, Any]]) -> Figures:
    """What is said of the versions that are found beside their original; `versions` name the statement of each."""
    rows = {row["document_id"]: row for row in versions}
    original = {row["family"]: rows.get(name) for name, row in labels.items() if row["relation"] == "base"}
    found: dict[str, list[float]] = defaultdict(list)
    right: dict[str, list[float]] = defaultdict(list)
    distance: dict[str, list[float]] = defaultdict(list)
    for name, label in labels.items():
        base, row, made = original.get(label["family"]), rows.get(name), label["relation"]
        if made == "base" or base is None:
            continue
        found[made].append(row is not None and row["statement_id"] == base["statement_id"])
        if not found[made][-1] or row is None:
            continue
        kind = made.rstrip("0123456789")
        allowed = DUE[kind] | ({"full"} if kind in WHOLE and base["relation"] != "full" else set())
        right[made].append(row["relation"] in allowed)
        if label.get("share") is not None:
            distance[made].append(abs(row["coverage_ratio"] - label["share"]))
    figures: Figures = {}
    for title, values in (("found", found), ("relation", right), ("coverage error", distance)):
        figures |= {f"{title} {made}": fmean(those) for made, those in sorted(values.items()) if those}
    every_right = [value for values in right.values() for value in values]
    every_distance = [value for values in distance.values() for value in values]
    figures["relations right"] = fmean(every_right) if every_right else 0.0
    if every_distance:
        figures["coverage error"] = fmean(every_distance)
        figures["coverage right"] = 1 - fmean(every_distance)
    return figures


def measure(name: str, side: Half) -> Figures:
    """All figures of one half of one file."""
    given, labels = structured(read(name, side))
    start = time.process_time()
    grouped = group_documents(given)
    seconds = time.process_time() - start
    home = {row["document_id"]: row["statement_id"] for row in grouped.document_versions}
    figures = score_families(labels, home) | score_versions(labels, grouped.document_versions)
    return {"documents": len(labels)} | figures | {"ms CPU per document": seconds * 1000 / len(labels)}


def main() -> int:
    """Measure, print, compare with the floors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", default=NAMES, choices=NAMES, help="files to measure")
    parser.add_argument("--side", nargs="+", default=HALVES, choices=HALVES, help="halves to measure")
    add_option(parser)
    options = parser.parse_args()
    held: Figures = {}
    for name in options.only:
        figures = {side: measure(name, side) for side in options.side}
        print(f"{name:28}", *(f"{side:>8}" for side in options.side))
        for field in dict.fromkeys(field for each in figures.values() for field in each):
            print(f"  {field:26}", *(f"{each[field]:8.3f}" if field in each else " " * 8 for each in figures.values()))
        held |= {f"{name}: {field}": value for field, value in figures.get("check", {}).items() if field in HELD}
    return hold("score", held, digest(*(path_of(name) for name in NAMES)), options.lower_floors)


if __name__ == "__main__":
    sys.exit(main())
