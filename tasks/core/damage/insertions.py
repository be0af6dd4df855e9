"""What a version has that the main version does not have: text of others, text twice, marks of footnotes."""

from collections.abc import Iterator, Sequence

import numpy as np

from tasks.core.damage.losses import Reading
from tasks.core.damage.model import Aligned, Damage, Limits, Run, runs_of

RUN_WORDS = 3  # of the hashes in `Text.runs`
OPENERS = "[("
STOPS = tuple(",;:")


def find_insertions(aligned: Aligned, readings: Sequence[Reading], limits: Limits) -> Iterator[Damage]:
    """Insertions, each of words in a row. Words that stand for others are other wording, no insertion."""
    for reading in readings:
        if 2 * len(reading.gap.lost) >= len(reading.gap.added):
            continue
        for run in runs_of(reading.gap.added):
            kind = name_insertion(aligned, run, is_alone=not reading.gap.lost, limits=limits)
            if kind:
                yield Damage(kind, *aligned.version_span(run))


def name_insertion(aligned: Aligned, run: Run, is_alone: bool, limits: Limits) -> str | None:
    if len(run) >= limits.min_stretch:
        return "text_repeated" if is_repeated(aligned, run, limits) else "text_inserted"
    word = aligned.version.words[run[0]]
    if is_alone and len(run) == 1 and word.isdecimal() and len(word) <= limits.max_mark_digits:
        return "note_mark_left" if is_mark(aligned, run[0]) else None
    if len(run) >= limits.min_whole_sentence and is_sentence(aligned, run):
        return "text_inserted"
    return None


def is_repeated(aligned: Aligned, run: Run, limits: Limits) -> bool:
    """Most of it is wording of the main version, which has its partners elsewhere."""
    hashes = aligned.version.runs[run[0] : run[-1] - RUN_WORDS + 2]
    return bool(np.isin(hashes, aligned.main.distinct_runs).mean() >= limits.min_repeated_share)


def is_sentence(aligned: Aligned, run: Run) -> bool:
    starts = aligned.version.starts
    first = int(aligned.version.sentence_of[run[0]])
    return starts[first] == run[0] and run[-1] + 1 in starts


def is_mark(aligned: Aligned, at: int) -> bool:
    """A number right behind a word or a stop, or in square brackets: `Allies.4 We`, `Alliance [3].`."""
    body: str = aligned.version.document["body"]
    start, end = aligned.version.spans[at]
    before = body[max(0, start - 1) : start]
    if before in OPENERS and before:
        before = body[max(0, start - 2) : start - 1]
        return body[start - 1] == "[" or (before.strip() != "" and body[end + 1 : end + 2] != ".")
    return before.strip() != "" or body[end : end + 1] in STOPS
