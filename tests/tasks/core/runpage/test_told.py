"""Lines of a log about a batch: what was refused in it, which rules it broke, which files it holds."""

from pathlib import Path
from typing import Any

import pyarrow as pa

from schemas.arrow import to_arrow
from schemas.staged import REFUSED
from tasks.core.refusal import refusal
from tasks.core.runpage.told import SHOWN, batch_told, broken_told, concerned, refused_rows, refused_told, unread_rows
from tasks.core.staging import Batch, write_batch
from tests.pipeline import new_run

A, B = "a" * 64, "b" * 64


def batch(folder: Path, refused: list[dict[str, Any]], failed: list[dict[str, Any]], n_files: int = 2) -> Batch:
    names = ["first.txt", "red\x1b[31m.txt", *(f"{number}.txt" for number in range(n_files - 2))][:n_files]
    ids = [A, B, *(f"{number:064}" for number in range(n_files - 2))][:n_files]
    tables = {
        "intake": pa.table({"document_id": ids, "path": names}),
        "refused": to_arrow(REFUSED, refused),
        "failed_rows": pa.Table.from_pylist(failed or [{"rule_id": "", "severity": "info"}]),
    }
    return write_batch(folder, "extract", "0123456789abcdef", tables, n_files)


def test_a_refused_file_is_told_by_path_document_reason_and_what_to_do(tmp_path: Path) -> None:
    rows = [refusal(B, "extract", "damaged", "Fetch it\nagain."), refusal(A, "structure", "no_text", "Empty.")]
    own = refused_rows(batch(tmp_path, rows, []), "extract")
    assert list(refused_told(own)) == ["refused: red[U+001B][31m.txt (bbbbbbbbbbbb): damaged: Fetch it again."]
    assert [row["path"] for row in refused_rows(batch(tmp_path, rows, []))] == ["red\x1b[31m.txt", "first.txt"]


def test_many_refused_files_are_counted(tmp_path: Path) -> None:
    rows = [refusal(f"{number:064}", "extract", "empty", "?") for number in range(SHOWN + 3)]
    lines = list(refused_told(refused_rows(batch(tmp_path, rows, [], SHOWN + 5))))
    assert (len(lines), lines[-1]) == (SHOWN + 1, "refused: 3 more files; `from mart.rejections where is_open`")


def test_rules_are_told_once_each_with_their_first_row_and_those_that_inform_are_not(tmp_path: Path) -> None:
    row = {"rule_id": "whole", "severity": "warning", "table_name": "core.sentences", "detail": "cut"}
    failed = [{**row, "row_key": f"{A}/{number}"} for number in (4, 5)]
    failed += [{**row, "rule_id": "odd", "severity": "info", "row_key": A}]
    lines = list(broken_told(batch(tmp_path, [], failed)))
    assert lines == ["warning rule whole: 2 rows of core.sentences, first aaaaaaaaaaaa…/4: cut"]


def test_a_batch_is_named_by_its_key_and_its_first_files(tmp_path: Path) -> None:
    found = batch(tmp_path, [], [], 7)
    assert concerned(found) == "batch 0123456789ab: first.txt, red[U+001B][31m.txt, 0.txt, 1.txt, 2.txt and 2 more"
    assert batch_told(found) == "extract: 7 documents computed, batch 0123456789ab"


def test_files_without_bytes_are_told_when_that_is_new(tmp_path: Path) -> None:
    run = new_run(tmp_path, tmp_path / "warehouse")
    assert unread_rows(run) == []
    rows = [
        {"path": "big.pdf", "document_id": None, "outcome": "new", "reason": "too_large", "detail": "9 bytes."},
        {"path": "old.pdf", "document_id": None, "outcome": "unchanged", "reason": "too_large", "detail": "9 bytes."},
        {"path": "read.txt", "document_id": A, "outcome": "new", "reason": None, "detail": None},
    ]
    write_batch(run.places.staging, "intake", run.run_id, {"sweep": pa.Table.from_pylist(rows)}, len(rows))
    assert list(refused_told(unread_rows(run))) == ["refused: big.pdf: too_large: 9 bytes."]
