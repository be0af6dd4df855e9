"""Files that people write: found in the warehouse or named, read as a whole or not at all."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.options import OptionError, read_corrections, read_reviewed

A, B = "a" * 64, "b" * 64
HEADER = "decision,document_id,other_document_id,author,reason,date\n"
LINE = f"apart,{A},{B},A. Reviewer,another year,\n"


def test_decisions_are_read_from_the_warehouse_unless_a_file_is_named(tmp_path: Path) -> None:
    assert read_reviewed("", tmp_path) == {}
    (tmp_path / "reviewed.csv").write_text(HEADER + LINE, encoding="utf-8")
    assert set(read_reviewed("", tmp_path)) == {A, B}
    other = tmp_path / "others.csv"
    other.write_text(HEADER, encoding="utf-8")
    assert read_reviewed(str(other), tmp_path) == {}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (HEADER.encode() + b"near,x,y,z,w,\n", "reviewed.csv, line 2: the decision has to be one of together, apart"),
        (b"\xff\xfe\x00", "reviewed.csv: is not UTF-8. Save it as UTF-8."),
    ],
)
def test_a_file_that_cannot_be_applied_is_named_with_the_line(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "reviewed.csv").write_bytes(content)
    with pytest.raises(OptionError) as error:
        read_reviewed("", tmp_path)
    assert message in str(error.value)


def test_a_named_file_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match=r"none.csv: cannot be read \(No such file or directory\)"):
        read_corrections(str(tmp_path / "none.csv"), tmp_path)
    source = tmp_path / "source"
    source.mkdir()
    options = ["--reviewed", str(tmp_path / "none.csv"), "--warehouse", str(tmp_path / "warehouse")]
    done = CliRunner().invoke(app, ["ingest", str(source), *options])
    assert done.exit_code == 2
    assert "none.csv: cannot be read" in done.output
    assert not (tmp_path / "warehouse" / "statements.duckdb").exists()
