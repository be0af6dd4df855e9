"""PDF files set for the tests, and what was read of them in short form."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from io import BytesIO

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from schemas.vocabularies import PARAGRAPH_MARKS
from tasks.core.reading import ReadText

WIDTH, HEIGHT = 595.0, 842.0
REGULAR, BOLD = "Times-Roman", "Times-Bold"
VERBS = ("reaffirm", "welcome", "support", "recall", "underline")
THINGS = ("the common rules", "an open dialogue", "the work of the mission", "lasting peace", "the ports of the region")
ENDS = ("in the coming years", "with all partners", "without delay", "as set out in the charter", "in every respect")


@dataclass(slots=True)
class Setter:
    """Sets text line by line, as a typesetter does. Heights count from the top of the page."""

    canvas: Canvas
    size: float = 10.0
    leading: float = 12.0
    is_justified: bool = True
    indent: float = 0.0
    lines: list[str] = field(default_factory=list)

    def line(self, text: str, x: float, y: float, font: str = REGULAR, size: float | None = None) -> None:
        self.canvas.setFont(font, size or self.size)
        self.canvas.drawString(x, HEIGHT - y, text)

    def centred(self, text: str, y: float, font: str = REGULAR, size: float | None = None) -> None:
        self.line(text, (WIDTH - stringWidth(text, font, size or self.size)) / 2, y, font, size)

    def spread(self, words: Sequence[str], x: float, y: float, width: float) -> None:
        """Words from edge to edge."""
        widths = [stringWidth(word, REGULAR, self.size) for word in words]
        gap = (width - sum(widths)) / max(len(words) - 1, 1)
        for word, own in zip(words, widths, strict=True):
            self.line(word, x, y)
            x += own + gap

    def wrapped(self, text: str, width: float) -> list[list[str]]:
        rows: list[list[str]] = [[]]
        room = width - self.indent
        for word in text.split():
            if rows[-1] and stringWidth(" ".join([*rows[-1], word]), REGULAR, self.size) > room:
                rows.append([])
                room = width
            rows[-1].append(word)
        return rows

    def paragraph(self, text: str, x: float, y: float, width: float) -> float:
        """Set a paragraph; the height below it."""
        rows = self.wrapped(text, width)
        for index, words in enumerate(rows):
            shift = self.indent if index == 0 else 0.0
            if self.is_justified and index < len(rows) - 1:
                self.spread(words, x + shift, y, width - shift)
            else:
                self.line(" ".join(words), x + shift, y)
            y += self.leading
        return y


def made(*pages: Callable[[Setter], None], title: str = "", **options: object) -> bytes:
    """A file with a page for each function that draws one."""
    target = BytesIO()
    canvas = Canvas(target, pagesize=(WIDTH, HEIGHT), invariant=1, **options)
    if title:
        canvas.setTitle(title)
    for draw in pages:
        draw(Setter(canvas))
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def running(number: int, n_sentences: int = 3) -> str:
    """A paragraph of plain sentences, another one for each number."""
    sentences = [
        f"We {VERBS[(number + step) % 5]} {THINGS[(number * 2 + step) % 5]} and point {number}.{step} of the plan "
        f"{ENDS[(number * 3 + step) % 5]}, which the ministers of all states had agreed upon at their last meeting."
        for step in range(n_sentences)
    ]
    return " ".join(sentences)


def paragraphs(read: ReadText) -> list[tuple[str, str]]:
    """The paragraphs that a reader marked, as a reader's user sees them: lines joined, furniture cut."""
    cut = [mark for mark in read.marks if mark.kind not in PARAGRAPH_MARKS]
    found = []
    for mark in read.marks:
        if mark.kind in PARAGRAPH_MARKS:
            inner = [one for one in cut if mark.start <= one.start and one.end <= mark.end]
            text = "".join(
                char
                for place, char in enumerate(read.text[mark.start : mark.end], mark.start)
                if not any(one.start <= place < one.end for one in inner)
            )
            found.append((mark.kind, re.sub(r"[\n\f ]+", " ", text)))
    return found


def marked(read: ReadText, kind: str) -> list[str]:
    """The text under marks of a kind."""
    return [read.text[mark.start : mark.end] for mark in read.marks if mark.kind == kind]


def pages_of(read: ReadText, words: str) -> int:
    """The page on which words stand."""
    return read.text[: read.text.index(words)].count("\f") + 1
