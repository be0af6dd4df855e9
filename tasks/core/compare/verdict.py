"""What is to be said of two versions as wholes, in words."""

from collections.abc import Iterator, Mapping

from tasks.core.compare.model import Comparison, Judgement, Side

NOTHING = 0.10  # of the words of either side, in order; two texts that have nothing to do with each other reach 5 %
UNKNOWN = "und"
REASON = "reason"  # in the evidence: what decided
MEASURES = {  # of the evidence, by name; the others are for machines
    "matched": "{} words in the same order",
    "longest_run": "the longest run {}",
    "lost": "{} lost",
    "added": "{} added",
    "replaced": "{} replaced by others",
    "misread": "{} misread",
    "conflicts": "{} gaps with other numbers",
    "conflicting_numbers": "{} gaps with other numbers",
}
DECISIONS = {
    "linked": "linked as one statement",
    "vetoed": "kept apart: the words would do, what the two say of themselves forbids it",
    "pruned": "not linked: one of them has a closer partner",
    "below_gate": "not linked: too little in common",
}


def shares_nothing(comparison: Comparison) -> bool:
    """Whether next to no words of either side have a partner."""
    return max(comparison.left.shared_ratio, comparison.right.shared_ratio) < NOTHING


def percent(ratio: float) -> str:
    """A share between 0 and 1 in percent; what is not quite all or nothing is not called so."""
    if 0 < ratio < 0.01:
        return "less than 1 %"
    if 0.99 < ratio < 1:
        return "more than 99 %"
    return f"{100 * ratio:.0f} %"


def verdict(comparison: Comparison) -> list[str]:
    """Sentences on what the two are to each other and why, the most important first."""
    if comparison.is_same_document:
        return ["A and B are the same document."]
    return [*what_they_are(comparison), *what_they_share(comparison), *why(comparison)]


def what_they_are(comparison: Comparison) -> Iterator[str]:
    left, right = comparison.left, comparison.right
    if left.statement_id and left.statement_id == right.statement_id:
        yield f"A and B are versions of one statement, {left.statement_id}{main_of(left, right)}."
    elif left.statement_id and right.statement_id:
        yield f"A and B are versions of two statements, {left.statement_id} and {right.statement_id}."
    else:
        names = " and ".join(name for name, side in (("A", left), ("B", right)) if not side.statement_id)
        yield f"No version of a statement: {names}."


def main_of(left: Side, right: Side) -> str:
    if left.is_main or right.is_main:
        return f"; {'A' if left.is_main else 'B'} is its main version"
    return "; neither is its main version"


def what_they_share(comparison: Comparison) -> Iterator[str]:
    left, right = comparison.left, comparison.right
    if UNKNOWN not in (left.language_code, right.language_code) and left.language_code != right.language_code:
        yield (
            f"They are in two languages, {left.language_code} and {right.language_code}: "
            "words are compared as they are printed, not by what they mean."
        )
    shares = f"{percent(left.shared_ratio)} of A's words stand in B, {percent(right.shared_ratio)} of B's in A"
    if left.shared_ratio == right.shared_ratio == 1 and set(comparison.counts) == {"same"}:
        yield "Their words are identical."
    else:
        yield f"They share next to nothing: {shares}." if shares_nothing(comparison) else f"{shares}."


def why(comparison: Comparison) -> Iterator[str]:
    """What grouping decided on the pair, and on which evidence."""
    judgement = comparison.judgement
    if judgement is None:
        yield "Grouping never compared the two: as wholes they share too little to be taken for candidates."
        return
    through = " (compared through a document with the same words)" if judgement.through else ""
    decision = DECISIONS.get(judgement.decision, judgement.decision)
    reason = judgement.evidence.get(REASON)
    decided = f" (decided by: {in_words(reason)})" if reason else ""
    yield f"Grouping{through}: {decision}{decided}; score {judgement.score:.2f}, relation {judgement.relation}."
    yield f"Evidence: {evidence(judgement)}."


def evidence(judgement: Judgement) -> str:
    """The measures that tell a reader something, and what weighed most in the score."""
    found = {name.removeprefix("n_").removesuffix("_words"): value for name, value in judgement.evidence.items()}
    said = [phrase.format(in_words(found[name])) for name, phrase in MEASURES.items() if found.get(name) is not None]
    if found.get("veto"):
        said.append(f"vetoed by {in_words(found['veto'])}")
    points = found.get("points")
    if isinstance(points, Mapping) and points:
        said.append("weighed most: " + ", ".join(f"{in_words(name)} {value:+.1f}" for name, value in points.items()))
    return ", ".join(said) or "none was kept"


def in_words(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.3g}"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value).replace("_", " ")
