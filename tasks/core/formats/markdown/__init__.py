"""Markdown: plain text with front matter, or with more than one line that only Markdown has."""

import re

from tasks.core.reading import ReadText

ORDER = 80
MEDIA_TYPES = ("text/markdown",)
SUFFIXES = ("md", "markdown", "mdown")
FRONT_MATTER = re.compile(rb"(\xef\xbb\xbf)?(---|\+\+\+)[ \t]*\r?\n(?:[^\n]*\n){1,60}?\2[ \t]*(?:\r?\n|\Z)")
LINE = re.compile(rb"^(#{1,6} \S|[*-] \[[^\]\n]+\]\(|\*\*[^*\n]+\*\*\s*$|> \S)", re.MULTILINE)
SURE = re.compile(
    rb"^ {0,3}(?:\|?[ ]*:?-{2,100}:?[ ]*\|[ ]*:?-{2,100}|\[\^[^\]\s]{1,40}\]:[ \t])", re.MULTILINE
)  # tables, notes
MIN_LINES = 2  # one line that looks like a heading can stand in any plain text
SNIFFED_BYTES = 4096


def sniff(content: bytes) -> str | None:
    """Text with front matter or with signs of Markdown."""
    from tasks.core.formats.plain.signs import WIDE_MARKS, is_binary

    head = content[:SNIFFED_BYTES]
    if head.startswith(WIDE_MARKS) or is_binary(head):
        return None
    is_markdown = FRONT_MATTER.match(head) or SURE.search(content) or len(LINE.findall(content)) >= MIN_LINES
    return MEDIA_TYPES[0] if is_markdown else None


def read(content: bytes) -> ReadText:
    """Decode Markdown, and say what its signs mean that are no part of the text.

    Raises:
        ReadError: `undecodable` or `binary`.
    """
    from tasks.core.formats.markdown.source import shown
    from tasks.core.formats.plain.decode import read_plain

    return shown(read_plain(content))
