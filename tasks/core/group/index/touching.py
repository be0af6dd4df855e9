"""What a change can make a difference to: whole components of the graph of texts."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from tasks.core.group.index.model import Change, Pair, Texts, Touched
from tasks.core.group.index.store import Store

Ties = Iterable[tuple[str, str]]  # documents that hang together by other reasons


def find_touched(store: Store, change: Change, ties: Ties) -> Touched:
    """Components that hold a text which is reached by the change.

    Reached are texts that documents joined or left, whose pairs came or went, and the partners of those. Components
    hang together by ties and by pairs that are not known to be weak.
    """
    graph = Graph(store, change, ties)
    changed = {text for _, text in change.moves.homes.values()} | change.moves.left
    changed |= {text for pair in change.added | change.dropped for text in pair}
    changed -= change.moves.dead
    texts = graph.components(changed.union(*graph.partners(changed)))
    pairs = sorted({in_order(text, other) for text in texts for other in graph.known[text]})
    members = members_after(store, change, texts.union(*pairs))
    return Touched(
        documents=tuple(sorted(name for text in texts for name in members[text])),
        pairs=tuple(sorted({*(named(pair, members) for pair in pairs), *graph.tied_pairs(texts, members)})),
        outside=tuple(sorted(members[text][0] for text in {text for pair in pairs for text in pair} - texts)),
        evidence=known_evidence(store, pairs, members, change),
    )


class Graph:
    """Texts after the change, with their pairs and ties."""

    def __init__(self, store: Store, change: Change, ties: Ties) -> None:
        self.store = store
        self.change = change
        self.known: dict[int, dict[int, bool]] = {}  # partners, and whether the pair is weak
        self.added: dict[int, list[int]] = defaultdict(list)
        for one, other in sorted(change.added):
            self.added[one].append(other)
            self.added[other].append(one)
        tied = sorted(set(ties))
        homes = store.homes({name for pair in tied for name in pair})
        homes = {name: text for name, text in homes.items() if name not in change.moves.gone}
        self.homes = homes | {name: text for name, (_, text) in change.moves.homes.items()}
        self.ties = [pair for pair in tied if pair[0] in self.homes and pair[1] in self.homes]
        self.tied: dict[int, set[int]] = defaultdict(set)
        for pair in self.ties:
            for name, other_name in (pair, pair[::-1]):
                self.tied[self.homes[name]].add(self.homes[other_name])

    def partners(self, texts: Iterable[int]) -> list[dict[int, bool]]:
        """Texts that make a candidate with each of the given ones, and whether the pair is weak."""
        wanted = list(texts)
        new = {text: dict.fromkeys(self.added[text], False) for text in wanted if text not in self.known}
        for one, other, is_weak in self.store.edges(new):
            if (one, other) not in self.change.dropped:
                for text, partner in ((one, other), (other, one)):
                    if text in new:
                        new[text][partner] = bool(is_weak)
        self.known |= new
        return [self.known[text] for text in wanted]

    def components(self, reached: set[int]) -> set[int]:
        found, border = set(reached), set(reached)
        while border:
            strong = {other for each in self.partners(border) for other, is_weak in each.items() if not is_weak}
            border = strong.union(*(self.tied.get(text, ()) for text in border)) - found
            found |= border
        return found

    def tied_pairs(self, texts: Collection[int], members: Mapping[int, list[str]]) -> list[Pair]:
        """Ties of different texts among the given ones, as pairs."""
        held = [(self.homes[one], self.homes[other]) for one, other in self.ties if self.homes[one] in texts]
        return [named(pair, members) for pair in held if pair[0] != pair[1]]


def in_order(one: int, other: int) -> Texts:
    return (one, other) if one < other else (other, one)


def named(pair: Texts, members: Mapping[int, list[str]]) -> Pair:
    one, other = members[pair[0]][0], members[pair[1]][0]
    return (one, other) if one < other else (other, one)


def members_after(store: Store, change: Change, texts: Iterable[int]) -> dict[int, list[str]]:
    """Documents of each text after the change, sorted."""
    wanted = set(texts)
    moves = change.moves
    found = {
        text: {name for name in names if name not in moves.gone and name not in moves.homes}
        for text, names in store.members(wanted).items()
    }
    for name, (_, text) in moves.homes.items():
        if text in wanted:
            found.setdefault(text, set()).add(name)
    return {text: sorted(names) for text, names in found.items()}


def known_evidence(
    store: Store, pairs: Collection[Texts], members: Mapping[int, list[str]], change: Change
) -> dict[Pair, str]:
    """Evidence that is stored, but where the names of the texts changed places since: it would be read backwards."""
    found: dict[Pair, str] = {}
    wanted = set(pairs) - change.added
    for pair, (first, evidence) in store.evidence({text for text, _ in wanted}).items():
        if pair in wanted and members[first][0] == named(pair, members)[0]:
            found[named(pair, members)] = evidence
    return found
