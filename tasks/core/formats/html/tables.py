"""Tables of data told from those that only lay out a page."""

from dataclasses import dataclass

from lxml import etree

PARTS = frozenset(
    {"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "dd", "blockquote", "pre", "article", "section"}
)


@dataclass(frozen=True, slots=True)
class DataTable:
    """What a table of data does not exceed; tables beyond it are read cell by cell."""

    max_cell_chars: int = 300  # longer ones are paragraphs
    max_parts: int = 2  # paragraphs in one cell
    min_columns: int = 2
    min_rows: int = 2


def is_data_table(table: etree._Element, settings: DataTable | None = None) -> bool:
    """Whether the cells of a row belong together, so that each row is one paragraph."""
    settings = settings or DataTable()
    if table.get("role") in {"presentation", "none"} or table.find(".//table") is not None:
        return False
    n_rows = most_cells = 0
    for row in table.iter("tr"):
        n_rows += 1
        cells = [cell for cell in row if cell.tag in {"td", "th"}]
        most_cells = max(most_cells, sum(has_text(cell) for cell in cells))
        if not all(is_short(cell, settings) for cell in cells):
            return False
    return n_rows >= settings.min_rows and most_cells >= settings.min_columns


def has_text(cell: etree._Element) -> bool:
    return any(text.strip() for text in cell.itertext())


def is_short(cell: etree._Element, settings: DataTable) -> bool:
    """Whether a cell holds what a cell of a data table can."""
    n_chars = n_parts = 0
    for element in cell.iter():
        n_parts += element.tag in PARTS
        n_chars += len(element.text or "") + len(element.tail or "")
        if n_parts > settings.max_parts or n_chars > settings.max_cell_chars:
            return False
    return True
