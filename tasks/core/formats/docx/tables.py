"""Tables: those that hold data are read row by row, those that only lay out text are text."""

from collections.abc import Iterator
from dataclasses import dataclass

from tasks.core.formats.docx.blocks import Block
from tasks.core.reading import Mark

BETWEEN_CELLS = "\t"


@dataclass(frozen=True, slots=True)
class Tables:
    """When a table lays out text instead of holding data."""

    min_long_chars: int = 220  # a cell of data has a phrase or two; one this long is running text
    min_parallel_chars: int = 60  # of cells of two languages beside each other, on average
    min_parallel_rows: int = 3
    max_side_rows: int = 3  # signatures and letter heads stand beside each other, in two columns without lines
    max_side_cells: int = 2
    min_length_ratio: float = 0.5  # a translation is rarely half as long as the original


TABLES = Tables()


@dataclass(frozen=True, slots=True)
class Cell:
    """The paragraphs of a cell."""

    blocks: tuple[Block, ...]

    @property
    def n_chars(self) -> int:
        return sum(len(block.text) for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of a table, row by row; whether lines are drawn around them."""

    rows: tuple[tuple[Cell, ...], ...]
    is_ruled: bool = True

    @property
    def is_layout(self) -> bool:
        """One column or row, a few cells without lines as of signatures, a cell with running text, two languages."""
        cells = [cell for row in self.rows for cell in row]
        is_column = all(sum(bool(cell.blocks) for cell in row) <= 1 for row in self.rows)
        is_long = any(len(block.text) >= TABLES.min_long_chars for cell in cells for block in cell.blocks)
        is_small = len(self.rows) <= TABLES.max_side_rows and all(
            len(row) <= TABLES.max_side_cells for row in self.rows
        )
        is_beside = len(self.rows) == 1 or (is_small and not self.is_ruled)
        return is_column or is_long or is_beside or self.is_parallel

    @property
    def is_parallel(self) -> bool:
        """Two columns with about as much text on the left as on the right in every row: two languages."""
        pairs = [tuple(cell.n_chars for cell in row) for row in self.rows]
        if len(pairs) < TABLES.min_parallel_rows or any(len(pair) != 2 for pair in pairs):
            return False
        n_even = sum(min(pair) >= TABLES.min_length_ratio * max(pair) for pair in pairs)
        is_text = sum(map(sum, pairs)) >= 2 * TABLES.min_parallel_chars * len(pairs)
        return is_text and n_even * 10 >= len(pairs) * 9


def laid_out(table: Table) -> Iterator[Block]:
    """The paragraphs of all cells: row by row, two languages one after the other."""
    ways = zip(*table.rows, strict=True) if table.is_parallel else table.rows
    for way in ways:
        for cell in way:
            yield from cell.blocks


def row_blocks(table: Table) -> Iterator[Block]:
    """One paragraph for each row, its cells parted by tabs."""
    for row in table.rows:
        filled = [block for cell in row for block in cell.blocks]
        if not filled:
            continue
        texts: list[str] = []
        marks: list[Mark] = []
        reached = 0
        for cell in row:
            for index, block in enumerate(cell.blocks):
                marks += [Mark(one.start + reached, one.end + reached, one.kind) for one in block.inner]
                between = " " if index + 1 < len(cell.blocks) else ""
                texts.append(block.text.replace("\n", " ") + between)
                reached += len(block.text) + len(between)
            texts.append(BETWEEN_CELLS)
            reached += len(BETWEEN_CELLS)
        text = "".join(texts).rstrip()
        lead = len(text) - len(text.lstrip())
        inner = tuple(Mark(one.start - lead, one.end - lead, one.kind) for one in marks)
        yield Block(text.strip(), "row", inner, filled[0].size)
