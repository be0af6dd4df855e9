"""The one place that opens PDF files: bytes to pages of words, by pdfplumber.

Glyphs are taken from `Page.layout`, from which pdfplumber makes its own `chars`: the same values, without a dictionary
for each, in half the time. All its errors, and those of pdfminer below it, end here.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import pdfplumber.page
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import dict_value
from pdfplumber.utils.exceptions import PdfminerException

from tasks.core.formats.pdf.content import PageTooLarge, is_whole, stream_problem
from tasks.core.formats.pdf.glyphs import read_layout
from tasks.core.formats.pdf.model import File, Page
from tasks.core.formats.pdf.properties import read_properties
from tasks.core.reading import ReadError

DAMAGED = "The file is damaged and cannot be read ({}). Fetch it again, or open it in a viewer and save it anew."
CUT_OFF = "The file breaks off before its end: a part of it is missing. Fetch it again."
LOCKED = "The file is locked with a password. Save a copy without one."
MEMORY = "The file needs more memory than a file may have. Raise the limit, or save it in parts."


@contextmanager
def errors_as_read_errors() -> Iterator[None]:
    """Whatever goes wrong while a file is opened becomes the error of readers."""
    logger = logging.getLogger("pdfminer")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    except ReadError:
        raise
    except PageTooLarge as error:
        raise ReadError("unpacked_limit", str(error)) from error
    except MemoryError as error:
        raise ReadError("memory_limit", MEMORY) from error
    except Exception as error:  # a damaged file makes pdfminer raise errors of any kind
        cause = cause_of(error)
        if isinstance(cause, MemoryError):
            raise ReadError("memory_limit", MEMORY) from error
        if isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError):
            raise ReadError("encrypted", LOCKED) from error
        raise ReadError("damaged", DAMAGED.format(type(cause).__name__)) from error
    finally:
        logger.setLevel(level)


def open_file(content: bytes) -> File:
    """Open a file; its pages are read one by one, as they are asked for. To be used within `errors_as_read_errors`.

    Raises:
        ReadError: it breaks off before its end.
    """
    if not is_whole(content):
        raise ReadError("damaged", CUT_OFF)
    pdf = pdfplumber.open(BytesIO(content))
    return File(read_properties(pdf), declared_pages(pdf), read_pages(pdf))


def declared_pages(pdf: Any) -> int | None:
    """How many pages the file says it has."""
    count = dict_value(pdf.doc.catalog.get("Pages", {})).get("Count")
    return count if isinstance(count, int) and count >= 0 else None


def read_pages(pdf: Any) -> Iterator[Page]:
    """The pages in order; one that cannot be read says so."""
    for number, found in enumerate(PDFPage.create_pages(pdf.doc), 1):
        try:
            yield read_page(pdf, found, number)
        except (MemoryError, PageTooLarge):
            raise
        except Exception as error:  # as above: one page's damage is not the others'
            if isinstance(cause_of(error), MemoryError):
                raise
            yield Page(number, 0.0, 0.0, problem=f"it is damaged ({type(cause_of(error)).__name__})")


def cause_of(error: Exception) -> object:
    return error.args[0] if isinstance(error, PdfminerException) and error.args else error


def read_page(pdf: Any, found: PDFPage, number: int) -> Page:
    """One page, which leaves nothing in memory. One that states no size has that which pdfminer assumes."""
    problem = stream_problem(found)
    found.attrs.setdefault("MediaBox", list(found.mediabox))
    page = pdfplumber.page.Page(pdf, found, page_number=number)
    try:
        return read_layout(page, number, problem)
    finally:
        page.close()
