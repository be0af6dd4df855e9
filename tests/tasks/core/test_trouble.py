"""Errors from outside, told in sentences that say what, where, and what to do."""

import errno
import os
import shutil
import sqlite3
from collections import namedtuple
from pathlib import Path

import duckdb
import pytest

from tasks.core.intake.walk import SourceError
from tasks.core.run import Places
from tasks.core.trouble import MIB, SPARE_BYTES, STANDS, TroubleError, check_room, explained, explaining, trouble

Usage = namedtuple("Usage", "total used free")
LOAD, STAGED = "/w/.state/build.duckdb", "/w/.state/staging/extract/.ab12.9.tmp/texts.parquet"
CASES = (
    (
        OSError(errno.ENOSPC, "No space left on device", STAGED),
        f"{STAGED}: the disk is full (3 MiB free of 40), while a batch of the step extract was written."
        " Make room there, and run this again.",
    ),
    (
        duckdb.TransactionException(f'Failed to commit: Could not write file "{LOAD}.wal": No space left on device'),
        f"{LOAD}.wal: the disk is full (3 MiB free of 40), while rows were loaded."
        " Make room there, and run this again.",
    ),
    (
        duckdb.OutOfMemoryException("failed to offload data block.\nThis limit was set by 'max_temp_directory_size'"),
        "/w: the disk is full (3 MiB free of 40). Make room there, and run this again.",
    ),
    (
        duckdb.OutOfMemoryException("Out of Memory Error: could not allocate block of size 256.0 KiB"),
        "/w: there is not enough memory. End other programs, or set `--batch-documents` lower, and run this again.",
    ),
    (
        MemoryError(),
        "/w: there is not enough memory. End other programs, or set `--batch-documents` lower, and run this again.",
    ),
    (
        OSError(errno.EDQUOT, os.strerror(errno.EDQUOT), "/w/.state/bytes/ab/abcd"),
        "/w/.state/bytes/ab/abcd: the quota of this user is used up (3 MiB free of 40 on the disk itself), while bytes"
        " of new files were kept. Make room there, or raise the quota, and run this again.",
    ),
    (
        OSError(errno.EROFS, os.strerror(errno.EROFS), "/w/.state/lock"),
        "/w/.state/lock: the file system is read-only, before anything was done. Mount it for writing, and run this"
        " again.",
    ),
    (
        duckdb.IOException(f'IO Error: Cannot open file "{LOAD}": Permission denied'),
        f"{LOAD}: this user may not write there, while rows were loaded. Give user {os.getuid()} the right to write the"
        " folder and what is in it, and run this again.",
    ),
    (
        sqlite3.OperationalError("attempt to write a readonly database"),
        f"/w: this user may not write there. Give user {os.getuid()} the right to write the folder and what is in it,"
        " and run this again.",
    ),
    (
        sqlite3.OperationalError("database or disk is full"),
        "/w: the disk is full (3 MiB free of 40). Make room there, and run this again.",
    ),
    (
        OSError(errno.ESTALE, os.strerror(errno.ESTALE), "/w/.state/runs/r.json"),
        "/w/.state/runs/r.json: the disk or the share does not answer as it should, while the run's journal was"
        " written. Look at it (`dmesg`), and run this again.",
    ),
    (
        FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), "/w/.state/staging"),
        "/w/.state/staging: it is gone, while a batch was written. See who removed it, or whether the share is still"
        " mounted, and run this again.",
    ),
)


@pytest.mark.parametrize(("error", "told"), CASES, ids=lambda each: type(each).__name__)
def test_what_is_said_of_an_error(error: Exception, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(40 * MIB, 37 * MIB, 3 * MIB))
    assert explained(error, Places(Path("/w"))) == f"{told} {STANDS}"


def test_too_many_open_files_are_told_with_their_limit() -> None:
    said = explained(OSError(errno.EMFILE, "Too many open files"), Places(Path("/w")))
    assert "too many files are open (" in said
    assert "`ulimit -n 4096`" in said


@pytest.mark.parametrize(
    "error",
    [
        ValueError("No space left on device"),
        FileNotFoundError(errno.ENOENT, "No such file or directory", "/elsewhere/model"),
        duckdb.CatalogException("Catalog Error: Table with name x does not exist!"),
        OSError("no number"),
    ],
)
def test_other_errors_say_what_they_say(error: Exception) -> None:
    assert trouble(error, Places(Path("/w"))) == ""
    assert explained(error, Places(Path("/w"))) == str(error)


def test_our_own_errors_keep_their_words_whatever_they_came_from() -> None:
    error = SourceError("inbox: the folder is gone. Mount it.")
    error.__cause__ = PermissionError(errno.EACCES, "Permission denied", "/w/inbox")
    assert explained(error, Places(Path("/w"))) == str(error)
    with pytest.raises(SourceError, match=r"^inbox: the folder is gone\. Mount it\.$"), explaining(Places(Path("/w"))):
        raise error


def test_an_error_of_a_library_is_told_by_what_it_came_from() -> None:
    error = RuntimeError("task failed")
    error.__cause__ = OSError(errno.EROFS, "Read-only file system", LOAD)
    with pytest.raises(TroubleError, match=rf"^{LOAD}: the file system is read-only"), explaining(Places(Path("/w"))):
        raise error


def test_room_is_asked_for_before_anything_is_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    places = Places(tmp_path / "warehouse")
    places.state.mkdir(parents=True)
    places.build.write_bytes(bytes(3 * MIB))
    needed = 2 * 3 * MIB + SPARE_BYTES
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(2 * needed, needed, needed))
    check_room(places)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(2 * needed, needed + MIB, needed - MIB))
    with pytest.raises(TroubleError) as told:
        check_room(places)
    assert str(told.value) == (
        f"{places.folder}: 69 MiB are free, and a run needs 70 MiB: the build file (3 MiB) 2 times, and 64 MiB for"
        " batches. Make room there, and run this again. Nothing was done."
    )


def test_a_file_system_that_does_not_tell_stops_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(0, 0, 0))
    check_room(Places(tmp_path / "not yet there"))
