"""A warehouse as a released version left it, and the same files taken in by this version."""

import gzip
import shutil
from pathlib import Path

from tasks.core.intake.read import keep_bytes
from tasks.core.run import Places
from tests.pipeline import Done, clock, sweep
from tests.tasks.core.migrate.source import contents, first_look, second_look

KEPT = Path(__file__).parent / "kept"
VERSIONS = (1, 2, 3, 4, 5)
N_RUNS = 2


def unpack(version: int, folder: Path) -> Places:
    """The kept warehouse of a version, with the bytes that it had kept, and its source as it lay at the last run."""
    places = Places(folder / "warehouse")
    places.state.mkdir(parents=True)
    places.build.write_bytes(gzip.decompress((KEPT / str(version) / "build.duckdb.gz").read_bytes()))
    shutil.copytree(KEPT / str(version) / "runs", places.runs)
    shutil.copyfile(places.build, places.published)
    for document_id, content in contents().items():
        keep_bytes(places.bytes, document_id, content)
    first_look(folder / "source")
    second_look(folder / "source")
    for _ in range(N_RUNS):
        next(clock)  # the kept runs were the first two by this clock
    return places


def take_in_afresh(folder: Path) -> Done:
    """The two runs that the kept warehouses had, by this version."""
    first_look(folder / "source")
    sweep(folder / "source", folder / "warehouse")
    second_look(folder / "source")
    return sweep(folder / "source", folder / "warehouse")
