"""What a plan needs to know of a warehouse, read once from what is published: it locks out no run, and no run it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from tasks.core.shape import check_shape

LAST_RUNS = 5  # whose costs count: enough for a median, few enough to follow a change of code or machine
FILES = "select document_id, source, path from raw.files order by document_id, state != 'present', path"
STEPS = "select document_id, step, outcome, step_fingerprint from ops.document_steps"
FAMILIES = """
    select mine.document_id, list(distinct other.document_id)
    from core.versions as mine join core.versions as other using (statement_id)
    where mine.document_id != other.document_id
    group by mine.document_id
"""
UNREAD = """
    select source, count(*) from ops.rejections where document_id is null and resolved_at is null group by source
"""
COSTS = f"""
    with carried as (
        select run_id, sum(n_rows) as n_documents from ops.steps
        where step = 'structure' and outcome in ('computed', 'reused', 'kept')
        group by run_id
    ),
    counted as (  -- several gates look at a document, and each counts it
        select run_id, step, seconds, cpu_seconds,
            if(step = 'validate', coalesce(n_documents, n_rows), n_rows) as n_documents
        from ops.steps left join carried using (run_id)
        where outcome = 'computed' and n_rows > 0
    ),
    ranked as (
        select step, seconds / n_documents as seconds, cpu_seconds / n_documents as cpu_seconds,
            row_number() over (partition by step order by run_id desc) as place
        from counted
        where n_documents > 0
    )
    select step, median(seconds), median(cpu_seconds) from ranked where place <= {LAST_RUNS} group by step
"""


class PlanError(RuntimeError):
    """Nothing can be planned; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A warehouse as it stands.

    `files` has the (source, path) of each document, those present first; `steps` the (outcome, fingerprint) of its
    steps; `families` the other documents of its statements; `costs` the seconds and processor seconds that a step took
    for one document lately. `unread` counts the files of each source that stand refused unread.
    """

    files: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    steps: Mapping[str, Mapping[str, tuple[str, str]]] = field(default_factory=dict)
    families: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    costs: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    unread: Mapping[str, int] = field(default_factory=dict)


def read_standing(published: Path) -> Standing:
    """How a published warehouse stands.

    Raises:
        PlanError: nothing is published, or the file cannot be read.
        ShapeError: it was published by a version with other tables.
    """
    if not published.exists():
        raise PlanError(f"{published}: nothing is published yet. Run `communique ingest` first.")
    try:
        connection = duckdb.connect(str(published), read_only=True)
    except duckdb.Error as error:
        raise PlanError(
            f"{published}: cannot be opened ({error}). Publish it again with `communique ingest`."
        ) from error
    with connection:
        check_shape(connection, published)
        files: dict[str, tuple[tuple[str, str], ...]] = {}
        for document_id, source, path in connection.execute(FILES).fetchall():
            files[document_id] = (*files.get(document_id, ()), (source, path))
        steps: dict[str, dict[str, tuple[str, str]]] = {}
        for document_id, step, outcome, fingerprint in connection.execute(STEPS).fetchall():
            steps.setdefault(document_id, {})[step] = (outcome, fingerprint)
        families = {name: tuple(others) for name, others in connection.execute(FAMILIES).fetchall()}
        costs = {step: (wall, cpu) for step, wall, cpu in connection.execute(COSTS).fetchall()}
        unread: dict[str, int] = dict(connection.execute(UNREAD).fetchall())
    return Standing(files, steps, families, costs, unread)
