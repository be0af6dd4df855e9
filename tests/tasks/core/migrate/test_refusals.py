"""What cannot be brought forward is left as it is, and the run is refused with what to do."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from schemas.model import Table
from schemas.releases import SCHEMA_VERSION, ColumnShape, shape_of
from tasks.core.migrate import rewrite
from tasks.core.migrate.migrate import Migrated, migrate
from tasks.core.run import Places
from tasks.core.shape import ShapeError, version_of_file
from tests.tasks.core.migrate.kept import unpack
from tests.tasks.core.migrate.made import make_build

NEWER = SCHEMA_VERSION + 2


@pytest.fixture
def places(tmp_path: Path) -> Places:
    places = Places(tmp_path)
    places.state.mkdir()
    return places


@contextmanager
def left_as_it_is(places: Places) -> Iterator[None]:
    """Neither the build file nor what lies beside it is touched."""
    before = {path: path.read_bytes() for path in places.state.iterdir() if path.is_file()}
    yield
    assert {path: path.read_bytes() for path in places.state.iterdir() if path.is_file()} == before


def run_sql(file: Path, *statements: str) -> None:
    with duckdb.connect(str(file)) as connection:
        for statement in statements:
            connection.execute(statement)


def test_a_step_that_fails_in_the_middle_leaves_the_build_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    places = unpack(4, tmp_path)
    carried = rewrite.carried

    def failing(connection: duckdb.DuckDBPyConnection, table: Table, version: int) -> str:
        if table.name == "ops.rejections":
            raise duckdb.IOException("IO Error: Could not write file: No space left on device\nand more")
        return carried(connection, table, version)

    monkeypatch.setattr(rewrite, "carried", failing)
    with left_as_it_is(places), pytest.raises(ShapeError) as refused:
        migrate(places)
    assert str(refused.value) == (
        f"{places.build}: its tables are of version 4, and no build file of version {SCHEMA_VERSION} could be made of"
        " it (IO Error: Could not write file: No space left on device). It is as it was."
        f" Make sure that {places.state} can be written and has 2 MB free, and run again."
    )
    monkeypatch.undo()
    assert migrate(places) == Migrated(4, SCHEMA_VERSION, is_from_published=False)


def test_a_folder_that_cannot_be_written_leaves_the_build_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    places = unpack(4, tmp_path)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with left_as_it_is(places), pytest.raises(ShapeError, match=r"Permission denied\). It is as it was. Make sure"):
        migrate(places)


def test_a_column_that_nobody_thought_of_is_a_fault_and_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = unpack(1, tmp_path)
    monkeypatch.setattr(rewrite, "FILLINGS", {})
    with (
        left_as_it_is(places),
        pytest.raises(ShapeError, match=r"later does not say what older rows of raw\.texts say"),
    ):
        migrate(places)


def test_tables_that_nobody_thought_of_are_not_left_behind() -> None:
    shape = [*shape_of(), ColumnShape("core.verses", "verse_no", "INTEGER", True)]
    with pytest.raises(LookupError, match=r"later does not say what becomes of core\.verses\.verse_no"):
        rewrite.check_forgotten(shape)


def test_a_warehouse_of_a_newer_version_is_refused(places: Places) -> None:
    make_build(places, "1")
    run_sql(
        places.build,
        f"update ops.publication set schema_version = {NEWER}, code_version = '9.0+abc'",
        "alter table core.statements add column mood varchar",
    )
    with left_as_it_is(places), pytest.raises(ShapeError) as refused:
        migrate(places)
    assert str(refused.value) == (
        f"{places.build}: made by a newer version of Communiqué (9.0+abc; its tables are of version {NEWER}, this one"
        f" knows {SCHEMA_VERSION}). Update Communiqué, or move {places.folder} away and run again: the files are read"
        " anew then."
    )


def test_tables_that_were_never_released_are_refused(places: Places) -> None:
    make_build(places, "1")
    run_sql(places.build, "alter table raw.files drop column named_media_type")
    with left_as_it_is(places), pytest.raises(ShapeError) as refused:
        migrate(places)
    assert str(refused.value) == (
        f"{places.build}: its tables are of no released version (made by 0.1.0+made; 1 columns are not there, such as"
        f" raw.files.named_media_type). Run the version that made it, or move {places.folder} away and run again: the"
        " files are read anew then."
    )


def test_what_is_no_warehouse_is_refused(places: Places) -> None:
    places.build.write_bytes(b"no database at all" * 1000)
    with left_as_it_is(places), pytest.raises(ShapeError, match=r"cannot be read as a warehouse .* Move it away"):
        migrate(places)


def test_a_build_file_that_another_program_holds_is_refused(places: Places) -> None:
    make_build(places, "1")
    code = "import duckdb, sys; held = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(places.build)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(ShapeError, match=r"another program has it open. Close that, and run again"):
            migrate(places)
        other.communicate()
    assert migrate(places) is None


def test_a_first_load_that_was_killed_leaves_nothing_to_be_refused(places: Places) -> None:
    run_sql(places.build, "create schema raw", "create table raw.files (path varchar)")
    assert migrate(places) is None
    assert not places.build.exists()


def test_what_others_keep_there_is_not_removed(places: Places) -> None:
    run_sql(places.build, "create table notes (text varchar)")
    with left_as_it_is(places), pytest.raises(ShapeError, match="of no released version"):
        migrate(places)


def test_a_build_file_that_is_gone_is_made_of_what_is_published(tmp_path: Path) -> None:
    places = unpack(3, tmp_path)
    places.build.unlink()
    places.fingerprints.write_bytes(b"may know more than was published")
    migrated = migrate(places)
    assert not places.fingerprints.exists()
    assert migrated == Migrated(3, SCHEMA_VERSION, is_from_published=True)
    assert migrated.told == (
        f"the build file was gone and is made of what is published; tables brought from version 3 to {SCHEMA_VERSION}"
    )
    assert (version_of_file(places.build), version_of_file(places.published)) == (SCHEMA_VERSION, 3)
    places.published.unlink()
    places.build.rename(places.published)
    again = migrate(places)
    assert again is not None
    assert again.told == "the build file was gone and is made of what is published"
    assert places.build.read_bytes() == places.published.read_bytes()
    assert places.build.stat().st_mode & 0o777 == 0o644


def test_what_a_killed_load_had_committed_is_brought_forward_too(tmp_path: Path) -> None:
    places = unpack(4, tmp_path)
    code = (
        "import duckdb, os, sys; held = duckdb.connect(sys.argv[1]);"
        " held.execute('update core.statement_history set run_id = ?', ['20260102T050000Z-abcdef']); os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(places.build)]).returncode == 9
    assert (places.state / "build.duckdb.wal").exists()
    (places.state / ".build.duckdb.99.tmp").write_bytes(b"left by a migration that was killed")
    migrate(places)
    assert sorted(path.name for path in places.state.iterdir()) == ["build.duckdb", "bytes", "runs"]
    with duckdb.connect(str(places.build), read_only=True) as connection:
        found = connection.execute("select run_id from core.statement_history").fetchall()
    assert found == [("20260102T050000Z-abcdef",)]
