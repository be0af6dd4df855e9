"""How far a step has come, in words: batches, documents, and about how long the rest takes."""

from collections.abc import Iterable
from dataclasses import dataclass

from tasks.core.report.words import several

PAUSE_SECONDS = 10.0  # between two lines of a log
MIN_SHARE = 0.1  # of the batches: of fewer nothing can be said about the rest
SECONDS_PER_MINUTE = 60
LONG_SECONDS = 90


@dataclass(frozen=True, slots=True)
class Progress:
    """A step under way. `seconds` have passed since it began; `n_documents` are those of the batches that are done."""

    step: str
    n_done: int
    n_batches: int
    n_documents: int
    seconds: float

    @property
    def seconds_left(self) -> float | None:
        """About how long the rest takes, if enough is done to tell."""
        if not self.n_done or self.n_done < MIN_SHARE * self.n_batches:
            return None
        return self.seconds / self.n_done * (self.n_batches - self.n_done)

    @property
    def told(self) -> str:
        """In a line: `annotate: 7 of 12 batches, 1,400 documents, about 2 min left`."""
        left = self.seconds_left
        rest = "" if left is None or self.n_done == self.n_batches else f", about {rough(left)} left"
        documents = several(self.n_documents, "document")
        return f"{self.step}: {self.n_done:,} of {several(self.n_batches, 'batch', 'batches')}, {documents}{rest}"


def rough(seconds: float) -> str:
    """A time as people guess it."""
    if seconds < LONG_SECONDS:
        return f"{max(1, round(seconds))} s"
    return f"{round(seconds / SECONDS_PER_MINUTE)} min"


def step_done(step: str, sizes: Iterable[tuple[int, str]]) -> str:
    """A step that ended: batches, and documents by outcome; `sizes` are (documents, outcome) of its batches."""
    given = list(sizes)
    by_outcome: dict[str, int] = {}
    for n_documents, outcome in given:
        by_outcome[outcome] = by_outcome.get(outcome, 0) + n_documents
    told = ", ".join(f"{several(n, 'document')} {outcome}" for outcome, n in sorted(by_outcome.items()))
    return f"{step} done" + (f": {several(len(given), 'batch', 'batches')}, {told}" if given else "")
