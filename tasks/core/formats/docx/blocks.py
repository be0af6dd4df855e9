"""A paragraph as it is shown, with what the file says of it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tasks.core.formats.docx.inline import BREAK, Run, spans_of
from tasks.core.formats.docx.styles import CENTRED
from tasks.core.reading import Mark

SPACES = re.compile(r"\s+")
STOPPED = re.compile(r"[.!?…][\"”’»)\]]*$")
AFRESH = re.compile(r"[\"“„«‘(\[]*[^\W\d_a-z]")
ITEM = re.compile(r"[\"“„«‘]?\(?(?:\d{1,3}|[a-z]|[ivx]{1,4}|[IVX]{1,4})[.)]\s|[•–—-]\s")
TAIL_CHARS = 8  # a full stop and what can stand after it, the sign of an item
HYPHENS = frozenset({"-", "\u00ad", "\u2010"})
LINES = "lines"  # of what is not known to be one paragraph; it gets no mark


@dataclass(frozen=True, slots=True)
class Wrapping:
    """When paragraphs, or line ends inside one, are the lines of a wrapped text."""

    min_open: int = 4  # lines that end within a sentence, the next going on with a small letter
    min_open_share: float = 0.4  # of all neighbours; lists of fragments stay below
    max_chars: int = 120  # lines of wrapped text are no longer


WRAPPING = Wrapping()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph: its text, what it is (a word of `MARKS`), the marks inside it, and how it looks.

    Sizes are half points. `style` is the name of its style; `follows_gap` says that an empty paragraph stands before.
    """

    text: str
    kind: str
    inner: tuple[Mark, ...] = ()
    size: int | None = None
    is_bold: bool = False
    is_centred: bool = False
    style: str = ""
    follows_gap: bool = False
    raised: str = ""  # what stands raised at its beginning


def blocks_of(runs: Sequence[Run], kind: str, alignment: str | None, style: str) -> Iterator[Block]:
    """The paragraphs that one of the file's is shown as: page breaks and empty lines part it.

    Line ends part running text too where the lines are paragraphs: some programs write whole texts so.
    """
    text = "".join(run.text for run in runs)
    marks = spans_of(runs)
    starts, ends = [one.start for one in marks], [one.end for one in marks]
    size, is_bold = looks(runs)
    wrapped = kind == "block" and are_lines([line.strip() for line in text.split("\n")])
    for start, end in parts(text, kind == "block" and not wrapped):
        near = marks[bisect_right(ends, start) : bisect_left(starts, end)]
        inner = [Mark(max(one.start, start) - start, min(one.end, end) - start, one.kind) for one in near]
        yield Block(
            text[start:end],
            LINES if wrapped else kind,
            tuple(inner),
            size,
            is_bold,
            alignment == CENTRED,
            style,
            raised=raised_start(runs) if start == 0 else "",
        )


def are_lines(lines: Sequence[str]) -> bool:
    """Whether most of these lines, each as long as a line of a page, go on in the next one."""
    pairs = [pair for pair in pairwise(lines) if all(pair) and len(pair[0]) <= WRAPPING.max_chars]
    n_open = sum(is_open(*pair) for pair in pairs)
    return n_open >= WRAPPING.min_open and n_open >= WRAPPING.min_open_share * len(pairs)


def is_open(line: str, following: str) -> bool:
    """A line that ends with a word, and one that goes on with a small letter; clauses end with a comma."""
    return following[:1].islower() and (line[-1:].isalnum() or line[-1:] in HYPHENS)


def parts(text: str, is_running: bool) -> Iterator[tuple[int, int]]:
    """Spans of the paragraphs in a text, without the space around them."""
    if "\n" not in text and BREAK not in text:
        if piece := text.strip():
            yield text.index(piece), text.index(piece) + len(piece)
        return
    is_running = is_running and text.count("\n") > 0
    has_long = is_running and max(map(len, text.split("\n"))) > WRAPPING.max_chars
    reached = 0
    for match in SPACES.finditer(text):
        start, end = match.span()
        if not is_end(text, start, end, is_running, has_long):
            continue
        if reached < start:
            yield reached, start
        reached = end
    if reached < len(text):
        yield reached, len(text)


def is_end(text: str, start: int, end: int, is_running: bool, has_long: bool) -> bool:
    """Whether the space between two words is the end of a paragraph.

    Of running text with lines that no page has room for, every line is a paragraph unless its sentence goes on; of
    other running text those are that begin with the sign of an item, or a sentence after a full stop.
    """
    if start == 0 or end == len(text):
        return True
    n_lines = text.count("\n", start, end)
    if n_lines > 1 or text.find(BREAK, start, end) >= 0:
        return True
    if n_lines == 0 or not is_running:
        return False
    before, after = text[max(0, start - TAIL_CHARS) : start], text[end : end + TAIL_CHARS]
    is_fresh = bool(STOPPED.search(before) and AFRESH.match(after))
    return is_fresh or bool(ITEM.match(after)) or (has_long and not is_open(before, after))


def looks(runs: Sequence[Run]) -> tuple[int | None, bool]:
    """The size of most of the characters, and whether nearly all are bold."""
    sizes: dict[int | None, int] = {}
    n_bold = n_all = 0
    for run in runs:
        n_chars = len(run.text.strip())
        sizes[run.look.size] = sizes.get(run.look.size, 0) + n_chars
        n_bold += n_chars if run.look.is_bold else 0
        n_all += n_chars
    size = max(sizes, key=lambda one: sizes[one], default=None)
    return size, n_all > 0 and n_bold * 10 >= n_all * 9


def raised_start(runs: Sequence[Run]) -> str:
    """The raised characters that a paragraph begins with."""
    first = next((run for run in runs if run.text.strip()), None)
    return first.text.strip() if first and first.look.is_raised else ""


def together(lines: Sequence[Block]) -> Block:
    """Paragraphs made one, a line each."""
    marks: list[Mark] = []
    reached = 0
    for line in lines:
        marks += [Mark(one.start + reached, one.end + reached, one.kind) for one in line.inner]
        reached += len(line.text) + 1
    return replace(lines[0], text="\n".join(line.text for line in lines), inner=tuple(marks))
