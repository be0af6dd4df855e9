"""One damage, the limits by which it is told, and the stretches between partners in which it is found."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import numpy.typing as npt

from tasks.core.words import folded_words

if TYPE_CHECKING:  # the package of grouping imports this one
    from tasks.core.group.counterparts import Counterparts
    from tasks.core.group.texts import Text

MIN_HELD_WORDS = 5  # of a cut sentence among the headings of a version; titles share shorter runs with the text
MIN_HELD_SHARE = 0.25  # of its words

Run: TypeAlias = list[int]  # positions of words in a row
Stretch: TypeAlias = tuple[int, int, int, int]  # first word in the main version and in the version, words in both
Places: TypeAlias = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Limits:
    """When something counts as damaged, in words, letters and shares."""

    min_stretch: int = 5  # words in a row that make a lost or inserted stretch; fewer are a slip
    max_matched_gap: int = 30  # words on either side among which misread ones are looked for
    misread_share: float = 0.34  # of a word's letters that may be others; of other words half are
    alike_share: float = 0.75  # of the letters of a whole gap that is misread, however its words are split
    short_word: int = 3  # letters; of such a word one may be another, and none more or less
    min_repeated_share: float = 0.6  # of an insertion's 3-grams that the main version has too
    max_mark_digits: int = 3  # of a footnote's number
    max_date_words: int = 6  # `the evening of 24 March 2022` is more than its date
    max_filler_chars: int = 3  # of a word that goes with a date: on, of, the, am, le
    min_whole_sentence: int = 3  # words of an inserted sentence that is shorter than a stretch
    min_repeated_words: int = 12  # of a sentence that one text has twice by itself; shorter ones are refrains


@dataclass(frozen=True, slots=True)
class Damage:
    """One damage. Spans count in the body of the version and in that of the main version.

    `start_char` and `end_char` are the same where something is gone. `main_sentence_no` and the span in the main
    version are None where it has nothing to do with the damage.
    """

    kind: str
    start_char: int
    end_char: int
    main_sentence_no: int | None = None
    main_start_char: int | None = None
    main_end_char: int | None = None
    n_lost_words: int = 0
    n_lost_numbers: int = 0


@dataclass(frozen=True, slots=True)
class Gap:
    """Words without partners between two partners. `before` is the version's word before the gap, or -1."""

    lost: Run
    added: Run
    before: int


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two texts with the partners of their words as arrays: word `main_at[n]` stands for word `version_at[n]`."""

    main: "Text"
    version: "Text"
    main_at: Places
    version_at: Places
    respelt: tuple[Stretch, ...]  # the same letters with other hyphens or spaces
    gaps: tuple[Gap, ...]
    sentence_of: list[int]  # index of the sentence of each word of the main version
    kept: list[int]  # words of each sentence of the main version that have partners, moved ones too

    def main_span(self, run: Sequence[int]) -> tuple[int, int]:
        return self.main.spans[run[0]][0], self.main.spans[run[-1]][1]

    def version_span(self, run: Sequence[int]) -> tuple[int, int]:
        return self.version.spans[run[0]][0], self.version.spans[run[-1]][1]

    def place_after(self, word: int) -> int:
        """Offset in the version at which something is gone after a word; before the first word if that is -1."""
        return self.version.spans[word][1] if word >= 0 else self.version.spans[0][0]

    def sentence_no(self, word: int) -> int:
        return int(self.main.sentences[self.sentence_of[word]]["sentence_no"])


def read_alignment(found: "Counterparts") -> Aligned:
    """The partners as arrays, and the gaps between them."""
    main_at, version_at = columns(found.matched)
    moved_main, moved_version = columns(found.moved)
    has_partner = found.main.sentence_of[np.concatenate([main_at, moved_main])]
    kept = np.bincount(has_partner, minlength=len(found.main.counts))
    outside, other_outside = outside_words(found)
    gone, came = outside.union(moved_main.tolist()), other_outside.union(moved_version.tolist())
    kept_sentences = found.main.sentence_of[sorted(outside)]
    kept += np.bincount(kept_sentences, minlength=len(kept))
    gaps = find_gaps(found, gone, came)
    respelt = tuple(
        each
        for each in found.matched
        if each[2] != each[3] or (each[2] == 1 and found.main.word_ids[each[0]] != found.version.word_ids[each[1]])
    )
    return Aligned(
        found.main,
        found.version,
        main_at,
        version_at,
        respelt,
        tuple(gaps),
        found.main.sentence_of.tolist(),
        kept.tolist(),
    )


def outside_words(found: "Counterparts") -> tuple[frozenset[int], frozenset[int]]:
    """Words of whole lines of either text that are headings, datelines or signatures, and stand outside of the other.

    Furniture of pages is no part of the statement either, but where only the version has it, it was left in.
    """
    gaps = [gap for gap in found.gaps if gap.kind == "outside"]
    lost = [(gap.main_start, gap.main_end) for gap in gaps if is_held(found.main, gap.main_start, gap.main_end)]
    added = [
        (gap.version_start, gap.version_end)
        for gap in gaps
        if is_lines(found.version, gap.version_start, gap.version_end)
    ]
    known = " ".join(folded_words(found.main.document["body"])) if added else ""
    held = [(start, end) for start, end in added if " ".join(found.version.words[start:end]) in known]
    return words_in(lost), words_in(held)


def words_in(spans: Iterable[tuple[int, int]]) -> frozenset[int]:
    return frozenset(at for start, end in spans for at in range(start, end))


def is_held(main: "Text", start: int, end: int) -> bool:
    """Whole sentences of the main version, or much of one from its beginning: a cut one can be taken for a heading."""
    if start == end or start not in main.starts:
        return False
    count = main.counts[bisect_right(main.starts, start) - 1]
    return end in main.starts or end - start >= max(MIN_HELD_WORDS, MIN_HELD_SHARE * count)


def is_lines(text: "Text", start: int, end: int) -> bool:
    """The words are whole sentences, as structure parts them."""
    return start < end and start in text.starts and end in text.starts


def columns(stretches: Sequence[Stretch]) -> tuple[Places, Places]:
    """The words of both texts that are partners, pair by pair; of a split word its first part alone."""
    if not stretches:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    table = np.array(stretches, np.int64)
    sizes = np.minimum(table[:, 2], table[:, 3])
    ends = sizes.cumsum()
    steps = np.arange(ends[-1]) - np.repeat(ends - sizes, sizes)
    return np.repeat(table[:, 0], sizes) + steps, np.repeat(table[:, 1], sizes) + steps


def find_gaps(found: "Counterparts", gone: frozenset[int], came: frozenset[int]) -> Iterator[Gap]:
    """Gaps in order; what was moved stands in none."""
    i = j = 0
    end = (len(found.main.word_ids), len(found.version.word_ids), 0, 0)
    for start, other_start, n_main, n_version in [*found.matched, end]:
        if start > i or other_start > j:
            lost, added = list(range(i, start)), list(range(j, other_start))
            if gone or came:
                lost, added = [at for at in lost if at not in gone], [at for at in added if at not in came]
            if lost or added:
                yield Gap(lost, added, j - 1)
        i, j = start + n_main, other_start + n_version


def runs_of(places: Iterable[int]) -> list[Run]:
    """Positions that follow each other, as runs."""
    runs: list[Run] = []
    for place in places:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs
