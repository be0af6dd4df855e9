"""What stands between the words that two versions share, and what became of it."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Literal

from rapidfuzz.distance import LCSseq

from schemas import knowledge
from tasks.core.group.moves import Stretch, Stretches
from tasks.core.group.settings import Grouping
from tasks.core.group.texts import Text
from tasks.core.words import WORD, folded_words

Kind = Literal["lost", "added", "replaced", "misread", "moved", "outside", "mark"]
Interval = tuple[int, int]

RUN = 3  # words in a row that tell the same heading
REPEATED_RUN = 4  # words in a row that a page repeats
MAX_REPEATED = 40  # words of a gap in which the furniture of a page is looked for
MAX_LINE_CHARS = 400  # of a heading, dateline or signature; what is longer is another text
MAX_LETTERS = 4000  # of a gap on both sides; where more lies between two partners, the text is another
MARK = re.compile(r"[^\W\d_]|[ivxl]{2,6}|[0-9]{1,2}")  # of a list: `(a)`, `(iv)`, `3.`

MARK_ENDS = frozenset(").:")


@dataclass(frozen=True, slots=True)
class Gap:
    """Words of the main version without partners, and words of the version in their place.

    Places count words, ends excluded; an end that equals its start says where nothing is. The kind is `lost` (nothing
    stands in their place), `added`, `replaced`, `misread` (the same words read badly: most letters are kept), `moved`
    (both stretches are the same sentence), `outside` (no part of the statement: a heading, dateline or signature that
    the other document has among its own, or the repeated furniture of pages), `mark` (list marks alone).
    """

    main_start: int
    main_end: int
    version_start: int
    version_end: int
    kind: Kind

    @property
    def n_main(self) -> int:
        return self.main_end - self.main_start

    @property
    def n_version(self) -> int:
        return self.version_end - self.version_start


def gaps_between(main: Text, version: Text, matched: Stretches) -> Iterator[Stretch]:
    """What stands before, between and after the stretches, where it is a word or more."""
    i = j = 0
    for start, other_start, n_main, n_version in [*matched, (len(main.word_ids), len(version.word_ids), 0, 0)]:
        if start > i or other_start > j:
            yield i, j, start - i, other_start - j
        i, j = start + n_main, other_start + n_version


def find_gaps(main: Text, version: Text, matched: Stretches, moved: Stretches, settings: Grouping) -> tuple[Gap, ...]:
    """All gaps, in the order of the main version."""
    raw = list(gaps_between(main, version, matched))
    if not raw:
        return ()
    side = make_side(main, version, [(i, i + n) for i, _, n, _ in raw], [(i, i + n) for i, _, n, _ in moved])
    other_side = make_side(version, main, [(j, j + n) for _, j, _, n in raw], [(j, j + n) for _, j, _, n in moved])
    gaps = [Gap(i, i + n, j, j + m, "moved") for i, j, n, m in moved]
    for i, j, n_main, n_version in raw:
        outside, left = side.split(i, i + n_main)
        other_outside, other_left = other_side.split(j, j + n_version)
        gaps += [Gap(start, end, j, j, "outside") for start, end in outside]
        gaps += [Gap(i, i, start, end, "outside") for start, end in other_outside]
        if len(left) == len(other_left) == 1:
            gaps.append(classify(main, version, *left[0], *other_left[0], settings))
        else:
            gaps += [classify(main, version, start, end, j, j, settings) for start, end in left]
            gaps += [classify(main, version, i, i, start, end, settings) for start, end in other_left]
    return tuple(sorted(gaps, key=lambda gap: (gap.main_start, gap.version_start, gap.main_end, gap.version_end)))


@dataclass(frozen=True, slots=True)
class Side:
    """What is known of the words of one text that have no partner."""

    text: Text
    moved: Sequence[Interval]
    headings: frozenset[tuple[str, ...]]
    repeated: frozenset[tuple[str, ...]]

    def split(self, start: int, end: int) -> tuple[list[Interval], list[Interval]]:
        """Of a gap, the words that are no part of the statement, and those that are; moved ones are neither."""
        outside: list[Interval] = []
        left: list[Interval] = []
        for first, last in rest(start, end, self.moved):
            if last - first < RUN or not (self.headings or self.repeated):
                left.append((first, last))
                continue
            covered = covered_by(self.text.words[first:last], self.headings, RUN)
            if last - first <= MAX_REPEATED:
                covered |= covered_by(self.text.words[first:last], self.repeated, REPEATED_RUN)
            for at in range(first, last):
                extend(outside if at - first in covered else left, at)
        return outside, left


def rest(start: int, end: int, excluded: Iterable[Interval]) -> Iterator[Interval]:
    """The parts of an interval that none of the others covers."""
    for first, last in excluded:
        if start < last and first < end:
            if first > start:
                yield start, first
            start = last
    if start < end:
        yield start, end


def extend(intervals: list[Interval], at: int) -> None:
    if intervals and intervals[-1][1] == at:
        intervals[-1] = (intervals[-1][0], at + 1)
    else:
        intervals.append((at, at + 1))


def covered_by(words: Sequence[str], runs: frozenset[tuple[str, ...]], size: int) -> set[int]:
    """Places of the words that stand in one of the runs."""
    if not runs:
        return set()
    starts = (at for at in range(len(words) - size + 1) if tuple(words[at : at + size]) in runs)
    return {place for at in starts for place in range(at, at + size)}


def make_side(text: Text, other: Text, gaps: Sequence[Interval], moved: Sequence[Interval]) -> Side:
    long = [(start, end) for start, end in gaps if end - start >= RUN]
    headings = headings_of(other) if long else frozenset[tuple[str, ...]]()
    return Side(text, sorted(moved), headings, repeated_runs(text, long))


def headings_of(text: Text) -> frozenset[tuple[str, ...]]:
    """Runs of words in the short lines of the document that are not compared: titles, datelines, signatures."""
    body: str = text.document["body"]
    runs: set[tuple[str, ...]] = set()
    at = 0
    for end, after in [*((each["start_char"], each["end_char"]) for each in text.sentences), (len(body), len(body))]:
        if end - at >= RUN:
            block: list[str] = []  # a title can stand on several lines
            for line in body[at:end].split("\n"):
                words = folded_words(line) if len(line) <= MAX_LINE_CHARS else []
                block = [*block, *words] if len(line) <= MAX_LINE_CHARS else []
                runs |= runs_of(block[-len(words) - RUN + 1 :], RUN)
        at = after
    return frozenset(runs)


def repeated_runs(text: Text, gaps: Iterable[Interval]) -> frozenset[tuple[str, ...]]:
    """Runs that stand in two gaps of one text and have no partner in the other: what a page prints on each sheet."""
    counts: Counter[tuple[str, ...]] = Counter()
    for start, end in gaps:
        if REPEATED_RUN <= end - start <= MAX_REPEATED:
            counts.update(runs_of(text.words[start:end], REPEATED_RUN))
    return frozenset(run for run, count in counts.items() if count > 1)


def runs_of(words: Sequence[str], size: int) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + size]) for at in range(len(words) - size + 1)}


def classify(
    main: Text, version: Text, start: int, end: int, other_start: int, other_end: int, settings: Grouping
) -> Gap:
    """A gap whose words belong to the statement, with its kind."""
    lost, added = main.words[start:end], version.words[other_start:other_end]
    kind: Kind = "replaced"
    if is_mark(main, start, end) and is_mark(version, other_start, other_end):
        kind = "mark"
    elif not added:
        kind = "lost"
    elif not lost:
        kind = "added"
    elif is_misread(lost, added, settings.misread_ratio):
        kind = "misread"
    return Gap(start, end, other_start, other_end, kind)


def is_mark(text: Text, start: int, end: int) -> bool:
    """The words are marks of a list: `(a)`, `iv`, `Sec. 3`; a letter or number alone has to be printed as one."""
    words = text.words[start:end]
    if not words:
        return True
    if not all(MARK.fullmatch(word) or word in section_words() for word in words):
        return False
    if any(word in section_words() or (len(word) > 1 and word.isalpha()) for word in words):
        return True
    body, first, last = text.document["body"], span_of(text, start)[0], span_of(text, end - 1)[1]
    return body[last : last + 1] in MARK_ENDS or body[max(first - 1, 0) : first] == "("


def span_of(text: Text, at: int) -> tuple[int, int]:
    """First character and end of a word in the body, read in its sentence alone."""
    sentence = bisect_right(text.starts, at) - 1
    row = text.sentences[sentence]
    found = WORD.finditer(text.document["body"], row["start_char"], row["end_char"])
    return next(islice(found, at - text.starts[sentence], None)).span()


@cache
def section_words() -> frozenset[str]:
    """Words that stand before the number of a section: `Article`, `Sec.`, folded."""
    kinds = ("section_head", "section_abbreviation")
    cells = [row["words"] for row in knowledge.rows("structure_cues") if row["kind"] in kinds]
    return frozenset(word for cell in cells for value in knowledge.values(cell) for word in folded_words(value))


def is_misread(lost: Sequence[str], added: Sequence[str], min_ratio: float) -> bool:
    """The same words read badly: most letters are kept, however they are split."""
    one, other = "".join(lost), "".join(added)
    n_letters = len(one) + len(other)
    if 2 * min(len(one), len(other)) < min_ratio * n_letters or n_letters > MAX_LETTERS:
        return False
    return 2 * LCSseq.similarity(one, other) >= min_ratio * n_letters
