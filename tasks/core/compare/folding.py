"""What a reader need not see at once: long runs of rows that say the same, folded to one line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from tasks.core.compare.model import OUTSIDE, Comparison, Row
from tasks.core.compare.read import EXCERPT
from tasks.core.compare.verdict import shares_nothing

MIN_FOLDED = 2  # rows; to fold one saves little
CONTEXT = 1  # rows that stay before and after a change


@dataclass(frozen=True, slots=True)
class Fold:
    """Rows of one change that follow each other."""

    change: str
    rows: tuple[Row, ...]

    @property
    def label(self) -> str:
        """What is folded, in words."""
        n_left, n_right = len(sentences(self.rows, 0)), len(sentences(self.rows, 1))
        if self.change == "same":
            return f"{plural(n_left)} the same"
        only = " and ".join(f"{plural(n)} of {side}" for side, n in (("A", n_left), ("B", n_right)) if n)
        return f"{only} not part of the statement" if self.change == OUTSIDE else f"{only} that the other has not"


def sentences(rows: Sequence[Row], side: int) -> set[int]:
    return {each.sentence_no for row in rows if (each := (row.left, row.right)[side])}


def plural(n_sentences: int) -> str:
    return f"{n_sentences} sentence{'' if n_sentences == 1 else 's'}"


def fold(comparison: Comparison, show_all: bool) -> list[Row | Fold]:
    """The rows, runs of them folded unless all are to be shown.

    Folded are sentences that are the same, those that were not compared, and, of an excerpt and where next to nothing
    is shared, those that one side alone has.
    """
    if show_all:
        return list(comparison.rows)
    is_loose = shares_nothing(comparison) or EXCERPT in (comparison.left.relation, comparison.right.relation)
    alone = ("missing", "added") if is_loose else ()
    shown: list[Row | Fold] = []
    runs = [(change, tuple(run)) for change, run in groupby(comparison.rows, key=lambda row: row.change)]
    for at, (change, run) in enumerate(runs):
        if change == OUTSIDE:
            shown.append(Fold(change, run))
        elif change in alone:
            shown += around(change, run, 0, 0)
        elif change == "same":
            shown += around(change, run, CONTEXT * follows_change(runs, at), CONTEXT * comes_before_change(runs, at))
        else:
            shown += run
    return shown


def around(change: str, run: tuple[Row, ...], n_before: int, n_after: int) -> Iterator[Row | Fold]:
    """A run with its middle folded, if that is worth it."""
    end = len(run) - n_after
    if end - n_before < MIN_FOLDED:
        yield from run
        return
    yield from run[:n_before]
    yield Fold(change, run[n_before:end])
    yield from run[end:]


def follows_change(runs: Sequence[tuple[str, tuple[Row, ...]]], at: int) -> bool:
    return at > 0 and runs[at - 1][0] != OUTSIDE


def comes_before_change(runs: Sequence[tuple[str, tuple[Row, ...]]], at: int) -> bool:
    return at + 1 < len(runs) and runs[at + 1][0] != OUTSIDE
