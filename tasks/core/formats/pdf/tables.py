"""Ruled tables: each row one line, with tabs between its cells. A box or a stroke alone makes no table."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tasks.core.formats.pdf.lines import LINE_END, TAB, made_line, rows_of
from tasks.core.formats.pdf.model import Line, Rule, Word

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Ruling:
    """When strokes make a table, in points and numbers."""

    play: float = 3.0  # strokes that are to meet can miss each other by this
    min_length: float = 6.0  # shorter ones are parts of letters and drawings
    max_rules: int = 400  # more are a drawing
    min_columns: int = 2  # one is a box around text
    max_cell_lines: int = 10  # more is running text in a layout made of strokes


RULING = Ruling()


@dataclass(frozen=True, slots=True)
class Table:
    """A table's place on the page and its rows."""

    x0: float
    x1: float
    top: float
    bottom: float
    rows: tuple[Line, ...]


def find_tables(words: Sequence[Word], rules: Sequence[Rule], page_no: int) -> list[Table]:
    """The ruled tables of a page from top to bottom."""
    long = [
        rule for rule in dict.fromkeys(rules) if max(rule.x1 - rule.x0, rule.bottom - rule.top) >= RULING.min_length
    ]
    if len(long) > RULING.max_rules:
        return []
    tables = [made_table(group, words, page_no) for group in meeting(long)]
    return sorted((table for table in tables if table), key=lambda table: (table.top, table.x0))


def meeting(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules in groups of those that meet."""
    groups: list[list[Rule]] = []
    left = list(rules)
    while left:
        group = [left.pop()]
        for rule in group:
            near = [other for other in left if meet(rule, other)]
            group.extend(near)
            left = [other for other in left if other not in near] if near else left
        groups.append(group)
    return groups


def meet(one: Rule, other: Rule) -> bool:
    play = RULING.play
    return (
        one.x0 - play <= other.x1
        and other.x0 - play <= one.x1
        and one.top - play <= other.bottom
        and other.top - play <= one.bottom
    )


def made_table(rules: Sequence[Rule], words: Sequence[Word], page_no: int) -> Table | None:
    """The table that rules make, if they make one that has words in two cells of a row."""
    across = positions([rule.x0 for rule in rules if not rule.is_level])
    down = positions([rule.top for rule in rules if rule.is_level])
    if len(across) <= RULING.min_columns or len(down) < 2:
        return None
    inside = [word for word in words if is_within(word, (across[0], across[-1], down[0], down[-1]))]
    rows: list[Line] = []
    most_cells = 0
    for top, bottom in pairwise(down):
        cells = cells_of([word for word in inside if top <= (word.top + word.bottom) / 2 < bottom], across)
        if any(len(cell) > RULING.max_cell_lines for cell in cells):
            return None
        most_cells = max(most_cells, len(cells))
        if cells:
            rows.append(table_row(cells, page_no))
    if most_cells < RULING.min_columns:
        return None
    return Table(across[0], across[-1], down[0], down[-1], tuple(rows))


def positions(values: Sequence[float]) -> list[float]:
    """Distinct places of strokes; those that lie together are one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > RULING.play:
            found.append(value)
    return found


def is_within(word: Word, box: Box) -> bool:
    x0, x1, top, bottom = box
    return x0 <= (word.x0 + word.x1) / 2 <= x1 and top <= (word.top + word.bottom) / 2 <= bottom


def cells_of(words: Sequence[Word], across: Sequence[float]) -> list[list[Line]]:
    """The lines of each cell of a row that has words."""
    cells = []
    for left, right in pairwise(across):
        own = [word for word in words if left <= (word.x0 + word.x1) / 2 < right]
        if own:
            cells.append([made_line(row, 0) for row in rows_of(own)])
    return cells


def table_row(cells: Sequence[Sequence[Line]], page_no: int) -> Line:
    lines = [line for cell in cells for line in cell]
    return Line(
        TAB.join(LINE_END.join(line.text for line in cell) for cell in cells),
        min(line.x0 for line in lines),
        max(line.x1 for line in lines),
        min(line.top for line in lines),
        max(line.bottom for line in lines),
        max(line.base for line in lines),
        lines[0].size,
        page_no,
        all(line.is_bold for line in lines),
        is_row=True,
    )
