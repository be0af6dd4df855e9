"""Text on its way to the body: characters that know where in the raw text they came from."""

import re
import unicodedata
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tasks.core.structure.characters import LIGATURE

Span = tuple[int, int]
SPACED = re.compile(r"[^\W\d_](?:[ ]+(?:[^\W\d_]|[&/–-]|[^\W\d_][,.:;!]))+[ ]*")
SPACES = re.compile(r"[ ]+")
MIN_SPACED_CHARS = 8  # five letters with the spaces between them; fewer can be initials


@dataclass(frozen=True, slots=True)
class Cut:
    """Characters of the raw text that cleaning took out, by which rule; the end is excluded."""

    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Working:
    """A text and, for each of its characters and for its end, the offset in the raw text that it stands for."""

    text: str
    origins: "array[int]"

    def raw_span(self, start: int, end: int) -> Span:
        """Where characters `start` to `end` (at least one) came from; what was cut between them is spanned too."""
        return self.origins[start], self.origins[end]

    def without(self, spans: Sequence[Span]) -> "Working":
        """The text without these spans, which are sorted and do not overlap."""
        return self.replaced([(start, end, "") for start, end in spans])

    def replaced(self, changes: Sequence[tuple[int, int, str]]) -> "Working":
        """The text with spans replaced, sorted and without overlaps; new characters stand where the old ones began."""
        if not changes:
            return self
        parts: list[str] = []
        origins: array[int] = array("q")
        reached = 0
        for start, end, new in changes:
            parts += (self.text[reached:start], new)
            origins.extend(self.origins[reached:start])
            place = self.origins[start]
            origins.extend(array("q", [place]) * len(new))
            reached = end
        parts.append(self.text[reached:])
        origins.extend(self.origins[reached:])
        return Working("".join(parts), origins)


def from_raw(text: str) -> Working:
    """Raw text, each character at its own place."""
    return Working(text, places((len(text) + 1).bit_length())[: len(text) + 1])


def stripped(working: Working) -> Working:
    """The text without the space around it."""
    words = working.text.strip()
    if len(words) == len(working.text):
        return working
    start = len(working.text) - len(working.text.lstrip()) if words else 0
    return Working(words, working.origins[start : start + len(words) + 1])


@lru_cache(maxsize=4)
def places(n_bits: int) -> "array[int]":
    """The numbers below 2 to the power of `n_bits`, to be copied and never changed; counting them anew takes longer."""
    return array("q", range(1 << n_bits))


def composed(working: Working) -> Working:
    """The text with composed characters (NFC); each stands where the first of its parts stood."""
    text = working.text
    if unicodedata.is_normalized("NFC", text):
        return working
    changes: list[tuple[int, int, str]] = []
    start = 0
    for end in (*starters(text), len(text)):
        new = unicodedata.normalize("NFC", text[start:end])
        if new != text[start:end]:
            changes.append((start, end, new))
        start = end
    return working.replaced(changes)


def unligated(working: Working) -> Working:
    """The text with ligatures such as `ﬁ` in letters, each standing where the ligature stood.

    So stand Arabic letters, too, for which a file has a sign for each place in a word.
    """
    if working.text.isascii() or not LIGATURE.search(working.text):
        return working
    return working.replaced(
        [
            (match.start(), match.end(), unicodedata.normalize("NFKC", match[0]))
            for match in LIGATURE.finditer(working.text)
        ]
    )


def closed_up(working: Working) -> Working:
    """The text with letters that were set apart closed up: `S T A T E M E N T`; wider gaps part words."""
    changes: list[tuple[int, int, str]] = []
    start = 0
    for line in working.text.split("\n"):
        words = line.lstrip(" \f")
        if len(words) > MIN_SPACED_CHARS and words[1] == words[3] == words[5] == " " and SPACED.fullmatch(words):
            place = start + len(line) - len(words)
            changes += [
                (place + gap.start(), place + gap.end(), " " if len(gap[0]) > 1 else "")
                for gap in SPACES.finditer(words.rstrip())
            ]
        start += len(line) + 1
    return working.replaced(changes)


def starters(text: str) -> Iterable[int]:
    """Offsets of characters that never combine with the one before: neither marks nor the inner parts of Hangul."""
    for index, character in enumerate(text):
        is_inner_hangul = "\u1160" <= character <= "\u11ff"
        if index and not is_inner_hangul and not unicodedata.category(character).startswith("M"):
            yield index


def merged(cuts: Iterable[Cut]) -> tuple[Cut, ...]:
    """Cuts in order, those that overlap made one under the rule of the longest."""
    result: list[Cut] = []
    for cut in sorted(cuts, key=lambda cut: (cut.start, -cut.end)):
        last = result[-1] if result else None
        if last and cut.start < last.end:
            rule = last.rule if last.end - last.start >= cut.end - cut.start else cut.rule
            result[-1] = Cut(last.start, max(last.end, cut.end), rule)
        else:
            result.append(cut)
    return tuple(result)
