"""Mentions and links against gold, without a whole run.

Usage: python -m benchmarks.entities.score [five|sample|tune|check|FOLDER …] [--errors N] [--label LABEL]

`five` and `sample` are scored by the gold in ../shared/evaluation, `tune` and `check` by the marked documents of
benchmarks/entities/marked, a FOLDER by the marked documents in it. All are scored by ../shared/evaluation's script.
Without arguments all four are, and a figure of the last two below its floor ends with code 1. With --label=LABEL, only
mentions of that label; with --label=-COUNTRY, those of all others.
"""

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.entities.documents import Given, annotated, given_files, given_marked
from benchmarks.entities.marked import Marked, read_marked
from benchmarks.floors import add_option, hold
from benchmarks.shared import ROOT, digest, shared
from schemas.arrow import Row

MARKED = Path(__file__).with_name("marked")
ALL = ("five", "sample", "tune", "check")
HELD = ("tune", "check")  # sets with floors here; those of `five` and `sample` are held by benchmarks.quality
GOLD = {"five": "statements-entities", "sample": "samples-entities"}
READABLE = ("*.md", "*.txt", "*.html", "*.pdf", "*.docx")

Figures = dict[str, float]
GoldRow = dict[str, Any]


def load(name: str) -> tuple[list[Given], list[GoldRow]]:
    """The documents of a set and its gold, in the form of ../shared/evaluation."""
    if name in GOLD:
        folder = ROOT / "raw" if name == "five" else shared("samples/docs")
        lines = shared(f"evaluation/{GOLD[name]}.jsonl").read_text(encoding="utf-8").splitlines()
        gold = [json.loads(line) for line in lines]
        wanted = {Path(row["doc"]).stem for row in gold}
        files = sorted(path for pattern in READABLE for path in folder.glob(pattern) if path.stem in wanted)
        return list(given_files(files)), gold
    folder = MARKED / name if (MARKED / name).exists() else Path(name)
    marked = [read_marked(path) for path in sorted(folder.glob("*.txt"))]
    return list(given_marked(marked)), [gold_row(one) for one in marked]


def gold_row(one: Marked) -> GoldRow:
    entities = [
        {"surface": gold.surface, "label": gold.label, "id": gold.name, "optional": gold.optional} for gold in one.gold
    ]
    return {"doc": one.stem, "entities": entities}


def prediction_rows(documents: Iterable[Given]) -> list[dict[str, str]]:
    """What the scoring script reads."""
    return [
        {
            "doc": one.stem,
            "surface": row["surface"],
            "label": row["label"],
            "id": printed_id(entities[row["entity_id"]]),
        }
        for one, mentions, entities in annotated(documents)
        for row in mentions
    ]


def printed_id(entity: Row) -> str:
    return str(entity["iso_code"] if entity["label"] == "COUNTRY" else entity["name"])


def is_kept(label: str, wanted: str) -> bool:
    return not wanted or (label != wanted[1:] if wanted.startswith("-") else label == wanted)


def score(gold: list[GoldRow], predicted: list[dict[str, str]], label: str = "", n_errors: int = 0) -> Figures:
    """Figures of the scoring script, as shares of 1."""
    kept = [{**row, "entities": [one for one in row["entities"] if is_kept(one["label"], label)]} for row in gold]
    rows = [row for row in predicted if is_kept(row["label"], label)]
    with tempfile.TemporaryDirectory() as folder:
        gold_file, predicted_file = Path(folder) / "gold.jsonl", Path(folder) / "mentions.csv"
        gold_file.write_text("".join(json.dumps(row) + "\n" for row in kept), encoding="utf-8")
        with predicted_file.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, ("doc", "surface", "label", "id"))
            writer.writeheader()
            writer.writerows(rows)
        command = [sys.executable, str(shared("evaluation/score_entities.py")), str(gold_file), str(predicted_file)]
        if n_errors:
            print(
                subprocess.run([*command, "--errors", str(n_errors)], check=True, capture_output=True, text=True).stdout
            )
        found = json.loads(subprocess.run([*command, "--json"], check=True, capture_output=True, text=True).stdout)
    return {field: won / possible for field, (won, possible) in found.items() if possible}


def main() -> int:
    """Score each set that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*")
    parser.add_argument("--errors", type=int, default=0, metavar="N")
    parser.add_argument("--label", default="")
    add_option(parser)
    options = parser.parse_args()
    code = 0
    for name in options.sets or ALL:
        documents, gold = load(name)
        figures = score(gold, prediction_rows(documents), options.label, options.errors)
        shown = {
            field: share
            for field, share in figures.items()
            if field.endswith("F1") and field[:6] in ("strict", "linked")
        }
        print(f"{name}: {len(documents)} documents")
        for field, share in shown.items():
            print(f"  {share:7.3f}  {field}")
        if name in HELD and not (options.sets or options.label):
            measured_on = digest(*(MARKED / name).glob("*.txt"))
            code |= hold(name, shown, measured_on, options.lower_floors, group="entities")
    return code


if __name__ == "__main__":
    sys.exit(main())
