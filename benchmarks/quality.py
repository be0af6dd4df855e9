"""Quality on the five statements and on the text files of the field sample, against floors.

Usage: python -m benchmarks.quality [--errors N] [--lower-floors REASON] [--without STEM,…]

Reads the gold and the scoring scripts in ../shared/evaluation. A figure below its floor ends with code 1; one above it
raises the floor in benchmarks/floors.json, with the hash of what it was measured on. With --without, files of the field
sample are left out (those that are held back from tuning), and no floor is looked at or written.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.shared import ROOT, digest, shared
from tests.pipeline import sweep

FLOORS = ROOT / "benchmarks" / "floors.json"
EXPORTS = ROOT / "benchmarks" / "exports"
SCORERS = {"documents.jsonl": "score_metadata", "mentions.csv": "score_entities", "alignments.jsonl": "score_alignment"}
SETS = {
    "five": {
        "documents.jsonl": "statements-metadata",
        "mentions.csv": "statements-entities",
        "alignments.jsonl": "alignment",
    },
    "sample": {"documents.jsonl": "samples-metadata", "mentions.csv": "samples-entities"},
}
READABLE = ("*.md", "*.txt", "*.html", "*.pdf", "*.docx")  # of the field sample
DETAIL = re.compile(r"precision|recall|relaxed|docset|coverage, |ignoring|documents predicted")  # seen with --errors
TOLERANCE = 1e-9

Figures = dict[str, float]


def sources(without: set[str]) -> dict[str, list[Path]]:
    """The files of each set, but for those of the field sample whose stem is to be left out."""
    sample = shared("samples/docs")
    found = (path for pattern in READABLE for path in sample.glob(pattern))
    return {
        "five": sorted((ROOT / "raw").iterdir()),
        "sample": sorted(path for path in found if path.stem not in without),
    }


def export(published: Path, folder: Path) -> None:
    """What the scoring scripts read, by the queries in benchmarks/exports."""
    with duckdb.connect(str(published), read_only=True) as connection:
        for query in sorted(EXPORTS.glob("*.sql")):
            target = folder / query.stem
            options = "header" if target.suffix == ".csv" else "format json"
            connection.execute(f"copy ({query.read_text(encoding='utf-8')}) to '{target}' ({options})")


def gold_of(name: str, files: list[Path], folder: Path) -> Path:
    """A gold file without the documents that are not read yet."""
    wanted = {path.stem for path in files}
    lines = shared(f"evaluation/{name}.jsonl").read_text(encoding="utf-8").splitlines()
    known = [line for line in lines if "doc" not in (row := json.loads(line)) or Path(row["doc"]).stem in wanted]
    target = folder / f"{name}.jsonl"
    target.write_text("\n".join(known) + "\n", encoding="utf-8")
    return target


def score(scorer: str, gold: Path, predicted: Path, n_errors: int) -> Figures:
    """Figures of one scoring script, as shares of 1."""
    command = [sys.executable, str(shared(f"evaluation/{scorer}.py")), str(gold), str(predicted)]
    if n_errors:
        print(subprocess.run([*command, "--errors", str(n_errors)], check=True, capture_output=True, text=True).stdout)
    found = json.loads(subprocess.run([*command, "--json"], check=True, capture_output=True, text=True).stdout)
    kept = {field: points for field, points in found.items() if not DETAIL.search(field)}
    return {f"{scorer}: {field}": won / possible for field, (won, possible) in kept.items() if possible}


def measure(name: str, files: list[Path], folder: Path, n_errors: int) -> Figures:
    """All figures of one set."""
    source, exported = folder / name, folder / f"{name}-exported"
    source.mkdir()
    exported.mkdir()
    for file in files:
        shutil.copy2(file, source)
    export(sweep(source, folder / f"{name}-warehouse").published, exported)
    figures: Figures = {}
    for predicted, gold in SETS[name].items():
        given = gold_of(gold, files, folder)
        figures |= score(SCORERS[predicted], given, exported / predicted, n_errors)
    return {f"{name}: {field}": round(share, 4) for field, share in figures.items()}


def compare(figures: Figures, measured_on: str, reason: str) -> list[str]:
    """Figures below their floors; floors are raised, and lowered only for a reason."""
    known: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {"floors": {}}
    floors: Figures = known["floors"]
    below = [
        f"{field}: {share} is below {floors[field]}"
        for field, share in figures.items()
        if "error" not in field and share < floors.get(field, 0) - TOLERANCE
    ]
    if below and not reason:
        return below
    raised = {field: share if reason else max(share, floors.get(field, 0)) for field, share in figures.items()}
    lowered = [*known.get("lowered", []), *([{"reason": reason, "figures": below}] if below else [])]
    written = {**known, "measured_on": measured_on, "floors": dict(sorted(raised.items())), "lowered": lowered}
    FLOORS.write_text(json.dumps(written, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return []


def main() -> int:
    """Measure, print, compare with the floors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show the first N errors of each script")
    parser.add_argument("--lower-floors", default="", metavar="REASON", help="accept figures below their floors")
    parser.add_argument("--without", default="", metavar="STEMS", help="leave out files of the field sample, by stem")
    options = parser.parse_args()
    without = set(filter(None, options.without.split(",")))
    files = sources(without)
    with tempfile.TemporaryDirectory() as folder:
        figures: Figures = {}
        for name, own in files.items():
            figures |= measure(name, own, Path(folder), options.errors)
    for field, share in figures.items():
        print(f"{share:7.3f}  {field}")
    if without:
        return 0
    gold = [shared(f"evaluation/{name}.jsonl") for used in SETS.values() for name in used.values()]
    below = compare(figures, digest(*gold, *(path for own in files.values() for path in own)), options.lower_floors)
    for line in below:
        print(line, file=sys.stderr)
    return int(bool(below))


if __name__ == "__main__":
    sys.exit(main())
