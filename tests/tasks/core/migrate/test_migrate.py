"""A warehouse of each released version is brought forward by the next run, and nothing that was known is lost."""

import hashlib
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from schemas.releases import SCHEMA_VERSION, releases
from tasks.core.intake.read import bytes_path
from tasks.core.migrate.migrate import Migrated, migrate
from tasks.core.run import Places, write_journal
from tasks.core.shape import version_of_file
from tests.pipeline import Done, all_rows, rows_of, sweep
from tests.tasks.core.migrate.kept import VERSIONS, unpack
from tests.tasks.core.migrate.source import OPENING, halves

KEPT_WHOLE = {  # what cannot be computed again
    "files": "select source, path, document_id, first_seen_at from raw.files order by all",
    "statements": "select statement_id, main_document_id, first_seen_at from core.statements order by all",
    "names": "from core.statement_history order by all",
    "rejections": "select path, document_id, step, reason, run_id, first_seen_at, resolved_at from ops.rejections"
    " order by all",
}
KEPT_AMONG = {  # what the next run adds to
    "runs": "select run_id, started_at, state, code_version, n_files_seen, n_loaded, n_rejected from ops.runs",
    "steps": "select * from ops.steps",
    "validations": "select * from ops.validations",
    "changes": "select * from ops.changes",
}
HALF = hashlib.sha256(halves()[OPENING].encode()).hexdigest()  # of a file that is gone
OWN_ROWS = {  # columns of the first version, of rows that the document alone makes
    "raw.texts": "text, extractor, n_pages",
    "core.documents": "kind, title, issuer, level, date_edtf, place, n_numbered, body",
    "core.paragraphs": "paragraph_no, role, start_char, end_char",
    "core.sentences": "sentence_no, paragraph_no, start_char, end_char",
    "core.metadata_candidates": "*",
}
STOPPED, STOPPED_AT = "20260102T033000Z-0a0b0c", datetime(2026, 1, 2, 3, 30)
STOOD = "select code_version, first_seen_at, resolved_at from ops.failed_rows where run_id = ?"


def answers(file: Path, queries: dict[str, str]) -> dict[str, list[tuple[Any, ...]]]:
    return {name: rows_of(file, query) for name, query in queries.items()}


def stop_a_run(places: Places) -> None:
    """The journal of a run that a rule stopped, as all versions before 5 wrote it."""
    said = {"suite": "warehouse", "rule_id": "a_rule", "severity": "critical", "table_name": "core.documents"}
    entry: dict[str, Any] = {
        "state": "failed",
        "started_at": STOPPED_AT,
        "code_version": "0.0.1+old",
        "settings_hash": "0",
        "validations": [
            {**said, "column_name": None, "outcome": "failed", "n_checked": 1, "n_failed": 1, "reason": "Why"}
        ],
        "failed_rows": [{**said, "run_id": STOPPED, "row_key": HALF, "document_id": HALF, "detail": "wrong"}],
    }
    write_journal(places, STOPPED, entry)


def test_there_is_a_kept_warehouse_of_each_version_before_this_one() -> None:
    earlier = [release.schema_version for release in releases() if release.schema_version < SCHEMA_VERSION]
    assert earlier == list(VERSIONS)


@pytest.mark.parametrize("version", VERSIONS)
def test_the_next_run_brings_a_warehouse_forward(version: int, tmp_path: Path, afresh: Done) -> None:
    places = unpack(version, tmp_path)
    stop_a_run(places)
    whole, among = answers(places.build, KEPT_WHOLE), answers(places.build, KEPT_AMONG)
    done = sweep(tmp_path / "source", places.folder)
    assert done.news.reasons[0] == "5 to be done again"
    assert all_rows(done.published) == all_rows(afresh.published)
    assert answers(done.published, KEPT_WHOLE) == whole
    for name, rows in answers(done.published, KEPT_AMONG).items():
        assert set(among[name]) <= set(rows), name
    assert rows_of(done.published, "select run_id, schema_version from ops.publication") == [
        (done.run.run_id, SCHEMA_VERSION)
    ]
    assert rows_of(done.published, STOOD, STOPPED) == [("0.0.1+old", STOPPED_AT, done.run.started_at)]
    assert sweep(tmp_path / "source", places.folder).news.reasons == ()


def test_a_document_whose_file_and_bytes_are_gone_keeps_its_rows(tmp_path: Path, afresh: Done) -> None:
    places = unpack(1, tmp_path)
    bytes_path(places.bytes, HALF).unlink()
    before = {name: own_rows(places.build, name, columns) for name, columns in OWN_ROWS.items()}
    done = sweep(tmp_path / "source", places.folder)
    assert {name: own_rows(done.published, name, columns) for name, columns in OWN_ROWS.items()} == before
    assert rows_of(done.published, "select properties from raw.texts where document_id = ?", HALF) == [("",)]
    others = "select * from core.sentences where document_id != ? order by all"
    assert rows_of(done.published, others, HALF) == rows_of(afresh.published, others, HALF)
    steps = "select step from ops.document_steps where document_id = ? and run_id = ? order by step"
    assert rows_of(done.published, steps, HALF, done.run.run_id) == [("annotate",), ("group",)]
    assert sweep(tmp_path / "source", places.folder).news.reasons == ()


def own_rows(file: Path, table: str, columns: str) -> list[tuple[Any, ...]]:
    return rows_of(file, f"select {columns} from {table} where document_id = ? order by all", HALF)


@pytest.mark.parametrize("version", VERSIONS)
def test_what_is_brought_forward_is_told_and_done_once(version: int, tmp_path: Path) -> None:
    places = unpack(version, tmp_path)
    migrated = migrate(places)
    assert migrated == Migrated(version, SCHEMA_VERSION, is_from_published=False)
    assert migrated.told == f"tables brought from version {version} to {SCHEMA_VERSION}"
    assert version_of_file(places.build) == SCHEMA_VERSION
    assert sorted(each.name for each in places.state.iterdir()) == ["build.duckdb", "bytes", "runs"]
    assert migrate(places) is None


def test_there_is_nothing_to_do_where_there_is_no_warehouse(tmp_path: Path) -> None:
    assert migrate(Places(tmp_path)) is None
    assert list(tmp_path.iterdir()) == []
