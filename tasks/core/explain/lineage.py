"""What made a row, and what speaks against it: files, steps, runs, rules, rejections, changes, people."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from schemas.model import Table
from schemas.vocabularies import STEPS as ORDER
from tasks.core.explain.model import (
    Case,
    Changed,
    Evidence,
    Finding,
    Kind,
    Made,
    Refused,
    Rule,
    Source,
    Validations,
)
from tasks.core.explain.reader import Reader
from tasks.core.explain.registry import STEPS
from tasks.core.query import Row

MAX_DOCUMENTS = 6  # that a row is told to be made from
MAX_ROWS = 5  # changes, findings or refusals that are listed
OWNERS = ("document_id", "main_document_id", "other_document_id", "example_document_id")
REPORTS = "reports"


def owners(row: Row, evidence: Iterable[Evidence]) -> list[str]:
    """The documents that a row is about, then those that its evidence stands in."""
    named = [row.get(name) for name in OWNERS]
    found = dict.fromkeys(str(name) for name in (*named, *(one.document_id for one in evidence)) if name)
    return list(found)[:MAX_DOCUMENTS]


def sources(reader: Reader, document_ids: Sequence[str]) -> tuple[Source, ...]:
    """The files that hold each document."""
    return tuple(
        Source(name, tuple((row["source"], row["path"], row["state"]) for row in reader.files(name)))
        for name in document_ids
    )


def own_step(table: Table, case: Case, kind: Kind | None) -> str:
    """The step that made the cell; empty for rows that a run wrote about itself."""
    if kind and kind.step:
        return kind.step
    return str(case.row["step"]) if table.name == "core.document_notes" else STEPS.get(table.name, "")


def lineage(reader: Reader, folder: Path, case: Case, step: str, document_ids: Sequence[str]) -> tuple[Made, ...]:
    """The steps of each document up to the one that made the cell; else the run that the row names."""
    if not step:
        return tuple(of_run(reader, folder, case))
    return tuple(made for name in document_ids for made in of_document(reader, folder, name, step))


def of_document(reader: Reader, folder: Path, document_id: str, step: str) -> Iterator[Made]:
    """The steps of a document up to one, in order."""
    found = reader.rows(
        "select steps.*, runs.started_at, runs.code_version, runs.flow_run_id from ops.document_steps as steps"
        " left join ops.runs as runs using (run_id) where document_id = ?",
        document_id,
    )
    for row in sorted(found, key=lambda row: ORDER.index(row["step"])):
        if ORDER.index(row["step"]) <= ORDER.index(step):
            yield made_row(folder, row, is_own=row["step"] == step)
    if step == "intake":
        yield from arrivals(reader, folder, document_id)


def arrivals(reader: Reader, folder: Path, document_id: str) -> Iterator[Made]:
    """The runs that first saw the files of a document."""
    found = reader.rows(
        "select distinct runs.* from raw.files as files join ops.runs as runs"
        " on runs.started_at = files.last_seen_at where document_id = ? order by started_at limit 3",
        document_id,
    )
    for row in found:
        made = {**row, "document_id": document_id, "step": "intake", "step_fingerprint": "", "outcome": "seen"}
        yield made_row(folder, made, is_own=True)


def of_run(reader: Reader, folder: Path, case: Case) -> Iterator[Made]:
    """The run that a row of `ops` names."""
    for row in reader.rows("from ops.runs where run_id = ?", case.row.get("run_id")):
        made = {**row, "document_id": "", "step": "load", "step_fingerprint": "", "outcome": row["state"]}
        yield made_row(folder, made, is_own=True)


def made_row(folder: Path, row: Row, is_own: bool) -> Made:
    page = f"{REPORTS}/{row['run_id']}.html"
    return Made(
        document_id=row["document_id"],
        step=row["step"],
        fingerprint=row["step_fingerprint"],
        outcome=row["outcome"],
        run_id=row["run_id"],
        started_at=row["started_at"],
        code_version=row["code_version"] or "",
        flow_run_id=row["flow_run_id"] or "",
        is_own=is_own,
        report=page if (folder / page).exists() else "",
    )


def validations(reader: Reader, table: Table, row_key: str, column: str, document_ids: Sequence[str]) -> Validations:
    """The rules that looked at the table or the column, and what they found in the row."""
    rules = reader.rows(
        "from ops.validations where table_name = ?"
        " qualify row_number() over (partition by suite, rule_id order by run_id desc) = 1"
        " order by column_name nulls last, rule_id",
        table.name,
    )
    found = reader.rows(
        "from ops.failed_rows where table_name = ? and row_key = ? order by first_seen_at desc, rule_id",
        table.name,
        row_key,
    )
    (elsewhere,) = reader.rows(
        "select count(*) as n from ops.failed_rows where document_id in (select unnest(?)) and resolved_at is null"
        " and not (table_name = ? and row_key = ?)",
        list(document_ids),
        table.name,
        row_key,
    )
    applied = [rule_row(row) for row in rules if not column or row["column_name"] in (column, None)]
    return Validations(
        tuple({rule.rule_id: rule for rule in applied}.values()),
        tuple(finding(row) for row in found if row["resolved_at"] is None),
        tuple(finding(row) for row in found if row["resolved_at"] is not None)[:MAX_ROWS],
        elsewhere["n"],
    )


def rule_row(row: Row) -> Rule:
    return Rule(
        row["rule_id"],
        row["severity"],
        row["column_name"] or "",
        row["outcome"],
        row["n_checked"],
        row["n_failed"],
        row["run_id"],
        row["reason"],
    )


def finding(row: Row) -> Finding:
    return Finding(
        row["rule_id"],
        row["severity"],
        row["table_name"],
        row["row_key"],
        row["detail"],
        row["first_seen_at"],
        row["resolved_at"],
    )


def refusals(reader: Reader, document_ids: Sequence[str]) -> tuple[Refused, ...]:
    """Rejections of the files that hold the documents."""
    found = reader.rows(
        "from ops.rejections where document_id in (select unnest($1))"
        " or (source, path) in (select (source, path) from raw.files where document_id in (select unnest($1)))"
        " order by first_seen_at desc, path limit ?".replace("?", str(MAX_ROWS)),
        list(document_ids),
    )
    return tuple(
        Refused(
            f"{row['source']}/{row['path']}",
            row["step"],
            row["reason"],
            row["detail"],
            row["run_id"],
            row["resolved_at"],
        )
        for row in found
    )


def changes(reader: Reader, table: Table, row_key: str) -> tuple[Changed, ...]:
    """What the last publications changed in the row."""
    found = reader.rows(
        "select changed.*, runs.code_version from ops.changed_rows as changed left join ops.runs as runs using (run_id)"
        f" where table_name = ? and row_key = ? order by run_id desc limit {MAX_ROWS}",
        table.name,
        row_key,
    )
    return tuple(
        Changed(row["run_id"], row["change"], row["before"] or "", row["after"] or "", row["code_version"] or "")
        for row in found
    )


def people(reader: Reader, document_ids: Sequence[str]) -> Iterator[Evidence]:
    """What people set for the documents: corrected metadata, reviewed pairs."""
    corrected = reader.rows(
        "from core.metadata_candidates where document_id in (select unnest(?)) and evidence_in = 'corrections'"
        " order by document_id, candidate_no",
        list(document_ids),
    )
    for row in corrected:
        said = f"{row['field']}: {row['value'] or 'nothing stated'}"
        path = reader.path(row["document_id"])
        yield Evidence(row["document_id"], path, None, None, row["evidence"], note=said, in_="corrections")
    reviewed = reader.rows(
        "from core.version_pairs where (document_id in (select unnest($1)) or other_document_id in (select unnest($1)))"
        " and starts_with(evidence ->> '$.reason', 'reviewed') order by document_id, other_document_id",
        list(document_ids),
    )
    for row in reviewed:
        found = json.loads(row["evidence"])
        said = f"{reader.path(row['document_id'])} and {reader.path(row['other_document_id'])}: {row['decision']}"
        words = f"{found.get('review', found['reason'])} ({found.get('author', 'reviewed')})"
        yield Evidence(
            row["document_id"], reader.path(row["document_id"]), None, None, words, note=said, in_="reviewed"
        )
