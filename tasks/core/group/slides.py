"""Gaps that can lie at several places: laid together, and where sentences begin or end."""

from array import array
from collections.abc import Set

from tasks.core.group.sequences import Block, Blocks
from tasks.core.group.texts import Text


def slide_gaps(one: Text, other: Text, words: "array[int]", other_words: "array[int]", blocks: Blocks) -> Blocks:
    """The runs, with the gaps between them laid together and slid to the bounds of sentences where the words allow it.

    Of `to the end. [We met to the end.]` any four words in a row can be the lost ones: a whole sentence is what a
    reader would name, not the end of one and the beginning of the next. `words` and `other_words` are the texts' ids.
    """
    starts, other_starts = frozenset(one.starts), frozenset(other.starts)
    slid = join_gaps(words, other_words, blocks)
    for at in range(len(slid) - 1):
        (i, j, length), (next_i, next_j, next_length) = slid[at], slid[at + 1]
        end, other_end = i + length, j + length
        if other_end == next_j:
            shift = best_shift(words, starts, end, next_i, length - 1, next_length - 1)
        elif end == next_i:
            shift = best_shift(other_words, other_starts, other_end, next_j, length - 1, next_length - 1)
        else:
            continue
        if shift:
            slid[at] = (i, j, length + shift)
            slid[at + 1] = (next_i + shift, next_j + shift, next_length - shift)
    return slid


def join_gaps(words: "array[int]", other_words: "array[int]", blocks: Blocks) -> Blocks:
    """The runs without those between two losses (or two additions) that can as well be part of a neighbour.

    Stock words of a lost sentence find partners in the sentence before or after it, which has the same ones.
    """
    joined: Blocks = []
    for block in blocks:
        following = block
        while len(joined) > 1:
            before, run = joined[-2:]
            n_words = run[2]
            if not is_between(before, run, following):
                break
            if holds(words, other_words, run, (following[0] - n_words, following[1] - n_words)):
                following = (following[0] - n_words, following[1] - n_words, following[2] + n_words)
                joined.pop()
            elif holds(words, other_words, run, (before[0] + before[2], before[1] + before[2])):
                joined[-2:] = [(before[0], before[1], before[2] + n_words)]
            else:
                break
        joined.append(following)
    return joined


def is_between(before: Block, run: Block, following: Block) -> bool:
    """Words of only one of the texts stand before the run and behind it, and as many as the run has, or more."""
    gaps = [(one[0] + one[2], one[1] + one[2], next_[0], next_[1]) for one, next_ in ((before, run), (run, following))]
    lost = [end - start for start, _, end, _ in gaps]
    added = [end - start for _, start, _, end in gaps]
    return (not any(added) and min(lost) >= run[2]) or (not any(lost) and min(added) >= run[2])


def holds(words: "array[int]", other_words: "array[int]", run: Block, place: tuple[int, int]) -> bool:
    """The words of the run stand at the place too."""
    (i, j, length), (at, other_at) = run, place
    return words[i : i + length] == words[at : at + length] and (
        other_words[j : j + length] == other_words[other_at : other_at + length]
    )


def best_shift(words: "array[int]", starts: Set[int], start: int, end: int, n_left: int, n_right: int) -> int:
    """By how many words the gap is moved so that it begins, ends, or does both where sentences do; 0 if nowhere.

    It can move at most `n_left` words to the left and `n_right` to the right.
    """
    best, best_shift = (start in starts) + (end in starts), 0
    for step, limit in ((-1, n_left), (1, n_right)):
        shift = 0
        while best < 2 and abs(shift) < limit:
            first, last = (start + shift - 1, end + shift - 1) if step < 0 else (start + shift, end + shift)
            if words[first] != words[last]:
                break
            shift += step
            found = (start + shift in starts) + (end + shift in starts)
            if (found, -abs(shift)) > (best, -abs(best_shift)):
                best, best_shift = found, shift
    return best_shift
