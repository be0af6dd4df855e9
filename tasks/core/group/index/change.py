"""How a change of some documents changes the pairs of the index.

Only texts that come or go make a difference: to their own pairs, and to those of texts that share a 3-gram which
crosses a limit of crowdedness. A change of a large part of the index is computed in memory, as from scratch.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice

import numpy as np

from tasks.core.group.candidates import Counts, Extents, are_candidates, extents_of, sketch_pairs
from tasks.core.group.index.holders import Holders, by_hash, count_around, find_crossings
from tasks.core.group.index.model import Change, Indexed, Moves, Shared, Texts
from tasks.core.group.index.store import Store
from tasks.core.group.settings import Grouping
from tasks.core.group.shingles import Hashes

LARGE = 10  # a change is large from one text in so many: look-ups one by one cost more than all at once
CHUNK = 256  # texts that are counted at once


def find_change(store: Store, arrived: Sequence[Indexed], gone: Collection[str], settings: Grouping) -> Change:
    """What becomes of the stored pairs when some documents are as given now, and others are gone.

    A function of what is stored and of the given set; the same change is found before and when it is written.
    """
    moves = find_moves(store, arrived, gone)
    if LARGE * (len(moves.born) + len(moves.dead)) >= store.last_number():
        return change_of_all(store, moves, settings)
    return change_around(store, moves, settings)


def find_moves(store: Store, arrived: Sequence[Indexed], gone: Collection[str]) -> Moves:
    """Which documents join which texts; new texts are numbered on by their signatures."""
    present = {each.document_id: each for each in sorted(arrived, key=lambda each: each.document_id)}
    left = store.homes({*present, *gone})
    by_signature = {each.signature: each for each in present.values()}
    numbers = store.numbers(by_signature)
    unknown = sorted(by_signature.keys() - numbers.keys())
    numbers |= {signature: number for number, signature in enumerate(unknown, store.last_number() + 1)}
    homes = {name: (each.key, numbers[each.signature]) for name, each in present.items()}
    moved = {name: text for name, text in left.items() if name not in homes or homes[name][1] != text}
    n_left = Counter(moved.values())
    held = store.members(n_left)
    joined = {text for _, text in homes.values()}
    return Moves(
        homes=homes,
        gone=frozenset(left.keys() - homes.keys()),
        left=frozenset(n_left),
        born={numbers[signature]: by_signature[signature] for signature in unknown},
        dead=frozenset(text for text, count in n_left.items() if count == len(held[text]) and text not in joined),
    )


def change_of_all(store: Store, moves: Moves, settings: Grouping) -> Change:
    """All pairs computed anew."""
    known = {text: sketched for text, sketched in store.all_sketches().items() if text not in moves.dead}
    sketches = known | {text: each.sketch for text, each in moves.born.items()}
    texts = np.array(sorted(sketches), np.int64)
    found: dict[Texts, Shared] = {}
    for counts in sketch_pairs([sketches[text] for text in texts.tolist()], settings):
        found |= as_pairs(Counts(texts[counts.left], texts[counts.right], counts.shared))
    return difference(moves, store.all_pairs(), found)


def change_around(store: Store, moves: Moves, settings: Grouping) -> Change:
    """Pairs computed anew around texts that come, go, or hold a 3-gram that crosses a limit."""
    born = {text: each.sketch for text, each in moves.born.items()}
    dead = store.sketches(moves.dead)
    parted = {hashed: set(texts) for hashed, texts in by_hash(dead).items()}
    holders = Holders(store, settings, by_hash(born), parted)
    crossings = find_crossings(holders)
    fresh = born | store.sketches(crossings.gaining)
    before = store.pairs({*moves.dead, *crossings.gaining, *crossings.rising})
    after = thinned(before, crossings.rising, {*moves.dead, *fresh})
    for chunk in chunks(fresh):
        counts = count_around({text: fresh[text] for text in chunk}, holders)
        after |= as_pairs(counts[counts.weight >= settings.min_hits])
    return difference(moves, before, admitted(store, after, born, settings))


def thinned(
    before: Mapping[Texts, Shared], rising: Mapping[int, Mapping[int, int]], without: set[int]
) -> dict[Texts, Shared]:
    """Stored pairs, but those of some texts, with 3-grams that got crowded counted as such."""
    found = {}
    for (one, other), shared in before.items():
        if one in without or other in without:
            continue
        changed = rising.get(one, {})
        found[one, other] = shared + sum(changed[hashed] for hashed in changed.keys() & rising.get(other, {}).keys())
    return found


def admitted(
    store: Store, pairs: Mapping[Texts, Shared], born: Mapping[int, Hashes], settings: Grouping
) -> dict[Texts, Shared]:
    """The pairs that are candidates by the rule."""
    if not pairs:
        return {}
    ordered = sorted(pairs)
    texts = sorted({text for pair in ordered for text in pair})
    stored = store.sizes(set(texts) - born.keys())
    own = extents_of(list(born.values()), settings)
    sizes = stored | dict(zip(born, zip(own.sizes.tolist(), own.reaches.tolist(), strict=True), strict=True))
    extents = Extents(
        np.array([sizes[text][0] for text in texts], np.int64), np.array([sizes[text][1] for text in texts], np.float64)
    )
    place = {text: at for at, text in enumerate(texts)}
    columns = [(place[one], place[other], pairs[one, other]) for one, other in ordered]
    kept = are_candidates(Counts(*np.array(columns, np.int64).T), extents, settings)
    return {pair: pairs[pair] for pair, is_kept in zip(ordered, kept.tolist(), strict=True) if is_kept}


def difference(moves: Moves, before: Mapping[Texts, Shared], after: Mapping[Texts, Shared]) -> Change:
    return Change(
        moves=moves,
        shared={pair: shared for pair, shared in after.items() if before.get(pair) != shared},
        added=frozenset(after.keys() - before.keys()),
        dropped=frozenset(before.keys() - after.keys()),
    )


def as_pairs(counts: Counts) -> dict[Texts, Shared]:
    texts = zip(counts.left.tolist(), counts.right.tolist(), strict=True)
    return dict(zip(texts, counts.shared.tolist(), strict=True))


def chunks(texts: Iterable[int]) -> Iterable[list[int]]:
    waiting = iter(sorted(texts))
    while chunk := list(islice(waiting, CHUNK)):
        yield chunk
