"""The warehouse of the made source, for all tests of comparing."""

from pathlib import Path

import pytest

from tests.pipeline import Done
from tests.tasks.core.compare.made import make_warehouse


@pytest.fixture(scope="session")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Done:
    """One run over versions of every kind. Nobody writes to its warehouse afterwards."""
    folder: Path = tmp_path_factory.mktemp("versions")
    return make_warehouse(folder)
