"""What a flow run says of itself by name, log and artifacts: one that publishes, one without news, one that fails."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.flows.asking import artifacts, lines_of, name_of_run
from tests.pipeline import RAW, rows_of

HOSTILE = "[x](javascript:alert(1)) <img src=x>.pdf"
NAMES = ("b9-leaders-joint-statement.txt", "nato-leaders-statement-truncated.txt")


@dataclass(frozen=True)
class Runs:
    """Three runs over one source, each journal as `status` and SQL see it."""

    api: str
    warehouse: Path
    published: dict[str, Any]
    unchanged: dict[str, Any]
    failed: dict[str, Any]

    def found(self, run: dict[str, Any]) -> dict[str, dict[str, Any]]:
        return artifacts(self.api, run["flow_run_id"])


@pytest.fixture(scope="module")
def runs(api: str, tmp_path_factory: pytest.TempPathFactory) -> Runs:
    """A broken file arrives; nothing happens; a file arrives that a step trips over."""
    from prefect.settings import PREFECT_API_URL, PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

    from flows.ingest import ingest

    source, warehouse = (tmp_path_factory.mktemp("page") / name for name in ("inbox", "warehouse"))
    source.mkdir()
    for name in NAMES:
        shutil.copy(RAW / name, source)
    (source / "broken.pdf").write_bytes(b"%PDF-1.7\nbroken")
    (source / HOSTILE).write_bytes(b"")
    with temporary_settings({PREFECT_API_URL: api, PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        ingest(str(source), str(warehouse))
        ingest(str(source), str(warehouse))
        shutil.copy(RAW / "nato-leaders-statement-full.txt", source)
        (source / "empty.html").write_text("<html></html>", encoding="utf-8")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("tasks.group.group_all", broken)
            with pytest.raises(ZeroDivisionError):
                ingest(str(source), str(warehouse))
    journals = [json.loads(path.read_bytes()) for path in sorted((warehouse / ".state" / "runs").iterdir())]
    return Runs(api, warehouse, *journals)


def broken(*_: object) -> object:
    raise ZeroDivisionError("planted <b>fault</b>")


def test_runs_are_named_by_what_they_found(runs: Runs) -> None:
    names = [name_of_run(runs.api, run["flow_run_id"]) for run in (runs.published, runs.unchanged, runs.failed)]
    assert names == ["ingest 4 new", "ingest nothing new", "ingest 2 new"]
    assert [run["flow_run_name"] for run in (runs.published, runs.unchanged, runs.failed)] == names


def test_a_broken_file_is_found_with_its_reason_and_what_to_do(runs: Runs) -> None:
    found = runs.found(runs.published)
    rows = {row["file"]: row for row in json.loads(found["2-refused-files"]["data"])}
    assert set(rows) == {"broken.pdf", r"\[x\](javascript:alert(1)) \<img src=x\>.pdf"}
    broken_row = rows["broken.pdf"]
    assert (broken_row["reason"], broken_row["step"], broken_row["standing"]) == (
        "damaged",
        "extract",
        "new in this run",
    )
    assert "Fetch it again" in broken_row["what was seen, and what to do"]
    summary = found["1-summary"]["data"]
    assert "### 2 files refused in this run" in summary
    assert "| broken.pdf | `damaged` at extract | The file is damaged" in summary
    assert r"| \[x\](javascript:alert(1)) \<img src=x\>.pdf | `empty` at extract |" in summary
    lines = lines_of(runs.api, runs.published["flow_run_id"], "WARNING", "broken.pdf")
    (line,) = (line for line in lines if "broken.pdf" in line)
    assert line.startswith("refused: broken.pdf (")
    assert "damaged: The file is damaged and cannot be read" in line


def test_the_page_and_sql_meet(runs: Runs) -> None:
    summary = runs.found(runs.published)["1-summary"]["data"]
    file = runs.warehouse / "statements.duckdb"
    ((run_id, flow_run_id, step),) = rows_of(file, "select run_id, flow_run_id, step from ops.runs")
    assert (run_id, flow_run_id, step) == (runs.published["run_id"], runs.published["flow_run_id"], "publish")
    assert f"| `ops.runs.run_id` | `{run_id}` |" in summary
    assert f"| `ops.runs.flow_run_id` | `{flow_run_id}` |" in summary
    gained = json.loads(runs.found(runs.published)["4-statements"]["data"])
    assert sorted((row["gained"], row["relation"]) for row in gained) == [(name, "main version") for name in NAMES]
    assert {row["statement id"] for row in gained} == {
        name for (name,) in rows_of(file, "select statement_id from core.statements")
    }


def test_a_run_without_news_says_what_is_refused_from_before(runs: Runs) -> None:
    found = runs.found(runs.unchanged)
    assert sorted(found) == ["1-summary", "2-refused-files"]
    assert found["1-summary"]["description"] == "Nothing new: 4 files, 2 still refused from before."
    assert "### 2 files still refused from before" in found["1-summary"]["data"]
    assert {row["standing"] for row in json.loads(found["2-refused-files"]["data"])} == {"from before"}


def test_a_failed_run_says_where_why_and_on_what(runs: Runs) -> None:
    journal = runs.failed
    assert (journal["state"], journal["step"], journal["doing"]) == ("failed", "validate", "group")
    assert (journal["exception"], journal["reason"]) == ("ZeroDivisionError", "planted <b>fault</b>")
    (concerned,) = journal["concerned"]
    assert concerned.startswith("group; batch ")
    assert concerned.endswith(": empty.html, nato-leaders-statement-full.txt")
    assert [(row["path"], row["step"]) for row in journal["refused"]] == [("empty.html", "extract")]
    steps = {row["step"]: (row["outcome"], row["n_rows"]) for row in journal["steps"]}
    assert steps["extract"] == ("computed", 2)

    found = runs.found(journal)
    summary = found["1-summary"]["data"]
    assert summary.startswith("## Failed at step group")
    assert r"ZeroDivisionError: planted \<b\>fault\</b\>" in summary
    assert f"untouched: run `{runs.published['run_id']}`" in summary
    rows = json.loads(found["2-refused-files"]["data"])
    assert [(row["file"], row["standing"]) for row in rows][:1] == [("empty.html", "new in this run")]
    assert len(rows) == 3
    lines = lines_of(runs.api, journal["flow_run_id"], "ERROR", "the run failed")
    (line,) = (line for line in lines if line.startswith("the run failed"))
    assert line == f"the run failed: ZeroDivisionError: planted <b>fault</b> (at {concerned})"
