"""The score card: how probable it is that two texts are one statement, as points for what was measured of them.

Points of each feature lie on a line through the places that `scorer.json` names, level beyond its ends. Their sum and a
constant are log-odds. The card is trained by `python -m benchmarks.versions.train`, which writes the file.
"""

import json
import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tasks.core.group.evidence import Evidence

CARD = Path(__file__).with_name("scorer.json")
N_REASONS = 3  # points that are told of a pair

COUNTS = (
    *("n_words", "n_other_words", "n_matched", "n_misread", "n_replaced", "n_reworded", "n_changes", "n_conflicts"),
    *("n_lost", "n_added", "longest_stretch", "n_in_stretches", "n_windows", "n_touched"),
    *("start", "end", "other_start", "other_end", "likeness", "is_same_day"),
)
count = attrgetter(*COUNTS)

Floats = npt.NDArray[np.float64]
Curve = tuple[tuple[float, ...], tuple[float, ...]]  # values of a feature, ascending, and the points for each


@dataclass(frozen=True, slots=True)
class Rivals:
    """Other candidates of the two texts of a pair.

    `closest` is the likeness of the closest one of that text of the two whose closest is the less close; `n_near` how
    many come near the pair's own likeness, of that text that has fewer.
    """

    closest: float = 0.0
    n_near: int = 0


NO_RIVALS = Rivals()


@cache
def score_card() -> tuple[float, Mapping[str, Curve]]:
    """The constant, and the points of each feature."""
    card = json.loads(CARD.read_text(encoding="utf-8"))
    curves = {
        name: (tuple(value for value, _ in places), tuple(points for _, points in places))
        for name, places in card["points"].items()
    }
    return float(card["constant"]), curves


def features(found: Evidence, rivals: Rivals = NO_RIVALS) -> dict[str, float]:
    """What the card looks at, of one pair."""
    return {name: float(values[0]) for name, values in features_of([found], [rivals]).items()}


def features_of(found: Sequence[Evidence], rivals: Sequence[Rivals]) -> dict[str, Floats]:
    """What the card looks at, of many pairs. Shares are of the words that should agree if the two are one statement.

    Those are the words with partners, those with others in their place, and those that both texts have beside the
    region, at the same end: a copy that lost its end leaves nothing there, the next edition something else. `log_own`
    is of the words that each of the two has more than the other.
    """
    counts = dict(zip(COUNTS, np.array([count(each) for each in found], np.float64).T, strict=True))
    closest, n_near = np.array([(each.closest, each.n_near) for each in rivals], np.float64).T
    n_words, n_other_words, n_conflicts = counts["n_words"], counts["n_other_words"], counts["n_conflicts"]
    n_shorter = np.minimum(n_words, n_other_words)
    n_kept = counts["n_matched"] + counts["n_misread"]
    n_changed = counts["n_replaced"] + counts["n_reworded"]
    n_own = n_changed + np.minimum(counts["n_lost"], counts["n_added"])
    n_beside = np.minimum(counts["start"], counts["other_start"])
    n_beside += np.minimum(n_words - counts["end"], n_other_words - counts["other_end"])
    n_due = np.maximum(n_kept + n_changed + n_beside, 1)
    agreement, coverage = n_kept / n_due, np.minimum(n_kept / n_shorter, 1.0)
    return {
        "agreement": agreement,
        "coverage": coverage,
        "quality": agreement**2 * coverage / (1 + n_conflicts / 3),
        "replaced": counts["n_replaced"] / n_due,
        "reworded": counts["n_reworded"] / n_due,
        "misread": counts["n_misread"] / n_due,
        "changes_per_100": 100 * counts["n_changes"] / n_due,
        "log_own": np.log1p(n_own + n_beside),
        "log_conflicts": np.log1p(n_conflicts),
        "spread": counts["n_touched"] / np.maximum(counts["n_windows"], 1),
        "log_longest_stretch": np.log2(np.maximum(counts["longest_stretch"], 1)),
        "longest_stretch": counts["longest_stretch"] / np.maximum(n_kept, 1),
        "in_long_stretches": counts["n_in_stretches"] / np.maximum(n_kept, 1),
        "log_kept": np.log2(np.maximum(n_kept, 1)),
        "length_ratio": n_shorter / np.maximum(n_words, n_other_words),
        "of_rival": counts["likeness"] / np.maximum(np.maximum(counts["likeness"], closest), 1e-9),
        "log_near_rivals": np.log2(1 + n_near),
        "same_day": counts["is_same_day"],
    }


def score_all(found: Sequence[Evidence], rivals: Sequence[Rivals]) -> list[tuple[float, dict[str, float]]]:
    """Of many pairs the score, and the points that weigh most."""
    if not found:
        return []
    constant, curves = score_card()
    names = sorted(curves)
    values = features_of(found, rivals)
    given = np.stack([np.interp(values[name], *curves[name]) for name in names], axis=1)
    log_odds = (constant + given.sum(axis=1)).tolist()
    heaviest = np.argsort(-np.abs(given), axis=1, kind="stable")[:, :N_REASONS]
    weights = np.take_along_axis(given, heaviest, axis=1).tolist()
    return [
        (as_probability(each), {names[at]: round(weight, 2) for at, weight in zip(chosen, points, strict=True)})
        for each, chosen, points in zip(log_odds, heaviest.tolist(), weights, strict=True)
    ]


def points(found: Evidence, rivals: Rivals = NO_RIVALS) -> dict[str, float]:
    """Points for each feature."""
    values = features(found, rivals)
    return {name: height(curve, values[name]) for name, curve in score_card()[1].items()}


def height(curve: Curve, value: float) -> float:
    """Points for a value: on the line between two bends, level before the first and after the last."""
    places, heights = curve
    at = bisect_right(places, value)
    if at == 0:
        return heights[0]
    if at == len(places):
        return heights[-1]
    share = (value - places[at - 1]) / (places[at] - places[at - 1])
    return heights[at - 1] + share * (heights[at] - heights[at - 1])


def probability(given: Mapping[str, float]) -> float:
    """The score of a pair with these points, between 0 and 1."""
    return as_probability(score_card()[0] + math.fsum(given.values()))


def as_probability(log_odds: float) -> float:
    return round(1 / (1 + math.exp(-max(min(log_odds, 30.0), -30.0))), 4)


def strongest(given: Mapping[str, float]) -> dict[str, float]:
    """The points that weigh most, either way."""
    chosen = sorted(given.items(), key=lambda each: (-abs(each[1]), each[0]))[:N_REASONS]
    return {name: round(value, 2) for name, value in chosen}
