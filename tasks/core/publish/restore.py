"""Going back: the publication before the last is published again, and the next run goes on from it."""

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from schemas.ddl import quoted
from tasks.core.group.index import drop_index
from tasks.core.lock import writing
from tasks.core.migrate.found import look, released_version
from tasks.core.migrate.migrate import WRITABLE, drop_temporary, put
from tasks.core.overlay import SETTINGS
from tasks.core.publish.publish import copy_file, publish
from tasks.core.run import Places, read_journals, utc_now, write_atomically, write_journal
from tasks.core.staging import sweep_staging

TAKEN_BACK = "Taken back at {time:%Y-%m-%d %H:%M} UTC: the publication before is published again."


class RestoreError(RuntimeError):
    """There is no publication to go back to; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What readers see now, by its publication and that one's time (UTC), and the publication that they saw before."""

    publication_id: str
    published_at: datetime
    taken_back: str | None


def restore(places: Places) -> Restored:
    """Publish the publication before the last again; the last becomes the one before, so that twice is as it was.

    The build file becomes a copy of it too, so the next run compares the source with what the warehouse was then. What
    the run that is taken back had taken in is new to it: if the files still lie in the source they are taken in again,
    as first seen by that run, and changes and refusals of files are found again. To keep a file out, take it out of the
    source first. A document that the run that is taken back refused stands again; its bytes were dropped, so if its
    file is gone it keeps the rows that it had. The index of fingerprints goes, since it knows the later documents, and
    is made anew. Of journals none goes: what happened, happened. That of the run says that it was taken back, and so
    does `ops.runs` with the next publication. Tables of an earlier version are brought forward by the next run.

    Each file appears by rename, the build file first. A kill in between leaves readers what they had, or what they are
    given back; the same command, or the next run, which finds a load that was not published, ends what was begun.

    Raises:
        RestoreError: there is no publication before.
        ShapeError: it cannot be read, or is of a version that no run could go on from.
        WarehouseBusyError: a run is writing this warehouse.
        OSError: the folder cannot be written.
    """
    if not places.previous.exists():
        raise RestoreError(f"{places.previous}: is not there, so there is no publication to go back to.")
    with writing(places.lock):
        last = id_of(places.published)
        if not is_begun(places, last):
            begin(places, last)
        publish(places)
        mark_of(places).unlink(missing_ok=True)
        sweep_staging(places.staging)
        now, published_at = publication(places.published)
        note(places, now, last)
        return Restored(now, published_at, last)


def begin(places: Places, last: str | None) -> None:
    """Go on from the publication before the last, which readers do not see yet.

    Raises:
        RestoreError: what is kept beside is not that.
        ShapeError: it cannot be read, or is of a version that no run could go on from.
    """
    released_version(look(places.previous), places.folder)
    previous = id_of(places.previous)
    if previous is None or previous == last:
        raise RestoreError(
            f"{places.previous}: is not the publication before that of {places.published.name}: a run was killed while"
            " it published. Run `communique ingest`, which ends that."
        )
    write_atomically(mark_of(places), previous.encode())
    drop_index(places.fingerprints)
    drop_temporary(places)
    temporary = places.state / f".{places.build.name}.{os.getpid()}.tmp"
    try:
        copy_file(places.previous, temporary)
        temporary.chmod(WRITABLE)
        put(temporary, places.build, is_older=False)
    finally:
        drop_temporary(places)


def mark_of(places: Places) -> Path:
    """The file that names the publication that is on its way back."""
    return places.state / "restore"


def is_begun(places: Places, last: str | None) -> bool:
    """Whether the build file is the publication to go back to, and readers do not see it yet."""
    if not mark_of(places).exists():
        return False
    wanted = mark_of(places).read_text(encoding="ascii")
    return wanted == id_of(places.build) != last


def id_of(file: Path) -> str | None:
    """Which publication a file is; nothing if none can be read in it."""
    try:
        return publication(file)[0]
    except (duckdb.Error, LookupError):
        return None


def publication(file: Path) -> tuple[str, datetime]:
    """Which publication a file is, and its time (UTC).

    The file is attached: connected by its path it would be the one that had this name when a reader in this process,
    who still has it open, came to it.

    Raises:
        duckdb.Error: the file cannot be read.
        LookupError: no load ended in it.
    """
    with duckdb.connect(config=SETTINGS) as connection:
        connection.execute(f"attach {quoted(str(file))} as file (read_only)")
        rows = connection.execute("select publication_id, published_at from file.ops.publication").fetchall()
        return rows[0][0], rows[0][1]


def note(places: Places, publication_id: str, last: str | None) -> None:
    """Say in the journals which publication is taken back; one that is given back is not any more.

    A publication has the name of its run, and these sort by time.
    """
    known = {journal["run_id"] for journal in read_journals(places)}
    if last is not None and last in known and last > publication_id:
        write_journal(places, last, {"reason": TAKEN_BACK.format(time=utc_now())})
    elif publication_id in known:
        write_journal(places, publication_id, {"reason": None})
