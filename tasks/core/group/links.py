"""Decisions on pairs of texts, and the families that the links make.

A decision looks at the pair's own evidence and at the first look at the other candidates of its two texts; at nothing
else. So pairs far away change nothing, and of a rival it is enough to know the evidence.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tasks.core.group.evidence import Evidence, align_all, first_look, look
from tasks.core.group.households import join
from tasks.core.group.reviewed import Pair, Reviewed
from tasks.core.group.scorer import Rivals, score_all
from tasks.core.group.settings import Grouping
from tasks.core.group.texts import Text
from tasks.core.group.vetoes import stated_against

Details = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Link:
    """A pair that was looked at, the smaller id first.

    `decision` is one of the vocabulary, `reason` names what decided, `score` is the probability that the two are one
    statement, 0 where a closer rival spared the second look. `details` hold what explains the decision, for JSON.
    """

    pair: Pair
    evidence: Evidence
    decision: str
    reason: str
    score: float = 0.0
    details: Details = field(default_factory=dict)


class Rivalry:
    """What the first looks say of each text's candidates. Pairs that are vetoed do not compete."""

    def __init__(self, evidence: Mapping[Pair, Evidence], settings: Grouping) -> None:
        self.settings = settings
        self.likeness = {pair: found.likeness for pair, found in evidence.items()}
        self.known: dict[str, list[tuple[float, str]]] = defaultdict(list)  # the less close first
        self.competing = {pair for pair, found in evidence.items() if not found.veto}
        for pair in self.competing:
            one, other = pair
            self.known[one].append((self.likeness[pair], other))
            self.known[other].append((self.likeness[pair], one))
        for candidates in self.known.values():
            candidates.sort(key=lambda each: (-each[0], each[1]))
            candidates.reverse()

    def closest(self, pair: Pair) -> tuple[float, str]:
        """Of each text's closest other candidate, the less close, with its name; (0, "") where a text has none."""
        one, other = pair
        return min(self.closest_of(one, other), self.closest_of(other, one))

    def closest_of(self, name: str, partner: str) -> tuple[float, str]:
        candidates = self.known[name]
        if candidates and candidates[-1][1] != partner:
            return candidates[-1]
        return candidates[-2] if len(candidates) > 1 else (0.0, "")

    def rivals(self, pair: Pair, likeness: float) -> Rivals:
        bound = (self.settings.rival_share * likeness, "")
        n_near = min(len(self.known[name]) - bisect_left(self.known[name], bound) for name in pair)
        return Rivals(self.closest(pair)[0], n_near - (pair in self.competing))

    def is_far(self, pair: Pair) -> bool:
        """Both texts have candidates that are much closer."""
        return self.likeness[pair] < self.settings.min_rival_share * self.closest(pair)[0]


def compare_pairs(
    texts: Mapping[str, Text], pairs: Iterable[Pair], known: Mapping[Pair, Evidence], settings: Grouping
) -> dict[Pair, Evidence]:
    """Evidence on pairs, taken from what is known where possible.

    Of pairs whose texts both have much closer candidates, it is the first look alone. The same is true of those with a
    text that is not given: all that matters of them is that they compete.
    """
    looks = {
        pair: first_look(known[pair]) if pair in known else look(texts[pair[0]], texts[pair[1]], settings)
        for pair in pairs
    }
    rivalry = Rivalry(looks, settings)
    near = [pair for pair in looks if pair[0] in texts and pair[1] in texts and not rivalry.is_far(pair)]
    found = looks | {pair: known[pair] for pair in near if pair in known and known[pair].is_aligned}
    due = [pair for pair in near if not found[pair].is_aligned]
    sides = [(texts[one], texts[other]) for one, other in due]
    return found | dict(zip(due, align_all([looks[pair] for pair in due], sides, settings), strict=True))


def link_texts(
    texts: Mapping[str, Text], evidence: Mapping[Pair, Evidence], reviewed: Reviewed, settings: Grouping
) -> tuple[list[list[str]], list[Link]]:
    """Families of the given texts, each sorted, by their first member; and a link for each pair among them, sorted.

    `evidence` may be on pairs with a text that is not given: it competes, and gets no link. Texts that were reviewed as
    one statement are joined whatever is known of them.
    """
    inside = {pair: found for pair, found in evidence.items() if pair[0] in texts and pair[1] in texts}
    rivalry = Rivalry(evidence, settings)
    links = judge_all(texts, inside, rivalry)
    links += [look_again(texts, pair, settings) for pair in reviewed.together if is_missing(pair, texts, inside)]
    lifted = [pair for pair, found in inside.items() if found.veto and not standing_veto(found, settings)]
    return join(texts, [reviewed_link(link, reviewed) for link in links], lifted, reviewed, settings)


def is_missing(pair: Pair, texts: Mapping[str, Text], inside: Mapping[Pair, Evidence]) -> bool:
    return pair not in inside and pair[0] in texts and pair[1] in texts


def look_again(texts: Mapping[str, Text], pair: Pair, settings: Grouping) -> Link:
    return Link(pair, look(texts[pair[0]], texts[pair[1]], settings), "below_gate", "coverage")


def judge_all(texts: Mapping[str, Text], evidence: Mapping[Pair, Evidence], rivalry: Rivalry) -> list[Link]:
    """The decisions on pairs, sorted, without what people decided."""
    aligned = [(pair, found) for pair, found in evidence.items() if found.is_aligned]
    rivals = [rivalry.rivals(pair, rivalry.likeness[pair]) for pair, _ in aligned]
    scores = score_all([found for _, found in aligned], rivals)
    links = [
        judge(texts, pair, found, score, {"points": points}, rivalry.settings)
        for (pair, found), (score, points) in zip(aligned, scores, strict=True)
    ]
    links += [prune(pair, found, rivalry) for pair, found in evidence.items() if not found.is_aligned]
    return sorted(links, key=lambda each: each.pair)


def prune(pair: Pair, found: Evidence, rivalry: Rivalry) -> Link:
    """A pair that a closer rival spared the second look."""
    likeness, rival = rivalry.closest(pair)
    details = {"rival": rival, "rival_likeness": round(likeness, 4), "likeness": round(rivalry.likeness[pair], 4)}
    return Link(pair, found, "pruned", "closer_rival", 0.0, details)


def judge(
    texts: Mapping[str, Text], pair: Pair, found: Evidence, score: float, details: Details, settings: Grouping
) -> Link:
    """The decision on a pair that was aligned."""
    if found.coverage < settings.min_coverage:
        return Link(pair, found, "below_gate", "coverage", score, details)
    if score < settings.min_score:
        return Link(pair, found, "below_gate", "score", score, details)
    is_news = all(texts[name].is_quoting and not texts[name].document["carries_statement"] for name in pair)
    if is_news and min(found.containment, found.other_containment) < settings.min_copy:
        return Link(pair, found, "below_gate", "copy", score, details)
    if reason := standing_veto(found, settings):
        stated = stated_against(texts[pair[0]].document, texts[pair[1]].document, reason)
        return Link(pair, found, "vetoed", reason.removeprefix("near_"), score, {**details, "stated": stated})
    return Link(pair, found, "linked", "score", score, details)


def standing_veto(found: Evidence, settings: Grouping) -> str:
    """The veto that stands once the texts are held against each other.

    A date a gazette's lag away stands against nothing where no other word stands in the place of any. A number one
    letter away may be misread where the text is. And where the whole text repeats many numbers and changes none, its
    date or number was read wrongly: the next edition of a series would have changed one of them.
    """
    if found.veto in ("", "issuer") or not found.is_aligned:
        return found.veto
    n_kept = found.n_matched + found.n_misread
    is_clean = not found.n_conflicts and not found.n_replaced and found.coverage >= settings.min_clean
    if found.veto == "near_date" and is_clean:
        return ""
    if found.veto == "near_number" and found.n_misread >= settings.min_misread * n_kept:
        return ""
    is_whole = min(found.containment, found.other_containment) >= settings.min_clean
    is_repeated = is_clean and is_whole and found.n_numbers >= settings.min_repeated_numbers
    return "" if is_repeated else found.veto


def reviewed_link(link: Link, reviewed: Reviewed) -> Link:
    """The link as people decided it, if they did."""
    for decided, decision in ((reviewed.together, "linked"), (reviewed.apart, "vetoed")):
        if link.pair in decided:
            review = decided[link.pair]
            details = {**link.details, "author": review.author, "review": review.reason}
            return Link(link.pair, link.evidence, decision, "reviewed", link.score, details)
    return link
