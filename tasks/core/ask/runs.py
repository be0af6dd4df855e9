"""The last runs of a warehouse by their journals, which know of them at once, whatever became of them."""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from tasks.core.load.journals import INTERRUPTED
from tasks.core.lock import Holder
from tasks.core.run import Places, journals_backwards

Journal = Mapping[str, Any]

READ_RUNS = 1000  # journals that are looked at: a month of runs, however often they are; the rest is in `ops.runs`
SHOWN_RUNS = 5
BULKY = ("validations", "failed_rows", "totals", "steps")  # of a journal: rows for `ops`
RUNNING, FAILED = "running", "failed"


def read_runs(places: Places, is_held: bool, holder: Holder) -> list[Journal]:
    """The newest journals without their rows, newest first, each with the state that its run is really in."""
    journals = islice(journals_backwards(places), READ_RUNS)
    told = ({name: value for name, value in journal.items() if name not in BULKY} for journal in journals)
    return [as_it_is(journal, is_held, holder) for journal in told]


def as_it_is(journal: Journal, is_held: bool, holder: Holder) -> Journal:
    """A journal that says `running` is of the run that holds the lock, or of one that was killed."""
    is_writing = is_held and holder.run_id in ("", journal.get("run_id"))
    if journal.get("state") != RUNNING or is_writing:
        return journal
    return {**journal, "state": FAILED, "reason": INTERRUPTED, "is_interrupted": True}


def last_of_each_source(runs: Sequence[Journal]) -> tuple[Journal, ...]:
    """The run over each source that came to its end last, by its end; the last of all is first.

    A run that was turned away while another wrote ended before that, which tells more of the source.
    """
    ended = [journal for journal in runs if journal.get("state") != RUNNING]
    found: dict[str, Journal] = {}
    for journal in sorted(ended, key=end_of, reverse=True):
        found.setdefault(str(journal.get("source") or ""), journal)
    return tuple(found.values())


def end_of(journal: Journal) -> str:
    """When a run ended, in ISO 8601; when it began, if nobody knows."""
    return str(journal.get("ended_at") or journal.get("started_at") or "").replace("T", " ")


def where(journal: Journal) -> str:
    """How far a run came: `at step load`, `after step validate`, or `before its first step`."""
    if doing := journal.get("doing"):
        return f"at step {doing}"
    return f"after step {journal['step']}" if journal.get("step") else "before its first step"
