"""One mention per place: of those that overlap, the longest stays, then the better rank."""

from bisect import bisect_right
from collections.abc import Iterable

from tasks.core.annotate.model import Candidate


def resolved(candidates: Iterable[Candidate], length: int) -> list[Candidate]:
    """Candidates without overlaps, in order of their start."""
    taken = bytearray(length)
    kept: list[Candidate] = []
    for one in sorted(candidates, key=precedence):
        if 0 <= one.start < one.end <= length and taken.find(1, one.start, one.end) < 0:
            taken[one.start : one.end] = b"\x01" * (one.end - one.start)
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def precedence(one: Candidate) -> tuple[int, int, int, str]:
    return (one.start - one.end, one.rank, one.start, one.entity.entity_id)


def index_of(spans: tuple[tuple[int, int], ...], start: int, end: int) -> int | None:
    """Index of the span that holds the whole stretch; spans are in order and do not overlap."""
    at = bisect_right(spans, (start, 1 << 60)) - 1
    return at if at >= 0 and spans[at][0] <= start and end <= spans[at][1] else None
