"""Lines that `<br>` parts: which of them are one paragraph."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tasks.core.formats.html.page import Spot

TERMINAL = re.compile(r"[.!?…:;。！？؟।][\"”’»)\]']*$")
OPEN = re.compile(r"(?:[,–—-]|[^\W\d_]-)$")


@dataclass(frozen=True, slots=True)
class Wrapping:
    """When lines that the author ended are one paragraph, in lines and characters."""

    min_lines: int = 4  # of fewer no width can be told
    max_width: int = 110  # longer lines are paragraphs
    min_open_share: float = 0.5  # of wrapped lines most end in the middle of a sentence
    min_filled_share: float = 0.6  # and most are nearly as long as the longest
    filled: float = 0.7


@dataclass(frozen=True, slots=True)
class Line:
    """Characters of a block, and where in the tree they begin."""

    start: int
    end: int
    spot: Spot


def paragraphs_of(text: str, starts: Sequence[tuple[int, Spot]]) -> list[Line]:
    """The paragraphs of a block whose lines begin at these places."""
    ends = [start for start, _ in starts[1:]] + [len(text)]
    lines = [Line(*trimmed(text, start, end), spot) for (start, spot), end in zip(starts, ends, strict=True)]
    lines = [line for line in lines if line.start < line.end]
    words = [text[line.start : line.end] for line in lines]
    together = wrapped(words, Wrapping())
    result = lines[:1]
    for (_, following), (before, after) in zip(pairwise(lines), pairwise(words), strict=True):
        if together or goes_on(before, after):
            result[-1] = Line(result[-1].start, following.end, result[-1].spot)
        else:
            result.append(following)
    return result


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    inside = text[start:end]
    return start + len(inside) - len(inside.lstrip()), start + len(inside.rstrip())


def wrapped(lines: Sequence[str], settings: Wrapping) -> bool:
    """Whether the line ends are those of a page of fixed width."""
    if len(lines) < settings.min_lines or max(map(len, lines)) > settings.max_width:
        return False
    width = max(map(len, lines))
    filled = sum(len(line) >= settings.filled * width for line in lines)
    is_open = sum(TERMINAL.search(line) is None for line in lines)
    return filled >= settings.min_filled_share * len(lines) and is_open >= settings.min_open_share * len(lines)


def goes_on(line: str, following: str) -> bool:
    """Whether a sentence or a heading in capitals runs over a line end."""
    if following[:1].islower() or (OPEN.search(line) and not following[:1].isdigit()):
        return True
    return is_capitals(line) and is_capitals(following) and TERMINAL.search(line) is None


def is_capitals(line: str) -> bool:
    return line.isupper() and len(line.split()) > 1
