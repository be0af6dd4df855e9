"""How versions of one statement stand to its main version, where it is known which documents are one statement.

Usage: python -m benchmarks.versions.relations [--lower-floors REASON]

As `benchmarks.versions.score`, but with the families of the labels, so that an error of grouping is none of this: the
texts go through the structure step, a main version is elected, every other is held against it. Relations and coverage
by way of making, for both halves. Excerpts inside another text (`embed`) are left out: which sentences they are is told
by grouping. A figure of the half `check` below its floor ends with code 1.
"""

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Mapping
from statistics import fmean

from benchmarks.floors import add_option, hold
from benchmarks.shared import digest
from benchmarks.versions.data import Row, path_of, read, structured
from benchmarks.versions.score import DUE, WHOLE
from benchmarks.versions.split import HALVES, Half
from tasks.core.group.counterparts import find_counterparts
from tasks.core.group.election import elect
from tasks.core.group.members import whole_member
from tasks.core.group.relations import name_relation
from tasks.core.group.sentences import align_sentences
from tasks.core.group.settings import Grouping
from tasks.core.group.texts import Text, make_texts

NAMES = ("generated", "executive-orders")
SETTINGS = Grouping()

Figures = dict[str, float]


def kind_of(label: Row) -> str:
    return str(label["relation"]).rstrip("0123456789")


def describe(texts: Mapping[str, Text]) -> tuple[dict[str, tuple[str, float]], float]:
    """Relation and coverage of each document of one family, and the CPU seconds that they and the rows took."""
    members = [whole_member(texts[name], {}) for name in sorted(texts)]
    main, _ = elect(members, SETTINGS)
    described = {main.document_id: ("full", 1.0)}
    start = time.process_time()
    for member in members:
        if member is not main:
            found = find_counterparts(main.text, member.text, SETTINGS)
            described[member.document_id] = name_relation(found, SETTINGS)[0], found.coverage_ratio
            align_sentences(found, with_added=True)
    return described, time.process_time() - start


def measure(name: str, side: Half) -> Figures:
    rows = [row for row in read(name, side) if kind_of(row) != "embed"]
    given, labels = structured(rows)
    families: dict[str, dict[str, Text]] = defaultdict(dict)
    for document_id, text in make_texts(given.documents, given.paragraphs, given.sentences).items():
        families[labels[document_id]["family"]][document_id] = text
    right: dict[str, list[float]] = defaultdict(list)
    errors: list[float] = []
    seconds, n_versions = 0.0, 0
    for texts in families.values():
        original = next((key for key in texts if labels[key]["relation"] == "base"), None)
        described, taken = describe(texts)
        seconds, n_versions = seconds + taken, n_versions + len(texts) - 1
        for key, (relation, coverage) in described.items() if original else ():
            label = labels[key]
            if key == original:
                continue
            is_main_possible = kind_of(label) in WHOLE and described[original][0] != "full"
            right[label["relation"]].append(
                relation in DUE[kind_of(label)] or (relation == "full" and is_main_possible)
            )
            if label.get("share") is not None:
                errors.append(abs(coverage - label["share"]))
    figures = {f"relation {made}": fmean(values) for made, values in sorted(right.items())}
    figures["relations right"] = fmean(value for values in right.values() for value in values)
    figures |= {"coverage error": fmean(errors)} if errors else {}
    return figures | {"ms CPU per version": 1000 * seconds / max(n_versions, 1)}


def main() -> int:
    """Measure both files and halves, print, compare with the floors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_option(parser)
    options = parser.parse_args()
    held: Figures = {}
    for name in NAMES:
        measured = {side: measure(name, side) for side in HALVES}
        print(f"{name:28}", *(f"{side:>8}" for side in HALVES))
        for field in measured["check"]:
            print(f"  {field:26}", *(f"{measured[side].get(field, float('nan')):8.3f}" for side in HALVES))
        held[f"{name}: relations right"] = measured["check"]["relations right"]
        if "coverage error" in measured["check"]:
            held[f"{name}: coverage right"] = 1 - measured["check"]["coverage error"]
    return hold("relations", held, digest(*map(path_of, NAMES)), options.lower_floors)


if __name__ == "__main__":
    sys.exit(main())
