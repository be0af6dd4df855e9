"""How much of a statement a version holds, as far as its text can be taken for the statement's own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from tasks.core.group.shingles import SIZE, Hashes, hash_runs
from tasks.core.group.texts import Text

Counts: TypeAlias = npt.NDArray[np.int64]

SENTENCE_END = re.compile(r"[.!?…:;。！？؟।][\"'”’»)\]]*$")
MIN_CONFIRMED_SHARE = 0.5  # of a line's 3-grams that other versions have
MIN_WITHOUT = 3  # other texts, each with other words, that go on where one has more: they have not all lost the same
MAX_STOCK_RUNS = 2  # 3-grams that an insertion happens to share
MAX_LOST_WORDS = 80  # in one place: the longest sentences; longer surpluses are pages set into another text
MIN_LOST_PLACES = 5  # a damaged copy lacks words in many places; what was set into a text stands in one or two
MIN_LOST_SHARE = 0.1  # of the words of the text; what an editor adds here and there is less
MIN_INSERTED = 5  # words; fewer are other wording
ID_BYTES = 8
MIN_REPEATED_WORDS = 12  # shorter sentences are refrains, and stand twice by right


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The 3-grams of several versions, ascending: how many versions have each, and how many of different words."""

    runs: Hashes
    n_versions: Counts
    n_texts: Counts

    def count(self, text: Text) -> int:
        """How many 3-grams of a version another one has too, or has lost."""
        is_shared = look_up(text.runs, self.runs, self.n_versions) > 1
        for start, end in self.find_lost(text, is_shared):
            is_shared[start - SIZE + 1 : end] = True
        return len(np.unique(text.runs[is_shared]))

    def find_lost(self, text: Text, is_shared: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
        """Words of a version that the others lost here and there, as spans of words.

        Copies of one damaged copy confirm each other, and are no witnesses against the text that they were made of.
        Of two versions none has a witness, and their lengths tell.
        """
        if self.n_versions.max(initial=0) <= 2:
            return []
        lost = [
            (start, end)
            for start, end, n_without in self.surplus(text, is_shared)
            if n_without and end - start <= MAX_LOST_WORDS
        ]
        n_words = sum(end - start for start, end in lost)
        is_damage = len(lost) >= MIN_LOST_PLACES and n_words >= MIN_LOST_SHARE * len(text.word_ids)
        return lost if is_damage else []

    def own_sentences(self, text: Text) -> list[int]:
        """Sentences, by index, that can be taken for the statement's own.

        Left out are lines of the page, which are no sentences and which no other version has; insertions; and
        sentences that the text had before.
        """
        body: str = text.document["body"]
        is_shared = look_up(text.runs, self.runs, self.n_versions) > 1
        inserted = frozenset(self.find_inserted(text, is_shared))
        own: list[int] = []
        for at in first_told(text):
            start, end = text.starts[at], text.starts[at + 1]
            here = is_shared[start : max(end - SIZE + 1, start + 1)]
            is_confirmed = len(here) > 0 and bool(here.mean() >= MIN_CONFIRMED_SHARE)
            is_inserted = 2 * sum(word in inserted for word in range(start, end)) > end - start
            if (is_confirmed or is_ended(body, text.sentences[at]["end_char"])) and not is_inserted:
                own.append(at)
        return own

    def find_inserted(self, text: Text, is_shared: npt.NDArray[np.bool_]) -> Iterator[int]:
        """Words between two that stand side by side in other texts, enough of them."""
        for start, end, n_without in self.surplus(text, is_shared):
            if end - start >= MIN_INSERTED and n_without >= MIN_WITHOUT:
                yield from range(start, end)

    def surplus(self, text: Text, is_shared: npt.NDArray[np.bool_]) -> Iterator[tuple[int, int, int]]:
        """Words that no other version has, from the first to the one after the last, between words that others have.

        With each stretch goes in how many other texts the words around it stand side by side.
        """
        for first, last in stretches(is_shared):
            start, end = first + SIZE - 1, last
            if first == 0 or end >= len(text.word_ids) or end <= start:
                continue
            around = hash_runs(text.word_ids[[start - 2, start - 1, end]])
            yield start, end, int(look_up(around, self.runs, self.n_texts)[0])


def stretches(is_shared: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Where 3-grams begin that no other version has, in a row but for stock words."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], ~is_shared, [False])).astype(np.int8)))
    joined: list[tuple[int, int]] = []
    for first, last in edges.reshape(-1, 2).tolist():
        if joined and first - joined[-1][1] <= MAX_STOCK_RUNS:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined


def confirm(texts: Sequence[Text]) -> Confirmed:
    """What several versions confirm of each other."""
    runs, n_versions = np.unique(np.concatenate([text.distinct_runs for text in texts]), return_counts=True)
    distinct = {text.word_ids.tobytes(): text.distinct_runs for text in texts}
    if len(distinct) == len(texts):
        return Confirmed(runs, n_versions, n_versions)
    held, counts = np.unique(np.concatenate(list(distinct.values())), return_counts=True)
    return Confirmed(runs, n_versions, look_up(runs, held, counts))


def look_up(wanted: Hashes, runs: Hashes, counts: Counts) -> Counts:
    """The count of each wanted 3-gram; 0 of those that are not among the runs, which ascend."""
    at = np.minimum(np.searchsorted(runs, wanted), max(len(runs) - 1, 0))
    found: Counts = np.where(runs[at] == wanted, counts[at], 0) if len(runs) else np.zeros(len(wanted), np.int64)
    return found


def own_words(text: Text, sentences: Sequence[int]) -> list[int]:
    """Words of some sentences, by place, without those of long sentences that stood there before."""
    repeated = frozenset(repeated_words(text)) | frozenset(doubled_words(text))
    return [at for one in sentences for at in range(text.starts[one], text.starts[one + 1]) if at not in repeated]


def repeated_words(text: Text) -> Iterator[int]:
    """Words of long sentences where these stand again, alone or run into others."""
    words = text.word_ids.tobytes()
    for sentence in dict.fromkeys(long_sentences(text)):
        at = words.find(sentence)
        while (at := words.find(sentence, at + ID_BYTES)) >= 0:
            yield from range(at // ID_BYTES, (at + len(sentence)) // ID_BYTES)


def doubled_words(text: Text) -> Iterator[int]:
    """Words of a long stretch that stands twice in a row, wherever sentences are parted."""
    runs = hash_runs(text.word_ids, MIN_REPEATED_WORDS)
    _, firsts, which = np.unique(runs, return_index=True, return_inverse=True)
    reached = 0
    for at in np.flatnonzero(firsts[which] != np.arange(len(runs))).tolist():
        first = int(firsts[which[at]])
        length = at - first
        is_twice = np.array_equal(text.word_ids[first:at], text.word_ids[at : at + length])
        if at >= reached and length >= MIN_REPEATED_WORDS and is_twice:
            reached = at + length
            yield from range(at, reached)


def long_sentences(text: Text) -> Iterator[bytes]:
    """The ids of the words of each long sentence."""
    for at, count in enumerate(text.counts):
        if count >= MIN_REPEATED_WORDS:
            yield text.ids_of(at).tobytes()


def count_letters(text: Text, words: Sequence[int]) -> int:
    return sum(len(text.words[at]) for at in words)


def count_recurring(text: Text, sentences: Sequence[int]) -> int:
    """Words but for the first occurrence of each; of as many words, fewer where some were misread."""
    if not sentences:
        return 0
    ids = np.concatenate([text.ids_of(at) for at in sentences])
    return len(ids) - len(np.unique(ids))


def count_repeated(text: Text) -> int:
    """Long sentences that stand twice, whatever they are run into."""
    words = text.word_ids.tobytes()
    return sum(words.count(sentence) > 1 for sentence in long_sentences(text))


def first_told(text: Text) -> list[int]:
    """The sentences, by index, but for those that the text had before."""
    seen: set[bytes] = set()
    kept: list[int] = []
    for at, count in enumerate(text.counts):
        words = text.ids_of(at).tobytes()
        if count < MIN_REPEATED_WORDS or words not in seen:
            kept.append(at)
        seen.add(words)
    return kept


def is_ended(body: str, end: int) -> bool:
    """The sentence that ends there ends as sentences do."""
    return SENTENCE_END.search(body[max(0, end - 4) : end].rstrip()) is not None
