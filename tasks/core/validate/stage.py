"""The gates: documents by their own rows, then by what annotation found in them; last the whole warehouse."""

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from schemas import tables
from schemas.arrow import to_arrow
from schemas.ddl import qualified
from schemas.model import Table
from schemas.ops_tables import VALIDATIONS
from schemas.rules_model import ANNOTATIONS, DOCUMENTS, WAREHOUSE
from schemas.staged import DOCUMENT_FACTS, FAILING, REFUSED
from tasks.core.fingerprint import step_fingerprint
from tasks.core.overlay import ANNOTATED_PARTS, DOCUMENT_PARTS, SETTINGS, overlay, staged_rows
from tasks.core.refusal import refusal
from tasks.core.run import Run
from tasks.core.settle.settle import settle, settled_key
from tasks.core.staging import Batch, Tables, batch_key, staged
from tasks.core.validate.result import Validated
from tasks.core.validate.run import validate

STEP = "validate"
REASON = "failed_rules"
ONE_THREAD = {**SETTINGS, "threads": 1}  # a batch is small, and other batches are at work beside it
GATE_TABLES: Mapping[str, Mapping[str, tuple[Table, Table]]] = {
    DOCUMENTS: {
        "documents": (tables.DOCUMENTS, DOCUMENT_FACTS),
        **{name: (t, t) for name, t in DOCUMENT_PARTS.items()},
    },
    ANNOTATIONS: {
        "documents": (tables.DOCUMENTS, DOCUMENT_FACTS),
        "paragraphs": (tables.PARAGRAPHS, tables.PARAGRAPHS),
        "sentences": (tables.SENTENCES, tables.SENTENCES),
        **{name: (t, t) for name, t in ANNOTATED_PARTS.items()},
    },
}
"""What the rules of a gate see: by the name of each staged table, the table that it becomes, and that with its columns.
"""


class ValidationStopError(RuntimeError):
    """A rule stops the run; the message says which, on which rows, and what to do.

    `validated` has all findings, `totals` rows of `ops.totals` if figures were looked at.
    """

    def __init__(self, validated: Validated, totals: Sequence[Mapping[str, Any]] = ()) -> None:
        super().__init__(validated.stops)
        self.validated = validated
        self.totals = totals

    def __reduce__(self) -> tuple[type["ValidationStopError"], tuple[Validated, Sequence[Mapping[str, Any]]]]:
        """How it comes back from another process: by all that it was made of, not by its message alone."""
        return type(self), (self.validated, self.totals)


def results(validated: Validated, totals: Sequence[Mapping[str, Any]] = ()) -> Tables:
    """What a gate found, as rows of `ops.validations` and `staged.failing`.

    Raises:
        ValidationStopError: the run must not go on.
    """
    if validated.stops:
        raise ValidationStopError(validated, totals)
    return {
        "validations": to_arrow(VALIDATIONS, validated.validations),
        "failed_rows": to_arrow(FAILING, validated.failed_rows),
    }


def gate_tables(given: Batch, run: Run, suite: str) -> tuple[Tables, int]:
    """Apply the rules of a gate to a batch; documents that break a critical one are refused."""
    with duckdb.connect(config=ONE_THREAD) as connection:
        connection.execute("create schema raw; create schema core")
        for name, (table, shape) in GATE_TABLES[suite].items():
            connection.execute(f"create table {qualified(table)} as {staged_rows(shape, [given], name)}")
            drop_refused(connection, table, given)
        validated = validate(connection, suite, run.run_id)
    refused = given.read("refused").to_pylist()
    refused += [refusal(document_id, STEP, REASON, detail) for document_id, detail in validated.rejected.items()]
    return {**results(validated), "refused": to_arrow(REFUSED, refused)}, given.read("documents").num_rows


def drop_refused(connection: duckdb.DuckDBPyConnection, table: Table, given: Batch) -> None:
    """Of documents that the step before refused there are left-overs alone, and nothing to be checked."""
    refused: pa.Table = given.read("refused")
    connection.execute(
        f"delete from {qualified(table)} where document_id in (select unnest(?::varchar[]))",
        [refused["document_id"].to_pylist()],
    )


def pass_gate(given: Batch, run: Run, suite: str) -> Batch:
    """The batch with what a gate found, and with those among its refused documents that it refused."""
    key = batch_key(STEP, step_fingerprint(STEP), suite, given.key)
    return staged(run.places.staging, STEP, key, lambda: gate_tables(given, run, suite), given)


def validate_batch(given: Batch, run: Run) -> Batch:
    """The document gate: what passes is what the later steps see.

    Raises:
        ValidationStopError: a critical rule could not be applied.
    """
    return pass_gate(given, run, DOCUMENTS)


def validate_annotated(given: Batch, run: Run) -> Batch:
    """The gate after annotation: a document whose annotations break a critical rule is taken out.

    Raises:
        ValidationStopError: a critical rule could not be applied.
    """
    return pass_gate(given, run, ANNOTATIONS)


def validate_warehouse(run: Run, accepted: Sequence[Batch], grouped: Batch, annotated: Sequence[Batch]) -> Batch:
    """The last gate: all rules, on every table as it would be after the load.

    Raises:
        ValidationStopError: a critical rule is broken, or a rule could not be applied.
        ConservationError: a file was lost on the way.
    """

    def compute() -> tuple[Tables, int]:
        incoming = settle(run, accepted, grouped, annotated).incoming
        with overlay(run.places.build, incoming) as connection:
            found = results(validate(connection, WAREHOUSE, run.run_id))
            (n_documents,) = connection.execute("select count(*) from core.documents").fetchall()[0]
        return found, n_documents

    return staged(run.places.staging, STEP, settled_key(WAREHOUSE, run, accepted, grouped, annotated), compute)
