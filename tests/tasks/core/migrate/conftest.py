"""The files that the kept warehouses were made of, taken in by this version."""

import pytest

from tests.pipeline import Done
from tests.tasks.core.migrate.kept import take_in_afresh


@pytest.fixture(scope="session")
def afresh(tmp_path_factory: pytest.TempPathFactory) -> Done:
    """Two runs. Nobody writes to this warehouse afterwards."""
    return take_in_afresh(tmp_path_factory.mktemp("afresh"))
