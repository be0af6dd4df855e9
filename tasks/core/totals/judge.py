"""Hold the figures of a source against what people set and what is usual for it."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from schemas.rules_totals import (
    COUNT,
    DROP,
    LOWER,
    MAXIMUM,
    MAXIMUM_RATIO,
    MINIMUM,
    MINIMUM_RATIO,
    NONE,
    RISE,
    SHARE,
    Drift,
    drifts,
)
from tasks.core.totals.history import Usual
from tasks.core.totals.measure import Figures
from tasks.core.totals.reviewed import ReviewedBound
from tasks.core.validate.result import Offender

EXACT_DIGITS = 9  # four fifths of 35 are 28, which a product of two floats misses


@dataclass(frozen=True, slots=True)
class Bound:
    """The end of what is allowed or expected of a figure, itself included; `note` says where it comes from."""

    total: str
    kind: str
    limit: float
    note: str

    def is_broken(self, figure: float) -> bool:
        return figure < self.limit if self.kind in LOWER else figure > self.limit

    @property
    def rule_id(self) -> str:
        return f"totals.{self.total}.{self.kind}"


def bounds_for(figures: Figures, usual: Usual, reviewed: Mapping[str, ReviewedBound]) -> tuple[Bound, ...]:
    """All bounds of the figures of one source, in the order of the figures.

    Of a source without files nothing is said but that: what follows from it is no news. A ratio that people set stands
    for the one that holds by itself, and a minimum of files for the suspicion that they are not there by accident.
    """
    bounds = [bound for total in figures if total in reviewed for bound in set_bounds(reviewed[total], usual)]
    if figures["files"]:
        bounds += [bound for total in figures for bound in drift_bounds(drifts()[total], usual, reviewed.get(total))]
    elif figures["missing_files"] and ("files" not in reviewed or reviewed["files"].minimum is None):
        n_gone = plain("missing_files", figures["missing_files"])
        bounds.append(Bound("files", NONE, 1, f"known and gone: {n_gone}; are they where the source is looked for?"))
    return tuple(bounds)


def set_bounds(line: ReviewedBound, usual: Usual) -> Iterator[Bound]:
    """The bounds that a person set."""
    for kind, limit in ((MINIMUM, line.minimum), (MAXIMUM, line.maximum)):
        if limit is not None:
            yield Bound(line.total, kind, limit, line.note)
    baseline = usual.baselines.get(line.total)
    for kind, ratio in ((MINIMUM_RATIO, line.minimum_ratio), (MAXIMUM_RATIO, line.maximum_ratio)):
        if ratio is not None and baseline is not None:
            limit = round(ratio * baseline, EXACT_DIGITS)
            yield Bound(line.total, kind, limit, f"{usual_note(line.total, usual)}; {line.note}")


def drift_bounds(drift: Drift, usual: Usual, line: ReviewedBound | None) -> Iterator[Bound]:
    """How far a figure may move without anybody having set anything; small sources move as they like."""
    baseline = usual.baselines.get(drift.total)
    if baseline is None or usual.baselines.get("documents", 0) < drift.min_documents:
        return
    note = usual_note(drift.total, usual)
    if drift.minimum_ratio is not None and (line is None or line.minimum_ratio is None):
        limit = min(drift.minimum_ratio * baseline, baseline - drift.slack)
        yield Bound(drift.total, DROP, round(limit, EXACT_DIGITS), note)
    if drift.maximum_ratio is not None and (line is None or line.maximum_ratio is None):
        limit = max(drift.maximum_ratio * baseline, baseline + drift.slack)
        yield Bound(drift.total, RISE, round(limit, EXACT_DIGITS), note)


def usual_note(total: str, usual: Usual) -> str:
    """What a bound was reckoned from."""
    return f"median of the last {usual.n_runs[total]} runs {plain(total, usual.baselines[total])}"


def offender(source: str, figure: float, bound: Bound) -> Offender:
    """The figure that breaks a bound, as a failing row."""
    end = "at least" if bound.kind in LOWER else "at most"
    verb = "allowed" if bound.kind in (MINIMUM, MINIMUM_RATIO) else "expected"
    limit = plain(bound.total, nearest(bound))
    seen = number(bound.total, figure)
    return Offender(f"{source}/{bound.total}", None, f"{seen}, {end} {limit} {verb} ({bound.note})")


def nearest(bound: Bound) -> float:
    """The last figure that is within a bound: of what is counted a whole number."""
    if drifts()[bound.total].form != COUNT:
        return bound.limit
    return math.ceil(bound.limit) if bound.kind in LOWER else math.floor(bound.limit)


def number(total: str, figure: float) -> str:
    """A figure with what it counts: `12 statements`, `3.25 mentions per document`, `18 % of files refused`."""
    drift = drifts()[total]
    return f"{plain(total, figure)} {drift.one_label if figure == 1 else drift.label}"


def plain(total: str, figure: float) -> str:
    """A figure as people write it, without its words. Thousands are parted by commas, as elsewhere in messages."""
    form = drifts()[total].form
    if form == SHARE:
        return f"{100 * figure:.3g} %"
    return f"{figure:,.0f}" if float(figure).is_integer() else f"{figure:,.2f}"
