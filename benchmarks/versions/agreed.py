"""Formulas planted in unrelated statements: is each found, with its first use, and with no copy counted as a use?

usage: python -m benchmarks.versions.agreed [--show N] [--lower-floors REASON]

Twenty formulas of `formulas.csv` a half, of four to twelve words, stand in two to eight of forty statements, some of
them varied in some; the statements are made of originals of the labelled versions, each with a date of its own, and a
fourth of them lies there in damaged copies too. All go through structure, grouping and the search for agreed language.
`--show` prints the most used wording that nobody planted.
"""

import argparse
import csv
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from statistics import fmean
from typing import Any

from rapidfuzz.distance import LCSseq

from benchmarks import floors
from benchmarks.shared import digest
from benchmarks.versions.data import path_of, read, structured
from benchmarks.versions.split import HALVES, Half
from tasks.core.agreed import MainText, find_agreed, takes_part
from tasks.core.group import GroupingInput, group_documents
from tasks.core.group.texts import make_texts
from tasks.core.words import folded_words

FORMULAS = Path(__file__).with_name("formulas.csv")
N_STATEMENTS = 40
MIN_SENTENCES, MAX_SENTENCES = 12, 40
COPIES = 4  # one statement in so many lies there as a damaged copy too
DROPPED = 3  # the copy lost one sentence in so many
MIN_SHARE = 0.6  # of a formula's words, in order, that a passage holds, and of the passage's
FRAMES = (
    "Colleagues recalled {} when they sat down.",
    "Delegates spoke about {} at some length.",
    "Above all else, {}!",
    "It was said once more: {}.",
    "Everybody around this table wrote down {} as their guide.",
    "Nobody doubted {} during those talks.",
    "Hence {}, as ministers put it.",
    "Let us repeat {} before closing.",
)
PLACES = ("Vienna", "Lisbon", "Tallinn", "Oslo", "Valletta")

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula, its varied form, the statements that hold it by date, and those of them that vary it."""

    text: str
    varied: str
    homes: tuple[str, ...]
    varied_homes: frozenset[str]


def bases(side: Half, chance: random.Random) -> list[list[str]]:
    """Sentences of unrelated originals: one a family, no two of one series."""
    found: dict[str, list[str]] = {}
    for row in read("generated", side) + read("executive-orders", side):
        if row["relation"] != "base" or row["source"] == "fomc" or row["family"].startswith("seed"):
            continue
        lines = " ".join(row["text"].split()).split(". ")
        sentences = [line.strip() + "." for line in lines if 8 <= len(line.split()) <= 60]
        if len(sentences) >= MIN_SENTENCES:
            found.setdefault(row["family"], sentences[2 : MAX_SENTENCES + 2])
    names = sorted(found)
    return [found[name] for name in chance.sample(names, N_STATEMENTS)]


def plan(side: Half, chance: random.Random) -> list[Formula]:
    """Which statements hold which formula; the first use is never varied."""
    with FORMULAS.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["half"] == side]
    made = []
    for row in rows:
        homes = tuple(sorted(f"s{at:02}" for at in chance.sample(range(N_STATEMENTS), chance.randint(2, len(FRAMES)))))
        n_varied = (len(homes) + 1) // 3 if row["varied"] else 0
        made.append(Formula(row["formula"], row["varied"], homes, frozenset(chance.sample(homes[1:], n_varied))))
    return made


def statements(side: Half, formulas: Sequence[Formula], chance: random.Random) -> Iterator[Row]:
    """Statements with their formulas, s00 the earliest, and the damaged copies."""
    for at, sentences in enumerate(bases(side, chance)):
        name = f"s{at:02}"
        for formula in formulas:
            if name in formula.homes:
                wording = formula.varied if name in formula.varied_homes else formula.text
                frame = FRAMES[formula.homes.index(name)]
                sentences.insert(chance.randrange(len(sentences)), frame.format(wording))
        day = date(2001, 1, 15) + timedelta(days=211 * at)
        head = f"Joint Statement of the Ministers\n\n{PLACES[at % len(PLACES)]}, {day.day} {day:%B %Y}\n\n"
        yield {"id": name, "text": head + "\n\n".join(sentences), "copy": False}
        if at % COPIES == 0:
            kept = [sentence for number, sentence in enumerate(sentences) if number % DROPPED]
            yield {"id": f"{name}-copy", "text": head + "\n\n".join(kept), "copy": True}


def agreed_rows(given: GroupingInput) -> tuple[list[Row], float]:
    """Rows of agreed language as the product makes them, and the seconds of CPU that finding them takes."""
    grouped = group_documents(given)
    texts = make_texts(given.documents, given.paragraphs, given.sentences)
    mains = [
        MainText(row["statement_id"], texts[row["main_document_id"]], row["date_start"])
        for row in grouped.statements
        if takes_part(texts[row["main_document_id"]].document)
    ]
    start = time.process_time()
    return find_agreed(mains), time.process_time() - start


def holds(text: str, formula: Sequence[str]) -> bool:
    """The text has most words of the formula, in order."""
    return LCSseq.similarity(folded_words(text), formula) >= MIN_SHARE * len(formula)


def best_passage(formula: Formula, passages: Sequence[Sequence[Row]], names: Mapping[str, str]) -> Sequence[Row]:
    """Of the passages that hold most of its words, the one in most of its statements."""
    words = folded_words(formula.text)
    near = [rows for rows in passages if any(holds(row["text"], words) for row in rows)]
    return max(near, key=lambda rows: len({names[row["document_id"]] for row in rows} & set(formula.homes)), default=[])


def score(
    formulas: Sequence[Formula], passages: Sequence[Sequence[Row]], names: Mapping[str, str], show: bool
) -> dict[str, float]:
    """Shares of formulas, of their uses, and of their varied uses, that are found."""
    firsts, uses, varied = [], [], []
    for formula in formulas:
        rows = best_passage(formula, passages, names)
        held = {names[row["document_id"]] for row in rows}
        firsts.append({names[row["document_id"]] for row in rows if row["is_first_use"]} == {formula.homes[0]})
        uses += [home in held for home in formula.homes]
        varied += [home in held for home in formula.varied_homes]
        if show and not (firsts[-1] and held >= set(formula.homes)):
            missing = ", ".join(sorted(set(formula.homes) - held))
            print(
                f"  {formula.text!r}: first use {'right' if firsts[-1] else 'wrong'}, not found in {missing or 'none'}"
            )
    return {"right first use": fmean(firsts), "uses found": fmean(uses), "varied uses found": fmean(varied)}


def report(side: Half, show: int) -> dict[str, float]:
    """Figures of one half, printed."""
    chance = random.Random(f"agreed {side}")
    formulas = plan(side, chance)
    rows = list(statements(side, formulas, chance))
    given, labels = structured(rows)
    agreed, seconds = agreed_rows(given)
    names = {key: str(row["id"]) for key, row in labels.items()}
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in agreed:
        grouped[row["passage_id"]].append(row)
    figures = score(formulas, list(grouped.values()), names, show > 0)
    figures["uses in no copy"] = 1 - fmean(bool(labels[row["document_id"]]["copy"]) for row in agreed)
    print(f"{side}: {len(rows)} documents, {len(grouped)} passages, {len(agreed)} uses, {seconds:.2f} s CPU")
    for label, value in figures.items():
        print(f"  {label:20} {value:.3f}")
    planted = [folded_words(text) for formula in formulas for text in (formula.text, formula.varied or formula.text)]
    others = [
        max(rows, key=lambda row: bool(row["is_first_use"]))
        for rows in grouped.values()
        if not any(holds(row["text"], words) for row in rows for words in planted)
    ]
    print(f"  {'not planted':20} {len(others)} passages")
    for row in sorted(others, key=lambda row: (-row["n_statements"], row["passage_id"]))[:show]:
        print(f"    {row['n_statements']:3} {row['text']}")
    return {f"{side}: {label}": value for label, value in figures.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else "")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print so many passages that nobody planted")
    floors.add_option(parser)
    options = parser.parse_args()
    figures = {label: value for side in HALVES for label, value in report(side, options.show).items()}
    measured_on = digest(FORMULAS, path_of("generated"), path_of("executive-orders"))
    return floors.hold("agreed", figures, measured_on, options.lower_floors)


if __name__ == "__main__":
    sys.exit(main())
