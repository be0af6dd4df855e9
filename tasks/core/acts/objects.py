"""Where an act's object ends."""

from collections.abc import Sequence
from itertools import pairwise

from tasks.core.acts.model import Clause, Words

CLOSING, OPENING = "”", "“"
BEFORE_NEXT = ",&a-"


def object_ends(words: Words, clauses: Sequence[Clause]) -> list[int]:
    """The word after each act's object: the next act, a semicolon, or the end of the sentence."""
    ends = [
        *(cut_before(words, one, after) for one, after in pairwise(clauses)),
        len(words.words),
    ]
    return [at_semicolon(words, one, end) for one, end in zip(clauses, ends, strict=False)]


def cut_before(words: Words, one: Clause, after: Clause) -> int:
    end = max(after.first, one.content)
    while end > one.content and words.letters[end - 1] in BEFORE_NEXT:
        end -= 1
    return end


def at_semicolon(words: Words, one: Clause, end: int) -> int:
    for sign in ";:":
        found = words.letters.find(sign, one.content + 1, end)
        end = found if found >= 0 else end
    while end > one.content and words.letters[end - 1] in ".,:-;":
        end -= 1
    return end


def char_span(body: str, words: Words, first: int, last: int) -> tuple[int, int]:
    """Offsets of some words; what a quotation mark closes that was not opened among them ends there."""
    while first < last and words.letters[first] in ",-":
        first += 1
    if first >= last:
        return words.ends[first - 1], words.ends[first - 1]
    start, end = words.start(first), words.ends[last - 1]
    closed = body.find(CLOSING, start, end)
    if closed > start and body.find(OPENING, start, closed) < 0:
        while closed > start and body[closed - 1] in " ,.":
            closed -= 1
        end = closed
    return start, end
