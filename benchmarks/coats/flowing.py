"""PDF files as the producers lay out by themselves: flowing paragraphs, their tables, heads and feet by call-back."""

import io
from collections.abc import Iterator
from html import escape

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas as ReportlabCanvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from benchmarks.coats.furniture import heads_of
from benchmarks.coats.lines import softened
from benchmarks.coats.model import NOTE_REFERENCE, Block, Text
from benchmarks.coats.pdf import register_vera, vera

WIDTH, HEIGHT, MARGIN, GUTTER = 595.0, 842.0, 60.0, 18.0
NOTES = 60.0  # height of what the footnotes take on the first page
BAND = 90.0  # height of the title on the first page


def style(face: str, size: float, **more: object) -> ParagraphStyle:
    return ParagraphStyle(
        "",
        fontName=face,
        fontSize=size,
        leading=size * 1.25,
        alignment=4,
        spaceAfter=size * 0.5,
        embeddedHyphenation=1,
        **more,
    )


def flow(text: Text, face: str, bold: str, cell_width: float | None) -> Iterator[Flowable]:
    """The blocks of a text as reportlab's flowing objects; in narrow cells of tables words go over several lines."""
    body = style(face, 9.5)
    for block in text.body:
        if block.rows:
            rules = [("GRID", (0, 0), (-1, -1), 0.4, "black"), ("FONT", (0, 0), (-1, -1), face, 8)]
            small = ParagraphStyle("", fontName=face, fontSize=8, leading=9.5)
            cells = [[Paragraph(cell, small) if cell_width else cell for cell in row] for row in block.rows]
            yield Table(cells, style=rules, colWidths=cell_width)
            yield Spacer(1, 6)
            continue
        words = NOTE_REFERENCE.sub(r"<super>\1</super>", escape(softened(block.text), quote=False))
        if block.kind == "heading":
            yield Paragraph(words, style(bold, 11.0, keepWithNext=1))
        elif block.sign:
            left = 22.0 + 16.0 * block.level
            hanging = style(
                face, 9.5, leftIndent=left, bulletIndent=left - 20.0, bulletFontName=face, bulletFontSize=9.5
            )
            yield Paragraph(words, hanging, bulletText=block.sign)
        else:
            yield Paragraph(words, body)


def set_platypus(text: Text, face: str, bold: str, columns: int, heads: str, cell_width: float | None = None) -> bytes:
    """A text laid out by reportlab's own page templates."""
    register_vera()
    count = 0
    for _ in range(2):  # the first round counts the pages
        buffer = io.BytesIO()
        template = BaseDocTemplate(buffer, pagesize=(WIDTH, HEIGHT), invariant=1)
        template.addPageTemplates(templates(text, face, bold, columns, heads, count))
        template.build([NextPageTemplate("later"), *flow(text, face, bold, cell_width)])
        count = template.page
    return buffer.getvalue()


def templates(text: Text, face: str, bold: str, columns: int, heads: str, count: int) -> list[PageTemplate]:
    """The first page with title and footnotes, and the later ones."""

    def later(canvas: ReportlabCanvas, document: BaseDocTemplate) -> None:
        shown = heads_of(heads, document.page, count)
        canvas.setFont(face, 8)
        canvas.drawString(MARGIN, HEIGHT - 36, shown.head)
        canvas.drawRightString(WIDTH - MARGIN, 30, shown.foot)

    def first(canvas: ReportlabCanvas, document: BaseDocTemplate) -> None:
        later(canvas, document)
        canvas.setFont(bold, 15)
        for at, line in enumerate(text.title):
            canvas.drawCentredString(WIDTH / 2, HEIGHT - MARGIN - 24 - 20 * at, line)
        canvas.line(MARGIN, MARGIN + NOTES - 6, MARGIN + 120, MARGIN + NOTES - 6)
        top = MARGIN + NOTES - 10
        for number, words in text.notes.items():
            note = Paragraph(f"<super>{number}</super> {escape(words)}", style(face, 7))
            _, height = note.wrap(WIDTH - 2 * MARGIN, NOTES)
            top -= height
            note.drawOn(canvas, MARGIN, top)

    band = BAND if text.title else 0.0
    return [
        PageTemplate("first", frames(columns, MARGIN + NOTES, HEIGHT - MARGIN - band), onPage=first),
        PageTemplate("later", frames(columns, MARGIN, HEIGHT - MARGIN), onPage=later),
    ]


def frames(columns: int, bottom: float, top: float) -> list[Frame]:
    width = (WIDTH - 2 * MARGIN - (columns - 1) * GUTTER) / columns
    return [
        Frame(MARGIN + at * (width + GUTTER), bottom, width, top - bottom, 0, 0, 0, 0, id=f"column{at}")
        for at in range(columns)
    ]


class Sheet(FPDF):
    """Pages whose heads, feet and footnotes come by call-back."""

    def __init__(self, text: Text, family: str, heads: str) -> None:
        super().__init__(unit="pt", format=(WIDTH, HEIGHT))
        self.text_set, self.family, self.heads = text, family, heads
        self.core_fonts_encoding = "windows-1252"
        if family == "Vera":
            self.add_font("Vera", "", str(vera("Vera.ttf")))
            self.add_font("Vera", "B", str(vera("VeraBd.ttf")))
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.set_auto_page_break(True, MARGIN + NOTES)

    def header(self) -> None:
        self.set_font(self.family, "", 8)
        self.set_y(28)
        self.cell(0, 10, heads_of(self.heads, 1, 1).head, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.set_y(MARGIN)

    def footer(self) -> None:
        if self.page_no() == 1:
            self.set_y(-MARGIN - NOTES + 14)
            for number, words in self.text_set.notes.items():
                self.set_font(self.family, "", 7)
                self.multi_cell(0, 8.5, f"{number} {words}", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.set_y(-36)
        self.set_font(self.family, "", 8)
        self.cell(0, 10, f"Page {self.page_no()} of {{nb}}", align="R")


def set_sheets(text: Text, family: str, columns: int, heads: str) -> bytes:
    """A text laid out by fpdf2's own cells, columns and tables."""
    sheet = Sheet(text, family, heads)
    sheet.add_page()
    sheet.set_font(family, "B", 15)
    for line in text.title:
        sheet.multi_cell(0, 20, line, align="C", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    sheet.ln(10)
    blocks: list[Block] = []
    for block in text.body:
        if not block.rows:
            blocks.append(block)
            continue
        write_blocks(sheet, blocks, columns)
        blocks = []
        write_table(sheet, block)
    write_blocks(sheet, blocks, columns)
    return bytes(sheet.output())


def write_table(sheet: Sheet, block: Block) -> None:
    """A table over the whole width, with a grid."""
    sheet.set_font(sheet.family, "", 8.5)
    with sheet.table(block.rows, line_height=12):
        pass
    sheet.ln(8)


def write_blocks(sheet: Sheet, blocks: list[Block], columns: int) -> None:
    """Justified paragraphs, in columns where there are several."""
    if columns > 1:
        with sheet.text_columns(ncols=columns, gutter=GUTTER, text_align="J", line_height=1.2) as area:
            for block in blocks:
                sheet.set_font(sheet.family, "B" if block.kind == "heading" else "", 9.5)
                area.write(shown(block))
                area.ln(1.6)
        sheet.ln(8)
        return
    for block in blocks:
        sheet.set_font(sheet.family, "B" if block.kind == "heading" else "", 10.5)
        align = "L" if block.kind in ("heading", "signature", "dateline") else "J"
        sheet.multi_cell(0, 13, shown(block), align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        sheet.ln(5)


def shown(block: Block) -> str:
    """A paragraph with soft hyphens, its references to footnotes as raised digits of the face."""
    raised = {"1": "¹", "2": "²", "3": "³"}
    label = f"{block.sign} " if block.sign else ""
    return label + NOTE_REFERENCE.sub(lambda found: raised[found[1]], softened(block.text))
