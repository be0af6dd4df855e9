"""Which words of a version stand for which words of the main version, sentence by sentence."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tasks.core.group.alignment import align_blocks, as_array, fill_gaps
from tasks.core.group.gaps import Gap, find_gaps, gaps_between
from tasks.core.group.moves import Stretch, Stretches, find_moves
from tasks.core.group.sequences import Blocks, Pairs
from tasks.core.group.settings import Grouping
from tasks.core.group.slides import slide_gaps
from tasks.core.group.texts import Text
from tasks.core.words import letters_alone

MAX_PARTS = 4  # words that one word was split into
SMALL_GAP = 40  # words: split words are only looked for where a gap is small


@dataclass(frozen=True)
class Counterparts:
    """Stretches of words that are partners, and stretches of the version that stand elsewhere.

    Places count words of either text. `matched` ascends in both texts. In a stretch with as many words on both sides
    each word has its own partner; else it is one word that the other text splits in several with the same letters.
    `moved` ascends in the main version: sentences that stand at another place in the version.
    """

    main: Text
    version: Text
    matched: Stretches
    moved: Stretches
    gaps: tuple[Gap, ...]

    @property
    def n_surviving(self) -> int:
        """Words of the main version that the version holds: those with partners, moved or misread.

        A word of a sentence that has moved stands in the counterpart of its own sentence. A word misread is still
        there, only badly printed; misreadings are told of among the damages.
        """
        stretches = sum(n for _, _, n, _ in (*self.matched, *self.moved))
        return stretches + sum(gap.n_main for gap in self.gaps if gap.kind == "misread")

    @property
    def coverage_ratio(self) -> float:
        """Share of the words of the main version that survive, headings left out that only one text counts in."""
        n_outside = sum(gap.n_main for gap in self.gaps if gap.kind == "outside")
        return self.n_surviving / max(len(self.main.word_ids) - n_outside, 1)

    @cached_property
    def pairs(self) -> Pairs:
        """Partners in order, main version first; a word stands in several pairs where the other text splits it."""
        return [pair for stretch in self.matched for pair in pairs_in(stretch)]

    @cached_property
    def moved_pairs(self) -> Pairs:
        return [pair for stretch in self.moved for pair in pairs_in(stretch)]


def pairs_in(stretch: Stretch) -> Iterator[tuple[int, int]]:
    i, j, n_main, n_version = stretch
    for at in range(max(n_main, n_version)):
        yield i + min(at, n_main - 1), j + min(at, n_version - 1)


def find_counterparts(main: Text, version: Text, settings: Grouping) -> Counterparts:
    """Align two texts as wholes and drop the partners that sentences have by accident."""
    if np.array_equal(main.word_ids, version.word_ids):
        n_words = len(main.word_ids)
        return Counterparts(main, version, [(0, 0, n_words, n_words)], [], ())
    words, other_words = as_array(main.word_ids), as_array(version.word_ids)
    blocks = align_blocks(main.word_ids, version.word_ids, settings.max_cells, main.runs, version.runs)
    aligned = as_stretches(slide_gaps(main, version, words, other_words, blocks))
    kept = without_accidents(main, version, aligned, settings)
    if kept is not aligned:  # words set free may have a partner in their own sentence
        blocks = fill_gaps(words, other_words, [(i, j, length) for i, j, length, _ in kept], settings.max_cells)
        kept = as_stretches(blocks)
    matched = rejoin_split_words(main, version, kept)
    if matched is not aligned:
        matched = without_accidents(main, version, matched, settings)
    moved = find_moves(main, version, matched, settings)
    return Counterparts(main, version, matched, moved, find_gaps(main, version, matched, moved, settings))


def as_stretches(blocks: Blocks) -> Stretches:
    return [(i, j, length, length) for i, j, length in blocks]


def rejoin_split_words(main: Text, version: Text, matched: Stretches) -> Stretches:
    """Add partners that differ in hyphens alone: `longer-term` and `longer term`, `every where` and `everywhere`."""
    found: Stretches = []
    for gap in gaps_between(main, version, matched):
        if 0 < gap[2] < SMALL_GAP and 0 < gap[3] < SMALL_GAP:
            found += split_words(main.words, version.words, gap)
    found = [each for each in found if lies_in_one(main, each[0], each[2]) and lies_in_one(version, each[1], each[3])]
    return sorted([*matched, *found]) if found else matched


def lies_in_one(text: Text, start: int, length: int) -> bool:
    """The words stand in one sentence."""
    return bisect_right(text.starts, start) == bisect_right(text.starts, start + length - 1)


def split_words(one: Sequence[str], other: Sequence[str], gap: Stretch) -> Iterator[Stretch]:
    """Split words in a gap, first come first served."""
    i, j, n_main, n_version = gap
    end, other_end = i + n_main, j + n_version
    while i < end:
        for at in range(j, other_end):
            n_left, n_right = same_letters(one[i : min(i + MAX_PARTS, end)], other[at : min(at + MAX_PARTS, other_end)])
            if n_left:
                yield i, at, n_left, n_right
                i, j = i + n_left - 1, at + n_right
                break
        i += 1


def same_letters(one: Sequence[str], other: Sequence[str]) -> tuple[int, int]:
    """How many words from the beginning have the same letters, one of the two being a single word; else zeros."""
    if one[0][0] != other[0][0]:
        return 0, 0
    first, second = letters_alone(one[0]), letters_alone(other[0])
    if second.startswith(first):
        return next(((n, 1) for n in range(1, len(one) + 1) if letters_alone("".join(one[:n])) == second), (0, 0))
    if first.startswith(second):
        return next(((1, n) for n in range(1, len(other) + 1) if letters_alone("".join(other[:n])) == first), (0, 0))
    return 0, 0


def without_accidents(main: Text, version: Text, matched: Stretches, settings: Grouping) -> Stretches:
    """The stretches but for the words of two sentences that share only stock words.

    Few words of a sentence are no accident where the version's sentence holds little beside what has partners: there
    they are what was left of it. The given list itself where nothing is dropped.
    """
    between: dict[tuple[int, int], Stretches] = defaultdict(list)
    free = list(version.counts)
    for sentence, other, piece in by_sentences(main, version, matched):
        between[sentence, other].append(piece)
        free[other] -= piece[3]
    kept: Stretches = []
    n_kept = 0
    for (sentence, other), pieces in between.items():
        longest = max(max(n_main, n_version) for _, _, n_main, n_version in pieces)
        if longest < settings.min_counterpart_run:
            n_found = sum(max(n_main, n_version) for _, _, n_main, n_version in pieces)
            share = settings.min_counterpart_share * min(main.counts[sentence], version.counts[other])
            if n_found < share and n_found <= max(free[other], 1):
                continue
        kept += pieces
        n_kept += 1
    return matched if n_kept == len(between) else join_pieces(sorted(kept))


def by_sentences(main: Text, version: Text, matched: Stretches) -> Iterator[tuple[int, int, Stretch]]:
    """The stretches cut where a sentence of either text ends, each with its sentence in both.

    A split word is not cut: it lies where it begins.
    """
    starts, other_starts = main.starts, version.starts
    for stretch in matched:
        i, j, n_main, n_version = stretch
        while n_main:
            sentence, other = bisect_right(starts, i) - 1, bisect_right(other_starts, j) - 1
            if n_main != n_version:
                yield sentence, other, (i, j, n_main, n_version)
                break
            length = min(n_main, starts[sentence + 1] - i, other_starts[other + 1] - j)
            yield sentence, other, (i, j, length, length)
            i, j, n_main, n_version = i + length, j + length, n_main - length, n_version - length


def join_pieces(pieces: Stretches) -> Stretches:
    """Stretches that touch on both sides as one, but for split words."""
    joined: Stretches = []
    for piece in pieces:
        i, j, n_main, n_version = joined[-1] if joined else (0, 0, 0, -1)
        if n_main == n_version and piece[2] == piece[3] and (i + n_main, j + n_version) == piece[:2]:
            joined[-1] = (i, j, n_main + piece[2], n_version + piece[3])
        else:
            joined.append(piece)
    return joined
