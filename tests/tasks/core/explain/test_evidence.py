"""The named span holds the value's evidence: every column of the five statements, and cells by chance."""

import random

import pytest

from schemas.model import Table
from tasks.core.explain.reader import Reader
from tests.tasks.core.explain.claims import CHECKED
from tests.tasks.core.explain.sampling import random_cells, sampled, verdict
from tests.tasks.core.explain.world import World

SEEDS = (3, 58)
N_ROWS = 3  # of each column
EMPTY = {  # on the five statements
    "core.document_notes",
    "core.statement_history",
    "raw.marks",
}


@pytest.mark.parametrize("table", CHECKED, ids=lambda table: table.name)
def test_the_evidence_of_every_column_holds_its_value(world: World, reader: Reader, table: Table) -> None:
    wrong, n_checked = [], 0
    for column in table.column_names:
        chance = random.Random(f"{table.name}.{column}")
        for row in sampled(world, table, column, chance, N_ROWS):
            n_checked += 1
            if complaint := verdict(world, reader, table, row, column):
                wrong.append(f"{column} = {row[column]!r}: {complaint}")
    assert wrong == []
    assert (n_checked == 0) == (table.name in EMPTY)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_hundred_cells_by_chance_hold(world: World, reader: Reader, seed: int) -> None:
    wrong = [
        f"{table.name}.{column} = {row[column]!r}: {complaint}"
        for table, row, column in random_cells(world, seed, 100)
        if (complaint := verdict(world, reader, table, row, column))
    ]
    assert wrong == []
