"""PDF files by two producers, each in two faces, in one and two columns."""

import io
from functools import cache
from pathlib import Path

from fpdf import FPDF
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas as ReportlabCanvas

from benchmarks.coats.furniture import heads_of
from benchmarks.coats.model import Text
from benchmarks.coats.pages import compose, draw
from benchmarks.coats.setting import Canvas, Line, Setting

RAISE = 0.35  # of the type size, for the numbers of footnotes
SMALL = 0.65


def vera(name: str) -> Path:
    """A face that comes with reportlab."""
    folders = [Path(folder) for folder in rl_config.TTFSearchPath] + [Path(pdfmetrics.__file__).parents[1] / "fonts"]
    return next(folder / name for folder in folders if (folder / name).is_file())


@cache
def register_vera() -> None:
    """Make the embedded face known to reportlab."""
    pdfmetrics.registerFont(TTFont("Vera", str(vera("Vera.ttf"))))
    pdfmetrics.registerFont(TTFont("Vera-Bold", str(vera("VeraBd.ttf"))))


class ByReportlab:
    """Lines are shown whole, stretched by word spacing."""

    def __init__(self, setting: Setting, regular: str, bold: str) -> None:
        register_vera()
        self.faces = (regular, bold)
        self.height = setting.page_height
        self.buffer = io.BytesIO()
        self.canvas = ReportlabCanvas(self.buffer, (setting.page_width, setting.page_height), invariant=True)
        self.is_open = False

    def width(self, text: str, size: float, is_bold: bool) -> float:
        return float(pdfmetrics.stringWidth(text, self.faces[is_bold], size))

    def show(self, x: float, y: float, line: Line, stretch: float) -> None:
        face = self.faces[line.is_bold]
        shown = self.canvas.beginText(x, self.height - y)
        shown.setFont(face, line.size)
        shown.setWordSpace(stretch)
        for at, word in enumerate(line.words):
            shown.textOut(word.text)
            if word.note:
                shown.setRise(line.size * RAISE)
                shown.setFont(face, line.size * SMALL)
                shown.textOut(word.note)
                shown.setRise(0)
                shown.setFont(face, line.size)
            shown.textOut(word.after + (" " if at < len(line.words) - 1 else ""))
        self.canvas.drawText(shown)

    def rule(self, x: float, y: float, width: float) -> None:
        self.canvas.line(x, self.height - y, x + width, self.height - y)

    def new_page(self) -> None:
        if self.is_open:
            self.canvas.showPage()
        self.is_open = True

    def content(self) -> bytes:
        self.canvas.save()
        return self.buffer.getvalue()


class ByFpdf:
    """Every word is placed by itself, without spaces between the words."""

    def __init__(self, setting: Setting, family: str) -> None:
        self.pdf = FPDF(unit="pt", format=(setting.page_width, setting.page_height))
        self.pdf.set_auto_page_break(False)
        self.pdf.core_fonts_encoding = "windows-1252"
        self.family = family
        if family == "Vera":
            self.pdf.add_font("Vera", "", str(vera("Vera.ttf")))
            self.pdf.add_font("Vera", "B", str(vera("VeraBd.ttf")))

    def face(self, size: float, is_bold: bool) -> None:
        self.pdf.set_font(self.family, "B" if is_bold else "", size)

    def width(self, text: str, size: float, is_bold: bool) -> float:
        self.face(size, is_bold)
        return float(self.pdf.get_string_width(text))

    def show(self, x: float, y: float, line: Line, stretch: float) -> None:
        space = self.width(" ", line.size, line.is_bold) + stretch
        for word in line.words:
            for part, factor, rise in ((word.text, 1.0, 0.0), (word.note, SMALL, RAISE), (word.after, 1.0, 0.0)):
                if part:
                    size = line.size * factor
                    self.face(size, line.is_bold)
                    self.pdf.text(x, y - line.size * rise, part)
                    x += self.width(part, size, line.is_bold)
            x += space

    def rule(self, x: float, y: float, width: float) -> None:
        self.pdf.line(x, y, x + width, y)

    def new_page(self) -> None:
        self.pdf.add_page()

    def content(self) -> bytes:
        return bytes(self.pdf.output())


def canvas_of(producer: str, face: str, setting: Setting) -> Canvas:
    """The producer of a coat, with its face."""
    if producer == "fpdf":
        return ByFpdf(setting, face)
    bold = {"Times-Roman": "Times-Bold", "Helvetica": "Helvetica-Bold"}.get(face, f"{face}-Bold")
    return ByReportlab(setting, face, bold)


def set_pdf(text: Text, producer: str, face: str, setting: Setting, heads: str) -> bytes:
    """A text as a PDF file."""
    pages = compose(text, setting, canvas_of(producer, face, setting))
    return draw(pages, setting, canvas_of(producer, face, setting), lambda page, count: heads_of(heads, page, count))
