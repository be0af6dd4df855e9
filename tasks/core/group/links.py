"""Decisions on pairs: linked, vetoed, pruned or below the gate, all from the set of pairs."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tasks.core.group.evidence import Evidence
from tasks.core.group.settings import Grouping
from tasks.core.group.texts import Row, Text
from tasks.core.group.vetoes import veto

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Link:
    """A pair that was compared, the smaller id first. `reason` names what decided."""

    pair: Pair
    evidence: Evidence
    decision: str
    reason: str


def decide(texts: Mapping[str, Text], evidence: Mapping[Pair, Evidence], settings: Grouping) -> list[Link]:
    """A decision on every pair, sorted by pair.

    A pair competes with the best of either document: copies of one statement are always closer to each other than to
    the next edition of a series, whatever the scores are. Pairs that are vetoed do not compete.
    """
    vetoes = {pair: veto(texts[pair[0]].document, texts[pair[1]].document, settings) for pair in evidence}
    best: dict[str, float] = defaultdict(float)
    for pair, found in evidence.items():
        if vetoes[pair] is None:
            for name in pair:
                best[name] = max(best[name], found.score)
    links = []
    for pair, found in sorted(evidence.items()):
        decision, reason = judge(texts, pair, found, settings)
        if decision == "linked" and vetoes[pair]:
            decision, reason = "vetoed", str(vetoes[pair])
        elif decision == "linked" and found.score < settings.competition * min(best[name] for name in pair):
            decision, reason = "pruned", "stronger_link"
        links.append(Link(pair, found, decision, reason))
    return links


def judge(texts: Mapping[str, Text], pair: Pair, found: Evidence, settings: Grouping) -> tuple[str, str]:
    """Whether the two share enough, taken alone."""
    if found.coverage < settings.min_coverage:
        return "below_gate", "coverage"
    if found.score < settings.min_score:
        return "below_gate", "score"
    is_news = all(texts[name].is_quoting and not texts[name].document["carries_statement"] for name in pair)
    if is_news and min(found.containment, found.other_containment) < settings.min_copy:
        return "below_gate", "copy"
    return "linked", "score"


class Household:
    """Documents of one family while families are being joined, with the distinct things they state of themselves."""

    def __init__(self, name: str, document: Row) -> None:
        self.names = [name]
        self.stated = {tuple(document[name] for name in ("kind", "date_edtf", "title", "issuer")): document}

    def admits(self, other: "Household", settings: Grouping) -> bool:
        return all(veto(a, b, settings) is None for a in self.stated.values() for b in other.stated.values())

    def take(self, other: "Household") -> None:
        self.names += other.names
        self.stated |= other.stated


def join(texts: Mapping[str, Text], links: Sequence[Link], settings: Grouping) -> tuple[list[list[str]], list[Link]]:
    """Families of documents, each sorted, by their first member; and the links, those vetoed that joined nobody.

    The strongest links join first, and none joins two families of which any two members forbid it: a damaged copy
    without a date must not make one statement of two editions.
    """
    home = {name: Household(name, texts[name].document) for name in sorted(texts)}
    decided = {each.pair: each for each in links}
    strongest = sorted((each for each in links if each.decision == "linked"), key=lambda x: (-x.evidence.score, x.pair))
    for link in strongest:
        one, other = (home[name] for name in link.pair)
        if one is other:
            continue
        if not one.admits(other, settings):
            decided[link.pair] = replace(link, decision="vetoed", reason="family")
            continue
        one.take(other)
        home.update(dict.fromkeys(other.names, one))
    unique = {id(family): family.names for family in home.values()}
    return sorted(sorted(names) for names in unique.values()), [decided[pair] for pair in sorted(decided)]
