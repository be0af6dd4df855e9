"""The version of a warehouse file is told by its columns."""

from pathlib import Path

import duckdb
import pytest

from schemas.releases import SCHEMA_VERSION
from tasks.core.run import Places
from tasks.core.shape import ShapeError, check_shape, difference, version_of, version_of_file
from tests.pipeline import Done
from tests.tasks.core.migrate.kept import VERSIONS, unpack
from tests.tasks.core.migrate.made import make_build


@pytest.fixture
def build(tmp_path: Path) -> Path:
    places = Places(tmp_path)
    make_build(places, "1")
    return places.build


@pytest.mark.parametrize("version", VERSIONS)
def test_each_released_version_is_known_by_its_columns(version: int, tmp_path: Path) -> None:
    assert version_of_file(unpack(version, tmp_path).build) == version


def test_what_is_published_has_the_tables_of_this_version(five: Done) -> None:
    assert version_of_file(five.published) == SCHEMA_VERSION
    assert version_of_file(five.published.with_name("none.duckdb")) is None


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("drop table core.entities", "4 columns are not there, such as core.entities.entity_id"),
        ("alter table ops.runs add column mood varchar", "1 columns are not known, such as ops.runs.mood"),
        ("alter table ops.runs alter n_loaded type bigint", "columns are of other types or in another order"),
        ("alter table ops.runs alter n_loaded drop not null", "columns are of other types or in another order"),
    ],
)
def test_any_other_column_makes_it_a_version_that_nobody_released(build: Path, change: str, told: str) -> None:
    with duckdb.connect(str(build)) as connection:
        connection.execute(change)
        assert version_of(connection) is None
        assert difference(connection) == told
        with pytest.raises(
            ShapeError, match=r"made by another version of Communiqué \(.*\)\. `communique ingest` brings"
        ):
            check_shape(connection, build)


def test_views_and_tables_of_others_do_not_count(build: Path) -> None:
    with duckdb.connect(str(build)) as connection:
        connection.execute("create schema mart; create table mart.mine (a integer); create temp table b (c integer)")
        connection.execute("create view ops.latest as from ops.runs")
        assert version_of(connection) == SCHEMA_VERSION
        check_shape(connection, build)
