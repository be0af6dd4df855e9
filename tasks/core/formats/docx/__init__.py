"""Word files (Office Open XML), read from their XML."""

from tasks.core.reading import ReadText

ORDER = 15
MEDIA_TYPES = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",)
SUFFIXES = ("docx", "docm", "dotx", "dotm")
ZIP = b"PK\x03\x04"


def sniff(content: bytes) -> str | None:
    """A zip archive that says it holds a Word document, or did before it was cut off."""
    if not content.startswith(ZIP):
        return None
    from tasks.core.formats.docx.package import is_word

    return MEDIA_TYPES[0] if is_word(content) else None


def read(content: bytes) -> ReadText:
    """The text of a Word file as it is shown, with its automatic numbers.

    Raises:
        ReadError: `damaged`, `encrypted`, `unpacked_limit`, `needs_ocr` or `no_text`.
    """
    from tasks.core.formats.docx.document import read_word

    return read_word(content)
