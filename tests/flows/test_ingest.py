"""The flow on a real server: its graph is the DAG, its artifacts name the files, its failures say why."""

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.flows.asking import artifacts, lines_of, name_of_run, wait_for
from tests.pipeline import RAW, rows_of

DOCUMENTS = ["intake", "extract", "structure", "validate documents", "group", "annotate", "validate annotations"]
DAG = [*DOCUMENTS, "validate warehouse", "load", "publish", "report"]
NUMBER = re.compile(r" \d+ of \d+$")


def graph(api: str, flow_run_id: str) -> dict[str, dict[str, Any]]:
    """Nodes of a flow run's graph by id, once the recorder has written the end of the last of them."""

    def look() -> dict[str, dict[str, Any]]:
        return dict(httpx.get(f"{api}/flow_runs/{flow_run_id}/graph-v2", timeout=10).json()["nodes"])

    def is_whole(nodes: dict[str, dict[str, Any]]) -> bool:
        is_ended = all(node["state_type"] == "COMPLETED" for node in nodes.values())
        return is_ended and any(name_of(node) == "report" for node in nodes.values())

    return wait_for(look, is_whole)


def name_of(node: dict[str, Any]) -> str:
    return NUMBER.sub("", str(node["label"]))


def test_the_servers_graph_is_the_dag(api: str, flow_settings: None, tmp_path: Path) -> None:
    from flows.ingest import ingest

    summary = ingest(str(RAW), str(tmp_path / "warehouse"), batch_documents=3)
    assert summary.is_published
    (flow_run_id,) = rows_of(tmp_path / "warehouse" / "statements.duckdb", "select flow_run_id from ops.runs")[0]
    nodes = graph(api, flow_run_id)
    assert set(DAG) <= {name_of(node) for node in nodes.values()}
    assert all(node["state_type"] == "COMPLETED" for node in nodes.values())
    edges = {(name_of(nodes[parent["id"]]), name_of(node)) for node in nodes.values() for parent in node["parents"]}
    assert set(pairwise(DAG)) - {("group", "annotate")} <= edges
    assert {("group", "find what to annotate"), ("find what to annotate", "annotate")} <= edges
    assert {("group", "find agreed language"), ("find agreed language", "load")} <= edges
    assert {("validate annotations", "validate totals"), ("validate totals", "load")} <= edges
    labels = sorted(node["label"] for node in nodes.values() if name_of(node) == "extract")
    assert labels == ["extract 1 of 2", "extract 2 of 2"]  # five documents in batches of three

    assert name_of_run(api, flow_run_id) == "ingest 5 new"
    assert any("5 files seen: 5 new" in line for line in lines_of(api, flow_run_id, "INFO", "files seen"))
    found = artifacts(api, flow_run_id)
    assert sorted(found) == ["1-summary", "3-failed-rules", "4-statements", "5-files", "6-report"]
    rows = json.loads(found["5-files"]["data"])
    assert sorted(row["file"] for row in rows) == sorted(path.name for path in RAW.iterdir())
    assert {row["outcome"] for row in rows} == {"loaded"}
    assert Path(summary.report).as_uri() in found["6-report"]["data"]
    page = Path(summary.report).read_text(encoding="utf-8")
    assert summary.run_id in page
    assert flow_run_id in page


def test_a_second_run_ends_after_intake_and_is_known_to_status(flow_settings: None, tmp_path: Path) -> None:
    from flows.ingest import ingest
    from tasks.core.ask.status import read_status
    from tasks.core.run import Places

    warehouse = tmp_path / "warehouse"
    first = ingest(str(RAW), str(warehouse))
    before = (warehouse / "statements.duckdb").read_bytes()
    second = ingest(str(RAW), str(warehouse))
    assert (second.reason, second.is_published, second.counts["n_unchanged"]) == ("nothing new", False, 5)
    assert (warehouse / "statements.duckdb").read_bytes() == before
    status = read_status(Places(warehouse))
    assert [run["run_id"] for run in status.runs] == [second.run_id, first.run_id]
    assert [run["state"] for run in status.runs] == ["completed", "completed"]
    assert status.publication is not None
    assert status.publication.publication_id == first.run_id


def test_an_expectation_that_raises_shows_as_errored_and_stops_publication(
    flow_settings: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.ingest import ingest
    from tasks.core.ask.status import read_status
    from tasks.core.run import Places
    from tasks.core.validate import expectations
    from tasks.core.validate.stage import ValidationStopError

    warehouse = tmp_path / "warehouse"
    ingest(str(RAW), str(warehouse))
    before = (warehouse / "statements.duckdb").read_bytes()
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "new.txt").write_text("We, the ministers, met today and agreed on peace.", encoding="utf-8")

    def broken(*_: object) -> object:
        raise ZeroDivisionError("planted")

    with monkeypatch.context() as patch:
        patch.setattr(expectations, "survey_expectation", broken)
        with pytest.raises(ValidationStopError, match="could not be applied"):
            ingest(str(tmp_path / "more"), str(warehouse))
    assert (warehouse / "statements.duckdb").read_bytes() == before
    failed = read_status(Places(warehouse)).runs[0]
    assert failed["state"] == "failed"
    assert "planted" in failed["reason"]

    ingest(str(tmp_path / "more"), str(warehouse))
    outcomes = rows_of(
        warehouse / "statements.duckdb",
        "select outcome, count(*) > 0 from ops.validations where run_id = ? group by outcome order by outcome",
        failed["run_id"],
    )
    assert ("errored", True) in outcomes
    states = rows_of(warehouse / "statements.duckdb", "select state from ops.runs where run_id = ?", failed["run_id"])
    assert states == [("failed",)]


def test_a_run_whose_source_is_gone_is_known_to_status(flow_settings: None, tmp_path: Path) -> None:
    from flows.ingest import ingest
    from tasks.core.ask.status import read_status
    from tasks.core.intake.walk import SourceError
    from tasks.core.run import Places

    with pytest.raises(SourceError, match="no such folder"):
        ingest(str(tmp_path / "gone"), str(tmp_path / "warehouse"))
    (run,) = read_status(Places(tmp_path / "warehouse")).runs
    assert (run["state"], "no such folder" in run["reason"]) == ("failed", True)


def test_two_folders_of_one_name_are_told_apart(flow_settings: None, tmp_path: Path) -> None:
    from flows.ingest import ingest
    from tasks.core.intake.walk import SourceError

    for place in ("a", "b"):
        (tmp_path / place / "inbox").mkdir(parents=True)
        (tmp_path / place / "inbox" / "one.txt").write_text(f"We, the ministers, met in {place}.", encoding="utf-8")
    ingest(str(tmp_path / "a" / "inbox"), str(tmp_path / "warehouse"))
    with pytest.raises(SourceError, match="--source-name"):
        ingest(str(tmp_path / "b" / "inbox"), str(tmp_path / "warehouse"))
    summary = ingest(str(tmp_path / "b" / "inbox"), str(tmp_path / "warehouse"), source_name="other")
    assert (summary.counts["n_loaded"], summary.counts["n_missing"]) == (1, 0)


def test_two_at_once_are_told_apart(flow_settings: None, tmp_path: Path) -> None:
    from flows.ingest import ingest
    from tasks.core.lock import WarehouseBusyError, writing
    from tasks.core.run import Places

    with writing(Places(tmp_path / "warehouse").lock), pytest.raises(WarehouseBusyError, match="is writing"):
        ingest(str(RAW), str(tmp_path / "warehouse"), wait_minutes=0)
