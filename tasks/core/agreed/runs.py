"""Runs of words that stand in several statements, as long as they go.

Runs never leave a sentence. The shared n-grams are joined where one is always followed by the same other one, so that
a run is a few joints long, however many words it has; then runs of one joint, two, three ... are counted. What is
*closed* is kept: runs that every longer one has fewer statements than.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tasks.core.agreed.model import MainText
from tasks.core.agreed.sieve import Flags, Numbers, Sieve, mixed, shared_stretches
from tasks.core.group.shingles import Hashes

Places = npt.NDArray[np.int64]
NONE = -1
MAX_JOINTS = 250  # sentences of law have 80; only words repeated over and over have more, and those are no wording


@dataclass(frozen=True)
class Words:
    """All words of all statements, one after the other: ids, and the number of the sentence and the statement."""

    ids: Hashes
    sentence: Numbers
    statement: Numbers
    starts: Places  # first word of each statement, and the number of all words
    sentence_starts: Places  # likewise
    first_sentences: Places  # number of the first sentence of each statement, and that of all sentences


@dataclass(frozen=True)
class SharedRuns:
    """Closed runs of one length in joints: first word of each occurrence, its length, and which run it is."""

    starts: Places
    n_words: Places
    runs: Places
    n_statements: Places  # by run


@dataclass(frozen=True)
class Grams:
    """Every n-gram that several statements hold: the words where it begins, and which it is (`NONE` elsewhere)."""

    at: Numbers  # n-gram by word
    order: Places  # words at which n-grams begin, by n-gram
    bounds: Places  # of each n-gram's stretch in `order`

    def places(self, gram: int) -> Places:
        return self.order[self.bounds[gram] : self.bounds[gram + 1]]


def join_words(texts: Sequence[MainText]) -> Words:
    ids = [each.text.word_ids for each in texts]
    lengths = np.array([len(each) for each in ids], np.int64)
    counts = np.array([count for each in texts for count in each.text.counts], np.int64)
    return Words(
        np.concatenate([np.empty(0, np.uint64), *ids]),
        np.repeat(np.arange(len(counts), dtype=np.int32), counts),
        np.repeat(np.arange(len(texts), dtype=np.int32), lengths),
        np.concatenate(([0], np.cumsum(lengths))),
        np.concatenate(([0], np.cumsum(counts))),
        np.concatenate(([0], np.cumsum([len(each.text.counts) for each in texts], dtype=np.int64))),
    )


def shared_grams(words: Words, size: int, part_words: int) -> Grams:
    """The n-grams inside a sentence that two statements or more hold, looked up part by part of all words."""
    n_grams = max(len(words.ids) - size + 1, 0)
    parts = [(start, min(start + part_words, n_grams)) for start in range(0, n_grams, part_words)]
    sieve = Sieve(n_grams)
    for start, end in parts:
        sieve.add(part_grams(words, size, start, end)[1])
    found = [(np.empty(0, np.int64), np.empty(0, np.uint64))]
    for start, end in parts:
        places, hashes = part_grams(words, size, start, end)
        several = sieve.several(hashes)
        found.append((places[several], hashes[several]))
    places, hashes = (np.concatenate(each) for each in zip(*found, strict=True))
    order, is_first = shared_stretches(hashes, words.statement[places])
    order = places[order]
    bounds = np.append(np.flatnonzero(is_first), len(order))
    at = np.full(len(words.ids) + 1, NONE, np.int32)
    at[order] = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))
    return Grams(at, order, bounds)


def part_grams(words: Words, size: int, start: int, end: int) -> tuple[Places, Hashes]:
    """Where an n-gram begins that does not leave its sentence, from `start` to `end`, and its hash."""
    inside = words.sentence[start:end] == words.sentence[start + size - 1 : end + size - 1]
    return np.flatnonzero(inside) + start, mixed(words.ids, tuple(range(size)), start, end)[inside]


def always_next(grams: Grams, near: Places) -> Places:
    """The n-gram that each n-gram has beside it wherever it stands, or `NONE`; `near` is that at each place of it."""
    if not len(grams.order):
        return np.empty(0, np.int64)
    low = np.minimum.reduceat(near, grams.bounds[:-1])
    high = np.maximum.reduceat(near, grams.bounds[:-1])
    return np.where(low == high, low, NONE)


def beside(words: Words, grams: Grams, step: int) -> Places:
    """The n-gram one word on (or back), in the same sentence, of each place in `grams.order`."""
    there = grams.order + step
    sentence = np.append(words.sentence, NONE)
    return np.where(sentence[there] == sentence[grams.order], grams.at[there], NONE)


def closed_runs(words: Words, grams: Grams, size: int) -> Iterator[SharedRuns]:
    """Closed runs, by their length in joints."""
    if not len(grams.order):
        return
    after = always_next(grams, beside(words, grams, 1))
    before = always_next(grams, beside(words, grams, -1))
    goes_on = (after != NONE) & (np.where(after != NONE, before[after], NONE) == np.arange(len(after)))
    places = np.flatnonzero(grams.at != NONE)
    gram = grams.at[places]
    follows = (np.diff(places) == 1) & (words.sentence[places[1:]] == words.sentence[places[:-1]])
    joined = follows & goes_on[gram[:-1]]
    opens = np.flatnonzero(np.concatenate(([True], ~joined)))
    starts = places[opens]
    ends = places[np.append(opens[1:], len(places)) - 1] + size
    linked = np.append(follows[opens[1:] - 1], False)
    _, runs = np.unique(gram[opens], return_inverse=True)
    yield from grown_runs(words.statement, starts, ends, runs, linked)


def grown_runs(statement: Numbers, starts: Places, ends: Places, runs: Places, linked: Flags) -> Iterator[SharedRuns]:
    """Runs of one joint, of two, and so on; `linked` says that the next joint follows at once."""
    heads = np.arange(len(starts))
    counts = count_statements(runs, statement[starts])
    n_joints = 1
    while len(heads) and n_joints <= MAX_JOINTS:
        follower = np.full(len(starts), NONE, np.int64)
        follower[heads] = np.arange(len(heads))
        next_head = np.where(linked[heads + n_joints - 1], follower[np.minimum(heads + 1, len(starts) - 1)], NONE)
        grows = np.flatnonzero(next_head != NONE)
        pairs = runs[grows] * (len(heads) + 1) + runs[next_head[grows]]
        _, longer = np.unique(pairs, return_inverse=True)
        longer_counts = count_statements(longer, statement[starts[heads[grows]]])
        same_left = longer_counts[longer] == counts[runs[grows]]
        same_right = longer_counts[longer] == counts[runs[next_head[grows]]]
        is_open = np.zeros(len(counts), bool)
        is_open[runs[grows[same_left]]] = True
        is_open[runs[next_head[grows[same_right]]]] = True
        kept = np.flatnonzero(~is_open[runs])
        first = starts[heads[kept]]
        yield SharedRuns(first, ends[heads[kept] + n_joints - 1] - first, runs[kept], counts)
        shared = np.flatnonzero(longer_counts[longer] > 1)
        heads = heads[grows[shared]]
        _, runs = np.unique(longer[shared], return_inverse=True)
        counts = count_statements(runs, statement[starts[heads]])
        n_joints += 1


def count_statements(runs: Places, statement: Numbers) -> Places:
    """How many statements each run stands in."""
    if not len(runs):
        return np.empty(0, np.int64)
    n_statements = int(statement.max()) + 1
    pairs = np.sort(runs * n_statements + statement)
    is_new = np.append(True, pairs[1:] != pairs[:-1])
    return np.bincount(pairs[is_new] // n_statements)
