"""What `communique diff` prints: two versions side by side in a terminal or a file, or as JSON."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from io import StringIO
from itertools import groupby
from pathlib import Path

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from flows.present import CONTROL
from tasks.core.compare import Comparison
from tasks.core.compare.folding import Fold, fold
from tasks.core.compare.model import OUTSIDE, Passage, Row, Side
from tasks.core.compare.verdict import percent, verdict

MIN_COLUMNS = 60  # of a terminal that has room for two texts
NUMBER_COLUMNS, CHANGE_COLUMNS = 4, 7  # a sentence's number; the longest word for a change
GUTTERS = 4
INDENT = 3
ID_DIGITS = 12  # of a document id that are shown; enough to name it by
SIGNS = (("[-", "-]"), ("{+", "+}"))  # around words that only the left, only the right version has
WORD_STYLES = ("strike red", "underline green")
CHANGE_STYLES = {
    "same": "dim",
    "edited": "yellow",
    "cut": "red",
    "missing": "bold red",
    "added": "bold green",
    "moved": "cyan",
    OUTSIDE: "dim",
}
CHANGES = ("same", "edited", "cut", "missing", "added", "moved")


def plain(text: str) -> str:
    """Text from outside on one line, without anything that could drive a terminal."""
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))


def plain_lines(text: str) -> str:
    """Text from outside in its own lines, without anything that could drive a terminal."""
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", text.replace("\t", " "))


def show_comparison(
    console: Console, comparison: Comparison, layout: str, show_all: bool, output: Path | None = None
) -> None:
    """Print two versions as `text`, `html` or `json`, or write them to a file.

    Raises:
        OSError: the file cannot be written.
    """
    if layout == "text" and output is None:
        print_comparison(console, comparison, show_all)
        return
    if layout == "text":
        buffer = StringIO()
        print_comparison(Console(file=buffer, width=console.width, color_system=None), comparison, show_all)
        text = buffer.getvalue()
    else:
        from flows.compare_page import as_page

        text = as_page(comparison, show_all) if layout == "html" else f"{as_json(comparison)}\n"
    if output:
        output.write_text(text, encoding="utf-8")
        console.print(f"Written to {output}", markup=False, soft_wrap=True)
    else:
        console.file.write(text)


def print_comparison(console: Console, comparison: Comparison, show_all: bool) -> None:
    """Two versions side by side; one below the other where there is no room, or where text runs from right to left.

    Words that only one side has are coloured, and put between signs where there are no colours. In files and pipes no
    line ends in spaces.
    """
    with console.capture() as capture:
        for part in parts(comparison, console, show_all):
            console.print(part)
    shown = capture.get()
    if not console.is_terminal:
        shown = "".join(f"{line.rstrip()}\n" for line in shown.splitlines())
    console.file.write(shown)


def parts(comparison: Comparison, console: Console, show_all: bool) -> Iterator[RenderableType]:
    """All that is printed, from top to bottom."""
    has_signs = console.color_system is None or console.no_color
    is_stacked = console.width < MIN_COLUMNS or comparison.left.is_right_to_left or comparison.right.is_right_to_left
    yield from head(comparison)
    if comparison.is_same_document:
        return
    yield legend(has_signs)
    yield ""
    if not is_stacked:
        yield columns_head(comparison, console.width)
    for change, run in groupby(fold(comparison, show_all), key=lambda each: isinstance(each, Fold) and each.label):
        if change:
            yield Text(f"… {change} …", style="dim", justify="center")
            continue
        rows = [each for each in run if isinstance(each, Row)]
        yield from stacked(rows, has_signs) if is_stacked else [side_by_side(rows, has_signs, console.width)]


def head(comparison: Comparison) -> Iterator[RenderableType]:
    """Who the two are, what they are to each other, and how many sentences changed in which way."""
    for name, side in (("A", comparison.left), ("B", comparison.right)):
        yield hanging(f"{name}  ", Text(plain(side.title or "(no title)"), style="bold", overflow="fold"))
        for line in filter(None, (*side.paths, describe(side), standing(side))):
            yield indented(plain(line))
    yield Text("")
    for line in verdict(comparison):
        yield Text(plain(line))
    if not comparison.is_same_document:
        yield Text("")
        yield Text(" · ").join(
            Text(f"{comparison.counts[change]} {change}", style=CHANGE_STYLES[change])
            for change in CHANGES
            if change in comparison.counts
        )


def hanging(first: str, text: Text) -> RenderableType:
    """Text behind a mark, below which nothing stands where it is folded."""
    table = Table.grid()
    table.add_row(Text(first, style="bold"), text)
    return table


def indented(line: str) -> RenderableType:
    """A line that stays indented where it is folded."""
    return Padding(Text(line, overflow="fold"), (0, 0, 0, INDENT))


def describe(side: Side) -> str:
    """A version in one line: id, kind, issuer and date, language, length."""
    issued = " ".join(each for each in (side.issuer, side.date_edtf) if each)
    parts = (side.document_id[:ID_DIGITS], side.kind, issued, side.language_code, f"{side.n_words:,} words")
    return " · ".join(each for each in parts if each)


def standing(side: Side) -> str:
    """How a version stands to the main version of its statement; nothing of what is no version."""
    if side.is_main:
        return "main version"
    if side.relation is None or side.coverage_ratio is None:
        return ""
    return f"{side.relation}, {percent(side.coverage_ratio)} of the main version's words"


def legend(has_signs: bool) -> Text:
    """How words are marked."""
    shown = Text("Sentences by their numbers; ", style="dim")
    for at, name in enumerate(("only in A", "only in B")):
        shown.append(" " if at else "")
        shown.append_text(marked(name, at, has_signs))
    return shown


def marked(words: str, side: int, has_signs: bool) -> Text:
    """Words that only one side has."""
    opening, closing = SIGNS[side] if has_signs else ("", "")
    return Text(f"{opening}{words}{closing}", style="" if has_signs else WORD_STYLES[side])


def written(passage: Passage | None, side: int, has_signs: bool) -> Text:
    """A passage as it is printed, with the number of its paragraph if it has one."""
    shown = Text(overflow="fold")
    if passage is None:
        return shown
    if passage.printed_number:
        shown.append(f"{plain(passage.printed_number)}. ", style="dim")
    for piece in passage.pieces:
        text = spaced(piece.text)
        shown.append_text(marked(text, side, has_signs) if piece.is_changed else Text(text))
    shown.rstrip()
    return shown


def spaced(text: str) -> str:
    """Text as `plain`, with one space at each end where it has any there."""
    words = plain(text)
    return f"{' ' if text[:1].isspace() else ''}{words}{' ' if words and text[-1:].isspace() else ''}"


def side_by_side(rows: Iterable[Row], has_signs: bool, columns: int) -> Table:
    """Rows in two columns of text with the change between them."""
    table = columns_of(columns)
    for row in rows:
        table.add_row(
            number(row.left),
            written(row.left, 0, has_signs),
            Text(row.change, style=CHANGE_STYLES[row.change]),
            number(row.right),
            written(row.right, 1, has_signs),
        )
    return table


def columns_head(comparison: Comparison, columns: int) -> Table:
    """Which column is which version."""
    table = columns_of(columns)
    table.add_row(
        Text("A", justify="right"),
        Text(plain(name_of(comparison.left)), overflow="fold"),
        "",
        Text("B", justify="right"),
        Text(plain(name_of(comparison.right)), overflow="fold"),
        style="bold",
    )
    return table


def name_of(side: Side) -> str:
    """The shortest name of a version: its file's."""
    return side.paths[0].rsplit("/", 1)[-1] if side.paths else side.document_id[:ID_DIGITS]


def columns_of(columns: int) -> Table:
    """An empty table for the texts of both sides; all of one width have the same columns."""
    width = (columns - 2 * NUMBER_COLUMNS - CHANGE_COLUMNS - GUTTERS) // 2
    table = Table.grid(padding=(0, 1, 0, 0))
    for each in (NUMBER_COLUMNS, width, CHANGE_COLUMNS, NUMBER_COLUMNS, width):
        table.add_column(width=each, overflow="fold")
    return table


def number(passage: Passage | None) -> Text:
    return Text(str(passage.sentence_no) if passage else "", style="dim", justify="right")


def stacked(rows: Iterable[Row], has_signs: bool) -> Iterator[RenderableType]:
    """Rows one below the other: the change, then the text of A, then that of B."""
    for row in rows:
        yield Text(row.change, style=CHANGE_STYLES[row.change])
        for at, (name, passage) in enumerate((("A", row.left), ("B", row.right))):
            if passage and not (at and row.change == "same"):
                table = Table.grid(padding=(0, 1, 0, 0))
                table.add_row(Text(f"  {name}"), number(passage), written(passage, at, has_signs))
                yield table


def as_json(comparison: Comparison) -> str:
    """A comparison as one JSON object, all rows, nothing folded."""
    text = json.dumps({**asdict(comparison), "verdict": verdict(comparison)}, ensure_ascii=False, indent=1)
    return CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
