"""What commands print. Values from documents are data: control characters in them never reach the terminal."""

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tasks.core.ask.query import Answer

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
MAX_CELL_CHARS = 400  # in a table on a terminal; csv and json are never cut
FOLDED_CELL_CHARS = 40  # a longer cell can be folded without harm
MAX_SQUEEZE = 1.2  # of the terminal's width: beyond, columns become a few letters wide


def printable(value: Any) -> str:
    """A value as one cell: no control characters, not longer than a screen can bear."""
    text = "" if value is None else as_text(value)
    text = CONTROL.sub("\N{REPLACEMENT CHARACTER}", text.replace("\t", " "))
    return text if len(text) <= MAX_CELL_CHARS else text[:MAX_CELL_CHARS] + "…"


def as_text(value: Any) -> str:
    """A value in plain words; lists with commas."""
    if isinstance(value, list):
        return ", ".join(as_text(item) for item in value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, float):
        return f"{value:.4g}"
    return str(value)


def as_table(answer: Answer) -> Table:
    """An answer as a table for the terminal."""
    table = Table(show_edge=False, pad_edge=False)
    for column in answer.columns:
        table.add_column(Text(column), overflow="fold")
    for row in answer.rows:
        table.add_row(*(Text(printable(value)) for value in row))
    return table


def natural_columns(answer: Answer) -> int:
    """Columns of a terminal that a table would like to have, its longest cells folded."""
    cells = zip(answer.columns, *([printable(value) for value in row] for row in answer.rows), strict=True)
    return sum(min(max(len(cell) for cell in column), FOLDED_CELL_CHARS) + len(" | ") for column in cells)


def print_answer(console: Console, answer: Answer) -> None:
    """An answer as a table; one block a row where a table of it would be too wide to read."""
    if natural_columns(answer) <= console.width * MAX_SQUEEZE or not answer.rows:
        console.print(as_table(answer))
    else:
        for number, row in enumerate(answer.rows, start=1):
            console.print(Text(f"row {number}", style="bold"))
            console.print(as_record(answer.columns, row))
    console.print(f"{len(answer.rows)} row{'' if len(answer.rows) == 1 else 's'}", style="dim")


def as_record(columns: Sequence[str], row: Sequence[Any]) -> Table:
    """One row as a list of names and values."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for column, value in zip(columns, row, strict=True):
        table.add_row(Text(f"  {column}", style="dim"), Text(printable(value)))
    return table


def as_json(answer: Answer) -> str:
    """An answer as a JSON list of objects."""
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    return json.dumps(rows, ensure_ascii=False, indent=1, default=json_value)


def json_value(value: Any) -> Any:
    """A value that JSON has no type for."""
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def as_csv(answer: Answer) -> str:
    """An answer as CSV with a header; lists are JSON."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(answer.columns)
    for row in answer.rows:
        writer.writerow(
            [json.dumps(cell, default=json_value) if isinstance(cell, list | dict) else cell for cell in row]
        )
    return out.getvalue().rstrip("\n")


def print_rows(console: Console, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Rows as a table."""
    console.print(as_table(Answer(tuple(columns), [tuple(row) for row in rows])))
