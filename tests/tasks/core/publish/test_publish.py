"""Readers see one publication or the next, never less."""

import os
import threading
from pathlib import Path

import duckdb
import pytest

from tasks.core.publication import publication_of
from tasks.core.publish.publish import copy_file, publish
from tasks.core.run import Places


def build(places: Places, n: int) -> None:
    places.state.mkdir(parents=True, exist_ok=True)
    places.build.unlink(missing_ok=True)
    with duckdb.connect(str(places.build)) as connection:
        connection.execute("create schema ops; create table ops.publication (publication_id varchar)")
        connection.execute("insert into ops.publication values (?)", [str(n)])
        connection.execute("create table rows as select ? as n from range(1000)", [n])


def test_a_reader_in_a_loop_sees_only_whole_publications(tmp_path: Path) -> None:
    places = Places(tmp_path)
    build(places, 0)
    publish(places)
    seen, problems = [], []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            try:
                with duckdb.connect(str(places.published), read_only=True) as connection:
                    seen.append(connection.execute("select min(n), max(n), count(*) from rows").fetchall()[0])
            except duckdb.Error as error:
                problems.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    for n in range(1, 6):
        build(places, n)
        publish(places)
    stop.set()
    reader.join()
    assert problems == []
    assert seen
    assert all(low == high and n_rows == 1000 for low, high, n_rows in seen)
    assert publication_of(places.published) == "5"
    assert publication_of(places.previous) == "4"


def test_the_published_file_is_read_only_and_nothing_is_left_beside(tmp_path: Path) -> None:
    places = Places(tmp_path)
    build(places, 1)
    for name in (".statements.duckdb.99.tmp", ".statements.previous.duckdb.99.tmp"):
        (tmp_path / name).write_bytes(b"left by a run that was killed")
    n_bytes = publish(places)
    assert n_bytes == places.published.stat().st_size
    assert places.published.stat().st_mode & 0o777 == 0o444
    assert sorted(path.name for path in tmp_path.iterdir()) == [".state", "statements.duckdb"]


def test_a_publication_that_fails_leaves_the_one_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    places = Places(tmp_path)
    build(places, 1)
    publish(places)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    build(places, 2)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        publish(places)
    assert publication_of(places.published) == "1"
    assert sorted(path.name for path in tmp_path.iterdir()) == [".state", "statements.duckdb"]


def test_what_a_killed_load_left_in_its_log_is_published(tmp_path: Path) -> None:
    places = Places(tmp_path)
    build(places, 1)
    log = places.build.with_name("build.duckdb.wal")
    with duckdb.connect(str(places.build)) as connection:
        connection.execute("pragma disable_checkpoint_on_shutdown")
        connection.execute("update ops.publication set publication_id = '2'")
    assert log.exists()
    publish(places)
    assert publication_of(places.published) == "2"
    assert not log.exists()


def test_copies_are_equal_byte_for_byte(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(os.urandom(3_000_000))
    copy_file(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_no_file_is_no_publication(tmp_path: Path) -> None:
    assert publication_of(tmp_path / "none.duckdb") is None
