"""Signs by which a page is told from other text."""

import re

SNIFFED_BYTES = 4096
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
# groups are not possessive: up to Python 3.11.4 such a group that can go back matches too little
SPACE_AND_COMMENTS = rb"(?:\s++|<!--[^-]*+(?:-(?!->)[^-]*+)*-->|<\?xml\b[^>]*+>)*"
START = re.compile(SPACE_AND_COMMENTS + rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
FRAGMENT_START = re.compile(
    SPACE_AND_COMMENTS + rb"</?(?:p|div|span|h[1-6]|table|article|section|main|center|font|meta|title|ul|ol|a|b|i|br)"
    rb"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
CLOSED = re.compile(rb"</(p|div|span|h[1-6]|table|td|article|section|main|center|font|ul|ol|li|a|html|body)\s*>", re.I)
XML_DIALECT = re.compile(rb"<\?xml\b[^>]*\?>" + SPACE_AND_COMMENTS + rb"<(?!html\b|!doctype\s+html)", re.IGNORECASE)
MIN_CLOSED = 2  # of a page without head or body; a text can speak of one tag


def is_html(content: bytes) -> bool:
    """Whether the bytes are a page, or a piece that was cut out of one."""
    head = narrowed(content[: 2 * SNIFFED_BYTES])
    if START.match(head):
        return True
    if XML_DIALECT.match(head):
        return False
    return bool(FRAGMENT_START.match(head)) and len(CLOSED.findall(head)) >= MIN_CLOSED


def narrowed(head: bytes) -> bytes:
    """The first bytes with one byte for each character that ASCII has, without a byte order mark."""
    if head.startswith(WIDE_MARKS):
        return head[2:].replace(b"\x00", b"")
    return head[:SNIFFED_BYTES].removeprefix(BYTE_ORDER_MARK)
