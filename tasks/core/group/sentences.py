"""Rows of `core.sentence_alignments`: each sentence of the main version and what stands for it in a version."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tasks.core.group.counterparts import Counterparts, by_sentences
from tasks.core.group.gaps import is_mark
from tasks.core.group.moves import Stretches
from tasks.core.group.texts import Text

MIN_CLIPPED = 2  # letters that a word clipped in the middle keeps
MIN_RUN_ON = 6  # words of an added sentence that has no stop before it; fewer are words put in

Diff = list[dict[str, str]]
Interval = tuple[int, int]
Held = dict[int, dict[int, Stretches]]  # by sentence of the main version, then by sentence of the version
Added = Mapping[tuple[int, int], Sequence[Interval]]  # by the same two


@dataclass(frozen=True, slots=True)
class RunOn:
    """An added sentence that the version has run together with what stands for a sentence of the main version."""

    sentence: int
    start: int
    end: int
    main_sentence: int
    is_before: bool


@dataclass(frozen=True, slots=True)
class Part:
    """What one sentence of the version holds of one sentence of the main version.

    `lost_from` and `lost_to` limit the words of the main version that are told of here: a sentence that the version
    splits is told of in parts. `added` are words of the version that stand in or before it without a partner.
    """

    sentence: int
    stretches: Stretches
    lost_from: int
    lost_to: int
    added: Sequence[Interval]

    @property
    def lost(self) -> list[Interval]:
        """Words of the main version that have no partner here."""
        at, lost = self.lost_from, []
        for start, _, length, _ in self.stretches:
            if start > at:
                lost.append((at, start))
            at = start + length
        return [*lost, (at, self.lost_to)] if at < self.lost_to else lost


def align_sentences(found: Counterparts, with_added: bool) -> list[dict[str, Any]]:
    """Rows in the order of the main version, without `document_id`, `main_document_id` and `alignment_no`.

    Over the rows of a sentence of the main version, the runs `=` and `-` are its words, each once; over those of a
    sentence of the version, `=` and `+` are its words, but for hyphens and words that one text splits, and in the
    order of the main version where a sentence has moved into another.

    `with_added` is false for an article, whose other sentences are its own reporting.
    """
    held = hold_by_sentence(found)
    added, apart = assign_added(found, held)
    near: dict[tuple[int, bool], list[dict[str, Any]]] = defaultdict(list)
    for each in apart if with_added else ():
        near[each.main_sentence, each.is_before].append(run_on_row(found.version, each))
    taken = {other for others in held.values() for other in others}
    moved = {start for start, _, _, _ in found.moved}
    waiting = [at for at, count in enumerate(found.version.counts) if with_added and count and at not in taken]
    rows: list[dict[str, Any]] = []
    for sentence, count in enumerate(found.main.counts):
        parts = split_parts(held[sentence], found.main, sentence, added) if sentence in held else []
        is_moved = bool(parts) and parts[0].stretches[0][0] in moved
        while waiting and parts and not is_moved and waiting[0] < parts[0].sentence:
            rows.append(added_row(found.version, waiting.pop(0)))
        if count:
            rows += near.get((sentence, True), ())
            rows += sentence_rows(found, sentence, parts, is_moved)
            rows += near.get((sentence, False), ())
    return [*rows, *(added_row(found.version, at) for at in waiting)]


def sentence_rows(found: Counterparts, sentence: int, parts: Sequence[Part], is_moved: bool) -> list[dict[str, Any]]:
    """What stands for one sentence of the main version: a row for each sentence of the version that holds some."""
    if not parts:
        return [missing_row(found.main, sentence)]
    if not is_moved and is_untouched(found, sentence, parts[0]):
        return [same_row(found, sentence, parts[0].sentence)]
    change = name_change(found, parts, is_moved)
    return [part_row(found, sentence, part, change) for part in parts]


def is_untouched(found: Counterparts, sentence: int, part: Part) -> bool:
    """All words of the sentence are all words of one sentence of the version, as in most: no more is to be told."""
    count = found.main.counts[sentence]
    return part.stretches[0][2:] == (count, count) and found.version.counts[part.sentence] == count


def hold_by_sentence(found: Counterparts) -> Held:
    """Stretches by sentence of the main version and of the version."""
    held: Held = defaultdict(dict)
    for sentence, other, piece in by_sentences(found.main, found.version, [*found.matched, *found.moved]):
        held[sentence].setdefault(other, []).append(piece)
    return held


def assign_added(found: Counterparts, held: Held) -> tuple[dict[tuple[int, int], list[Interval]], list[RunOn]]:
    """Words of the version without partner, by the pair of sentences that they stand in or before; and those apart.

    Apart are words that are a sentence of their own, run together with one that has partners.
    """
    pieces: dict[int, list[tuple[int, int, int, int]]] = defaultdict(list)
    for sentence, others in held.items():
        for other, stretches in others.items():
            pieces[other] += [(j, j + length, sentence, i) for i, j, _, length in stretches]
    added: dict[tuple[int, int], list[Interval]] = defaultdict(list)
    apart: list[RunOn] = []
    for other, placed in pieces.items():
        at, last = found.version.starts[other], -1
        for start, end, sentence, i in sorted(placed):
            if start > at:
                begins = last != sentence and i == found.main.starts[sentence]
                if begins and is_sentence(found.version, at, start):
                    apart.append(RunOn(other, at, start, sentence, is_before=True))
                else:
                    added[sentence, other].append((at, start))
            at, last = end, sentence
        end = found.version.starts[other + 1]
        if at < end and is_sentence(found.version, at, end):
            apart.append(RunOn(other, at, end, last, is_before=False))
        elif at < end:
            added[last, other].append((at, end))
    return added, apart


def is_sentence(version: Text, start: int, end: int) -> bool:
    """The words can be a sentence: enough of them, and a capital to begin with."""
    return end - start >= MIN_RUN_ON and version.printed[start][0].isupper()


def split_parts(held: Mapping[int, Stretches], main: Text, sentence: int, added: Added) -> list[Part]:
    """The sentence's words shared out among the version's sentences that hold some, in order."""
    ordered = sorted(held.items(), key=lambda each: each[1][0])
    start, end = main.starts[sentence], main.starts[sentence + 1]
    parts = []
    for at, (other, stretches) in enumerate(ordered):
        lost_to = end if at == len(ordered) - 1 else stretches[-1][0] + stretches[-1][2]
        parts.append(Part(other, stretches, start, lost_to, added.get((sentence, other), ())))
        start = lost_to
    return parts


def name_change(found: Counterparts, parts: Sequence[Part], is_moved: bool) -> str:
    """The change of a whole sentence, the same in all its rows."""
    if any(is_edit(found, part) for part in parts if part.added):
        return "edited"
    if any(is_cut(found, part) for part in parts):
        return "cut"
    return "moved" if is_moved else "same"


def is_cut(found: Counterparts, part: Part) -> bool:
    """A word was lost that is not the mark of a list at the head of the sentence."""
    main = found.main
    return any(start not in main.starts or not is_mark(main, start, end) for start, end in part.lost)


def is_edit(found: Counterparts, part: Part) -> bool:
    """A word was added that is not just the rest of a lost word clipped in the middle, nor the mark of a list."""
    lost = [word for start, end in part.lost for word in found.main.words[start:end]]
    first = part.stretches[0]
    for start, end in part.added:
        is_head = end == first[1] and first[0] in found.main.starts
        if is_head and is_mark(found.version, start, end):
            continue
        if any(not is_clipped(word, lost) for word in found.version.words[start:end]):
            return True
    return False


def is_clipped(word: str, lost: Sequence[str]) -> bool:
    return len(word) >= MIN_CLIPPED and any(
        len(word) < len(whole) and (whole.startswith(word) or whole.endswith(word)) for whole in lost
    )


def word_diff(found: Counterparts, part: Part) -> Diff:
    """Runs of kept, lost and added words, printed forms; kept words as the main version prints them."""
    main, version = found.main, found.version
    runs: list[tuple[str, list[str]]] = []
    for op, start, end in walk(part):
        words = (version if op == "+" else main).printed[start:end]
        if runs and runs[-1][0] == op:
            runs[-1][1].extend(words)
        else:
            runs.append((op, words))
    return [{"op": op, "words": " ".join(words)} for op, words in runs]


def walk(part: Part) -> Iterator[tuple[str, int, int]]:
    """Runs of words in reading order: what is lost before what was added in its place."""
    lost, added = part.lost_from, list(part.added)
    for i, j, length, _ in part.stretches:
        if lost < i:
            yield "-", lost, i
        while added and added[0][0] < j:
            yield "+", *added.pop(0)
        yield "=", i, i + length
        lost = i + length
    if lost < part.lost_to:
        yield "-", lost, part.lost_to
    for start, end in added:
        yield "+", start, end


def part_row(found: Counterparts, sentence: int, part: Part, change: str) -> dict[str, Any]:
    n_kept = sum(n_main + n_version for _, _, n_main, n_version in part.stretches)
    n_apart = sum(end - start for start, end in (*part.lost, *part.added))
    return {
        "sentence_no": found.version.sentences[part.sentence]["sentence_no"],
        "main_sentence_no": found.main.sentences[sentence]["sentence_no"],
        "change": change,
        "similarity_ratio": round(n_kept / (n_kept + n_apart), 6),
        "word_diff": word_diff(found, part),
    }


def same_row(found: Counterparts, sentence: int, other: int) -> dict[str, Any]:
    words = found.main.printed[found.main.starts[sentence] : found.main.starts[sentence + 1]]
    return {
        "sentence_no": found.version.sentences[other]["sentence_no"],
        "main_sentence_no": found.main.sentences[sentence]["sentence_no"],
        "change": "same",
        "similarity_ratio": 1.0,
        "word_diff": [{"op": "=", "words": " ".join(words)}],
    }


def missing_row(main: Text, sentence: int) -> dict[str, Any]:
    return {
        "sentence_no": None,
        "main_sentence_no": main.sentences[sentence]["sentence_no"],
        "change": "missing",
        "similarity_ratio": 0.0,
        "word_diff": [{"op": "-", "words": " ".join(main.printed[main.starts[sentence] : main.starts[sentence + 1]])}],
    }


def added_row(version: Text, sentence: int) -> dict[str, Any]:
    return run_on_row(version, RunOn(sentence, version.starts[sentence], version.starts[sentence + 1], -1, False))


def run_on_row(version: Text, added: RunOn) -> dict[str, Any]:
    return {
        "sentence_no": version.sentences[added.sentence]["sentence_no"],
        "main_sentence_no": None,
        "change": "added",
        "similarity_ratio": 0.0,
        "word_diff": [{"op": "+", "words": " ".join(version.printed[added.start : added.end])}],
    }
