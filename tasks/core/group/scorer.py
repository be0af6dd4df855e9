"""The score card: how probable it is that two texts are one statement, as points for what was measured of them.

Points of each feature lie on a line through the places that `scorer.json` names, level beyond its ends. Their sum and a
constant are log-odds. The card is trained by `python -m benchmarks.versions.train`, which writes the file.
"""

import json
import math
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tasks.core.group.evidence import Evidence

CARD = Path(__file__).with_name("scorer.json")
N_REASONS = 3  # points that are told of a pair

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
    """What the card looks at. Shares are of the words that should agree if the two are one statement.

    Those are the words with partners, those with others in their place, and those that both texts have beside the
    region, at the same end: a copy that lost its end leaves nothing there, the next edition something else. `log_own`
    is of the words that each of the two has more than the other.
    """
    n_shorter = min(found.n_words, found.n_other_words)
    n_kept = found.n_matched + found.n_misread
    n_changed = found.n_replaced + found.n_reworded
    n_own = n_changed + min(found.n_lost, found.n_added)
    n_beside = min(found.start, found.other_start)
    n_beside += min(found.n_words - found.end, found.n_other_words - found.other_end)
    n_due = max(n_kept + n_changed + n_beside, 1)
    agreement, coverage = n_kept / n_due, min(n_kept / n_shorter, 1.0)
    return {
        "agreement": agreement,
        "coverage": coverage,
        "quality": agreement**2 * coverage / (1 + found.n_conflicts / 3),
        "replaced": found.n_replaced / n_due,
        "reworded": found.n_reworded / n_due,
        "misread": found.n_misread / n_due,
        "changes_per_100": 100 * found.n_changes / n_due,
        "log_own": math.log1p(n_own + n_beside),
        "log_conflicts": math.log1p(found.n_conflicts),
        "spread": found.n_touched / max(found.n_windows, 1),
        "log_longest_stretch": math.log2(max(found.longest_stretch, 1)),
        "longest_stretch": found.longest_stretch / max(n_kept, 1),
        "in_long_stretches": found.n_in_stretches / max(n_kept, 1),
        "log_kept": math.log2(max(n_kept, 1)),
        "length_ratio": n_shorter / max(found.n_words, found.n_other_words),
        "of_rival": found.likeness / max(found.likeness, rivals.closest, 1e-9),
        "log_near_rivals": math.log2(1 + rivals.n_near),
        "same_day": float(found.is_same_day),
    }


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
    log_odds = score_card()[0] + math.fsum(given.values())
    return round(1 / (1 + math.exp(-max(min(log_odds, 30.0), -30.0))), 4)


def strongest(given: Mapping[str, float]) -> dict[str, float]:
    """The points that weigh most, either way."""
    chosen = sorted(given.items(), key=lambda each: (-abs(each[1]), each[0]))[:N_REASONS]
    return {name: round(value, 2) for name, value in chosen}
