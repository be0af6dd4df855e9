"""The flow `rebuild`: what is known is made again, from the warehouse and the kept bytes, source by source."""

import shutil
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.options import OptionError
from flows.rebuilding import Rebuilding
from tests.pipeline import RAW, all_rows, rows_of

MINISTERS = "We, the ministers of the Danube Council, met in Vienna on 3 May 2021 and agreed on peace and on trade."


def two_sources(folder: Path) -> Path:
    """A warehouse of two sources: the five statements, and one more text."""
    from flows.ingest import ingest

    shutil.copytree(RAW, folder / "archive")
    (folder / "inbox").mkdir()
    (folder / "inbox" / "ministers.txt").write_text(MINISTERS, encoding="utf-8")
    for source in ("archive", "inbox"):
        ingest(str(folder / source), str(folder / "warehouse"))
    return folder / "warehouse"


def test_a_step_is_done_again_for_all_sources_though_their_folders_are_gone(
    flow_settings: None, tmp_path: Path
) -> None:
    from flows.rebuild import rebuild

    warehouse = two_sources(tmp_path)
    before = all_rows(warehouse / "statements.duckdb")
    shutil.rmtree(tmp_path / "archive")
    shutil.rmtree(tmp_path / "inbox")
    summaries = rebuild(str(warehouse), step="structure")
    assert [summary.is_published for summary in summaries] == [True, True]
    assert all_rows(warehouse / "statements.duckdb") == before
    rows = rows_of(
        warehouse / "statements.duckdb",
        "select source, selection, state, flow_run_id is not null, n_missing from ops.runs order by started_at",
    )
    assert rows == [
        ("archive", None, "completed", True, 0),
        ("inbox", None, "completed", True, 0),
        ("archive", "structure", "completed", True, 0),
        ("inbox", "structure", "completed", True, 0),
    ]
    steps = rows_of(
        warehouse / "statements.duckdb",
        "select step, outcome, n_rows from ops.steps"
        " where run_id = ? and step in ('extract', 'structure') order by all",
        summaries[0].run_id,
    )
    assert steps == [("extract", "kept", 5), ("structure", "computed", 5)]


def test_nothing_stale_leaves_the_publication_alone(flow_settings: None, tmp_path: Path) -> None:
    from flows.rebuild import rebuild

    warehouse = two_sources(tmp_path)
    before = (warehouse / "statements.duckdb").read_bytes()
    assert {summary.reason for summary in rebuild(str(warehouse))} == {"nothing stale"}
    assert (warehouse / "statements.duckdb").read_bytes() == before


def test_a_plan_is_an_artifact_and_changes_nothing(api: str, flow_settings: None, tmp_path: Path) -> None:
    from flows.rebuild import rebuild

    warehouse = two_sources(tmp_path)
    before = (warehouse / "statements.duckdb").read_bytes()
    assert rebuild(str(warehouse), step="annotate", plan=True) == []
    found = httpx.post(f"{api}/artifacts/filter", json={"artifacts": {"key": {"any_": ["plan"]}}}, timeout=10).json()
    assert any("A rebuild would do 6 of 6 documents again" in one["data"] for one in found)
    assert (warehouse / "statements.duckdb").read_bytes() == before


def test_refused_files_are_tried_again_under_another_limit(flow_settings: None, tmp_path: Path) -> None:
    from flows.ingest import ingest
    from flows.rebuild import rebuild

    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "small.txt").write_text(MINISTERS, encoding="utf-8")
    (tmp_path / "inbox" / "large.txt").write_text(f"{MINISTERS}\n\n" * 3, encoding="utf-8")
    warehouse = tmp_path / "warehouse"
    ingest(str(tmp_path / "inbox"), str(warehouse), max_file_bytes=150)
    assert open_rejections(warehouse) == [("large.txt", "too_large")]
    (same,) = rebuild(str(warehouse), rejected=True)
    assert open_rejections(warehouse) == [("large.txt", "too_large")], "the limit of the last run still holds"
    (done,) = rebuild(str(warehouse), rejected=True, max_file_bytes=10_000)
    assert (same.is_published, done.is_published, done.counts["n_loaded"]) == (False, True, 1)
    assert open_rejections(warehouse) == []


def open_rejections(warehouse: Path) -> list[tuple[str, str]]:
    query = "select path, reason from ops.rejections where resolved_at is null order by path"
    return [(path, reason) for path, reason in rows_of(warehouse / "statements.duckdb", query)]


def test_a_document_that_is_not_there_is_wrong_usage(five_copy: Path) -> None:
    with pytest.raises(OptionError, match=r"nothing\.txt: no such document is published"):
        Rebuilding(five_copy, documents=("nothing.txt",)).selection()
    wanted = Rebuilding(five_copy, documents=("nato-leaders-statement-full.txt",)).selection()
    assert (wanted.step, len(wanted.documents), wanted.rejected) == ("extract", 1, False)
    done = CliRunner().invoke(app, ["rebuild", "--document", "nothing.txt", "--warehouse", str(five_copy)])
    assert (done.exit_code, "no such document is published" in done.output) == (2, True)


def test_a_warehouse_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["rebuild", "--warehouse", str(tmp_path)])
    assert (done.exit_code, "nothing is published yet" in done.output) == (2, True)
