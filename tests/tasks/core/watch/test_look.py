"""What a watch looks at is what a sweep reads: the same names, the same rule for what is left out."""

import os
from pathlib import Path

from tasks.core.intake.walk import walk
from tasks.core.watch.look import REFUSED, is_folder, look_again, look_around, look_at_path, name_of

TOO_LONG = "x" * 300  # for any file system


def test_a_look_around_sees_what_a_sweep_sees(source: Path) -> None:
    (source / "deep" / "er").mkdir(parents=True)
    (source / "deep" / "er" / "a.txt").write_text("text")
    (source / ".git").mkdir()
    (source / ".git" / "config").write_text("hidden")
    (source / "b.txt").write_text("more text")
    (source / "link.txt").symlink_to(source / "b.txt")
    (source / "nothing.txt").symlink_to(source / "none")
    (source / "out.txt").symlink_to("/etc/hostname")
    os.mkfifo(source / "pipe")
    found = look_around(source)
    assert sorted(found) == sorted(entry.path for entry in walk(source) if entry.path != "nothing.txt")
    assert (found["out.txt"], found["pipe"], found["link.txt"]) == (REFUSED, REFUSED, found["b.txt"])
    assert found["b.txt"].n_bytes == len("more text")
    assert {path: look_at_path(source, source / path) for path in found} == found
    assert look_again(source, ["b.txt", "nothing.txt"]) == {"b.txt": found["b.txt"], "nothing.txt": None}


def test_names_are_those_of_the_tables_and_none_for_what_a_sweep_does_not_read(source: Path) -> None:
    elsewhere = source.with_name("elsewhere")
    elsewhere.mkdir()
    (elsewhere / "b.txt").write_text("text")
    (source / "link").symlink_to(elsewhere)
    names = {
        source / "deep" / "a.txt": "deep/a.txt",
        source / "link": "link",
        source / "link" / "b.txt": None,  # the system tells of what lies behind a link too
        source / ".git" / "config": None,
        source / "deep" / ".a.txt.tmp": None,
        source: None,
        source / TOO_LONG / "a.txt": f"{TOO_LONG}/a.txt",
        elsewhere / "b.txt": None,
        source / os.fsdecode(b"caf\xe9.txt"): "caf\\xe9.txt",
    }
    assert [is_folder(source / name) for name in ("", "link", "none", TOO_LONG)] == [True, False, False, False]
    assert {location: name_of(source, location) for location in names} == names
