"""Titles that a file's properties state, without the name of the site, and without what programs put there."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from tasks.core.structure.candidates import Candidate, Stated, all_stated
from tasks.core.structure.cues import alternation
from tasks.core.structure.letterheads import is_letterhead
from tasks.core.structure.statement_words import find_kind, has_statement_word

TRUST = 0.3  # less than anything in the text
LESS_EACH = 0.001  # keys that say it less well are trusted less
PART_BREAK = re.compile(r"\s*(?:\||»|::|·|•)\s*|\s+[–—-]\s+")
SITE_BREAK = re.compile(r"\s*(?:\||»|::|·|•)\s*")  # never part of a title
FILE_NAME = re.compile(r"\S+\.[A-Za-z]{2,5}|[^\s]+_[^\s]+|\S*\d+\S*")
MIN_WORDS = 2
LETTER = re.compile(r"[^\W_]+")


def letters(text: str) -> str:
    """The words of a title without case and signs, so that typography does not count."""
    return " ".join(LETTER.findall(text.casefold()))


def property_titles(front: Sequence[Stated], head: str = "") -> Iterator[Candidate]:
    """The title of each property that can be one, the best key first.

    One that is not printed in the head of the text has to say what kind of text it is.
    """
    sites = {letters(one.value) for one in all_stated(front, "property_site")}
    for number, one in enumerate(all_stated(front, "property_title")):
        start, end = title_span(one.value, sites)
        words = one.value[start:end]
        if is_title(words) and letters(words) not in sites and (letters(words) in head or names_kind(words)):
            confidence = round(TRUST - LESS_EACH * number, 3)
            place = (one.start + start, one.start + end)
            yield Candidate("title", words, *place, "properties", confidence, one.evidence_in)


def title_span(value: str, sites: set[str]) -> tuple[int, int]:
    """Where the title stands in a value, without the name of the site before or after it."""
    parts = split_at(PART_BREAK, value)
    first, last = 0, len(parts)
    while last - first > 1 and letters(value[parts[last - 1][0] : parts[last - 1][1]]) in sites:
        last -= 1
    while last - first > 1 and letters(value[parts[first][0] : parts[first][1]]) in sites:
        first += 1
    start, end = parts[first][0], parts[last - 1][1]
    own = [(start + begin, start + stop) for begin, stop in split_at(SITE_BREAK, value[start:end])]
    named = [span for span in own if has_statement_word(value[slice(*span)])]
    return max(named or own, key=lambda span: (span[1] - span[0], -span[0]))


def split_at(pattern: re.Pattern[str], value: str) -> list[tuple[int, int]]:
    """The stretches between the matches, but for empty ones; the whole where nothing else is left."""
    cuts = [match.span() for match in pattern.finditer(value)]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(value)]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if start < end] or [(0, len(value))]


@cache
def no_title() -> re.Pattern[str]:
    """What programs call texts without a name, perhaps with a number; programs that put their name before a file's."""
    return re.compile(rf"\W*{alternation('no_title')}(?:\W*\d*\W*$|\s-\s)", re.IGNORECASE)


def names_kind(words: str) -> bool:
    """The words say what a text is: a statement, a press release."""
    return any(find_kind(kind, words) for kind in ("statement", "press_release", "readout"))


def is_title(words: str) -> bool:
    """Neither a file's name, nor what a program calls a text that was given no name, nor the name of an office."""
    if FILE_NAME.fullmatch(words) or no_title().match(words) or is_letterhead(words):
        return False
    return len(words.split()) >= MIN_WORDS or has_statement_word(words)
