"""What killed runs were writing is removed by the next, and nothing else."""

import os
import subprocess
import sys
from pathlib import Path

from tasks.core.leftovers import drop_leftovers, is_alive, writer_of
from tasks.core.run import Places


def ended_process() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def put(folder: Path, *names: str) -> set[Path]:
    paths = {folder / name for name in names}
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    return paths


def test_temporary_files_go_and_whole_ones_stay(tmp_path: Path) -> None:
    gone = ended_process()
    put(
        tmp_path,
        f".statements.duckdb.{gone}.tmp",
        f".statements.previous.duckdb.{gone}.tmp",
        f".state/.build.duckdb.{gone}.tmp",
        f".state/.build.duckdb.{gone}.tmp.wal",
        f".state/runs/.20260102T030405Z-1a2b3c.json.{gone}.tmp",
        f".state/bytes/ab/.ab12.{gone}.tmp",
        ".state/staging/extract/.k.1.abcd.tmp/texts.parquet",
        ".state/spill/duckdb_temp_storage-0.tmp",
        f"reports/.20260102T030405Z-1a2b3c.html.{gone}.tmp",
    )
    whole = put(
        tmp_path,
        "statements.duckdb",
        ".state/build.duckdb",
        ".state/build.duckdb.wal",
        ".state/runs/20260102T030405Z-1a2b3c.json",
        ".state/bytes/ab/ab12",
        ".state/staging/extract/k/texts.parquet",
    )
    waiting = put(tmp_path, f".state/runs/.20260102T030406Z-4d5e6f.json.{os.getpid()}.tmp")
    drop_leftovers(Places(tmp_path))
    assert {path for path in tmp_path.rglob("*") if path.is_file()} == whole | waiting
    drop_leftovers(Places(tmp_path / "nothing here"))


def test_a_name_says_who_was_writing() -> None:
    assert writer_of(Path(".20260102T030405Z-1a2b3c.json.17.tmp")) == 17
    assert writer_of(Path(".k.tmp")) == 0
    assert (is_alive(os.getpid()), is_alive(ended_process()), is_alive(0)) == (True, False, False)
