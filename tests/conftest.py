"""Fixtures that several rooms of the house share."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest
from hypothesis import settings

from tests.server import api, flow_settings

if TYPE_CHECKING:
    from tests.pipeline import Done


__all__ = ["api", "flow_settings"]  # fixtures that lie elsewhere

settings.register_profile("untimed", deadline=None)  # a law does not depend on how busy the machine is
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def five(tmp_path_factory: pytest.TempPathFactory) -> "Done":
    """One run over the five statements of `raw/`. Nobody writes to its warehouse afterwards."""
    from tests.pipeline import RAW, sweep

    return sweep(RAW, tmp_path_factory.mktemp("five") / "warehouse")


@pytest.fixture
def warehouse(five: "Done") -> Iterator[duckdb.DuckDBPyConnection]:
    """The published warehouse of the five statements, read only."""
    with duckdb.connect(str(five.published), read_only=True) as connection:
        yield connection


@pytest.fixture
def five_copy(five: "Done", tmp_path: Path) -> Path:
    """A warehouse folder of the five statements that may be written to."""
    return Path(shutil.copytree(five.run.warehouse, tmp_path / "warehouse"))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """An empty source."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder
