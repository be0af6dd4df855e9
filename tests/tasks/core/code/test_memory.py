"""What reading the code found is found again as long as the files are the same, and is never the truth."""

import json
import sys
from pathlib import Path

import pytest

from tasks.core.code import memory
from tasks.core.code.memory import Known, remembered

FOUND: dict[str, Known] = {"structure": ({"tasks/core/step.py": "1a2b"}, ["numpy"])}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project in the place of this one, and where its memory lies."""
    (tmp_path / "tasks" / "core").mkdir(parents=True)
    (tmp_path / "schemas").mkdir()
    (tmp_path / "tasks" / "core" / "step.py").write_text("A = 1\n", encoding="utf-8")
    monkeypatch.setattr(memory, "ROOT", tmp_path)
    monkeypatch.setattr(memory, "memory_file", lambda: tmp_path / "cache" / "memory.json")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "cache" / "memory.json"


def unread() -> dict[str, Known]:
    raise AssertionError("the code was read although it is the same")


def test_the_same_files_are_read_once(place: Path) -> None:
    assert remembered(lambda: FOUND) == FOUND
    assert remembered(unread) == FOUND
    assert [path.name for path in place.parent.iterdir()] == [place.name]


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("tasks/core/step.py", "A = 2\n"),
        ("tasks/core/more.py", ""),
        ("schemas/words.csv", "a\n"),
        ("schemas/a.json", "{}"),
    ],
)
def test_another_content_or_another_file_is_read_anew(place: Path, file: str, content: str) -> None:
    remembered(lambda: {})
    (place.parents[1] / file).write_text(content, encoding="utf-8")
    assert remembered(lambda: FOUND) == FOUND


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"key": 1}', "null"])
def test_a_damaged_memory_is_as_none(place: Path, damage: str) -> None:
    remembered(lambda: {})
    place.write_text(damage, encoding="utf-8")
    assert remembered(lambda: FOUND) == FOUND
    assert json.loads(place.read_text(encoding="utf-8"))["steps"]


def test_a_memory_of_another_shape_is_as_none(place: Path) -> None:
    remembered(lambda: {})
    kept = json.loads(place.read_text(encoding="utf-8"))
    place.write_text(json.dumps({**kept, "steps": {"structure": 1}}), encoding="utf-8")
    assert remembered(lambda: FOUND) == FOUND


def test_where_no_compiled_files_are_written_nothing_is_kept(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert remembered(lambda: FOUND) == FOUND
    assert not place.parent.exists()


def test_where_nothing_can_be_written_the_code_is_read_each_time(place: Path) -> None:
    place.parent.write_text("a file in the place of the folder", encoding="utf-8")
    assert remembered(lambda: FOUND) == FOUND
    assert remembered(lambda: {}) == {}
