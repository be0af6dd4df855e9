"""How well the sentences of a version are told apart: made cuts and edits whose script is kept, and a real pair.

Usage: python -m benchmarks.versions.alignment [--errors N] [--lower-floors REASON]

Of the originals of ../shared/benchmarks/versions/generated.jsonl.xz, each half by itself, every text of ten sentences
or more is edited in three of the ways of `editing.py`, drawn by its name. Original and version go through the structure
step and are aligned as grouping does it. The rows are scored by ../shared/evaluation/score_alignment.py: changes
right, added sentences, words of the counterparts. The pair of raw/ is scored against ../shared/evaluation/
alignment.jsonl. A figure below its floor ends with code 1.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.floors import add_option, hold
from benchmarks.shared import ROOT, digest, shared
from benchmarks.versions.data import Row, path_of, read
from benchmarks.versions.editing import EDITS, Draft, Sentence
from benchmarks.versions.split import HALVES
from tasks.core.extract.document import read_document
from tasks.core.group.counterparts import find_counterparts
from tasks.core.group.sentences import align_sentences
from tasks.core.group.settings import Grouping
from tasks.core.group.texts import Text, make_texts
from tasks.core.reading import ReadText
from tasks.core.structure import StructureError, structure_document
from tasks.core.words import folded_words

MIN_SENTENCES = 10
MIN_FOREIGN = 8  # words of a sentence that is added
N_FOREIGN = 3
MIN_WORDS = 3  # of a sentence that is scored
N_EDITS = 3  # versions of one original
HELD = ("change (accuracy)", "change: macro F1", "counterpart words: F1", "added: F1")
PAIR = ("nato-leaders-statement-full.txt", "nato-leaders-statement-truncated.txt")

Pair = tuple[str, str]  # names of version and main version


def text_of(name: str, read_text: ReadText) -> Text | None:
    try:
        made = structure_document(name, read_text, "text/plain")
    except StructureError:
        return None
    return make_texts([made.document], made.paragraphs, made.sentences).get(name)


def spans_of(text: Text) -> list[tuple[int, int]]:
    return [(each["start_char"], each["end_char"]) for each, n in zip(text.sentences, text.counts, strict=True) if n]


def compose(text: Text, draft: Draft) -> str:
    """The body of the original with its sentences as the draft has them; spaces between stay where they were."""
    body, spans = str(text.document["body"]), spans_of(text)
    between = [body[end:start] for (_, end), (start, _) in pairwise(spans)]
    behind = dict(enumerate([*between, body[spans[-1][1] :]]))
    pieces = [body[: spans[0][0]]]
    for sentence, place in zip(draft.sentences, draft.places, strict=True):
        if sentence.left:
            pieces += [sentence.left, " " if sentence.runs_on else behind.get(place, " ") or " "]
    return "".join(pieces)


def gold_rows(pair: Pair, sentences: Sequence[Sentence]) -> list[Row]:
    """What is due. Marks of lists and sentences that a text has twice are not scored: it is open which is meant."""
    key = {"document": pair[0], "other_document": pair[1]}
    counts = Counter(tuple(folded_words(each.text)) for each in sentences if each.text)
    rows = []
    for each in sentences:
        words = tuple(folded_words(each.text or each.left))
        is_told = len(words) >= MIN_WORDS and counts[words] < 2
        is_added = each.change == "added"
        rows.append(
            {
                **key,
                "sentence": each.left if is_added else each.text,
                "counterpart": "" if is_added else each.left,
                "change": each.change if is_told else "outside",
            }
        )
    return rows


def aligned_rows(pair: Pair, main: Text, version: Text) -> list[Row]:
    """The rows that grouping makes, with the sentences' texts."""
    shown = {
        "main": {
            row["sentence_no"]: main.document["body"][row["start_char"] : row["end_char"]] for row in main.sentences
        },
        "version": {
            row["sentence_no"]: version.document["body"][row["start_char"] : row["end_char"]]
            for row in version.sentences
        },
    }
    rows = []
    for row in align_sentences(find_counterparts(main, version, Grouping()), with_added=True):
        held = shown["version"].get(row["sentence_no"], "")
        is_added = row["change"] == "added"
        rows.append(
            {
                "document": pair[0],
                "other_document": pair[1],
                "sentence": held if is_added else shown["main"][row["main_sentence_no"]],
                "counterpart": "" if is_added else held,
                "change": row["change"],
            }
        )
    return rows


def edited(name: str, text: Text, edit: str, foreign: Sequence[str]) -> tuple[Draft, str]:
    body = text.document["body"]
    kept = [Sentence(body[start:end], body[start:end]) for start, end in spans_of(text)]
    draft = Draft(kept, list(range(len(kept))), random.Random(f"{name}:{edit}"), foreign)
    EDITS[edit](draft)
    return draft, compose(text, draft)


def foreign_sentences(text: Text) -> list[str]:
    """Whole sentences of another text."""
    body = str(text.document["body"])
    found = [body[start:end] for start, end in spans_of(text)]
    return [each for each in found if each[:1].isupper() and each.endswith(".") and len(each.split()) >= MIN_FOREIGN]


def make_pairs(rows: Sequence[Row]) -> dict[str, tuple[list[Row], list[Row]]]:
    """Rows due and rows given, by the way of editing."""
    texts = {row["id"]: text_of(row["id"], ReadText(row["text"].replace("\x00", ""), "plain")) for row in rows}
    long = {name: text for name, text in texts.items() if text and len(spans_of(text)) >= MIN_SENTENCES}
    made: dict[str, tuple[list[Row], list[Row]]] = defaultdict(lambda: ([], []))
    names = sorted(long)
    for at, name in enumerate(names):
        foreign = foreign_sentences(long[names[at - 1]])
        if len(foreign) < N_FOREIGN:
            continue
        for edit in random.Random(name).sample(sorted(EDITS), N_EDITS):
            draft, body = edited(name, long[name], edit, foreign)
            version = text_of(f"{name}:{edit}", ReadText(body, "plain"))
            pair = (f"{at} {edit}", f"{at} main")
            made[edit][0].extend(gold_rows(pair, draft.sentences))
            made[edit][1].extend(aligned_rows(pair, long[name], version) if version else [])
    return made


def score(gold: Iterable[Row], given: Iterable[Row], n_errors: int = 0) -> tuple[dict[str, float], str]:
    """The figures of the scorer, and what it says of the first errors."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / "gold.jsonl", Path(folder) / "given.jsonl"]
        for path, rows in zip(paths, (gold, given), strict=True):
            path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
        command = [sys.executable, str(shared("evaluation/score_alignment.py")), *map(str, paths)]
        done = subprocess.run([*command, "--json"], capture_output=True, text=True, check=True)
        errors = ""
        if n_errors:
            report = subprocess.run([*command, "--errors", str(n_errors)], capture_output=True, text=True, check=True)
            errors = report.stdout.partition("sentences whose change is wrong")[2]
    points: dict[str, Any] = json.loads(done.stdout)
    return {field: won / possible for field, (won, possible) in points.items() if possible}, errors


def score_pair() -> dict[str, float]:
    texts = [text_of(name, read_document((ROOT / "raw" / name).read_bytes(), "text/plain")) for name in PAIR]
    main, version = texts
    if main is None or version is None:
        return {}
    gold = [json.loads(line) for line in shared("evaluation/alignment.jsonl").read_text("utf-8").splitlines()]
    return score(gold, aligned_rows((PAIR[1], PAIR[0]), main, version))[0]


def show(name: str, figures: dict[str, float]) -> None:
    print(f"{name:32}", *(f"{field} {figures[field]:.3f}" for field in HELD if field in figures))


def main() -> int:
    """Score both halves and the pair, print, compare with the floors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--errors", type=int, default=0, metavar="N", help="of the half `tune`, show the first N errors"
    )
    add_option(parser)
    options = parser.parse_args()
    held: dict[str, float] = {}
    for side in HALVES:
        made = make_pairs([row for row in read("generated", side) if row["relation"] == "base"])
        for edit, (gold, given) in sorted(made.items()):
            figures, errors = score(gold, given, options.errors if side == "tune" else 0)
            show(f"{side}: {edit}", figures)
            print(errors, end="")
        gold = [row for rows, _ in made.values() for row in rows]
        figures, _ = score(gold, [row for _, rows in made.values() for row in rows])
        show(f"{side}: all", figures)
        held |= {f"{side}: {field}": figures[field] for field in HELD}
    figures = score_pair()
    show("pair of March 2022", figures)
    held |= {f"pair: {field}": figures[field] for field in HELD if field in figures}
    return hold("alignment", held, digest(path_of("generated")), options.lower_floors)


if __name__ == "__main__":
    sys.exit(main())
