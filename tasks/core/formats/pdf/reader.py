"""A whole PDF file: its pages laid out, its furniture parted, its paragraphs found and written."""

from collections.abc import Iterator, Sequence

from tasks.core.formats.pdf.engine import errors_as_read_errors, open_file
from tasks.core.formats.pdf.furniture import part_furniture
from tasks.core.formats.pdf.kinds import kinds_of
from tasks.core.formats.pdf.layout import evened, lay_out
from tasks.core.formats.pdf.measure import measure
from tasks.core.formats.pdf.model import File, LaidPage, Page
from tasks.core.formats.pdf.notes import part_margin, part_notes
from tasks.core.formats.pdf.paragraphs import find_paragraphs
from tasks.core.formats.pdf.writer import write_text
from tasks.core.reading import Mark, Note, ReadError, ReadText

EXTRACTOR = "pdf/pdfplumber"
MAX_UNKNOWN_SHARE = 1 / 3  # of a page's glyphs; of more no reader makes sense
SCANNED = "The file has only images of pages. Run text recognition (OCR) on it and file the result."
UNREADABLE = "The file does not say which letters its glyphs are. Run text recognition (OCR) on it and file the result."
NO_INDEX = (
    "The index of the file's pages is damaged: their order can be wrong, and some can be missing. Fetch it again."
)
NO_PAGES = "The file has no pages. Fetch it again."
NO_PAGE_READ = "No page of the file can be read ({}). Fetch it again, or open it in a viewer and save it anew."


def read_pdf(content: bytes) -> ReadText:
    """The text of a PDF file.

    Raises:
        ReadError: see `tasks.core.formats.pdf.read`.
    """
    with errors_as_read_errors():
        return read_file(content)


def read_file(content: bytes) -> ReadText:
    file = open_file(content)
    pages = [lay_out(page) for page in file.pages]
    refuse_unreadable([page.page for page in pages])
    notes = tuple(notes_on([page.page for page in pages], file))
    text, marks = text_of(pages)
    properties = "\n".join(f"{key}: {value}" for key, value in file.properties)
    return ReadText(text, EXTRACTOR, len(pages), properties, marks, notes)


def text_of(laid: Sequence[LaidPage]) -> tuple[str, tuple[Mark, ...]]:
    """The text of pages and its marks."""
    pages = part_furniture(evened(laid))
    style = measure(pages)
    pages = [part_notes(part_margin(page, style), style) for page in pages]
    paragraphs = find_paragraphs(pages, style)
    writer = write_text(pages, paragraphs, kinds_of(paragraphs, style))
    marks = sorted(writer.marks, key=lambda mark: (mark.start, mark.end, mark.kind))
    return "".join(writer.parts), tuple(mark for mark in marks if mark.start < mark.end)


def refuse_unreadable(pages: Sequence[Page]) -> None:
    """Files of which no page can be read.

    Raises:
        ReadError: `no_pages`, `damaged` or `needs_ocr`.
    """
    if not pages:
        raise ReadError("no_pages", NO_PAGES)
    n_glyphs = sum(page.n_glyphs for page in pages)
    problem = next((page.problem for page in pages if page.problem), "")
    if not n_glyphs and problem:
        raise ReadError("damaged", NO_PAGE_READ.format(problem))
    if not n_glyphs and any(page.n_images for page in pages):
        raise ReadError("needs_ocr", SCANNED)
    if n_glyphs and sum(page.n_unknown for page in pages) > MAX_UNKNOWN_SHARE * n_glyphs:
        raise ReadError("needs_ocr", UNREADABLE)


def notes_on(pages: Sequence[Page], file: File) -> Iterator[Note]:
    """What a person should know of each page, and of the file."""
    for page in pages:
        yield from notes_on_page(page)
    if file.n_declared is None:
        yield Note("unread_part", NO_INDEX)
    elif file.n_declared > len(pages):
        detail = f"The file says that it has {file.n_declared} pages, and {len(pages)} were found. Fetch it again."
        yield Note("unread_part", detail)


def notes_on_page(page: Page) -> Iterator[Note]:
    number = page.number
    if page.problem:
        yield Note("unread_part", f"Page {number} is not read whole: {page.problem}. Fetch the file again.", number)
    elif not page.n_glyphs and page.n_images:
        detail = f"Page {number} is an image without text. Run text recognition (OCR) on the file to read it."
        yield Note("needs_ocr", detail, number)
    elif not page.n_glyphs:
        yield Note("blank_page", f"Page {number} is blank.", number)
    if page.n_unknown:
        detail = f"Of {page.n_unknown} glyphs on page {number} the file does not say which letters they are."
        yield Note("broken_characters", detail, number)
