"""What no rule covered: runs of capitalised words, and phrases that a text repeats. Knowledge is extended by them."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter

from schemas.knowledge.words import cue_words, heads, offices
from tasks.core.annotate.model import Candidate, Text, tidy
from tasks.core.annotate.occurrences import all_occurrences
from tasks.core.annotate.resolve import index_of
from tasks.core.annotate.shapes import UPPER, without_possessive

NAME_WORD = re.compile(rf"[{UPPER}][\w&]*(?:[-'’.&][\w&]+)*")
MIN_REPEATS = 3  # of words in small letters: twice is chance in a text of some hundred words
MAX_WORDS = 8  # a longer run is a line of a title
MIN_CHARS = 3
MAX_BETWEEN = 10  # characters: ` for the `
QUOTES_BEFORE = frozenset("“\"'‘«([")


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


def name_runs(text: Text, taken: bytearray) -> list[tuple[int, int]]:
    """Runs of capitalised words, joined by what joins the words of names, that no mention touches."""
    openers = {start for start, _ in text.sentences}
    found: list[tuple[int, int]] = []
    run: list[tuple[int, int]] = []
    for word in NAME_WORD.finditer(text.body):
        start, end = word.span()
        is_taken = taken.find(1, start, end) >= 0
        if run and (is_taken or not joins(text, taken, run[-1][1], start)):
            found += named(text, run, openers)
            run = []
        if not is_taken:
            run.append((start, end))
    return [*found, *named(text, run, openers)]


def joins(text: Text, taken: bytearray, end: int, start: int) -> bool:
    """Whether what stands between two capitalised words can stand inside a name."""
    if start == end + 1:
        return text.body[end] in " -"
    if start - end > MAX_BETWEEN or taken.find(1, end, start) >= 0:
        return False
    between = text.body[end:start]
    words = between.replace("\n", " ").split(" ")  # by no other white space, of which SQL does not know
    return between[0] == between[-1] == " " and all(not word or word in cue_words("run_joiners") for word in words)


def named(text: Text, run: list[tuple[int, int]], openers: AbstractSet[int]) -> tuple[tuple[int, int], ...]:
    """The run without what only opens a sentence, if a name can be left; nothing of lines in capitals."""
    if len(run) == 1 and is_common(text.body[run[0][0] : run[0][1]]):
        return ()
    last = len(run) - 1
    run = run[next((at for at, span in enumerate(run) if not is_opener(text, *span, openers, at == last)), len(run)) :]
    if not run or len(run) > MAX_WORDS or (len(run) == 1 and is_common(text.body[run[0][0] : run[0][1]])):
        return ()
    start, end = run[0][0], without_possessive(text.body, run[0][0], run[-1][1])
    if all(is_common(text.body[first:last]) for first, last in run) or is_shouted(text.body, start, end):
        return ()
    if len(run) == 1 and not text.body[start:end].isupper() and is_foreign(text, start):
        return ()  # in other languages capitals alone say less: German prints them on every noun
    return ((start, end),) if index_of(text.sentences, start, end) is not None else ()


def is_foreign(text: Text, at: int) -> bool:
    """Whether the place lies in a paragraph of another language than English."""
    last = bisect_right(text.foreign, at, key=itemgetter(0)) - 1
    return last >= 0 and at < text.foreign[last][1]


def is_opener(text: Text, start: int, end: int, openers: AbstractSet[int], is_alone: bool) -> bool:
    """Whether a word may have its capital from the place where it stands: as the first of a sentence or quotation."""
    if start not in openers and text.body[start - 1 : start] not in QUOTES_BEFORE:
        return False
    return is_alone or text.body[start:end].lower() in cue_words("stop_words") or is_foreign(text, start)


@lru_cache(maxsize=16_384)
def is_common(word: str) -> bool:
    """Whether the word names nothing by itself, whatever its capitals."""
    return (
        len(word) < MIN_CHARS
        or word in cue_words("name_stops")
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
    words = text.body.split()  # a word before a stop does not count
    often = {word for word, n in Counter(words).items() if n >= MIN_REPEATS and not is_everyday(word)}
    pairs = Counter(pair for pair in pairwise(words) if pair[0] in often and pair[1] in often)
    for pair, start in all_occurrences(text.body, {" ".join(pair) for pair, n in pairs.items() if n >= MIN_REPEATS}):
        end = start + len(pair)
        if taken.find(1, start, end) >= 0 or index_of(text.sentences, start, end) is None:
            continue
        if not is_foreign(text, start):  # everyday words are known of English alone
            yield start, end


@lru_cache(maxsize=16_384)
def is_everyday(word: str) -> bool:
    """Whether it is no word in small letters, or one that says nothing."""
    if len(word) < MIN_CHARS or not word.islower() or not word.replace("-", "").isalpha():
        return True
    return word in cue_words("stop_words") or word in cue_words("phrase_stops")


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
