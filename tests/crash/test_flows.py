"""The product's own processes killed: a run under a worker, and the command. The next run mends it, and says so."""

from pathlib import Path

import pytest

from tasks.core.ask.status import read_status
from tasks.core.load.journals import INTERRUPTED
from tasks.core.run import Places
from tests.crash.child import ENDED_BY_SIGKILL, Reader
from tests.crash.flows import deployed, end_state, start_ingest, started, worker
from tests.crash.matrix import left_over
from tests.crash.plant import Point, planted_environment
from tests.crash.points import BY_NAME, POINTS
from tests.pipeline import RAW, Done, all_rows, rows_of

UNDER_WORKER, ALONE = BY_NAME["between the batches of structure"], BY_NAME["in load, within the transaction"]
REACHED = [point for point in POINTS if "previous" not in point.name]  # a first run replaces nothing
STEPS = "select outcome from ops.steps where run_id = (select publication_id from ops.publication) and step = ?"


def interrupted(places: Places) -> bool:
    """Whether the last run is told as one that was killed."""
    last = read_status(places).runs[0]
    return (last["state"], last.get("reason")) == ("failed", INTERRUPTED)


def test_a_run_is_killed_under_a_worker_and_the_next_alone_and_the_third_ends_it(
    api: str, five: Done, tmp_path: Path
) -> None:
    warehouse = tmp_path / "warehouse"
    places, given = Places(warehouse), {"source": str(RAW), "warehouse": str(warehouse), "batch_documents": 2}
    reader = Reader(places.published)
    with worker(api, "crash", planted_environment(UNDER_WORKER, tmp_path / "under worker")):
        deployment = deployed(api, "crash", given)
        assert end_state(api, started(api, deployment)) == "CRASHED"
        assert interrupted(places)
        env = planted_environment(ALONE, tmp_path / "alone")
        code, said = start_ingest(RAW, warehouse, tmp_path / "alone.log", env=env).ended()
        assert code == ENDED_BY_SIGKILL, said
        assert interrupted(places)
        assert end_state(api, started(api, deployment)) == "COMPLETED"
    sight = reader.stop()
    assert (sight.errors, len(sight.answers)) == ([], 1)
    assert all_rows(places.published) == all_rows(five.published)
    states = rows_of(places.published, "select state from ops.runs order by run_id")
    assert states == [("failed",), ("failed",), ("completed",)]
    for step in ("extract", "structure", "validate", "group", "annotate"):
        assert rows_of(places.published, STEPS, step) == [("reused",)]
    assert left_over(warehouse) == []


@pytest.mark.long
@pytest.mark.parametrize("point", REACHED, ids=lambda point: point.name)
@pytest.mark.parametrize("kind", ["alone", "worker"])
def test_a_run_that_was_killed_anywhere_is_mended_by_the_next(
    api: str, five: Done, tmp_path: Path, point: Point, kind: str
) -> None:
    warehouse = tmp_path / "warehouse"
    places, given = Places(warehouse), {"source": str(RAW), "warehouse": str(warehouse), "batch_documents": 2}
    reader = Reader(places.published)
    env = planted_environment(point, tmp_path / "planted")
    if kind == "alone":
        code, said = start_ingest(RAW, warehouse, tmp_path / "killed.log", env=env).ended()
        assert code == ENDED_BY_SIGKILL, said
        code, said = start_ingest(RAW, warehouse, tmp_path / "next.log").ended()
        assert code == 0, said
    else:
        with worker(api, "crash", env):
            deployment = deployed(api, "crash", given)
            assert [end_state(api, started(api, deployment)) for _ in range(2)] == ["CRASHED", "COMPLETED"]
    assert reader.stop().errors == []
    assert all_rows(places.published) == all_rows(five.published)
    assert left_over(warehouse) == []
