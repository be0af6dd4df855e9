"""Two commands on one warehouse: one writes, the other waits for it or leaves, and both say so."""

import re
from pathlib import Path

import pytest

from tasks.core.run import Places
from tests.crash.flows import are_gone, children_of, start_ingest, wait_for
from tests.crash.plant import HELD, LET_GO, Point, planted_environment
from tests.pipeline import RAW, Done, all_rows, rows_of

HOLD = Point("inside group", "tasks.core.group.stage:group_documents", "hold")
BUSY = r"run \w+-\w+ \(process {pid} on this machine, since [^)]+\) is writing\s+this\s+warehouse"


def listed(folder: Path) -> dict[str, int]:
    """Every file below a folder, with its time of change."""
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("is_killed", [False, pytest.param(True, marks=pytest.mark.long)])
def test_one_writes_one_leaves_and_one_waits(api: str, five: Done, tmp_path: Path, is_killed: bool) -> None:
    warehouse = tmp_path / "warehouse"
    places, fuse = Places(warehouse), tmp_path / "fuse"
    writer = start_ingest(RAW, warehouse, tmp_path / "writer.log", env=planted_environment(HOLD, tmp_path))
    others = []
    try:
        assert wait_for(fuse.with_name(HELD).exists), writer.said()
        children, staged = children_of(writer), listed(places.staging)
        others.append(start_ingest(RAW, warehouse, tmp_path / "leaves.log"))
        others.append(start_ingest(RAW, warehouse, tmp_path / "waits.log", "--wait-minutes", "5"))
        code, said = others[0].ended()
        assert (code, bool(re.search(BUSY.format(pid=writer.process.pid), said))) == (1, True), said
        assert wait_for(lambda: "Waiting up to" in others[1].said()), others[1].said()
        assert listed(places.staging) == staged
        assert not places.published.exists()
        if is_killed:
            writer.process.kill()
        fuse.with_name(LET_GO).touch()
        assert writer.ended()[0] == (-9 if is_killed else 0), writer.said()
        code, said = others[1].ended()
        assert (code, f"process {writer.process.pid} on this machine" in said) == (0, True), said
        assert wait_for(lambda: are_gone(children))
    finally:
        for command in (writer, *others):
            command.process.kill()
            command.process.wait()
    assert all_rows(places.published) == all_rows(five.published)
    assert sorted(rows_of(places.published, "select state, n_loaded from ops.runs"))[0] == ("completed", 5)
    outcomes = "select distinct outcome from ops.steps where step in ('extract', 'structure')"
    assert rows_of(places.published, outcomes) == [("reused" if is_killed else "computed",)]
