"""What a view shows is explained with the very value that it shows, however the explanation comes to it."""

import math
import random
from typing import Any

import pytest

from schemas.ddl import identifier, qualified
from schemas.model import Table
from schemas.views import VIEWS
from tasks.core.explain.explain import explain_in
from tasks.core.explain.keys import key_of
from tasks.core.explain.reader import Reader
from tests.tasks.core.explain.world import World, stands

N_ROWS = 2


def is_same(one: Any, other: Any) -> bool:
    if isinstance(one, float):
        return math.isclose(one, float(other), rel_tol=1e-9)
    return bool(one == other)


def some_rows(world: World, view: Table) -> list[dict[str, Any]]:
    names = ", ".join(identifier(name) for name in view.column_names)
    rows = world.rows(f"select {names} from {qualified(view)} order by {', '.join(map(identifier, view.key))}")
    chosen = random.Random(view.name).sample(rows, min(N_ROWS, len(rows)))
    return [dict(zip(view.column_names, row, strict=True)) for row in chosen]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_the_value_explained_is_the_one_shown(world: World, reader: Reader, view: Table) -> None:
    for row in some_rows(world, view):
        key = key_of(view, row)
        for column in view.column_names:
            found = explain_in(reader, world.source, view.name, key, column)
            assert is_same(found.value, row[column]), f"{column} of {key}"
            assert found.asked
            assert [one for one in (*found.evidence, *found.others) if not stands(world, one)] == []
            assert found.evidence or row[column] in (None, 0, []), f"{column} of {key} has no evidence"
        whole = explain_in(reader, world.source, view.name, key)
        assert all(is_same(cell.value, row[cell.column]) for cell in whole.cells)
