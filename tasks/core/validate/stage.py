"""The two gates: a batch of documents by its own rows, and the whole warehouse before it is loaded."""

from collections.abc import Sequence

import duckdb
import pyarrow as pa

from schemas.arrow import to_arrow
from schemas.ddl import qualified
from schemas.ops_tables import FAILED_ROWS, VALIDATIONS
from schemas.staged import DOCUMENT_FACTS, REFUSED
from schemas.tables import DOCUMENT_NOTES, DOCUMENTS, RAW_TEXTS
from tasks.core.fingerprint import step_fingerprint
from tasks.core.overlay import DOCUMENT_PARTS, SETTINGS, overlay, staged_rows
from tasks.core.refusal import refusal
from tasks.core.run import Run
from tasks.core.settle.settle import settle
from tasks.core.staging import Batch, Tables, batch_key, staged
from tasks.core.validate.result import Validated
from tasks.core.validate.run import validate

STEP = "validate"
REASON = "failed_rules"


class ValidationStopError(RuntimeError):
    """A rule stops the run; the message says which, on which rows, and what to do. `validated` has all findings."""

    def __init__(self, validated: Validated) -> None:
        super().__init__(validated.stops)
        self.validated = validated


def results(validated: Validated) -> Tables:
    """What a gate found, as rows of `ops.validations` and `ops.failed_rows`.

    Raises:
        ValidationStopError: the run must not go on.
    """
    if validated.stops:
        raise ValidationStopError(validated)
    return {
        "validations": to_arrow(VALIDATIONS, validated.validations),
        "failed_rows": to_arrow(FAILED_ROWS, validated.failed_rows),
    }


def document_tables(given: Batch, run: Run) -> tuple[Tables, int]:
    """Apply the rules for documents to a structure batch; those that break a critical one are refused."""
    with duckdb.connect(config=SETTINGS) as connection:
        connection.execute("create schema raw; create schema core")
        shapes = {"documents": (DOCUMENTS, DOCUMENT_FACTS), **{name: (t, t) for name, t in DOCUMENT_PARTS.items()}}
        for name, (table, shape) in shapes.items():
            connection.execute(f"create table {qualified(table)} as {staged_rows(shape, [given], name)}")
        drop_refused(connection, given)
        validated = validate(connection, "documents", run.run_id)
    refused = given.read("refused").to_pylist()
    refused += [refusal(document_id, STEP, REASON, detail) for document_id, detail in validated.rejected.items()]
    return {**results(validated), "refused": to_arrow(REFUSED, refused)}, given.read("documents").num_rows


def drop_refused(connection: duckdb.DuckDBPyConnection, given: Batch) -> None:
    """Of documents that structuring refused there are the text and notes on it alone, and nothing to be checked."""
    refused: pa.Table = given.read("refused")
    for table in (RAW_TEXTS, DOCUMENT_NOTES):
        connection.execute(
            f"delete from {qualified(table)} where document_id in (select unnest(?::varchar[]))",
            [refused["document_id"].to_pylist()],
        )


def validate_batch(given: Batch, run: Run) -> Batch:
    """The document gate: what passes is what the later steps see.

    Raises:
        ValidationStopError: a rule could not be applied.
    """
    key = batch_key(STEP, step_fingerprint(STEP), given.key, run.run_id)
    return staged(run.places.staging, STEP, key, lambda: document_tables(given, run), given)


def validate_warehouse(run: Run, accepted: Sequence[Batch], grouped: Batch, annotated: Sequence[Batch]) -> Batch:
    """The last gate: all rules, on every table as it would be after the load.

    Raises:
        ValidationStopError: a critical rule is broken, or a rule could not be applied.
        ConservationError: a file was lost on the way.
    """
    keys = [batch.key for batch in (*accepted, grouped, *annotated)]
    key = batch_key(STEP, step_fingerprint(STEP), run.run_id, *keys)

    def compute() -> tuple[Tables, int]:
        incoming = settle(run, accepted, grouped, annotated).incoming
        with overlay(run.places.build, incoming) as connection:
            tables = results(validate(connection, "warehouse", run.run_id))
            (n_documents,) = connection.execute("select count(*) from core.documents").fetchall()[0]
        return tables, n_documents

    return staged(run.places.staging, STEP, key, compute)
