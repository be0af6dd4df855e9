"""Whether a sweep leaves anything to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from schemas.releases import SCHEMA_VERSION
from tasks.core.intake.due import Due
from tasks.core.intake.known import CORPUS_STEPS, Known
from tasks.core.publication import publication_of
from tasks.core.run import Run
from tasks.core.settle.outcomes import IN_SOURCE, Row
from tasks.core.shape import version_of_file
from tasks.core.staging import Batch, Tables, find_batch

STEP = "intake"
FILE_NEWS = ("new", "changed", "gone")
CHANGED = "code, knowledge or reviewed pairs changed"
AGAIN = {"group": "grouped again", "annotate": "annotated again"}


@dataclass(frozen=True, slots=True)
class News:
    """Why a run goes on, as short phrases; none if there is nothing to do. `n_files` counts the files of the sweep.

    `numbers` says how many files are `new`, `changed` and `gone`, how many documents are to be done `again` from one of
    their own steps on, and how many to `group` and to `annotate` again besides. `left` are documents that are stale and
    can not be read again, since neither a file nor the bytes are there: they stay as they are.
    """

    n_files: int
    reasons: tuple[str, ...]
    numbers: Mapping[str, int] = field(default_factory=dict)
    left: tuple[str, ...] = ()

    @property
    def counts(self) -> Mapping[str, Any]:
        """The counts of a run that ends here: every file is as it was."""
        return {"n_files_seen": self.n_files, "n_unchanged": self.n_files}


def file_news(sweep: Sequence[Row], known: Known) -> dict[str, int]:
    """How many files are not as they were, by what happened to them."""
    seen = {row["path"] for row in sweep}
    gone = {
        path for path, rows in known.files.items() if path not in seen and any(row.state in IN_SOURCE for row in rows)
    }
    return {
        "new": sum(row["outcome"] == "new" for row in sweep),
        "changed": sum(row["outcome"] == "changed" for row in sweep),
        "gone": len(gone | (known.open_rejections.keys() - seen)),
    }


def later_news(known: Known) -> dict[str, int]:
    """How many documents the steps over all documents have to do again. Of other sources only what is stale."""
    here = {file.document_id for files in known.files.values() for file in files}
    due = [step for document_id in known.steps for step in known.later_due(document_id, document_id in here)]
    return {step: due.count(step) for step in CORPUS_STEPS}


def tables_of_news(sweep: Sequence[Row], known: Known, due: Due) -> Tables:
    """What a sweep found, staged beside it: a number by what it counts, and the documents that are left as they are."""
    fresh = {row["document_id"] for row in sweep if row["outcome"] != "unchanged"}
    numbers = {**file_news(sweep, known), **later_news(known), "again": len(due.rows.keys() - fresh)}
    return {
        "numbers": pa.table({"what": list(numbers), "n": pa.array(numbers.values(), pa.int64())}),
        "left": pa.table({"document_id": pa.array(due.left, pa.string())}),
    }


def swept(run: Run) -> Batch:
    """What the intake of a run staged.

    Raises:
        RuntimeError: the run's intake was never staged.
    """
    batch = find_batch(run.places.staging, STEP, run.run_id)
    if batch is None:
        raise RuntimeError(
            f"{run.places.staging}: the intake of run {run.run_id} is gone. Run `communique ingest` again."
        )
    return batch


def read_news(run: Run) -> News:
    """What is new since the last run, as its intake staged it.

    Raises:
        RuntimeError: the run's intake was never staged.
    """
    batch = swept(run)
    numbers: dict[str, int] = {row["what"]: row["n"] for row in batch.read("numbers").to_pylist()}
    left = tuple(batch.read("left")["document_id"].to_pylist())
    reasons = [f"{numbers[what]} {what}" for what in FILE_NEWS if numbers[what]]
    if numbers["again"]:
        reasons.append(f"{numbers['again']} to be done again")
    reasons += later_reasons(run, numbers)
    return News(batch.n_rows, (*reasons, *publication_reasons(run)), numbers, left)


def later_reasons(run: Run, numbers: Mapping[str, int]) -> list[str]:
    """Why the steps over all documents have something to do, beside what their own steps make anew."""
    if run.selection is not None:
        return [f"{numbers[step]} to be {told}" for step, told in AGAIN.items() if numbers[step]]
    return [CHANGED] if any(numbers[step] for step in CORPUS_STEPS) else []


def publication_reasons(run: Run) -> list[str]:
    """Why a run publishes although no file and no document is news."""
    loaded = publication_of(run.places.build)
    if loaded is None:
        return ["nothing published yet"]
    if publication_of(run.places.published) != loaded:
        return ["last load not published"]
    if version_of_file(run.places.published) != SCHEMA_VERSION:
        return ["tables of an earlier version are published"]
    return []
