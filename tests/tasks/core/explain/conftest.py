"""The five statements as explanations read them."""

import shutil
from collections.abc import Iterator

import pytest

from tasks.core.ask.query import published
from tasks.core.explain.reader import Reader
from tests.pipeline import RAW, Done
from tests.tasks.core.explain.made import make_history
from tests.tasks.core.explain.world import World


@pytest.fixture(scope="session")
def world(five: Done, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A copy of the published warehouse of the five, opened as the command opens it, for as long as tests need it."""
    file = tmp_path_factory.mktemp("world") / five.published.name
    shutil.copyfile(five.published, file)
    with published(file) as connection:
        yield World(connection, RAW)


@pytest.fixture(scope="session")
def reader(world: World) -> Reader:
    """What explanations read of it."""
    return Reader(world.connection)


@pytest.fixture(scope="session")
def second(tmp_path_factory: pytest.TempPathFactory) -> Done:
    """Two runs over a made source: refused files, people's decisions, changed rows, a statement that changed."""
    return make_history(tmp_path_factory.mktemp("history"))
