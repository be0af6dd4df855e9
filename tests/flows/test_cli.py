"""The command as a person meets it: what it prints, what it returns, from whatever folder."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli import app, arguments
from tests.pipeline import RAW, Done

COMMAND = [str(Path(sys.executable).with_name("communique"))]


def communique(*arguments: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )


@pytest.mark.parametrize("command", [[], ["ingest"], ["status"], ["sql"], ["diff"]])
def test_help_teaches(command: list[str]) -> None:
    done = communique(*command, "--help")
    assert done.returncode == 0
    assert "communique" in done.stdout
    if command == ["ingest"]:
        assert "Exit codes" in done.stdout


def test_sql_prints_tables_csv_and_json(five: Done) -> None:
    warehouse = ["--warehouse", str(five.run.warehouse)]
    query = "select issuer, count(*) as n from core.statements group by all order by all"
    table = communique("sql", query, *warehouse)
    assert (table.returncode, "Bucharest Nine" in table.stdout) == (0, True)
    rows = list(csv.reader(io.StringIO(communique("sql", query, *warehouse, "--format", "csv").stdout)))
    assert rows == [["issuer", "n"], ["Bucharest Nine", "2"], ["NATO", "2"]]
    objects = json.loads(communique("sql", query, *warehouse, "--format", "json").stdout)
    assert objects == [{"issuer": "Bucharest Nine", "n": 2}, {"issuer": "NATO", "n": 2}]


@pytest.mark.parametrize(
    "recipe", sorted((RAW.parent / "warehouse" / "queries").glob("*.sql")), ids=lambda path: path.stem
)
def test_every_recipe_of_the_cookbook_is_taken_as_a_file_and_as_text(five: Done, recipe: Path) -> None:
    run = CliRunner().invoke
    warehouse = ["--warehouse", str(five.run.warehouse), "--format", "json"]
    by_name = run(app, ["sql", str(recipe), *warehouse])
    by_text = run(app, arguments(["sql", recipe.read_text(encoding="utf-8"), *warehouse]))
    assert (by_name.exit_code, by_text.exit_code) == (0, 0), by_name.output + by_text.output
    assert json.loads(by_name.stdout) == json.loads(by_text.stdout)


def test_what_goes_wrong_is_said_with_the_right_code(five: Done, tmp_path: Path) -> None:
    warehouse = ["--warehouse", str(five.run.warehouse)]
    wrong = communique("sql", "selec 1", *warehouse)
    assert (wrong.returncode, "syntax error" in wrong.stderr) == (1, True)
    nothing = communique("sql", "select 1", "--warehouse", str(tmp_path))
    assert (nothing.returncode, "communique ingest" in nothing.stderr) == (1, True)
    missing = communique("ingest", str(tmp_path / "none"), "--warehouse", str(tmp_path / "warehouse"))
    assert (missing.returncode, "no such folder" in missing.stderr) == (2, True)
    assert communique("sql").returncode == 2
    assert communique("ingest", "--batch-documents", "0").returncode == 2
    assert communique("status", "--warehouse", str(tmp_path / "none")).returncode == 2


def test_status_tells_what_is_published(five: Done) -> None:
    done = communique("status", "--warehouse", str(five.run.warehouse))
    assert done.returncode == 0
    assert five.run.run_id in done.stdout
    assert "4 statements" in done.stdout


def test_ingest_with_a_temporary_server_from_another_folder(tmp_path: Path) -> None:
    """The whole way that `make run` goes, with a refused file on it; then once more with nothing new."""
    source = tmp_path / "inbox"
    source.mkdir()
    for path in RAW.iterdir():
        (source / path.name).write_bytes(path.read_bytes())
    (source / "empty.txt").write_bytes(b"")
    home = {"PREFECT_HOME": str(tmp_path / "prefect"), "PREFECT_API_URL": ""}
    first = communique("ingest", "inbox", "--warehouse", "out", cwd=tmp_path, **home)
    assert first.returncode == 0, first.stderr
    assert "5 loaded" in first.stdout
    assert "empty.txt" in first.stdout
    assert "Traceback" not in first.stdout + first.stderr
    assert "Statements (4)" in first.stdout
    before = (tmp_path / "out" / "statements.duckdb").read_bytes()
    second = communique("ingest", "inbox", "--warehouse", "out", cwd=tmp_path, **home)
    assert (second.returncode, "Nothing new: 6 files seen" in second.stdout) == (0, True)
    assert (tmp_path / "out" / "statements.duckdb").read_bytes() == before
