"""Batches appear whole or not at all, and are found again by what they were made from."""

from pathlib import Path

import pyarrow as pa
import pytest

from tasks.core.staging import batch_key, concatenated, find_batch, staged, sweep_staging

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
