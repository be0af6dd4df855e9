"""Columns: where a page is parted by white space from top to bottom, and in which order its parts are read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from statistics import median

from tasks.core.formats.pdf.lines import Row, rows_of
from tasks.core.formats.pdf.model import Word

NUMBER = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[^\W\d_]|[ivxlcIVXLC]{1,6})[.)]\)?|[^\w(]")
Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Gutters:
    """When white space parts columns, in sizes of the type, lines, and shares."""

    min_width: float = 0.8  # the narrowest gutter in print; words in a line stand 0.3 apart
    wide: float = 1.8  # white space of this width is believed between two lines
    min_lines: int = 4  # of each column beside a narrow gutter: white rivers in justified text are shorter
    min_few_lines: int = 2  # beside a wide one
    min_overlap: float = 0.3  # of the shorter column's height: what stands lower is not beside
    min_words: int = 3  # of a line of running text, in the middle; cells have fewer
    min_lower_share: float = 0.25  # of the lines of running text begin with a small letter, or in a script without
    max_partners: float = 0.6  # of notes in a margin stand on lines of the text; cells of rows all do
    min_signature_lines: int = 2
    min_signature_gap: float = 4.0  # times the widest between two words: in stretched lines all gaps are wide
    max_signature_lines: int = 10  # signatures in two columns are not read across
    min_kept_width: float = 0.6  # a row that narrows white space by more can as well be its end
    max_tried: int = 8
    max_depth: int = 6
    max_rows: int = 400  # a page of more lines is no text
    max_open: int = 60


GUTTERS = Gutters()


@dataclass(frozen=True, slots=True)
class Gutter:
    """White space between `lo` and `hi` that no word crosses in rows `first` to `last` (included)."""

    lo: float
    hi: float
    first: int
    last: int


def split_columns(words: Sequence[Word], depth: int = 0) -> list[list[Word]]:
    """Words in groups, each a column or a band over all of them, in reading order."""
    rows = rows_of(words)
    if depth < GUTTERS.max_depth and 1 < len(rows) <= GUTTERS.max_rows:
        for gutter in likeliest(rows):
            band = [word for row in rows[gutter.first : gutter.last + 1] for word in row]
            left = [word for word in band if word.x1 <= gutter.lo + 0.1]
            right = [word for word in band if word.x0 >= gutter.hi - 0.1]
            if len(left) + len(right) == len(band) and are_columns(left, right, gutter.hi - gutter.lo):
                above = [word for row in rows[: gutter.first] for word in row]
                below = [word for row in rows[gutter.last + 1 :] for word in row]
                return [part for group in (above, left, right, below) for part in split_columns(group, depth + 1)]
    return [list(words)] if words else []


def likeliest(rows: Sequence[Row]) -> list[Gutter]:
    """Gutters between the most lines."""
    scored = [(weight(gutter, rows), gutter) for gutter in find_gutters(rows)]
    scored.sort(key=lambda one: (-one[0], one[1].lo - one[1].hi, one[1].first))
    return [gutter for score, gutter in scored[: GUTTERS.max_tried] if score >= GUTTERS.min_few_lines]


def weight(gutter: Gutter, rows: Sequence[Row]) -> int:
    """Lines of the shorter column."""
    band = rows[gutter.first : gutter.last + 1]
    n_left = sum(row[0].x0 < gutter.lo for row in band)
    n_right = sum(row[-1].x1 > gutter.hi for row in band)
    return min(n_left, n_right)


def find_gutters(rows: Sequence[Row]) -> list[Gutter]:
    """White space that goes on from row to row, each as long as it does."""
    covers = [covered(row) for row in rows]
    found: list[Gutter] = []
    open_ones: list[Gutter] = []
    for index, cover in enumerate(covers):
        free = [(-inf, cover[0][0]), *inner_gaps(cover), (cover[-1][1], inf)]
        still: list[Gutter] = []
        min_width = GUTTERS.min_width * rows[index][0].size
        for gutter in open_ones:
            narrowed = widest_common(gutter, free, min_width)
            if narrowed:
                still.append(Gutter(*narrowed, gutter.first, index))
            if not narrowed or narrowed[1] - narrowed[0] < GUTTERS.min_kept_width * (gutter.hi - gutter.lo):
                found.append(gutter)
        beside = covers[index + 1] if index + 1 < len(covers) else []
        for lo, hi in dict.fromkeys([*inner_gaps(cover), *inner_gaps(union([*cover, *beside]))]):
            is_known = any(one.lo == lo and one.hi == hi for one in still)
            if hi - lo >= min_width and not is_known and len(still) < GUTTERS.max_open:
                still.append(Gutter(lo, hi, index, index))
        open_ones = still
    return list(dict.fromkeys([*found, *open_ones]))


def covered(row: Row) -> list[Interval]:
    return union([(word.x0, word.x1) for word in row])


def union(intervals: Sequence[Interval]) -> list[Interval]:
    """Intervals without overlaps, in order."""
    merged: list[Interval] = []
    for x0, x1 in sorted(intervals):
        if merged and x0 <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], x1))
        else:
            merged.append((x0, x1))
    return merged


def inner_gaps(cover: Sequence[Interval]) -> list[Interval]:
    return [(before[1], after[0]) for before, after in pairwise(cover)]


def widest_common(gutter: Gutter, free: Sequence[Interval], min_width: float) -> Interval | None:
    """The widest white space that a gutter shares with a row, if it is wide enough."""
    common = [(max(gutter.lo, lo), min(gutter.hi, hi)) for lo, hi in free]
    lo, hi = max(common, key=lambda one: one[1] - one[0])
    return (lo, hi) if hi - lo >= min_width else None


def are_columns(left: Sequence[Word], right: Sequence[Word], width: float) -> bool:
    """Whether words on both sides of white space are read one side after the other."""
    if not left or not right:
        return False
    sides = rows_of(left), rows_of(right)
    size = median(word.size for word in (*left, *right))
    n_lines = min(len(sides[0]), len(sides[1]))
    is_wide = width >= GUTTERS.wide * size
    if n_lines < (GUTTERS.min_few_lines if is_wide else GUTTERS.min_lines) or not are_beside(left, right):
        return False
    if ends_in_numbers(left, size):
        return False
    prose = is_prose(sides[0]), is_prose(sides[1])
    if all(prose):
        return not is_wide_word_gap(sides, width)
    if any(prose):
        return is_wide and partner_share(*sides) <= GUTTERS.max_partners
    return is_wide and n_lines >= GUTTERS.min_signature_lines and are_signatures(*sides, width)


def ends_in_numbers(left: Sequence[Word], size: float) -> bool:
    """Whether what ends at white space is mostly the numbers and bullets of items that stand behind it."""
    end = max(word.x1 for word in left)
    last = [word for word in left if word.x1 > end - GUTTERS.wide * size]
    return sum(NUMBER.fullmatch(word.text) is not None for word in last) > len(last) / 2


def are_beside(left: Sequence[Word], right: Sequence[Word]) -> bool:
    """Whether two groups of words stand at the same height for a good part of the shorter."""
    tops = [min(word.top for word in side) for side in (left, right)]
    bottoms = [max(word.bottom for word in side) for side in (left, right)]
    common = min(bottoms) - max(tops)
    shorter = min(bottom - top for top, bottom in zip(tops, bottoms, strict=True))
    return common >= GUTTERS.min_overlap * shorter


def is_prose(rows: Sequence[Row]) -> bool:
    """Lines of several words, many of which go on with a small letter."""
    if median(len(row) for row in rows) < GUTTERS.min_words:
        return False
    cased = [row[0].text[:1] for row in rows if row[0].text[:1].lower() != row[0].text[:1].upper()]
    n_lower = sum(char.islower() for char in cased)
    return len(cased) * 2 < len(rows) or n_lower >= GUTTERS.min_lower_share * len(rows)


def is_wide_word_gap(sides: Sequence[Sequence[Row]], width: float) -> bool:
    """Whether white space is no wider than what parts words on these lines."""
    gaps = [gap for rows in sides for row in rows for gap in word_gaps(row)]
    return bool(gaps) and width < 1.5 * median(gaps)


def word_gaps(row: Row) -> Iterator[float]:
    for before, after in pairwise(row):
        yield after.x0 - before.x1


def partner_share(left: Sequence[Row], right: Sequence[Row]) -> float:
    """Share of the fewer lines that stand level with one of the other side."""
    fewer, more = sorted((left, right), key=len)
    level = sum(any(abs(row[0].base - other[0].base) <= 0.3 * row[0].size for other in more) for row in fewer)
    return level / len(fewer)


def are_signatures(left: Sequence[Row], right: Sequence[Row], width: float) -> bool:
    """A few lines of names on both sides: no numbers, and no labels with a colon, as rows of a table have."""
    gaps = [gap for row in (*left, *right) for gap in word_gaps(row)]
    is_stretched = not gaps or width < GUTTERS.min_signature_gap * max(gaps)
    if is_stretched or max(len(left), len(right)) > GUTTERS.max_signature_lines:
        return False
    has_labels = any(row[-1].text.endswith(":") for row in left)
    has_numbers = any(char.isdigit() for row in (*left, *right) for word in row for char in word.text)
    is_even = abs(len(left) - len(right)) <= 1 or partner_share(left, right) < 1
    return not has_labels and not has_numbers and is_even
