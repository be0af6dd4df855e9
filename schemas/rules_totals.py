"""Rules on the figures of a source: what is measured, how far a figure may move by itself, what people set."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from schemas import knowledge
from schemas.ops_tables import TOTALS
from schemas.rules_model import CRITICAL, WARNING, Expectation, Rule

SUITE = "totals"
SHARE, COUNT = "share", "count"  # forms of a figure; else it is a mean

MINIMUM, MINIMUM_RATIO, MAXIMUM, MAXIMUM_RATIO = "minimum", "minimum_ratio", "maximum", "maximum_ratio"
DROP, RISE, NONE = "drop", "rise", "none"
LOWER = (MINIMUM, MINIMUM_RATIO, DROP, NONE)  # kinds of bound that a figure must not fall below

REVIEWED = {
    MINIMUM: (CRITICAL, "A person set this minimum; below it the source is broken, and nothing of it is published."),
    MINIMUM_RATIO: (CRITICAL, "A person decided that a drop like this means a broken source, not news."),
    MAXIMUM: (WARNING, "A person set this maximum; above it somebody has to look."),
    MAXIMUM_RATIO: (WARNING, "A person decided that somebody has to look at a rise like this."),
}
"""Kinds of bound that people set, with the severity of the rule and its reason."""

KNOWN = "totals.source.known"
UNKNOWN_SOURCE = "A bound on a source that there is none of guards nothing, and nobody would see that."
NO_FILES = "A source whose files are all gone is more often a folder that is not mounted than one that was emptied."


@dataclass(frozen=True, slots=True)
class Drift:
    """How far a figure may move from its median over the last runs.

    It has moved too far where it leaves both `minimum_ratio` to `maximum_ratio` times the median and the median plus or
    minus `slack`, in a source that had `min_documents` documents in the median. A ratio that is empty bounds nothing.
    `form` is `count`, `mean` or `share` (from 0 to 1); `label` follows a number, `one_label` a one.
    """

    total: str
    label: str
    one_label: str
    form: str
    minimum_ratio: float | None
    maximum_ratio: float | None
    slack: float
    min_documents: int
    severity: str
    reason: str


@cache
def drifts() -> Mapping[str, Drift]:
    """The drift of each figure that is told without anybody having set anything, in the order of the vocabulary."""
    return {
        row["total"]: Drift(
            total=row["total"],
            label=row["label"],
            one_label=row["one_label"] or row["label"],
            form=row["form"],
            minimum_ratio=ratio(row["minimum_ratio"]),
            maximum_ratio=ratio(row["maximum_ratio"]),
            slack=float(row["slack"] or 0),
            min_documents=int(row["min_documents"]),
            severity=row["severity"],
            reason=row["reason"],
        )
        for row in knowledge.rows("total_bounds")
    }


def ratio(cell: str) -> float | None:
    return float(cell) if cell else None


def total_rule(total: str, kind: str, severity: str, reason: str) -> Rule:
    """A rule on one figure of every source. Its bounds differ by source, and stand beside the figure in the row."""
    return Rule(f"totals.{total}.{kind}", severity, TOTALS.name, "figure", reason, Expectation("between"), (SUITE,))


def reviewed_rule(total: str, kind: str) -> Rule:
    """The rule that a person's bound on a figure makes."""
    return total_rule(total, kind, *REVIEWED[kind])


@cache
def drift_rules() -> tuple[Rule, ...]:
    """The rules that hold of every source without anybody having set anything."""
    known = Rule(KNOWN, WARNING, TOTALS.name, "source", UNKNOWN_SOURCE, Expectation("vocabulary"), (SUITE,))
    rules = [known, total_rule("files", NONE, WARNING, NO_FILES)]
    for drift in drifts().values():
        for kind, bound in ((DROP, drift.minimum_ratio), (RISE, drift.maximum_ratio)):
            if bound is not None:
                rules.append(total_rule(drift.total, kind, drift.severity, drift.reason))
    return tuple(rules)
