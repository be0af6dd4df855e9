"""A warehouse that knows the files of a source as if runs had carried them, made in a moment."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from schemas import ops_tables, tables
from schemas.arrow import to_arrow
from schemas.ddl import create_all, qualified
from schemas.model import Table
from schemas.releases import SCHEMA_VERSION
from tasks.core.determinants import DOCUMENT_GATE
from tasks.core.intake.known import CORPUS_STEPS
from tasks.core.intake.read import keep_bytes
from tasks.core.publish.publish import publish
from tasks.core.run import Run
from tests.pipeline import new_run

FIRST_SEEN = datetime(2025, 1, 2)
MODIFIED = datetime(2025, 1, 1)
TEXT = "text/plain"
Row = dict[str, Any]


def document_of(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def know(source: Path, refused: Mapping[str, str] | None = None, unread: Sequence[str] = ()) -> Run:
    """Publish a warehouse beside the source. `refused` names files with the step that refused them, `unread` those
    that could not be read.
    """
    run, refused = new_run(source, source.parent / "warehouse"), refused or {}
    files = {file.relative_to(source).as_posix(): file for file in sorted(source.rglob("*")) if file.is_file()}
    ids = {path: document_of(file) for path, file in files.items() if path not in unread}
    run.places.state.mkdir(parents=True)
    for path, document_id in ids.items():
        if path not in refused:
            keep_bytes(run.places.bytes, document_id, files[path].read_bytes())
    with duckdb.connect(str(run.places.build)) as connection:
        for statement in create_all():
            connection.execute(statement)
        insert(connection, tables.RAW_FILES, [file_row(run, path, one, path in refused) for path, one in ids.items()])
        steps = [row for path, one in ids.items() for row in step_rows(run, one, refused.get(path))]
        insert(connection, ops_tables.DOCUMENT_STEPS, steps)
        insert(connection, ops_tables.REJECTIONS, [rejection(run, path, None, "intake") for path in unread])
        rejections = [rejection(run, path, ids[path], step) for path, step in refused.items()]
        insert(connection, ops_tables.REJECTIONS, rejections)
        publication = {
            "publication_id": run.run_id,
            "published_at": FIRST_SEEN,
            "run_id": run.run_id,
            "code_version": "0",
            "schema_version": SCHEMA_VERSION,
        }
        insert(connection, ops_tables.PUBLICATION, [publication])
    publish(run.places)
    return run


def insert(connection: duckdb.DuckDBPyConnection, table: Table, rows: Sequence[Row]) -> None:
    connection.register("given", to_arrow(table, rows))
    connection.execute(f"insert into {qualified(table)} from given")
    connection.unregister("given")


def file_row(run: Run, path: str, document_id: str, is_refused: bool) -> Row:
    return {
        "source": run.source_name,
        "path": path,
        "document_id": document_id,
        "n_bytes": 7,
        "media_type": TEXT,
        "named_media_type": TEXT,
        "modified_at": MODIFIED,
        "first_seen_at": FIRST_SEEN,
        "last_seen_at": FIRST_SEEN,
        "state": "rejected" if is_refused else "present",
    }


def step_rows(run: Run, document_id: str, refused_by: str | None) -> list[Row]:
    every = (*DOCUMENT_GATE, *CORPUS_STEPS)
    steps = every if refused_by is None else every[: every.index(refused_by) + 1]
    outcomes = {step: "rejected" if step == refused_by else "accepted" for step in steps}
    return [
        {
            "document_id": document_id,
            "step": step,
            "input_hash": "",
            "step_fingerprint": run.determinants.fingerprint(step, document_id, outcome),
            "run_id": run.run_id,
            "outcome": outcome,
        }
        for step, outcome in outcomes.items()
    ]


def rejection(run: Run, path: str, document_id: str | None, step: str) -> Row:
    return {
        "source": run.source_name,
        "path": path,
        "document_id": document_id,
        "step": step,
        "reason": "unreadable" if document_id is None else "empty",
        "detail": "It could not be read.",
        "run_id": run.run_id,
        "code_version": "0",
        "first_seen_at": FIRST_SEEN,
        "resolved_at": None,
    }
