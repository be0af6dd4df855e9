"""Score grouping on a set of labelled versions: pair F1, B-cubed F1, relations and coverage, both halves.

usage: python benchmarks/grouping.py [FOLDER]

FOLDER (default ../shared/benchmarks/versions) holds *.jsonl.xz files with a JSON object a line: id, family, relation
(how the version was made; `base` is the original), share (of the original's words that it holds), text. Families are
split in two halves by their name, all files together, consecutive years of one series on one side: `tune` is the
half that settings may be chosen on, `check` the one that they are reported on.
"""

import hashlib
import json
import lzma
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from statistics import fmean
from typing import Any

from tasks.core.group import Grouped, GroupingInput, group_documents
from tasks.core.reading import ReadText
from tasks.core.structure import StructureError, structure_document

FOLDER = Path(__file__).parents[1] / "../shared/benchmarks/versions"
FIRST_SEEN = datetime(2024, 1, 1)
SERIES = re.compile(r"(?P<series>[a-z]+)(?P<year>[0-9]{4})[0-9]{4}")
SEED = re.compile(r"seed[0-9]+")  # the project's own five are no test for it
YEARS = 4  # of a series that stay on one side
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
WHOLE = {"exact", "rewrap", "pdf", "html", "xml"}

Row = dict[str, Any]


def half(family: str) -> str:
    if SEED.fullmatch(family):
        return "tune"
    block = SERIES.fullmatch(family)
    if block:
        return "tune" if int(block["year"]) // YEARS % 2 else "check"
    return "tune" if hashlib.md5(f"split:{family}".encode()).digest()[0] % 2 else "check"


def read(path: Path) -> list[Row]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def structured(rows: Iterable[Row]) -> tuple[GroupingInput, dict[str, Row]]:
    """The documents as grouping gets them, and the labels by document id. Those without text are left out."""
    labels: dict[str, Row] = {}
    documents, paragraphs, sentences, candidates = [], [], [], []
    for row in rows:
        document_id = hashlib.sha256(row["id"].encode()).hexdigest()
        labels[document_id] = row
        try:
            read = ReadText(row["text"].replace("\x00", ""), "plain")
            made = structure_document(document_id, read, "text/plain")
        except StructureError:
            continue
        documents.append(made.document)
        paragraphs += made.paragraphs
        sentences += made.sentences
        candidates += [each for each in made.candidates if each["is_chosen"]]
    seen = dict.fromkeys((each["document_id"] for each in documents), FIRST_SEEN)
    return GroupingInput(documents, paragraphs, sentences, seen, candidates, {}), labels


def n_pairs(counts: Iterable[int]) -> float:
    return sum(n * (n - 1) / 2 for n in counts)


def harmonic(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one + other else 0.0


def score_families(labels: dict[str, Row], home: dict[str, str]) -> dict[str, float]:
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
        "B3 F1": harmonic(b3_precision, b3_recall),
    }


def score_versions(labels: dict[str, Row], grouped: Grouped) -> dict[str, float]:
    """Relations right and mean error of coverage, over the versions that are found beside their original."""
    rows = {row["document_id"]: row for row in grouped.document_versions}
    original = {row["family"]: rows.get(name) for name, row in labels.items() if row["relation"] == "base"}
    right: dict[str, list[float]] = defaultdict(list)
    errors: list[float] = []
    for name, label in labels.items():
        base, row = original.get(label["family"]), rows.get(name)
        if label["relation"] == "base" or not base or not row or row["statement_id"] != base["statement_id"]:
            continue
        kind = label["relation"].rstrip("0123456789")
        allowed = DUE[kind] | ({"full"} if kind in WHOLE and base["relation"] != "full" else set())
        right[label["relation"]].append(row["relation"] in allowed)
        if label.get("share") is not None:
            errors.append(abs(row["coverage_ratio"] - label["share"]))
    figures = {f"relation {made}": fmean(values) for made, values in sorted(right.items())}
    figures["relations right"] = fmean(value for values in right.values() for value in values) if right else 0.0
    return figures | ({"coverage error": fmean(errors)} if errors else {})


def report(name: str, rows: Sequence[Row]) -> None:
    given, labels = structured(rows)
    start = time.process_time()
    grouped = group_documents(given)
    seconds = time.process_time() - start
    home = {row["document_id"]: row["statement_id"] for row in grouped.document_versions}
    figures = score_families(labels, home) | score_versions(labels, grouped)
    figures["ms CPU per document"] = seconds * 1000 / len(labels)
    print(f"{name}: {len(labels)} documents")
    for label, value in figures.items():
        print(f"  {label:22} {value:.3f}")


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    files = sorted(folder.glob("*.jsonl.xz"))
    if not files:
        print(f"no labelled versions in {folder}: nothing to score")
        return
    for path in files:
        rows = read(path)
        for side in ("tune", "check"):
            report(f"{path.name.split('.')[0]} ({side})", [row for row in rows if half(row["family"]) == side])


if __name__ == "__main__":
    main()
