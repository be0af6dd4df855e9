"""Rows of `ops.document_steps` and `ops.steps`: what each document's rows were made from, and what each step cost."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from tasks.core.determinants import DOCUMENT_GATE
from tasks.core.refusal import Refusal
from tasks.core.run import Run
from tasks.core.staging import Batch, batch_key

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Measure:
    """What a step cost in a run. `seconds` is wall time, `cpu_seconds` processor time."""

    step: str
    outcome: str
    n_rows: int
    seconds: float
    cpu_seconds: float


def document_step_rows(
    run: Run, accepted: Iterable[str], refused: Mapping[str, Refusal], later: Iterable[Row]
) -> Iterator[Row]:
    """Rows for the documents that a run carried. `later` are (document_id, step, input_hash) of group and annotate."""
    given = run.determinants
    last_step = {**dict.fromkeys(accepted, ("validate", "accepted"))}
    last_step |= {document_id: (step, "rejected") for document_id, (step, _, _) in refused.items()}
    for document_id, (last, outcome) in sorted(last_step.items()):
        chain = given.chain(document_id)
        steps = DOCUMENT_GATE[: DOCUMENT_GATE.index(last) + 1] if last in DOCUMENT_GATE else DOCUMENT_GATE
        for step in steps:
            yield step_row(run, document_id, step, chain[step], outcome if step == last else "accepted")
        if last not in DOCUMENT_GATE:
            yield step_row(run, document_id, last, given.document_hash(document_id), outcome)
    for row in later:
        if row["document_id"] not in refused:
            yield step_row(run, row["document_id"], row["step"], row["input_hash"], "accepted")


def step_row(run: Run, document_id: str, step: str, input_hash: str, outcome: str) -> Row:
    """A row of `ops.document_steps`."""
    return {
        "document_id": document_id,
        "step": step,
        "input_hash": input_hash,
        "step_fingerprint": run.determinants.fingerprint(step, document_id, outcome),
        "run_id": run.run_id,
        "outcome": outcome,
    }


def group_inputs(connection: duckdb.DuckDBPyConnection, hashes: Mapping[str, str]) -> list[Row]:
    """What grouping was given for each document that it looked at: the members of its families, itself among them.

    `hashes` has what each document's own rows are made from.
    """
    families = connection.execute(
        "select mine.document_id, list(distinct other.document_id order by other.document_id)"
        " from core.documents as mine left join core.versions as version using (document_id)"
        " left join core.versions as other on other.statement_id = version.statement_id"
        " where mine.document_id in (from staged.regrouped) group by mine.document_id"
    ).fetchall()
    return [
        {
            "document_id": document_id,
            "step": "group",
            "input_hash": batch_key(*(hashes[each] for each in sorted({document_id, *filter(None, members or ())}))),
        }
        for document_id, members in families
    ]


def measure(batches: Iterable[Batch], refused: Mapping[str, Refusal]) -> Iterator[Measure]:
    """What the steps of a run cost, by step and outcome, and how many documents each refused."""
    sums: dict[tuple[str, str], list[float]] = {}
    for batch in batches:
        totals = sums.setdefault((batch.step, batch.outcome), [0, 0.0, 0.0])
        for index, value in enumerate((batch.n_rows, batch.seconds, batch.cpu_seconds)):
            totals[index] += value
    for step, _, _ in refused.values():
        sums.setdefault((step, "rejected"), [0, 0.0, 0.0])[0] += 1
    for (step, outcome), (n_rows, seconds, cpu_seconds) in sums.items():
        yield Measure(step, outcome, int(n_rows), seconds, cpu_seconds)
