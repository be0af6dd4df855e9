"""A file that did not change is not opened again, and one that did is always noticed."""

import hashlib
import os
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.core.intake import read, remembered
from tasks.core.intake.known import Known
from tasks.core.intake.look import look_at_all
from tasks.core.intake.remembered import (
    SECOND_NS,
    SETTLED_COARSE_NS,
    SETTLED_NS,
    Remembered,
    is_settled,
    remembered_file,
    seems_as_it_was,
)
from tasks.core.intake.sweep import sweep_source
from tasks.core.intake.walk import walk
from tasks.core.run import Run

START = datetime(2026, 1, 2, 3, 4, 5)
NAMES = ("a.txt", "b.txt", os.fsdecode(b"\xff\n.txt"), "\\xff\n.txt", "c/d.txt")


def run_over(source: Path) -> Run:
    return Run("run", START, source, "inbox", source.parent / "warehouse")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are opened, as it happens."""
    found: list[str] = []
    real = read.open_without_waiting

    def observed(location: Path) -> int:
        found.append(location.name)
        return real(location)

    monkeypatch.setattr(read, "open_without_waiting", observed)
    return found


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every look is an hour after the files were written."""
    real = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: real() + 3600 * SECOND_NS)


def sweep(source: Path, known: Known | None = None) -> list[dict[str, Any]]:
    return sweep_source(run_over(source), known or Known())


def status(mtime_ns: int, ctime_ns: int) -> os.stat_result:
    whole = os.stat_result((0o100644, 7, 1, 1, 0, 0, 5, 0, 0, 0), {"st_mtime_ns": mtime_ns, "st_ctime_ns": ctime_ns})
    assert (whole.st_mtime_ns, whole.st_ctime_ns) == (mtime_ns, ctime_ns)
    return whole


def refused_before(rows: list[dict[str, Any]]) -> Known:
    """A warehouse that refused the documents of a sweep, so that their bytes are not asked for again."""
    ids = {row["document_id"] for row in rows}
    given = Known().determinants
    return Known(steps={one: {"extract": ("rejected", given.fingerprint("extract", one, "rejected"))} for one in ids})


@pytest.mark.usefixtures("later")
def test_what_did_not_change_is_not_opened_again(source: Path, opened: list[str]) -> None:
    for name in NAMES:
        (source / name).parent.mkdir(exist_ok=True)
        (source / name).write_text(f"We met in {name!r}.", encoding="utf-8")
    (source / "link.txt").symlink_to("a.txt")
    first = sweep(source)
    assert len(opened) == len(first) == len({row["path"] for row in first}) == len(NAMES) + 1
    known = refused_before(first)
    opened.clear()
    assert sweep(source, known) == first
    assert opened == []
    (source / "c" / "d.txt").write_text("We met in Oslo.", encoding="utf-8")
    changed = sweep(source, known)
    assert opened == ["d.txt"]
    assert [row["path"] for row in changed if row not in first] == ["c/d.txt"]


@pytest.mark.usefixtures("later")
def test_a_document_that_has_to_be_read_is_read_where_its_bytes_are_not_kept(source: Path, opened: list[str]) -> None:
    (source / "a.txt").write_text("We met.", encoding="utf-8")
    sweep(source)
    folder = run_over(source).places.bytes
    (kept,) = (file for file in folder.rglob("*") if file.is_file())
    sweep(source)
    assert opened == ["a.txt"]
    kept.unlink()
    sweep(source)
    assert opened == ["a.txt", "a.txt"]
    assert kept.read_text(encoding="utf-8") == "We met."


def test_what_changed_a_moment_ago_is_read_again(source: Path, opened: list[str]) -> None:
    (source / "a.txt").write_text("We met.", encoding="utf-8")
    os.utime(source / "a.txt", (0, 0))
    assert sweep(source) == sweep(source)
    assert opened == ["a.txt", "a.txt"]


@pytest.mark.parametrize(
    ("mtime_ns", "ctime_ns", "expected"),
    [
        (-SETTLED_NS, -SETTLED_NS, True),
        (-SETTLED_NS, 1 - SETTLED_NS, False),
        (1 - SETTLED_NS, -SETTLED_NS, False),
        (SECOND_NS, -SETTLED_NS, False),
        (-SETTLED_COARSE_NS, -5 - SETTLED_COARSE_NS, True),
        (-SETTLED_COARSE_NS, -5 - SETTLED_COARSE_NS // 2, False),
    ],
)
def test_a_change_after_the_look_would_show_in_the_times(mtime_ns: int, ctime_ns: int, expected: bool) -> None:
    """The last two: a file system that tells seconds alone. Times are those since the look."""
    looked_at_ns = 1_800_000_000 * SECOND_NS + 5
    assert is_settled(status(looked_at_ns + mtime_ns, looked_at_ns + ctime_ns), looked_at_ns) is expected


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("damage", ["lost", "cut", "bit", "no json", "other code", "clock went back", "lower limit"])
def test_without_what_was_remembered_everything_is_read_again(
    source: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    for name in ("a.txt", "b.txt"):
        (source / name).write_text(f"We met in {name}.", encoding="utf-8")
    first = sweep(source)
    known = refused_before(first)
    opened.clear()
    file = remembered_file(run_over(source).places, "inbox")
    content = file.read_bytes()
    if damage == "lost":
        file.unlink()
    elif damage == "cut":
        file.write_bytes(content[:-40])
    elif damage == "bit":
        document_id = first[0]["document_id"].encode()
        file.write_bytes(content.replace(document_id, document_id[::-1]))
    elif damage == "no json":
        file.write_bytes(b"\x00")
    elif damage == "other code":
        monkeypatch.setattr(remembered, "step_fingerprint", lambda step: f"another {step}")
    elif damage == "clock went back":
        monkeypatch.setattr(time, "time_ns", lambda: int(file.stat().st_mtime_ns) - SECOND_NS)
    elif damage == "lower limit":
        run = run_over(source)
        small = Run(run.run_id, START, source, "inbox", run.warehouse, max_file_bytes=3)
        assert {row["reason"] for row in sweep_source(small, known)} == {"too_large"}
    expected = [] if damage == "lower limit" else first
    assert (expected or first) == sweep(source, known)
    assert sorted(set(opened)) == ["a.txt", "b.txt"]


def test_times_that_no_calendar_has_are_the_last_that_it_has() -> None:
    assert read.moment(0) == datetime(1970, 1, 1)
    assert read.moment(1e18) == datetime.max
    assert read.moment(-1e18) == datetime.min


TEXTS = st.sampled_from(["We met in Oslo.", "We met in Bonn.", "We met in Oslo and in Bonn."])
PATHS = st.sampled_from(NAMES)
CHANGES = st.one_of(
    st.tuples(st.just("write"), PATHS, TEXTS),
    st.tuples(st.just("write and restore the times"), PATHS, TEXTS),
    st.tuples(st.just("put in place"), PATHS, TEXTS),
    st.tuples(st.just("touch"), PATHS, TEXTS),
    st.tuples(st.just("remove"), PATHS, TEXTS),
    st.tuples(st.just("link"), PATHS, PATHS),
    st.tuples(st.just("swap"), PATHS, PATHS),
)
TICK = 0.015  # seconds: longer than any clock of the kernel needs for a tick


def change(source: Path, kind: str, name: str, given_text: str) -> None:
    """Something that people and programs do to files, whether it is possible just now or not."""
    path = source / name
    path.parent.mkdir(exist_ok=True)
    there = path.is_file()
    if kind == "write" or (kind == "put in place" and not there):
        if path.is_symlink():
            path.unlink()
        path.write_text(given_text, encoding="utf-8")
    elif kind == "write and restore the times" and there:
        before = path.stat()
        path.write_text(given_text, encoding="utf-8")
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    elif kind == "put in place":
        beside = source / ".beside"
        beside.write_text(given_text, encoding="utf-8")
        before = path.stat()
        os.utime(beside, ns=(before.st_atime_ns, before.st_mtime_ns))
        beside.replace(path)
    elif kind == "touch" and there:
        os.utime(path, (1, 1))
    elif kind == "remove":
        path.unlink(missing_ok=True)
    elif kind == "link" and given_text != name:
        path.unlink(missing_ok=True)
        path.symlink_to(source / given_text)
    elif kind == "swap" and there and (source / given_text).is_file() and given_text != name:
        path.rename(source / ".beside")
        (source / given_text).rename(path)
        (source / ".beside").rename(source / given_text)


@settings(max_examples=40)
@given(st.lists(st.tuples(CHANGES, st.booleans()), min_size=1, max_size=8))
def test_rows_are_the_same_whether_anything_is_remembered_or_not(
    changes: list[tuple[tuple[str, str, str], bool]],
) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
        patched.setattr(remembered, "SETTLED_NS", int(TICK * SECOND_NS))
        source = Path(folder) / "inbox"
        source.mkdir()
        run, known = run_over(source), Known()
        for name in NAMES:
            change(source, "write", name, "We met in Oslo.")
        for (kind, name, given_text), is_settled_first in changes:
            if is_settled_first:
                time.sleep(TICK)
            sweep_source(run, known)
            change(source, kind, name, given_text)
            expected = look_at_all(walk(source), run, known, Remembered()).rows
            assert sweep_source(run, known) == list(expected)


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("kind", ["write and restore the times", "put in place"])
def test_other_bytes_of_the_same_size_and_time_are_noticed(source: Path, kind: str) -> None:
    file = source / "a.txt"
    file.write_text("We met in Oslo.", encoding="utf-8")
    before = (sweep(source), file.stat())
    while file.stat().st_ctime_ns == before[1].st_ctime_ns:
        change(source, kind, "a.txt", "We met in Bonn.")
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (before[1].st_size, before[1].st_mtime_ns)
    after = sweep(source)
    assert [row["document_id"] for row in after] == [hashlib.sha256(b"We met in Bonn.").hexdigest()]
    assert after != before[0]


def test_a_glance_shows_whether_a_source_is_as_it_was(source: Path, later: None) -> None:
    def is_same() -> bool:
        return seems_as_it_was(run_over(source).places, "inbox", source)

    for name in ("a.txt", "b.txt"):
        (source / name).write_text(f"We met in {name}.", encoding="utf-8")
    assert not is_same(), "nothing is remembered yet"
    sweep(source)
    assert is_same()
    (source / "c.txt").write_text("We met again.", encoding="utf-8")
    assert not is_same()
    (source / "c.txt").unlink()
    assert is_same()
    (source / "b.txt").write_text("We met on b.txt.", encoding="utf-8")
    assert not is_same()
    (source / "b.txt").unlink()
    assert not is_same()
