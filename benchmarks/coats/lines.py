"""Words of a paragraph into lines, broken as a typesetter breaks them, with hyphens."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from benchmarks.coats.model import NOTE_REFERENCE

VOWELS = "aeiouyäöüáéíóúàèìòùâêîôûąęåæøœаеиоуіїєюяыэё"
CONSONANTS = "bcdfghjklmnpqrstvwxzßñçćłńśźżčšžřđбвгґджзклмнпрстфхцчшщй"
BEFORE = rf"[{VOWELS}]"
BREAK = re.compile(
    rf"(?<={BEFORE})(?=[{CONSONANTS}][{VOWELS}])|(?<={BEFORE}[{CONSONANTS}])(?=[{CONSONANTS}][{VOWELS}])"
)
MIN_LETTERS = 7
MIN_PART = 3


@dataclass(frozen=True, slots=True)
class Word:
    """One word as set: its characters, the number of a footnote raised behind it, what follows that number."""

    text: str
    note: str = ""
    after: str = ""

    @property
    def plain(self) -> str:
        return self.text + self.note + self.after


Measure = Callable[[Word], float]


def words_of(text: str) -> list[Word]:
    """The words of a paragraph, told by its spaces; spaces that do not break hold words together."""
    words = []
    for chunk in text.split(" "):
        found = NOTE_REFERENCE.search(chunk)
        words.append(Word(chunk[: found.start()], found[1], chunk[found.end() :]) if found else Word(chunk))
    return words


def parts_of(word: Word) -> list[tuple[Word, Word]]:
    """All ways to break a word, the latest first: after a hyphen that it has, else between its syllables."""
    text = word.text
    if "-" in text.strip("-"):
        places = [at + 1 for at, char in enumerate(text[:-1]) if char == "-" and at and text[at + 1].isalpha()]
        return [(Word(text[:at]), replace(word, text=text[at:])) for at in reversed(places)]
    letters = re.fullmatch(r"(\W*)([^\W\d_]+)(\W*)", text)
    if not letters or len(letters[2]) < MIN_LETTERS or not letters[2][1:].islower():
        return []
    first, last = letters.start(2) + MIN_PART, letters.end(2) - MIN_PART
    places = [match.start() for match in BREAK.finditer(text.lower()) if first <= match.start() <= last]
    return [(Word(text[:at] + "-"), replace(word, text=text[at:])) for at in reversed(places)]


def break_lines(
    words: Sequence[Word], first_width: float, width: float, measure: Measure, space: float, is_hyphenated: bool = True
) -> list[list[Word]]:
    """Fill line after line, breaking the word that does not fit where it can be broken."""
    lines: list[list[Word]] = [[]]
    used, room = 0.0, first_width
    waiting = list(reversed(words))
    while waiting:
        word = waiting.pop()
        gap = space if lines[-1] else 0.0
        if used + gap + measure(word) <= room:
            lines[-1].append(word)
            used += gap + measure(word)
            continue
        fitting = next((pair for pair in breaks(word, is_hyphenated) if used + gap + measure(pair[0]) <= room), None)
        if fitting:
            lines[-1].append(fitting[0])
            word = fitting[1]
        elif not lines[-1]:
            lines[-1].append(word)
            lines.append([])
            used, room = 0.0, width
            continue
        waiting.append(word)
        lines.append([])
        used, room = 0.0, width
    return [line for line in lines if line]


def breaks(word: Word, is_hyphenated: bool) -> list[tuple[Word, Word]]:
    """Ways to break a word; without hyphenation only after hyphens that it has."""
    return [pair for pair in parts_of(word) if is_hyphenated or "-" in word.text]


def softened(text: str) -> str:
    """The text with soft hyphens where words can be broken, as web pages carry them."""
    return " ".join(soft_word(word) for word in text.split(" "))


def soft_word(word: str) -> str:
    if "-" in word or "[" in word:
        return word
    places = [0, *sorted(len(head.text) - 1 for head, _ in parts_of(Word(word))), len(word)]
    return "\u00ad".join(word[start:end] for start, end in pairwise(places))
