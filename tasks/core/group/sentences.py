"""Rows of `core.sentence_alignments`: each sentence of the main version and what stands for it in a version."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tasks.core.group.counterparts import Counterparts
from tasks.core.group.sequences import Pairs
from tasks.core.group.texts import Text

MIN_CLIPPED = 2  # letters that a word clipped in the middle keeps

Diff = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Part:
    """What one sentence of the version holds of one sentence of the main version.

    `lost_from` and `lost_to` limit the words of the main version that are told of here: a sentence that the version
    splits is told of in parts. `added` are words of the version that stand in or before it without a partner.
    """

    sentence: int
    pairs: Pairs
    lost_from: int
    lost_to: int
    added: tuple[int, ...]


def align_sentences(found: Counterparts, with_added: bool) -> list[dict[str, Any]]:
    """Rows in reading order, without `document_id`, `main_document_id` and `alignment_no`.

    `with_added` is false for an article, whose other sentences are its own reporting.
    """
    by_sentence, held = pairs_by_sentence(found)
    added_words = assign_added(found, held)
    starts = found.main.starts
    waiting = [at for at, count in enumerate(found.version.counts) if with_added and count and at not in held]
    rows: list[dict[str, Any]] = []
    for sentence, count in enumerate(found.main.counts):
        if not count:
            continue
        parts = split_parts(
            by_sentence.get(sentence, {}), starts[sentence], starts[sentence + 1], sentence, added_words
        )
        is_moved = bool(parts) and parts[0].pairs[0] in set(found.moved)
        while waiting and parts and not is_moved and waiting[0] < parts[0].sentence:
            rows.append(added_row(found.version, waiting.pop(0)))
        change = name_change(found, parts, count, is_moved)
        if not parts:
            rows.append(missing_row(found.main, sentence))
        rows += [part_row(found, sentence, part, change) for part in parts]
    return [*rows, *(added_row(found.version, at) for at in waiting)]


def pairs_by_sentence(found: Counterparts) -> tuple[dict[int, dict[int, Pairs]], set[int]]:
    """Partners by sentence of the main version and of the version; and the version's sentences that have any."""
    of_main, of_version = found.main.sentence_of.tolist(), found.version.sentence_of.tolist()
    grouped: dict[int, dict[int, Pairs]] = defaultdict(lambda: defaultdict(list))
    held = set()
    for i, j in [*found.pairs, *found.moved]:
        grouped[of_main[i]][of_version[j]].append((i, j))
        held.add(of_version[j])
    return grouped, held


def assign_added(found: Counterparts, held: set[int]) -> dict[tuple[int, int], list[int]]:
    """Words of the version without partner, by the pair of sentences that they stand in or before."""
    of_main, of_version = found.main.sentence_of.tolist(), found.version.sentence_of.tolist()
    partner: dict[int, int] = {}
    for i, j in [*found.pairs, *found.moved]:
        partner.setdefault(j, of_main[i])
    added: dict[tuple[int, int], list[int]] = defaultdict(list)
    starts = found.version.starts
    for sentence in sorted(held):
        words = range(starts[sentence], starts[sentence + 1])
        owner = next(partner[j] for j in reversed(words) if j in partner)
        for j in reversed(words):
            owner = partner.get(j, owner)
            if j not in partner:
                added[owner, of_version[j]].insert(0, j)
    return added


def split_parts(
    held: dict[int, Pairs], start: int, end: int, sentence: int, added: dict[tuple[int, int], list[int]]
) -> list[Part]:
    """The sentence's words shared out among the version's sentences that hold some, in order."""
    ordered = sorted(held.items(), key=lambda each: each[1][0])
    parts = []
    for at, (other, pairs) in enumerate(ordered):
        lost_to = end if at == len(ordered) - 1 else pairs[-1][0] + 1
        parts.append(Part(other, pairs, start, lost_to, tuple(added.get((sentence, other), ()))))
        start = lost_to
    return parts


def name_change(found: Counterparts, parts: Sequence[Part], n_words: int, is_moved: bool) -> str:
    """The change of a whole sentence, the same in all its rows."""
    if not parts:
        return "missing"
    n_kept = len({i for part in parts for i, _ in part.pairs})
    if any(is_edit(found, part) for part in parts):
        return "edited"
    if n_kept < n_words:
        return "cut"
    return "moved" if is_moved else "same"


def is_edit(found: Counterparts, part: Part) -> bool:
    """A word was added that is not just the rest of a lost word clipped in the middle."""
    kept = {i for i, _ in part.pairs}
    lost = [found.main.words[i] for i in range(part.lost_from, part.lost_to) if i not in kept]
    return any(not is_clipped(found.version.words[j], lost) for j in part.added)


def is_clipped(word: str, lost: Sequence[str]) -> bool:
    return len(word) >= MIN_CLIPPED and any(
        len(word) < len(whole) and (whole.startswith(word) or whole.endswith(word)) for whole in lost
    )


def word_diff(found: Counterparts, part: Part) -> Diff:
    """Runs of kept, lost and added words, printed forms; kept words as the main version prints them."""
    return join_runs(walk(found, part))


def walk(found: Counterparts, part: Part) -> Iterator[tuple[str, str]]:
    lost, added, last = part.lost_from, list(part.added), -1
    for i, j in part.pairs:
        yield from (("-", printed(found.main, at)) for at in range(lost, i))
        while added and added[0] < j:
            yield "+", printed(found.version, added.pop(0))
        if i != last:
            yield "=", printed(found.main, i)
        lost, last = i + 1, i
    yield from (("-", printed(found.main, at)) for at in range(lost, part.lost_to))
    yield from (("+", printed(found.version, at)) for at in added)


def join_runs(steps: Iterator[tuple[str, str]]) -> Diff:
    runs: list[tuple[str, list[str]]] = []
    for op, word in steps:
        if runs and runs[-1][0] == op:
            runs[-1][1].append(word)
        else:
            runs.append((op, [word]))
    return [{"op": op, "words": " ".join(words)} for op, words in runs]


def printed(text: Text, at: int) -> str:
    start, end = text.spans[at]
    return str(text.document["body"][start:end])


def part_row(found: Counterparts, sentence: int, part: Part, change: str) -> dict[str, Any]:
    kept, others = {i for i, _ in part.pairs}, {j for _, j in part.pairs}
    # a moved word can lie before the stretch that is this part's to lose
    n_words = len(kept.union(range(part.lost_from, part.lost_to))) + len(others) + len(part.added)
    return {
        "sentence_no": found.version.sentences[part.sentence]["sentence_no"],
        "main_sentence_no": found.main.sentences[sentence]["sentence_no"],
        "change": change,
        "similarity_ratio": round((len(kept) + len(others)) / n_words, 6),
        "word_diff": word_diff(found, part),
    }


def missing_row(main: Text, sentence: int) -> dict[str, Any]:
    words = " ".join(printed(main, at) for at in range(main.starts[sentence], main.starts[sentence + 1]))
    return {
        "sentence_no": None,
        "main_sentence_no": main.sentences[sentence]["sentence_no"],
        "change": "missing",
        "similarity_ratio": 0.0,
        "word_diff": [{"op": "-", "words": words}],
    }


def added_row(version: Text, sentence: int) -> dict[str, Any]:
    starts = version.starts
    words = " ".join(printed(version, at) for at in range(starts[sentence], starts[sentence + 1]))
    return {
        "sentence_no": version.sentences[sentence]["sentence_no"],
        "main_sentence_no": None,
        "change": "added",
        "similarity_ratio": 0.0,
        "word_diff": [{"op": "+", "words": words}],
    }
