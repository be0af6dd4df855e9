"""Two texts held against each other: the region in which they agree, and what stands in its gaps."""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from tasks.core.group.anchors import find_blocks
from tasks.core.group.editions import mark_of
from tasks.core.group.sequences import Blocks
from tasks.core.group.settings import Grouping
from tasks.core.group.texts import Text

Gap = tuple[int, int, int, int, int]  # first word and end in the one text, in the other, and how the two differ

# Words too short to be told by their letters (`of` read `oi`), and numbers in words that are alike otherwise, are
# unclear until it is known how much of the text is misread.
ONE_SIDED, MISREAD, UNCLEAR, UNCLEAR_NUMBER, REPLACED, CONFLICT = range(6)
ALIKE = frozenset((MISREAD, UNCLEAR, UNCLEAR_NUMBER))


class Limits(NamedTuple):
    """Those of the settings that tell how words differ."""

    unclear_letters: int
    long_gap_words: int
    alike_ratio: float
    misread_ratio: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """The lengths of the runs of partners in the region, the gaps between them, the region in words of either text.

    `n_misread_ends` are words before the first run and after the last one that read alike.
    """

    lengths: list[int]
    gaps: list[Gap]
    start: int
    end: int
    other_start: int
    other_end: int
    n_misread_ends: int


def find_likeness(one: Text, other: Text, settings: Grouping) -> Likeness | None:
    """The region in which two texts agree best; None where they have no run of words in common."""
    blocks = find_blocks(one, other, settings)
    if not blocks:
        return None
    lengths = [length for _, _, length in blocks]
    gaps = find_gaps(blocks, one.words, other.words, settings)
    first, last = densest(lengths, gaps, settings)
    start, other_start, _ = blocks[first]
    end, other_end = blocks[last][0] + lengths[last], blocks[last][1] + lengths[last]
    n_words, n_other_words = len(one.word_ids), len(other.word_ids)
    n_misread_ends = 0
    if is_alike(one.words[:start], other.words[:other_start], settings):
        n_misread_ends += max(start, other_start)
        start = other_start = 0
    if is_alike(one.words[end:], other.words[other_end:], settings):
        n_misread_ends += max(n_words - end, n_other_words - other_end)
        end, other_end = n_words, n_other_words
    lengths = lengths[first : last + 1]
    within = clear_up(gaps[first:last], sum(lengths), settings)
    return Likeness(lengths, within, start, end, other_start, other_end, n_misread_ends)


def find_gaps(blocks: Blocks, words: list[str], others: list[str], settings: Grouping) -> list[Gap]:
    """What stands between each two runs of partners."""
    gaps: list[Gap] = []
    limits = Limits(settings.unclear_letters, settings.long_gap_words, settings.alike_ratio, settings.misread_ratio)
    start, other_start = blocks[0][0] + blocks[0][2], blocks[0][1] + blocks[0][2]
    for end, other_end, length in blocks[1:]:
        if start == end or other_start == other_end:
            kind = ONE_SIDED
        elif max(end - start, other_end - other_start) > settings.max_gap_words:
            kind = REPLACED
        else:
            kind = gap_kind(" ".join(words[start:end]), " ".join(others[other_start:other_end]), limits)
        gaps.append((start, end, other_start, other_end, kind))
        start, other_start = end + length, other_end + length
    return gaps


@lru_cache(maxsize=65536)
def gap_kind(one: str, other: str, limits: Limits) -> int:
    """How words differ from those in their place: other numbers or months, the same letters, or neither.

    Versions of one text differ by the same words again and again, so answers are remembered.
    """
    words, others = one.split(" "), other.split(" ")
    marks = set(filter(None, map(mark_of, words)))
    other_marks = set(filter(None, map(mark_of, others))) if marks else marks
    has_conflict = bool(other_marks) and marks.isdisjoint(other_marks)
    letters, other_letters = one.replace(" ", ""), other.replace(" ", "")
    is_short = max(len(letters), len(other_letters)) <= limits.unclear_letters
    is_long = min(len(words), len(others)) > limits.long_gap_words
    min_ratio = limits.alike_ratio if is_long else limits.misread_ratio
    if not is_short and kept_letters(letters, other_letters) < min_ratio:
        return CONFLICT if has_conflict else REPLACED
    if has_conflict:
        return UNCLEAR_NUMBER
    return UNCLEAR if is_short else MISREAD


def is_alike(words: list[str], others: list[str], settings: Grouping) -> bool:
    """Two ends that have no run of words in common, but most of their letters."""
    shorter, longer = sorted((len(words), len(others)))
    if not shorter or longer > min(2 * shorter, settings.max_gap_words):
        return False
    return kept_letters("".join(words), "".join(others)) >= settings.alike_ratio


def kept_letters(one: str, other: str) -> float:
    """Share of the letters that stand in both, in order; 0 where the lengths leave no doubt."""
    n_letters = len(one) + len(other)
    if min(len(one), len(other)) * 3 < n_letters:
        return 0.0
    return float(2 * LCSseq.similarity(one, other)) / n_letters


def densest(lengths: list[int], gaps: list[Gap], settings: Grouping) -> tuple[int, int]:
    """First and last run of the region: where partners outweigh by most what differs between them.

    Words that differ on both sides weigh nearly as much as partners, so that stock phrases do not reach across other
    sentences; words that only one side has weigh next to nothing, since a copy may have lost them.
    """
    weight = best = float(lengths[0])
    first, ends = 0, (0, 0)
    for at, (start, end, other_start, other_end, kind) in enumerate(gaps, 1):
        n_one, n_other = end - start, other_end - other_start
        shorter, longer = (n_one, n_other) if n_one < n_other else (n_other, n_one)
        weight -= settings.lost_weight * longer
        weight += shorter if kind in ALIKE else -settings.gap_weight * shorter
        if weight <= 0:
            weight, first = 0.0, at
        weight += lengths[at]
        if weight > best:
            best, ends = weight, (first, at)
    return ends


def clear_up(gaps: list[Gap], n_matched: int, settings: Grouping) -> list[Gap]:
    """The gaps, with those that are unclear told by the others: where much is misread, they are so too."""
    n_misread = sum(
        max(end - start, other_end - other) for start, end, other, other_end, kind in gaps if kind == MISREAD
    )
    if n_misread >= settings.min_misread * n_matched:
        cleared = {UNCLEAR: MISREAD, UNCLEAR_NUMBER: MISREAD}
    else:
        cleared = {UNCLEAR: REPLACED, UNCLEAR_NUMBER: CONFLICT}
    return [(*gap[:4], cleared[gap[4]]) if gap[4] in cleared else gap for gap in gaps]


def stretches(found: Likeness) -> list[int]:
    """Words of each stretch in which nothing is changed, lost or added; misread words do not end it."""
    lengths = found.lengths[:1]
    for (start, end, other_start, other_end, kind), length in zip(found.gaps, found.lengths[1:], strict=True):
        if kind == MISREAD:
            lengths[-1] += max(end - start, other_end - other_start) + length
        else:
            lengths.append(length)
    return lengths
