"""A disk that becomes full, or read-only, at a chosen moment: a small one of our own where that is allowed."""

import os
import resource
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

DISK_BYTES = 48 * 2**20
FILLER = "filler"
SMALL_BYTES = 64  # less than any file that a run writes


@dataclass(frozen=True)
class Disk:
    """A folder whose trouble can be begun and ended. `words` is how the trouble is called."""

    folder: Path
    begin: Callable[[], None]
    end: Callable[[], None]
    words: str


def mount(*options: str) -> bool:
    return subprocess.run(["mount", *options], capture_output=True, check=False).returncode == 0


@contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """A file system of its own in memory, if this user may mount one."""
    folder.mkdir()
    if os.geteuid() != 0 or not mount("-t", "tmpfs", "-o", f"size={DISK_BYTES}", "tmpfs", str(folder)):
        yield False
        return
    try:
        yield True
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def full_disk(folder: Path) -> Iterator[Disk]:
    """A disk that is filled to its last byte; where none can be mounted, one that takes short files alone."""
    with small_disk(folder) as is_mounted:
        if not is_mounted:
            with short_files(folder) as disk:
                yield disk
            return

        def fill() -> None:
            filler = os.open(folder / FILLER, os.O_WRONLY | os.O_CREAT)
            try:
                while True:
                    os.write(filler, bytes(4096))
            except OSError:
                os.close(filler)

        yield Disk(
            folder, fill, lambda: (folder / FILLER).unlink(missing_ok=True), "the disk is full (0 MiB free of 48)"
        )


@contextmanager
def read_only_disk(folder: Path) -> Iterator[Disk]:
    """A disk that becomes read-only, as one does that has errors; for others than root, folders without rights.

    Skips the test for a root who may mount nothing: rights do not bind him.
    """
    with small_disk(folder) as is_mounted:
        if is_mounted:
            yield Disk(
                folder,
                lambda: check(mount("-o", "remount,ro", str(folder))),
                lambda: check(mount("-o", "remount,rw", str(folder))),
                "the file system is read-only",
            )
            return
        if os.geteuid() == 0:
            pytest.skip("root may mount nothing here, and writes whatever the rights of a folder are")

        def allow(mode: int) -> None:
            for each in (folder, *folder.rglob("*")):
                each.chmod(mode if each.is_dir() else mode & 0o666)

        try:
            yield Disk(folder, lambda: allow(0o555), lambda: allow(0o755), "this user may not write there")
        finally:
            allow(0o755)


def check(is_done: bool) -> None:
    assert is_done


@contextmanager
def short_files(folder: Path) -> Iterator[Disk]:
    """No file may become longer than a few bytes: what everybody may ask of the system for himself."""
    folder.mkdir(exist_ok=True)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)

    def restore() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    try:
        yield Disk(
            folder,
            lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL_BYTES, before[1])),
            restore,
            "a file may not become larger (than 64 bytes)",
        )
    finally:
        restore()
