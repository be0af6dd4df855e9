"""One page: words to lines in reading order."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log

from tasks.core.formats.pdf.columns import split_columns
from tasks.core.formats.pdf.lines import lines_of, settled
from tasks.core.formats.pdf.model import Column, LaidPage, Line, Page, Word
from tasks.core.formats.pdf.tables import Table, find_tables, is_within


@dataclass(frozen=True, slots=True)
class Scan:
    """How recognised scans differ from set text."""

    exact: float = 0.04  # set text is of one size; what is smaller or larger is so by more than this
    min_exact_share: float = 0.45  # of the characters: text with many notes and tables still has half in one size
    step: float = 1.3  # between sizes that are told apart in a scan


SCAN = Scan()
TABLE_SIGN = "\ufffc"  # stands for a table among the words while columns are looked for


def lay_out(page: Page) -> LaidPage:
    """The columns of a page. Only what the layout needs later is kept of the page itself."""
    words = settled(page.words)
    tables = find_tables(words, page.rules, page.number)
    loose = [word for word in words if not any(is_within(word, box_of(table)) for table in tables)]
    groups = split_columns([*loose, *(table_word(table, number) for number, table in enumerate(tables))])
    columns = tuple(column_of(group, tables, page.number) for group in groups)
    bare = Page(
        page.number,
        page.width,
        page.height,
        (),
        page.aside,
        tuple(rule for rule in page.rules if rule.is_level),
        page.n_images,
        page.n_glyphs,
        page.n_unknown,
        page.problem,
    )
    return LaidPage(bare, columns)


def evened(pages: Sequence[LaidPage]) -> list[LaidPage]:
    """Pages as they are; those of a recognised scan, where each line has a size of its own, in steps of size."""
    lines = [line for page in pages for column in page.columns for line in column.lines]
    usual = usual_size(lines)
    if not usual or share_near(lines, usual, SCAN.exact) >= SCAN.min_exact_share:
        return list(pages)
    return [
        replace(
            page,
            columns=tuple(
                replace(one, lines=tuple(stepped(line, usual) for line in one.lines)) for one in page.columns
            ),
        )
        for page in pages
    ]


def usual_size(lines: Sequence[Line]) -> float:
    """The size that half of the characters do not reach; 0 if there are none."""
    sizes = sorted((line.size, len(line.text)) for line in lines)
    half = sum(n_chars for _, n_chars in sizes) / 2
    passed = 0
    for size, n_chars in sizes:
        passed += n_chars
        if passed >= half:
            return size
    return 0.0


def share_near(lines: Sequence[Line], size: float, play: float) -> float:
    """Share of the characters whose size is near to one."""
    near = sum(len(line.text) for line in lines if abs(line.size - size) <= play * size)
    return near / max(sum(len(line.text) for line in lines), 1)


def stepped(line: Line, usual: float) -> Line:
    """A line with its size in steps from the usual one."""
    steps = round(log(line.size / usual) / log(SCAN.step))
    return replace(line, size=usual * SCAN.step**steps)


def box_of(table: Table) -> tuple[float, float, float, float]:
    return table.x0, table.x1, table.top, table.bottom


def table_word(table: Table, number: int) -> Word:
    """A word as wide as a table, on a line at its top: what stands beside it comes later."""
    size = min((row.size for row in table.rows), default=1.0)
    return Word(f"{TABLE_SIGN}{number}", table.x0, table.x1, table.top, table.bottom, table.top, size)


def column_of(words: Sequence[Word], tables: Sequence[Table], page_no: int) -> Column:
    """The lines of a column, with the rows of the tables in it."""
    plain = [word for word in words if not word.text.startswith(TABLE_SIGN)]
    own = [tables[int(word.text[1:])] for word in words if word.text.startswith(TABLE_SIGN)]
    lines = lines_of(plain, page_no) + [row for table in own for row in table.rows]
    lines.sort(key=lambda line: (line.base, line.x0))
    return Column(tuple(lines), *edges(lines))


def edges(lines: Sequence[Line]) -> tuple[float, float]:
    """Where full lines begin, and where the longest ends."""
    running = [line for line in lines if not line.is_row] or list(lines)
    lefts = Counter[int]()
    for line in running:
        lefts[round(line.x0)] += len(line.text)
    left = max(lefts, key=lambda x: (lefts[x], -x))
    return float(left), max(line.x1 for line in running)
