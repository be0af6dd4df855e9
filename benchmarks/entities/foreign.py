"""States and organisations in sentences of other languages: precision and recall of mentions and of what they mean.

Usage: python -m benchmarks.entities.foreign [tune|check …] [--errors]

The sentences of foreign.csv were written and marked (`{surface=entity_id}`) before the rules; the half `check` is kept
out of tuning. Mentions of other labels are not looked at.
"""

import argparse
import csv
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.floors import add_option, hold
from benchmarks.shared import digest
from tasks.core.annotate.document import annotate
from tasks.core.annotate.model import Anchor

SENTENCES = Path(__file__).with_name("foreign.csv")
MARK = re.compile(r"\{([^=}]+)=([^}]+)\}")
LABELS = ("COUNTRY", "ORG")

Found = tuple[int, int, str]  # start, end, entity


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, its language, the half that it belongs to, and the mentions in it."""

    text: str
    language_code: str
    part: str
    gold: frozenset[Found]


def read_sentence(language_code: str, part: str, marked: str) -> Sentence:
    text, gold, last = "", set(), 0
    for match in MARK.finditer(marked):
        text += marked[last : match.start()]
        gold.add((len(text), len(text) + len(match[1]), match[2]))
        text, last = text + match[1], match.end()
    return Sentence(text + marked[last:], language_code, part, frozenset(gold))


def sentences(part: str) -> list[Sentence]:
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        every = [read_sentence(row["language_code"], row["part"], row["marked"]) for row in csv.DictReader(file)]
    return [one for one in every if one.part == part]


def found_in(sentence: Sentence) -> frozenset[Found]:
    whole = ((0, len(sentence.text)),)
    foreign = ((0, len(sentence.text), sentence.language_code),)
    mentions = annotate(sentence.text, whole, whole, Anchor(None, None), foreign=foreign)
    return frozenset((one.start, one.end, one.entity.entity_id) for one in mentions if one.label in LABELS)


def figures(every: Iterable[Sentence], show_errors: bool = False) -> dict[str, float]:
    """Precision and recall, 0 to 1, of mentions with their span and entity."""
    n_right = n_found = n_gold = 0
    for one in every:
        found = found_in(one)
        n_right, n_found, n_gold = n_right + len(found & one.gold), n_found + len(found), n_gold + len(one.gold)
        if show_errors and found != one.gold:
            for sign, wrong in (("extra ", found - one.gold), ("missed", one.gold - found)):
                for start, end, entity in sorted(wrong):
                    print(f"  {one.language_code} {sign} {one.text[start:end]} = {entity}")
    return {"precision": n_right / max(n_found, 1), "recall": n_right / max(n_gold, 1)}


def main() -> int:
    """Print the figures of each half that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", default=["tune", "check"])
    parser.add_argument("--errors", action="store_true")
    add_option(parser)
    options = parser.parse_args()
    code = 0
    for part in options.parts:
        every = sentences(part)
        shares = figures(every, options.errors)
        n_languages = len({one.language_code for one in every})
        print(f"{part}: {len(every)} sentences in {n_languages} languages")
        for name, share in shares.items():
            print(f"  {share:7.3f}  {name}")
        code |= hold(f"other languages, {part}", shares, digest(SENTENCES), options.lower_floors, group="entities")
    return code


if __name__ == "__main__":
    sys.exit(main())
