"""What runs in processes of its own: a sweep that may be killed, and a warm process that they are forked from.

Importing this module does what takes a run its first seconds, without starting a thread.
"""

import itertools
import json
import multiprocessing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from schemas.rules import Rule, rules_of
from schemas.rules_model import WAREHOUSE
from tasks.core.annotate import tokens
from tasks.core.fingerprint import code_version
from tasks.core.leftovers import drop_leftovers
from tasks.core.lock import writing
from tasks.core.run import Places
from tasks.core.validate import expectations
from tasks.core.validate import run as validation
from tests import pipeline
from tests.crash.plant import Point, plant
from tests.crash.reader import keep_looking

BATCH_DOCUMENTS = 2
PATIENCE_SECONDS = 300
ENDED_BY_SIGKILL = -9


@cache
def context() -> Any:
    """Processes forked from one that has the libraries and has started nothing."""
    made = multiprocessing.get_context("forkserver")
    made.set_forkserver_preload(["tests.crash.warm"])
    return made


def prepare() -> None:
    expectations.warm_up()
    tokens.pipeline()
    code_version()


@dataclass(frozen=True, slots=True)
class Job:
    """A sweep at some hour of the tests' clock. What came of it is written to `told`. A quick one holds the whole
    warehouse against a tenth of the rules alone: they take most of its time, and kills are not about them.
    """

    source: Path
    warehouse: Path
    told: Path
    hour: int
    is_quick: bool = False


def run_once(job: Job, point: Point | None) -> None:
    """One sweep under the lock, as the flow does it."""
    pipeline.clock = itertools.count(job.hour)  # a process forked anew would begin at the first hour again
    if point is not None:
        plant(point)
    if job.is_quick:
        validation.rules_of = few_rules  # type: ignore[assignment]  # a tenth of the rules, for speed
    places = Places(job.warehouse)
    with writing(places.lock):
        drop_leftovers(places)
        done = pipeline.sweep(job.source, job.warehouse, batch_documents=BATCH_DOCUMENTS)
    answer = {"run_id": done.run.run_id, "reasons": done.news.reasons, "is_loaded": done.loaded is not None}
    job.told.write_text(json.dumps(answer), encoding="utf-8")


def few_rules(suite: str) -> tuple[Rule, ...]:
    """Those of a gate for documents, and every tenth of those on the whole warehouse."""
    return rules_of(suite) if suite != WAREHOUSE else rules_of(suite)[::10]


def sweep_in_child(job: Job, point: Point | None = None) -> int:
    """Exit code of a process that sweeps."""
    process = context().Process(target=run_once, args=(job, point))
    process.start()
    process.join(PATIENCE_SECONDS)
    if process.is_alive():
        process.kill()
        raise TimeoutError(f"the run over {job.warehouse} did not end")
    code: int = process.exitcode
    return code


class Reader:
    """A reader in a process of its own."""

    def __init__(self, published: Path) -> None:
        self.here, there = context().Pipe()
        self.process = context().Process(target=keep_looking, args=(published, there))
        self.process.start()
        assert self.here.recv() == "looking"

    def stop(self) -> Any:
        """What it saw."""
        self.here.send("stop")
        sight = self.here.recv()
        self.process.join()
        return sight
