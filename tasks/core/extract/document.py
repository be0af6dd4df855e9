"""One document: bytes to text, by the reader of its format. In a run this happens in a reader's process."""

from tasks.core.formats import readers
from tasks.core.reading import ReadError, ReadText


def read_document(content: bytes, media_type: str) -> ReadText:
    """The text of a document.

    Raises:
        ReadError: refused by its reader, or of a format that is not read.
    """
    format_ = readers().get(media_type)
    if format_ is None:
        raise ReadError("unsupported_format", f"{media_type} is not read. Save the text as PDF, DOCX, HTML or UTF-8.")
    return format_.read(content)
