"""Cells to hold against their evidence: some of each column, or by chance."""

import random
from collections.abc import Iterator, Mapping
from typing import Any

from schemas.ddl import identifier, qualified
from schemas.model import Table
from tasks.core.explain.explain import explain_in
from tasks.core.explain.keys import key_of
from tasks.core.explain.reader import Reader
from tests.tasks.core.explain.checks import holds
from tests.tasks.core.explain.claims import CHECKED, CHECKS
from tests.tasks.core.explain.world import Seen, World


def is_filled(value: Any) -> bool:
    """A cell that says something: no empty value, no empty list or text."""
    return value is not None and value not in ("", [])


def sampled(world: World, table: Table, column: str, chance: random.Random, n_rows: int) -> list[dict[str, Any]]:
    """Some rows of a table whose column is filled."""
    names = ", ".join(identifier(name) for name in table.column_names)
    rows = world.rows(f"select {names} from {qualified(table)} order by {', '.join(map(identifier, table.key))}")
    found = [dict(zip(table.column_names, row, strict=True)) for row in rows]
    filled = [row for row in found if is_filled(row[column])]
    return chance.sample(filled, min(n_rows, len(filled)))


def verdict(world: World, reader: Reader, table: Table, row: Mapping[str, Any], column: str) -> str:
    """What is wrong with the explanation of a cell; empty if its evidence holds the value."""
    found = explain_in(reader, world.source, table.name, key_of(table, dict(row)), column)
    return holds(Seen(world, dict(row), found), CHECKS)


def random_cells(world: World, seed: int, n_cells: int) -> Iterator[tuple[Table, dict[str, Any], str]]:
    """Filled cells by chance: a table, then a column of it that is filled somewhere, then a row."""
    chance = random.Random(seed)
    filled = [
        (table, column)
        for table in CHECKED
        for column in table.column_names
        if sampled(world, table, column, random.Random(0), 1)
    ]
    for _ in range(n_cells):
        table, column = chance.choice(filled)
        (row,) = sampled(world, table, column, chance, 1)
        yield table, row, column
