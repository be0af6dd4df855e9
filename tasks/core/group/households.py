"""Families of texts, joined by their links, the strongest first."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tasks.core.group.reviewed import Pair, Reviewed
from tasks.core.group.settings import Grouping
from tasks.core.group.texts import Row, Text
from tasks.core.group.vetoes import veto

if TYPE_CHECKING:
    from tasks.core.group.links import Link

STATED = ("kind", "date_edtf", "title", "issuer")
NO_HINDRANCE = ("", "near_date")  # of texts that are in one family by others, days apart are a gazette's

Fact = tuple[str | None, ...]
Sums = dict[int, tuple[float, float]]


class Household:
    """Texts of one family while families are being joined, by what they state of themselves.

    `sums` hold, of all pairs with each other household, the weighted scores and the weights.
    """

    def __init__(self, number: int, name: str, document: Row) -> None:
        self.number = number
        self.names = [name]
        self.stated: dict[Fact, tuple[Row, list[str]]] = {fact_of(document): (document, [name])}
        self.sums: Sums = {}

    def take(self, other: "Household") -> None:
        self.names += other.names
        for fact, (document, names) in other.stated.items():
            self.stated.setdefault(fact, (document, []))[1].extend(names)

    def reconcile(self, other: "Household", settings: Grouping) -> None:
        """Drop what the two state against each other: people say that they are one, so it keeps nobody out."""
        against = [
            (mine, theirs)
            for mine, (document, _) in self.stated.items()
            for theirs, (rival, _) in other.stated.items()
            if veto(document, rival, settings) not in NO_HINDRANCE
        ]
        for mine, theirs in against:
            self.stated.pop(mine, None)
            other.stated.pop(theirs, None)

    def overrule(self, other: "Household", settings: Grouping) -> None:
        """Take nothing of what the other states against this one: a link says that it was read wrongly."""
        other.stated = {
            fact: held
            for fact, held in other.stated.items()
            if all(veto(held[0], mine, settings) in NO_HINDRANCE for mine, _ in self.stated.values())
        }


def fact_of(document: Row) -> Fact:
    return tuple(document[name] for name in STATED)


class Families:
    """All households of some texts."""

    def __init__(self, texts: Mapping[str, Text], links: Iterable["Link"], settings: Grouping) -> None:
        self.settings = settings
        self.home = {name: Household(at, name, texts[name].document) for at, name in enumerate(sorted(texts))}
        for link in links:
            if not link.evidence.is_aligned:
                continue  # a pair that was spared the second look says nothing
            one, other = (self.home[name] for name in link.pair)
            weight = float(link.evidence.coverage**settings.joint_power)
            one.sums[other.number] = other.sums[one.number] = (weight * link.score, weight)
        self.at = {each.number: each for each in self.home.values()}

    def unite(self, one: Household, other: Household) -> None:
        """Make one of two; the one with fewer pairs to others goes into the other."""
        large, small = (one, other) if len(one.sums) >= len(other.sums) else (other, one)
        large.take(small)
        large.sums.pop(small.number, None)
        small.sums.pop(large.number, None)
        for number, (score, weight) in small.sums.items():
            neighbour = self.at[number]
            neighbour.sums.pop(small.number)
            known_score, known_weight = large.sums.get(number, (0.0, 0.0))
            large.sums[number] = neighbour.sums[large.number] = (known_score + score, known_weight + weight)
        self.home.update(dict.fromkeys(small.names, large))
        del self.at[small.number]

    def names(self) -> list[list[str]]:
        return sorted(sorted(each.names) for each in self.at.values())


def join(
    texts: Mapping[str, Text],
    links: Sequence["Link"],
    lifted: Iterable[Pair],
    reviewed: Reviewed,
    settings: Grouping,
) -> tuple[list[list[str]], list["Link"]]:
    """Families, each sorted, by their first member; and the links, those vetoed or pruned that joined nobody.

    What people decided comes first, then the strongest links. None joins two families of which any two members state
    what forbids it: a damaged copy without a date must not make one statement of two editions. And none joins two
    families whose other pairs say on average that they are two: then it is the link that is an accident.
    """
    families = Families(texts, links, settings)
    hindrances = Hindrances(lifted, reviewed)
    refused: dict[Pair, tuple[str, str]] = {}
    joining = [each for each in links if each.decision == "linked"]
    for link in sorted(joining, key=lambda each: (each.reason != "reviewed", -each.score, each.pair)):
        one, other = (families.home[name] for name in link.pair)
        if one is other:
            continue
        if link.reason == "reviewed":
            one.reconcile(other, settings)
        else:
            if why := hindrances.between(one, other, settings):
                refused[link.pair] = why
                continue
            if link.pair in hindrances.lifted:
                larger, smaller = sorted((one, other), key=lambda each: (-len(each.names), min(each.names)))
                larger.overrule(smaller, settings)
        families.unite(one, other)
    decided = [
        replace(each, decision=refused[each.pair][0], reason=refused[each.pair][1])
        if each.pair in refused and families.home[each.pair[0]] is not families.home[each.pair[1]]
        else each
        for each in links
    ]
    return families.names(), sorted(decided, key=lambda each: each.pair)


class Hindrances:
    """What keeps two families apart, whatever link there is between them."""

    def __init__(self, lifted: Iterable[Pair], reviewed: Reviewed) -> None:
        self.lifted = frozenset(lifted)
        self.apart: dict[str, set[str]] = defaultdict(set)
        for one, other in reviewed.apart:
            self.apart[one].add(other)
            self.apart[other].add(one)

    def between(self, one: Household, other: Household, settings: Grouping) -> tuple[str, str] | None:
        """The decision on a link between the two and its reason; None if it may join them."""
        if any(not self.apart[name].isdisjoint(other.names) for name in one.names if name in self.apart):
            return "vetoed", "reviewed_family"
        if any(
            veto(mine, theirs, settings) not in NO_HINDRANCE and not self.is_lifted(names, others)
            for mine, names in one.stated.values()
            for theirs, others in other.stated.values()
        ):
            return "vetoed", "family"
        score, weight = one.sums.get(other.number, (0.0, 0.0))
        return ("pruned", "family") if score < settings.min_joint_score * weight else None

    def is_lifted(self, names: Iterable[str], others: Sequence[str]) -> bool:
        return any((min(a, b), max(a, b)) in self.lifted for a in names for b in others)
