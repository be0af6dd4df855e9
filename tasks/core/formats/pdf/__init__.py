"""PDF files: text in reading order, with what the page's geometry tells of paragraphs, heads, feet and notes."""

from tasks.core.reading import ReadText

ORDER = 10
MEDIA_TYPES = ("application/pdf",)
SUFFIXES = ("pdf",)
SIGN = b"%PDF-"
SNIFFED_BYTES = 1024  # the header may stand anywhere in these, by the format's own rules


def sniff(content: bytes) -> str | None:
    """The header of a PDF file, which some servers send after other bytes."""
    return MEDIA_TYPES[0] if SIGN in content[:SNIFFED_BYTES] else None


def read(content: bytes) -> ReadText:
    """The text of a PDF file.

    Raises:
        ReadError: `encrypted`, `damaged`, `no_pages`, `needs_ocr`, `unpacked_limit` or `memory_limit`.
    """
    from tasks.core.formats.pdf.reader import read_pdf

    return read_pdf(content)
