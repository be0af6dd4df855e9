"""Plain text in any encoding."""

from tasks.core.reading import ReadText

ORDER = 90
MEDIA_TYPES = ("text/plain",)
SUFFIXES = ("txt", "text", "asc")


def sniff(content: bytes) -> str | None:
    """Text of whatever kind."""
    from tasks.core.formats.plain.signs import is_text

    return MEDIA_TYPES[0] if is_text(content) else None


def read(content: bytes) -> ReadText:
    """Decode plain text.

    Raises:
        ReadError: `undecodable` or `binary`.
    """
    from tasks.core.formats.plain.decode import read_plain

    return read_plain(content)
