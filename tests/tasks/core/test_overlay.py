"""The overlay writes nothing outside the warehouse's own folder, whatever folder a run is started from."""

from pathlib import Path

import pytest

from tasks.core.overlay import Incoming, overlay


def test_what_does_not_fit_into_memory_lies_beside_the_build_file_and_is_gone_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state, elsewhere = tmp_path / "state", tmp_path / "elsewhere"
    state.mkdir()
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    with overlay(state / "build.duckdb", Incoming()) as connection:
        connection.execute("set memory_limit = '60MB'")
        connection.execute(
            "create temp table wide as select repeat(md5(range::varchar), 3) as text from range(1_000_000)"
        )
        assert [path.name for path in state.iterdir()] == ["spill"]
    assert list(state.iterdir()) == []
    assert list(elsewhere.iterdir()) == []
