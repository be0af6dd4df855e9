"""Which texts hold a 3-gram before and after a change, and whose crowdedness the change alters."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from tasks.core.group.candidates import FORMULAIC, Counts, add_up, crowdedness, units_of
from tasks.core.group.index.store import Store, as_signed
from tasks.core.group.settings import Grouping
from tasks.core.group.shingles import Hashes

Units = dict[int, int]  # by 3-gram

MAX_KNOWN = 100_000  # 3-grams whose holders are remembered, up to 50 MB


@dataclass(slots=True)
class Holders:
    """Looks up who holds a 3-gram, each one once. Hashes are signed, as they are stored."""

    store: Store
    settings: Grouping
    joined: Mapping[int, list[int]]  # texts that come in, by hash
    parted: Mapping[int, set[int]]  # texts that go, by hash
    known: dict[int, list[int]] = field(default_factory=dict)

    def before(self, hashed: int) -> list[int]:
        """Holders before the change; of one that is crowded before and after, not all of them."""
        found = self.known.get(hashed)
        if found is None:
            if len(self.known) >= MAX_KNOWN:
                self.known.clear()
            limit = self.settings.max_documents + 1 + len(self.parted.get(hashed, ()))
            found = self.known[hashed] = self.store.holders(hashed, limit)
        return found

    def staying(self, hashed: int) -> list[int]:
        parted = self.parted.get(hashed)
        return [text for text in self.before(hashed) if text not in parted] if parted else self.before(hashed)

    def after(self, hashed: int) -> list[int]:
        joined = self.joined.get(hashed)
        return self.staying(hashed) + joined if joined else self.staying(hashed)


def by_hash(sketches: Mapping[int, Hashes]) -> dict[int, list[int]]:
    """Texts by the 3-grams that they hold."""
    found: dict[int, list[int]] = {}
    for text, sketched in sorted(sketches.items()):
        for hashed in as_signed(sketched):
            found.setdefault(hashed, []).append(text)
    return found


@dataclass(frozen=True, slots=True)
class Crossings:
    """3-grams that more texts hold than a limit allows, or no longer.

    `rising` has those of more weight for nobody: for each text that keeps one, by hash, how its unit changes. `gaining`
    are texts that keep one of which the weight rises: they may have partners that they did not have.
    """

    rising: Mapping[int, Units]
    gaining: frozenset[int]


def find_crossings(holders: Holders) -> Crossings:
    """Whose pairs share other numbers of 3-grams than before, although neither text comes or goes."""
    rising: dict[int, Units] = {}
    gaining: set[int] = set()
    hashes = list({**holders.joined, **holders.parted})
    n_before = np.array([len(holders.before(each)) for each in hashes], np.int64)
    n_after = np.array([len(holders.after(each)) for each in hashes], np.int64)
    units = units_of(holders.settings)
    before, after = (units[crowdedness(counts, holders.settings)] for counts in (n_before, n_after))
    for at in np.flatnonzero(before != after).tolist():
        staying = holders.staying(hashes[at])
        if after[at] > before[at]:
            gaining.update(staying)
            continue
        for text in staying:
            rising.setdefault(text, {})[hashes[at]] = int(after[at] - before[at])
    return Crossings(rising, frozenset(gaining))


def count_around(sketches: Mapping[int, Hashes], holders: Holders) -> Counts:
    """What the given texts share with all others after the change, by number of text, the smaller left."""
    hashes = list(dict.fromkeys(hashed for sketched in sketches.values() for hashed in as_signed(sketched)))
    held = [holders.after(each) for each in hashes]
    lengths = np.array([len(each) for each in held], np.int64)
    crowded = crowdedness(lengths, holders.settings)
    place = {hashed: at for at, hashed in enumerate(hashes) if crowded[at] < FORMULAIC and lengths[at] > 1}
    starts = np.cumsum(lengths) - lengths
    flat = np.array([text for each in held for text in each], np.int64)
    n_texts = int(max(flat.max(initial=0), max(sketches, default=0))) + 1
    is_given = np.zeros(n_texts, np.bool_)
    is_given[list(sketches)] = True
    keys, counted = [], []
    for text, sketched in sorted(sketches.items()):
        at = np.array([place[each] for each in as_signed(sketched) if each in place], np.int64)
        count = lengths[at]
        offsets = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
        other = flat[np.repeat(starts[at], count) + offsets]
        is_once = (other > text) | ((other < text) & ~is_given[other])
        keys.append((np.minimum(other, text) * n_texts + np.maximum(other, text))[is_once])
        counted.append(np.repeat(crowded[at], count)[is_once])
    nothing = [np.empty(0, np.int64)]
    return add_up(np.concatenate(keys or nothing), np.concatenate(counted or nothing), n_texts, holders.settings)
