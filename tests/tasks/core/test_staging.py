"""Batches appear whole or not at all, and are found again by what they were made from."""

import errno
import threading
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tasks.core.staging import MARK, batch_key, concatenated, drop_unfinished, find_batch, staged, sweep_staging

ROWS = pa.table({"n": [1, 2]})


def test_a_batch_is_computed_once_and_found_by_its_key(tmp_path: Path) -> None:
    first = staged(tmp_path, "extract", "k", lambda: ({"rows": ROWS}, 2))
    second = staged(tmp_path, "extract", "k", lambda: pytest.fail("computed again"))
    assert (first.outcome, second.outcome, second.n_rows) == ("computed", "reused", 2)
    assert second.read("rows").to_pylist() == [{"n": 1}, {"n": 2}]


def test_a_batch_whose_computing_died_is_not_there(tmp_path: Path) -> None:
    def dies() -> tuple[dict[str, pa.Table], int]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        staged(tmp_path, "extract", "k", dies)
    (tmp_path / "extract" / "half").mkdir(parents=True)
    assert find_batch(tmp_path, "extract", "k") is None
    assert find_batch(tmp_path, "extract", "half") is None


def test_tables_of_the_batch_before_go_with_it_but_for_those_made_anew(tmp_path: Path) -> None:
    first = staged(tmp_path, "extract", "a", lambda: ({"texts": ROWS, "refused": ROWS}, 2))
    other = pa.table({"n": [3]})
    second = staged(tmp_path, "structure", "b", lambda: ({"refused": other}, 2), first)
    assert second.read("texts") == ROWS
    assert second.read("refused") == other
    assert concatenated([first, second], "refused").num_rows == 3
    assert concatenated([first, second], "none") is None


def test_keys_depend_on_every_part_and_their_order() -> None:
    keys = {batch_key("a", "b"), batch_key("b", "a"), batch_key("a"), batch_key("a", "b", "c")}
    assert len(keys) == 4
    assert batch_key("a", "b") == batch_key("a", "b")


def test_sweeping_removes_everything_staged(tmp_path: Path) -> None:
    staged(tmp_path / "staging", "extract", "k", lambda: ({"rows": ROWS}, 2))
    sweep_staging(tmp_path / "staging")
    sweep_staging(tmp_path / "staging")
    assert not (tmp_path / "staging").exists()


def cut(folder: Path) -> None:
    content = (folder / "rows.parquet").read_bytes()
    (folder / "rows.parquet").write_bytes(content[: len(content) // 2])


def blank(folder: Path) -> None:
    """As after a loss of power, when the size had reached the disk and the content had not."""
    (folder / "rows.parquet").write_bytes(bytes((folder / "rows.parquet").stat().st_size))


DAMAGES: dict[str, Callable[[Path], object]] = {
    "half a table": cut,
    "a table of zeros": blank,
    "a table is gone": lambda folder: (folder / "rows.parquet").unlink(),
    "the mark is gone": lambda folder: (folder / MARK).unlink(),
    "half a mark": lambda folder: (folder / MARK).write_text('{"n_rows": 2, "fi', encoding="ascii"),
    "an empty mark": lambda folder: (folder / MARK).write_bytes(b""),
    "a mark of an earlier version": lambda folder: (folder / MARK).write_text('{"n_rows": 2}', encoding="ascii"),
    "a mark that is no mark": lambda folder: (folder / MARK).write_text("[1]", encoding="ascii"),
}


@pytest.mark.parametrize("what", DAMAGES)
def test_a_damaged_batch_is_made_anew_once(tmp_path: Path, what: str) -> None:
    batch = staged(tmp_path, "extract", "k", lambda: ({"rows": ROWS}, 2))
    DAMAGES[what](Path(batch.folder))
    assert find_batch(tmp_path, "extract", "k") is None
    again = staged(tmp_path, "extract", "k", lambda: ({"rows": ROWS}, 2))
    assert (again.outcome, again.read("rows")) == ("computed", ROWS)
    assert staged(tmp_path, "extract", "k", lambda: pytest.fail("computed again")).outcome == "reused"


def test_a_table_damaged_behind_two_batches_is_missed_in_both(tmp_path: Path) -> None:
    first = staged(tmp_path, "extract", "a", lambda: ({"rows": ROWS}, 2))
    staged(tmp_path, "structure", "b", lambda: ({}, 2), first)
    cut(Path(first.folder))  # the second has the same file under another name
    assert find_batch(tmp_path, "structure", "b") is None


def test_a_disk_that_is_full_leaves_nothing_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(pq, "write_table", full)
        with pytest.raises(OSError, match="No space left"):
            staged(tmp_path, "extract", "k", lambda: ({"rows": ROWS}, 2))
    assert list((tmp_path / "extract").iterdir()) == []
    assert staged(tmp_path, "extract", "k", lambda: ({"rows": ROWS}, 2)).outcome == "computed"


def test_what_a_killed_run_was_writing_goes_and_what_it_finished_stays(tmp_path: Path) -> None:
    staged(tmp_path, "extract", "k", lambda: ({"rows": ROWS}, 2))
    half = tmp_path / "structure" / ".k.123.abcd.tmp"
    half.mkdir(parents=True)
    (half / "documents.parquet").write_bytes(b"PAR1")
    drop_unfinished(tmp_path)
    assert not half.exists()
    assert find_batch(tmp_path, "extract", "k") is not None


def test_of_two_who_make_the_same_batch_at_once_both_have_it(tmp_path: Path) -> None:
    barrier = threading.Barrier(2)

    def compute() -> tuple[dict[str, pa.Table], int]:
        barrier.wait(30)
        return {"rows": ROWS}, 2

    found = []
    threads = [
        threading.Thread(target=lambda: found.append(staged(tmp_path, "extract", "k", compute))) for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [batch.read("rows") for batch in found] == [ROWS, ROWS]
    assert [path.name for path in (tmp_path / "extract").iterdir()] == ["k"]
