"""Going back to the publication before the last, and forward again."""

import threading
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from tasks.core.lock import WarehouseBusyError, writing
from tasks.core.publication import publication_of
from tasks.core.publish import restore as module
from tasks.core.publish.publish import publish
from tasks.core.publish.restore import Restored, RestoreError, restore
from tasks.core.run import Places, read_journals, write_journal
from tasks.core.shape import ShapeError
from tests.tasks.core.migrate.made import make_build

FIRST, SECOND, THIRD = (f"2026010{day}T000000Z-00000{day}" for day in (1, 2, 3))
MADE_AT = datetime(2026, 1, 2)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """A warehouse that was published twice."""
    places = Places(tmp_path)
    for name in (FIRST, SECOND):
        make_build(places, name)
        publish(places)
        write_journal(places, name, {"state": "completed", "reason": None, "started_at": MADE_AT})
    return places


def state(places: Places) -> tuple[str | None, str | None, str | None]:
    """Which publication is published, which is kept beside, and which the next run goes on from."""
    return publication_of(places.published), publication_of(places.previous), publication_of(places.build)


def reasons(places: Places) -> dict[str, bool]:
    return {journal["run_id"]: bool(journal["reason"]) for journal in read_journals(places)}


def test_back_and_forth_is_as_it_was(places: Places) -> None:
    before = {path: path.read_bytes() for path in (places.published, places.previous, places.build)}
    places.fingerprints.write_bytes(b"knows the later documents")
    assert restore(places) == Restored(FIRST, MADE_AT, SECOND)
    assert state(places) == (FIRST, SECOND, FIRST)
    assert not places.fingerprints.exists()
    assert reasons(places) == {FIRST: False, SECOND: True}
    assert restore(places) == Restored(SECOND, MADE_AT, FIRST)
    assert {path: path.read_bytes() for path in before} == before
    assert reasons(places) == {FIRST: False, SECOND: False}
    assert places.published.stat().st_mode & 0o777 == 0o444
    assert places.build.stat().st_mode & 0o777 == 0o644
    assert sorted(path.name for path in places.folder.iterdir()) == [
        ".state",
        places.published.name,
        places.previous.name,
    ]
    assert sorted(path.name for path in places.state.iterdir()) == ["build.duckdb", "lock", "runs"]


@pytest.mark.parametrize("killed_at", ["drop_index", "copy_file", "put", "publish"])
def test_a_kill_in_between_is_made_good_by_the_same_command(
    places: Places, killed_at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def kill(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(module, killed_at, kill)
    with pytest.raises(KeyboardInterrupt):
        restore(places)
    monkeypatch.undo()
    assert publication_of(places.published) == SECOND
    assert restore(places) == Restored(FIRST, MADE_AT, SECOND)
    assert state(places) == (FIRST, SECOND, FIRST)


def test_a_kill_while_names_are_changed_loses_neither_publication(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    renamed = Path.replace

    def kill(path: Path, target: Path) -> Path:
        if target == places.published:
            raise KeyboardInterrupt
        return renamed(path, target)

    monkeypatch.setattr(Path, "replace", kill)
    with pytest.raises(KeyboardInterrupt):
        restore(places)
    monkeypatch.undo()
    assert state(places) == (SECOND, SECOND, FIRST)
    assert restore(places) == Restored(FIRST, MADE_AT, SECOND)
    assert state(places) == (FIRST, SECOND, FIRST)


def test_readers_in_a_loop_see_one_publication_or_the_other(places: Places) -> None:
    seen, problems = set(), []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            try:
                with duckdb.connect(str(places.published), read_only=True) as connection:
                    seen.add(connection.execute("select count(*), min(publication_id) from ops.publication").fetchone())
            except duckdb.Error as error:
                problems.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(4):
        restore(places)
    stop.set()
    reader.join()
    assert problems == []
    assert seen <= {(1, FIRST), (1, SECOND)}
    assert seen


def test_a_log_beside_the_build_file_is_not_taken_for_that_of_the_restored_one(places: Places) -> None:
    log = places.build.with_name("build.duckdb.wal")
    log.write_bytes(b"of the file that was replaced")
    restore(places)
    assert not log.exists()
    assert state(places) == (FIRST, SECOND, FIRST)


def test_what_is_published_is_given_up_even_if_it_is_damaged(places: Places) -> None:
    places.published.chmod(0o644)
    places.published.write_bytes(b"half a file" * 999)
    assert restore(places) == Restored(FIRST, MADE_AT, None)
    assert (publication_of(places.published), publication_of(places.build)) == (FIRST, FIRST)


def test_without_a_publication_before_there_is_nothing_to_go_back_to(tmp_path: Path) -> None:
    places = Places(tmp_path)
    make_build(places, FIRST)
    publish(places)
    with pytest.raises(RestoreError, match=r"statements\.previous\.duckdb: is not there, so there is no publication"):
        restore(places)
    assert publication_of(places.published) == FIRST
    with pytest.raises(RestoreError, match=r"is not there"):
        restore(Places(tmp_path / "misspelt"))
    assert not (tmp_path / "misspelt").exists()


def test_a_publication_that_was_killed_is_ended_by_a_run_first(places: Places) -> None:
    make_build(places, THIRD)
    places.previous.unlink()
    places.previous.hardlink_to(places.published)
    with pytest.raises(RestoreError, match=r"a run was killed while it published\. Run `communique ingest`"):
        restore(places)
    assert state(places) == (SECOND, SECOND, THIRD)


def test_what_no_run_could_go_on_from_is_not_published(places: Places) -> None:
    places.previous.chmod(0o644)
    with duckdb.connect(str(places.previous)) as connection:
        connection.execute("alter table raw.files drop column named_media_type")
    with pytest.raises(ShapeError, match=r"statements\.previous\.duckdb: its tables are of no released version"):
        restore(places)
    assert (publication_of(places.published), publication_of(places.build)) == (SECOND, SECOND)


def test_a_warehouse_that_a_run_writes_is_left_alone(places: Places) -> None:
    with writing(places.lock), pytest.raises(WarehouseBusyError):
        restore(places)
    assert state(places) == (SECOND, FIRST, SECOND)
