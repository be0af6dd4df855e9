"""Killed anywhere, the next run completes what was begun, and readers never noticed."""

import sys
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from tasks.core.load.journals import INTERRUPTED
from tests.crash.child import ENDED_BY_SIGKILL
from tests.crash.matrix import Mended, Scene, first_scene, mend, scene
from tests.crash.plant import Point
from tests.crash.points import BY_NAME, FIRST_RUN, POINTS

SAMPLE = (
    "inside structure, half a folder",
    "in load, within the transaction",
    "in the checkpoint, before the header",
    "in the copy",
    "after the replacement, before the folder is on disk",
)
KILLED_FIRST = FIRST_RUN[2]
OF_DOCUMENTS = {"extract", "structure", "annotate"}


def check(given: Scene, point: Point, folder: Path) -> Mended:
    """One kill, and all that must hold after it."""
    seen = mend(given, point, folder)
    assert seen.exit_code == ENDED_BY_SIGKILL, f"{point.name}: the run was not killed"
    assert not seen.is_locked
    assert (seen.state, seen.reason) in [("failed", INTERRUPTED), ("completed", None)]
    assert seen.sight.errors == []
    publications = [answer[0] for answer in seen.sight.answers]
    assert len(publications) == len(set(publications)), f"a publication changed: {seen.sight.answers}"
    assert set(publications) <= set(seen.runs)
    assert {answer[1] for answer in seen.sight.answers} == {1}
    if seen.was_loaded:
        assert (seen.reused, seen.made & OF_DOCUMENTS) == ({}, set())
    else:
        assert seen.reused == seen.finished
    assert seen.found == given.wanted
    assert seen.left == []
    return seen


def checked(points: Sequence[tuple[Scene, Point]], folder: Path) -> dict[Point, Future[Mended]]:
    """All these kills, two at a time; done when this returns."""
    with ThreadPoolExecutor(2) as threads:
        folders = [folder / str(number) for number in range(len(points))]
        for each in folders:
            each.mkdir()
        return {
            point: threads.submit(check, given, point, each)
            for (given, point), each in zip(points, folders, strict=True)
        }


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> dict[Point, Future[Mended]]:
    """The kills that every change has to stand."""
    second = scene(tmp_path_factory.mktemp("second"), is_quick=True)
    first = first_scene(tmp_path_factory.mktemp("first"), is_quick=True)
    given = [*((second, BY_NAME[name]) for name in SAMPLE), (first, KILLED_FIRST)]
    return checked(given, tmp_path_factory.mktemp("kills"))


@pytest.mark.parametrize("name", SAMPLE)
def test_a_run_that_was_killed_is_mended_by_the_next(name: str, sample: dict[Point, Future[Mended]]) -> None:
    assert sample[BY_NAME[name]].result().sight.n_queries > 0


def test_a_first_run_that_was_killed_is_mended_by_the_next(sample: dict[Point, Future[Mended]]) -> None:
    assert len(sample[KILLED_FIRST].result().sight.answers) == 1


@pytest.mark.long
def test_the_whole_matrix(tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]) -> None:
    second = scene(tmp_path_factory.mktemp("second"), is_quick=False)
    first = first_scene(tmp_path_factory.mktemp("first"), is_quick=False)
    given = [*((second, point) for point in POINTS), *((first, point) for point in FIRST_RUN)]
    jobs = checked(given, tmp_path_factory.mktemp("kills"))
    problems = [f"{point.name}: {job.exception()}" for point, job in jobs.items() if job.exception()]
    seen = [job.result().sight for job in jobs.values() if not job.exception()]
    queries, errors = sum(one.n_queries for one in seen), sum(len(one.errors) for one in seen)
    with capsys.disabled():
        sys.stdout.write(f"\n{len(jobs)} kills, {len(seen)} mended, {queries:,} queries of readers, {errors} errors\n")
    assert problems == []
