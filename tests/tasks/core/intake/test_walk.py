"""Every entry of a source is a file to read or a refusal with its reason."""

import os
from pathlib import Path

import pytest

from tasks.core.intake.read import SeenFile, read_file
from tasks.core.intake.walk import FoundFile, RefusedFile, SourceError, walk

DEPTH = 1100  # deeper than Python calls itself


def outcomes(source: Path) -> dict[str, str]:
    return {entry.path: entry.reason if isinstance(entry, RefusedFile) else "found" for entry in walk(source)}


def test_files_are_found_at_any_depth_in_the_order_of_their_paths(source: Path) -> None:
    for path in ("b.txt", "a/z.txt", "a/b/c.txt", ".DS_Store", ".git/config"):
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        (source / path).write_text("x", encoding="utf-8")
    assert list(outcomes(source)) == ["a/b/c.txt", "a/z.txt", "b.txt"]


def test_what_is_no_file_is_refused_with_its_reason(source: Path, tmp_path: Path) -> None:
    outside = tmp_path / "secret.txt"
    outside.write_text("x", encoding="utf-8")
    (source / "inside.txt").write_text("x", encoding="utf-8")
    (source / "folder").mkdir()
    (source / "link-inside").symlink_to(source / "inside.txt")
    (source / "link-out").symlink_to(outside)
    (source / "link-to-nothing").symlink_to(source / "gone")
    (source / "link-to-folder").symlink_to(source / "folder")
    (source / "loop").symlink_to(source / "loop")
    (source / "up").symlink_to(source.parent)
    os.mkfifo(source / "pipe")
    found = outcomes(source)
    loop = found.pop("loop")
    assert found == {
        "inside.txt": "found",
        "link-inside": "found",
        "link-out": "outside_source",
        "link-to-folder": "not_a_file",
        "link-to-nothing": "vanished",
        "pipe": "not_a_file",
        "up": "outside_source",
    }
    assert loop in ("unreadable", "vanished")


def test_names_that_are_no_utf8_are_kept_readable(source: Path) -> None:
    os.close(os.open(os.fsencode(source) + b"/bad-\xff\nname.txt", os.O_CREAT | os.O_WRONLY))
    assert outcomes(source) == {"bad-\\xff\nname.txt": "found"}


def test_no_two_names_are_told_as_one(source: Path) -> None:
    names = (b"\xff.txt", b"\\xff.txt", b"\\\xff.txt", b"\\x5cxff.txt", b"\\xFF.txt", b"a\\b.txt")
    for name in names:
        (source / os.fsdecode(name)).touch()
    told = outcomes(source)
    assert len(told) == len(names)
    assert {"\\xff.txt", "\\x5cxff.txt", "\\\\xff.txt", "\\x5cx5cxff.txt", "\\xFF.txt", "a\\b.txt"} == set(told)


def test_folders_may_lie_in_each_other_as_deep_as_they_want(source: Path) -> None:
    folder, made = source, []
    for _ in range(DEPTH):
        folder = folder / "d"
        folder.mkdir()
        made.append(folder)
    (folder / "deep.txt").touch()
    assert list(outcomes(source)) == [f"{'d/' * DEPTH}deep.txt"]
    (folder / "deep.txt").unlink()
    for each in reversed(made):  # what removes temporary folders goes down by recursion
        each.rmdir()


@pytest.mark.parametrize("place", ["missing", "file.txt"])
def test_a_source_that_is_no_folder_is_said_so(source: Path, place: str) -> None:
    (source / "file.txt").write_text("x", encoding="utf-8")
    with pytest.raises(SourceError, match=place):
        list(walk(source / place))


def test_a_file_that_went_away_and_one_too_large_are_refused(source: Path) -> None:
    large = source / "large.txt"
    large.write_bytes(b"x" * 101)
    gone = read_file(FoundFile("gone.txt", source / "gone.txt"), 100)
    assert isinstance(gone, RefusedFile)
    assert gone.reason == "vanished"
    refused = read_file(FoundFile("large.txt", large), 100)
    assert isinstance(refused, RefusedFile)
    assert refused.reason == "too_large"
    assert "101" in refused.detail
    assert isinstance(read_file(FoundFile("large.txt", large), 101), SeenFile)


def test_a_pipe_put_in_the_place_of_a_file_does_not_hold_up_the_run(source: Path) -> None:
    os.mkfifo(source / "late.txt")
    refused = read_file(FoundFile("late.txt", source / "late.txt"), 100)
    assert isinstance(refused, RefusedFile)
    assert refused.reason == "not_a_file"
