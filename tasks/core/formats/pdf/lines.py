"""From words to lines: which stand on one line, which hang together, which are raised."""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tasks.core.formats.pdf.model import Line, Word

TAB, LINE_END = "\t", "\n"
UNKNOWN_SIGN = re.compile(r"[\ufffd\ue000-\uf8ff]")  # of symbol fonts the private use area is all there is
BULLET = "\u2022"
RAISED_NUMBER = re.compile(r"(?<=[^\W\d_]|[.,;:!?\"'”’)\]])[⁰¹²³⁴-⁹]+(?!\w)")
NOTE_SIGNS = frozenset("*†‡§¶")
Row = list[Word]


@dataclass(frozen=True, slots=True)
class Setting:
    """How words make a line, in sizes of their type."""

    max_base_drift: float = 0.3  # one line's words in several fonts, from one to the next
    max_slope: float = 0.5  # over a whole line of a page that was scanned askew
    max_small_ratio: float = 0.87  # of the type beside it; a raised mark is set in 0.6 to 0.8 of it
    max_small_chars: int = 5  # "12", "[3]", "th"
    min_raise: float = 0.15
    glue_gap: float = 0.16  # the same as within a run of glyphs
    mark_gap: float = 0.5  # between a word and its raised mark
    even_gaps: float = 1.25  # times the narrowest on a line: wider than this, and something else parts the words
    cell_gap: float = 1.8  # between the cells of a row; justified text seldom opens gaps of 1.5


SETTING = Setting()


def settled(words: Sequence[Word]) -> list[Word]:
    """Words with small raised or lowered ones put on the line of the word that they stand at."""
    ordered = sorted(words, key=lambda word: (word.base, word.x0))
    bases = [word.base for word in ordered]
    return [settled_word(word, ordered, bases) if is_small_mark(word) else word for word in ordered]


def is_small_mark(word: Word) -> bool:
    return len(word.text) <= SETTING.max_small_chars


def settled_word(word: Word, ordered: Sequence[Word], bases: Sequence[float]) -> Word:
    first = bisect_left(bases, word.base - word.size)
    last = bisect_left(bases, word.base + 2 * word.size)
    for host in ordered[first:last]:
        if stands_at(word, host):
            raised = host.base - word.base > SETTING.min_raise * host.size
            return replace(word, base=host.base, is_raised=raised)
    return word


def stands_at(word: Word, host: Word) -> bool:
    """Whether a small word is set right before or after a larger one, at its height."""
    if word.size > SETTING.max_small_ratio * host.size:
        return False
    gap = max(word.x0 - host.x1, host.x0 - word.x1)
    centre = (word.top + word.bottom) / 2
    is_beside = -0.2 * host.size <= gap <= SETTING.mark_gap * host.size
    return is_beside and host.top - 0.2 * host.size <= centre <= host.bottom + 0.1 * host.size


def rows_of(words: Sequence[Word]) -> list[Row]:
    """Words on one line each, from top to bottom, each from left to right."""
    rows: list[Row] = []
    for word in sorted(words, key=lambda word: (word.base, word.x0)):
        if rows and is_on_row(word, rows[-1]):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.x0) for row in rows]


def is_on_row(word: Word, row: Row) -> bool:
    size = min(word.size, row[0].size)
    drift, slope = word.base - row[-1].base, word.base - row[0].base
    return drift <= SETTING.max_base_drift * size and slope <= SETTING.max_slope * size


def lines_of(words: Sequence[Word], page_no: int) -> list[Line]:
    """The lines of a column."""
    rows = rows_of(words)
    left = min((row[0].x0 for row in rows), default=0.0)
    right = max((row[-1].x1 for row in rows), default=0.0)
    gaps = [[] if is_stretched(row, left, right) else wide_gaps(row) for row in rows]
    return [made_line(row, page_no, is_row=is_tabular(gaps, index)) for index, row in enumerate(rows) if any(row)]


def wide_gaps(row: Row) -> list[tuple[float, float]]:
    """White space as wide as between cells, but for that after a short first word: a number, a bullet."""
    found = []
    for index, (before, after) in enumerate(pairwise(row)):
        is_number = index == 0 and len(before.text) <= SETTING.max_small_chars
        if after.x0 - before.x1 > SETTING.cell_gap * max(before.size, after.size) and not is_number:
            found.append((before.x1, after.x0))
    return found


def is_stretched(row: Row, left: float, right: float) -> bool:
    """Whether the words of a line were driven apart evenly, to fill it from edge to edge."""
    gaps = [after.x0 - before.x1 for before, after in pairwise(row)]
    play = SETTING.cell_gap * row[0].size
    is_full = row[0].x0 - left <= play and right - row[-1].x1 <= play
    return bool(gaps) and is_full and max(gaps) <= SETTING.even_gaps * max(min(gaps), 0.1)


def is_tabular(gaps: Sequence[Sequence[tuple[float, float]]], index: int) -> bool:
    """Whether a line's wide gaps stand above or below another's."""
    beside = [*gaps[max(0, index - 1) : index], *gaps[index + 1 : index + 2]]
    return any(
        min(right, other_right) > max(left, other_left)
        for left, right in gaps[index]
        for other in beside
        for other_left, other_right in other
    )


def made_line(row: Row, page_no: int, is_row: bool = False) -> Line:
    """One line of words in their order."""
    words = with_bullet(reading_order(row))
    text, references = "", []
    for index, word in enumerate(words):
        before = words[index - 1] if index else None
        if before is not None:
            text += joiner(before, word, is_row)
        if before is not None and is_reference(word):
            references.append((len(text), len(text) + len(word.text)))
        text += word.text
    references += [match.span() for match in RAISED_NUMBER.finditer(text)]
    sizes = Counter[float]()
    for word in row:
        sizes[round(word.size * 4) / 4] += len(word.text)
    inked = [word for word in row if any(char.isalnum() for char in word.text)]
    return Line(
        text,
        min(word.x0 for word in row),
        max(word.x1 for word in row),
        min(word.top for word in row),
        max(word.bottom for word in row),
        Counter(word.base for word in row).most_common(1)[0][0],
        max(sizes, key=lambda size: (sizes[size], size)),
        page_no,
        bool(inked) and all(word.is_bold for word in inked),
        words[0].x1 - words[0].x0,
        words[1].x0 if len(words) > 1 else None,
        words[0].is_raised,
        is_row,
        tuple(references),
    )


def with_bullet(words: Row) -> Row:
    """A glyph of no known meaning that stands alone before a line is a bullet, whatever its shape."""
    is_bullet = len(words) > 1 and UNKNOWN_SIGN.fullmatch(words[0].text)
    return [replace(words[0], text=BULLET), *words[1:]] if is_bullet else words


def joiner(before: Word, after: Word, is_row: bool) -> str:
    """What stands between two words of a line."""
    gap = max(after.x0 - before.x1, before.x0 - after.x1)
    if is_row and gap > SETTING.cell_gap * max(before.size, after.size):
        return TAB
    is_spaced = before.precedes_space or after.follows_space
    if after.is_raised and not is_spaced:
        return "" if gap <= SETTING.mark_gap * before.size else " "
    return " " if is_spaced or gap > SETTING.glue_gap * min(before.size, after.size) else ""


def is_reference(word: Word) -> bool:
    """Whether a word is the mark of a note: a raised number, letter or sign."""
    bare = word.text.strip("[](),.;")
    return word.is_raised and bool(bare) and (bare.isdigit() or set(bare) <= NOTE_SIGNS)


def reading_order(row: Row) -> Row:
    """The words of a line as they are read: those of Hebrew or Arabic from the right, letters within them too."""
    if all(char < "\u0590" for word in row for char in word.text[:1]) or not is_from_right(row):
        return row
    words: Row = []
    for is_right, group in grouped(reversed(row)):
        words.extend(reversed_word(word) for word in group) if is_right else words.extend(reversed(group))
    return words


def grouped(words: Iterator[Word]) -> Iterator[tuple[bool, Row]]:
    """Words in a row of one direction."""
    group: Row = []
    direction = True
    for word in words:
        own = has_letters_from_right(word.text)
        if group and own != direction:
            yield direction, group
            group = []
        direction = own
        group.append(word)
    if group:
        yield direction, group


def is_from_right(row: Row) -> bool:
    return 2 * sum(has_letters_from_right(word.text) for word in row) > len(row)


def has_letters_from_right(text: str) -> bool:
    return any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)


def reversed_word(word: Word) -> Word:
    return replace(word, text=word.text[::-1])
