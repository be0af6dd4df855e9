"""All coats by name: how each is made, its floor, and what must not be seen of it in the text."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from benchmarks.coats import designs, furniture, webpage
from benchmarks.coats.browser import print_page
from benchmarks.coats.flowing import set_platypus, set_sheets
from benchmarks.coats.markdown import set_markdown
from benchmarks.coats.model import Text
from benchmarks.coats.pdf import set_pdf
from benchmarks.coats.setting import Setting
from benchmarks.coats.word import DELETED, set_word
from benchmarks.coats.wrapped import Typing, set_wrapped

ONE_COLUMN = 0.99  # what the issue asks of every coat
TWO_COLUMNS = 0.985
NUMBERS = 0.99


@dataclass(frozen=True, slots=True)
class Coat:
    """A way to set a text."""

    name: str
    form: str  # pdf, docx, html, md, txt
    make: Callable[[Text], bytes]
    phrases: tuple[str, ...] = ()  # furniture: none of it may be read as text
    floor: float = ONE_COLUMN

    def can_set(self, text: Text) -> bool:
        """Whether the faces of the coat have the letters of a text."""
        words = " ".join(block.plain for block in text.blocks)
        return (
            self.form != "pdf"
            or self.name.startswith("browser")
            or words.encode("cp1252", "ignore").decode("cp1252") == words
        )


INDENTED = Setting(is_indented=True)
HANGING = Setting(is_hanging=True, letterhead=furniture.LETTERHEAD)
DOUBLE = Setting(body_size=12.0, spacing=1.9, is_indented=True)
RAGGED = Setting(body_size=11.0, is_justified=False)
NARROW = Setting(columns=2, body_size=9.5, is_indented=True)
NARROW_SPACED = Setting(columns=2, body_size=9.0, is_hanging=True)
LIGATED = Setting(body_size=9.5, has_ligatures=True)
LIGATED_NARROW = Setting(columns=2, body_size=8.5, has_ligatures=True)
PDFS = (
    ("reportlab-times-1", "reportlab", "Times-Roman", INDENTED, "odd_even"),
    ("reportlab-times-2", "reportlab", "Times-Roman", NARROW, "odd_even"),
    ("reportlab-double-1", "reportlab", "Times-Roman", DOUBLE, "registry"),
    ("fpdf-ragged-1", "fpdf", "Times", RAGGED, "odd_even"),
    ("reportlab-vera-1", "reportlab", "Vera", LIGATED, "registry"),
    ("reportlab-vera-2", "reportlab", "Vera", LIGATED_NARROW, "registry"),
    ("fpdf-helvetica-1", "fpdf", "Helvetica", HANGING, "plain"),
    ("fpdf-helvetica-2", "fpdf", "Helvetica", NARROW_SPACED, "plain"),
    ("fpdf-vera-1", "fpdf", "Vera", Setting(body_size=9.5, is_indented=True), "odd_even"),
    ("fpdf-vera-2", "fpdf", "Vera", Setting(columns=2, body_size=8.0), "registry"),
)
TYPINGS = (
    ("lines", Typing(columns=0), "plain"),
    ("wrapped", Typing(), "plain"),
    ("wrapped-hyphenated", Typing(columns=68, is_hyphenated=True), "plain"),
    ("wrapped-indented", Typing(is_indented=True, is_hyphenated=True), "plain"),
    ("wrapped-pages", Typing(is_hyphenated=True, page_lines=50), "registry"),
    ("wrapped-feet", Typing(page_lines=48, has_feet=True), "registry"),
    ("wrapped-crlf", Typing(page_lines=56, line_end="\r\n"), "odd_even"),
)
FLOWING = (
    ("platypus-times-1", partial(set_platypus, face="Times-Roman", bold="Times-Bold", columns=1), "plain"),
    ("platypus-times-2", partial(set_platypus, face="Times-Roman", bold="Times-Bold", columns=2), "odd_even"),
    ("platypus-vera-1", partial(set_platypus, face="Vera", bold="Vera-Bold", columns=1, cell_width=98.0), "registry"),
    ("platypus-vera-2", partial(set_platypus, face="Vera", bold="Vera-Bold", columns=2), "registry"),
    ("sheets-times-1", partial(set_sheets, family="Times", columns=1), "registry"),
    ("sheets-times-2", partial(set_sheets, family="Times", columns=2), "plain"),
    ("sheets-vera-1", partial(set_sheets, family="Vera", columns=1), "plain"),
    ("sheets-vera-2", partial(set_sheets, family="Vera", columns=2), "registry"),
)
MANNERS = ("word", "tracked", "libreoffice", "google")


def pdf_coats() -> list[Coat]:
    return [
        Coat(
            name,
            "pdf",
            partial(set_pdf, producer=producer, face=face, setting=setting, heads=heads),
            furniture.head_phrases(heads),
            ONE_COLUMN if setting.columns == 1 else TWO_COLUMNS,
        )
        for name, producer, face, setting, heads in PDFS
    ]


def flowing_coats() -> list[Coat]:
    return [
        Coat(
            name,
            "pdf",
            partial(make, heads=heads),
            furniture.head_phrases(heads),
            TWO_COLUMNS if name.endswith("2") else ONE_COLUMN,
        )
        for name, make, heads in FLOWING
    ]


def browser_coats() -> list[Coat]:
    """Pages printed by a browser; each takes seconds."""
    return [
        Coat(
            f"browser-{face.rpartition(' ')[2].lower()}-{columns}",
            "pdf",
            partial(print_page, face=face, columns=columns, heads="registry", is_softened=face.endswith("Serif")),
            furniture.head_phrases("registry"),
            ONE_COLUMN if columns == 1 else TWO_COLUMNS,
        )
        for face in ("Liberation Serif", "DejaVu Sans")
        for columns in (1, 2)
    ]


def web_coats() -> list[Coat]:
    own = {"semantic": webpage.semantic, "soup": webpage.soup, "table-layout": webpage.table_layout}
    found = {**own, "portal": designs.portal, "weblog": designs.weblog, "archive": designs.archive}
    return [Coat(f"html-{name}", "html", make, furniture.page_phrases()) for name, make in found.items()]


def word_coats() -> list[Coat]:
    phrases = (*furniture.head_phrases("registry"), DELETED, "Quillbury desk", "MERGEFORMAT")
    return [
        Coat(f"docx-{manner}", "docx", partial(set_word, manner=manner, heads="registry"), phrases)
        for manner in MANNERS
    ]


def text_coats() -> list[Coat]:
    return [
        Coat(f"txt-{name}", "txt", partial(set_wrapped, typing=typing, heads=heads), furniture.head_phrases(heads))
        for name, typing, heads in TYPINGS
    ]


def markdown_coats() -> list[Coat]:
    return [
        Coat("md-front-matter", "md", partial(set_markdown, has_front_matter=True), (furniture.PUBLISHER,)),
        Coat("md-wrapped", "md", partial(set_markdown, has_front_matter=False, columns=80)),
    ]


def coats() -> list[Coat]:
    """All coats, the cheapest first."""
    return [*text_coats(), *markdown_coats(), *word_coats(), *web_coats(), *pdf_coats(), *flowing_coats()]
