"""Sentences of the main version that a version has at another place."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from tasks.core.group.alignment import align_blocks
from tasks.core.group.sequences import Blocks
from tasks.core.group.settings import Grouping
from tasks.core.group.shingles import SIZE
from tasks.core.group.texts import Text

Stretch = tuple[int, int, int, int]  # where it begins in the main version and in the version, its words in both
Stretches = list[Stretch]
MAX_PLACES = 16  # of a 3-gram that are looked at; one that stands at more tells no place
Free = list[tuple[int, int]]  # stretches of the version without partners: first word and end


def find_moves(main: Text, version: Text, matched: Stretches, settings: Grouping) -> Stretches:
    """Runs of whole sentences that stand elsewhere, by their place in the main version.

    Only a sentence of which nothing else is aligned can have moved, and only to words that have no partner; it may
    have been run together with another there. `matched` are runs of words that have partners.
    """
    free = free_stretches(version, matched)
    waiting = sentences_without_partner(main, matched) if free else []
    places = places_of_runs(main, waiting, version, free) if waiting else {}
    if not places:
        return []
    moved: Stretches = []
    for sentence in waiting:
        found = find_elsewhere(main, version, sentence, free, places, settings)
        if found:
            moved += [(i, j, length, length) for i, j, length in found]
            free = without(free, found[0][1], found[-1][1] + found[-1][2])
    return moved


def free_stretches(version: Text, matched: Stretches) -> Free:
    free: Free = []
    at = 0
    for _, start, _, length in [*matched, (0, len(version.word_ids), 0, 0)]:
        if start - at >= SIZE:
            free.append((at, start))
        at = start + length
    return free


def sentences_without_partner(main: Text, matched: Stretches) -> list[int]:
    held: set[int] = set()
    for start, _, length, _ in matched:
        first, last = bisect_right(main.starts, start) - 1, bisect_right(main.starts, start + length - 1) - 1
        held.update(range(first, last + 1))
    return [at for at, count in enumerate(main.counts) if count >= SIZE and at not in held]


def places_of_runs(main: Text, waiting: Sequence[int], version: Text, free: Free) -> dict[int, list[int]]:
    """Where the 3-grams of the waiting sentences stand in the free stretches."""
    wanted = np.concatenate([main.runs[main.starts[at] : main.starts[at + 1] - SIZE + 1] for at in waiting])
    places: dict[int, list[int]] = defaultdict(list)
    for start, end in free:
        runs = version.runs[start : end - SIZE + 1]
        held = np.flatnonzero(np.isin(runs, wanted))
        for at, run in zip((held + start).tolist(), runs[held].tolist(), strict=True):
            if len(places[run]) < MAX_PLACES:
                places[run].append(at)
    return places


def find_elsewhere(
    main: Text, version: Text, sentence: int, free: Free, places: Mapping[int, Sequence[int]], settings: Grouping
) -> Blocks:
    """The words of a sentence in the free stretch that has most of its runs, if they are most of it there."""
    start, end = main.starts[sentence], main.starts[sentence + 1]
    votes = Counter(
        stretch
        for run in main.runs[start : end - SIZE + 1].tolist()
        for at in places.get(run, ())
        if (stretch := bisect_right(free, (at, len(version.word_ids))) - 1) >= 0 and at + SIZE <= free[stretch][1]
    )
    if not votes:
        return []
    other_start, other_end = free[max(votes, key=lambda each: (votes[each], -each))]
    blocks = align_blocks(main.word_ids[start:end], version.word_ids[other_start:other_end], settings.max_cells)
    blocks = densest(blocks)
    n_found = sum(length for _, _, length in blocks)
    extent = blocks[-1][1] + blocks[-1][2] - blocks[0][1] if blocks else 0
    if n_found < settings.min_moved_share * max(end - start, extent):
        return []
    return [(i + start, j + other_start, length) for i, j, length in blocks]


def densest(blocks: Blocks) -> Blocks:
    """The runs without those at either end that lie farther off in the version than they are long."""
    kept = list(blocks)
    while len(kept) > 1 and kept[1][1] - kept[0][1] - kept[0][2] > kept[0][2]:
        kept.pop(0)
    while len(kept) > 1 and kept[-1][1] - kept[-2][1] - kept[-2][2] > kept[-1][2]:
        kept.pop()
    return kept


def without(free: Free, start: int, end: int) -> Free:
    """The free stretches but for the words from `start` to `end`."""
    left: Free = []
    for first, last in free:
        parts = (
            [(first, min(last, start)), (max(first, end), last)] if start < last and end > first else [(first, last)]
        )
        left += [part for part in parts if part[1] - part[0] >= SIZE]
    return left
