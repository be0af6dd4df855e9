"""Speech acts and commitments in sentences of many kinds of issuers, each read by itself.

Usage: python -m benchmarks.acts.forms [--errors]

`forms.jsonl` holds sentences written for this purpose in the manner of communiqués, resolutions, press releases and
speeches of all regions. Of each act: `act`, `also_acts`, `verb`, `target` (absent where it is not judged),
`commitment`, `amounts`, `optional` and `commitment_optional` as in `gold/README.md`. Half of them is for tuning, of the
others only figures are shown.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.acts.score import Outcome, Row, compare_commitments, count, first_word, paired, printed_id, report
from benchmarks.floors import add_option, hold
from benchmarks.shared import digest
from schemas.knowledge.entities import entities
from tasks.core.acts import find_acts
from tasks.core.annotate import Anchor
from tasks.core.annotate.document import annotate

FORMS = Path(__file__).with_name("forms.jsonl")
SETS = ("tune", "check")


def forms(name: str) -> Iterator[Row]:
    """The sentences of a set."""
    for line in FORMS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["set"] == name:
            yield row


def acts_of(form: Row) -> tuple[list[Row], dict[str, str]]:
    """The acts of a sentence that is a document of its own, with their commitments; and names of its entities."""
    body = form["sentence"]
    anchor = Anchor(form["date"], form["issuer"])
    span = (0, len(body))
    mentions = annotate(body, (span,), (span,), anchor)
    sentence = {"sentence_no": 1, "start_char": 0, "end_char": len(body), "in_statement": True, "speaker": None}
    found = find_acts("0" * 64, body, [sentence], mentions, anchor)
    acts = [
        {**row, "commitments": [dict(one) for one in found.commitments if one["act_no"] == row["act_no"]]}
        for row in found.acts
    ]
    return acts, {one.entity.entity_id: printed_id(one.entity) for one in mentions}


def gold_acts(form: Row) -> list[Row]:
    """The acts as the scorer of statements takes them; what a form does not judge is empty."""
    return [{"subject": "", "object": "", **one} for one in form["acts"]]


def score_forms(name: str) -> Outcome:
    outcome = Outcome()
    for form in forms(name):
        acts, names = acts_of(form)
        for one, other in paired(gold_acts(form), acts):
            count(outcome, one, other, form["sentence"])
            if one and other:
                compare(outcome, one, other, names, form["sentence"])
            if one and (other or not one.get("optional")):
                compare_commitments(outcome, one, other, form["sentence"])
    return outcome


def compare(outcome: Outcome, gold: Row, found: Row, names: dict[str, str], sentence: str) -> None:
    """Verb and target of a matched act."""
    shares = {"verb": first_word(gold["verb"]) == first_word(found["verb"])}
    target = found["target_entity_id"] or ""
    target = names.get(target) or (printed_id(entities()[target]) if target in entities() else target)
    if "target" in gold:
        shares["target"] = target == gold["target"]
    for name, share in shares.items():
        outcome.fields[name].append(float(share))
        if not share:
            outcome.errors.append(f"{name}: gold {gold[name]!r} got {found['verb']!r} {target!r}\n     {sentence}")


def figures(outcome: Outcome) -> dict[str, float]:
    """The figures that have floors."""
    found: dict[str, float] = {}
    for name, act in (("", "all"), ("commitment ", "(commitment)")):
        tally = outcome.acts[act]
        found[f"{name}precision"] = tally.right / max(tally.found, 1)
        found[f"{name}recall"] = tally.right / max(tally.gold, 1)
    return found | {name: sum(shares) / len(shares) for name, shares in outcome.fields.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true")
    add_option(parser)
    options = parser.parse_args()
    code = 0
    for name in SETS:
        outcome = score_forms(name)
        report(name, outcome, options.errors)
        code |= hold(name, figures(outcome), digest(FORMS), options.lower_floors, group="act_forms")
    return code


if __name__ == "__main__":
    sys.exit(main())
