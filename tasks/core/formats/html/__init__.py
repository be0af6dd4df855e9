"""HTML pages: all that a browser would show, what is the document's text told from the page around it."""

from tasks.core.reading import ReadText

ORDER = 20
MEDIA_TYPES = ("text/html", "application/xhtml+xml")
SUFFIXES = ("html", "htm", "xhtml", "xht")


def sniff(content: bytes) -> str | None:
    """Bytes that begin as a page does, or hold the tags of one."""
    from tasks.core.formats.html.signs import is_html

    return MEDIA_TYPES[0] if is_html(content) else None


def read(content: bytes) -> ReadText:
    """The text of a page.

    Raises:
        ReadError: `undecodable`, `damaged`, `output_limit` or `no_text`.
    """
    from tasks.core.formats.html.reader import read_html

    return read_html(content)
