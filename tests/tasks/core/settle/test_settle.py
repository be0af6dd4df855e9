"""What is known before a run is that of its source, and of a document refused more than once the last reason."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from schemas.arrow import to_arrow
from schemas.ddl import create_tables, identifier, qualified
from schemas.model import Table
from schemas.ops_tables import REJECTIONS
from schemas.staged import REFUSED
from schemas.tables import DOCUMENTS, RAW_FILES
from tasks.core.settle.outcomes import Before, Decided
from tasks.core.settle.settle import decide, read_before
from tasks.core.staging import Batch, write_batch

START = datetime(2026, 1, 2, 3, 4, 5)
A, B, C = "a" * 64, "b" * 64, "c" * 64


def at(hour: int) -> datetime:
    return START + timedelta(hours=hour)


def insert(connection: duckdb.DuckDBPyConnection, table: Table, **values: Any) -> None:
    names, marks = ", ".join(map(identifier, values)), ", ".join("?" for _ in values)
    connection.execute(f"insert into {qualified(table)} ({names}) values ({marks})", list(values.values()))


def rejected(
    path: str, document_id: str | None, hour: int, resolved: int | None = None, **values: Any
) -> dict[str, Any]:
    resolved_at = None if resolved is None else at(resolved)
    return {"source": "inbox", "path": path, "document_id": document_id, "first_seen_at": at(hour), **values} | {
        "resolved_at": resolved_at
    }


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """A build file with two documents, files of two sources, and refusals of all kinds."""
    path = tmp_path / "build.duckdb"
    with duckdb.connect(str(path)) as connection:
        for statement in create_tables((RAW_FILES, DOCUMENTS, REJECTIONS)):
            connection.execute(statement.replace("not null", ""))  # only what matters is given
        for document_id in (A, B):
            insert(connection, DOCUMENTS, document_id=document_id)
        for source, name, document_id in (("inbox", "b", B), ("inbox", "a", C), ("inbox", "a", A), ("other", "a", B)):
            insert(connection, RAW_FILES, source=source, path=name, document_id=document_id, state="present")
        for row in (
            rejected("z", C, 0, resolved=2, step="extract", reason="binary", detail="first"),
            rejected("z", C, 2, step="validate", reason="failed_rules", detail="last"),
            rejected("y", None, 1, step="intake", reason="unreadable", detail="no rights"),
            rejected("x", A, 1, resolved=3, step="structure", reason="no_text", detail="was empty"),
            {**rejected("w", B, 1, step="structure", reason="no_text", detail="elsewhere"), "source": "other"},
        ):
            insert(connection, REJECTIONS, **row)
    return path


def test_nothing_is_known_before_the_first_run(tmp_path: Path) -> None:
    assert read_before(tmp_path / "none.duckdb", "inbox") == Before()


def test_files_and_open_refusals_are_those_of_the_source_and_documents_are_everybodys(build: Path) -> None:
    before = read_before(build, "inbox")
    assert [(row["source"], row["path"], row["document_id"]) for row in before.files] == [
        ("inbox", "a", A),
        ("inbox", "a", C),
        ("inbox", "b", B),
    ]
    assert [(row["path"], row["detail"]) for row in before.open_rejections] == [("y", "no rights"), ("z", "last")]
    assert before.accepted == {A, B}


def test_a_document_stands_refused_for_the_last_reason_that_was_given(build: Path) -> None:
    assert read_before(build, "inbox").refusals == {
        A: ("structure", "no_text", "was empty"),
        B: ("structure", "no_text", "elsewhere"),
        C: ("validate", "failed_rules", "last"),
    }


def staged(folder: Path, key: str, documents: Sequence[str], refused: Mapping[str, str]) -> Batch:
    rows = [
        {"document_id": name, "step": step, "reason": "no_text", "detail": "told"} for name, step in refused.items()
    ]
    tables = {
        "documents": pa.table({"document_id": pa.array(documents, pa.string())}),
        "refused": to_arrow(REFUSED, rows),
    }
    return write_batch(folder, "validate", key, tables, len(documents))


def test_what_a_later_step_refuses_is_not_accepted(tmp_path: Path) -> None:
    accepted = [staged(tmp_path, "1", [A], {}), staged(tmp_path, "2", [B], {C: "extract"})]
    why = ("extract", "no_text", "told")
    assert decide(accepted, staged(tmp_path, "3", [], {})) == Decided(frozenset({A, B}), {C: why})
    late = staged(tmp_path, "4", [], {B: "annotate"})
    assert decide(accepted, late) == Decided(frozenset({A}), {C: why, B: ("annotate", "no_text", "told")})
    assert decide([], staged(tmp_path, "5", [], {})) == Decided(frozenset(), {})
