"""What no rule covered: runs of capitalised words, and phrases that a text repeats. Knowledge is extended by them."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from schemas.knowledge.words import cue_words, heads, offices
from tasks.core.annotate.model import Candidate, Text, tidy
from tasks.core.annotate.resolve import index_of
from tasks.core.annotate.shapes import UPPER, without_possessive

NAME_WORD = re.compile(rf"[{UPPER}][\w&]*(?:[-'’.&][\w&]+)*")
BETWEEN = re.compile(r" (?:[a-z]+ ){0,2}|-")
WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
MIN_REPEATS = 3  # of words in small letters: twice is chance in a text of some hundred words
MAX_WORDS = 8  # a longer run is a line of a title
MIN_CHARS = 3
QUOTES_BEFORE = "“\"'‘«(["


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A phrase of a document: its first place, how often it stands uncovered, and what kind of thing it may be."""

    phrase: str
    start: int
    end: int
    n_occurrences: int
    label: str | None


def find_uncovered(text: Text, mentions: Sequence[Candidate]) -> list[Uncovered]:
    """The uncovered phrases of a text in the order of their first places, each once."""
    taken = bytearray(len(text.body))
    for one in mentions:
        taken[one.start : one.end] = b"\x01" * (one.end - one.start)
    places: dict[str, list[tuple[int, int]]] = {}
    for start, end in (*name_runs(text, taken), *repeated(text, taken)):
        places.setdefault(tidy(text.body[start:end]), []).append((start, end))
    found = [Uncovered(phrase, *own[0], len(own), suggested(text, *own[0])) for phrase, own in places.items()]
    return sorted(found, key=lambda one: (one.start, one.end))


def name_runs(text: Text, taken: bytearray) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words, joined by what joins the words of names, that no mention touches."""
    run: list[tuple[int, int]] = []
    for word in NAME_WORD.finditer(text.body):
        start, end = word.span()
        if taken.find(1, start, end) >= 0:
            yield from named(text, run)
            run = []
            continue
        if run and not joins(text, taken, run[-1][1], start):
            yield from named(text, run)
            run = []
        run.append((start, end))
    yield from named(text, run)


def joins(text: Text, taken: bytearray, end: int, start: int) -> bool:
    """Whether what stands between two capitalised words can stand inside a name."""
    between = text.body[end:start]
    if not BETWEEN.fullmatch(between) or taken.find(1, end, start) >= 0:
        return False
    return all(word in cue_words("run_joiners") for word in between.split())


def named(text: Text, run: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The run without what only opens a sentence, if a name can be left; nothing of lines in capitals."""
    while run and is_opener(text, *run[0], is_alone=len(run) == 1):
        run = run[1:]
    if not run or len(run) > MAX_WORDS:
        return
    start, end = run[0][0], without_possessive(text.body, run[0][0], run[-1][1])
    words = [text.body[first:last] for first, last in run]
    if end - start < MIN_CHARS or all(is_common(word) for word in words) or is_shouted(text.body, start, end):
        return
    if index_of(text.sentences, start, end) is not None:
        yield start, end


def is_opener(text: Text, start: int, end: int, is_alone: bool) -> bool:
    """Whether a word may have its capital from the place where it stands: as the first of a sentence or quotation."""
    at = bisect_right(text.sentences, (start, len(text.body))) - 1
    first = text.sentences[at][0] if at >= 0 else 0
    if text.body[first:start].strip(QUOTES_BEFORE + " \n") and text.body[start - 1 : start] not in QUOTES_BEFORE:
        return False
    return is_alone or text.body[start:end].lower() in cue_words("stop_words")


def is_common(word: str) -> bool:
    """Whether the word names nothing by itself, whatever its capitals."""
    return (
        word in cue_words("name_stops")
        or word in cue_words("generic_modifiers")
        or word in offices()
        or word.lower() in cue_words("stop_words")
    )


def is_shouted(body: str, start: int, end: int) -> bool:
    """Whether the phrase stands in a line of capitals, where they say nothing; an abbreviation elsewhere does."""
    if not body[start:end].isupper():
        return False
    first, last = body.rfind("\n", 0, start) + 1, body.find("\n", end)
    return body[max(first, start - 60) : min(last if last >= 0 else len(body), end + 60)].isupper()


def repeated(text: Text, taken: bytearray) -> Iterator[tuple[int, int]]:
    """Pairs of words in small letters that the text repeats, neither of them an everyday word."""
    found = [match.span() for match in WORD.finditer(text.body)]
    words = [text.body[start:end] for start, end in found]
    often = {pair for pair, n in Counter(pairwise(words)).items() if n >= MIN_REPEATS}
    often = {pair for pair in often if not any(is_everyday(word) for word in pair)}
    for pair, (start, end), (start_2, end_2) in zip(pairwise(words), found, found[1:], strict=False) if often else ():
        is_close = pair in often and start_2 == end + 1 and text.body[end] in " \n"
        if is_close and taken.find(1, start, end_2) < 0 and index_of(text.sentences, start, end_2) is not None:
            yield start, end_2


def is_everyday(word: str) -> bool:
    return len(word) < MIN_CHARS or word in cue_words("stop_words") or word in cue_words("phrase_stops")


def suggested(text: Text, start: int, end: int) -> str | None:
    """The kind of thing that the last word of a run, the word before it, or an office beside it suggests."""
    if not text.body[start].isupper():
        return None
    last = text.body[start:end].rpartition(" ")[2]
    for label in ("ORG", "DOC", "EVENT", "PLACE"):
        if last in heads(label):
            return label
    before = text.body[max(0, start - 24) : start].split()
    if before and before[-1] in offices():
        return "PERSON"
    if before and before[-1].lower() in cue_words("locative"):
        return "PLACE"
    return "ORG" if last.isupper() else None
