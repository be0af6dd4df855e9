"""Train the score card of pairs on the half `tune` of the labelled versions, and write it beside the scorer.

Usage: python -m benchmarks.versions.train [--dry]

The card is a logistic regression on curves: each feature adds points along a line with a few bends. Most lines may
only rise or only fall, whichever speaks for one statement: that is what keeps the card from learning by heart, since a
set of some hundred families holds accidents enough. Pairs with an excerpt in foreign text are left out: such texts are
read another way. The fit has one minimum, so the same data give the same card. With --dry the card is printed alone.
"""

import argparse
import json
import sys
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from benchmarks.shared import digest
from benchmarks.versions.data import NAMES, Row, path_of, read, structured
from tasks.core.group import GroupingInput
from tasks.core.group.candidates import find_pairs
from tasks.core.group.evidence import Evidence, compare
from tasks.core.group.links import Rivalry
from tasks.core.group.reviewed import NOTHING_REVIEWED, Pair
from tasks.core.group.scorer import CARD, features
from tasks.core.group.settings import Grouping
from tasks.core.group.texts import make_texts

Floats = npt.NDArray[np.float64]

RISING, FALLING, EITHER = 1, -1, 0
DIRECTIONS = {
    "agreement": RISING,
    "coverage": RISING,
    "quality": RISING,
    "replaced": FALLING,
    "reworded": FALLING,
    "misread": EITHER,  # noise takes from the likeness, but the editions of a series are seldom misread
    "changes_per_100": FALLING,
    "log_own": FALLING,
    "log_conflicts": FALLING,
    "spread": RISING,  # a revision changes words all over, a next edition some sentences
    "log_longest_stretch": EITHER,
    "longest_stretch": EITHER,  # a copy is whole or revised all over; of a next edition some paragraphs are whole
    "in_long_stretches": EITHER,
    "log_kept": RISING,
    "length_ratio": RISING,
    "of_rival": RISING,
    "log_near_rivals": FALLING,
    "same_day": RISING,
}
WEIGHTS = {"generated": 1.0, "sparse": 3.0, "executive-orders": 0.5}  # of a pair; the first has families beyond measure
N_PARTS = {"generated": 6}  # parts with few versions of each text
PART_WEIGHT = 0.5
N_KNOTS = 5  # quantiles of each class that bends may lie at
MIN_BEND = 0.08  # of a feature's range between two bends
STRENGTH = 1.0  # of the pull of all points towards 0
LEFT_OUT = "embed"


@dataclass(frozen=True, slots=True)
class Examples:
    """Pairs as rows: values of the features, whether they are one statement, weights, and the families of both."""

    values: Floats
    is_one: npt.NDArray[np.bool_]
    weights: Floats
    families: list[Pair]
    pairs: list[Pair]

    @classmethod
    def of(
        cls, evidence: Mapping[Pair, Evidence], labels: Mapping[str, Row], weight: float, settings: Grouping
    ) -> "Examples":
        rivalry = Rivalry(evidence, settings)
        kept = [pair for pair in evidence if not rivalry.is_far(pair)]
        rows = [features(evidence[pair], rivalry.rivals(pair, evidence[pair].likeness)) for pair in kept]
        families = [(labels[one]["family"], labels[other]["family"]) for one, other in kept]
        return cls(
            np.array([[row[name] for name in DIRECTIONS] for row in rows]),
            np.array([one == other for one, other in families]),
            np.full(len(kept), weight),
            families,
            kept,
        )


def examples(given: GroupingInput, labels: Mapping[str, Row], name: str, settings: Grouping) -> list[Examples]:
    """The candidates of one set that the card decides: those without much closer rivals.

    In a set with many versions of each text hardly any has a rival of another family; so parts of it are given too,
    with two versions of some texts and one of the others.
    """
    texts = make_texts(given.documents, given.paragraphs, given.sentences)
    texts = {name: text for name, text in texts.items() if not labels[name]["relation"].startswith(LEFT_OUT)}
    known = find_pairs(texts, NOTHING_REVIEWED, settings)
    evidence = {(one, other): compare(texts[one], texts[other], settings) for one, other in known.pairs}
    parts = [thinned(sorted(texts), labels, seed) for seed in range(N_PARTS.get(name, 0))]
    return [
        Examples.of(
            {pair: found for pair, found in evidence.items() if part.issuperset(pair)}, labels, weight, settings
        )
        for part, weight in [(set(texts), WEIGHTS[name]), *((part, PART_WEIGHT) for part in parts)]
    ]


def thinned(names: Sequence[str], labels: Mapping[str, Row], seed: int) -> set[str]:
    """One or two documents of each family, drawn by hash."""
    drawn: dict[str, list[tuple[int, str]]] = {}
    for name in names:
        drawn.setdefault(labels[name]["family"], []).append((zlib.crc32(f"{seed}:{name}".encode()), name))
    return {name for family in drawn.values() for _, name in sorted(family)[: 1 + min(family)[0] % 2]}


def bends(values: Floats, is_one: npt.NDArray[np.bool_]) -> list[float]:
    """Where a feature's line may bend."""
    shares = np.linspace(0.01, 0.99, N_KNOTS)
    found = np.unique(np.concatenate([np.quantile(values[is_one], shares), np.quantile(values[~is_one], shares)]))
    kept = [float(found[0])]
    for value in found[1:].tolist():
        if value - kept[-1] > MIN_BEND * (found[-1] - found[0]):
            kept.append(value)
    return [round(value, 4) for value in kept]


def steps(values: Floats, places: Sequence[float]) -> Floats:
    """How far each value has come between each two bends, 0 to 1."""
    pieces = [np.clip((values - low) / (high - low), 0, 1) for low, high in pairwise(places)]
    return np.column_stack([*pieces, np.empty((len(values), 0))])


def fit(given: Examples) -> dict[str, Any]:
    """The card: a constant, and for each feature its bends with the points there."""
    places = {name: bends(given.values[:, at], given.is_one) for at, name in enumerate(DIRECTIONS)}
    parts = [steps(given.values[:, at], places[name]) for at, name in enumerate(DIRECTIONS)]
    bounds = [
        limits(DIRECTIONS[name]) for name, part in zip(DIRECTIONS, parts, strict=True) for _ in range(part.shape[1])
    ]
    table = np.column_stack([*parts, np.ones(len(given.is_one))])
    sign = np.where(given.is_one, 1.0, -1.0)
    weights = given.weights / given.weights.mean()
    pull = np.append(np.full(table.shape[1] - 1, STRENGTH), 0.0)

    def loss(points: Floats) -> tuple[float, Floats]:
        margin = sign * (table @ points)
        slope = -(weights * sign / (1 + np.exp(np.clip(margin, -50, 50)))) @ table
        value = (weights * np.logaddexp(0, -margin)).sum() + (pull * points**2).sum() / 2
        return float(value), slope + pull * points

    start = np.zeros(table.shape[1])
    found = minimize(
        loss, start, jac=True, method="L-BFGS-B", bounds=[*bounds, (None, None)], options={"maxiter": 2000}
    )
    points, at = {}, 0
    for name, part in zip(DIRECTIONS, parts, strict=True):
        heights = np.concatenate(([0.0], np.cumsum(found.x[at : at + part.shape[1]])))
        points[name] = [[value, round(float(height), 3)] for value, height in zip(places[name], heights, strict=True)]
        at += part.shape[1]
    return {"constant": round(float(found.x[-1]), 3), "points": points}


def limits(direction: int) -> tuple[float | None, float | None]:
    return (0.0 if direction == RISING else None), (0.0 if direction == FALLING else None)


def together(sets: Sequence[Examples]) -> Examples:
    return Examples(
        np.vstack([each.values for each in sets]),
        np.concatenate([each.is_one for each in sets]),
        np.concatenate([each.weights for each in sets]),
        [families for each in sets for families in each.families],
        [pair for each in sets for pair in each.pairs],
    )


def main() -> int:
    """Train, and write the card."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dry", action="store_true", help="print the card instead of writing it")
    is_dry = parser.parse_args().dry
    settings = Grouping()
    sets = [part for name in NAMES for part in examples(*structured(read(name, "tune")), name, settings)]
    given = together(sets)
    trained = {
        "command": "python -m benchmarks.versions.train",
        "on": f"{', '.join(NAMES)}: half tune",
        "hash": digest(*(path_of(name) for name in NAMES)),
        "n_pairs": len(given.is_one),
        "n_one_statement": int(given.is_one.sum()),
        "date": date.today().isoformat(),
    }
    text = as_text({"trained": trained, **fit(given)})
    if is_dry:
        print(text)
    else:
        CARD.write_text(text + "\n", encoding="utf-8")
    return 0


def as_text(card: Mapping[str, Any]) -> str:
    """JSON with a line for each feature."""
    lines = [f"  {json.dumps(name)}: {json.dumps(places)}" for name, places in card["points"].items()]
    head = json.dumps({"trained": card["trained"], "constant": card["constant"]}, indent=1)
    return head.removesuffix("\n}") + ',\n "points": {\n' + ",\n".join(lines) + "\n }\n}"


if __name__ == "__main__":
    sys.exit(main())
