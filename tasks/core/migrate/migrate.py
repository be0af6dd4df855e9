"""At the start of a run: the build file is there and has the tables of this version, or the run is refused."""

import os
from dataclasses import dataclass
from pathlib import Path

import duckdb

from schemas.releases import SCHEMA_VERSION
from tasks.core.group.index import drop_index
from tasks.core.migrate.found import Found, first_line, look, released_version
from tasks.core.migrate.rewrite import rewrite
from tasks.core.publish.publish import copy_file, sync_folder
from tasks.core.run import Places
from tasks.core.shape import ShapeError

MEGABYTE = 2**20
WRITABLE = 0o644


@dataclass(frozen=True, slots=True)
class Migrated:
    """What was done to the build file. `is_from_published` says that it was gone, and is made of the published file."""

    from_version: int
    to_version: int
    is_from_published: bool

    @property
    def told(self) -> str:
        """The same for people."""
        parts = ["the build file was gone and is made of what is published"] if self.is_from_published else []
        if self.from_version != self.to_version:
            parts.append(f"tables brought from version {self.from_version} to {self.to_version}")
        return "; ".join(parts)


def migrate(places: Places) -> Migrated | None:
    """Bring the build file to the tables of this version; nothing if it has them, or if there is no warehouse yet.

    To be called under the lock, before anything reads the build file. An older one is written anew beside it and takes
    its place by rename: whatever goes wrong before leaves it as it was. When files were first seen, names of statements
    and what became of them, rejections, runs, validations, failed rows and changes are kept. All else is made again by
    the run, since the code differs: of the files, or of the bytes that were kept of them. A document that has neither
    keeps its rows. A build file without a row, left by a first load that was killed, is removed; one that is gone is
    made of the published file, which is a copy of it.

    Raises:
        ShapeError: the tables are of a newer version or of none, or a file could not be read or written.
    """
    found = origin_of(places)
    if found is None:
        return None
    version = released_version(found, places.folder)
    is_from_published = found.file == places.published
    if version == SCHEMA_VERSION and not is_from_published:
        return None
    try:
        replace_build(places, found, version)
    except (OSError, duckdb.Error, LookupError) as error:
        n_megabytes = 1 + found.file.stat().st_size // MEGABYTE
        raise ShapeError(
            f"{found.file}: its tables are of version {version}, and no build file of version {SCHEMA_VERSION} could be"
            f" made of it ({first_line(error)}). It is as it was. Make sure that {places.state} can be written and has"
            f" {n_megabytes} MB free, and run again."
        ) from error
    return Migrated(version, SCHEMA_VERSION, is_from_published)


def origin_of(places: Places) -> Found | None:
    """The file that a run goes on from: the build file, or the published one where that is gone or blank.

    Raises:
        ShapeError: it cannot be read.
    """
    if places.build.exists():
        found = look(places.build)
        if found.version == SCHEMA_VERSION or not found.is_blank:
            return found
    if places.published.exists():
        return look(places.published)
    for blank in (log_of(places.build), places.build):
        blank.unlink(missing_ok=True)
    return None


def log_of(file: Path) -> Path:
    """What DuckDB writes beside a file until a checkpoint."""
    return file.with_name(f"{file.name}.wal")


def replace_build(places: Places, found: Found, version: int) -> None:
    """Put a file in this version, made of the given one, in the place of the build file.

    Raises:
        LookupError: nobody said what becomes of a column: a fault of the product.
        duckdb.Error: a file cannot be read or written.
        OSError: likewise.
    """
    places.state.mkdir(parents=True, exist_ok=True)
    drop_temporary(places)
    temporary = places.state / f".{places.build.name}.{os.getpid()}.tmp"
    try:
        if version == SCHEMA_VERSION:
            copy_file(found.file, temporary)
        else:
            rewrite(found.file, found.shape, version, temporary)
        temporary.chmod(WRITABLE)
        if found.file != places.build:
            drop_index(places.fingerprints)  # it may know documents of a load that was never published
        put(temporary, places.build, is_older=found.file == places.build)
    finally:
        drop_temporary(places)


def drop_temporary(places: Places) -> None:
    """Remove what a migration that was killed, or failed, left beside the build file."""
    for left in places.state.glob(f".{places.build.name}.*"):
        left.unlink()


def put(temporary: Path, build: Path, *, is_older: bool) -> None:
    """Let a finished file take the place of the build file.

    The log of the file that it replaces must not be taken for its own. If that `is_older`, the log is worked into it
    first, so that a kill in between loses nothing.
    """
    with temporary.open("rb") as file:
        os.fsync(file.fileno())
    if is_older and log_of(build).exists():
        with duckdb.connect(str(build)) as connection:
            connection.execute("checkpoint")
    log_of(build).unlink(missing_ok=True)
    temporary.replace(build)
    sync_folder(build.parent)
