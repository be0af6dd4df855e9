"""A warehouse of another version is refused in words, before anything is touched."""

import shutil
from pathlib import Path

import duckdb
import pytest

from tasks.core.shape import ShapeError
from tests.pipeline import Done, sweep


def test_a_build_file_with_other_tables_is_refused_and_left_as_it_is(five: Done, tmp_path: Path) -> None:
    old = tmp_path / "old"
    shutil.copytree(five.run.warehouse, old)
    build = old / ".state" / "build.duckdb"
    with duckdb.connect(str(build)) as connection:
        connection.execute("drop view if exists mart.files")
        connection.execute("alter table raw.files drop column named_media_type")
    before = (old / "statements.duckdb").read_bytes()
    with pytest.raises(ShapeError, match=r"1 columns are not there, such as raw\.files\.named_media_type.*run again"):
        sweep(five.run.source, old)
    assert (old / "statements.duckdb").read_bytes() == before
