"""Which words of a version stand for which words of the main version, sentence by sentence."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tasks.core.group.alignment import align_words, fill_gaps
from tasks.core.group.evidence import longest_run
from tasks.core.group.sequences import Pairs, common_subsequence
from tasks.core.group.settings import Grouping
from tasks.core.group.shingles import SIZE, hash_runs
from tasks.core.group.texts import Text
from tasks.core.words import letters_alone

MAX_PARTS = 4  # words that one word was split into
SMALL_GAP = 40  # words: split words are only looked for where a gap is small


@dataclass(frozen=True, slots=True)
class Counterparts:
    """Partners of words, main version first, ascending; and sentences of the version that stand elsewhere.

    A word stands in several pairs where the other text splits it. `moved` holds partners out of order.
    """

    main: Text
    version: Text
    pairs: Pairs
    moved: Pairs

    @property
    def n_surviving(self) -> int:
        return len({i for i, _ in self.pairs})

    @property
    def coverage_ratio(self) -> float:
        return self.n_surviving / len(self.main.word_ids)


def find_counterparts(main: Text, version: Text, settings: Grouping) -> Counterparts:
    """Align two texts as wholes and drop the partners that sentences have by accident."""
    pairs = align_words(main.word_ids, version.word_ids, settings.max_cells)
    pairs = without_accidents(main, version, pairs, settings)
    pairs = fill_gaps(main.word_ids, version.word_ids, pairs)  # words set free may have a partner in their own sentence
    pairs = without_accidents(main, version, rejoin_split_words(main.words, version.words, pairs), settings)
    return Counterparts(main, version, pairs, find_moved(main, version, pairs, settings))


def rejoin_split_words(one: Sequence[str], other: Sequence[str], pairs: Pairs) -> Pairs:
    """Add partners that differ in hyphens alone: `longer-term` and `longer term`, `every where` and `everywhere`."""
    joined: Pairs = []
    before = (-1, -1)
    for after in [*pairs, (len(one), len(other))]:
        if 1 < after[0] - before[0] <= SMALL_GAP and 1 < after[1] - before[1] <= SMALL_GAP:
            joined += split_words(one, other, before, after)
        joined.append(after)
        before = after
    joined.pop()
    return joined


def split_words(one: Sequence[str], other: Sequence[str], before: tuple[int, int], after: tuple[int, int]) -> Pairs:
    """Partners of split words between two partners, first come first served."""
    found: Pairs = []
    j = before[1] + 1
    for i in range(before[0] + 1, after[0]):
        if found and i <= found[-1][0]:
            continue
        for at in range(j, after[1]):
            n_left, n_right = same_letters(
                one[i : min(i + MAX_PARTS, after[0])], other[at : min(at + MAX_PARTS, after[1])]
            )
            if n_left:
                found += [(i + min(k, n_left - 1), at + min(k, n_right - 1)) for k in range(max(n_left, n_right))]
                j = at + n_right
                break
    return found


def same_letters(one: Sequence[str], other: Sequence[str]) -> tuple[int, int]:
    """How many words from the beginning have the same letters, one of the two being a single word; else zeros."""
    first, second = letters_alone(one[0]), letters_alone(other[0])
    if second.startswith(first):
        return next(((n, 1) for n in range(1, len(one) + 1) if letters_alone("".join(one[:n])) == second), (0, 0))
    if first.startswith(second):
        return next(((1, n) for n in range(1, len(other) + 1) if letters_alone("".join(other[:n])) == first), (0, 0))
    return 0, 0


def without_accidents(main: Text, version: Text, pairs: Pairs, settings: Grouping) -> Pairs:
    """Partners but those of two sentences that share only stock words."""
    of_main, of_version = main.sentence_of.tolist(), version.sentence_of.tolist()
    between: dict[tuple[int, int], Pairs] = defaultdict(list)
    for i, j in pairs:
        between[of_main[i], of_version[j]].append((i, j))
    kept: Pairs = []
    for (one, other), found in between.items():
        share = settings.min_counterpart_share * min(main.counts[one], version.counts[other])
        if len(found) >= max(share, 1) or longest_run(found) >= settings.min_counterpart_run:
            kept += found
    return sorted(kept)


def find_moved(main: Text, version: Text, pairs: Pairs, settings: Grouping) -> Pairs:
    """Partners of whole sentences that stand at another place: of neither is anything else aligned."""
    taken = {int(main.sentence_of[i]) for i, _ in pairs}, {int(version.sentence_of[j]) for _, j in pairs}
    holders: dict[int, list[int]] = defaultdict(list)
    for at, count in enumerate(version.counts):
        if at not in taken[1] and count >= SIZE:
            for run in set(hash_runs(version.ids_of(at)).tolist()):
                holders[run].append(at)
    gone: set[int] = set()
    moved: Pairs = []
    for at, count in enumerate(main.counts):
        if at in taken[0] or count < SIZE or not holders:
            continue
        holder = most_alike(hash_runs(main.ids_of(at)).tolist(), holders, gone)
        if holder is None:
            continue
        found = common_subsequence(main.ids_of(at).tolist(), version.ids_of(holder).tolist())
        if len(found) >= settings.min_moved_share * max(count, version.counts[holder]):
            gone.add(holder)
            moved += [(main.starts[at] + i, version.starts[holder] + j) for i, j in found]
    return moved


def most_alike(runs: Sequence[int], holders: Mapping[int, Sequence[int]], gone: set[int]) -> int | None:
    """The sentence that has most of the runs, the first of equals."""
    votes = Counter(holder for run in runs for holder in holders.get(run, ()) if holder not in gone)
    return max(votes, key=lambda each: (votes[each], -each), default=None)
