"""The first step of a run: every file of a source with its outcome, and batches of what has to be carried through."""

import time
from collections.abc import Iterable
from typing import Any

from schemas.arrow import to_arrow
from schemas.staged import SWEEP
from tasks.core.intake.batches import stage_all
from tasks.core.intake.due import Due, find_due
from tasks.core.intake.known import Known, read_known
from tasks.core.intake.look import look_at_all
from tasks.core.intake.news import STEP, swept, tables_of_news
from tasks.core.intake.rebuild import look_again
from tasks.core.intake.remembered import recall, remember, remembered_file
from tasks.core.intake.walk import SourceError, check_same, check_source, identity, walk
from tasks.core.run import Run
from tasks.core.staging import Batch, drop_unfinished, write_batch

Row = dict[str, Any]
SUSPICIOUS_FILES = 10  # so many do not go away by themselves; fewer are taken out by hand now and then


def intake(run: Run) -> list[Batch]:
    """Look at the source of a run and stage what there is to do, `run.batch_documents` documents a batch.

    A rebuild does not look at the source: its files count as the last sweep left them. The files' outcomes are staged
    under the run's own id; `read_sweep` finds them.

    Raises:
        SourceError: the source is no folder that can be listed, went away meanwhile, or lost all of its files.
    """
    places = run.places
    drop_unfinished(places.staging)
    known = read_known(places.build, run.source_name, run.determinants, run.selection)
    if run.selection is None:
        files = looked_at = sweep_source(run, known)
    else:
        standing = look_again(run, known)
        files, looked_at = in_order(standing.files.values()), in_order(standing.again.values())
    due = find_due(run.source_name, known, looked_at, places.bytes)
    files = [retyped(row, due) for row in files]
    tables = {"sweep": to_arrow(SWEEP, files), **tables_of_news(files, known, due)}
    write_batch(places.staging, STEP, run.run_id, tables, len(files))
    return stage_all(run, known, due.rows.values())


def sweep_source(run: Run, known: Known) -> list[Row]:
    """The outcome of every file of the source. What did not change since it was read last is not opened again.

    Raises:
        SourceError: the source is no folder that can be listed, went away meanwhile, or lost all of its files.
    """
    check_source(run.source)
    file = remembered_file(run.places, run.source_name)
    before, root = recall(file), identity(run.source)
    looked = look_at_all(walk(run.source), run, known, before)
    check_same(run.source, root)
    if not looked.rows and not run.allow_empty:
        check_not_lost(run, known)
    remember(file, looked.remembered, before, time.time_ns())
    return list(looked.rows)


def check_not_lost(run: Run, known: Known) -> None:
    """Make sure that a source without a file is not a folder whose disk or share fell away.

    Raises:
        SourceError: it had many files at the last sweep.
    """
    n_files = known.n_in_source()
    if n_files >= SUSPICIOUS_FILES:
        raise SourceError(
            f"{run.source}: there is not a single file in it, and the last sweep saw {n_files:,}. Is it mounted?"
            " Nothing was published, and all files count as they were. If they were taken away on purpose, run once"
            " with --allow-empty."
        )


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Rows of `staged.sweep`, sorted by path."""
    return sorted(rows, key=lambda row: row["path"])


def retyped(file: Row, due: Due) -> Row:
    """A file with the media type that its bytes are told to be now, if they were looked at."""
    row = due.rows.get(file["document_id"])
    return file if row is None else {**file, "media_type": row["media_type"]}


def read_sweep(run: Run) -> list[Row]:
    """The rows of `staged.sweep` of a run.

    Raises:
        RuntimeError: the run's intake was never staged.
    """
    rows: list[Row] = swept(run).read("sweep").to_pylist()
    return rows
