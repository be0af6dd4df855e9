"""One run over a folder of nothing but trouble, and five good files."""

import os
import shutil
import socket
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tasks.core.intake.read import read_file
from tasks.core.intake.walk import FoundFile, RefusedFile
from tests.hostile.outcomes import SMALL
from tests.hostile.test_files import FAMILIES
from tests.pipeline import RAW, Done, rows_of, sweep

MIN_CASES = 80
NAMES = (
    b"line\nfeed.txt",
    b"\xff\xfe.txt",
    b"tab\tand\x1b[31mcolour.txt",
    b"'; drop table files; --.txt",
    b"a" * 251 + b".txt",
)
FACTS = """
    select path, kind, title, issuer, level, date_edtf, place, n_numbered, body
    from core.documents join raw.files using (document_id)
    where path like 'b9-%' or path like 'nato-%' order by path"""


def fill_with_cases(folder: Path) -> int:
    """All hostile files, each under a name that lies; how many they are."""
    names: Counter[str] = Counter()
    endings = ("txt", "pdf", "docx", "html", "")
    for family in FAMILIES:
        for name, content, _ in family():
            base = f"{family.__module__.rpartition('.')[2]}-{name}"
            names[base] += 1
            place = folder / f"{base}-{names[base]}.{endings[names.total() % len(endings)]}"
            place.write_bytes(content)
    return names.total()


def fill_with_places(folder: Path) -> None:
    """Entries that are no files, lead nowhere or elsewhere, or have names that are no text."""
    (folder / "loop").symlink_to("loop")
    (folder / "ping").symlink_to("pong")
    (folder / "pong").symlink_to("ping")
    (folder / "up").symlink_to("..")
    (folder / "passwords").symlink_to("/etc/passwd")
    (folder / "zeros").symlink_to("/dev/zero")
    (folder / "stdin").symlink_to("/dev/stdin")
    (folder / "nothing").symlink_to("gone")
    os.mkfifo(folder / "pipe.txt")
    deep = folder.joinpath(*["d"] * 40)
    deep.mkdir(parents=True)
    (deep / "deep.txt").write_text("We met in Riga.", encoding="utf-8")
    for name in NAMES:
        (folder / os.fsdecode(name)).write_text(f"We met in Riga. {name!r}", encoding="utf-8")
    with socket.socket(socket.AF_UNIX) as listener:
        here = Path.cwd()
        os.chdir(folder)  # the path of a socket has a hundred characters at most
        listener.bind("socket")
        os.chdir(here)


@pytest.fixture(scope="module")
def trouble(tmp_path_factory: pytest.TempPathFactory) -> Done:
    """A run over all of it, the five statements of `raw/` among them."""
    folder = tmp_path_factory.mktemp("trouble") / "inbox"
    folder.mkdir()
    assert fill_with_cases(folder) >= MIN_CASES
    fill_with_places(folder)
    for statement in RAW.glob("*.txt"):
        shutil.copy(statement, folder)
    return sweep(folder, folder.parent / "warehouse", limits=SMALL, max_file_bytes=8 * 2**20)


def test_files_seen_are_files_loaded_and_files_rejected(trouble: Done) -> None:
    counts = trouble.loaded.counts if trouble.loaded else {}
    assert counts["n_files_seen"] == counts["n_loaded"] + counts["n_duplicate_files"] + counts["n_rejected"]
    on_disk = sum(len(files) for _, _, files in os.walk(trouble.run.source)) + 1  # `up` is a link to a folder
    assert counts["n_files_seen"] == on_disk


def test_the_good_files_are_read_as_ever(trouble: Done, five: Done) -> None:
    assert rows_of(trouble.published, FACTS) == rows_of(five.published, FACTS)
    assert len(rows_of(trouble.published, FACTS)) == 5


def test_every_rejection_says_why_and_what_to_do(trouble: Done) -> None:
    rejections = rows_of(trouble.published, "select path, reason, detail from ops.rejections")
    assert [path for path, _, detail in rejections if len(detail) < 20] == []
    assert {"structure_failed", "annotate_failed", "reader_failed"} & {reason for _, reason, _ in rejections} == set()


def test_places_that_are_no_files_are_named(trouble: Done) -> None:
    found = dict(rows_of(trouble.published, "select path, reason from ops.rejections"))
    loops = {found.pop(name) for name in ("loop", "ping", "pong")}
    assert loops <= {"unreadable", "vanished"}
    named = {name: found.get(name) for name in ("up", "passwords", "zeros", "nothing", "pipe.txt", "socket")}
    assert named == {
        "up": "outside_source",
        "passwords": "outside_source",
        "zeros": "outside_source",
        "nothing": "vanished",
        "pipe.txt": "not_a_file",
        "socket": "not_a_file",
    }
    assert found["stdin"] in ("outside_source", "unreadable", "vanished")


def test_names_that_are_no_text_are_kept_as_text(trouble: Done) -> None:
    paths = {path for (path,) in rows_of(trouble.published, "select path from raw.files where state = 'present'")}
    assert {"line\nfeed.txt", "\\xff\\xfe.txt", "tab\tand\x1b[31mcolour.txt", "'; drop table files; --.txt"} <= paths
    assert any(path.endswith("d/deep.txt") for path in paths)


def test_nothing_of_the_system_is_in_the_warehouse(trouble: Done) -> None:
    leaks = rows_of(trouble.published, "select document_id from raw.texts where contains(text, 'root:x:0')")
    assert leaks == []


def test_names_that_lie_are_noted(trouble: Done) -> None:
    noted = rows_of(
        trouble.published, "select count(*) from ops.failed_rows where rule_id = 'file_is_what_its_name_says'"
    )
    assert noted[0][0] > MIN_CASES / 4


def test_running_again_finds_nothing_new(trouble: Done) -> None:
    again = sweep(trouble.run.source, trouble.run.warehouse, limits=SMALL, max_file_bytes=8 * 2**20)
    assert again.news.reasons == ()


@pytest.mark.parametrize("change", [lambda path: path.open("ab").write(b"more"), lambda path: path.write_bytes(b"")])
def test_a_file_that_changes_while_it_is_read_waits_for_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], object]
) -> None:
    path, looks = tmp_path / "growing.txt", iter((False, True))
    path.write_text("We met in Riga.", encoding="utf-8")
    look = os.fstat

    def changed_before(descriptor: int) -> os.stat_result:
        if next(looks):
            change(path)
        return look(descriptor)

    monkeypatch.setattr(os, "fstat", changed_before)
    seen = read_file(FoundFile("growing.txt", path), 1000)
    monkeypatch.undo()
    assert isinstance(seen, RefusedFile)
    assert seen.reason == "changed_while_read"
