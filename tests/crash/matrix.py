"""One kill of the matrix: a run is killed at a point while a reader looks on, and the next run has to mend it all."""

import json
import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schemas.tables import BY_NAME
from tasks.core.ask.status import read_status
from tasks.core.lock import is_held
from tasks.core.publication import publication_of
from tasks.core.run import Places
from tests.crash.child import Job, Reader, sweep_in_child
from tests.crash.made import arrive, fill
from tests.crash.plant import Point
from tests.crash.reader import Sight
from tests.pipeline import all_rows, rows_of

COMPARED = ("ops.document_steps", "ops.rejections", "ops.failed_rows")
MEASURED = ("intake", "extract", "structure", "validate", "group", "annotate")
WITHOUT_RUN = {
    "validations": "select suite, rule_id, outcome, n_checked, n_failed from ops.validations where run_id = ?"
    " order by all",
    "totals": "select source, total, figure, baseline, minimum, maximum from ops.totals order by run_id, source, total",
    "changes": "select table_name, change, n_rows from ops.changes where run_id = ? order by all",
    "counts": "select n_files_seen, n_unchanged, n_loaded, n_duplicate_files, n_rejected, n_missing"
    " from ops.runs where run_id = ?",
}
LOADED = "select max(run_id) from ops.runs where n_loaded > 0"
STEPS = "select step, sum(n_rows)::int from ops.steps where run_id = ? and outcome = ? group by step"


@dataclass(frozen=True, slots=True)
class Scene:
    """A source, and the warehouse that was made of it before; `wanted` is what an undisturbed run makes of both."""

    source: Path
    warehouse: Path
    is_quick: bool
    wanted: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Mended:
    """What was seen around a kill. `finished` and `reused` count documents by step: of the batches that were finished
    when the next run began, and of those that it did not make again. `made` names the steps that it did.
    """

    exit_code: int
    is_locked: bool
    state: str
    reason: str | None
    was_loaded: bool
    finished: dict[str, int]
    reused: dict[str, int]
    made: set[str]
    sight: Sight
    runs: list[str]
    found: dict[str, Any]
    left: list[str]


def facts(published: Path) -> dict[str, Any]:
    """All rows that must be the same whatever happened on the way, and what is told of the run that loaded them."""
    found: dict[str, Any] = dict(all_rows(published))
    for name in COMPARED:
        columns = [f'"{c.name}"' for c in BY_NAME[name].columns if not (c.is_clock or c.is_run)]
        found[name] = sorted(map(repr, rows_of(published, f"select {', '.join(columns)} from {name}")))
    ((run_id,),) = rows_of(published, LOADED)
    for name, query in WITHOUT_RUN.items():
        found[name] = rows_of(published, query, *([run_id] if "?" in query else []))
    return found


def scene(folder: Path, is_quick: bool) -> Scene:
    """A warehouse with a first publication, and a source that changed since."""
    source, warehouse = folder / "inbox", folder / "warehouse"
    fill(source)
    assert sweep_in_child(Job(source, warehouse, folder / "first.json", 0, is_quick)) == 0
    arrive(source)
    return Scene(source, warehouse, is_quick, undisturbed(source, warehouse, folder / "undisturbed", is_quick))


def first_scene(folder: Path, is_quick: bool) -> Scene:
    """A source that no run has seen."""
    source, nothing = folder / "inbox", folder / "nothing"
    fill(source)
    arrive(source)
    return Scene(source, nothing, is_quick, undisturbed(source, nothing, folder / "undisturbed", is_quick))


def undisturbed(source: Path, warehouse: Path, copy: Path, is_quick: bool) -> dict[str, Any]:
    if warehouse.exists():
        shutil.copytree(warehouse, copy)
    assert sweep_in_child(Job(source, copy, copy.with_suffix(".json"), 1, is_quick)) == 0
    return facts(Places(copy).published)


def finished_documents(places: Places) -> dict[str, int]:
    """How many documents the finished batches of each step have, as the next run counts them.

    Of grouping it counts the families, not the wording that is found after them.
    """
    found: Counter[str] = Counter()
    for step in MEASURED:
        folders = [mark.parent for mark in places.staging.glob(f"{step}/[!.]*/batch.json")]
        whole = [folder for folder in folders if not (folder / "sweep.parquet").exists()]
        counts = [json.loads((folder / "batch.json").read_bytes())["n_rows"] for folder in whole]
        if counts:
            found[step] = max(counts) if step == "group" else sum(counts)
    return dict(found)


def left_over(warehouse: Path) -> list[str]:
    """Files and folders that belong to no finished run."""
    names = [path.relative_to(warehouse).as_posix() for path in warehouse.rglob("*")]
    odd = (".tmp", ".wal", "-journal", "/spill", "/staging")
    return sorted(name for name in names if any(part in f"/{name}" for part in odd))


def mend(given: Scene, point: Point, folder: Path) -> Mended:
    """Kill a run over a copy of the scene, then let the next one run."""
    warehouse = folder / "warehouse"
    if given.warehouse.exists():
        shutil.copytree(given.warehouse, warehouse)
    places = Places(warehouse)
    reader = Reader(places.published)
    exit_code = sweep_in_child(Job(given.source, warehouse, folder / "killed.json", 1, given.is_quick), point)
    is_locked, status = is_held(places.lock), read_status(places)
    was_loaded = publication_of(places.build) != publication_of(Places(given.warehouse).build)
    finished = finished_documents(places)
    next_code = sweep_in_child(Job(given.source, warehouse, folder / "next.json", 2, given.is_quick))
    sight = reader.stop()
    assert next_code == 0, f"{point.name}: the next run ended with {next_code}"
    run_id = json.loads((folder / "next.json").read_bytes())["run_id"]
    return Mended(
        exit_code=exit_code,
        is_locked=is_locked,
        state=status.runs[0]["state"],
        reason=status.runs[0].get("reason"),
        was_loaded=was_loaded,
        finished=finished,
        reused=dict(rows_of(places.published, STEPS, run_id, "reused")),
        made={step for step, _ in rows_of(places.published, STEPS, run_id, "computed")},
        sight=sight,
        runs=[name for (name,) in rows_of(places.published, "select run_id from ops.runs order by run_id")],
        found=facts(places.published),
        left=left_over(warehouse),
    )
