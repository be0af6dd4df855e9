"""Disks that become full or read-only at every point of a run: what it says, and what the next run makes of it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import duckdb
import pytest

from schemas.rules_model import WAREHOUSE
from tasks.core.run import Places
from tasks.core.trouble import STANDS, TroubleError, explaining
from tasks.core.validate import stage
from tasks.core.validate.result import Validated
from tasks.core.validate.run import validate
from tests import pipeline
from tests.hostile.disks import Disk, full_disk, read_only_disk, short_files
from tests.pipeline import all_rows, sweep

FIRST = "Joint Statement by the Ministers of Poland and Latvia\n\nRiga, 4 May 2023\n\n1. We agreed on peace.\n"
SECOND = FIRST.replace("Latvia", "Estonia").replace("peace", "trade with Norway, and condemn the attack on Narva")
POINTS = {  # what is about to be done when the trouble begins, and the file or folder that is named
    "pipeline.write_journal": "/.state/runs",
    "intake.look.keep_bytes": "/.state/bytes",
    "pipeline.extract_batch": "/.state/staging",
    "pipeline.group_all": "/.state/staging",
    "pipeline.annotate_batch": "/.state/staging",
    "pipeline.load": "/.state/build.duckdb",
    "load.load.create_views": "/.state/build.duckdb",
    "pipeline.publish_run": "/",
}
DISKS: dict[str, Callable[[Path], AbstractContextManager[Disk]]] = {
    "full": full_disk,
    "read-only": read_only_disk,
    "short files": short_files,
}
CASES = [
    pytest.param(name, point, marks=() if name == "full" or point == "pipeline.extract_batch" else pytest.mark.long)
    for name in DISKS
    for point in POINTS
]


@pytest.fixture(scope="module", autouse=True)
def no_last_gate() -> Iterator[None]:
    """The rules on the whole warehouse are half of the work of a run over one file, and have tests of their own."""

    def applied(connection: duckdb.DuckDBPyConnection, suite: str, run_id: str = "") -> Validated:
        return Validated((), (), {}, "") if suite == WAREHOUSE else validate(connection, suite, run_id)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stage, "validate", applied)
        yield


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("trouble") / "inbox"
    folder.mkdir()
    (folder / "first.txt").write_text(FIRST, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def before(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of one statement; another has arrived since."""
    warehouse = tmp_path_factory.mktemp("before") / "warehouse"
    sweep(source, warehouse)
    (source / "second.txt").write_text(SECOND, encoding="utf-8")
    return warehouse


@pytest.fixture(scope="module")
def after(source: Path, before: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The rows of a run that nothing disturbed."""
    warehouse = tmp_path_factory.mktemp("after") / "warehouse"
    shutil.copytree(before, warehouse)
    return all_rows(sweep(source, warehouse).published)


def begin_before(patch: pytest.MonkeyPatch, point: str, disk: Disk) -> None:
    """Let the trouble begin when a function is called for the first time."""
    module, _, name = point.rpartition(".")
    owner: Any = pipeline if module == "pipeline" else __import__(f"tasks.core.{module}", fromlist=[name])
    work = getattr(owner, name)
    has_begun: list[bool] = []

    def troubled(*given: Any, **named: Any) -> Any:
        if not has_begun:
            has_begun.append(True)
            disk.begin()
        return work(*given, **named)

    patch.setattr(owner, name, troubled)


@pytest.mark.parametrize(("name", "point"), CASES)
def test_a_run_says_what_to_do_and_the_next_one_goes_on(
    name: str, point: str, source: Path, before: Path, after: dict[str, list[str]], tmp_path: Path
) -> None:
    with DISKS[name](tmp_path / "disk") as disk, pytest.MonkeyPatch.context() as patch:
        places = Places(disk.folder / "warehouse")
        shutil.copytree(before, places.folder)
        published = places.published.read_bytes()
        begin_before(patch, point, disk)
        try:
            with pytest.raises(TroubleError) as told, explaining(places):
                sweep(source, places.folder)
        finally:
            disk.end()
        where, _, what = str(told.value).partition(": ")
        assert where.startswith(f"{places.folder}{POINTS[point]}")
        assert what.startswith(disk.words)
        assert what.endswith(f", and run this again. {STANDS}")
        assert places.published.read_bytes() == published
        assert [path for path in places.folder.rglob("*") if path.suffix == ".tmp"] == []
        assert all_rows(sweep(source, places.folder).published) == after
