"""Set lines onto pages: columns, footnotes at their foot, running heads and feet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from benchmarks.coats.furniture import Heads
from benchmarks.coats.lines import break_lines, words_of
from benchmarks.coats.model import Text
from benchmarks.coats.setting import Canvas, Line, Setting, set_block, word_width

Placed = tuple[float, float, Line]
GAP = 10.0  # between the text and the footnotes


@dataclass(slots=True)
class Column:
    """A column being filled: where its lines go, and what its footnotes take at its foot. Lengths are points."""

    left: float
    top: float
    bottom: float
    lines: list[Placed] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    used: float = 0.0

    def fits(self, height: float, notes: Sequence[Line]) -> bool:
        """Whether a line of this height with these footnotes has room."""
        below = sum(note.leading for note in (*self.notes, *notes))
        below += GAP if below else 0.0
        return self.top + self.used + height + below <= self.bottom

    def add(self, line: Line, notes: Sequence[Line]) -> None:
        """Put a line below the last one."""
        self.used += line.leading + (line.space_before if self.lines else 0.0)
        self.lines.append((self.left, self.top + self.used, line))
        self.notes.extend(notes)


@dataclass(slots=True)
class Page:
    """The columns of one page, and what stands above them."""

    columns: list[Column]
    band: list[Placed] = field(default_factory=list)


def compose(text: Text, setting: Setting, canvas: Canvas) -> list[Page]:
    """All pages of a text."""
    notes = {number: set_note(number, words, setting, canvas) for number, words in text.notes.items()}
    lines = [line for block in text.body for line in set_block(block, setting, canvas)]
    pages = [Page([])]
    top = set_band(text, setting, canvas, pages[0])
    pages[0].columns = new_columns(setting, top)
    at = 0
    for index, line in enumerate(lines):
        ours = [one for number in line.notes for one in notes[number]]
        following = lines[index + 1].leading * 2 if line.keep_with_next and index + 1 < len(lines) else 0.0
        while not pages[-1].columns[at].fits(line.leading + line.space_before + following, ours):
            at += 1
            if at == setting.columns:
                pages.append(Page(new_columns(setting, setting.margin)))
                at = 0
        pages[-1].columns[at].add(line, ours)
    return pages


def new_columns(setting: Setting, top: float) -> list[Column]:
    bottom = setting.page_height - setting.margin
    step = setting.column_width + setting.gutter
    return [Column(setting.margin + step * at, top, bottom) for at in range(setting.columns)]


def set_band(text: Text, setting: Setting, canvas: Canvas, page: Page) -> float:
    """The title over the whole width of the first page; gives the place below it."""
    y = setting.margin
    for words in setting.letterhead:
        y += setting.leading
        one = Line(tuple(words_of(words)), setting.body_size, 0.0, 0.0, wide(setting))
        page.band.append((setting.margin, y, one))
    y += 2 * setting.leading if setting.letterhead else 0.0
    for words in text.title:
        for line in break_lines(
            words_of(words),
            wide(setting),
            wide(setting),
            lambda word: word_width(canvas, word, setting.title_size, True),
            canvas.width(" ", setting.title_size, True),
            False,
        ):
            y += setting.title_size * 1.2
            one = Line(tuple(line), setting.title_size, 0.0, 0.0, wide(setting), is_bold=True, is_centred=True)
            page.band.append((setting.margin, y, one))
    return y + (setting.leading if page.band else 0.0)


def wide(setting: Setting) -> float:
    return setting.page_width - 2 * setting.margin


def set_note(number: str, words: str, setting: Setting, canvas: Canvas) -> list[Line]:
    """A footnote in small type, its number before it."""
    size, width = setting.note_size, setting.column_width
    found = break_lines(
        words_of(f"{number} {words}"),
        width,
        width,
        lambda word: word_width(canvas, word, size, False),
        canvas.width(" ", size, False),
    )
    return [
        Line(tuple(line), size, size * 1.2, 0.0, width, is_justified=at < len(found) - 1)
        for at, line in enumerate(found)
    ]


def draw(pages: Sequence[Page], setting: Setting, canvas: Canvas, heads: Callable[[int, int], Heads]) -> bytes:
    """Draw all pages."""
    for page_no, page in enumerate(pages, 1):
        canvas.new_page()
        draw_heads(heads(page_no, len(pages)), setting, canvas)
        for x, y, line in page.band:
            draw_line(x, y, line, canvas)
        for column in page.columns:
            for x, y, line in column.lines:
                draw_line(x, y, line, canvas)
            draw_notes(column, setting, canvas)
    return canvas.content()


def draw_heads(heads: Heads, setting: Setting, canvas: Canvas) -> None:
    """The running head at the top, the foot at the bottom of a page."""
    for words, y in ((heads.head, setting.margin * 0.55), (heads.foot, setting.page_height - setting.margin * 0.5)):
        line = Line(tuple(words_of(words)), 8.0, 9.0, 0.0, wide(setting), is_centred=not words.startswith("Page"))
        draw_line(setting.margin, y, line, canvas)
    if heads.is_ruled:
        canvas.rule(setting.margin, setting.margin * 0.65, wide(setting))


def draw_line(x: float, y: float, line: Line, canvas: Canvas) -> None:
    """One line, its number, or the cells of a table's row."""
    if line.cells:
        draw_row(x, y, line, canvas)
        return
    if line.label:
        label = replace(line, words=tuple(words_of(line.label)), is_justified=False)
        canvas.show(x + line.label_at, y, label, 0.0)
    natural = sum(word_width(canvas, word, line.size, line.is_bold) for word in line.words)
    gaps = len(line.words) - 1
    natural += gaps * canvas.width(" ", line.size, line.is_bold)
    stretch = max(0.0, line.width - natural) / gaps if line.is_justified and gaps else 0.0
    offset = (line.width - natural) / 2 if line.is_centred else 0.0
    canvas.show(x + line.indent + offset, y, line, stretch)


def draw_row(x: float, y: float, line: Line, canvas: Canvas) -> None:
    """The cells of a row between two rules."""
    canvas.rule(x, y - line.size * 1.1, line.width)
    for place, cell in line.cells:
        canvas.show(x + place, y, replace(line, words=tuple(words_of(cell)), cells=()), 0.0)
    canvas.rule(x, y + line.size * 0.4, line.width)


def draw_notes(column: Column, setting: Setting, canvas: Canvas) -> None:
    """The footnotes at the foot of a column, below a short rule."""
    if not column.notes:
        return
    y = column.bottom - sum(note.leading for note in column.notes)
    canvas.rule(column.left, y - GAP * 0.3, setting.column_width / 3)
    for note in column.notes:
        y += note.leading
        draw_line(column.left, y, note, canvas)
