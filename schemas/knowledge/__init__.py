"""Knowledge as data: what countries, organisations, places and words there are.

A file `schemas/knowledge/<name>.csv` is a table with a header; cells that hold several values join them with `|`.
Provenance and licence of each file stand in `schemas/knowledge/README.md`.
"""

import csv
from functools import cache
from pathlib import Path
from types import MappingProxyType

FOLDER = Path(__file__).parent


@cache
def rows(name: str) -> tuple[MappingProxyType[str, str], ...]:
    """All rows of `<name>.csv`, in order.

    Raises:
        FileNotFoundError: there is no such file.
    """
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(MappingProxyType(row) for row in csv.DictReader(lines))


def values(cell: str) -> tuple[str, ...]:
    """The values of a cell that can hold several."""
    return tuple(value for value in cell.split("|") if value)
