"""What stands in the gaps between partners: what is lost, misread, or another number."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tasks.core.damage.matching import is_note_mark, letters_of, match_words
from tasks.core.damage.model import Aligned, Damage, Gap, Limits, Run, runs_of
from tasks.core.damage.numerals import count_numbers, dates_in, is_date_alone, is_number, numbers_in, whole_number
from tasks.core.damage.partners import name_respelling

MAX_PARTS = 4  # words that one word was split into


@dataclass(frozen=True, slots=True)
class Reading:
    """A gap without the words that are only misread and without the numbers that were changed."""

    gap: Gap
    is_lost: bool  # else other wording stands there


def read_gaps(aligned: Aligned, limits: Limits) -> tuple[list[Reading], list[Damage]]:
    """What is left of the gaps, and the damages of the words that have another form. `kept` grows by these."""
    known: frozenset[str] | None = None
    readings: list[Reading] = []
    damages: list[Damage] = []
    for gap in aligned.gaps:
        if not gap.lost or not gap.added:
            readings.append(Reading(gap, is_lost=bool(gap.lost)))
            continue
        known = frozenset(aligned.main.words) if known is None else known
        left, found = reread(aligned, gap, known, limits)
        damages += found
        if left.lost or left.added:
            readings.append(Reading(left, is_lost=2 * len(left.added) < len(left.lost)))
    return readings, damages


def reread(aligned: Aligned, gap: Gap, known: frozenset[str], limits: Limits) -> tuple[Gap, list[Damage]]:
    """A gap without the words of which another form stands there, and these."""
    respelling = respelt_whole(aligned, gap)
    if respelling:
        count_kept(aligned, gap.lost)
        return Gap([], [], gap.before), [respelling]
    matches = match_words(aligned.main, aligned.version, gap, known, limits)
    damages = [misread(aligned, i, j, limits) for i, j in matches]
    left = without(gap, matches) if matches else gap
    changed = list(changed_numbers(aligned, left)) if left.lost and left.added else []
    damages += [other_number(aligned, *pair) for pair in changed]
    pairs = [(i, j) for one, other in changed for i in one for j in other]
    count_kept(aligned, [i for i, _ in matches] + [i for one, _ in changed for i in one])
    return without(left, pairs) if changed else left, damages


def count_kept(aligned: Aligned, words: Sequence[int]) -> None:
    for i in words:
        aligned.kept[aligned.sentence_of[i]] += 1


def respelt_whole(aligned: Aligned, gap: Gap) -> Damage | None:
    """The same letters on both sides, parted by the end of a sentence or paragraph in one of the texts."""
    if max(len(gap.lost), len(gap.added)) > MAX_PARTS or len(gap.lost) == len(gap.added):
        return None
    if letters_of(aligned.main, gap.lost) != letters_of(aligned.version, gap.added):
        return None
    (start, end), (main_start, main_end) = aligned.version_span(gap.added), aligned.main_span(gap.lost)
    printed, stood = (text.document["body"] for text in (aligned.version, aligned.main))
    kind = name_respelling(stood[main_start:main_end], printed[start:end], len(gap.lost), len(gap.added))
    return Damage(kind, start, end, aligned.sentence_no(gap.lost[0]), main_start, main_end) if kind else None


def without(gap: Gap, matches: Sequence[tuple[int, int]]) -> Gap:
    lost, added = {i for i, _ in matches}, {j for _, j in matches}
    return Gap([i for i in gap.lost if i not in lost], [j for j in gap.added if j not in added], gap.before)


def misread(aligned: Aligned, i: int, j: int, limits: Limits) -> Damage:
    has_mark = is_note_mark(aligned.main.words[i], aligned.version.words[j], limits)
    return Damage(
        "note_mark_left" if has_mark else "word_misread",
        *aligned.version_span([j]),
        aligned.sentence_no(i),
        *aligned.main_span([i]),
    )


def changed_numbers(aligned: Aligned, gap: Gap) -> Iterator[tuple[Run, Run]]:
    """Numbers for which others stand, in order; in a stretch that is lost but for a word or two there are none."""
    if 2 * len(gap.added) >= len(gap.lost):
        yield from zip(numbers_in(aligned.main, gap.lost), numbers_in(aligned.version, gap.added), strict=False)


def other_number(aligned: Aligned, one: Run, other: Run) -> Damage:
    start, end = aligned.version_span(whole_number(aligned.version, other))
    main_span = aligned.main_span(whole_number(aligned.main, one))
    return Damage("number_changed", start, end, aligned.sentence_no(one[0]), *main_span, n_lost_numbers=1)


def find_losses(aligned: Aligned, readings: Sequence[Reading], limits: Limits) -> Iterator[Damage]:
    """What is gone: whole sentences, stretches of them, numbers and dates."""
    gone = [at for at, count in enumerate(aligned.main.counts) if count and not aligned.kept[at]]
    places = (
        {at: reading.gap.before for reading in readings for at in sentences_of(aligned, reading.gap.lost)}
        if gone
        else {}
    )
    for at in gone:
        words = list(range(aligned.main.starts[at], aligned.main.starts[at + 1]))
        yield lost_words(aligned, "sentence_lost", words, places.get(at, -1))
    lost = frozenset(gone)
    for reading in readings:
        words = [i for i in reading.gap.lost if aligned.sentence_of[i] not in lost]
        find = lost_runs if 2 * len(reading.gap.added) < len(words) else lost_numbers
        yield from find(aligned, words, reading.gap.before, limits)


def sentences_of(aligned: Aligned, words: Sequence[int]) -> set[int]:
    return {aligned.sentence_of[i] for i in words}


def lost_runs(aligned: Aligned, words: Sequence[int], before: int, limits: Limits) -> Iterator[Damage]:
    """Stretches that are gone, each within one sentence."""
    for sentence in sorted(sentences_of(aligned, words)):
        start, end = aligned.main.starts[sentence], aligned.main.starts[sentence + 1]
        for run in runs_of(i for i in words if start <= i < end):
            if is_number_alone(aligned, run) or is_date_alone(aligned.main, run, limits):
                yield from lost_numbers(aligned, run, before, limits)
                continue
            is_cut = len(run) >= limits.min_stretch or run[0] == start or run[-1] == end - 1
            yield lost_words(aligned, "sentence_cut" if is_cut else "words_dropped", run, before)


def is_number_alone(aligned: Aligned, run: Run) -> bool:
    return all(is_number(aligned.main.words[i]) for i in run)


def lost_numbers(aligned: Aligned, words: Sequence[int], before: int, limits: Limits) -> Iterator[Damage]:
    """Dates and numbers that are gone by themselves; a number of a date is told of with it."""
    dates = [date for run in runs_of(words) for date in dates_in(aligned.main, run, limits)]
    dated = {i for date in dates for i in date}
    for date in dates:
        yield lost_words(aligned, "date_lost", date, before)
    for number in numbers_in(aligned.main, [i for i in words if i not in dated]):
        if not is_list_mark(aligned, number):
            yield lost_words(aligned, "number_lost", number, before)


def is_list_mark(aligned: Aligned, number: Run) -> bool:
    """`(3)` counts something up; where it is gone, nothing is lost that the text says."""
    start, end = aligned.main_span(number)
    body: str = aligned.main.document["body"]
    return body[max(0, start - 1) : start] == "(" and body[end : end + 1] == ")"


def lost_words(aligned: Aligned, kind: str, run: Run, before: int) -> Damage:
    place = aligned.place_after(before)
    start, end = aligned.main_span(run)
    n_numbers = count_numbers(aligned.main.document["body"][start:end])
    return Damage(kind, place, place, aligned.sentence_no(run[0]), start, end, len(run), n_numbers)
