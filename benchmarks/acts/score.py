"""Speech acts and commitments against gold, sentence by sentence.

Usage: python -m benchmarks.acts.score [five|tune|check …] [--errors]

Acts are compared by sentence and act; `also_acts` are as right, optional ones neither missing nor found. Of those that
match, verb (first word), subject, target, polarity, speaker and object (F1 of its words) are compared. Of `check` only
figures are shown.
"""

import argparse
import json
import re
import sys
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from benchmarks.entities.documents import Given, given_files, given_marked
from benchmarks.entities.marked import read_marked
from benchmarks.floors import add_option, hold
from benchmarks.shared import ROOT, digest
from schemas.knowledge.entities import entities
from tasks.core.acts import find_acts
from tasks.core.annotate import Anchor
from tasks.core.annotate.document import annotate

GOLD = Path(__file__).with_name("gold")
MARKED = ROOT / "benchmarks" / "entities" / "marked"
KEPT_OUT = "check"
SETS = ("five", "tune", KEPT_OUT)
RESOLVED = {"nato-leaders-statement-full": Anchor("2022-03-24", "NATO")}  # what a run tells by its other version
Row = dict[str, Any]


@dataclass(slots=True)
class Tally:
    """Counts of one act, or of all."""

    gold: int = 0
    found: int = 0
    right: int = 0


@dataclass(slots=True)
class Outcome:
    """Figures of a set: counts by act, shares by field, commitments, and the errors as lines."""

    acts: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    fields: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)


def documents(name: str) -> Iterator[tuple[Given, list[Row]]]:
    """The documents of a set with their gold sentences."""
    gold: defaultdict[str, list[Row]] = defaultdict(list)
    for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        gold[row["doc"]].append(row)
    if name == "five":
        found = given_files(sorted((ROOT / "raw").iterdir()))
        given: Iterable[Given] = [replace(one, anchor=RESOLVED.get(one.stem, one.anchor)) for one in found]
    else:
        given = given_marked([read_marked(path) for path in sorted((MARKED / name).glob("*.txt")) if path.stem in gold])
    for one in given:
        yield one, gold[one.stem]


def predicted(given: Given, gold: list[Row]) -> tuple[list[list[Row]], dict[str, str]]:
    """Acts of a document by gold sentence, each with its commitments, and names of its entities.

    Sentences are found by their text, so that the gold outlives changes in how sentences are split.
    """
    document, sentences = given.structured.document, given.structured.sentences
    body = document["body"]
    spans = tuple((row["start_char"], row["end_char"]) for row in sentences)
    blocks = tuple((row["start_char"], row["end_char"]) for row in given.structured.paragraphs)
    mentions = annotate(body, spans, blocks, given.anchor)
    found = find_acts(document["document_id"], body, sentences, mentions, given.anchor)
    names = {one.entity.entity_id: printed_id(one.entity) for one in mentions}
    commitments: defaultdict[int, list[Row]] = defaultdict(list)
    for row in found.commitments:
        commitments[row["act_no"]].append(dict(row))
    acts: list[list[Row]] = [[] for _ in gold]
    starts = gold_starts(body, gold)
    for row in found.acts:
        at = bisect_right(starts, len("".join(body[: row["verb_start_char"]].split()))) - 1
        acts[max(at, 0)].append({**row, "commitments": commitments[row["act_no"]]})
    return acts, names


def gold_starts(body: str, gold: list[Row]) -> list[int]:
    """Where each gold sentence begins in the body, white space left out."""
    bare, reached, starts = "".join(body.split()), 0, []
    for row in gold:
        sentence = "".join(row["sentence"].split())
        start = bare.index(sentence, reached)
        starts.append(start)
        reached = start + len(sentence)
    return starts


def printed_id(entity: Any) -> str:
    return str(entity.iso_code or entity.name)


def tidy(text: str) -> str:
    return " ".join(text.split())


def is_same_act(gold: Row, found: Row) -> bool:
    return found["act"] in (gold["act"], *gold.get("also_acts", ()))


def paired(gold: list[Row], found: list[Row]) -> list[tuple[Row | None, Row | None]]:
    """Gold and found acts of a sentence: of the same act, those with the same verb and the most alike objects first."""
    left, missing = list(found), sorted(gold, key=lambda row: bool(row.get("optional")))
    pairs: list[tuple[Row | None, Row | None]] = []
    alike = [(one, row) for one in missing for row in left if is_same_act(one, row)]
    for one, row in sorted(alike, key=unlikeness):
        if any(one is other for other in missing) and any(row is other for other in left):
            pairs.append((one, row))
            left = [other for other in left if other is not row]
            missing = [other for other in missing if other is not one]
    for one in missing:
        near = [row for row in left if first_word(row["verb"]) == first_word(one["verb"])]
        if one.get("optional") and near:
            left.remove(near[0])
        elif not one.get("optional"):
            pairs.append((one, None))
    return [*pairs, *((None, row) for row in left)]


def unlikeness(pair: tuple[Row, Row]) -> tuple[bool, bool, float]:
    gold, found = pair
    is_other_verb = first_word(found["verb"]) != first_word(gold["verb"])
    return bool(gold.get("optional")), is_other_verb, -object_f1(gold, found)


def object_f1(gold: Row, found: Row) -> float:
    return word_f1(gold["object"], found["object_text"])


def first_word(verb: str) -> str:
    return verb.split()[0] if verb.split() else ""


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def word_f1(gold: str, found: str) -> float:
    """F1 of the words of two texts, as sets."""
    one, other = set(words(gold)), set(words(found))
    if not one or not other:
        return float(one == other)
    shared = len(one & other)
    return 2 * shared / (len(one) + len(other))


def compare(outcome: Outcome, gold: Row, found: Row, names: dict[str, str], sentence: str) -> None:
    """Fields of a matched act."""
    target = found["target_entity_id"]
    target = names.get(target) or (printed_id(entities()[target]) if target in entities() else target or "")
    shares = {
        "verb": first_word(gold["verb"]) == first_word(found["verb"]),
        "subject": not gold["subject"] or not found["subject"] or same_text(gold["subject"], found["subject"]),
        "polarity": gold["polarity"] == found["polarity"],
        "speaker": (found["speaker"] or "") in (gold["speaker"], *gold.get("also_speakers", ())),
        "object": object_f1(gold, found),
    }
    if gold["act"] not in ("note", "stress", "reaffirm", "announce", "claim"):
        shares["target"] = target in (gold["target"], *gold.get("also_targets", ()))
    for name, share in shares.items():
        outcome.fields[name].append(float(share))
        if share < 0.8:
            got = target if name == "target" else found["object_text" if name == "object" else name]
            outcome.errors.append(
                f"{name}: gold {gold[name]!r} {gold.get('also_targets', '')} got {got!r}\n     {sentence[:300]}"
            )


def same_text(one: str, other: str) -> bool:
    return words(one) == words(other)


def compare_commitments(outcome: Outcome, gold: Row, found: Row | None, sentence: str) -> None:
    rows = found["commitments"] if found else []
    if not gold.get("commitment_optional"):
        tally = outcome.acts["(commitment)"]
        tally.gold += gold["commitment"]
        tally.found += bool(rows)
        tally.right += bool(gold["commitment"] and rows)
        if gold["commitment"] != bool(rows):
            outcome.errors.append(
                f"commitment: gold {gold['commitment']}, got {bool(rows)}: {gold['verb']} {gold['object'][:120]}"
            )
    for amount in gold["amounts"]:
        if not amount.get("optional"):
            compare_amount(outcome, amount, rows, sentence)


def compare_amount(outcome: Outcome, gold: Row, rows: list[Row], sentence: str) -> None:
    """Whether a row has the amount and the deadline."""
    amount = float(gold["amount"]) if gold["amount"] else None
    same = [row for row in rows if row["amount"] == amount] or [row for row in rows if amount is None]
    row = same[0] if same else None
    shares = {
        "amounts and deadlines found": row is not None and (not gold["deadline_text"] or bool(row["deadline_text"])),
    }
    if row and amount is not None:
        shares["unit"] = row["unit"] == gold["unit"]
        shares["qualifier"] = (row["qualifier"] or "") == gold["qualifier"]
    if row and gold["deadline_edtf"]:
        shares["deadline_edtf"] = row["deadline_edtf"] == gold["deadline_edtf"]
    if row and gold["deadline_text"] and row["deadline_text"]:
        shares["deadline_text"] = word_f1(gold["deadline_text"], row["deadline_text"]) >= 0.5
    for name, share in shares.items():
        outcome.fields[name].append(float(share))
        if not share:
            got = (
                {key: row[key] for key in ("amount", "unit", "qualifier", "deadline_edtf", "deadline_text")}
                if row
                else rows
            )
            outcome.errors.append(f"{name}: gold {gold} got {got}\n     {sentence[:300]}")


def score(name: str) -> Outcome:
    outcome = Outcome()
    for given, gold in documents(name):
        acts, names = predicted(given, gold)
        for row, found in zip(gold, acts, strict=True):
            for one, other in paired(row["acts"], found):
                count(outcome, one, other, row["sentence"])
                if one and other:
                    compare(outcome, one, other, names, row["sentence"])
                if one and (other or not one.get("optional")):
                    compare_commitments(outcome, one, other, row["sentence"])
    return outcome


def count(outcome: Outcome, gold: Row | None, found: Row | None, sentence: str) -> None:
    if gold and gold.get("optional"):
        return
    for name in ("all", (gold or found or {})["act"]):
        tally = outcome.acts[name]
        tally.gold += gold is not None
        tally.found += found is not None
        tally.right += gold is not None and found is not None
    if not found and gold:
        outcome.errors.append(
            f"MISSED {gold['act']}: {gold['subject']} | {gold['verb']} | {gold['object'][:60]}\n     {sentence[:400]}"
        )
    if not gold and found:
        outcome.errors.append(
            f"WRONG {found['act']} ({found['rule']}): {found['subject']} | {found['verb']} | "
            f"{found['object_text'][:60]}\n     {sentence[:400]}"
        )


def report(name: str, outcome: Outcome, shows_errors: bool) -> None:
    print(f"{name}")
    for act, tally in sorted(outcome.acts.items(), key=lambda item: (item[0] != "all", item[0])):
        precision = tally.right / tally.found if tally.found else 0.0
        recall = tally.right / tally.gold if tally.gold else 0.0
        print(f"  {act:14} precision {precision:.3f} recall {recall:.3f}  gold {tally.gold} found {tally.found}")
    for name_, shares in sorted(outcome.fields.items()):
        print(f"  {sum(shares) / len(shares):.3f} {name_} ({len(shares)})")
    if shows_errors and name != KEPT_OUT:
        print("\n".join(outcome.errors))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*")
    parser.add_argument("--errors", action="store_true")
    add_option(parser)
    options = parser.parse_args()
    code = 0
    for name in options.sets or SETS:
        outcome = score(name)
        report(name, outcome, options.errors)
        if not options.sets:
            code |= hold(name, held(outcome), digest(GOLD / f"{name}.jsonl"), options.lower_floors, group="acts")
    return code


def held(outcome: Outcome) -> dict[str, float]:
    """The figures that have floors."""
    tally = outcome.acts["all"]
    figures = {"precision": tally.right / max(tally.found, 1), "recall": tally.right / max(tally.gold, 1)}
    return figures | {name: sum(shares) / len(shares) for name, shares in outcome.fields.items()}


if __name__ == "__main__":
    sys.exit(main())
