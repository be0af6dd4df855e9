"""From the batches of a run to what the warehouse would be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from schemas.arrow import to_arrow
from schemas.tables import ENTITIES, MEMBERSHIPS, RAW_FILES
from tasks.core.annotate import knowledge_entities, membership_rows
from tasks.core.arrivals import first_staged
from tasks.core.fingerprint import code_version
from tasks.core.intake.sweep import read_sweep
from tasks.core.overlay import Incoming
from tasks.core.publication import publication_of
from tasks.core.query import read_rows
from tasks.core.refusal import Refusal
from tasks.core.run import Run
from tasks.core.settle.outcomes import Before, Decided, Outcomes, decide_outcomes
from tasks.core.staging import Batch, batch_key, concatenated


@dataclass(frozen=True, slots=True)
class Settled:
    """What a run would change, and what became of its files."""

    incoming: Incoming
    outcomes: Outcomes


def read_before(build: Path, source_name: str) -> Before:
    """The warehouse as the last run left it; nothing if there is none yet."""
    if not build.exists():
        return Before()
    with duckdb.connect(str(build), read_only=True) as connection:
        refused = read_rows(
            connection,
            "select distinct on (document_id) document_id, step, reason, detail from ops.rejections"
            " where document_id is not null order by document_id, first_seen_at desc",
        )
        return Before(
            files=read_rows(connection, "from raw.files where source = ? order by path, document_id", source_name),
            open_rejections=read_rows(
                connection, "from ops.rejections where source = ? and resolved_at is null order by path", source_name
            ),
            accepted=frozenset(row["document_id"] for row in read_rows(connection, "from core.documents")),
            refusals={row["document_id"]: (row["step"], row["reason"], row["detail"]) for row in refused},
        )


def refusals_of(batches: Iterable[Batch]) -> dict[str, Refusal]:
    """Documents that the batches refused, with step, reason and detail."""
    refused = concatenated(batches, "refused")
    rows = refused.to_pylist() if refused is not None else []
    return {row["document_id"]: (row["step"], row["reason"], row["detail"]) for row in rows}


def decide(accepted: Sequence[Batch], grouped: Batch) -> Decided:
    """What the steps decided of the documents of a run. A document refused by annotation was accepted before."""
    refused = refusals_of([*accepted, grouped])
    carried = concatenated(accepted, "documents")
    ids = set(carried["document_id"].to_pylist()) if carried is not None else set()
    return Decided(frozenset(ids - set(refused)), refused, first_staged(accepted))


def settle(run: Run, accepted: Sequence[Batch], grouped: Batch, annotated: Sequence[Batch]) -> Settled:
    """What the warehouse would be, and what became of every file of the sweep.

    Raises:
        ConservationError: a file was lost on the way.
    """
    before = read_before(run.places.build, run.source_name)
    outcomes = decide_outcomes(run, read_sweep(run), before, decide(accepted, grouped))
    incoming = Incoming(
        accepted=accepted,
        grouped=grouped,
        annotated=annotated,
        files=to_arrow(RAW_FILES, outcomes.files),
        fixed=fixed_tables(),
        late=sorted(refusals_of([grouped])),
        run_id=run.run_id,
    )
    return Settled(incoming, outcomes)


def settled_key(name: str, run: Run, accepted: Sequence[Batch], grouped: Batch, annotated: Sequence[Batch]) -> str:
    """A name for what is made of all that a run would change: of what `settle` reads, and of the code.

    The names that statements lost are told with the run that took them, so they are found again by each run.
    """
    return batch_key(
        name,
        code_version(),
        publication_of(run.places.build) or "",
        run.source_name,
        repr(read_sweep(run)),
        repr(sorted(first_staged(accepted).items())),
        run.run_id if grouped.read("renames").num_rows else "",
        *(batch.key for batch in (*accepted, grouped, *annotated)),
    )


def fixed_tables() -> dict[str, pa.Table]:
    """The rows that knowledge alone decides, by table name."""
    return {
        ENTITIES.name: to_arrow(ENTITIES, knowledge_entities()),
        MEMBERSHIPS.name: to_arrow(MEMBERSHIPS, membership_rows()),
    }
