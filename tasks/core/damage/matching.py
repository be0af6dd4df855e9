"""Which words of a gap are the same word read badly."""

from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel, Levenshtein

from tasks.core.damage.model import Gap, Limits
from tasks.core.damage.numerals import is_number
from tasks.core.words import letters_alone

if TYPE_CHECKING:
    from tasks.core.group.texts import Text

Matches = list[tuple[int, int]]


def match_words(main: "Text", version: "Text", gap: Gap, known: frozenset[str], limits: Limits) -> Matches:
    """Partners that differ in few letters, in order, as many as there can be.

    `known` are the words of the main version: one that stands there elsewhere is no misreading but another word.
    """
    if max(len(gap.lost), len(gap.added)) > limits.max_matched_gap:
        return []
    fresh = [j for j in gap.added if version.words[j] not in known]
    if not fresh:
        return []
    if len(gap.lost) == 1 and len(fresh) == 1:
        found = (
            [(gap.lost[0], fresh[0])] if is_misread(main.words[gap.lost[0]], version.words[fresh[0]], limits) else []
        )
    else:
        alike = [[is_misread(main.words[i], version.words[j], limits) for j in fresh] for i in gap.lost]
        found = [(gap.lost[a], fresh[b]) for a, b in longest_chain(alike)]
    return found or match_letters(main, version, gap, limits)


def match_letters(main: "Text", version: "Text", gap: Gap, limits: Limits) -> Matches:
    """Partners in a gap that is misread as a whole, its words split or joined besides."""
    if len(gap.lost) == len(gap.added):
        return []
    one, other = letters_of(main, gap.lost), letters_of(version, gap.added)
    if one.isdecimal() or Indel.normalized_similarity(one, other) < limits.alike_share:
        return []
    return [(i, gap.added[min(at, len(gap.added) - 1)]) for at, i in enumerate(gap.lost)]


def letters_of(text: "Text", places: list[int]) -> str:
    return letters_alone("".join([text.words[at] for at in places]))


def is_misread(one: str, other: str, limits: Limits) -> bool:
    """The same word with few other letters. Words that only go on are clipped or inflected, not misread."""
    longest = max(len(one), len(other))
    if is_number(one) and is_number(other):
        return False
    if longest <= limits.short_word:
        return longest > 1 and len(one) == len(other) and Levenshtein.distance(one, other) == 1
    if one.startswith(other) or other.startswith(one):
        return is_note_mark(one, other, limits)
    most = max(1, int(longest * limits.misread_share))
    return abs(len(one) - len(other)) <= most and Levenshtein.distance(one, other, score_cutoff=most) <= most


def is_note_mark(one: str, other: str, limits: Limits) -> bool:
    """The version's word is the main version's with the number of a note behind it."""
    rest = other[len(one) :]
    return other.startswith(one) and one[-1:].isalpha() and rest.isdecimal() and len(rest) <= limits.max_mark_digits


def longest_chain(alike: list[list[bool]]) -> Matches:
    """The longest chain of places that are true and ascend in both rows and columns."""
    n_rows, n_columns = len(alike), len(alike[0])
    best = [[0] * (n_columns + 1) for _ in range(n_rows + 1)]
    for row in range(n_rows - 1, -1, -1):
        for column in range(n_columns - 1, -1, -1):
            here = 1 + best[row + 1][column + 1] if alike[row][column] else 0
            best[row][column] = max(here, best[row + 1][column], best[row][column + 1])
    chain: Matches = []
    row = column = 0
    while row < n_rows and column < n_columns and best[row][column]:
        if alike[row][column] and best[row][column] == 1 + best[row + 1][column + 1]:
            chain.append((row, column))
            row, column = row + 1, column + 1
        elif best[row + 1][column] >= best[row][column + 1]:
            row += 1
        else:
            column += 1
    return chain
