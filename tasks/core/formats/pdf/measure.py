"""What is usual in a file: the size of its running text, where that stands, how far its lines are apart."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from tasks.core.formats.pdf.model import Column, LaidPage, Line

EDGE_SHARE = 0.03  # of the text, which may stand outside of its usual width
MAX_LEADING = 2.6  # sizes; lines further apart are not of one paragraph
USUAL_LEADING = 1.2
QUARTILE = 4
MIN_GAPS = 6
LARGER = 1.12  # of the running text: 12 on 11 can be a lead, 12.5 is a heading
FULL_PLAY = 0.35  # sizes by which a full line can miss the edge: a hyphen hangs, a space is cut
JUSTIFIED_SHARE = 0.4  # of a column's lines that are full; of ragged lines a tenth is
FULL_COLUMN = 8  # lines of a column by which a shorter one is measured


@dataclass(frozen=True, slots=True)
class Style:
    """The running text of a file, in points."""

    body_size: float
    left: float
    right: float
    leadings: dict[tuple[float, bool], float]  # by size and boldness: titles are often set closer than text
    columns: tuple[tuple[float, float, float], ...]  # left, right and size of long columns, the longest first

    def leading(self, column: Column, size: float, is_bold: bool) -> float:
        """How far the lines of a type are apart in a column; of the whole file where a column has few."""
        own = sorted(line_gaps(column, size, is_bold))
        if len(own) >= MIN_GAPS:
            return own[len(own) // QUARTILE]
        return self.leadings.get((size, is_bold)) or self.leadings.get((size, not is_bold)) or USUAL_LEADING * size

    def is_large(self, line: Line) -> bool:
        """Whether a line is set larger than running text, as titles and headings are."""
        return line.size >= LARGER * self.body_size

    def is_justified(self, column: Column, size: float) -> bool:
        """Whether the lines of a size in a column are set from edge to edge."""
        right = self.right_of(column, size)
        own = [line for line in column.lines if line.size == size and not line.is_row]
        n_full = sum(right - line.x1 <= FULL_PLAY * size for line in own)
        return len(own) >= FULL_COLUMN and n_full >= JUSTIFIED_SHARE * len(own)

    def right_of(self, column: Column, size: float) -> float:
        """Where full lines of a size end in a column; of few lines, as in the longest that begins in the same place."""
        own = [line.x1 for line in column.lines if line.size == size and not line.is_row]
        right = max(own, default=column.right)
        if len(own) >= FULL_COLUMN:
            return right
        alike = (
            known
            for left, known, known_size in self.columns
            if known_size == size and abs(left - column.left) <= self.body_size
        )
        return max(right, next(alike, 0.0))


def measure(pages: Sequence[LaidPage]) -> Style:
    """What is usual in a file; for one without text anything."""
    columns = [column for page in pages for column in page.columns]
    lines = [line for column in columns for line in column.lines]
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.text)
    body_size = max(sizes, key=lambda size: (sizes[size], size), default=10.0)
    body = [line for line in lines if line.size == body_size]
    gaps: dict[tuple[float, bool], list[float]] = defaultdict(list)
    for size, is_bold in product(sizes, (False, True)):
        for column in columns:
            gaps[size, is_bold].extend(line_gaps(column, size, is_bold))
    leadings = {kind: sorted(own)[len(own) // QUARTILE] for kind, own in gaps.items() if own}
    left, right = outline(body)
    return Style(body_size, left, right, leadings, long_columns(columns))


def long_columns(columns: Sequence[Column]) -> tuple[tuple[float, float, float], ...]:
    """Left, right and size of lines of columns that have many of one size, the longest column first."""
    found: list[tuple[int, float, float, float]] = []
    for column in columns:
        ends: dict[float, list[float]] = defaultdict(list)
        for line in column.lines:
            if not line.is_row:
                ends[line.size].append(line.x1)
        found.extend((len(own), column.left, max(own), size) for size, own in ends.items() if len(own) >= FULL_COLUMN)
    return tuple(one[1:] for one in sorted(found, key=lambda one: -one[0]))


def line_gaps(column: Column, size: float, is_bold: bool) -> Iterator[float]:
    """Distances between lines of a size, all bold or not, that follow each other."""
    for above, below in pairwise(column.lines):
        gap = below.base - above.base
        is_alike = above.size == below.size == size and above.is_bold == below.is_bold == is_bold
        if is_alike and 0.5 * size < gap <= MAX_LEADING * size:
            yield gap


def outline(lines: Sequence[Line]) -> tuple[float, float]:
    """Where nearly all text begins and ends."""
    total = sum(len(line.text) for line in lines)
    return edge(sorted((line.x0, len(line.text)) for line in lines), total), -edge(
        sorted((-line.x1, len(line.text)) for line in lines), total
    )


def edge(places: Sequence[tuple[float, int]], total: int) -> float:
    """The place before which only a small share of the text stands."""
    passed = 0
    for place, n_chars in places:
        passed += n_chars
        if passed > EDGE_SHARE * total:
            return place
    return 0.0
